"""The content that ships with the packages, loaded once when first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ybiyri_tui.content_source import ContentSource

if TYPE_CHECKING:
    from playbook.schema import Playbook
    from surveys.schema import Survey


@cache
def playbook() -> Playbook:
    """The playbook of the talk. Raises ContentError with every problem if a file is broken."""
    from playbook.loader import load

    return load(ContentSource(files("playbook").joinpath("content")))


@cache
def surveys() -> dict[str, Survey]:
    """The survey definitions by id. Raises ContentError with every problem if a file is broken."""
    from surveys.loader import load

    return load(ContentSource(files("surveys").joinpath("content")))
