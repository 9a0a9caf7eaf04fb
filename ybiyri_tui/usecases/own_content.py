"""Which content a workspace uses: a folder of its own or what ships, and the packs that are switched on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sqlmodel import Session

from playbook.store import settings as store
from ybiyri_tui import content
from ybiyri_tui.content.checking import check
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.findings.staleness import with_stale_after
from ybiyri_tui.wording.states import counted

FOLDER, PACKS = "content_folder", "content_packs"


def with_content(context: Context) -> Context:
    """The context with what its workspace is set to use, such as its content; nothing is loaded yet."""
    found = context.workspace.read(store.settings)
    folder = Path(found[FOLDER]) if FOLDER in found else None
    context = replace(context, content_folder=folder, packs=tuple(found.get(PACKS, "").split()))
    return with_stale_after(context, found)


def use_folder(context: Context, folder: Path) -> Context:
    """From now on the workspace reads its content from this folder.

    Packs that the folder does not offer are switched off. Raises ProgramError, and changes nothing, if something in
    the folder is wrong.
    """
    path = folder.expanduser().absolute()
    problems = check(path).problems
    if problems:
        more = f" (and {counted(len(problems) - 1, 'other problem')})" if len(problems) > 1 else ""
        raise ProgramError(f"{path} was not taken: {problems[0]}{more}. See all: ybiyri content check {path}")
    return _use(context, path, context.packs)


def use_shipped(context: Context) -> Context:
    """From now on the workspace uses the content that ships; packs that it does not offer are switched off."""
    return _use(context, None, context.packs)


def switch_packs(context: Context, *, on: Iterable[str] = (), off: Iterable[str] = ()) -> Context:
    """Switches packs on and off. What was recorded for questions of a pack is kept while it is off.

    Raises ProgramError that lists the packs there are, ContentError if one clashes with the rest of the content.
    """
    on, off = tuple(on), tuple(off)
    offered = [pack.id for pack in content.packs(context.content_folder)]
    for pack_id in (*on, *off):
        if pack_id not in offered:
            raise ProgramError(f"There is no pack {pack_id!r}; there is {', '.join(offered) or 'none'}.")
    if both := set(on) & set(off):
        raise ProgramError(f"{', '.join(sorted(both))} cannot be switched on and off at once.")
    return _use(context, context.content_folder, tuple(dict.fromkeys([*context.packs, *on])), off)


def _use(context: Context, folder: Path | None, packs: Iterable[str], off: Iterable[str] = ()) -> Context:
    offered = {pack.id for pack in content.packs(folder)}
    packs = tuple(pack_id for pack_id in packs if pack_id in offered and pack_id not in off)
    content.playbook(folder, packs)

    def work(session: Session) -> None:
        store.put_setting(session, FOLDER, str(folder) if folder else "")
        store.put_setting(session, PACKS, " ".join(packs))

    context.workspace.write(work)
    return replace(context, content_folder=folder, packs=packs)
