"""One object of each kind, and everybody who is something to them."""

import base64
import http.client
import json
import re

import openapi
import schema
from raw import THIMBLE
from rows import Rows, token

DOCUMENTS = (schema.Schemas(), openapi.Documents(THIMBLE))

# Who asks: what each is to the objects below, and the account.
ROLES = {
    "anonymous": None, "user": "uma", "submitter": "sam", "delegate": "dee",
    "maintainer": "ann", "other maintainer": "maria", "owner": "olive",
    "commenter": "cody", "staff": "stan", "superuser": "root"}
ROWS = """
project linkname=linux; project linkname=git;
user name=ann password=secret maintainer=linux;
user name=maria password=secret maintainer=git; user name=sam password=secret;
user name=dee password=secret; user name=cody password=secret;
user name=uma password=secret; user name=olive password=secret;
user name=stan password=secret is_staff=true;
user name=root password=secret is_staff=true is_superuser=true;
user name=gone password=secret is_active=false;
person email=sam@example.org user=sam; person email=cody@example.org user=cody;
series name="a series"; patch name="a patch" delegate=dee series="a series";
patch name=another; cover name="a cover"; check patch="a patch";
patch-comment patch="a patch" submitter=cody@example.org;
cover-comment cover="a cover" submitter=cody@example.org;
bundle name=open owner=olive patches="a patch";
bundle name=secret owner=olive public=false patches="a patch";
event patch="a patch"
"""
# What {name} in a path is: rows are numbered as they come.
IDS = {"project": 1, "person": 1, "series": 1, "patch": 1, "other": 2,
       "cover": 1, "check": 1, "reply": 1, "creply": 1, "open": 1, "secret": 2,
       "dee": 4, "olive": 7, "gone": 10}


class Site:
    TABLES = ["patchwork_" + name for name in (
        "patch", "project", "bundle", "bundlepatch", "check", "patchcomment",
        "covercomment", "userprofile", "patchrelation", "event")] + [
        "auth_user"]

    def __init__(self, server):
        self.db = server.db
        self.rows = Rows(self.db)
        self.count = 0
        self.doomed = {}
        self.seen = set()
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", server.port, timeout=60)
        self.cookies = {}
        for user in filter(None, ROLES.values()):
            # A password is hashed anew when it is used first.
            self.sign_in(user)
            self.send("GET", "/api/", self.headers_of(user, "basic"))

    def close(self):
        self.connection.close()

    def find_doomed(self, name):
        """A bundle to be deleted: the last one, or a new one."""
        if not self.db.execute(
                "SELECT 1 FROM patchwork_bundle WHERE id = ?",
                [self.doomed.get(name, 0)]):
            self.doomed[name] = self.rows.add("bundle", {
                "name": "%s %d" % (name, self.count), "owner": "olive",
                "patches": str(IDS["patch"]),
                "public": "true" if name == "doomed" else "false"})
        return self.doomed[name]

    def fill_in(self, text):
        """{name} as an id."""
        def place(match):
            name = match.group(1)
            self.count += 1
            if name == "new":
                return "new %d" % self.count
            if name.startswith("doomed"):
                return str(self.find_doomed(name))
            return str(IDS[name])

        return re.sub(r"\{(\w[\w ]*)\}", place, text)

    def restore(self):
        """Who may is who it was, whatever was written."""
        self.db.execute("UPDATE patchwork_patch SET delegate_id = ?"
                        " WHERE id = ?", [IDS["dee"], IDS["patch"]])

    def state(self):
        return [self.db.execute('SELECT * FROM "%s" ORDER BY id' % table)
                for table in self.TABLES]

    def sign_in(self, user):
        """The cookies of a browser."""
        if user not in self.cookies:
            _, page, headers = self.send("GET", "/user/login/", {})
            csrf = re.search(r"csrftoken=(\w+)", str(headers)).group(1)
            field = re.search(
                r'csrfmiddlewaretoken" value="(\w+)"', page).group(1)
            status, _, headers = self.send(
                "POST", "/user/login/",
                {"Cookie": "csrftoken=" + csrf,
                 "Content-Type": "application/x-www-form-urlencoded"},
                "username=%s&password=secret&csrfmiddlewaretoken=%s" % (
                    user, field))
            assert status == 302
            session = re.search(r"sessionid=(\w+)", str(headers)).group(1)
            self.cookies[user] = (session, csrf)
        return self.cookies[user]

    def headers_of(self, user, how):
        if user is None:
            return {}
        if how == "token":
            return {"Authorization": "Token " + token(user)}
        if how == "basic":
            pair = base64.b64encode((user + ":secret").encode()).decode()
            return {"Authorization": "Basic " + pair}
        session, csrf = self.sign_in(user)
        headers = {"Cookie": "sessionid=%s; csrftoken=%s" % (session, csrf)}
        if how == "session":
            headers["X-CSRFToken"] = csrf
        return headers

    def send(self, method, target, headers, body=None):
        self.connection.request(method, target, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        seen = (method, target, answer.status, text)
        if (answer.getheader("Content-Type") == "application/json" and text
                and seen not in self.seen):
            for documents in DOCUMENTS:
                faults = documents.faults(*seen)
                assert not faults, (method, target, faults)
            self.seen.add(seen)
        return answer.status, text, answer.getheaders()

    def ask(self, role, how, method, target, body):
        headers = self.headers_of(ROLES[role], how)
        if body is not None:
            headers["Content-Type"] = "application/json"
            # An id as text is one too.
            body = self.fill_in(json.dumps(body))
        return self.send(method, target, headers, body)[:2]
