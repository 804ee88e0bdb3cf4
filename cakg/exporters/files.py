"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from cakg.errors import SourceError, system_words
from cakg.text import slug


def write_whole(path: str | Path, data: str | bytes | Iterable[str | bytes]) -> None:
    """Write `data` (text as UTF-8 with LF, also in parts) to `path`; on any failure an old file stays as it was.

    Raises SourceError where the place cannot be written.
    """
    import tempfile

    target = Path(os.path.realpath(path))  # a link stays one
    parts: Iterable[str | bytes] = (data,) if isinstance(data, (str, bytes)) else data
    temporary = None
    try:
        if target.exists() and not (target.is_file() or target.is_dir()):  # a device or a pipe is written to, not replaced
            with target.open("wb") as file:
                file.writelines(part.encode() if isinstance(part, str) else part for part in parts)
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            for part in parts:
                file.write(part.encode() if isinstance(part, str) else part)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise _refused(error, target) from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _refused(error: OSError, target: Path) -> SourceError:
    """Return why a file could not be written; that an old one is untouched only where there is one."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR) and not os.path.isdir(target.parent):  # noqa: PTH112 - never raises
        return SourceError("no-such-folder", str(target.parent), name=target.name)
    key = "cannot-write" if os.path.isfile(target) else "cannot-write-new"  # noqa: PTH113 - never raises
    return SourceError(key, target.name, detail=system_words(error))


_LONGEST = 80
SUFFIXES = {
    "turtle": "ttl", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf", "csv-raw": "csv", "table": "txt", "text": "txt"
}  # fmt: skip
"""Formats with the suffix of their files, where that is not their name."""


def file_names(prefix: str, labels: Sequence[str], format_: str) -> list[str]:
    """Return a file name for each label: plain letters, safe on every system, and no two alike.

    >>> file_names("lich", ["Công an tỉnh Nghệ An", "công an tỉnh nghệ an", "../=?"], "ics")
    ['lich-cong-an-tinh-nghe-an.ics', 'lich-cong-an-tinh-nghe-an-2.ics', 'lich-3.ics']
    """
    seen: set[str] = set()
    names = []
    for place, label in enumerate(labels, 1):
        plain = slug(label)[:_LONGEST].strip("-")
        stem = f"{prefix}-{plain}" if plain else f"{prefix}-{place}"
        if stem in seen:
            stem += f"-{place}"
        seen.add(stem)
        names.append(f"{stem}.{SUFFIXES.get(format_, format_)}")
    return names


def make_folder(folder: str | Path) -> None:
    """Make a folder where there is none. Raises SourceError where it cannot be made."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError("cannot-write", Path(folder).name, detail=system_words(error)) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
