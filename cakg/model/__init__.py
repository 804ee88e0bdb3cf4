"""Frozen values that travel upward: what the lower floors found, for the upper floors to show."""
