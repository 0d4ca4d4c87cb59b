"""Databases of their own for tests in Python.

The engine is PostgreSQL when THIMBLE_TEST_PG names a server (tests/with-pg),
else SQLite, unless a program asks for one by name. Every Database is a copy of
one that `thimble migrate` made, and is gone when the program ends.
"""

import atexit
import os
import shutil
import sqlite3
import subprocess
import tempfile

SERVER = os.environ.get("THIMBLE_TEST_PG", "")
ENGINE = "pg" if SERVER else "sqlite"

PROJECT = {
    "subject_match": "", "web_url": "", "scm_url": "", "webscm_url": "",
    "list_archive_url": "", "list_archive_url_format": "",
    "commit_url_format": "", "send_notifications": False, "use_tags": True,
    "show_dependencies": False,
}
USER = {
    "password": "!", "is_superuser": False, "first_name": "", "last_name": "",
    "is_staff": False, "is_active": True, "date_joined": "2026-01-01 00:00:00",
}


def environment(**more):
    """What a command sees: no settings but ours."""
    quiet = {"THIMBLE_CONFIG": "", "THIMBLE_DATABASE": "", "TZ": "UTC"}
    return dict(os.environ, **dict(quiet, **more))


def run(command, stdin=b"", **more):
    """(status, standard output, standard error)"""
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=environment(**more),
                          check=False)
    return (done.returncode, done.stdout.decode("utf-8", "replace"),
            done.stderr.decode("utf-8", "replace"))


def server_url(name):
    """The server's URL with another database in it."""
    at = SERVER.index("/postgres?")
    return SERVER[:at] + "/" + name + SERVER[at + len("/postgres"):]


def connect_server(name=None):
    import psycopg2
    h = psycopg2.connect(server_url(name) if name else SERVER)
    h.autocommit = True
    return h


class Maker:
    """Makes databases: the first by migrating, the others as copies."""

    def __init__(self, thimble, engine=ENGINE):
        self.thimble = thimble
        self.pg = engine == "pg"
        self.count = 0
        # A name of PostgreSQL's must be unique while programs run at once.
        self.stem = "thimble_py_%d" % os.getpid()
        self.folder = tempfile.mkdtemp(prefix="thimble-py-")
        self.names = []
        atexit.register(self.clean_up)
        model = self.place("model")
        if self.pg:
            self.create("model", "template0")
        status, out, err = run([thimble, "--database", model, "migrate"])
        if status != 0:
            raise RuntimeError("thimble migrate: %d\n%s%s"
                               % (status, out, err))

    def place(self, name):
        if self.pg:
            return server_url("%s_%s" % (self.stem, name))
        return "sqlite:" + self.path(name)

    def path(self, name):
        return os.path.join(self.folder, name + ".db")

    def create(self, name, template):
        h = connect_server()
        with h.cursor() as c:
            c.execute("CREATE DATABASE %s_%s TEMPLATE %s"
                      % (self.stem, name, template))
        h.close()
        self.names.append(name)

    def new(self):
        self.count += 1
        name = "t%d" % self.count
        if self.pg:
            self.create(name, self.stem + "_model")
        else:
            source = sqlite3.connect(self.path("model"))
            copy = sqlite3.connect(self.path(name))
            source.backup(copy)
            source.close()
            copy.close()
        return Database(self, name)

    def clean_up(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        if not self.names:
            return
        h = connect_server()
        with h.cursor() as c:
            for name in self.names:
                c.execute("DROP DATABASE IF EXISTS %s_%s WITH (FORCE)"
                          % (self.stem, name))
        h.close()
        self.names = []


class Database:
    def __init__(self, maker, name):
        self.url = maker.place(name)
        self.pg = maker.pg
        if self.pg:
            self.h = connect_server("%s_%s" % (maker.stem, name))
        else:
            self.h = sqlite3.connect(maker.path(name), isolation_level=None,
                                     timeout=20)

    def query(self, sql, *values):
        """Rows; places are ?, for both engines."""
        if not self.pg:
            return self.h.execute(sql, values).fetchall()
        with self.h.cursor() as c:
            c.execute(sql.replace("%", "%%").replace("?", "%s"), values)
            return c.fetchall() if c.description else []

    def query_dict(self, sql, *values):
        """The first row by its columns' names."""
        if self.pg:
            c = self.h.cursor()
            c.execute(sql.replace("%", "%%").replace("?", "%s"), values)
        else:
            c = self.h.execute(sql, values)
        return dict(zip([d[0] for d in c.description], c.fetchone()))

    def one(self, sql, *values):
        return self.query(sql, *values)[0][0]

    def insert(self, table, **row):
        """The id of the new row."""
        names = ", ".join('"%s"' % n for n in row)
        places = ", ".join("?" for _ in row)
        return self.query("INSERT INTO %s (%s) VALUES (%s) RETURNING id"
                          % (table, names, places), *row.values())[0][0]

    def add_project(self, linkname, **more):
        row = dict(PROJECT, linkname=linkname, name=linkname,
                   listid=linkname + ".example.org",
                   listemail=linkname + "@example.org")
        return self.insert("patchwork_project", **dict(row, **more))

    def add_user(self, username, **more):
        row = dict(USER, username=username, email=username + "@example.org")
        id = self.insert("auth_user", **dict(row, **more))
        self.insert("patchwork_userprofile", user_id=id, send_email=False,
                    items_per_page=100, show_ids=False)
        return id

    def close(self):
        self.h.close()


class There(Database):
    """One that somebody else made."""

    def __init__(self, url):
        self.url = url
        self.pg = not url.startswith("sqlite:")
        if self.pg:
            import psycopg2
            self.h = psycopg2.connect(url)
            self.h.autocommit = True
        else:
            self.h = sqlite3.connect(url[len("sqlite:"):],
                                     isolation_level=None, timeout=20)
