"""Leaves Vue's template compiler out of its browser module.

The page draws with render functions only, and its Content-Security-Policy forbids what compiled
templates need (`Function`). The compiler begins after the runtime with the namespace object that
compiled code would receive, and ends with its own registration before the exports. What else the
page does not call, esbuild leaves out.

page-libraries.sh has checked the file's hash, so the marks are known to be there; should they
ever not, this stops.

usage: vue-runtime.py vue.esm-browser.prod.js > vue.js
"""

import sys

BEGIN = ",o_=Object.freeze({__proto__:null,"
END = "lP(us);"
COMPILE = "us as compile,"


def without_compiler(source: str) -> str:
    for mark in (BEGIN, END, COMPILE):
        if source.count(mark) != 1:
            sys.exit(f"vue-runtime: this is another Vue, {mark!r} does not stand in it once")
    head, rest = source.split(BEGIN)
    return f"{head};{rest.split(END)[1].replace(COMPILE, '')}"


sys.stdout.write(without_compiler(open(sys.argv[1], encoding="utf-8", newline="").read()))
