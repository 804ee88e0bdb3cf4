"""Dates as people and machines write them; working days and periods counted by the Civil Code stand in modules of their own."""

from cakg.calendars.days import add_months, last_of_month, read_date, show_date

__all__ = ["add_months", "last_of_month", "read_date", "show_date"]
