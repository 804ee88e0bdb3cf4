"""Results as pages and text for people."""

from cakg.rendering.result import render

__all__ = ["render"]
