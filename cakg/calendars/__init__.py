"""Dates as people and machines write them, working days, and periods counted by the Civil Code."""

from cakg.calendars.days import add_months, last_of_month, read_date, show_date
from cakg.calendars.periods import Count, count_back, count_period
from cakg.calendars.working import day_off, is_estimated, is_working_day

__all__ = [
    "Count",
    "add_months",
    "count_back",
    "count_period",
    "day_off",
    "is_estimated",
    "is_working_day",
    "last_of_month",
    "read_date",
    "show_date",
]
