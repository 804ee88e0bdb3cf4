"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from cakg.errors import SourceError


def write_whole(path: str | Path, data: str | bytes | Iterable[str | bytes]) -> None:
    """Write `data` (text as UTF-8 with LF, also in parts) to `path`; on any failure the old file stays as it was.

    Raises SourceError where the place cannot be written.
    """
    import tempfile

    target = Path(path)
    parts: Iterable[str | bytes] = (data,) if isinstance(data, (str, bytes)) else data
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            for part in parts:
                file.write(part.encode() if isinstance(part, str) else part)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
        temporary = None
    except OSError as error:
        raise SourceError("cannot-write", target.name, detail=error.strerror or str(error)) from None
    finally:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
