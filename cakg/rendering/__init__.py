"""Results as pages and text for people."""

from cakg.rendering.result import BYTES, PACKAGES, render, render_parts, write

__all__ = ["BYTES", "PACKAGES", "render", "render_parts", "write"]
