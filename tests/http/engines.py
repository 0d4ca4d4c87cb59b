"""A fresh database for each file, on either engine, and a server over it."""

import os
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import threading

from script import Fault

QUIET = {"THIMBLE_CONFIG": "", "THIMBLE_DATABASE": "", "TZ": "UTC"}


def environment():
    return dict(os.environ, **QUIET)


class Sqlite:
    name = "sqlite"

    def __init__(self, thimble):
        self.folder = tempfile.mkdtemp(prefix="thimble-http-")
        self.model = os.path.join(self.folder, "model.db")
        self.count = 0
        self.lock = threading.Lock()
        migrate(thimble, "sqlite:" + self.model)

    def new(self):
        with self.lock:
            self.count += 1
            path = os.path.join(self.folder, "%d.db" % self.count)
        source = sqlite3.connect(self.model)
        copy = sqlite3.connect(path)
        source.backup(copy)
        source.close()
        copy.close()
        return SqliteDb(path)

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class SqliteDb:
    def __init__(self, path):
        self.path = path
        self.url = "sqlite:" + path
        # One file at a time uses it, each in a thread of its own.
        self.h = sqlite3.connect(path, isolation_level=None, timeout=20,
                                 check_same_thread=False)
        self.h.execute("PRAGMA foreign_keys = ON")

    def execute(self, sql, values=()):
        return self.h.execute(sql, list(values)).fetchall()

    def run(self, sql):
        self.h.executescript(sql)

    def keep_ids(self, table):
        """Rows that are added next come after those that are there."""

    def close(self):
        self.h.close()
        for end in ("", "-wal", "-shm"):
            if os.path.exists(self.path + end):
                os.unlink(self.path + end)


class Pg:
    name = "pg"

    def __init__(self, thimble):
        import psycopg2
        import psycopg2.extensions
        self.psycopg2 = psycopg2
        self.base = os.environ.get("THIMBLE_TEST_PG")
        if not self.base:
            raise Fault("THIMBLE_TEST_PG is not set: run below tests/with-pg")
        self.prefix = "http_%d_" % os.getpid()
        self.count = 0
        self.lock = threading.Lock()
        self.admin = psycopg2.connect(self.base)
        self.admin.autocommit = True
        self.names = []
        self.create("model", "template0")
        migrate(thimble, self.url("model"))

    def url(self, name):
        return self.psycopg2.extensions.make_dsn(
            self.base, dbname=self.prefix + name)

    def create(self, name, template):
        with self.lock, self.admin.cursor() as c:
            c.execute("CREATE DATABASE %s%s TEMPLATE %s"
                      % (self.prefix, name, template))
            self.names.append(name)

    def new(self):
        with self.lock:
            self.count += 1
            name = "t%d" % self.count
        self.create(name, self.prefix + "model")
        return PgDb(self.psycopg2, self.url(name))

    def close(self):
        with self.admin.cursor() as c:
            for name in self.names:
                c.execute("DROP DATABASE IF EXISTS %s%s WITH (FORCE)"
                          % (self.prefix, name))
        self.admin.close()


class PgDb:
    def __init__(self, psycopg2, url):
        self.url = url
        self.h = psycopg2.connect(url)
        self.h.autocommit = True

    def execute(self, sql, values=()):
        with self.h.cursor() as c:
            c.execute(sql.replace("%", "%%").replace("?", "%s"), list(values))
            return c.fetchall() if c.description else []

    def run(self, sql):
        with self.h.cursor() as c:
            c.execute(sql)

    def keep_ids(self, table):
        """As SQLite does by itself."""
        self.run("SELECT setval(pg_get_serial_sequence('%s', 'id'),"
                 " (SELECT MAX(id) FROM %s))" % (table, table))

    def close(self):
        self.h.close()


ENGINES = {"sqlite": Sqlite, "pg": Pg}


def migrate(thimble, url):
    done = subprocess.run([thimble, "--database", url, "migrate"],
                          env=environment(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise Fault("thimble migrate: status %d\n%s"
                    % (done.returncode, done.stdout))


class Server:
    """`thimble serve` on a free port; its log is kept for failures."""

    def __init__(self, thimble, url, *options, env=None, pass_fds=(),
                 listen=("127.0.0.1:0",)):
        command = self.command(thimble, url, options, listen)
        self.log = tempfile.TemporaryFile(mode="w+", errors="replace")
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=subprocess.PIPE, env=env or environment(),
            pass_fds=pass_fds)
        self.addresses = []
        self.ready = threading.Event()
        self.expected = len(listen)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        self.ready.wait(20)
        if not self.addresses:
            self.kill()
            raise Fault("thimble serve does not start:\n" + self.text())

    def command(self, thimble, url, options, listen):
        command = [thimble, "--database", url, "serve"]
        for address in listen:
            command += ["--listen", address]
        return command + list(options)

    def read(self):
        """Standard error, to the log; until its end."""
        for raw in self.process.stderr:
            line = raw.decode(errors="replace")
            self.log.write(line)
            if line.startswith("listening on "):
                self.addresses.append(line.split()[-1])
            if len(self.addresses) == self.expected:
                self.ready.set()
        self.ready.set()

    @property
    def port(self):
        return int(self.addresses[0].rstrip("/").rsplit(":", 1)[1])

    def text(self):
        self.log.flush()
        self.log.seek(0)
        return self.log.read()

    def is_up(self):
        return self.process.poll() is None

    def stop(self, seconds=15):
        """Its exit status."""
        if self.is_up():
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Fault("thimble serve does not stop:\n" + self.text())
        self.reader.join(5)
        return self.process.returncode

    def kill(self):
        if self.is_up():
            self.process.kill()
        self.process.wait()
        self.reader.join(5)
