"""Reads .t files: see README.md."""

import re

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
WORDS = {"test", "set", "rows", "sql", "mail", "as", "queries", "has", "hasnt",
         "header", "select", "only", "valid"}


class Fault(Exception):
    """A file that cannot be read, or an expectation that does not hold."""


class Command:
    """A word in the first column, the rest of its line, and what is indented
    below it: `| text` lines, others."""

    def __init__(self, word, rest, line):
        self.word = word
        self.rest = rest
        self.line = line
        self.text = []      # of | lines
        self.more = []      # other lines

    def joined(self):
        return " ".join([self.rest] + self.more).strip()

    def block(self):
        return "\n".join(self.text)


class Case:
    def __init__(self, name, line):
        self.name = name
        self.line = line
        self.commands = []


class Script:
    """commands: the head, before the first test."""

    def __init__(self, path):
        self.path = path
        self.head = []
        self.cases = []
        self.settings = []
        self.engine = None
        with open(path, encoding="utf-8") as f:
            for command in read_commands(path, f):
                self.add(command)

    def add(self, command):
        if command.word == "test":
            self.cases.append(Case(command.rest, command.line))
        elif command.word == "set" and not self.cases:
            self.settings.append(command.rest)
        elif command.word == "only" and not self.cases:
            self.engine = command.rest
        elif command.word in ("set", "only"):
            raise Fault("%s:%d: %s stands before the first test"
                        % (self.path, command.line, command.word))
        elif self.cases:
            self.cases[-1].commands.append(command)
        else:
            self.head.append(command)


def is_word(word):
    return (word in WORDS or word in METHODS
            or re.fullmatch(r"[1-5]\d\d", word) is not None)


def read_commands(path, lines):
    last = None
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        if not line[0].isspace():
            if last:
                yield last
            parts = line.split(None, 1)
            rest = parts[1].strip() if len(parts) > 1 else ""
            if not is_word(parts[0]):
                raise Fault("%s:%d: unknown word %s" % (path, number, parts[0]))
            last = Command(parts[0], rest, number)
            continue
        if last is None:
            raise Fault("%s:%d: indented below nothing" % (path, number))
        text = line.strip()
        if text == "|" or text.startswith("| "):
            last.text.append(line.lstrip()[2:])
        else:
            last.more.append(text)
    if last:
        yield last
