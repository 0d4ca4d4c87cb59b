"""`rows`: short words for rows of Patchwork's tables, with defaults.

What is named (a project by its link name, a person by address, a user by
name) and not there yet is made.
"""

import hashlib
import shlex

from script import Fault


def stamp(n):
    """The n-th minute of our time."""
    return "2026-01-02 %02d:%02d:00" % (3 + n // 60 % 20, n % 60)


def token(username):
    return hashlib.sha1(("token of " + username).encode()).hexdigest()


def password_hash(password):
    if password is None:
        return "!"
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), b"salt", 1)
    import base64
    return "pbkdf2_sha256$1$salt$" + base64.b64encode(digest).decode()


DIFF = """diff --git a/f{0} b/f{0}
--- a/f{0}
+++ b/f{0}
@@ -1 +1 @@
-old
+new {0}
"""


def mail(n, what):
    return {
        "msgid": "<%s-%d@example.org>" % (what, n),
        "date": stamp(n),
        "headers": "From: Sam <sam@example.org>\nSubject: %s %d\n"
                   "Message-Id: <%s-%d@example.org>" % (what, n, what, n),
        "content": "Text of %s %d.\n" % (what, n),
    }


# Table, and a row's defaults by its id.
KINDS = {
    "project": ("patchwork_project", lambda n: {
        "linkname": "p%d" % n, "listid": "p%d.example.org" % n,
        "listemail": "p%d@example.org" % n, "subject_match": "",
        "web_url": "", "scm_url": "", "webscm_url": "",
        "list_archive_url": "", "list_archive_url_format": "",
        "commit_url_format": "", "send_notifications": False,
        "use_tags": True, "show_dependencies": False}),
    "person": ("patchwork_person", lambda n: {
        "email": "person%d@example.org" % n, "name": "Person %d" % n,
        "user": None}),
    "user": ("auth_user", lambda n: {
        "password": None, "is_superuser": False, "username": "user%d" % n,
        "first_name": "", "last_name": "", "email": "", "is_staff": False,
        "is_active": True, "date_joined": stamp(n)}),
    "state": ("patchwork_state", lambda n: {
        "name": "State %d" % n, "slug": "state-%d" % n, "ordering": n,
        "action_required": False}),
    "tag": ("patchwork_tag", lambda n: {
        "name": "Tag-%d" % n, "pattern": "^Tag-%d:" % n, "abbrev": str(n),
        "show_column": True}),
    "series": ("patchwork_series", lambda n: {
        "name": "series %d" % n, "date": stamp(n), "version": 1, "total": 1,
        "project": "linux", "submitter": "sam@example.org",
        "cover_letter": None}),
    "cover": ("patchwork_cover", lambda n: dict(
        mail(n, "cover"), name="cover %d" % n, project="linux",
        submitter="sam@example.org")),
    "patch": ("patchwork_patch", lambda n: dict(
        mail(n, "patch"), name="patch %d" % n, project="linux",
        submitter="sam@example.org", archived=False, commit_ref=None,
        delegate=None, diff=DIFF.format(n), number=None, pull_url=None,
        related=None, series=None, state="new", hash=None)),
    "patch-comment": ("patchwork_patchcomment", lambda n: dict(
        mail(n, "reply"), submitter="sam@example.org", patch=1,
        addressed=None)),
    "cover-comment": ("patchwork_covercomment", lambda n: dict(
        mail(n, "cover-reply"), submitter="sam@example.org", cover=1,
        addressed=None)),
    "check": ("patchwork_check", lambda n: {
        "date": stamp(n), "state": "success", "target_url": "",
        "description": "", "context": "ci", "user": "ci", "patch": 1}),
    "bundle": ("patchwork_bundle", lambda n: {
        "name": "bundle%d" % n, "public": True, "owner": "ann",
        "project": "linux"}),
    "relation": ("patchwork_patchrelation", lambda n: {}),
    "event": ("patchwork_event", lambda n: {
        "category": "patch-created", "date": stamp(n), "actor": None,
        "created_check": None, "current_delegate": None,
        "current_relation": None, "current_state": None,
        "previous_delegate": None, "previous_relation": None,
        "previous_state": None, "project": "linux", "series": None,
        "cover": None, "patch": None, "cover_comment": None,
        "patch_comment": None}),
}

# Members that name a row: kind, and the column a word is looked up in.
REFERENCES = {
    "project": ("project", "linkname"),
    "submitter": ("person", "email"),
    "user": ("user", "username"),
    "owner": ("user", "username"),
    "delegate": ("user", "username"),
    "actor": ("user", "username"),
    "current_delegate": ("user", "username"),
    "previous_delegate": ("user", "username"),
    "state": ("state", "slug"),
    "current_state": ("state", "slug"),
    "previous_state": ("state", "slug"),
    "series": ("series", "name"),
    "cover_letter": ("cover", "name"),
    "cover": ("cover", "name"),
    "patch": ("patch", "name"),
    "related": ("relation", None),
    "current_relation": ("relation", None),
    "previous_relation": ("relation", None),
    "created_check": ("check", None),
    "cover_comment": ("cover-comment", None),
    "patch_comment": ("patch-comment", None),
}
MADE = {"project", "person", "user"}
BOOLEANS = {"archived", "addressed", "public", "send_notifications",
            "use_tags", "show_dependencies", "is_superuser", "is_staff",
            "is_active", "action_required", "show_column"}
CHECK_STATES = {"pending": 0, "success": 1, "warning": 2, "fail": 3}


def read_value(name, text):
    if text == "NULL":
        return None
    if name in BOOLEANS:
        return {"true": True, "false": False}[text]
    return text.replace("\\n", "\n")


class Rows:
    """db: execute(sql, values) with ? places, giving rows."""

    def __init__(self, db):
        self.db = db

    def add_text(self, text):
        """kind name=value ...; kind ..."""
        lexer = shlex.shlex(text, posix=True, punctuation_chars=";")
        lexer.whitespace_split = True
        lexer.commenters = ""
        row = []
        for word in list(lexer) + [";"]:
            if set(word) != {";"}:
                row.append(word)
            elif row:
                self.add(row[0], dict(self.split(w) for w in row[1:]))
                row = []

    @staticmethod
    def split(word):
        if "=" not in word:
            raise Fault("rows: %s is not name=value" % word)
        return word.split("=", 1)

    def next_id(self, table):
        return self.db.execute(
            'SELECT COALESCE(MAX(id), 0) + 1 FROM "%s"' % table)[0][0]

    def add(self, kind, given):
        if kind not in KINDS:
            raise Fault("rows: no kind %s" % kind)
        table, defaults = KINDS[kind]
        number = int(given.pop("id", 0)) or self.next_id(table)
        row = defaults(number)
        extra = {k: given.pop(k) for k in ("maintainer", "patches", "depends",
                                           "msgids") if k in given}
        # What a user or project is called by is "name" for short.
        if kind == "user" and "name" in given:
            given["username"] = given.pop("name")
        for name, text in given.items():
            if name not in row and not (kind == "project" and name == "name"):
                raise Fault("rows: %s has no %s" % (kind, name))
            row[name] = read_value(name, text)
        if kind == "project":
            row.setdefault("name", row["linkname"])
        if kind == "user":
            row["password"] = password_hash(row["password"])
        self.insert(table, number, {
            self.column(kind, k): self.value(kind, k, v)
            for k, v in row.items()})
        self.after(kind, number, row, extra)
        return number

    @staticmethod
    def column(kind, name):
        if name in REFERENCES and (kind, name) not in (("check", "state"),):
            return name + "_id"
        return name

    def value(self, kind, name, value):
        if kind == "check" and name == "state":
            return CHECK_STATES[value]
        if name in REFERENCES and value is not None:
            return self.find(*REFERENCES[name], value)
        return value

    def find(self, kind, column, value):
        if isinstance(value, int) or value.isdigit():
            return int(value)
        found = self.db.execute('SELECT id FROM "%s" WHERE %s = ? ORDER BY id'
                                % (KINDS[kind][0], column), [value])
        if found:
            return found[0][0]
        if kind not in MADE:
            raise Fault("rows: no %s called %s" % (kind, value))
        return self.add(kind, {column: value})

    def insert(self, table, number, row):
        if number is not None:
            row = dict(row, id=number)
        self.db.execute('INSERT INTO "%s" (%s) VALUES (%s)' % (
            table, ", ".join('"%s"' % k for k in row),
            ", ".join("?" for _ in row)), list(row.values()))
        if number is not None:
            self.db.keep_ids(table)

    def after(self, kind, number, row, extra):
        """Rows that belong to a row."""
        if kind == "user":
            self.insert("patchwork_userprofile", number, {
                "user_id": number, "send_email": False, "show_ids": False,
                "items_per_page": 100})
            self.insert("authtoken_token", None, {
                "key": token(row["username"]), "created": stamp(number),
                "user_id": number})
        for name in extra.get("maintainer", "").split(",") if extra.get(
                "maintainer") else []:
            self.insert("patchwork_userprofile_maintainer_projects",
                        self.next_id(
                            "patchwork_userprofile_maintainer_projects"),
                        {"userprofile_id": number,
                         "project_id": self.find("project", "linkname", name)})
        for i, patch in enumerate(extra.get("patches", "").split(",")
                                  if extra.get("patches") else []):
            self.insert("patchwork_bundlepatch",
                        self.next_id("patchwork_bundlepatch"),
                        {"bundle_id": number, "order": i + 1,
                         "patch_id": self.find("patch", "name", patch)})
        for other in extra.get("depends", "").split(",") if extra.get(
                "depends") else []:
            self.insert("patchwork_series_dependencies",
                        self.next_id("patchwork_series_dependencies"),
                        {"from_series_id": number,
                         "to_series_id": self.find("series", "name", other)})
