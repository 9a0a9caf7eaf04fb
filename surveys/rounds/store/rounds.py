"""Rounds, and the ledger of what they gave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from sqlmodel import Session, col, delete, func, insert, select, update

from surveys.records import Label
from surveys.rounds.records import Kind, Round, Stage
from surveys.rounds.store import box, series
from surveys.tables import ReleaseRow, RoundRow, SeriesRow


def add(session: Session, new: Round, locked_key: bytes, collecting_secret: bytes | None = None) -> None:
    """Writes a round that has just opened, with the next number of its pilot."""
    last = session.exec(select(func.max(RoundRow.number)).where(RoundRow.pilot_id == new.pilot_id)).one()
    session.exec(
        insert(RoundRow).values(
            id=new.id,
            pilot_id=new.pilot_id,
            series_id=new.series.id,
            number=(last or 0) + 1,
            label=new.label.value,
            state=new.stage.value,
            invited=new.invited,
            replaced=new.replaced,
            comments=new.comments,
            hosted=new.hosted,
            scripted=new.scripted,
            joined=new.joined,
            left=new.left,
            opened_on=new.opened_on,
            closes_at=_written(new.closes_at),
            public_key=new.public_key,
            locked_key=locked_key,
            code_salt=new.code_salt,
            unreadable=0,
            collecting_key=new.collecting_key,
            collecting_secret=collecting_secret,
        )
    )


def by_id(session: Session, round_id: str) -> Round | None:
    """The round, None if there is none."""
    row = session.exec(select(RoundRow).where(RoundRow.id == round_id)).one_or_none()
    return _from_row(session, row) if row else None


def hold(session: Session, round_id: str) -> None:
    """Keeps ballots out until the transaction ends; a file has nobody else to keep out by then."""
    session.exec(select(RoundRow.id).where(RoundRow.id == round_id).with_for_update()).one_or_none()


def stage_of(session: Session, round_id: str) -> tuple[Label, Stage] | None:
    """How far a round has come, without its text; None if there is none."""
    row = session.exec(select(RoundRow.label, RoundRow.state).where(RoundRow.id == round_id)).one_or_none()
    return (Label(row[0]), Stage(row[1])) if row else None


def of_pilot(session: Session, pilot_id: int) -> tuple[Round, ...]:
    """All rounds of a pilot, oldest first."""
    rows = session.exec(select(RoundRow).where(RoundRow.pilot_id == pilot_id).order_by(col(RoundRow.number))).all()
    return tuple(_from_row(session, row) for row in rows)


def of_series(session: Session, series_id: str) -> tuple[Round, ...]:
    """The rounds of a series, oldest first."""
    rows = session.exec(select(RoundRow).where(RoundRow.series_id == series_id).order_by(col(RoundRow.number))).all()
    return tuple(_from_row(session, row) for row in rows)


def locked_key(session: Session, round_id: str) -> bytes | None:
    """The sealed private key of an open round."""
    return session.exec(select(RoundRow.locked_key).where(RoundRow.id == round_id)).one_or_none()


def collecting_secret(session: Session, round_id: str) -> bytes | None:
    """What opens letters with ballots of an open round."""
    return session.exec(select(RoundRow.collecting_secret).where(RoundRow.id == round_id)).one_or_none()


def extend(session: Session, round_id: str, until: datetime) -> None:
    """Notes a later closing time."""
    session.exec(update(RoundRow).where(col(RoundRow.id) == round_id).values(extended_to=_written(until)))


def mark_closed(session: Session, round_id: str, closed_on: date, *, answered: int, unreadable: int) -> None:
    """Closes a round whose file is still to be rewritten, and destroys its keys."""
    values = {"state": Stage.UNSCRUBBED.value, "closed_on": closed_on, "answered": answered, "unreadable": unreadable}
    closed = update(RoundRow).where(col(RoundRow.id) == round_id)
    session.exec(closed.values(**values, locked_key=None, code_salt=None, collecting_secret=None))


def unscrubbed(session: Session) -> tuple[str, ...]:
    """The rounds that are closed in a file that was not rewritten since."""
    found = select(RoundRow.id).where(RoundRow.state == Stage.UNSCRUBBED.value)
    return tuple(session.exec(found.order_by(RoundRow.id)))


def mark_scrubbed(session: Session, round_ids: Iterable[str]) -> None:
    """Notes that the file was rewritten after these rounds were closed."""
    unscrubbed = col(RoundRow.state) == Stage.UNSCRUBBED.value
    for round_id in round_ids:
        closed = update(RoundRow).where(col(RoundRow.id) == round_id, unscrubbed)
        session.exec(closed.values(state=Stage.CLOSED.value))


def mark_read_back(session: Session, round_id: str, read_back_on: date) -> None:
    """Notes the day on which the team was shown the results."""
    session.exec(update(RoundRow).where(col(RoundRow.id) == round_id).values(read_back_on=read_back_on))


def remove(session: Session, round_id: str) -> None:
    """Removes a round with everything in its box."""
    box.empty(session, round_id)
    session.exec(delete(RoundRow).where(col(RoundRow.id) == round_id))


def release(session: Session, round_id: str, records: Mapping[Kind, str]) -> None:
    """Enters into the ledger what a round gives out; the database refuses to do it twice."""
    rows = [{"round_id": round_id, "kind": kind.value, "record": record} for kind, record in records.items()]
    session.connection().execute(insert(ReleaseRow), rows)


def released(session: Session, round_id: str, kind: Kind) -> str | None:
    """What a round gave out."""
    found = select(ReleaseRow.record).where(ReleaseRow.round_id == round_id, ReleaseRow.kind == kind.value)
    return session.exec(found).one_or_none()


def _from_row(session: Session, row: RoundRow) -> Round:
    its_series = session.exec(select(SeriesRow).where(SeriesRow.id == row.series_id)).one()
    return Round(
        id=row.id,
        series=series.from_row(session, its_series),
        label=Label(row.label),
        stage=Stage(row.state),
        invited=row.invited,
        opened_on=row.opened_on,
        comments=row.comments,
        hosted=row.hosted,
        scripted=row.scripted,
        joined=row.joined,
        left=row.left,
        closes_at=_read(row.closes_at),
        extended_to=_read(row.extended_to),
        replaced=row.replaced,
        closed_on=row.closed_on,
        read_back_on=row.read_back_on,
        answered=row.answered,
        unreadable=row.unreadable,
        public_key=row.public_key,
        collecting_key=row.collecting_key,
        code_salt=row.code_salt,
    )


def _written(time: datetime | None) -> str | None:
    return time.astimezone(UTC).isoformat(timespec="seconds") if time else None


def _read(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
