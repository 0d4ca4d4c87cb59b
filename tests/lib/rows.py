"""What mail made of a project, as lines that are the same on both engines.

Ids are replaced by message ids, names, or the rank of a series in its
project; what was stamped 'now' is left out (decisions.md 17).
"""

import datetime
import hashlib

# What a mail without a usable date is dated.
NOW = datetime.datetime.utcnow()


def digest(text):
    return "-" if text is None else hashlib.sha1(text.encode()).hexdigest()


def when(date):
    text = str(date)[:19]
    day = datetime.timedelta(days=1)
    near = [str(t)[:10] for t in (NOW - day, NOW, NOW + day)]
    return "now" if text[:10] in near else text


def word(value):
    return "-" if value is None else str(value)


class Project:
    def __init__(self, db, linkname, headers=False, texts=False):
        self.db = db
        self.id = db.one("SELECT id FROM patchwork_project"
                         " WHERE linkname = ?", linkname)
        self.headers = headers
        self.texts = texts
        # Series of other projects, which a dependency may name, have none.
        self.rank = {id: i for i, (id,) in enumerate(db.query(
            "SELECT id FROM patchwork_series WHERE project_id = ?"
            " ORDER BY id", self.id), 1)}

    def lines(self):
        for part in (self.series, self.covers, self.patches, self.comments,
                     self.events):
            yield from part()

    def series_word(self, id):
        return "-" if id is None else "series %s" % self.rank.get(id, "?")

    def text(self, mark, text):
        """A text in lines, or its digest."""
        if not self.texts:
            yield "  %s%s" % (mark, digest(text))
        elif text is not None:
            for line in text.split("\n"):
                yield "  %s%s" % (mark, line)

    def body(self, headers, content):
        if self.headers or not self.texts:
            yield from self.text(": ", headers)
        yield from self.text("| ", content)

    def series(self):
        refs, depends = {}, {}
        for id, msgid in self.db.query(
                "SELECT series_id, msgid FROM patchwork_seriesreference"
                " WHERE project_id = ? ORDER BY id", self.id):
            refs.setdefault(id, []).append(msgid)
        for id, to, name in self.db.query(
                "SELECT d.from_series_id, d.to_series_id, j.linkname"
                " FROM patchwork_series_dependencies d"
                " JOIN patchwork_series s ON s.id = d.to_series_id"
                " JOIN patchwork_project j ON j.id = s.project_id"
                " ORDER BY d.id"):
            depends.setdefault(id, []).append(
                self.series_word(to) if to in self.rank else "of " + name)
        for id, name, date, version, total, email, cover in self.db.query(
                "SELECT s.id, s.name, s.date, s.version, s.total, p.email,"
                " c.msgid FROM patchwork_series s"
                " JOIN patchwork_person p ON p.id = s.submitter_id"
                " LEFT JOIN patchwork_cover c ON c.id = s.cover_letter_id"
                " WHERE s.project_id = ? ORDER BY s.id", self.id):
            yield "%s: v%d of %d, %s, by %s, %s, cover %s" % (
                self.series_word(id), version, total, word(name), email,
                when(date), word(cover))
            yield "  known by %s" % " ".join(refs.get(id, ["-"]))
            for to in depends.get(id, []):
                yield "  depends on " + to

    def covers(self):
        for msgid, name, date, headers, content, person, email in \
                self.db.query(
                    "SELECT c.msgid, c.name, c.date, c.headers, c.content,"
                    " p.name, p.email FROM patchwork_cover c"
                    " JOIN patchwork_person p ON p.id = c.submitter_id"
                    " WHERE c.project_id = ? ORDER BY c.id", self.id):
            yield "cover %s: %s, by %s <%s>, %s" % (
                msgid, name, word(person), email, when(date))
            yield from self.body(headers, content)

    def patches(self):
        tags = {}
        for id, name, count in self.db.query(
                "SELECT t.patch_id, g.name, t.count FROM patchwork_patchtag t"
                " JOIN patchwork_tag g ON g.id = t.tag_id ORDER BY g.abbrev"):
            tags.setdefault(id, []).append("%s %d" % (name, count))
        for (id, msgid, name, date, headers, content, diff, hash, pull, number,
             series, state, delegate, archived, ref, person, email) in \
                self.db.query(
                    "SELECT c.id, c.msgid, c.name, c.date, c.headers,"
                    " c.content, c.diff, c.hash, c.pull_url, c.number,"
                    " c.series_id, s.name, u.username, c.archived,"
                    " c.commit_ref, p.name, p.email FROM patchwork_patch c"
                    " JOIN patchwork_person p ON p.id = c.submitter_id"
                    " LEFT JOIN patchwork_state s ON s.id = c.state_id"
                    " LEFT JOIN auth_user u ON u.id = c.delegate_id"
                    " WHERE c.project_id = ? ORDER BY c.id", self.id):
            yield "patch %s: %s, by %s <%s>, %s" % (
                msgid, name, word(person), email, when(date))
            yield "  %s number %s, %s, delegate %s%s%s" % (
                self.series_word(series), word(number), word(state),
                word(delegate), ", archived" if archived else "",
                ", commit " + ref if ref else "")
            if id in tags:
                yield "  tags " + ", ".join(tags[id])
            if pull is not None:
                yield "  pull " + pull
            yield from self.body(headers, content)
            if diff is not None:
                yield "  hash " + hash
                yield from self.text("+ ", diff)

    def comments(self):
        for kind in ("patch", "cover"):
            for (parent, msgid, date, headers, content, addressed, person,
                 email) in self.db.query(
                     "SELECT q.msgid, c.msgid, c.date, c.headers, c.content,"
                     " c.addressed, p.name, p.email"
                     " FROM patchwork_%scomment c"
                     " JOIN patchwork_%s q ON q.id = c.%s_id"
                     " JOIN patchwork_person p ON p.id = c.submitter_id"
                     " WHERE q.project_id = ? ORDER BY c.id"
                     % (kind, kind, kind), self.id):
                yield "comment %s on %s %s, by %s <%s>, %s%s" % (
                    msgid, kind, parent, word(person), email, when(date),
                    "" if addressed is None else
                    ", addressed" if addressed else ", to be addressed")
                yield from self.body(headers, content)

    def events(self):
        for category, series, patch, cover, pc, cc in self.db.query(
                "SELECT e.category, e.series_id, p.msgid, c.msgid, pc.msgid,"
                " cc.msgid FROM patchwork_event e"
                " LEFT JOIN patchwork_patch p ON p.id = e.patch_id"
                " LEFT JOIN patchwork_cover c ON c.id = e.cover_id"
                " LEFT JOIN patchwork_patchcomment pc"
                "   ON pc.id = e.patch_comment_id"
                " LEFT JOIN patchwork_covercomment cc"
                "   ON cc.id = e.cover_comment_id"
                " WHERE e.project_id = ? ORDER BY e.id", self.id):
            words = [w for w in (patch, cover, pc, cc) if w]
            if series is not None:
                words.append(self.series_word(series))
            yield "event %s %s" % (category, " ".join(words))


def people(db, domain=""):
    """All persons of it, in an order that no engine decides."""
    for email, name, user in sorted(db.query(
            "SELECT p.email, p.name, u.username FROM patchwork_person p"
            " LEFT JOIN auth_user u ON u.id = p.user_id WHERE p.email LIKE ?",
            "%" + domain), key=lambda row: row[0]):
        yield "person %s <%s>%s" % (word(name), email,
                                    " is " + user if user else "")


def journal(db, domain=""):
    """The journal without times and bytes, of ids with the domain in them."""
    for row in db.query("SELECT source, list, msgid, verdict, reason, size,"
                        " attempts FROM thimble_mail"
                        " WHERE COALESCE(msgid, '') LIKE ? ORDER BY id",
                        "%" + domain + "%"):
        yield "mail " + " ".join(word(v) for v in row)


def everything(db):
    for linkname, in db.query("SELECT linkname FROM patchwork_project"
                              " ORDER BY id"):
        yield "project " + linkname
        yield from Project(db, linkname).lines()
    yield from people(db)
    yield from journal(db)
