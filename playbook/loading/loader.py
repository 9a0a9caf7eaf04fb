"""Loads a playbook from a folder of YAML, with the packs that are switched on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from playbook.loading.content_checks import Parts, check_references, check_unique
from playbook.loading.source import Source
from playbook.schema import Benchmarks, MustHaves, Objection, Pack, Playbook

PACKS = "packs"


def load(source: Source, packs: Iterable[str] = ()) -> Playbook:
    """The playbook in the folder with the packs that are switched on, each by its id.

    The source's error lists every problem at once; packs that are off are not read.
    """
    parts = Parts()
    _read_playbook(source, parts)
    _read_packs(source, parts, tuple(dict.fromkeys(packs)))
    check_unique(source, parts)
    if parts.complete:  # a reference into a file that could not be read is not wrong
        check_references(source, parts)
    source.check()
    return parts.playbook()


def pack_ids(source: Source) -> tuple[str, ...]:
    """Ids of the packs that the folder offers, by the names of their files."""
    return tuple(PurePosixPath(name).stem for name in source.names(PACKS))


def available_packs(source: Source) -> tuple[Pack, ...]:
    """The packs that the folder offers, whether switched on or not; the source's error lists every problem."""
    found = [_read_pack(source, name) for name in source.names(PACKS)]
    source.check()
    return tuple(pack for pack in found if pack)


def _read_playbook(source: Source, parts: Parts) -> None:
    names = source.names("objections")
    if not names:
        source.problem("objections", (), "at least one objection, one YAML file each")
    for name in names:
        objection = source.read(name, Objection)
        parts.complete &= objection is not None
        if objection:
            parts.objections.append((name, (), objection))
    must_haves = source.read("must_haves.yaml", MustHaves)
    benchmarks = source.read("benchmarks.yaml", Benchmarks)
    parts.complete &= bool(names)
    if must_haves:
        parts.add("must_haves.yaml", must_haves=must_haves.must_haves)
    if benchmarks:
        parts.add("benchmarks.yaml", benchmarks=benchmarks.benchmarks)


def _read_packs(source: Source, parts: Parts, wanted: tuple[str, ...]) -> None:
    if not wanted:
        return
    names = {PurePosixPath(name).stem: name for name in source.names(PACKS)}
    for pack_id in wanted:
        if pack_id not in names:
            offered = ", ".join(names) or "none"
            source.problem(PACKS, (), f"one of the packs there are ({offered}), not {pack_id!r}")
        elif pack := _read_pack(source, names[pack_id]):
            parts.packs.append(pack)
            parts.add(names[pack_id], pack.objections, pack.must_haves, pack.benchmarks)
            continue
        parts.complete = False


def _read_pack(source: Source, name: str) -> Pack | None:
    pack = source.read(name, Pack)
    stem = PurePosixPath(name).stem
    if pack and pack.id != stem:
        source.problem(name, ("id",), f"{stem}, as the file is named, not {pack.id!r}")
    return pack
