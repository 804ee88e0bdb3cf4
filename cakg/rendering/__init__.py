"""Results as pages and text for people."""

from cakg.rendering.result import OFFICE, render, render_parts, write

__all__ = ["OFFICE", "render", "render_parts", "write"]
