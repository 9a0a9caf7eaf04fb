from __future__ import annotations

import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.tickets.reading.importing import ImportReport, read_tickets
from playbook.tickets.rules.bau_rules import parse_rules
from playbook.tickets.share.rework import weekly_share

RULES = parse_rules(["type=Bug", "label=urgent"])
PIECES = [
    b'"',
    b"\n",
    b"\r",
    b",",
    b";",
    b"\t",
    b"\0",
    b"'",
    b"\xff",
    b"\xc3",
    b"2025-11-01",
    b"\xef\xbb\xbf",
    b"OPS-1",
]
mutations = st.lists(
    st.tuples(
        st.sampled_from(["insert", "replace", "cut", "double", "end"]),
        st.floats(0, 1),
        st.integers(0, 60),
        st.sampled_from(PIECES) | st.binary(max_size=4),
    ),
    max_size=6,
)
Mutation = tuple[str, float, int, bytes]


def mutated(data: bytes, changes: list[Mutation]) -> bytes:
    for how, where, length, piece in changes:
        at = int(where * len(data))
        rest = {
            "insert": piece + data[at:],
            "replace": piece + data[at + len(piece) :],
            "cut": data[at + length :],
            "double": data[at : at + length] * 2 + data[at + length :],
            "end": b"",
        }[how]
        data = data[:at] + rest
    return data


def read_or_refusal(name: str, data: bytes) -> tuple[ImportReport | None, str]:
    try:
        return read_tickets(name, io.BytesIO(data), RULES), ""
    except PlaybookError as refused:
        return None, str(refused)


def assert_read_or_refused(name: str, data: bytes) -> None:
    report, refusal = read_or_refusal(name, data)
    if report is None:
        assert refusal.startswith(name)
        assert refusal.isprintable()
        return
    assert report.rows_read == len(report.items) + len(report.dropped)
    assert report.bau_items == sum(caught.items for caught in report.catches)
    assert all(dropped.reason.isprintable() for dropped in report.dropped)
    assert all(warning.isprintable() for warning in report.warnings)
    share = weekly_share(report.items)
    assert share.items + share.undated == len(report.items)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=250)
@given(st.data(), mutations)
def test_a_damaged_export_is_read_with_an_account_or_refused_in_a_sentence(
    own_files: dict[str, Path], real_files: dict[str, Path], data: st.DataObject, changes: list[Mutation]
) -> None:
    files = {**own_files, **real_files}
    name = data.draw(st.sampled_from(sorted(files)))
    assert_read_or_refused(name, mutated(files[name].read_bytes(), changes))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert_read_or_refused("export.csv", data)


@given(st.binary(max_size=200))
def test_any_bytes_under_a_header_are_read_or_refused(data: bytes) -> None:
    assert_read_or_refused("export.csv", b"Issue key,Issue Type,Labels,Created,Resolved\nOPS-1,Bug,,," + data)
