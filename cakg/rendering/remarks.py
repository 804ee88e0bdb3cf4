"""What a reader must know beside the rows: what was left out, what could not be told, what a switched rule moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.omissions import left_out, with_hint
from cakg.rendering.words import first_of
from cakg.terms import shorten

if TYPE_CHECKING:
    from cakg.model.duty import Duties
    from cakg.model.grid import Grid
    from cakg.model.membership import Incomplete


def remarks(found: Duties | Grid, lang: str, *, options: bool = False) -> Iterator[str]:
    """Yield in one line each what the rows of an answer do not say themselves, with `options` also how to ask for more.

    Where there is no row, what was left out is said in their place, and not here again. Of a matrix only what it holds is said: classes that could not be expanded stand in it as classes.
    """
    from cakg.model.duty import Duties

    if isinstance(found, Duties):
        yield from _of_classes(found, lang, options=options)
    for move in (*found.moved, *found.kept):
        from cakg.rendering.times import move_words  # only a switched rule moves anything

        yield move_words(move, lang)
    if found.begun_on:
        yield with_hint("turns-from", lang, options=options, day=show_date(found.begun_on))
    if found.rows:
        yield from left_out(found, lang, options=options)
    for name, note in found.faults:
        yield f"{name}: {say('note-' + note, lang)}"


def _of_classes(found: Duties, lang: str, *, options: bool) -> Iterator[str]:
    if found.chosen:
        yield with_hint("chosen-classes", lang, options=options, names=" | ".join(found.chosen))
    if found.absent:
        area, names = found.absent, " | ".join(holder.label for holder in found.absent.followers)
        yield say(f"area-{area.reason}", lang, name=area.label, day=show_date(found.as_of), names=names)
    for class_ in found.incomplete:
        count = "?" if class_.count is None else class_.count
        values = {"name": class_.label, "units": class_.units, "count": count, "since": show_date(class_.since)}
        values |= {"missing": len(class_.unplaced), "names": first_of(list(map(shorten, class_.unplaced)), lang)}
        yield f"{say(f'members-{class_.reason}', lang, **values)}{_counted_words(class_, lang)}"


def _counted_words(class_: Incomplete, lang: str) -> str:
    """Return, in brackets, the days of the count and of the register whose numbers a sentence on a class gives."""
    counted = class_.countedOn if class_.reason in ("frozen", "partial") else None
    days = (("count-of", counted), ("count-register-on", class_.registerOn))
    words = "; ".join(say(key, lang, day=show_date(day)) for key, day in days if day)
    return f" ({words})" if words else ""
