"""Opening a round: what could be inferred is looked at first, then everything is frozen and the codes are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from surveys import inference
from surveys.records import Label
from surveys.rounds import opening
from surveys.rounds.opening import Request
from surveys.sealing.holders import Holder
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey.comparing.rounds import Findable, findable
from ybiyri_tui.usecases.survey.surveying import DEFAULT_SURVEY, find_survey
from ybiyri_tui.workspace.closing import scrub_if_possible

if TYPE_CHECKING:
    from surveys.inference import Outlook
    from surveys.rounds.records import Round
    from surveys.sealing.codes import Slip
    from surveys.sealing.holders import Passphrases
    from ybiyri_tui.context import Context

Two = tuple["Outlook", "Outlook"]
"""If only as few answer as results need, and if everybody does."""


@dataclass(frozen=True)
class Preview:
    """What would be frozen, and what could be learned from the results.

    `round` has neither id nor keys yet. `typical` is what could be inferred about people of different minds, `alike`
    where nearly all are of one mind. `findable` is what a comparison could show if everybody answers both times; None
    for a pulse, or without main topics.
    """

    round: Round
    begins_series: bool
    typical: Two
    alike: Two
    findable: Findable | None

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Who has to type a passphrase now: all who can open the box, if a series begins; else nobody."""
        return tuple(self.round.series.holders) if self.begins_series else ()


@dataclass(frozen=True)
class Opened:
    """A round that takes answers now, and its slips, which exist here and nowhere else."""

    round: Round
    slips: tuple[Slip, ...] = field(repr=False)


def request(
    context: Context,
    pilot_id: int,
    *,
    label: Label,
    invited: int,
    survey_id: str = DEFAULT_SURVEY,
    delegate: str | None = None,
    stand_in: str | None = None,
    coach_only: bool = False,
    k: int | None = None,
    main_topics: Iterable[str] | None = None,
    pairing: bool | None = None,
    comments: bool = False,
    hosted: bool = False,
    scripted: bool = False,
    closes_at: datetime | None = None,
    joined: int | None = None,
    left: int | None = None,
) -> Request:
    """What is asked for; None is the default, or what the series has frozen.

    `delegate` and `stand_in` are names. Raises ProgramError for an unknown survey, or half a choice of who can open.
    """
    return Request(
        pilot_id=pilot_id,
        survey=find_survey(context, survey_id),
        label=label,
        invited=invited,
        k=k,
        main_topics=None if main_topics is None else tuple(dict.fromkeys(main_topics)),
        pairing=pairing,
        holders=_holders(context.who, delegate, stand_in, coach_only=coach_only),
        comments=comments,
        hosted=hosted,
        scripted=scripted,
        closes_at=closes_at,
        joined=joined,
        left=left,
    )


def preview(context: Context, wanted: Request) -> Preview:
    """What would open, and what could be inferred. Raises SurveyError if it cannot open."""
    planned = context.workspace.read(lambda session: opening.plan(session, wanted, context.now()))
    found = planned.round
    people = found.survey, found.invited, found.k
    compares = found.label is not Label.PULSE and found.main_topics
    return Preview(
        round=found,
        begins_series=planned.begins_series,
        typical=inference.before_opening(*people, inference.TYPICAL),
        alike=inference.before_opening(*people, inference.ALIKE),
        findable=findable(found.invited, found.invited, len(found.main_topics)) if compares else None,
    )


def open_round(context: Context, wanted: Request, typed: Passphrases, retyped: Passphrases | None = None) -> Opened:
    """Opens a round. `typed` are the passphrases of all holders if a series begins; a later round needs none.

    `retyped` are the same typed a second time, None where a script supplies them. Takes some 20 ms for each code and
    a fraction of a second for each passphrase. Raises SurveyError, and writes nothing, if it cannot open.
    """
    planned = context.workspace.read(lambda session: opening.plan(session, wanted, context.now()))
    prepared = opening.prepare(planned, typed, retyped, context.random, context.sealer())
    opened = context.workspace.write(lambda session: opening.open_round(session, prepared))
    scrub_if_possible(context.workspace)
    return Opened(opened, prepared.slips)


def _holders(
    coach: str, delegate: str | None, stand_in: str | None, *, coach_only: bool
) -> Mapping[Holder, str] | None:
    if coach_only:
        if delegate or stand_in:
            raise ProgramError("Either the coach alone opens the box, or the coach with a delegate and a stand-in.")
        return {Holder.COACH: coach}
    if not delegate and not stand_in:
        return None
    if not delegate or not stand_in:
        missing = "delegate" if not delegate else "stand-in"
        raise ProgramError(f"Two of three open the box, and the {missing} is missing; name both.")
    return {Holder.COACH: coach, Holder.DELEGATE: delegate, Holder.STAND_IN: stand_in}
