"""What a clean interpreter loads; the static contracts cannot see an import inside a function."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"textual", "sqlmodel", "sqlalchemy", "alembic", "scipy", "numpy", "pydantic", "yaml", "rich"}
WRITERS = {"jinja2", "typst", "pptx", "lxml"}


def loaded_after(code: str) -> set[str]:
    """Top-level names of the modules that are loaded once `code` has run in a fresh interpreter."""
    ending = (
        "\nimport sys; print('\\n'.join(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code + ending], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_after("from ybiyri_tui.__main__ import run; assert run(['--help']) == 0")
    assert not loaded & HEAVY
    assert "click" in loaded


COMMANDS = ["demo", "pilots", "status", "finding", "must-haves", "promise", "note", "history"]
COMMANDS += ["survey", "tickets", "export", "answer", "rollup", "settings"]
COMMANDS += ["cost", "pay", "raci", "goals"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_loads_nothing_heavy(command: str) -> None:
    loaded = loaded_after(f"from ybiyri_tui.__main__ import run; assert run([{command!r}, '--help']) == 0")
    assert not loaded & (HEAVY | WRITERS)


@pytest.mark.parametrize(("form", "needed"), [("md", set()), ("html", {"jinja2"}), ("json", set())])
def test_a_form_of_the_summary_loads_its_own_writer_only(tmp_path: Path, form: str, needed: set[str]) -> None:
    create = ["pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore"]
    lines = [
        f"from ybiyri_tui.__main__ import run; file = {str(tmp_path / 'own.ybiyri')!r}",
        f"assert run(['--workspace', file, *{create!r}]) == 0",
        f"assert run(['--workspace', file, 'export', '--format', {form!r}]) == 0",
    ]
    assert loaded_after("\n".join(lines)) & WRITERS == needed


def test_the_first_frame_needs_neither_database_nor_yaml_nor_statistics() -> None:
    loaded = loaded_after("from ybiyri_tui.app import YbiyriApp; from ybiyri_tui.screens.home.home import HomeScreen")
    assert "textual" in loaded
    assert not loaded & {"sqlmodel", "sqlalchemy", "alembic", "scipy", "numpy", "pydantic", "yaml"}


def test_reading_a_workspace_loads_neither_migrations_nor_statistics() -> None:
    loaded = loaded_after("from ybiyri_tui.workspace import sqlite; from ybiyri_tui.usecases.pilot import overview")
    assert "sqlmodel" in loaded
    assert not loaded & {"alembic", "scipy", "numpy", "textual"}


@pytest.mark.parametrize("package", ["playbook", "surveys"])
def test_a_domain_package_loads_nothing_by_itself(package: str) -> None:
    assert not loaded_after(f"import {package}") & HEAVY


def test_the_domains_load_no_user_interface() -> None:
    modules = ("playbook.store.answers", "playbook.loading.loader", "surveys.rounds", "surveys.loader")
    code = f"import {', '.join(modules)}, surveys.statistics.compare"
    assert not loaded_after(code) & {"textual", "rich", "click", "ybiyri_tui"}
