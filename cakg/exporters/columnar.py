"""Tables as Parquet and Arrow files."""

from __future__ import annotations

from cakg.resources import require
from cakg.table import Table


def write_columns(table: Table, format_: str) -> bytes:
    """Return a table as a Parquet file, or as an Arrow IPC file (Feather) for `format_` arrow; the same table gives the same bytes.

    Raises EngineError where pyarrow is missing.
    """
    import io

    arrow = table.to_arrow()
    buffer = io.BytesIO()
    if format_ == "parquet":
        require("pyarrow.parquet").write_table(arrow, buffer)
    else:
        with require("pyarrow.ipc").new_file(buffer, arrow.schema) as file:
            file.write_table(arrow)
    return buffer.getvalue()
