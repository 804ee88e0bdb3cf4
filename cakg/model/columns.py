"""Duties as a flat table: every field of the JSON contract that is one value, codes as codes and days in ISO form."""

from __future__ import annotations

from typing import Any

from cakg.table import Grade

COLUMNS = (
    "code", "kind", "label", "level", "deliverable", "bearer", "bearerBasis", "holder", "certainty", "role", "modality",
    "modalVerb", "force", "deadlineKind", "stated", "precision", "start", "earliest", "due", "rule", "rules", "dueByRule", "extendedBy",
    "extendedOn", "anchor", "offset", "recurrence", "recurrenceBasis", "until", "occurrence", "status", "statusBasis",
    "instrument", "speakerPost", "occasion", "statementDate", "norm", "step", "responsibility", "statedIn", "evidence", "done",
    "doneOf", "statusRecords", "member", "notes", "secrecy",
)  # fmt: skip
"""`rules` are all by which the words were read, `rule` the main one, `dueByRule` the day they gave; `due` differs from it where `extendedBy`
names the decision that moved it."""
SHARED = (
    "code", "kind", "label", "level", "deliverable", "deadlineKind", "stated", "precision", "start", "earliest", "due", "rule",
    "rules", "dueByRule", "extendedBy", "extendedOn", "anchor", "offset", "recurrence", "recurrenceBasis", "until", "occurrence",
    "instrument", "speakerPost", "occasion", "statementDate", "norm", "step", "statedIn", "notes",
)  # fmt: skip
"""Columns that are the same for every bearer of a norm at one time."""
TYPES = {
    **dict.fromkeys(("start", "earliest", "due", "dueByRule", "extendedOn", "until", "occurrence", "statementDate"), "date"),
    "done": "number",
    "doneOf": "number",
}


def cells(duty: dict[str, Any], grade: Grade | None, lang: str) -> tuple[Any, ...]:
    """Return the cells of a duty that is given in the form of the JSON contract, labels in `lang`."""
    bearer, holder, share = duty["bearer"] or {}, duty["holder"] or {}, duty["share"] or {}
    instrument, utterance, deadline = duty["instrument"] or {}, duty["utterance"] or {}, duty["deadline"]
    spans = "; ".join(f"{item['source']}[{item['start']}:{item['end']}]" for item in duty["evidence"])
    moves = deadline["extensions"] if deadline["due"] else []
    last: dict[str, Any] = moves[-1] if moves else {}
    return (
        duty["code"],
        duty["kind"],
        duty["label"].get(lang) or duty["label"].get("vi"),
        duty["level"],
        duty["deliverable"],
        bearer.get("label"),
        bearer.get("basis"),
        holder.get("label"),
        holder.get("certainty"),
        duty["role"],
        duty["modality"],
        duty["modalVerb"],
        duty["force"],
        deadline["kind"],
        deadline["stated"],
        deadline["precision"],
        deadline["start"],
        deadline["earliest"],
        deadline["due"],
        deadline["rule"],
        "; ".join(deadline["rules"]) or None,
        moves[0]["old"] if moves else deadline["due"],
        last.get("decidedBy"),
        last.get("decidedOn"),
        deadline["anchor"],
        deadline["offset"],
        "; ".join(deadline["recurrence"]) or None,
        deadline["recurrenceBasis"],
        deadline["until"],
        (duty["occurrence"] or {}).get("due"),
        duty["status"],
        duty["statusBasis"],
        instrument.get("number") or instrument.get("title"),
        utterance.get("speakerPost"),
        utterance.get("occasion"),
        instrument.get("issuedOn") or utterance.get("date"),
        duty["norm"],
        duty["step"],
        duty["responsibility"],
        duty["statedIn"],
        spans,
        share.get("done"),
        share.get("of"),
        "; ".join(record["iri"] for record in duty["statusEvidence"]) or None,
        (duty["member"] or {}).get("label"),
        "; ".join(deadline["notes"]) or None,
        grade.code if grade else instrument.get("secrecy"),
    )


def shared_cells(duty: dict[str, Any], lang: str) -> tuple[Any, ...]:
    """Return the cells of the `SHARED` columns."""
    found = dict(zip(COLUMNS, cells(duty, None, lang), strict=True))
    return tuple(found[name] for name in SHARED)
