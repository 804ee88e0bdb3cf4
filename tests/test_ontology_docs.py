"""The pages about the ontology say what the ontology says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cakg.messages import LANGUAGES
from cakg.namespaces import CAKG
from cakg.rendering.reference import render_reference
from cakg.resources import shipped_files

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_are_up_to_date(lang: str) -> None:
    """The committed page is what the ontology gives; `make docs` renews it."""
    assert (DOCS / f"ontology.{lang}.md").read_text(encoding="utf-8") == render_reference(lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_name_every_term_and_vocabulary(lang: str) -> None:
    """No class, property or vocabulary is missing from a page."""
    page = render_reference(lang)
    vocabularies = {path.stem for path in shipped_files("ontology", ".ttl") if path.parent.name == "vocab"}
    assert {name for name in CAKG.terms if f"`cakg:{name}`" not in page} == set()
    assert {name for name in vocabularies if f"### `{name}` " not in page} == set()
