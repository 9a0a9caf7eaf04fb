"""Reads typed content from a folder of YAML and reports every problem with file, line and column.

The domains receive a `ContentSource` for their `Source` protocol, so that neither needs to know YAML.
"""

from ybiyri_tui.content_source.source import ContentError, ContentSource, Problem

__all__ = ["ContentError", "ContentSource", "Problem"]
