"""Words beside a count that say whether days off count: "không kể ngày nghỉ", "(kể cả ngày nghỉ, lễ)"."""

from __future__ import annotations

import re

_OUT = r"(?:không|chưa)(?: được)? (?:tính|kể|bao gồm|gồm|đếm)(?: cả| vào| đến)?|(?:ngoại |loại )?trừ(?: đi| ra)?"
_IN = r"kể cả|bao gồm(?: cả)?|gồm cả|tính cả"
_DAY = r"(?:các |những |số )?(?:ngày )?(?:nghỉ(?: (?:lễ|tết|bù|hằng tuần|cuối tuần))?|lễ|tết|thứ (?:bảy|7)|chủ nhật|cuối tuần)(?!\w)"
_CLAUSE = re.compile(
    rf",? ?\(?(?:(?:(?P<out>{_OUT})|(?P<in>{_IN})) (?P<days>{_DAY}(?:(?:, ?| và |, và | hoặc |/){_DAY})*)"
    r"(?: theo quy định(?: của (?:pháp luật|nhà nước))?)?|(?P<working>tính theo ngày làm việc|(?<=\()ngày làm việc))\)?"
    r"(?=$|[,.;)]| (?:kể|tính|từ|trước|sau) )"
)
_ITEM = re.compile(r"(?:, ?| và | hoặc |/)")
_LITERAL = re.compile(r"thứ|chủ nhật|cuối tuần")
_ALL = re.compile(r"(?:các |những |số )?(?:ngày )?nghỉ")


def find_days_off(plain: str) -> tuple[int, int, str] | None:
    """Return where such words begin and end and what they say of days off: `out`, `in`, or `some` where only some are meant.

    Days off are those of the week and the holidays alike. "Thứ bảy, chủ nhật" are days of the week, of which a few are
    worked; they and holidays alone are only some of the days off.

    >>> find_days_off("trong 10 ngày (không kể ngày nghỉ, lễ) kể từ ngày ký")
    (13, 38, 'out')
    >>> find_days_off("trong 10 ngày kể từ ngày ký, trừ chủ nhật")[2]
    'some'
    """
    match = _CLAUSE.search(plain)
    if not match:
        return None
    if match["working"]:
        return match.start(), match.end(), "out"
    items = _ITEM.split(match["days"])
    if match["in"]:
        return match.start(), match.end(), "in"
    whole = any(map(_ALL.fullmatch, items)) and not _LITERAL.search(match["days"])
    return match.start(), match.end(), "out" if whole else "some"
