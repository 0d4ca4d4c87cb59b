"""What is stored, as facts that name no id: (kind, key, field): value.

A mail is named by its message id, a series by the first of its members.
"""

import collections

PATCHES = """SELECT p.msgid, p.name, p.date, e.email, p.headers, p.content,
    p.diff, p.hash, p.pull_url, p.number, p.archived, p.commit_ref,
    t.name AS state, u.username AS delegate, p.series_id
    FROM patchwork_patch p
    JOIN patchwork_person e ON e.id = p.submitter_id
    JOIN patchwork_state t ON t.id = p.state_id
    LEFT JOIN auth_user u ON u.id = p.delegate_id"""
COVERS = """SELECT c.msgid, c.name, c.date, e.email, c.headers, c.content,
    s.id AS series_id FROM patchwork_cover c
    JOIN patchwork_person e ON e.id = c.submitter_id
    LEFT JOIN patchwork_series s ON s.cover_letter_id = c.id"""
COMMENTS = """SELECT c.msgid, q.msgid AS parent, c.date, e.email, c.headers,
    c.content, %s AS addressed FROM patchwork_%scomment c
    JOIN patchwork_%s q ON q.id = c.%s_id
    JOIN patchwork_person e ON e.id = c.submitter_id"""
SERIES = """SELECT s.id, s.name, s.date, s.version, s.total, e.email,
    c.msgid AS cover FROM patchwork_series s
    JOIN patchwork_person e ON e.id = s.submitter_id
    LEFT JOIN patchwork_cover c ON c.id = s.cover_letter_id"""
TAGS = """SELECT p.msgid, t.name, g.count FROM patchwork_patchtag g
    JOIN patchwork_patch p ON p.id = g.patch_id
    JOIN patchwork_tag t ON t.id = g.tag_id"""
EVENTS = """SELECT e.category, e.series_id, p.msgid, c.msgid, pc.msgid,
    cc.msgid FROM patchwork_event e
    LEFT JOIN patchwork_patch p ON p.id = e.patch_id
    LEFT JOIN patchwork_cover c ON c.id = e.cover_id
    LEFT JOIN patchwork_patchcomment pc ON pc.id = e.patch_comment_id
    LEFT JOIN patchwork_covercomment cc ON cc.id = e.cover_comment_id"""


def rows(db, sql):
    """By the columns' names."""
    cursor = db.h.cursor()
    cursor.execute(sql)
    names = [d[0] for d in cursor.description]
    for row in cursor.fetchall():
        yield dict(zip(names, map(str, row)))


class Facts:
    def __init__(self, db):
        self.db = db
        self.all = {}
        self.members = collections.defaultdict(list)
        self.find_members()
        self.mails("patch", PATCHES)
        self.mails("cover", COVERS)
        self.mails("comment", COMMENTS % ("c.addressed", *["patch"] * 3))
        self.mails("comment", COMMENTS % ("NULL", *["cover"] * 3))
        self.series()
        for row in rows(db, TAGS):
            self.all["patch", row["msgid"], "tag " + row["name"]] = row["count"]
        for row in rows(db, "SELECT email, name FROM patchwork_person"):
            self.all["person", row["email"], "name"] = row["name"]
        self.events()
        for row in rows(db, "SELECT msgid, verdict FROM thimble_mail"
                        " ORDER BY id"):
            self.add("journal", row["msgid"], "verdict", row["verdict"])

    def find_members(self):
        """A cover that its patches do not name is no member: whether it gets
        into their series depends on which comes first (spec/ingest.md 15).
        A series of such a cover alone is none."""
        headers = collections.defaultdict(str)
        for row in rows(self.db, PATCHES):
            if row["series_id"] != "None":
                self.members[row["series_id"]].append(row["msgid"])
                headers[row["series_id"]] += row["headers"]
        for row in rows(self.db, COVERS):
            if row["msgid"] in headers[row["series_id"]]:
                self.members[row["series_id"]].append(row["msgid"])

    def add(self, kind, key, field, value):
        """One of several."""
        key = kind, key, field
        self.all[key] = "\n".join(sorted(
            [*self.all.get(key, "").split("\n"), value])).strip()

    def name_of(self, series):
        return min(self.members[series], default="?")

    def mails(self, kind, sql):
        """Twice the same message id is a fact of its own."""
        for row in rows(self.db, sql):
            msgid = row.pop("msgid")
            if "series_id" in row:
                row["series"] = " ".join(sorted(
                    self.members[row.pop("series_id")]))
            self.add(kind, msgid, "there", "once")
            for field, value in row.items():
                self.all[kind, msgid, field] = value

    def series(self):
        for row in rows(self.db, SERIES):
            id = row.pop("id")
            if not self.members[id]:
                continue
            name = self.name_of(id)
            if row["cover"] not in self.members[id]:
                del row["cover"], row["name"]
            for field, value in row.items():
                self.all["series", name, field] = value
        for row in rows(self.db, "SELECT series_id, msgid"
                        " FROM patchwork_seriesreference"):
            if self.members[row["series_id"]]:
                self.add("series", self.name_of(row["series_id"]), "known by",
                         row["msgid"])
        for row in rows(self.db, "SELECT from_series_id, to_series_id"
                        " FROM patchwork_series_dependencies"):
            self.add("series", self.name_of(row["from_series_id"]),
                     "depends on", self.name_of(row["to_series_id"]))

    def events(self):
        cursor = self.db.h.cursor()
        cursor.execute(EVENTS)
        for category, series, patch, cover, *comments in cursor.fetchall():
            words = [m for m in comments if m] or \
                [m for m in (patch, cover) if m]
            if series is not None and not self.members[str(series)]:
                continue
            if series is not None:
                words.append("of " + self.name_of(str(series)))
            self.add("event", " ".join(words), category, "once")


def of(db):
    return Facts(db).all
