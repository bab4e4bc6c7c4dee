"""Every place of the page has tests for each of its states: screens.py names them. No browser
needed: this reads files."""

import ast
import re
from pathlib import Path

import pytest

from screens import NEVER_EMPTY, NO_FILTER, SCREENS, STATES

HERE = Path(__file__).parent
PLACES = HERE.parents[1] / "static/js/screens"
ROUTES = (PLACES / "routes.js").read_text().split("export const routes = [")[1].split("\n]")[0]

# What a place without the state would not draw.
DRAWN_BY = {NEVER_EMPTY: "Empty", NO_FILTER: "NoMatch"}
LACKED = {"empty": NEVER_EMPTY, "no_match": NO_FILTER}

POINTED = re.compile(
    r"\.(click|dblclick|tap|hover|check|uncheck|set_checked|select_option|fill|focus|mouse"
    r"|dispatch_event|drag_to|press_sequentially)\b|(?<!\.keyboard)\.press\(")


def routes() -> dict[str, str]:
    """Each path with the rest of its rule."""
    rules = ROUTES.split("path: '")[1:]
    return dict(rule.split("'", 1) for rule in rules)


def written() -> dict[str, tuple[ast.FunctionDef, str]]:
    """Every browser test with its text."""
    found = {}
    for path in HERE.glob("test_*.py"):
        text = path.read_text()
        for each in ast.parse(text).body:
            if isinstance(each, ast.FunctionDef) and each.name.startswith("test_"):
                found[f"{path.stem}::{each.name}"] = each, ast.get_source_segment(text, each)
    return found


PATHS = routes()
TESTS = written()


def decorators(test: str) -> list[str]:
    return [ast.unparse(each) for each in TESTS[test][0].decorator_list]


def test_every_place_is_in_the_table_and_short_addresses_lead_to_one():
    targets = {path: re.search(r"redirect: '([^']+)'", rule) for path, rule in PATHS.items()}
    assert set(SCREENS) == {path for path, target in targets.items() if not target}
    assert {target[1] for target in targets.values() if target} <= set(SCREENS)


@pytest.mark.parametrize("path", SCREENS)
def test_the_tests_of_a_place_show_its_states(path):
    named = dict(zip(STATES, SCREENS[path], strict=True))
    module = re.search(r"import\('\./([^']+)'\)", PATHS[path])
    source = (PLACES / (module[1] if module else "login.js")).read_text()
    for state, reason in LACKED.items():
        if named[state] == reason:
            assert not re.search(rf"\b{DRAWN_BY[reason]}\b", source), f"{state}: it draws one"
            del named[state]
    assert {test for test in named.values() if test not in TESTS} == set()
    assert "every_look" in decorators(named["looks"])
    assert re.search(r"\brefuse\(|\b503\b", TESTS[named["failed"]][1])
    keys = TESTS[named["keys"]][1]
    assert re.search(r"\bkeyboard\.|\bpress\(", keys) and POINTED.findall(keys) == []
