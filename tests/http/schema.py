"""Answers of the API against the OpenAPI documents that Patchwork publishes.

The documents are in schemas/ of THIMBLE_SHARED (default: shared beside the
checkout) and not part of the project: without them nothing is checked. Where
they differ from what Patchwork does, what it does is right (UNKNOWN).
"""

import glob
import json
import os
import re

TOP = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
SHARED = os.environ.get("THIMBLE_SHARED", os.path.join(TOP, "../shared"))
METHODS = ("get", "post", "put", "patch")
NEWEST = "1.4"


def pattern_of(path):
    """/api/1.3/patches/{id} as an expression for what follows the version."""
    rest = re.sub(r"^/api/(\d\.\d/)?", "", path).rstrip("/")
    return re.compile(re.sub(r"\\?\{[^}]*\\?\}", "[^/]+", rest) + r"/?\Z")


class Document:
    """One version: the schemas of its answers by path, method and status."""

    def __init__(self, text):
        import yaml
        load = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.root = yaml.load(text, load)
        self.rows = []
        for path, item in self.root["paths"].items():
            for method in METHODS:
                for status, answer in item.get(method, {}).get(
                        "responses", {}).items():
                    content = self.follow(answer).get("content", {})
                    schema = content.get("application/json", {}).get("schema")
                    if schema is not None:
                        self.rows.append((pattern_of(path), method.upper(),
                                          str(status), schema))
        self.validators = {}

    def follow(self, node):
        while "$ref" in node:
            place = self.root
            for key in node["$ref"].lstrip("#/").split("/"):
                place = place[key]
            node = place
        return node

    def find(self, rest, method, status):
        for pattern, m, s, schema in self.rows:
            if m == method and s == status and pattern.match(rest):
                return schema
        return None

    def branches(self, schema):
        """A schema and those that it is made of."""
        schema = self.follow(schema)
        yield schema
        for word in ("allOf", "anyOf", "oneOf"):
            for one in schema.get(word, ()):
                yield from self.branches(one)

    def strangers(self, schemas, value, path=""):
        """Members of an answer of which no schema speaks, as a/b/c. They are
        no breach of the documents, which are open; but a version has no
        fields of later ones."""
        all_of = [b for s in schemas for b in self.branches(s)]
        if isinstance(value, list):
            items = [b["items"] for b in all_of if "items" in b]
            for one in value:
                yield from self.strangers(items, one, path)
        if not isinstance(value, dict):
            return
        named = [b["properties"] for b in all_of if "properties" in b]
        for name, inner in value.items() if named else ():
            below = [n[name] for n in named if name in n]
            if not below:
                yield path + name
            yield from self.strangers(below, inner, path + name + "/")

    def validator(self, schema):
        import jsonschema
        key = id(schema)
        if key not in self.validators:
            self.validators[key] = jsonschema.Draft202012Validator(
                schema, resolver=jsonschema.RefResolver("", self.root))
        return self.validators[key]


# Values that Patchwork has and its documents do not know, each with one that
# they do: a mail without text, a patch without diff, a person without name.
# That a series may have no cover letter they do not know at all.
UNKNOWN = {
    ("content", None): "x", ("diff", None): "x", ("hash", None): "x",
    ("name", None): "x", ("email", ""): "x@example.org",
    ("target_url", ""): "http://x", ("description", ""): "x",
}
# The same of all versions before one: what events always had.
OLDER = {"actor": "1.2"}


def known(value):
    """The answer as the documents know it. Headers that occur once and others
    that occur often stand side by side, which they leave out too."""
    if isinstance(value, list):
        return [known(v) for v in value]
    if not isinstance(value, dict):
        return value
    value = {k: v for k, v in value.items()
             if (k, v) != ("cover_letter", None)}
    return {k: known_member(k, v) for k, v in value.items()}


def known_member(name, value):
    if name == "headers":
        return {}
    if name == "first_name":    # has grown from 30 to 150
        return value[:30]
    if value is None or value == "":
        return UNKNOWN.get((name, value), value)
    return known(value)


def first_messages(value):
    """What is wrong with a field is a list, which some documents call a
    text."""
    if isinstance(value, dict):
        return {k: first_messages(v) for k, v in value.items()}
    return value[0] if isinstance(value, list) and value else value


class Schemas:
    def __init__(self):
        self.texts = {}
        for path in glob.glob(os.path.join(SHARED, "schemas", "*.yaml")):
            version = re.search(r"v(\d\.\d)\.yaml\Z", path)
            if version:
                with open(path, encoding="utf-8") as f:
                    self.texts[version.group(1)] = f.read()
        self.documents = {}

    def document(self, version):
        if version not in self.documents:
            self.documents[version] = Document(self.texts[version])
        return self.documents[version]

    def faults(self, method, target, status, body):
        """What is wrong with an answer; none if no document speaks of it."""
        path = target.split("?")[0]
        m = re.match(r"/api/(?:(\d\.\d)/)?(.*)\Z", path)
        version = (m and m.group(1)) or NEWEST
        if not m or version not in self.texts:
            return []
        document = self.document(version)
        schema = document.find(m.group(2), method, str(status))
        if schema is None:
            return []
        answer = json.loads(body)
        value = known(answer)
        validator = document.validator(schema)
        if status == 400 and validator.is_valid(first_messages(value)):
            return []
        faults = ["%s: %s" % ("/".join(str(p) for p in e.absolute_path),
                              e.message[:300])
                  for e in validator.iter_errors(value)]
        # Errors speak of fields that the documents forget.
        if status < 400:
            faults += ["%s is not of %s" % (path, version) for path in sorted(
                set(document.strangers([schema], answer)))
                       if version >= OLDER.get(path, "")]
        return faults
