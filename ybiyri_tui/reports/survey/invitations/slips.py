"""The codes of a round as slips: for a terminal, one a line for a file, or as a page to print and cut."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from ybiyri_tui.reports.templating import templates

if TYPE_CHECKING:
    from jinja2 import Template

    from surveys.rounds.records import Round
    from surveys.sealing.codes import Slip


def slips_text(found: Round, slips: Iterable[Slip]) -> str:
    """What to do with the slips, and every code with the fingerprint that belongs on its slip."""
    lines = [
        "Write each code with the fingerprint on a slip of its own, fold the slips, and let people draw from a bowl. "
        "Nobody can look the codes up again.",
        "",
        f"Fingerprint {found.fingerprint}",
        "",
    ]
    return "\n".join([*lines, *(f"  {slip.code}" for slip in slips)])


def slips_plain(slips: Iterable[Slip]) -> str:
    """One line a slip: code and fingerprint, and nothing else."""
    return "".join(f"{slip.code} {slip.fingerprint}\n" for slip in slips)


def slips_html(found: Round, slips: Iterable[Slip]) -> str:
    """One page of slips to print and cut; it names the survey and says how to answer."""
    return _template().render(found=found, slips=tuple(slips)) + "\n"


@cache
def _template() -> Template:
    return templates().get_template("slips.html.j2")
