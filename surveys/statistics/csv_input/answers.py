"""All answers of one side: a small number for each cell, and whose row it was where that is known."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO

from surveys.errors import SurveyError
from surveys.statistics.csv_input.blocks import Block, find_bad_cell
from surveys.statistics.csv_input.settings import Settings
from surveys.statistics.csv_input.table import Table
from surveys.statistics.csv_input.vocabulary import BadCell, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SMALL = 256


@dataclass(frozen=True)
class Answers:
    """The answers of one side by question and person: `codes[question, person]` leads to `values`, 0 to no answer.

    `people` holds the codes that pair people ("" is none), empty without pairing.
    """

    name: str
    questions: tuple[str, ...]
    codes: NDArray[np.integer]
    values: Sequence[Fraction]
    rows: NDArray[np.int32]
    people: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many rows there are."""
        return int(self.codes.shape[1])

    def part(self, name: str, at: NDArray[np.intp]) -> Answers:
        """The answers of some rows."""
        people = tuple(self.people[place] for place in at.tolist()) if self.people else ()
        return Answers(name, self.questions, self.codes[:, at], self.values, self.rows[at], people)


@dataclass(frozen=True)
class Read:
    """A whole file: its answers, the cells of the columns that were asked for, and what is to be noted."""

    answers: Answers
    cells: dict[str, list[str]]
    notes: tuple[str, ...]


def read_answers(name: str, data: BinaryIO, settings: Settings, *, others: Collection[str] = ()) -> Read:
    """Reads a CSV file with one row for each person and one column for each question, empty cells for no answer.

    `others` are columns whose cells are wanted as text. Raises SurveyError that names file, row and column of the
    first cell that is no answer.
    """
    import numpy as np

    table = Table(name, data)
    wanted = [*others, *([settings.pair] if settings.pair is not None else [])]
    _check_columns(table, [*wanted, *settings.skip])
    questions = [at for at, column in enumerate(table.header) if column and column not in {*wanted, *settings.skip}]
    if not questions:
        raise SurveyError(f"{name} has no column with answers; its header names {', '.join(table.header)}.")
    unnamed = [at for at, column in enumerate(table.header) if not column]
    vocabulary = Vocabulary(settings.scale, delimiter=table.delimiter)
    codes, rows = [], []
    cells: dict[str, list[str]] = {column: [] for column in wanted}
    for block in table.blocks():
        codes.append(_small(_codes(table, block, questions, vocabulary)))
        rows.append(np.fromiter(block.row_numbers, dtype=np.int32, count=len(block.row_numbers)))
        for column in wanted:
            cells[column] += block.texts(table.header.index(column))
        _check_unnamed(table, block, unnamed)
    if not any(block.any() for block in codes):
        raise SurveyError(f"{name} has no answers below its header.")
    answers = Answers(
        name,
        tuple(table.header[at] for at in questions),
        np.concatenate(codes, axis=1),
        tuple(vocabulary.numbers),
        np.concatenate(rows),
        tuple(cells[settings.pair]) if settings.pair is not None else (),
    )
    return Read(answers, cells, tuple(table.notes))


def _check_columns(table: Table, wanted: Sequence[str]) -> None:
    for column in wanted:
        if column not in table.header:
            raise SurveyError(
                f"{table.name} has no column {column!r}; its columns are {', '.join(filter(None, table.header))}."
            )


def _codes(table: Table, block: Block, questions: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.integer]:
    try:
        return block.codes(questions, vocabulary)
    except BadCell:
        row, column, bad = find_bad_cell(block, questions, vocabulary)
    way_out = (
        "" if any(letter.isdigit() for letter in bad.text) else "; leave a column that is no question out with --skip"
    )
    raise SurveyError(f"{table.place(row, column)}: {bad}{way_out}.")


def _check_unnamed(table: Table, block: Block, columns: Sequence[int]) -> None:
    for column in columns:
        for row, cell in zip(block.row_numbers, block.texts(column), strict=True):
            if cell:
                raise SurveyError(
                    f"{table.name}, row {row}: column {column + 1} has a cell, but no name in the header."
                )


def _small(codes: NDArray[np.integer]) -> NDArray[np.integer]:
    """The codes in one byte each where they fit."""
    import numpy as np

    return codes.astype(np.uint8, copy=False) if codes.max(initial=0) < _SMALL else codes
