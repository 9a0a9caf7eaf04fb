"""Comparing answers from CSV files; needs no workspace and keeps nothing."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from surveys.statistics.csv_input.comparing import FileComparison, compare_files, compare_parts
from surveys.statistics.csv_input.settings import (
    FIVE_POINTS,
    Settings,
    parse_number,
    parse_scale,
    with_survey,
    with_topics,
)
from ybiyri_tui.errors import ProgramError


@dataclass(frozen=True)
class Choices:
    """What a person typed; texts are not yet understood. `by` is `COLUMN=before,after` for one long file."""

    files: tuple[Path, ...]
    by: str | None = None
    pair: str | None = None
    topics: Path | None = None
    scale: str | None = None
    reverse: str | None = None
    favourable: str | None = None
    alpha: str | None = None
    skip: str | None = None


def compare_paths(choices: Choices) -> FileComparison:
    """Compares two files, or two parts of one. Raises errors that name option, or file, row and column."""
    settings = settings_of(choices)
    with ExitStack() as stack:
        opened = [(path.name, stack.enter_context(path.expanduser().open("rb"))) for path in choices.files]
        if choices.by is not None:
            if len(opened) != 1:
                raise ProgramError("With --by give one file, which holds both times.")
            column, labels = _by(choices.by)
            return compare_parts(opened[0], column, labels, settings)
        if len(opened) != 2:
            raise ProgramError("Give two files, before and after, or one file with --by COLUMN=before,after.")
        names = [name for name, _ in opened]
        if names[0] == names[1]:
            opened = [(str(path), stream) for path, (_, stream) in zip(choices.files, opened, strict=True)]
        return compare_files(opened[0], opened[1], settings)


def settings_of(choices: Choices) -> Settings:
    """The settings that the options and the topics file lead to."""
    settings = Settings(
        scale=FIVE_POINTS if choices.scale is None else parse_scale(choices.scale),
        reverse=_names(choices.reverse),
        favourable=None if choices.favourable is None else parse_number(choices.favourable, "--favourable"),
        pair=choices.pair,
        skip=_names(choices.skip),
    )
    if choices.alpha is not None:
        settings = replace(settings, alpha=parse_number(choices.alpha, "--alpha"))
    return (
        settings if choices.topics is None else _with_topics(settings, choices.topics, own_scale=choices.scale is None)
    )


def _with_topics(settings: Settings, path: Path, *, own_scale: bool) -> Settings:
    """The settings with the topics of a file; `own_scale` takes the scale of a survey definition as well."""
    from surveys.schema import Survey
    from ybiyri_tui.usecases.survey.topics_definition import read_definition

    definition = read_definition(path)
    if not isinstance(definition, Survey):
        return with_topics(settings, definition)
    scale = (1, definition.scale.points) if own_scale else settings.scale
    return with_survey(replace(settings, scale=scale), definition)


def _names(text: str | None) -> tuple[str, ...]:
    """Names separated by commas; those with a comma inside can stand in quotation marks."""
    if not text:
        return ()
    import csv

    (cells,) = csv.reader([text], skipinitialspace=True)
    return tuple(cell.strip() for cell in cells if cell.strip())


def _by(text: str) -> tuple[str, tuple[str, str]]:
    column, _, labels = text.rpartition("=")
    names = _names(labels)
    if not column.strip() or len(names) != 2 or names[0] == names[1]:
        raise ProgramError(f"--by {text!r} was not understood; expected COLUMN=before,after with two different values.")
    return column.strip(), (names[0], names[1])
