"""The page by keys alone, as for somebody who has no mouse."""

from playwright.sync_api import Locator, Page

ROUNDS, STOPS = 6, 25
HAS_FOCUS = "each => each === document.activeElement"


def reach(page: Page, wanted: Locator) -> None:
    """Goes on from stop to stop until there."""
    wanted.wait_for()
    for _ in range(ROUNDS):
        # Looked up now and then only, which takes longer than a key; it may be drawn anew.
        element = wanted.element_handle()
        for _ in range(STOPS):
            if element.evaluate(HAS_FOCUS):
                return
            page.keyboard.press("Tab")
    raise AssertionError(f"no key leads to {wanted}")


def press(page: Page, wanted: Locator) -> None:
    reach(page, wanted)
    page.keyboard.press("Enter")


def put(page: Page, field: Locator, text: str) -> None:
    """In the place of what stands there."""
    reach(page, field)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
