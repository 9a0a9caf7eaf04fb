"""A small playbook on disk, to be broken in every way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.loading.loader import load
from ybiyri_tui.content_source import ContentError, ContentSource, Problem

OBJECTION = """\
id: tea
number: 3
title: Tea gets cold
says: Tea always gets cold.
root_cause: bought a lid
background: Cups have no lids.
questions:
  - id: lid-bought
    question: Have you bought a lid?
    missing: no lid
    from_talk: "no"
    why: A lid keeps tea warm.
    facilitate: Ask who has one.
    counts_as_yes: A lid on a cup.
practices:
  - title: Buy a lid
    how: Go to a shop.
    links:
      - {title: A shop, url: "https://example.org/lids"}
"""
MUST_HAVES = """\
must_haves:
  - id: cup
    title: There is a cup
    before_phase: pilot
    why: Tea runs away.
    counts_as_met: A cup.
    questions: [tea.lid-bought]
"""
BENCHMARKS = """\
benchmarks:
  - id: cold-tea
    objection: tea
    statement: 9 of 10 drink it cold
    caveat: Made up.
    year: 2020
    n: 10
    population: tea drinkers
    source: https://example.org/tea
    verified: false
"""
FILES = {"objections/3-tea.yaml": OBJECTION, "must_haves.yaml": MUST_HAVES, "benchmarks.yaml": BENCHMARKS}


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    """The texts of the files, by name."""
    return FILES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files on disk."""
    (tmp_path / "objections").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def problems(folder: Path) -> Callable[[], list[Problem]]:
    """Loads the folder, which has to fail, and tells what is wrong with it."""

    def find() -> list[Problem]:
        with pytest.raises(ContentError) as caught:
            load(ContentSource(folder))
        return caught.value.problems

    return find


@pytest.fixture
def only_problem(problems: Callable[[], list[Problem]]) -> Callable[[], Problem]:
    """The same for a folder in which one thing is wrong."""

    def find() -> Problem:
        found = problems()
        assert len(found) == 1, [str(problem) for problem in found]
        return found[0]

    return find


@pytest.fixture
def edit(folder: Path) -> Callable[..., None]:
    """Replaces a text that stands once in a file."""

    def replace(old: str, new: str, name: str = "objections/3-tea.yaml") -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace
