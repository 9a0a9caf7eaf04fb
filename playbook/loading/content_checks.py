"""What no single file of a playbook can be checked for: ids and numbers that clash, references that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook.loading.source import Key, Source
from playbook.schema import Benchmark, MustHave, Objection, Pack, Playbook


class Parts:
    """What was read so far, each entry with the file and the key under which it stands.

    `complete` is whether every objection that is meant could be read.
    """

    def __init__(self) -> None:
        self.objections: list[tuple[str, Key, Objection]] = []
        self.must_haves: list[tuple[str, Key, MustHave]] = []
        self.benchmarks: list[tuple[str, Key, Benchmark]] = []
        self.packs: list[Pack] = []
        self.complete = True

    def add(
        self,
        name: str,
        objections: Iterable[Objection] = (),
        must_haves: Iterable[MustHave] = (),
        benchmarks: Iterable[Benchmark] = (),
    ) -> None:
        """Adds the lists of one file, each entry under its index."""
        self.objections += [(name, ("objections", index), entry) for index, entry in enumerate(objections)]
        self.must_haves += [(name, ("must_haves", index), entry) for index, entry in enumerate(must_haves)]
        self.benchmarks += [(name, ("benchmarks", index), entry) for index, entry in enumerate(benchmarks)]

    def playbook(self) -> Playbook:
        """Everything in display order."""
        return Playbook(
            objections=tuple(sorted((entry for *_, entry in self.objections), key=lambda entry: entry.number)),
            must_haves=tuple(entry for *_, entry in self.must_haves),
            benchmarks=tuple(entry for *_, entry in self.benchmarks),
            packs=tuple(self.packs),
        )


def check_unique(source: Source, parts: Parts) -> None:
    """Notes every id or number that stands twice, and every practice that names a question its objection lacks."""
    ids: dict[str, str] = {}
    numbers: dict[int, str] = {}
    for name, key, objection in parts.objections:
        if objection.id in ids:
            source.problem(name, (*key, "id"), f"an id that {_other(ids[objection.id], name)} does not have")
        if objection.number in numbers:
            other = _other(numbers[objection.number], name)
            source.problem(name, (*key, "number"), f"a number that {other} does not have")
        ids.setdefault(objection.id, name)
        numbers.setdefault(objection.number, name)
        _check_questions(source, name, key, objection)
    _check_ids(source, "must_haves", parts.must_haves)
    _check_ids(source, "benchmarks", parts.benchmarks)


def _other(name: str, here: str) -> str:
    return "another objection of the file" if name == here else name


def _check_questions(source: Source, name: str, key: Key, objection: Objection) -> None:
    ids: list[str] = []
    for index, question in enumerate(objection.questions):
        if question.id in ids:
            expected = f"an id that stands once in questions, not {question.id!r} again"
            source.problem(name, (*key, "questions", index, "id"), expected)
        ids.append(question.id)
    for index, practice in enumerate(objection.practices):
        for position, question_id in enumerate(practice.questions):
            if question_id not in ids:
                expected = f"the id of a question of this objection ({', '.join(ids)}), not {question_id!r}"
                source.problem(name, (*key, "practices", index, "questions", position), expected)


def _check_ids(source: Source, kind: str, entries: Iterable[tuple[str, Key, MustHave | Benchmark]]) -> None:
    seen: set[str] = set()
    for name, key, entry in entries:
        if entry.id in seen:
            source.problem(name, (*key, "id"), f"an id that stands once in {kind}, not {entry.id!r} again")
        seen.add(entry.id)


def check_references(source: Source, parts: Parts) -> None:
    """Notes every reference to a question or an objection that is not there."""
    questions = {f"{o.id}.{question.id}" for _, _, o in parts.objections for question in o.questions}
    for name, key, must_have in parts.must_haves:
        for position, question_id in _unknown(must_have.questions, questions):
            expected = f"the full id of a question (objection.question), not {question_id!r}"
            source.problem(name, (*key, "questions", position), expected)
    objections = {objection.id for _, _, objection in parts.objections}
    for name, key, benchmark in parts.benchmarks:
        if benchmark.objection not in objections:
            source.problem(name, (*key, "objection"), f"the id of an objection, not {benchmark.objection!r}")


def _unknown(ids: Iterable[str], known: set[str]) -> Iterator[tuple[int, str]]:
    return ((position, entry) for position, entry in enumerate(ids) if entry not in known)
