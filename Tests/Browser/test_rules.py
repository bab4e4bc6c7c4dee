"""The rules of static/, read from its files: no browser needed."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
ROOT = STATIC.parent
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
SHEETS = sorted((STATIC / "css").glob("*.css"))
MODULES = [path for path in SCRIPTS if path.name != "early.js"]
WIDEST = 100


def name(path: Path) -> str:
    return str(path.relative_to(STATIC))


@pytest.mark.parametrize("path", SCRIPTS + SHEETS, ids=name)
def test_files_are_short_and_narrow(path):
    lines = path.read_text().splitlines()
    assert len(lines) <= 200
    assert [number for number, line in enumerate(lines, 1) if len(line) > WIDEST] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_nothing_is_written_as_markup_or_style_text(path):
    text = path.read_text()
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "cssText",
                 "eval(", "new Function", "export default", "setAttribute('style"):
        assert word not in text, word


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_are_relative_and_there(path):
    text = path.read_text()
    found = re.findall(r"\b(?:from|^import) '([^'\n]+)'$", text, re.MULTILINE)
    found += re.findall(r"\bimport\('([^']+)'\)", text)
    for target in found:
        assert target.startswith("."), target
        assert (path.parent / target).resolve().is_file() or "vendor" in target, target


@pytest.mark.parametrize("path", sorted((STATIC / "js/parts").glob("*.js")), ids=name)
def test_a_part_never_fetches(path):
    text = path.read_text()
    assert "core/api.js" not in text and "fetch(" not in text and "resource(" not in text


def test_every_icon_is_in_the_sprite():
    names = set((ROOT / "deploy/local/page-icons.txt").read_text().split())
    used = set()
    for path in MODULES:
        text = path.read_text()
        used |= set(re.findall(r"\bicon\('([a-z-]+)'", text))
        used |= set(re.findall(r"\b(?:icon|sign): '([a-z-]+)'", text))
    assert used - names == set()


def test_index_names_only_files_that_are_there():
    page = (STATIC / "index.html").read_text()
    for target in re.findall(r'(?:href|src)="/([^"]+)"', page):
        assert (STATIC / target).is_file() or target.startswith("vendor/"), target
    assert "style=" not in page and "<style" not in page
    assert re.findall(r"<script(?![^>]*src=)", page) == []


FLATTEN = """async (paths) => {
  const keys = []
  const walk = (tree, path) => {
    for (const [name, value] of Object.entries(tree)) {
      keys.push([...path, name].join('.'))
      if (typeof value === 'object') walk(value, [...path, name])
    }
  }
  for (const path of paths) {
    for (const tree of Object.values(await import(path))) walk(tree, [])
  }
  return keys
}"""


SHARES = [
    (None, 1, "—"), (0, 1, "0%"), (0.000499, 1, "<0.1%"), (0.0005, 1, "0.1%"), (0.576, 1, "57.6%"),
    (1, 1, "100%"), (0.0049, 0, "<1%"), (0.005, 0, "1%"), (1.5, 0, "150%"),
]


def test_a_share_of_somebody_is_never_nobody(stranger, base_url):
    script = {"content_type": "text/javascript"}
    stranger.route("**/js/core/session.js", lambda route: route.fulfill(
        body="export const session = {}", **script))
    stranger.route("**/js/core/i18n.js", lambda route: route.fulfill(
        body="export const language = 'en', t = String", **script))
    stranger.route("**/js/core/format.js", lambda route: route.fulfill(
        path=STATIC / "js/core/format.js", **script))
    stranger.goto(f"{base_url}/login")
    written = stranger.evaluate("""async (shares) => {
      const { percent } = await import('/js/core/format.js')
      return shares.map(([share, digits]) => percent(share, digits))
    }""", [[share, digits] for share, digits, _ in SHARES])
    assert written == [text for _, _, text in SHARES]


def test_every_sentence_that_code_names_exists(stranger, base_url):
    stranger.route("**/js/i18n/*.js", lambda route: route.fulfill(
        path=STATIC / route.request.url.removeprefix(f"{base_url}/")))
    stranger.goto(f"{base_url}/login")
    paths = [f"/js/i18n/{path.name}" for path in (STATIC / "js/i18n").glob("*.js")]
    known = set(stranger.evaluate(FLATTEN, paths))
    missing = {}
    for path in MODULES:
        for key in re.findall(r"\bt\('([\w.]+)'", path.read_text()):
            if key not in known:
                missing.setdefault(name(path), []).append(key)
    assert missing == {}


def test_the_page_has_every_style_sheet():
    """In an order that page.css alone says."""
    listed = re.findall(r'@import "([^"]+)"', (STATIC / "css/page.css").read_text())
    assert sorted([*listed, "page.css"]) == [path.name for path in SHEETS]
    assert (listed[0], listed[-1]) == ("tokens.css", "print.css")
