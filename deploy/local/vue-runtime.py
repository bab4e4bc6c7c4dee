"""Leaves the template compiler out of Vue's browser module.

The page draws with render functions only, and its Content-Security-Policy forbids what compiled
templates need (`Function`). The compiler is the last third of the file: it begins after the
runtime with the namespace object that compiled code would receive, and ends with its own
registration before the exports. page-libraries.sh has checked the file's hash, so the places are
known; should they ever not be there once and in order, this stops.

usage: vue-runtime.py vue.esm-browser.prod.js > vue.js
"""

import sys

BEGIN = ",o_=Object.freeze({__proto__:null,"
END = "lP(us);"
EXPORT = "us as compile,"


def runtime(source: str) -> str:
    for mark in (BEGIN, END, EXPORT):
        if source.count(mark) != 1:
            sys.exit(f"vue-runtime: this is another Vue, {mark!r} does not stand in it once")
    head, rest = source.split(BEGIN)
    exports = rest.split(END)[1].replace(EXPORT, "")
    return f"{head};{exports}"


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    sys.stdout.write(runtime(file.read()))
