"""What all tests share: a clock that stands still, chance that repeats, and no way to the user's own files."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from playbook.records import Pilot
from surveys.sealing.sealer import Sealer
from surveys.sealing.stretching import Cost
from tests import postgres
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.workspace import upgrade
from ybiyri_tui.workspace.sqlite import FileWorkspace

# No deadline: how fast a shared machine is decides no test.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The developer's own terminal, workspace and time zone decide no test."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "YBIYRI_ASCII", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture(autouse=True)
def _cheap_to_try_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes and passphrases in this process cost no time; tests/surveys/sealing holds the real costs."""
    for name in ("cost", "symbols_cost"):
        monkeypatch.setattr(Sealer, name, Cost(1, 8192))


@pytest.fixture(scope="session")
def schema_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty workspace file, made once by the migrations."""
    path = tmp_path_factory.mktemp("template") / "empty.ybiyri"
    FileWorkspace.create(path)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _schema_from_template(schema_template: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """New workspace files get a copy, because running all migrations takes longer than most tests."""

    def copy(engine: Engine) -> None:
        Path(str(engine.url.database)).write_bytes(schema_template)

    monkeypatch.setattr("ybiyri_tui.workspace.upgrade.build_schema", copy)


@pytest.fixture(scope="session")
def _recorded_migrations() -> list[tuple[str, Any]]:
    """What the migrations do to an empty PostgreSQL schema, once the first test has run them."""
    return []


@pytest.fixture(autouse=True)
def _postgres_schema_from_record(
    _recorded_migrations: list[tuple[str, Any]], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """New schemas on a server are made from a record, for the same reason."""
    if "postgres_schema" in request.fixturenames:
        monkeypatch.setattr(
            "ybiyri_tui.workspace.upgrade.migrate", postgres.replaying(upgrade.migrate, _recorded_migrations)
        )


@pytest.fixture
def make_context(tmp_path: Path) -> Callable[..., Context]:
    """Opens the same temporary workspace as often as asked, at any time, as anybody."""

    def make(at: datetime = NOON, who: str = "coach", name: str = "test.ybiyri") -> Context:
        workspace = FileWorkspace.open_or_create(tmp_path / name)
        return Context(workspace, who=who, now=lambda: at, random=Random(7))

    return make


@pytest.fixture
def context(make_context: Callable[..., Context]) -> Context:
    """A context on an empty temporary workspace."""
    return make_context()


@pytest.fixture
def pilot(context: Context) -> Pilot:
    """A pilot in that workspace."""
    return create_pilot(context, name="Payments", team="Team Kestrel", mission="Restore checkout in minutes")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server; tests that need one are skipped, and counted aloud, where there is none."""
    if not postgres.is_available():
        pytest.skip(postgres.MISSING)
    with postgres.server() as address:
        yield address


@pytest.fixture
def postgres_schema(postgres_server: str) -> Iterator[str]:
    """The address of an empty schema of its own."""
    with postgres.schema(postgres_server) as address:
        yield address


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tried at all must not go unnoticed."""
    if not postgres.is_available():
        terminalreporter.section("NOT TESTED: PostgreSQL", sep="!")
        terminalreporter.line(f"{postgres.MISSING}; everything that needs it was skipped.")


def pytest_configure(config: pytest.Config) -> None:
    """Pictures are taken on the oldest Python that is supported, so that they do not change with the newest."""
    if config.getoption("--snapshot-update", default=False) and sys.version_info[:2] != (3, 11):
        raise pytest.UsageError("Take snapshots with Python 3.11: make clean; make snapshots PYTHON=python3.11")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("NOT TESTED: no Chromium was found; .ci/run installs it.")
    return found


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which `.ci/run` fetches and names in YBIYRI_AXE."""
    path = Path(os.environ.get("YBIYRI_AXE", "no-axe-core"))
    if not path.is_file():
        pytest.skip("NOT TESTED: accessibility; YBIYRI_AXE does not name axe.min.js (.ci/run fetches it from npm).")
    return path.read_text(encoding="utf-8")


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking for garbage in it again and again took a fifth of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Three workers a core, but no more than six or the cores: a test of the app mostly waits for the screen."""
    cores = os.cpu_count() or 1
    return min(3 * cores, max(6, cores))
