"""Makes the page that is served, out of static/, which is its source.

esbuild makes one style sheet of all, and of the modules: one file of what every screen needs, one
of each part that is fetched when it is first drawn, and few that two such parts share. All but
index.html and the API's description lies under /a/VERSION/, where the version is made of the
files themselves: what has an address never changes.

usage: page.py FOLDER
"""

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "static"
MAIN = "js/main.js"
# As deep as the modules lie in the source, so that the address of the icons, relative to a
# module, is right here as well.
SCRIPTS = "js/page"
# What as many screens or dialogs share comes with the frame: else each set of those that share
# something would get a file of its own, and each file costs a way to the server and back.
SHARED_BY = 2
# Browsers that know it compile all of a file on a thread of their own while it comes, and not each
# function when it is first called, which keeps the page waiting.
COMPILED_AT_ONCE = "//# allFunctionsCalledOnLoad"
COMPRESSED = {".js", ".css", ".svg", ".json"}
LEAST_COMPRESSED = 1024


def esbuild(*arguments: str) -> None:
    done = subprocess.run(
        ["esbuild", "--minify", "--log-level=warning", *arguments], cwd=STATIC, check=False)
    if done.returncode:
        sys.exit("page: esbuild could not make the page (see above)")


def modules(folder: Path, *more: str) -> dict:
    """Writes the modules and answers what esbuild tells of them."""
    told = folder / "modules.json"
    esbuild(MAIN, "--bundle", "--splitting", "--format=esm", "--entry-names=[name]",
            f"--banner:js={COMPILED_AT_ONCE}", f"--metafile={told}",
            f"--outdir={folder / SCRIPTS}", *more)
    return json.loads(told.read_text())


def imports(file: dict, kind: str) -> list[str]:
    return [each["path"] for each in file["imports"] if each["kind"] == kind]


def reached(files: dict, start: str) -> set[str]:
    """A file and all that has to be there before it runs."""
    seen, waiting = set(), [start]
    while waiting:
        path = waiting.pop()
        if path not in seen:
            seen.add(path)
            waiting += imports(files[path], "import-statement")
    return seen


def frame(inputs: dict) -> list[str]:
    """The modules that every visit fetches at once."""
    later = {path for file in inputs.values() for path in imports(file, "dynamic-import")}
    at_once = reached(inputs, MAIN)
    needed = [reached(inputs, path) for path in later]
    shared = {path for path in inputs if sum(path in each for each in needed) >= SHARED_BY}
    return sorted((at_once | shared) - later - {MAIN})


def screens(outputs: dict, at_once: set[str]) -> list[tuple[str, list[str], list[str]]]:
    """The pattern of each screen's address, the files it needs beyond the frame, and what it asks
    the server, with $1 for the part that its address names."""
    made = {Path(file["entryPoint"]).name: name for name, file in outputs.items()
            if "entryPoint" in file}
    rules = re.findall(r"path: '([^']+)'[^{}]*?import\('\./([^']+)'\)[^{}]*?"
                       r"(?:asks: \[([^\]]+)\],\s*)?\}",
                       (STATIC / "js/screens/routes.js").read_text())
    return [(f"^{re.sub(':[a-z]+', '([^/]+)', path)}/?$",
             sorted(reached(outputs, made[module]) - at_once),
             [re.sub(":[a-z]+", "$1", ask) for ask in re.findall(r"'([^']+)'", asks)])
            for path, module, asks in rules]


def make_scripts(folder: Path) -> list[str]:
    """Writes the scripts; answers which of them the browser may ask for before main.js does."""
    with tempfile.TemporaryDirectory() as scratch:
        inputs = modules(Path(scratch))["inputs"]
        # esbuild gives modules one file that are reached from the same beginnings. What it injects
        # is reached from all.
        together = Path(scratch) / "frame.js"
        together.write_text("".join(f"import {str(STATIC / each)!r}\n" for each in frame(inputs)))
        told = modules(folder, f"--inject:{together}")
    (folder / "modules.json").unlink()
    outputs = {Path(path).name: file for path, file in told["outputs"].items()}
    for file in outputs.values():
        for each in file["imports"]:
            each["path"] = Path(each["path"]).name
    at_once = reached(outputs, "main.js")
    known = json.dumps(screens(outputs, at_once))
    esbuild("js/early.js", "--format=iife", f"--define:SCREENS={known}",
            f"--outfile={folder / 'js/early.js'}")
    return sorted(at_once - {"main.js"})


def make_files(folder: Path) -> list[str]:
    early = make_scripts(folder)
    esbuild("css/page.css", "--bundle", "--external:*.woff2", f"--outfile={folder}/css/page.css")
    shutil.copytree(STATIC / "vendor", folder / "vendor",
                    ignore=shutil.ignore_patterns("*.js", "stamp"))
    for name in ("icons.svg", "favicon.svg"):
        shutil.copy(STATIC / name, folder)
    return early


def version_of(folder: Path) -> str:
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return whole.hexdigest()[:12]


def index(version: str, early: list[str]) -> str:
    """The page's one document, with the addresses that its files have now."""
    page = (STATIC / "index.html").read_text().replace(f"/{MAIN}", f"/{SCRIPTS}/main.js")
    links = "".join(f'<link rel="modulepreload" href="/{SCRIPTS}/{name}">\n  ' for name in early)
    page = page.replace('<script type="module"', links + '<script type="module"')
    return re.sub(r'\b(href|src)="/', rf'\1="/a/{version}/', page)


def compress(folder: Path) -> None:
    """Beside each file what nginx sends to those who can read it."""
    for path in list(folder.rglob("*")):
        if path.suffix in COMPRESSED and path.stat().st_size >= LEAST_COMPRESSED:
            path.with_name(f"{path.name}.gz").write_bytes(
                gzip.compress(path.read_bytes(), 9, mtime=0))


def main(target: Path) -> None:
    new = target.with_name(f"{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    early = make_files(new / "a/new")
    version = version_of(new / "a/new")
    (new / "a/new").rename(new / "a" / version)
    (new / "index.html").write_text(index(version, early))
    shutil.copy(STATIC / "openapi.json", new)
    compress(new)
    # Whole or not at all; who has the old page open loads it anew when it asks for more.
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


main(Path(sys.argv[1]).resolve())
