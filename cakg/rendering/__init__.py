"""Results as pages and text for people."""

from cakg.rendering.result import render, render_parts, write

__all__ = ["render", "render_parts", "write"]
