"""The text of a page as a browser shows it: what a person selects and copies.

A real HTML parser reads the page; then blocks end lines, paragraphs leave an
empty line between them, and white space is one blank outside of <pre>.
"""

import re

import html5lib

BLOCKS = set("address article aside blockquote body details dd div dl dt "
             "fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li "
             "main nav ol p pre section summary table tbody tfoot thead tr ul"
             .split())
NO_TEXT = set("head script style template title noscript select".split())
PARAGRAPHS = {"p"}


def parse(html):
    """The document; faults of its HTML are an error."""
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False,
        strict=True)
    return parser.parse(html)


class Text:
    def __init__(self):
        self.out = []
        self.breaks = 0     # line ends that are owed before the next text

    def require(self, n):
        self.breaks = max(self.breaks, n)

    def add(self, text, keep):
        if not keep:
            text = re.sub(r"\s+", " ", text)
            if (self.breaks or not self.out
                    or self.out[-1].endswith((" ", "\n"))):
                text = text.lstrip(" ")
        if not text:
            return
        if self.breaks and self.out:
            self.out[-1] = self.out[-1].rstrip(" ")
            self.out.append("\n" * self.breaks)
        self.breaks = 0
        self.out.append(text)

    def walk(self, element, keep):
        if element.tag in NO_TEXT or not isinstance(element.tag, str):
            return
        block = 2 if element.tag in PARAGRAPHS else \
            1 if element.tag in BLOCKS else 0
        keep = keep or element.tag in ("pre", "textarea")
        self.require(block)
        if element.tag == "br":
            self.out.append("\n")
        self.add(element.text or "", keep)
        for child in element:
            self.walk(child, keep)
            self.add(child.tail or "", keep)
        self.require(block)


def text_of(html, within="body"):
    """Of an element: the first of that name."""
    document = parse(html)
    element = document.find(".//" + within)
    text = Text()
    text.walk(element, False)
    return "".join(text.out)
