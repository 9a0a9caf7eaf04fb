"""What blank worksheets are made from, and all pages of those that are wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from playbook.records import Pilot
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.reports.handouts.blocks import Handout
from ybiyri_tui.reports.worksheets.blank.pages import Source, blank_pages
from ybiyri_tui.usecases.report_settings import report_settings
from ybiyri_tui.usecases.worksheets.registry import WORKSHEETS, worksheet


def shipped() -> Source:
    """The content that ships, for whoever has no workspace yet."""
    return Source(content.playbook(), content.plan_content().file.team_criteria, date.today())


def known_to(context: Context, pilot: Pilot | None) -> Source:
    """The content and the paper of a workspace, with the name of a pilot if there is one."""
    criteria = content.plan_content(context.content_folder).file.team_criteria
    return Source(context.playbook, criteria, context.today, report_settings(context).paper, pilot)


def blank_worksheets(source: Source, names: Sequence[str] = ()) -> tuple[Handout, ...]:
    """The pages of the worksheets with these names, in this order, or of all. Raises ProgramError for another name."""
    wanted = [worksheet(name) for name in names] if names else list(WORKSHEETS)
    return tuple(page for one in wanted for page in blank_pages(one, source))
