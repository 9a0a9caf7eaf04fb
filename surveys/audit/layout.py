"""What the raw bytes give away: the order of what lies in the file, what was freed, and its size."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing

from surveys.audit.records import Check, Evidence

ORDERED = (
    ("survey_code", "SELECT hash FROM survey_code"),
    ("survey_slot", "SELECT id FROM survey_slot"),
    ("survey_kept", "SELECT id FROM survey_kept"),
)
Layout = Counter[tuple[tuple[int, bytes], ...]]


def order(evidence: Evidence) -> Check:
    """Survey tables lie in the order of their random keys, byte for byte as a rewritten file has them.

    The file is rewritten in memory; were anything stored in the order in which it arrived, it would lie elsewhere.
    """
    wrong = [
        name
        for (name, sql) in evidence.rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        if name.startswith("survey") and "WITHOUT ROWID" not in sql.upper()
    ]
    keys = _keys(evidence)
    here, rewritten = _places(evidence.raw, keys), _places(_rewritten(evidence), keys)
    for table in sorted(set(keys.values())):
        own = [key for key, its_table in keys.items() if its_table == table]
        if _layout(here, own, evidence.page_size) != _layout(rewritten, own, evidence.page_size):
            wrong.append(table)
    says = (
        f"Not in the order of their keys: {', '.join(dict.fromkeys(wrong))}."
        if wrong
        else ("Codes, slots and kept rows lie in the order of their random keys.")
    )
    return Check("order", not wrong, says)


def freed(evidence: Evidence) -> Check:
    """Pages that were freed hold nothing but zeros, and no key of a survey table stands anywhere else in the file."""
    dirty = [number for number in _freed_pages(evidence) if any(_content_of_freed(evidence, number))]
    doubled = sum(len(places) != 1 for places in _places(evidence.raw, _keys(evidence)).values())
    if dirty or doubled:
        return Check("freed", False, f"{len(dirty)} freed pages hold something, {doubled} keys stand there twice.")
    return Check("freed", True, "Nothing that was deleted can be found in freed pages.")


def size(evidence: Evidence) -> Check:
    """The file is as long as its header says, so that nothing was added behind it."""
    pages = int.from_bytes(evidence.raw[28:32], "big")
    expected = pages * evidence.page_size
    holds = len(evidence.raw) == expected
    says = "The file is as long as its pages." if holds else f"{len(evidence.raw)} bytes instead of {expected}."
    return Check("size", holds, says)


def _rewritten(evidence: Evidence) -> bytes:
    """The same database, as `VACUUM` writes it; in memory, because a copy on disk would outlive destroyed keys."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        evidence.database.backup(memory)
        memory.execute("VACUUM")
        return bytes(memory.serialize())


def _keys(evidence: Evidence) -> dict[bytes, str]:
    """The keys as they stand in the file, and their tables."""
    found = {}
    for table, statement in ORDERED:
        for (key,) in evidence.rows(statement):
            found[key.encode() if isinstance(key, str) else bytes(key)] = table
    return found


def _places(raw: bytes, keys: Collection[bytes]) -> dict[bytes, list[int]]:
    """Where in the file each key stands, in one pass."""
    places: dict[bytes, list[int]] = {key: [] for key in keys}
    for length in {len(key) for key in keys}:
        for at in range(len(raw) - length + 1):
            piece = raw[at : at + length]
            if piece in places:
                places[piece].append(at)
    return places


def _layout(places: Mapping[bytes, list[int]], keys: Iterable[bytes], page_size: int) -> Layout:
    """For every page the keys on it and where on the page they stand; which page it is does not matter."""
    pages: dict[int, list[tuple[int, bytes]]] = {}
    for key in keys:
        for at in places[key]:
            pages.setdefault(at // page_size, []).append((at % page_size, key))
    return Counter(tuple(sorted(found)) for found in pages.values())


def _freed_pages(evidence: Evidence) -> list[int]:
    """Numbers of all pages on the free list, negative for its trunks, which say where the others are."""
    found: list[int] = []
    trunk = int.from_bytes(evidence.raw[32:36], "big")
    while trunk and -trunk not in found:
        page = evidence.page(trunk)
        count = int.from_bytes(page[4:8], "big")
        found.append(-trunk)
        found += [int.from_bytes(page[8 + 4 * at : 12 + 4 * at], "big") for at in range(count)]
        trunk = int.from_bytes(page[:4], "big")
    return found


def _content_of_freed(evidence: Evidence, number: int) -> bytes:
    page = evidence.page(abs(number))
    return page if number > 0 else page[8 + 4 * int.from_bytes(page[4:8], "big") :]
