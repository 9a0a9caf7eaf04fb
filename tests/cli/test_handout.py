"""`ybiyri handout` from the outside: forms, papers, files, and what is said when it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui.cli.room.handout import NAMES
from ybiyri_tui.reports.handouts.catalogue import MAKERS

Ybiyri = Callable[..., Any]


def test_the_names_of_help_are_those_of_the_catalogue() -> None:
    assert (*MAKERS, "all") == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["md", "html"])
def test_every_page_can_be_had_blank_without_a_workspace(
    ybiyri: Ybiyri, workspace_file: Path, name: str, form: str
) -> None:
    done = ybiyri("handout", name, "--format", form)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("<!DOCTYPE html>" if form == "html" else "# ")
    assert done.out.endswith("\n")
    assert not workspace_file.exists()


def test_pages_are_filled_if_there_is_a_pilot_and_blank_on_request(with_pilot: Ybiyri) -> None:
    assert "Team Kestrel" in with_pilot("handout", "agenda").out
    assert "Team Kestrel" in with_pilot("handout", "agenda", "--filled").out
    assert "Team Kestrel" not in with_pilot("handout", "agenda", "--blank").out


def test_filled_without_a_pilot_is_wrong_use(ybiyri: Ybiyri) -> None:
    done = ybiyri("handout", "agenda", "--filled")
    assert done.code == 2
    assert done.out == ""


def test_an_unknown_pilot_is_named(with_pilot: Ybiyri) -> None:
    done = with_pilot("handout", "agenda", "--pilot", "Nobody")
    assert done.code == 2
    assert "Nobody" in done.err


def test_findings_stand_on_the_worksheet(with_pilot: Ybiyri) -> None:
    with_pilot("finding", "set", "firefighters.paved-roads", "yes", "--proof", "two teams use it", "--owner", "Ana")
    page = with_pilot("handout", "objection", "5").out
    assert "two teams use it" in page
    assert "Ana" in page
    assert page.count("☒") == 1
    blank = with_pilot("handout", "objection", "5", "--blank").out
    assert "two teams use it" not in blank
    assert "☒" not in blank


def test_one_objection_or_all(ybiyri: Ybiyri) -> None:
    assert ybiyri("handout", "objection", "5").out.count("\n# ") == 0
    assert ybiyri("handout", "objection").out.count("\n# ") == 6


@pytest.mark.parametrize(("arguments", "said"), [(("objection", "12"), "no objection 12"), (("agenda", "3"), "agenda")])
def test_a_number_that_leads_nowhere_is_wrong_use(ybiyri: Ybiyri, arguments: tuple[str, ...], said: str) -> None:
    done = ybiyri("handout", *arguments)
    assert done.code == 2
    assert said in done.err


def test_the_day_and_hour_stand_on_agenda_run_sheet_and_list(ybiyri: Ybiyri) -> None:
    when = ("--date", "2026-12-10", "--start", "14:00")
    agenda = ybiyri("handout", "agenda", *when).out
    assert "Thursday, 10 December 2026, 14:00" in agenda
    assert "| 14:00–14:10 |" in agenda
    assert "15:55–16:00" in ybiyri("handout", "run-sheet", *when).out
    assert "Thursday, 3 December 2026" in ybiyri("handout", "bring-list", *when).out
    assert "| 0:00–0:10 |" in ybiyri("handout", "agenda").out


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("letter", "Letter")])
def test_the_paper_is_that_of_the_page(ybiyri: Ybiyri, paper: str, size: str) -> None:
    assert f"@page {{ size: {size};" in ybiyri("handout", "models", "--format", "html", "--paper", paper).out


def test_a_file_is_written_in_the_form_its_name_asks_for(ybiyri: Ybiyri, tmp_path: Path) -> None:
    done = ybiyri("handout", "models", "--out", str(tmp_path / "models.html"))
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "models.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    ybiyri("handout", "models", "--out", str(tmp_path / "models.md"))
    assert (tmp_path / "models.md").read_text(encoding="utf-8").startswith("# Two ways")


def test_a_file_that_is_there_is_kept_unless_forced(ybiyri: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "models.md"
    path.write_text("mine", encoding="utf-8")
    assert ybiyri("handout", "models", "--out", str(path)).code == 2
    assert path.read_text(encoding="utf-8") == "mine"
    assert ybiyri("handout", "models", "--out", str(path), "--force").code == 0


def test_the_workspace_is_never_replaced(with_pilot: Ybiyri, workspace_file: Path) -> None:
    before = workspace_file.read_bytes()
    done = with_pilot("handout", "models", "--out", str(workspace_file), "--force")
    assert done.code == 2
    assert "workspace itself" in done.err
    assert workspace_file.read_bytes() == before


def test_a_survey_that_there_is_not_is_named(ybiyri: Ybiyri) -> None:
    done = ybiyri("handout", "paper-survey", "--survey", "mood")
    assert done.code == 2
    assert "developer-concerns" in done.err
