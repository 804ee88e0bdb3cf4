"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from cakg.errors import SourceError


def write_whole(path: str | Path, data: str | bytes) -> None:
    """Write `data` (text as UTF-8 with LF) to `path`; on any failure the old file stays as it was.

    Raises SourceError where the place cannot be written.
    """
    import tempfile

    target = Path(path)
    content = data.encode() if isinstance(data, str) else data
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            temporary = file.name
            file.write(content)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with suppress(OSError):
                Path(temporary).unlink()
        raise SourceError("cannot-write", target.name, detail=error.strerror or str(error)) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
