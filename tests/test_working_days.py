"""Working days and counted days: those announced, those of the Civil Code, one by one."""

from datetime import date, timedelta

import pytest
from case_tables import read_cases
from hypothesis import given
from hypothesis import strategies as st

import cakg
from cakg.calendars import add_months
from cakg.calendars.periods import count_back, count_period
from cakg.calendars.working import day_off, is_estimated, is_working_day
from cakg.errors import ValueRefusedError

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_counted_days_are_those_of_the_civil_code(day, amount):
    """Counted one by one from the day after, moved off days off."""
    found = cakg.read_deadline(f"trong thời hạn {amount} ngày kể từ ngày {day:%d/%m/%Y}")
    last = day
    for _ in range(amount):
        last += timedelta(days=1)
    while not is_working_day(last):
        last += timedelta(days=1)
    assert found.due == last


@given(
    DAYS,
    st.integers(1, 40),
    st.sampled_from(["không tính ngày nghỉ", "không kể ngày nghỉ, ngày lễ", "trừ các ngày nghỉ, lễ, Tết"]),
)
def test_days_left_out_of_a_count_are_working_days(day, amount, left_out):
    """Said behind the count, behind its day or as "ngày làm việc", it is one and the same day, also under a switched rule."""
    for readings in (None, {"firstDayNotCounted": "firstDayCounted"}):
        expected = cakg.read_deadline(f"trong {amount} ngày làm việc kể từ ngày {day:%d/%m/%Y}", readings=readings)
        for words in (
            f"trong {amount} ngày ({left_out}) kể từ ngày {day:%d/%m/%Y}",
            f"trong {amount} ngày kể từ ngày {day:%d/%m/%Y}, {left_out}",
        ):
            found = cakg.read_deadline(words, readings=readings)
            assert (found.due, found.rules, found.workingDays, found.stated) == (expected.due, expected.rules, True, words)


# Working days


def test_working_days_are_those_announced_from_2019_to_2026():
    """Each weekday off and each weekend day worked is in the table, and no other day differs from its week."""
    announced = {date.fromisoformat(row["day"]): row["state"] for row in read_cases("deadlines/announced-schedules.csv")}
    day = date(2019, 1, 1)
    while day <= date(2026, 12, 31):
        weekend = day.weekday() >= 5
        assert is_working_day(day) == (announced.get(day) == "worked" if weekend else announced.get(day) != "off"), day
        day += timedelta(days=1)


@given(DAYS, st.integers(0, 40))
def test_working_days_are_counted_like_one_by_one(day, amount):
    """Forward and back, the count agrees with a walk from day to day."""
    last = day
    for _ in range(amount):
        last += timedelta(days=1)
        while day_off(last):
            last += timedelta(days=1)
    count = count_period(day, amount, "day", working=True)
    assert count.last == last
    assert all(not is_working_day(off) and day < off < last for off, _ in count.days_off)
    back = count_back(last, amount, working=True).last
    assert amount == 0 or sum(is_working_day(back + timedelta(days=n)) for n in range((last - back).days)) == amount


def test_months_end_where_the_day_is_missing():
    """A month without the day ends on its last; a leap day is kept where there is one."""
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert count_period(date(2024, 2, 29), 1, "year", move=False).last == date(2025, 2, 28)


def test_years_not_announced_are_estimates():
    """A day counted in 2027 is marked, one in 2026 is not; a year without a lunar calendar is refused."""
    assert [is_estimated(date(year, 6, 1)) for year in (2026, 2027)] == [False, True]
    assert cakg.read_deadline("trong thời hạn 5 ngày làm việc kể từ ngày 28/12/2026").estimated
    with pytest.raises(ValueRefusedError):
        day_off(date(2150, 1, 1))
