"""What benchmarks share: CPU time from /proc, databases of their own, nginx."""

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(TOP, "tests", "http"))

from engines import ENGINES, Server                     # noqa: E402

HZ = os.sysconf("SC_CLK_TCK")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
THIMBLE = os.environ["THIMBLE"]


def program(name):
    """One of bench/*.c."""
    return os.path.join(os.path.dirname(THIMBLE), "bench", name)


def stat_of(pid):
    """The fields of /proc/PID/stat behind the name."""
    with open("/proc/%d/stat" % pid) as f:
        return f.read().rsplit(")", 1)[1].split()


def cpu_of(pid):
    """Seconds, of the process alone."""
    fields = stat_of(pid)
    return (int(fields[11]) + int(fields[12])) / HZ


def children_of(pid):
    for other in filter(str.isdigit, os.listdir("/proc")):
        try:
            if int(stat_of(int(other))[1]) == pid:
                yield int(other)
        except OSError:
            continue


def cpu_of_tree(pid):
    """With children, those that have ended too."""
    fields = stat_of(pid)
    return sum(map(int, fields[11:15])) / HZ + sum(
        map(cpu_of, children_of(pid)))


class Engine:
    """Fresh databases, and what their server has cost so far."""

    def __init__(self, name):
        self.name = name
        self.engine = ENGINES[name](THIMBLE)
        self.server = None
        if name == "pg":
            backend = self.engine.admin.get_backend_pid()
            self.server = int(stat_of(backend)[1])

    def new(self):
        return self.engine.new()

    def cpu(self):
        return cpu_of_tree(self.server) if self.server else 0.0

    def used(self):
        """CPU seconds so far, of commands that have ended and the server."""
        own = resource.getrusage(resource.RUSAGE_CHILDREN)
        return own.ru_utime + own.ru_stime + self.cpu()

    def run(self, command, **options):
        """The CPU seconds of a command."""
        before = self.used()
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, **options)
        return self.used() - before

    def close(self):
        self.engine.close()


def engines():
    """One after the other, those of BENCH_ENGINES (all); PostgreSQL only where
    there is a server."""
    for name in os.environ.get("BENCH_ENGINES", " ".join(ENGINES)).split():
        if name == "pg" and not os.environ.get("THIMBLE_TEST_PG"):
            continue
        engine = Engine(name)
        try:
            yield engine
        finally:
            engine.close()


def need(*programs):
    """Skips the benchmark where there is nothing to measure with."""
    for name in programs:
        if not (shutil.which(name) or os.path.exists("/usr/sbin/" + name)):
            print("no program '%s' to measure with" % name)
            sys.exit(77)


def wrk(url, seconds, clients, *headers):
    """Requests answered, and those a second."""
    done = subprocess.run(
        ["wrk", "-t1", "-c%d" % clients, "-d%s" % seconds,
         *(word for h in headers for word in ("-H", h)), url],
        stdout=subprocess.PIPE, text=True, check=True)
    requests = int(re.search(r"(\d+) requests in", done.stdout).group(1))
    if "Non-2xx" in done.stdout:
        sys.exit("%s: %s" % (url, done.stdout))
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))
    return requests, rate


def per_cpu_second(url, cpu, seconds, *headers):
    """Answers to four clients that wait for none; cpu() is what was spent."""
    before = cpu()
    count, _ = wrk(url, seconds, 4, *headers)
    # What took longer than that is not told more exactly.
    return max(count, 1) / max(cpu() - before, 1 / HZ)


class Site:
    """A server of one thread and worker over a database that was filled, from
    now on closed with it."""

    def __init__(self, engine, db):
        self.engine, self.db = engine, db
        self.server = Server(THIMBLE, db.url, "--set", "http.workers=1",
                             "--set", "http.threads=1",
                             "--set", "http.debug_statements=on",
                             "--set", "log_level=warning")

    def url(self, target):
        return "http://127.0.0.1:%d%s" % (self.server.port, target)

    def cpu(self):
        return cpu_of(self.server.process.pid) + self.engine.cpu()

    def fetch(self, target, *headers):
        """The statements that it takes, and the bytes."""
        request = urllib.request.Request(self.url(target), headers=dict(
            h.split(": ") for h in headers))
        with urllib.request.urlopen(request) as answer:
            return int(answer.headers["X-Thimble-Statements"]), answer.read()

    def measure(self, target, seconds, *headers):
        wrk(self.url(target), 1, 4, *headers)
        return per_cpu_second(self.url(target), self.cpu, seconds, *headers)

    def close(self):
        self.server.stop()
        self.db.close()


def fill(db, patches):
    """The made-up archive of bench/model.c."""
    subprocess.run([program("bench-model"), db.url, str(patches), "fill"],
                   check=True, stderr=subprocess.DEVNULL)


NGINX = """
worker_processes 1;
daemon off;
master_process off;
pid %(folder)s/nginx.pid;
error_log %(folder)s/nginx.log error;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    access_log %(folder)s/access.log;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=100 inactive=600s;
    open_file_cache_valid 600s;
    client_body_temp_path %(folder)s/t1;
    proxy_temp_path %(folder)s/t2;
    fastcgi_temp_path %(folder)s/t3;
    uwsgi_temp_path %(folder)s/t4;
    scgi_temp_path %(folder)s/t5;
    server { listen 127.0.0.1:%(port)d; root %(folder)s/www; }
}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Nginx:
    """Serves files with its cache of open ones, and logs as we do."""

    def __init__(self, folder):
        port = free_port()
        self.base = "http://127.0.0.1:%d" % port
        self.www = os.path.join(folder, "www")
        os.makedirs(self.www)
        os.chmod(folder, 0o755)
        path = os.path.join(folder, "nginx.conf")
        with open(path, "w") as f:
            f.write(NGINX % {"folder": folder, "port": port})
        self.process = subprocess.Popen(
            [shutil.which("nginx") or "/usr/sbin/nginx", "-e",
             os.path.join(folder, "nginx.log"), "-c", path],
            stdin=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("nginx does not start")

    def put(self, data):
        """Its URL; a new one, since open files are remembered."""
        name = "f%d" % len(os.listdir(self.www))
        with open(os.path.join(self.www, name), "wb") as f:
            f.write(data)
        return self.base + "/" + name

    def stop(self):
        self.process.terminate()
        self.process.wait()
