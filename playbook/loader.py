"""Loads a playbook from a folder of YAML, and checks what no single file can."""

from __future__ import annotations

from typing import Protocol, TypeVar

from pydantic import BaseModel

from playbook.schema import Benchmarks, MustHaves, Objection, Playbook

Model = TypeVar("Model", bound=BaseModel)
Key = tuple[str | int, ...]


class Source(Protocol):
    """A folder of YAML files, as the program hands it in; it collects problems with their positions."""

    def names(self, folder: str) -> list[str]:
        """Names of the YAML files in a sub-folder, sorted, each with the folder in front."""

    def read(self, name: str, model: type[Model]) -> Model | None:
        """The file as a model, None if it has problems."""

    def problem(self, name: str, key: Key, expected: str) -> None:
        """Notes that the value under `key` in a file is not what was expected."""

    def check(self) -> None:
        """Raises one error that lists all problems, if there are any."""


def load(source: Source) -> Playbook:
    """The playbook in the folder; the source's error lists every problem at once."""
    names = source.names("objections")
    if not names:
        source.problem("objections", (), "at least one objection, one YAML file each")
    read = {name: source.read(name, Objection) for name in names}
    must_haves = source.read("must_haves.yaml", MustHaves)
    benchmarks = source.read("benchmarks.yaml", Benchmarks)
    objections = {name: objection for name, objection in read.items() if objection}
    playbook = Playbook(
        objections=tuple(sorted(objections.values(), key=lambda objection: objection.number)),
        must_haves=must_haves.must_haves if must_haves else (),
        benchmarks=benchmarks.benchmarks if benchmarks else (),
    )
    _check_objections(source, objections)
    _check_unique(source, "must_haves.yaml", "must_haves", [entry.id for entry in playbook.must_haves])
    _check_unique(source, "benchmarks.yaml", "benchmarks", [entry.id for entry in playbook.benchmarks])
    if names and len(objections) == len(names):  # a reference into a file that could not be read is not wrong
        _check_references(source, playbook)
    source.check()
    return playbook


def _check_objections(source: Source, objections: dict[str, Objection]) -> None:
    ids: dict[str, str] = {}
    numbers: dict[int, str] = {}
    for name, objection in objections.items():
        if objection.id in ids:
            source.problem(name, ("id",), f"an id that {ids[objection.id]} does not have")
        if objection.number in numbers:
            source.problem(name, ("number",), f"a number that {numbers[objection.number]} does not have")
        ids.setdefault(objection.id, name)
        numbers.setdefault(objection.number, name)
        _check_unique(source, name, "questions", [question.id for question in objection.questions])


def _check_unique(source: Source, name: str, key: str, ids: list[str]) -> None:
    for index, entry_id in enumerate(ids):
        if entry_id in ids[:index]:
            source.problem(name, (key, index, "id"), f"an id that stands once in {key}, not {entry_id!r} again")


def _check_references(source: Source, playbook: Playbook) -> None:
    questions = set(playbook.question_ids())
    for index, must_have in enumerate(playbook.must_haves):
        for position, question_id in enumerate(must_have.questions):
            if question_id not in questions:
                key = ("must_haves", index, "questions", position)
                expected = f"the full id of a question (objection.question), not {question_id!r}"
                source.problem("must_haves.yaml", key, expected)
    objections = {objection.id for objection in playbook.objections}
    for index, benchmark in enumerate(playbook.benchmarks):
        if benchmark.objection not in objections:
            expected = f"the id of an objection, not {benchmark.objection!r}"
            source.problem("benchmarks.yaml", ("benchmarks", index, "objection"), expected)
