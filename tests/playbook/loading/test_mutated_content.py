"""Content that is broken by chance loads or is refused in words, and never fails in any other way."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.loading.loader import load
from ybiyri_tui.content_source import ContentError, ContentSource, Problem

# Small pieces that mean something to YAML, to Python or to a terminal.
PIECES = st.one_of(
    st.sampled_from([":", "- ", "\t", "[", "{", "]", "}", "&a ", "*a", "<<: ", "? ", "| ", "> ", "#", "%", "@"]),
    st.sampled_from(["0b_", "0x" + "f" * 5000, "9" * 5000, "1_0:99", ".inf", "~", "=", "no", "2020-13-45"]),
    st.sampled_from(['"', "'", '"\\ud800"', "!!int ", "!!bool x", "---\n", "...\n", "\r", "\n", "é", "🫖"]),
    st.sampled_from(["\x00", "\x1b[31m", "\u2028", "\x85", "\ufeff", "\u202e"]),
)


@st.composite
def mutations(draw: st.DrawFn, text: str) -> bytes:
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[at])))
        change = draw(st.sampled_from(["drop", "double", "replace", "insert", "characters", "indent"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "replace":
            key, colon, _ = lines[at].partition(": ")
            lines[at] = f"{key}{colon}{draw(PIECES)}\n"
        elif change == "insert":
            lines[at] = lines[at][:column] + draw(PIECES) + lines[at][column:]
        elif change == "characters":
            lines[at] = lines[at][:column] + draw(st.text(max_size=3)) + lines[at][column + 1 :]
        else:
            lines[at] = " " * draw(st.integers(0, 5)) + lines[at].lstrip(" ")
    return "".join(lines).encode()


def what_is_wrong(folder: Path) -> list[Problem]:
    """Nothing if the folder loads; any other exception than ContentError fails the test."""
    try:
        load(ContentSource(folder))
    except ContentError as error:
        return error.problems
    return []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mutated_file_loads_or_is_refused_in_words(folder: Path, files: dict[str, str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(files)))
    for other, text in files.items():
        (folder / other).write_text(text, encoding="utf-8")
    (folder / name).write_bytes(data.draw(mutations(files[name])))
    for problem in what_is_wrong(folder):
        assert str(problem).isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
        assert "validation" not in problem.expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode())))
def test_any_bytes_are_refused_in_words(folder: Path, content: bytes) -> None:
    (folder / "must_haves.yaml").write_bytes(content)
    assert all(str(problem).isprintable() for problem in what_is_wrong(folder))
