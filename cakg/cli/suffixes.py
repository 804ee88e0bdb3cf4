"""What the suffix of an output file says of its format."""

from __future__ import annotations

from pathlib import Path

from cakg.errors import UnknownNameError, ValueRefusedError
from cakg.exporters.files import SUFFIXES

_OTHERS = {"htm": "html", "feather": "arrow"}
_FILES = ("html", "csv", "json", "jsonld", "xlsx", "docx", "pdf", "ics", "parquet", "arrow", "ttl", "txt")
_SUFFIX_OF = {name: name for name in _FILES} | _OTHERS
"""Suffixes of the files of results, each with the usual one."""
_ALSO = {("jsonld", "json"), ("ntriples", "ttl")}
"""Formats that are also of the kind that another suffix stands for."""
_NEAR = {"xls": "xlsx", "xlsm": "xlsx", "ods": "xlsx", "doc": "docx", "odt": "docx", "rtf": "docx", "ical": "ics", "tsv": "csv"}
"""What people ask for with the suffix of another program."""


def format_of(formats: tuple[str, ...], output: str | None) -> str:
    """Return the format whose files have the suffix of the output file; the first for one without any."""
    given = Path(output).suffix.lstrip(".").lower() if output else ""
    by_suffix = {SUFFIXES.get(name, name): name for name in reversed(formats) if name != "csv-raw"}
    suffix = _OTHERS.get(given, given)
    if not given or suffix in by_suffix:
        return by_suffix.get(suffix, formats[0])
    from cakg.text import nearest

    near = [_NEAR[given]] if _NEAR.get(given) in by_suffix else nearest(given, by_suffix, most=1)
    known = [f".{name}" for name in dict.fromkeys((*near, *reversed(by_suffix)))]
    raise UnknownNameError("suffix-of-no-format", f".{given}", tuple(known))


def refuse_other_suffix(format_: str, output: str | None) -> None:
    """Raise ValueRefusedError where the output file has the suffix of another format than the one named."""
    given = Path(output).suffix.lstrip(".").lower() if output else ""
    own = SUFFIXES.get(format_, format_)
    if given in _SUFFIX_OF.keys() | _NEAR and _SUFFIX_OF.get(given) != own and (format_, given) not in _ALSO:
        name, right = Path(output or "").name, Path(output or "").with_suffix(f".{own}").name
        raise ValueRefusedError("suffix-of-other-format", name=name, suffix=f".{given}", format=format_, right=right)


def refuse_file_name(folder: str, formats: tuple[str, ...]) -> None:
    """Raise ValueRefusedError where a folder of files, one for each unit, is called like one of the files."""
    suffixes = {SUFFIXES.get(name, name) for name in formats}
    if Path(folder).suffix.lstrip(".").lower() in suffixes and not Path(folder).is_dir():
        raise ValueRefusedError("folder-like-file", name=Path(folder).name, stem=Path(folder).stem)
