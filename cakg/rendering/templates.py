"""Templates of pages and papers: ours, or those of the user that stand for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cakg.errors import SourceError

if TYPE_CHECKING:
    from types import TracebackType

    import jinja2
    from markupsafe import Markup

_PAGE = ".j2"
_OURS = Path(__file__).resolve().parent.parent / "templates"


def template_file(name: str, own: str | Path | None = None) -> Path:
    """Return the file of a template: `own` if that is a file, the file of this name if `own` is a folder that has it, else ours.

    Raises SourceError where `own` does not exist.
    """
    if own is None:
        return _OURS / name
    path = Path(own)
    if path.is_dir():
        return path / name if (path / name).is_file() else _OURS / name
    if not path.is_file():
        raise SourceError("missing", path.name)
    return path


def css_text(words: str) -> Markup:
    r"""Return words as a string of a style sheet that no markup can end.

    >>> print(css_text('Mật "A" </style>'))
    "M\1ead t \22 A\22  \3c \2f style\3e "
    """
    from markupsafe import Markup

    plain = (sign if sign == " " or (sign.isascii() and sign.isalnum()) else f"\\{ord(sign):x} " for sign in words)
    return Markup('"' + "".join(plain) + '"')  # noqa: S704 - letters, digits and escapes only


def page_template(name: str, own: str | Path | None = None) -> jinja2.Template:
    """Return the template of a page: every value escaped, a missing one an error; a template of the user's own is sandboxed.

    What it includes is looked for beside it, then among ours. Raises SourceError for a template that cannot be read.
    """
    from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    file = template_file(name, own)
    is_own = file.parent != _OURS
    loader: BaseLoader = FileSystemLoader(_OURS)
    if is_own:
        loader = ChoiceLoader([FileSystemLoader(file.parent), loader])
    environment = (SandboxedEnvironment if is_own else Environment)(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["css_text"] = css_text
    try:
        return environment.get_template(file.name)
    except (TemplateError, UnicodeDecodeError) as error:
        if not is_own:
            raise
        raise template_fault(error, file) from None


@contextmanager
def blaming(own: str | Path | None) -> Iterator[None]:
    """Tell what goes wrong with a template of the user's own as a fault of that file; ours is not to blame on the user.

    Raises SourceError.
    """
    from jinja2 import TemplateError

    try:
        yield
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        if own is None:
            raise
        raise template_fault(error, own) from None


def template_fault(error: Exception, own: str | Path) -> SourceError:
    """Return what is wrong with a template of the user's own: the file, the line and the complaint of the engine."""
    file, line = Path(own), getattr(error, "lineno", None)
    if line is not None and getattr(error, "filename", None):
        file = Path(str(getattr(error, "filename", file)))
    trace = error.__traceback__
    while trace is not None and line is None:  # Jinja compiles templates so that frames carry their names and lines
        frame = Path(trace.tb_frame.f_code.co_filename)
        if frame.suffix == _PAGE and frame.parent != _OURS:
            file, line = frame, _deepest(trace)
        trace = trace.tb_next
    return SourceError("template-refused", file.name, line, detail=f"{type(error).__name__}: {error}")


def _deepest(trace: TracebackType) -> int:
    """Return the line of the last frame of the same template."""
    name, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
    following = trace.tb_next
    while following is not None:
        if following.tb_frame.f_code.co_filename == name:
            line = following.tb_lineno
        following = following.tb_next
    return line
