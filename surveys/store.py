"""The only SQL of the package: every function takes a session and returns plain records.

The caller owns the transaction; nothing here commits.
"""

from __future__ import annotations

import json
from datetime import date

from pydantic import ValidationError
from sqlmodel import Session, col, delete, func, insert, select, update

from surveys.errors import SurveyError
from surveys.records import Label, Round, RoundState
from surveys.schema import Survey
from surveys.tables import RoundRow, SheetRow


def add_round(session: Session, new: Round) -> None:
    """Writes a round that has just opened, with the next number of its pilot."""
    last = session.exec(select(func.max(RoundRow.number)).where(RoundRow.pilot_id == new.pilot_id)).one()
    session.add(
        RoundRow(
            id=new.id,
            pilot_id=new.pilot_id,
            number=(last or 0) + 1,
            survey_id=new.survey.id,
            label=new.label.value,
            state=new.state.value,
            definition=new.survey.model_dump_json(),
            invited=new.invited,
            k=new.k,
            main_topics=json.dumps(new.main_topics),
            opened_on=new.opened_on,
        )
    )
    session.flush()


def round_by_id(session: Session, round_id: str) -> Round | None:
    """The round, None if there is none."""
    row = session.exec(select(RoundRow).where(RoundRow.id == round_id)).one_or_none()
    return _round(row) if row else None


def rounds_of(session: Session, pilot_id: int) -> tuple[Round, ...]:
    """All rounds of a pilot, oldest first."""
    rows = session.exec(select(RoundRow).where(RoundRow.pilot_id == pilot_id).order_by(col(RoundRow.number)))
    return tuple(_round(row) for row in rows)


def mark_closed(session: Session, round_id: str, closed_on: date, *, results: str, comparison: str | None) -> None:
    """Closes a round with what it gives out, as JSON."""
    session.exec(
        update(RoundRow)
        .where(col(RoundRow.id) == round_id)
        .values(state=RoundState.CLOSED.value, closed_on=closed_on, results=results, comparison=comparison)
    )


def mark_read_back(session: Session, round_id: str, read_back_on: date) -> None:
    """Notes the day on which the team was shown the results."""
    session.exec(update(RoundRow).where(col(RoundRow.id) == round_id).values(read_back_on=read_back_on))


def delete_round(session: Session, round_id: str) -> None:
    """Removes a round whose sheets are gone."""
    session.exec(delete(RoundRow).where(col(RoundRow.id) == round_id))


def results_json(session: Session, round_id: str) -> str | None:
    """What a closed round gave out, None while it is open."""
    return session.exec(select(RoundRow.results).where(RoundRow.id == round_id)).one_or_none()


def comparison_json(session: Session, round_id: str) -> str | None:
    """What the comparison gave out when this `after` round closed."""
    return session.exec(select(RoundRow.comparison).where(RoundRow.id == round_id)).one_or_none()


def add_sheet(session: Session, sheet_id: str, round_id: str, answers: str) -> None:
    """Writes one sheet."""
    session.exec(insert(SheetRow).values(id=sheet_id, round_id=round_id, answers=answers))


def count_sheets(session: Session, round_id: str) -> int:
    """How many sheets a round holds."""
    return session.exec(select(func.count()).select_from(SheetRow).where(SheetRow.round_id == round_id)).one()


def sheets(session: Session, round_id: str) -> list[str]:
    """All sheets of a round in an order that depends on the answers alone."""
    return list(session.exec(select(SheetRow.answers).where(SheetRow.round_id == round_id).order_by(SheetRow.answers)))


def delete_sheets(session: Session, round_id: str) -> None:
    """Destroys all sheets of a round."""
    session.exec(delete(SheetRow).where(col(SheetRow.round_id) == round_id))


def _round(row: RoundRow) -> Round:
    try:
        survey = Survey.model_validate_json(row.definition)
    except ValidationError as error:
        raise SurveyError(
            f"The frozen text of the {row.label} survey of {row.opened_on} cannot be read; "
            "restore the workspace from a backup."
        ) from error
    return Round(
        id=row.id,
        pilot_id=row.pilot_id,
        label=Label(row.label),
        survey=survey,
        invited=row.invited,
        k=row.k,
        main_topics=tuple(json.loads(row.main_topics)),
        state=RoundState(row.state),
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        read_back_on=row.read_back_on,
    )
