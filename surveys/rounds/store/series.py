"""Series, who can open them, and the rows they keep for the comparison."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from pydantic import ValidationError
from sqlmodel import Session, col, delete, insert, select, update

from surveys.errors import SurveyError
from surveys.rounds.records import Keyring, Purpose, Series, SeriesState
from surveys.schema import Survey
from surveys.sealing.holders import ALL, Holder, Lock
from surveys.sealing.stretching import Cost
from surveys.tables import HolderRow, KeptRow, LockRow, SeriesRow

Box = tuple[str, bytes]
"""A random id and sealed bytes."""


def add(session: Session, new: Series, keyring: Keyring) -> None:
    """Writes a series that has just begun, with its locks."""
    session.exec(
        insert(SeriesRow).values(
            id=new.id,
            pilot_id=new.pilot_id,
            survey_id=new.survey.id,
            state=new.state.value,
            definition=new.survey.model_dump_json(),
            k=new.k,
            main_topics=json.dumps(new.main_topics),
            pairing=new.pairing,
            scripted=new.scripted,
            rows_key=new.rows_key,
            rounds_key=new.rounds_key,
            passes=keyring.cost.passes,
            memory=keyring.cost.memory,
            mixing_key=new.mixing_key,
            mixing_lock=keyring.mixing.boxes[Holder.DELEGATE.value] if keyring.mixing else None,
        )
    )
    for holder, name in new.holders.items():
        mark = keyring.mark if holder is new.code_giver else None
        values = {"series_id": new.id, "holder": holder.value, "name": name}
        session.exec(insert(HolderRow).values(**values, salt=keyring.salts[holder], mark=mark))
    for purpose, lock in keyring.locks.items():
        for holders, box in lock.boxes.items():
            values = {"series_id": new.id, "purpose": purpose.value, "holders": holders}
            session.exec(insert(LockRow).values(**values, box=box))


def of_survey(session: Session, pilot_id: int, survey_id: str) -> tuple[Series, ...]:
    """All series of a survey for a pilot, in no order that means anything."""
    rows = session.exec(select(SeriesRow).where(SeriesRow.pilot_id == pilot_id, SeriesRow.survey_id == survey_id))
    return tuple(from_row(session, row) for row in rows)


def by_id(session: Session, series_id: str) -> Series | None:
    """The series, None if there is none."""
    row = session.exec(select(SeriesRow).where(SeriesRow.id == series_id)).one_or_none()
    return from_row(session, row) if row else None


def keyring(session: Session, series: Series) -> Keyring:
    """Everything locked of a series. Raises SurveyError if it is destroyed."""
    row = session.exec(select(SeriesRow).where(SeriesRow.id == series.id)).one()
    holders = session.exec(select(HolderRow).where(HolderRow.series_id == series.id)).all()
    salts = {Holder(holder.holder): holder.salt for holder in holders if holder.salt is not None}
    mark = next((holder.mark for holder in holders if holder.mark is not None), None)
    boxes: dict[Purpose, dict[str, bytes]] = {}
    for lock in session.exec(select(LockRow).where(LockRow.series_id == series.id)):
        boxes.setdefault(Purpose(lock.purpose), {})[lock.holders] = lock.box
    if mark is None or row.passes is None or row.memory is None:
        raise SurveyError("The keys of this survey are destroyed; nothing can be opened any more.")
    locks = {purpose: Lock(found) for purpose, found in boxes.items()}
    mixing = Lock({Holder.DELEGATE.value: row.mixing_lock}) if row.mixing_lock else None
    return Keyring(salts, Cost(row.passes, row.memory), locks, mark, mixing)


def set_state(session: Session, series_id: str, state: SeriesState) -> None:
    """Notes how a series ended."""
    session.exec(update(SeriesRow).where(col(SeriesRow.id) == series_id).values(state=state.value))


def keep(session: Session, series_id: str, boxes: Iterable[Box]) -> None:
    """Keeps sealed rows for the comparison, in the order of their random ids."""
    rows = [{"series_id": series_id, "id": at, "box": box} for at, box in sorted(boxes)]
    session.connection().execute(insert(KeptRow), rows)


def kept_boxes(session: Session, series_id: str) -> Sequence[bytes]:
    """The rows that were kept for the comparison."""
    return session.exec(select(KeptRow.box).where(KeptRow.series_id == series_id).order_by(KeptRow.id)).all()


def destroy_kept(session: Session, series_id: str) -> None:
    """Destroys the rows that were kept for the comparison, and the key to them."""
    session.exec(delete(KeptRow).where(col(KeptRow.series_id) == series_id))
    rows = col(LockRow.purpose) == Purpose.ROWS.value
    session.exec(delete(LockRow).where(col(LockRow.series_id) == series_id, rows))


def destroy_locks(session: Session, series_id: str) -> None:
    """Destroys every lock of a series, and what passphrases could be tried against."""
    session.exec(delete(LockRow).where(col(LockRow.series_id) == series_id))
    session.exec(update(HolderRow).where(col(HolderRow.series_id) == series_id).values(salt=None, mark=None))
    session.exec(
        update(SeriesRow).where(col(SeriesRow.id) == series_id).values(passes=None, memory=None, mixing_lock=None)
    )


def remove(session: Session, series_id: str) -> None:
    """Removes a series without rounds."""
    for table in (KeptRow, LockRow, HolderRow):
        session.exec(delete(table).where(col(table.series_id) == series_id))
    session.exec(delete(SeriesRow).where(col(SeriesRow.id) == series_id))


def from_row(session: Session, row: SeriesRow) -> Series:
    """The series that a row stands for. Raises SurveyError if its frozen text cannot be read."""
    try:
        survey = Survey.model_validate_json(row.definition)
    except ValidationError as error:
        raise SurveyError(
            f"The frozen text of the survey {row.survey_id} cannot be read; restore the workspace from a backup."
        ) from error
    holders = session.exec(select(HolderRow).where(HolderRow.series_id == row.id)).all()
    names = {Holder(holder.holder): holder.name for holder in holders}
    return Series(
        id=row.id,
        pilot_id=row.pilot_id,
        survey=survey,
        state=SeriesState(row.state),
        k=row.k,
        main_topics=tuple(json.loads(row.main_topics)),
        pairing=row.pairing,
        holders={holder: names[holder] for holder in ALL if holder in names},
        scripted=row.scripted,
        rows_key=row.rows_key,
        rounds_key=row.rounds_key,
        mixing_key=row.mixing_key,
    )
