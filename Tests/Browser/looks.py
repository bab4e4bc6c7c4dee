"""How a screen is looked at: in which theme and width, and whether anybody can use it."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOOKS = [("light", 1280), ("dark", 390)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

# Half-faded text has no contrast. What goes round for ever, such as a skeleton, is not waited for.
AT_REST = """async () => {
  const ends = (each) => each.effect.getComputedTiming().endTime !== Infinity
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  await Promise.allSettled(document.getAnimations().filter(ends).map((each) => each.finished))
}"""


def every_look(function):
    """Runs a test light and dark, wide and narrow. `accessible` looks at either in both themes."""
    ids = [f"{theme}-{width}" for theme, width in LOOKS]
    return pytest.mark.parametrize("look", LOOKS, ids=ids, indirect=True)(function)


def settle(page: Page) -> None:
    """Waits until the frame stands and nothing loads."""
    page.locator("main h1").first.wait_for()
    page.locator("main [aria-busy=true]").first.wait_for(state="detached")


def accessible(page: Page) -> None:
    """axe finds nothing in either theme, and nothing lies beside the screen."""
    check(page, RULES)
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    themes = ["light", "dark"]
    if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"):
        themes.reverse()
    # A theme changes colours and nothing else.
    page.emulate_media(color_scheme=themes[1])
    check(page, RULES_OF_COLOUR)
    page.emulate_media(color_scheme=themes[0])


def check(page: Page, rules: list[str] | dict) -> None:
    page.evaluate(AT_REST)
    # Only of violations are all places told: to name those of everything that is well takes long.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    said = [f"{each['id']}: {[n['target'] for n in each['nodes']]}" for each in found]
    assert said == [], said
