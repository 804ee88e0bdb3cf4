"""The statuses of a row of a page, with why and whose each is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cakg.messages import say
from cakg.model.grid import Row
from cakg.rendering.matrix.days import days_late
from cakg.rendering.matrix.texts import paired
from cakg.rendering.words import shown_basis, shown_status

if TYPE_CHECKING:
    from cakg.rendering.matrix.sheet import Sheet


def page_statuses(sheet: Sheet, row: Row, twin: Row) -> list[list[Any]]:
    """Return each status of a row as [status as shown, why, the bearers it is of, by how many days it was late]."""
    own, other = (_bases(sheet, item, place) for place, item in enumerate((row, twin)))
    late = days_late(row)
    return [
        [
            shown_status(status, row.duty),
            sheet.texts.add(*words),
            [_name(sheet, name) for name in names],
            late.get((status, basis)),
        ]
        for (status, basis, names), words in zip(row.statuses, paired(own, other), strict=True)
    ]


def _bases(sheet: Sheet, row: Row, place: int) -> list[str]:
    """Return why each status is what it is; a single one that is not that of everybody named in the row says whose it is."""
    lang = sheet.langs[place]
    bases = [shown_basis(status, basis, row.duty, lang) for status, basis, _ in row.statuses]
    if len(bases) == 1 and any(duty.status != row.duty.status for duty in row.together):
        return [f"{'; '.join(name or say('nobody', lang) for name in row.statuses[0][2])}: {bases[0]}"]
    return bases


def _name(sheet: Sheet, name: str) -> int:
    return sheet.texts.add(name, sheet.name(name, 1)) if name else sheet.say("nobody")
