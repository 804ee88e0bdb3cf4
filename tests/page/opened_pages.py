"""What the tests of the page in a browser share: the day, the views, and what a tab shows."""

import pytest

DAY = "2026-11-22"
"""The day of the pages made by the fixture `page`."""
VIEWS = ("matrix", "list", "units", "time", "drawing")

expect = pytest.importorskip(
    "playwright.sync_api", reason="NOT RUN IN A BROWSER: pip install 'cakg[dev]' for playwright"
).expect
"""Waits for what the page does after an event, as a reader does."""


def codes(tab):
    """Return the codes of the rows of the table, in their order."""
    return tab.locator(".block .code").all_text_contents()


def state(tab):
    """Return the part of the address that holds what is asked of the page."""
    return tab.evaluate("decodeURIComponent(location.hash)")
