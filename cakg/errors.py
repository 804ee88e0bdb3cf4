"""Everything that can go wrong, in one tree.

    CakgError                 one line: what happened, where, what to do
    ├── SourceError           a source cannot be read            (path, line)
    ├── UnknownNameError      a name that is not in the graph    (suggestions)
    ├── ValueRefusedError     a value that cannot be understood
    ├── QueryError            a question that cannot be asked
    ├── ShapeError            a shapes file that cannot be used  (path, line)
    ├── EngineError           an engine or a package is missing
    └── FindingsError         validation found what it must not  (report)

Every error carries the key of a sentence in `messages` and the values that fill it, so that the same
error can be said in Vietnamese and in English. Exit codes belong to the command line.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

from cakg.messages import say


class CakgError(Exception):
    """Base of all errors of this library; `message(lang)` gives the one line for people.

    A value that depends on the language is a function of it.
    """

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def message(self, lang: str = "vi") -> str:
        """Return what happened and what to do, in one line of `lang`."""
        values = {name: value(lang) if callable(value) else value for name, value in self.values.items()}
        return " ".join(say(self.key, lang, **values).split())

    def __str__(self) -> str:
        return self.message()


_SYSTEM = {
    errno.EACCES: "system-denied",
    errno.EPERM: "system-denied",
    errno.ENOENT: "system-missing",
    errno.ENOTDIR: "system-no-folder",
    errno.EISDIR: "system-folder",
    errno.ENOSPC: "system-full",
    errno.EDQUOT: "system-full",
    errno.EROFS: "system-read-only",
    errno.EBUSY: "system-busy",
    errno.ETXTBSY: "system-busy",
    errno.ENAMETOOLONG: "system-long-name",
}
"""What the system most often complains of, each with the key of a sentence; the rest is told in its own words."""


def system_words(error: OSError) -> Callable[[str], str]:
    """Return what the system complains of, as a function of the language.

    >>> system_words(PermissionError(13, "Permission denied"))("vi")
    'không có quyền, hoặc tệp đang mở ở chương trình khác'
    >>> system_words(OSError(5, "Input/output error"))("vi")
    'Input/output error'
    """
    key = _SYSTEM.get(error.errno or 0)
    return lambda lang: say(key, lang) if key else error.strerror or str(error)


class FileError(CakgError):
    """What is wrong in a file. `path` is its name, `line` counts from 1; None where no file or line is to blame."""

    def __init__(self, key: str, path: str | None = None, line: int | None = None, **values: Any) -> None:
        super().__init__(key, **values)
        self.path = path
        self.line = line

    def message(self, lang: str = "vi") -> str:
        """Return `path:line: what happened; what to do`."""
        where = f"{self.path}: " if self.line is None else f"{self.path}:{self.line}: "
        return (where if self.path else "") + super().message(lang)


class SourceError(FileError):
    """A source cannot be read."""


class UnknownNameError(CakgError):
    """A unit, document, question or code that the loaded graph does not know; `suggestions` are the nearest."""

    def __init__(self, key: str, name: str, suggestions: tuple[str, ...] = (), **values: Any) -> None:
        super().__init__(key, name=name, **values)
        self.suggestions = suggestions

    def message(self, lang: str = "vi") -> str:
        """Return the line with the nearest names at its end."""
        line = super().message(lang)
        if not self.suggestions:
            return line
        return f"{line} {say('nearest', lang, names=' | '.join(self.suggestions))}"


class ValueRefusedError(CakgError):
    """A date or another value given by the caller that cannot be understood."""


class QueryError(CakgError):
    """A question that cannot be asked: bad SPARQL, a missing parameter, or one that reaches outside."""


class ShapeError(FileError):
    """A shapes file that cannot be used."""


class EngineError(CakgError):
    """An engine, an optional package or Java is missing."""


class FindingsError(CakgError):
    """Raised by `Report.raise_for`; `report` holds the findings."""

    def __init__(self, key: str, report: object, **values: Any) -> None:
        super().__init__(key, **values)
        self.report = report
