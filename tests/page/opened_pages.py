"""What the tests of the page in a browser share: the day, the views, and what a tab shows."""

import csv
import io
from pathlib import Path

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


def saved(tab):
    """Return what the CSV button saves, as lines of cells: heads first, without the line over them."""
    with tab.expect_download() as file:
        tab.click("#csv")
    return list(csv.reader(io.StringIO(Path(file.value.path()).read_bytes().decode("utf-8-sig"), newline="")))[1:]


_BROKEN = r"""(name) => [...document.querySelectorAll(name)].flatMap((each) => {
  const walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) for (const word of node.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    if (range.getClientRects().length > 1) found.push(word[0]);
  }
  return found;
})"""


def broken_words(tab, name):
    """Return the words of some elements that do not stand on one line."""
    return tab.evaluate(_BROKEN, name)
