"""Thimble's own OpenAPI documents: what they say of an answer, and whether
they are any good themselves."""

import json
import re
import subprocess

import jsonschema

from engines import environment

METHODS = ("get", "post", "put", "patch", "delete", "options")
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4")


class Operation:
    def __init__(self, document, path, method, node, item):
        self.document = document
        self.path = path
        self.method = method.upper()
        self.node = node
        self.parameters = [document.follow(p) for p in
                           item.get("parameters", []) +
                           node.get("parameters", [])]
        rest = re.sub(r"^/api/(\d\.\d/)?", "", path)
        self.pattern = re.compile(re.sub(
            r"\\\{(\w+)\\\}", self.piece, re.escape(rest)) + r"\Z")

    def piece(self, match):
        kind = self.parameter(match.group(1))["schema"]["type"]
        return "[0-9]+" if kind == "integer" else "[^/]+"

    def parameter(self, name):
        return next(p for p in self.parameters if p["name"] == name)

    def body(self):
        """The schema of what can be sent, or None."""
        content = self.node.get("requestBody", {}).get("content", {})
        return content.get("application/json", {}).get("schema")

    def answer(self, status):
        """The schema of a JSON answer."""
        answers = self.node["responses"]
        node = self.document.follow(answers.get(str(status),
                                                answers["default"]))
        return node.get("content", {}).get("application/json", {}).get(
            "schema")


class Document:
    def __init__(self, text):
        self.root = json.loads(text)
        self.resolver = jsonschema.RefResolver("", self.root)
        self.operations = [
            Operation(self, path, method, item[method], item)
            for path, item in self.root["paths"].items()
            for method in METHODS if method in item]

    def follow(self, node):
        while "$ref" in node:
            place = self.root
            for key in node["$ref"][2:].split("/"):
                place = place[key]
            node = place
        return node

    def find(self, method, rest):
        """The operation for what follows the version, or None."""
        method = "GET" if method == "HEAD" else method
        for o in self.operations:
            if o.method == method and o.pattern.match(rest):
                return o
        return None

    def faults(self, schema, value):
        validator = jsonschema.Draft202012Validator(
            schema, resolver=self.resolver)
        return ["%s: %s" % ("/".join(map(str, e.absolute_path)),
                            e.message[:300])
                for e in validator.iter_errors(value)]


class Documents:
    """Of all versions, printed by the program when they are asked for."""

    def __init__(self, thimble):
        self.thimble = thimble
        self.documents = {}

    def of(self, version):
        if version not in self.documents:
            self.documents[version] = Document(subprocess.run(
                [self.thimble, "api", "--openapi", version], check=True,
                env=environment(), stdout=subprocess.PIPE).stdout)
        return self.documents[version]

    def faults(self, method, target, status, body):
        """What is wrong with a JSON answer of the API."""
        m = re.match(r"/api/(?:(\d\.\d)/)?(.*)\Z", target.split("?")[0])
        if not m or (m.group(1) or "1.4") not in VERSIONS:
            return []
        document = self.of(m.group(1) or "1.4")
        operation = document.find(method, m.group(2))
        if operation is None:
            return []
        schema = operation.answer(status)
        if schema is None:
            return ["no JSON is told of status %d" % status]
        return document.faults(schema, json.loads(body))


def walk(node, place=""):
    yield place, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, place + "/" + key)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from walk(value, "%s/%d" % (place, i))


def check_operation(document, o):
    names = set(re.findall(r"\{(\w+)\}", o.path))
    inside = [p for p in o.parameters if p["in"] == "path"]
    if {p["name"] for p in inside} != names:
        yield "%s: other parameters than in the path" % o.path
    if not all(p.get("required") for p in inside):
        yield "%s: a part of the path is optional" % o.path
    keys = [(p["in"], p["name"]) for p in o.parameters]
    if len(set(keys)) != len(keys):
        yield "%s %s: a parameter is told twice" % (o.method, o.path)
    if "default" not in o.node["responses"]:
        yield "%s %s: no answer by default" % (o.method, o.path)
    for status, answer in o.node["responses"].items():
        if "description" not in document.follow(answer):
            yield "%s %s: %s is not described" % (o.method, o.path, status)
    schemes = document.root["components"]["securitySchemes"]
    for way in o.node["security"]:
        if not set(way) <= set(schemes):
            yield "%s %s: no such way to sign in" % (o.method, o.path)
    schemas = [p["schema"] for p in o.parameters]
    for schema in schemas + [o.body() or {}, o.answer(200) or {}]:
        jsonschema.Draft202012Validator.check_schema(schema)


def check(document):
    """What OpenAPI 3.1 asks for and a reader would trip over."""
    root = document.root
    if not root["openapi"].startswith("3.1.") or \
            not {"title", "version"} <= set(root["info"]):
        yield "the head is none"
    used = set()
    for place, node in walk(root):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            used.add(node["$ref"])
            try:
                document.follow(node)
            except KeyError:
                yield "%s: %s is not there" % (place, node["$ref"])
    for name, schema in root["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        if "#/components/schemas/" + name not in used and \
                not name.endswith("Brief"):
            yield "nothing refers to %s" % name
        if not set(schema.get("required", ())) <= set(schema["properties"]):
            yield "%s: what is required is not described" % name
    ids = [o.node["operationId"] for o in document.operations]
    if len(set(ids)) != len(ids):
        yield "two operations have one id"
    for o in document.operations:
        yield from check_operation(document, o)
