"""The rows that mails became, as the file that bench/bare.c inserts.

Read from an SQLite database, mail by mail in the order of the journal. Rows
are as they were at the end, so a row is inserted once that ingest may have
inserted and changed.
"""

import struct

BY_ID = "SELECT t.id, m.id FROM %s t JOIN thimble_mail m USING (msgid)" \
    " WHERE m.verdict = '%s'"
OF = "(SELECT mail FROM place WHERE place.name = '%s' AND row = %s)"
SENT = " UNION ALL ".join(
    "SELECT submitter_id AS person, mail FROM %s JOIN place"
    " ON place.name = '%s' AND row = id" % (t, t) for t in (
        "patchwork_patch", "patchwork_cover", "patchwork_patchcomment",
        "patchwork_covercomment"))

# Tables, those that others are found by first, and the mail of each row.
TABLES = [
    ("thimble_mail", "SELECT id, id FROM thimble_mail"),
    ("patchwork_patch", BY_ID % ("patchwork_patch", "patch")),
    ("patchwork_cover", BY_ID % ("patchwork_cover", "cover")),
    ("patchwork_patchcomment",
     BY_ID % ("patchwork_patchcomment", "patch comment")),
    ("patchwork_covercomment",
     BY_ID % ("patchwork_covercomment", "cover comment")),
    ("patchwork_person",
     "SELECT person, min(mail) FROM (%s) GROUP BY person" % SENT),
    ("patchwork_series",
     "SELECT s.id, min(ifnull(%s, 1e9), ifnull((SELECT min(mail) FROM"
     " patchwork_patch p JOIN place ON place.name = 'patchwork_patch' AND row = p.id"
     " WHERE series_id = s.id), 1e9)) FROM patchwork_series s"
     % OF % ("patchwork_cover", "s.cover_letter_id")),
    ("patchwork_seriesreference",
     "SELECT id, %s FROM patchwork_seriesreference"
     % OF % ("patchwork_series", "series_id")),
    ("patchwork_series_dependencies",
     "SELECT id, %s FROM patchwork_series_dependencies"
     % OF % ("patchwork_series", "from_series_id")),
    ("patchwork_patchtag", "SELECT id, %s FROM patchwork_patchtag"
     % OF % ("patchwork_patch", "patch_id")),
    # Of a series that is complete now its last mail, hence the maximum.
    ("patchwork_event", "SELECT id, max(coalesce(%s)) OVER (ORDER BY id)"
     " FROM patchwork_event" % ", ".join(OF % of for of in (
         ("patchwork_patchcomment", "patch_comment_id"),
         ("patchwork_covercomment", "cover_comment_id"),
         ("patchwork_cover", "cover_id"), ("patchwork_patch", "patch_id"),
         ("patchwork_series", "series_id")))),
]

# A cover letter behind the first mail of its series was entered later.
LATE = "UPDATE patchwork_series SET cover_letter_id = NULL WHERE %s > %s" % (
    OF % ("patchwork_cover", "cover_letter_id"),
    OF % ("patchwork_series", "patchwork_series.id"))


def read(db):
    """The mails: lists of (table, values); and the columns of each table."""
    db.run("CREATE TEMP TABLE place(name, row, mail, PRIMARY KEY (name, row))")
    mails, columns = {}, {}
    for table, places in TABLES:
        db.execute("INSERT INTO place SELECT '%s', p.* FROM (%s) AS p"
                   % (table, places))
        if table == "patchwork_series":
            db.run(LATE)
        h = db.h.execute("SELECT mail, t.* FROM %s t JOIN place"
                         " ON place.name = '%s' AND row = t.id ORDER BY t.id"
                         % (table, table))
        columns[table] = [d[0] for d in h.description[1:]]
        for row in h:
            mails.setdefault(row[0], []).append((table, row[1:]))
    return [mails[n] for n in sorted(mails)], columns


def pack(value):
    if value is None:
        return b"n" + struct.pack("=I", 0) + b"\0"
    kind = b"i" if isinstance(value, int) else \
        b"b" if isinstance(value, bytes) else b"t"
    data = value if kind == b"b" else str(value).encode()
    return kind + struct.pack("=I", len(data)) + data + b"\0"


def statement(engine, table, names):
    places = ["?" if engine == "sqlite" else "$%d" % (i + 1)
              for i in range(len(names))]
    return 'INSERT INTO %s (%s) VALUES (%s)' % (
        table, ", ".join('"%s"' % n for n in names), ", ".join(places))


def write(path, engine, rows, group, without=()):
    """group: mails of a transaction; without: tables left out."""
    mails, columns = rows
    number = {t: i for i, t in enumerate(t for t in columns
                                         if t not in without)}
    with open(path, "wb") as f:
        for table in number:
            text = statement(engine, table, columns[table])
            f.write(b"S" + text.encode() + b"\0")
        for i, mail in enumerate(mails):
            for table, row in mail:
                if table in number:
                    f.write(b"R" + struct.pack("=II", number[table], len(row))
                            + b"".join(map(pack, row)))
            if (i + 1) % group == 0:
                f.write(b"C")
        f.write(b"C")
