"""Registers: real units that ship with the library and are loaded by name, as `register:vn-units`."""

from cakg.errors import SourceError

PREFIX = "register:"
NAMES = ("vn-units",)


def check_name(reference: str, place: str) -> None:
    """Raise SourceError, with the place where it was named, for a register that there is not."""
    if reference.removeprefix(PREFIX) not in NAMES:
        raise SourceError("register-unknown", place, known=" ".join(PREFIX + known for known in NAMES))
