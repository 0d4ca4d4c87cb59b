"""Real clients, run as their users run them: in a home of their own, in a
clone of the repository that the patches are for."""

import logging
import os
import runpy
import signal
import subprocess
import sys
import tempfile

import pytest

from seed import git_environment


def needs(program, module):
    """Skips a file of tests where a client is not installed. Its module is
    loaded once, here, so that each run need not."""
    try:
        __import__(module)
    except ImportError:
        return pytest.mark.skip(
            reason="no %s: tools/deps test installs it" % program)
    return pytest.mark.skipif(False, reason="")


class Done:
    def __init__(self, status, out, err, said):
        self.status = status
        self.out = out
        self.err = err
        self.said = said
        self.lines = [request.line() for request, _ in said]

    def good(self):
        assert self.status == 0, self.out + self.err
        return self


class Client:
    """One user's home with git settings, and a clone."""

    def __init__(self, site, home, settings):
        self.site = site
        self.home = str(home)
        self.environment = git_environment(self.home)
        with open(os.path.join(self.home, ".gitconfig"), "w",
                  encoding="utf-8") as f:
            for name, value in settings.items():
                f.write("[%s]\n\t%s = \"%s\"\n" % (*name.split("."), value))
        self.clone = os.path.join(self.home, "clone")
        self.git("clone", "-q", "-b", "base", site.repository.path,
                 self.clone, cwd=self.home)

    def git(self, *words, cwd=None):
        return subprocess.run(
            ["git", *words], cwd=cwd or self.clone, env=self.environment,
            check=True, text=True, stdout=subprocess.PIPE).stdout

    def run(self, program, *words, stdin=""):
        """The program, in a child that need not load Python anew."""
        self.site.relay.take()
        files = [os.path.join(self.home, n) for n in ("in", "out", "err")]
        with open(files[0], "w", encoding="utf-8") as f:
            f.write(stdin)
        child = os.fork()
        if child == 0:
            self.become(program, words, files)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        with open(files[1], encoding="utf-8") as o, open(
                files[2], encoding="utf-8") as e:
            return Done(status, o.read(), e.read(), self.site.relay.take())

    def become(self, program, words, files):
        status = 70
        try:
            signal.alarm(60)
            for number, path in enumerate(files):
                os.dup2(os.open(path, os.O_RDWR | os.O_CREAT | (
                    os.O_TRUNC if number else 0)), number)
            sys.stdin, sys.stdout, sys.stderr = (
                os.fdopen(0, "r"), os.fdopen(1, "w"), os.fdopen(2, "w"))
            logging.root.handlers.clear()       # the tests' own
            os.chdir(self.clone)
            os.environ.clear()
            os.environ.update(self.environment)
            tempfile.tempdir = None     # as it is found in there
            sys.argv = [program, *words]
            runpy.run_path("/usr/bin/" + program, run_name="__main__")
            status = 0
        except SystemExit as e:
            status = e.code if isinstance(e.code, int) else bool(e.code)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status or 0)

    def subjects(self):
        """Of the commits on top of the base, oldest first."""
        return self.git("log", "--reverse", "--format=%s",
                        "origin/base..HEAD").splitlines()

    def read(self, name):
        with open(os.path.join(self.clone, name), encoding="utf-8") as f:
            return f.read()
