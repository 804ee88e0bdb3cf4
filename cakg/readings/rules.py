"""The reading rules the reader knows, and which may stand for which; their words are in ontology/vocab/reading-rule.ttl."""

from __future__ import annotations

from collections.abc import Mapping

from cakg.errors import UnknownNameError
from cakg.text import nearest

FAMILIES: tuple[tuple[str, ...], ...] = (
    ("yearMeansYearEnd", "yearMeansYearStart"),
    ("halfYearMeansItsEnd", "halfYearMeansItsStart"),
    ("quarterMeansQuarterEnd", "quarterMeansQuarterStart"),
    ("monthMeansMonthEnd", "monthMeansMonthStart"),
    ("bareYearMeansLimit", "bareYearMeansWindow"),
    ("wholePeriod", "periodEndsAsItsLastUnitBegins"),
    ("beforeMeansDayBefore", "beforeIncludesDay"),
    ("missingYearIsNext", "missingYearIsYearOfIssue"),
    ("firstDayNotCounted", "firstDayCounted"),
    ("moveToWorkingDay", "keepDayOff"),
    ("eachPeriodToItsEnd", "eachPeriodAtItsStart"),
)
"""Rules that may stand for each other, the default first."""

SINGLE = (
    "exactDay",
    "wholeWindow",
    "endMeansLastDay",
    "pointsOfMonthAndYear",
    "openEnd",
    "workingDaysOnly",
    "countBackFromDay",
    "countedFromEvent",
    "allTheTime",
    "urgencyIsNoDate",
    "otherDatesAreNoDeadline",
)
"""Rules without an alternative."""

RULES = tuple(rule for family in FAMILIES for rule in family) + SINGLE
_FAMILY = {rule: family for family in FAMILIES for rule in family}


def check_readings(readings: Mapping[str, str] | None) -> dict[str, str]:
    """Return the switched rules, each a rule and its alternative.

    Raises UnknownNameError with the nearest names for a rule that is none, and with the alternatives there are.

    >>> check_readings({"yearMeansYearEnd": "yearMeansYearStart"})
    {'yearMeansYearEnd': 'yearMeansYearStart'}
    """
    switched = dict(readings or {})
    for rule, other in switched.items():
        if rule not in RULES:
            raise UnknownNameError("rule-unknown", rule, _near(rule))
        if other not in RULES:
            raise UnknownNameError("rule-unknown", other, _near(other))
        if other not in _FAMILY.get(rule, ()):
            raise UnknownNameError("rule-no-alternative", other, tuple(_FAMILY.get(rule, ())), rule=rule)
    return switched


def _near(name: str) -> tuple[str, ...]:
    """Return the few rules whose names are most like one: by letters alone where nothing is close."""
    return nearest(name, RULES) or tuple(sorted(RULES, key=lambda rule: -len({*name.lower()} & {*rule.lower()}))[:5])


def choose(rule: str, readings: Mapping[str, str]) -> str:
    """Return the rule that stands for a default one.

    >>> choose("yearMeansYearEnd", {"yearMeansYearEnd": "yearMeansYearStart"})
    'yearMeansYearStart'
    """
    return readings.get(rule, rule)


def stored_choice(rule: str | None, readings: Mapping[str, str]) -> dict[str, str]:
    """Return the readings of a record whose editor chose `rule`, with the caller's switches on top.

    An editor who recorded an alternative keeps it for that record, unless the caller switches that very alternative.

    >>> stored_choice("bareYearMeansWindow", {})
    {'bareYearMeansLimit': 'bareYearMeansWindow'}
    """
    chosen = dict(readings)
    family = _FAMILY.get(rule or "")
    if rule and family and rule != family[0]:
        chosen[family[0]] = readings.get(rule, rule)
    return chosen
