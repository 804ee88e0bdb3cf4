"""Reorganisations tried out, as text."""

from __future__ import annotations

from cakg.messages import say
from cakg.model.simulation import OUTCOMES, Simulation
from cakg.rendering.layout import grid, headed
from cakg.rendering.words import kind_words, label_words, marks_of, result_title


def trial_rows(value: Simulation, lang: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return what becomes of each duty in words, the gravest first, under their heads."""
    rows: list[tuple[str, ...]] = []
    for change in value.rows:
        role = f" ({value.words[f'role/{change.role}']})" if change.role else ""
        bearer = change.bearer.label if change.bearer else say("nobody", lang)
        candidates = " | ".join(item.label for item in change.candidates)
        after = change.after.label if change.after and change.after.certainty != "unresolved" else candidates or "—"
        if change.after and change.after.certainty == "byDefaultRule":
            after += f" ({say('by-default', lang)})"
        rows.append(
            (
                say(f"outcome-{change.outcome}", lang),
                f"{change.code} {kind_words(change, lang)}{label_words(change.labels, lang)}",
                bearer + role,
                change.before.label if change.before else "—",
                after,
            )
        )
    head = tuple(say(key, lang) for key in ("col-outcome", "col-task", "col-bearer", "col-before", "col-after"))
    return head, rows


def show_simulation(value: Simulation, lang: str) -> str:
    """Return what a reorganisation would do: duties before and after, the gravest first, then the load of each body."""
    head, rows = trial_rows(value, lang)
    body = grid(head, rows, ratios=(0, 5, 3, 3, 3)) if rows else say("no-duties", lang) + "\n"
    loads = [(load.label, str(load.before), str(load.after)) for load in value.loads]
    if loads:
        columns = tuple(say(key, lang) for key in ("col-load", "col-before", "col-after"))
        body += "\n" + grid(columns, loads)
    counts = ", ".join(f"{say(f'outcome-{name}', lang)}: {value.count(name)}" for name in OUTCOMES if value.count(name))
    return headed(result_title(value, lang), body, marks_of(value, lang)) + "\n" + counts + "\n"
