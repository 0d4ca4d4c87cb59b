"""What every page must be: valid HTML5, of elements that the templates have,
without a way in for scripts, usable without seeing it.

faults(text) is a list of sentences; empty for a good page.
"""

import functools

import html5lib

ELEMENTS = set("""
 html head meta title link script body a header svg path circle nav p ul ol li
 main div br h1 h2 h3 form label input button details summary select option span
 table caption colgroup col thead tbody tr th td abbr small time strong b i
 dl dt dd section article pre blockquote code footer textarea kbd
""".split())
SCHEMES = ("http:", "https:", "git:", "ftp:", "mailto:")
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for",
              "popovertarget")
FIELDS = ("input", "select", "textarea")
INTERACTIVE = ("a", "button", "label", "select", "summary")
XHTML = "{http://www.w3.org/1999/xhtml}"


def name_of(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(
        element.tag, str) else ""


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def check_url(value):
    """Ours, or a link whose scheme runs nothing."""
    head = value.split("/")[0].split("?")[0].split("#")[0].lower()
    return ":" not in head or any(head.startswith(s) for s in SCHEMES)


@functools.lru_cache(maxsize=4)
def parse(text):
    """A page that is looked at twice is parsed once."""
    return Page(text)


class Page:
    def __init__(self, text):
        self.faults = []
        parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("etree"))
        self.root = parser.parse(text)
        lines = text.splitlines() + [""]
        for (line, column), code, _ in parser.errors:
            self.fault("HTML:", code, "at %d:%d:" % (line, column),
                       lines[line - 1][max(0, column - 60):][:80])
        self.found = len(self.faults)
        self.all = [e for e in self.root.iter() if name_of(e)]
        self.ids = [e.get("id") for e in self.all if "id" in e.attrib]

    def named(self, *names):
        return [e for e in self.all if name_of(e) in names]

    def fault(self, *words):
        self.faults.append(" ".join(str(w) for w in words))

    def check_elements(self):
        for e in self.all:
            if name_of(e) not in ELEMENTS:
                self.fault("element of no template:", name_of(e))
            for attribute in e.attrib:
                if attribute == "style" or attribute.startswith("on"):
                    self.fault("attribute", attribute, "of", name_of(e))
        for e in self.named("script"):
            if not e.get("src", "").startswith("/static/") or e.text:
                self.fault("a script that is not a file of ours")

    def check_urls(self):
        for e in self.all:
            for attribute in ("href", "src", "action", "formaction", "cite"):
                value = e.get(attribute)
                if value is None:
                    continue
                if not check_url(value):
                    self.fault(attribute, "leads to", value)
                if value.startswith("#") and value[1:] not in self.ids:
                    self.fault("nothing has the id of", value)

    def check_ids(self):
        seen = set()
        for i in self.ids:
            if not i or " " in i:
                self.fault("id is empty or has a blank:", repr(i))
            if i in seen:
                self.fault("id is there twice:", i)
            seen.add(i)
        for e in self.all:
            for attribute in REFERENCES:
                for i in e.get(attribute, "").split():
                    if i not in seen:
                        self.fault(attribute, "refers to no element:", i)

    def check_landmarks(self):
        for name in ("h1", "main", "title"):
            if len(self.named(name)) != 1:
                self.fault("not one", name, "but", len(self.named(name)))
        if not self.root.get("lang"):
            self.fault("no language")
        for e in self.named("title", "h1", "h2", "h3", "a", "button",
                            "summary"):
            if not text_of(e) and not e.get("aria-label"):
                self.fault("no text in", name_of(e), e.attrib)
        labels = [e.get("aria-label") for e in self.named("nav")]
        if None in labels or len(set(labels)) != len(labels):
            self.fault("navigations have no names of their own:", labels)
        level = 0
        for e in self.named("h1", "h2", "h3"):
            if int(name_of(e)[1]) > level + 1:
                self.fault("heading skips a level:", text_of(e))
            level = int(name_of(e)[1])

    def check_fields(self):
        labelled = {e.get("for") for e in self.named("label")}
        for label in self.named("label"):
            labelled.update(id(e) for e in label.iter())
        for e in self.named(*FIELDS):
            if e.get("type") == "hidden":
                continue
            if not (e.get("id") in labelled or id(e) in labelled
                    or e.get("aria-label")):
                self.fault("field without a label:", e.attrib)

    def check_nesting(self, element=None, inside=None):
        element = self.root if element is None else element
        for child in element:
            name = name_of(child)
            if name in INTERACTIVE and inside and not (
                    inside == "label" and name == "select"):
                self.fault(name, "inside", inside, text_of(child))
            self.check_nesting(
                child, name if name in INTERACTIVE else inside)

    def check_tables(self):
        for table in self.named("table"):
            widths = set()
            for row in table.iter(XHTML + "tr"):
                widths.add(sum(int(c.get("colspan", 1)) for c in row
                               if name_of(c) in ("td", "th")))
            if len(widths) > 1:
                self.fault("rows of", table.get("id"), "differ:", widths)
            if not any(name_of(e) == "caption" for e in table):
                self.fault("table without a caption")
            for th in table.iter(XHTML + "th"):
                if not th.get("scope"):
                    self.fault("th without a scope:", text_of(th))


def links(text):
    """Paths on this site that the page leads to, in order, each once."""
    found = []
    for e in parse(text).named("a", "link", "script"):
        value = (e.get("href") or e.get("src") or "").split("#")[0]
        if value.startswith("/") and value not in found:
            found.append(value)
    return found


def faults(text):
    page = parse(text)
    del page.faults[page.found:]
    page.check_elements()
    page.check_urls()
    page.check_ids()
    page.check_landmarks()
    page.check_fields()
    page.check_nesting()
    page.check_tables()
    return page.faults
