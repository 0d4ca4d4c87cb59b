"""A Patchwork with all that clients ask for: a project whose patches came by
mail and apply to a repository, one of more patches than fit on a page, one
that is somebody else's."""

import json
import os
import re
import subprocess

from engines import Server, environment
from raw import THIMBLE, Raw
from relay import Relay
from rows import Rows, token

MANY = 260
AUTHOR = {"GIT_AUTHOR_NAME": "Sam", "GIT_AUTHOR_EMAIL": "sam@example.org",
          "GIT_COMMITTER_NAME": "Sam", "GIT_COMMITTER_EMAIL":
          "sam@example.org", "GIT_AUTHOR_DATE": "2026-03-04T05:06:07+0100"}
LINES = ["line %d\n" % i for i in range(1, 41)]


def git_environment(home):
    """No settings but those of the test, and all files below home."""
    return dict(AUTHOR, PATH=os.environ["PATH"], HOME=home, TMPDIR=home,
                GIT_CONFIG_NOSYSTEM="1", PAGER="cat", LC_ALL="C.UTF-8",
                TZ="UTC")


class Repository:
    """Commits of an author, and the mails that git makes of them."""

    def __init__(self, home):
        self.home = home
        self.path = os.path.join(home, "author")
        os.mkdir(self.path)
        self.git("init", "-q", "-b", "master")
        self.lines = {"gear": list(LINES), "spring": list(LINES)}
        for name in self.lines:
            self.write(name)
        self.git("add", ".")
        self.git("commit", "-q", "-m", "base")
        self.git("branch", "base")

    def git(self, *words):
        return subprocess.run(
            ["git", *words], cwd=self.path, check=True, text=True,
            env=git_environment(self.home), stdout=subprocess.PIPE).stdout

    def write(self, name):
        with open(os.path.join(self.path, name), "w", encoding="utf-8") as f:
            f.writelines(self.lines[name])

    def change(self, name, line, subject, text=""):
        """One commit: a line of a file becomes the subject."""
        self.lines[name][line] = subject + "\n"
        self.write(name)
        self.git("commit", "-q", "-a", "-m", subject + "\n\n" + text)

    def mails(self, count, cover):
        """The last commits as mails, without a Message-Id."""
        words = ["format-patch", "--stdout", "-%d" % count]
        if cover is not None:
            words += ["--cover-letter", "--subject-prefix=PATCH"]
        out = self.git(*words)
        mails = re.split(r"(?m)^From [0-9a-f]{40} .*\n", out)[1:]
        if cover is not None:
            mails[0] = mails[0].replace("*** SUBJECT HERE ***", cover[0])
            mails[0] = mails[0].replace("*** BLURB HERE ***", cover[1])
        return mails

    def clone(self, name):
        """Where the base is checked out; to apply patches in."""
        path = os.path.join(self.home, name)
        self.git("clone", "-q", "-b", "base", self.path, path)
        return path


def deliver(db, mail):
    done = subprocess.run(
        [THIMBLE, "--database", db.url, "parsemail", "--exit-detail"],
        input=mail.encode(), env=environment(), stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout.decode()


class Site:
    """The server with its rows; `relay` is where clients are sent."""

    def __init__(self, engine, home):
        self.home = home
        self.db = engine.new()
        self.rows = Rows(self.db)
        self.msgids = {}
        self.repository = Repository(home)
        self.fill()
        self.server = Server(THIMBLE, self.db.url)
        self.relay = Relay(self.server.port)

    def close(self):
        self.relay.close()
        try:
            assert self.server.stop() == 0, self.server.text()
        finally:
            self.db.close()

    def add(self, kind, **row):
        return self.rows.add(kind, {k: str(v) for k, v in row.items()})

    def fill(self):
        self.db.execute("BEGIN")
        self.rows.add_text("""
            project linkname=kettle name=Kettle listid=kettle.example.org
                show_dependencies=true
                list_archive_url_format="https://lore.example.org/{}/";
            project linkname=gearbox name=Gearbox listid=gearbox.example.org;
            project linkname=big name=Big; project linkname=other name=Other;
            person email=sam@example.org name=Sam;
            person email=tess@example.org name=Tess;
            user name=ann email=ann@example.org first_name=Ann password=secret
                maintainer=kettle,gearbox,big;
            user name=bob email=bob@example.org password=secret;
            user name=annika email=annika@example.org maintainer=other;
            user name=ci email=ci@example.org maintainer=kettle,big,other""")
        self.fill_big()
        self.db.execute("COMMIT")
        self.fill_kettle()
        self.db.execute("BEGIN")
        self.rows.add_text("""
            check patch="[1/2] gear: oil it" user=ci context=build
                state=success target_url=http://ci.example.org/1
                description="all well" date="2026-01-03 01:02:03.000456";
            check patch="[1/2] gear: oil it" user=ci context=test
                state=fail target_url=NULL description=NULL;
            patch-comment id=1 patch="[1/2] gear: oil it" content="Fine.\\n"
                headers="Subject: Re: gear" submitter=tess@example.org;
            cover-comment id=1 cover="[0/2] Oil all gears" content="Good.\\n"
                headers="Subject: Re: gears" submitter=tess@example.org;
            bundle name=merge owner=ann project=kettle public=true
                patches="[1/2] gear: oil it,[2/2] spring: wind it";
            bundle name=mine owner=ann project=kettle public=false
                patches="[2/2] spring: wind it";
            bundle name=theirs owner=bob project=kettle public=false
                patches="[2/2] spring: wind it"
            """.replace("\n", " "))
        self.db.execute("COMMIT")

    def fill_big(self):
        """Patches of every kind that filters tell apart; their events."""
        self.rows.add_text("series name=long project=big total=%d" % MANY)
        for i in range(1, MANY + 1):
            self.add("patch", name="[%d/%d] tooth %d" % (i, MANY, i),
                     project="big", series="long", number=i,
                     msgid="<big-%d@example.org>" % i,
                     hash="%040x" % i,
                     state=["new", "under-review"][i % 2],
                     date="2026-02-%02d 10:00:%02d" % (1 + i % 28, i % 60))

    def fill_kettle(self):
        """Two series by mail, the second on top of the first."""
        author = self.repository
        author.change("gear", 9, "gear: oil it", "Squeaks no more.")
        author.change("spring", 9, "spring: wind it", "Runs for long.")
        self.gears = author.mails(2, ("Oil all gears", "They squeak."))
        self.post("gears", self.gears)
        author.change("gear", 19, "gear: polish it",
                      "Depends-on: <gears-0@example.org>")
        self.post("polish", author.mails(1, None))

    def post(self, name, mails, project="kettle"):
        """Delivers them as one thread: NAME-0, NAME-1, .. Their texts."""
        first = "<%s-0@example.org>" % name
        texts = []
        for i, mail in enumerate(mails):
            head = "Message-Id: <%s-%d@example.org>\n" % (name, i)
            if i:
                head += "In-Reply-To: %s\nReferences: %s\n" % (first, first)
            head += ("To: %s@example.org\nList-Id: <%s.example.org>\n"
                     % (project, project))
            texts.append(head + mail)
            deliver(self.db, texts[-1])
        return texts

    def get(self, target):
        """What the API says to anybody."""
        with Raw(self.relay.port) as c:
            c.get(target)
            answer = c.answer()
        assert answer.status == 200, (target, answer.body)
        return json.loads(answer.body)

    # What the tests name things by.

    def one(self, sql, *values):
        return self.db.execute(sql, values)[0][0]

    def patch(self, name):
        return self.one("SELECT id FROM patchwork_patch WHERE name = ?", name)

    def series(self, name):
        return self.one("SELECT id FROM patchwork_series WHERE name = ?",
                        name)

    def project(self, name):
        return self.one("SELECT id FROM patchwork_project"
                        " WHERE linkname = ?", name)

    def user(self, name):
        return self.one("SELECT id FROM auth_user WHERE username = ?", name)

    def token(self, name):
        return token(name)
