"""Places for one archive each, to break and to mend: on SQLite a file of its
own, on PostgreSQL a domain of its own in one database, since a database a
fault would take too long."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "lib"))

import database                                                 # noqa: E402
import mails                                                    # noqa: E402
import rows                                                     # noqa: E402

LISTS = ("tea", "cups")
NO_FAULT = ("open", 0, "kill", False)

# Faults are ours: a disk has no part in it.
if os.access("/dev/shm", os.W_OK):
    tempfile.tempdir = "/dev/shm"


class Program:
    """The program, with one fault a run (tests/fault/fault)."""

    def __init__(self, build, journal="wal"):
        self.journal = journal
        self.thimble = os.path.join(build, "thimble")
        self.deliver = os.path.join(build, "tests", "shared", "deliver")
        self.folder = tempfile.mkdtemp(prefix="thimble-fault-")
        atexit.register(shutil.rmtree, self.folder, ignore_errors=True)
        self.output = os.path.join(self.folder, "output")
        self.process = subprocess.Popen(
            [os.path.join(build, "tests", "fault", "fault")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=database.environment())
        self.has_check = self.run("", NO_FAULT, ["help", "check"])[0] == 0

    def cpu(self):
        """Seconds of its children so far."""
        with open("/proc/%d/stat" % self.process.pid) as f:
            words = f.read().rsplit(") ", 1)[1].split()
        return sum(map(int, words[13:15])) / os.sysconf("SC_CLK_TCK")

    def run(self, db, fault, arguments, stdin="/dev/null"):
        """(status, events seen, what it said)"""
        event, n, how, stay = fault
        words = [event, str(n), how, "1" if stay else "0", self.journal, stdin,
                 self.output, "--database", db, *arguments]
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().split()
        if len(answer) != 2:
            raise RuntimeError("tests/fault/fault has ended")
        with open(self.output, errors="replace") as f:
            return int(answer[0]), int(answer[1]), f.read()

    def check(self, db):
        """What is kept beside the rows is right: why not, or None."""
        if not self.has_check:
            return None
        status, _, text = self.run(db, NO_FAULT, ["check"])
        return "check: %d: %s" % (status, text[-200:]) if status else None


def spread(total, points):
    """Numbers of events, the first and the last among them."""
    if points is None or total <= points:
        return list(range(1, total + 1))
    return sorted({1 + i * (total - 1) // (points - 1)
                   for i in range(points)})


def fill(db, domain):
    """What is there before the mails."""
    for name in LISTS:
        db.add_project(name + domain[:5], name=name + domain[:5], listid=name + "." + domain,
                       listemail=name + "@" + domain)
    if not db.query("SELECT id FROM auth_user WHERE username = 'dee'"):
        db.add_user("dee", email="dee@example.net")
        db.add_user("lid", email="lid@example.net")
    db.insert("patchwork_delegationrule", path="pot/*", priority=1,
              project_id=db.one("SELECT id FROM patchwork_project"
                                " WHERE linkname = ?", "tea" + domain[:5]),
              user_id=db.one("SELECT id FROM auth_user"
                             " WHERE username = 'lid'"))


class World:
    """One archive: url, domain, and what is there of it, as lines."""

    def __init__(self, engine, url, domain):
        self.engine = engine
        self.url = url
        self.domain = domain

    def mails(self):
        return mails.mails(self.domain)

    def rows(self, ended=True):
        """ended: the program has closed its connection."""
        db = self.engine.look(ended)
        lines = []
        for name in LISTS:
            lines.append("project " + name)
            lines += rows.Project(db, name + self.domain[:5], headers=True,
                                  texts=True).lines()
        lines += rows.people(db, self.domain)
        lines += rows.journal(db, self.domain)
        return [line.replace(self.domain, mails.DOMAIN) for line in lines]


class Lite:
    """Copies of one file."""

    name = "sqlite"
    journal = "wal"

    def __init__(self, thimble):
        self.maker = database.Maker(thimble, "sqlite")
        self.model = self.maker.new()
        fill(self.model, mails.DOMAIN)
        self.model.query("PRAGMA journal_mode = " + self.journal)
        self.model.close()
        self.seen = None

    def place(self, name):
        for end in ("", "-wal", "-shm", "-journal"):
            if os.path.exists(self.maker.path(name) + end):
                os.unlink(self.maker.path(name) + end)
        return self.maker.path(name)

    def new(self):
        shutil.copyfile(self.maker.path("t1"), self.place("point"))
        return World(self, self.maker.place("point"), mails.DOMAIN)

    def look(self, _ended):
        """At a copy: whoever opens the file mends it, and that is the
        program's to do."""
        if self.seen:
            self.seen.close()
        to = self.place("look")
        for end in ("", "-wal", "-journal"):
            if os.path.exists(self.maker.path("point") + end):
                shutil.copyfile(self.maker.path("point") + end, to + end)
        self.seen = database.Database(self.maker, "look")
        if self.seen.one("PRAGMA integrity_check") != "ok" or \
                self.seen.query("PRAGMA foreign_key_check"):
            raise RuntimeError("the database is damaged")
        return self.seen


class Rollback(Lite):
    """Where SQLite has no WAL: a file system without shared memory, or a
    database that others had open when it was to be changed to that."""

    name = "rollback"
    journal = "delete"


class Pg:
    """Domains of one database."""

    name = "pg"
    journal = "wal"

    def __init__(self, thimble):
        self.db = database.Maker(thimble, "pg").new()
        self.count = 0

    def new(self):
        domain = "t%04d%s" % (self.count, mails.DOMAIN[5:])
        self.count += 1
        fill(self.db, domain)
        return World(self, self.db.url, domain)

    def look(self, ended):
        """Once the server has seen that whoever was killed is gone."""
        while not ended and self.db.one("SELECT count(*) FROM pg_stat_activity"
                          " WHERE datname = current_database()"
                          " AND pid <> pg_backend_pid()"):
            self.db.query("SELECT pg_sleep(0.01)")
        return self.db
