"""A test program in Python: functions named test_*, told as TAP."""

import sys
import traceback


class Skip(Exception):
    pass


def main(names):
    """Runs the tests of a module's globals(), in their order; those named on
    the command line behind the program's own arguments, if any."""
    tests = [(n[len("test_"):], f) for n, f in names.items()
             if n.startswith("test_")]
    failed = 0
    print("1..%d" % len(tests))
    for number, (name, test) in enumerate(tests, 1):
        words = name.replace("_", " ")
        try:
            test()
        except Skip as why:
            print("ok %d - %s # SKIP %s" % (number, words, why))
        except Exception:               # also of the library's
            failed += 1
            print("not ok %d - %s" % (number, words))
            for line in traceback.format_exc().splitlines():
                print("# " + line)
        else:
            print("ok %d - %s" % (number, words))
        sys.stdout.flush()
    return 1 if failed else 0
