"""Phrases as values: the words that say when, to a deadline."""

from cakg.readings.reader import read_deadline
from cakg.readings.rules import check_readings, stored_choice

__all__ = ["check_readings", "read_deadline", "stored_choice"]
