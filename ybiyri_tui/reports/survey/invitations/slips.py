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
    from ybiyri_tui.usecases.survey.entrance import Entrance


def slips_text(found: Round, slips: Iterable[Slip], entrance: Entrance | None = None) -> str:
    """What to do with the slips, and every code with the fingerprint that belongs on its slip.

    `entrance` is how people find a hosted round.
    """
    lines = [
        "Write each code with the fingerprint on a slip of its own, fold the slips, and let people draw from a bowl. "
        "Nobody can look the codes up again.",
        "",
        f"Fingerprint {found.fingerprint}",
        *entrance_lines(entrance),
        "",
    ]
    return "\n".join([*lines, *(f"  {slip.code}" for slip in slips)])


def entrance_lines(entrance: Entrance | None) -> list[str]:
    """What else belongs on the slips of a hosted round, as far as it is known."""
    if entrance is None:
        return []
    told = (("Join", entrance.join), ("Fingerprint of the host", entrance.host_key))
    return [f"{what} {words}" for what, words in told if words]


def slips_plain(slips: Iterable[Slip]) -> str:
    """One line a slip: code and fingerprint, and nothing else."""
    return "".join(f"{slip.code} {slip.fingerprint}\n" for slip in slips)


def slips_html(found: Round, slips: Iterable[Slip], entrance: Entrance | None = None) -> str:
    """One page of slips to print and cut; it names the survey and says how to answer."""
    return _template().render(found=found, slips=tuple(slips), entrance=entrance) + "\n"


@cache
def _template() -> Template:
    return templates().get_template("slips.html.j2")
