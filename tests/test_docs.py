"""The documents say what the program does."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("generated", ROOT / "tests" / "generated.py")
assert _spec
assert _spec.loader
generated = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(generated)

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", generated.FILES)
def test_what_is_made_from_other_files_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == generated.FILES[name](), f"{name}: run `make generated`"


def test_every_command_has_help_with_an_example() -> None:
    reference = generated.cli_reference()
    sections = re.split(r"\n## ", reference.partition("\n## Keys")[0])[1:]
    assert len(sections) >= 20
    for section in sections:
        name = section.splitlines()[0]
        is_group = "Commands:" in section
        assert is_group or "Example" in section, f"{name} has no example"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (document.parent / target).exists()]
    assert missing == []


def test_every_json_schema_that_is_printed_is_documented() -> None:
    used = set()
    for folder in ("ybiyri_tui/cli", "ybiyri_tui/reports"):
        for file in (ROOT / folder).rglob("*.py"):
            used |= set(re.findall(r'"(ybiyri\.[a-z_-]+/\d+)"', file.read_text(encoding="utf-8")))
    documented = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert used
    assert [name for name in sorted(used) if name not in documented] == []


def test_commands_in_the_readme_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"^\$ ybiyri (?:--workspace \S+ )?([a-z-]+)", text, flags=re.MULTILINE))
    headings = re.findall(r"^## ybiyri ([a-z-]+)", generated.cli_reference(), flags=re.MULTILINE)
    known = set(headings)
    assert used
    assert used <= known


def test_nothing_in_the_project_names_a_machine_or_a_registry() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else []
    tracked = [ROOT / name for name in names if name]
    forbidden = re.compile("|".join(("pypi" + r"\.org", "python" + "hosted", "/" + "root/", "/" + "home/[a-z]+/")))
    found = [path.name for path in tracked if path.is_file() and forbidden.search(path.read_text("utf-8", "replace"))]
    assert found == []


def test_every_attack_in_the_privacy_page_is_a_test() -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")))
    there = {
        name
        for path in (ROOT / "tests").rglob("*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    assert len(named) >= 20
    assert named - there == set()
