"""Small phrases that pages and terminal text share."""

from __future__ import annotations

from cakg.calendars import show_date
from cakg.messages import say
from cakg.model.duty import Deadline, Duty, Holder, Labels


def deadline_words(deadline: Deadline, lang: str, *, both: bool = False) -> tuple[str, str]:
    """Return the computed day and the stated words; either may be empty. With `both`, the earliest reading too.

    >>> from datetime import date
    >>> year = Deadline("fixed", "đến năm 2025", due=date(2025, 12, 31), earliest=date(2025, 1, 1))
    >>> deadline_words(year, "vi"), deadline_words(year, "vi", both=True)[0]
    (('31/12/2025', '“đến năm 2025”'), '31/12/2025 (đọc sớm nhất là 01/01/2025)')
    """
    stated = f"“{deadline.stated}”" if deadline.stated else ""
    if deadline.due is None:
        return ("" if deadline.stated else say("not-stated" if deadline.kind == "unstated" else "no-day", lang)), stated
    day = show_date(deadline.due)
    if deadline.start:
        day = f"{show_date(deadline.start)} – {day}"
    if both and deadline.earliest and deadline.earliest != deadline.due:
        day = f"{day} ({say('earliest', lang)} {show_date(deadline.earliest)})"
    return day, stated


def task_words(duty: Duty, lang: str) -> str:
    """Return what is to be done, with the level of a target step."""
    task = label_words(duty.labels, lang)
    return f"{task}: {duty.level}" if duty.level else task


def holder_words(duty: Duty, lang: str, *, expanded: bool) -> str:
    """Return who holds a duty where it is not the bearer as stated: a successor, nobody that can be told, or (`expanded`) a member."""
    holder = duty.holder
    if holder is None:
        return ""
    if holder.certainty == "unresolved":
        return f" · {say('holder-open', lang, name=holder.label)}"
    if not any(step.step == "succession" for step in duty.path):
        return f" · {holder.label}" if expanded and duty.path[0].step == "population" else ""
    sure = "" if holder.certainty == "certain" else f" ({say('by-default', lang)})"
    return f" → {holder.label}{sure}"


def certainty_key(holder: Holder) -> str:
    """Return the key of the word for how sure it is that somebody holds a duty."""
    return "by-default" if holder.certainty == "byDefaultRule" else holder.certainty


def authority_words(duty: Duty, lang: str) -> str:
    """Return who said it or where it is written, with the day if known."""
    if duty.instrument:
        return ", ".join(filter(None, (str(duty.instrument), show_date(duty.instrument.issuedOn))))
    if duty.utterance:
        day = show_date(duty.utterance.date) or say("date-unknown", lang)
        return f"{duty.utterance} ({day})"
    return say("reported-only", lang)


def label_words(labels: Labels, lang: str) -> str:
    """Return a label in the language, else in any."""
    return labels.get(lang) or labels.get("vi") or next(iter(labels.values()), "")
