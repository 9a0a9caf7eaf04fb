"""From a folder of ballot files to the workspace, or to a bundle in which nobody finds a person's file again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import SystemRandom
from typing import TYPE_CHECKING

from surveys.rounds import closing
from surveys.rounds.by_file import collecting, files, mixing
from surveys.rounds.by_file.collecting import Fate
from surveys.rounds.by_file.files import Refusal
from surveys.rounds.casting import SealedBallot
from surveys.rounds.store import series as series_store
from surveys.sealing.sealer import Sealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey.by_file.invitations import read_invitation
from ybiyri_tui.usecases.survey.by_file.reading import files_in, read_plain

if TYPE_CHECKING:
    from random import Random

    from surveys.rounds.by_file.mixing import MixingKey, Sorted
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context

Progress = Callable[[float], None]

NAMED = (Refusal.UNKNOWN_CODE, Refusal.DAMAGED)
"""What the delegate is told by the name of the file; of the rest only how many there were."""


LEAST_MOST = 1000
"""A folder of a small team may hold as many files as this."""


@dataclass(frozen=True)
class Delegate:
    """Who mixes: a round, the delegate's locked key, and chance."""

    round: Round
    key: MixingKey = field(repr=False)
    random: Random = field(repr=False)
    sealer: Sealer = field(repr=False)


@dataclass(frozen=True)
class Collected:
    """What became of a folder or a bundle.

    `refused` are files by name, with why; `left_out` counts ballots by why, without saying which. `enough` is all that
    is said about the round. What only the delegate may know, `taken` and `already_in`, is None for a bundle.
    """

    round: Round
    refused: tuple[tuple[str, str], ...]
    left_out: Mapping[Refusal, int]
    copies: tuple[str, ...]
    enough: bool
    taken: int | None
    already_in: int | None


@dataclass(frozen=True)
class Bundled:
    """A bundle, and what of the folder is in it."""

    raw: bytes = field(repr=False)
    sorted: Sorted


def delegate_of(context: Context, found: Round) -> Delegate:
    """The delegate where the workspace is. Raises SurveyError if ballots of the round cannot travel as files."""
    files.check_takes_files(found)
    keyring = context.workspace.read(lambda session: series_store.keyring(session, found.series))
    return Delegate(found, mixing.mixing_key(keyring), context.random, context.sealer())


def delegate_with(invitation: Path) -> Delegate:
    """The delegate with their own invitation alone. Raises ProgramError if it cannot be used, or is not theirs."""
    sealer = Sealer()
    invited = read_invitation(invitation, sealer)
    if invited.key is None:
        raise ProgramError(
            f"{invitation} is an invitation for everybody, without the delegate's key; `ybiyri survey invite "
            "--for-delegate` writes theirs."
        )
    return Delegate(invited.round, invited.key, SystemRandom(), sealer)


def bundle_folder(delegate: Delegate, passphrase: str, folder: Path) -> Bundled:
    """Everything good in a folder as one bundle.

    Raises SurveyError if the passphrase is not the delegate's, ProgramError if there is nothing good.
    """
    mixed = _sorted(delegate, passphrase, folder)
    letters = [named.letter for named in mixed.letters]
    return Bundled(mixing.bundle(delegate.round, letters, delegate.random, delegate.sealer), mixed)


def collect_folder(
    context: Context, found: Round, passphrase: str, folder: Path, *, progress: Progress | None = None
) -> Collected:
    """Takes the ballots of a folder over into the open round, all or none; running it again counts nobody twice.

    Takes some 20 ms a ballot; `progress` is told the share done. Raises SurveyError or ProgramError, and changes
    nothing, if the passphrase is not the delegate's, the round is closed, or the folder holds no ballot of it.
    """
    mixed = _sorted(delegate_of(context, found), passphrase, folder)
    fates = _collect(context, found, [named.letter for named in mixed.letters], progress)
    by_name = tuple((named.name, fate.value) for named, fate in zip(mixed.letters, fates, strict=True) if fate in NAMED)
    return Collected(
        round=found,
        refused=tuple(sorted((*mixed.refused, *by_name))),
        left_out=_counted(fate for fate in fates if fate not in NAMED),
        copies=mixed.copies,
        enough=_enough(context, found),
        taken=fates.count(Fate.TAKEN),
        already_in=fates.count(Fate.ALREADY_IN),
    )


def collect_bundle(context: Context, found: Round, path: Path, *, progress: Progress | None = None) -> Collected:
    """Takes a bundle over into the open round, as `collect_folder` does."""
    files.check_takes_files(found)
    most = files.most_bundle_bytes(found, max(LEAST_MOST, 10 * found.codes) + found.codes)
    letters = files.unpacked_bundle(found, read_plain(path, most))
    if isinstance(letters, Refusal):
        what = {
            Refusal.NOT_A_BALLOT: "is not a bundle of ballots",
            Refusal.OTHER_VERSION: "was written by another version of ybiyri",
            Refusal.OTHER_ROUND: "holds ballots for another survey",
        }.get(letters, "is damaged, or was cut off on its way")
        raise ProgramError(f"{path} {what}; nothing was stored.")
    if not letters:
        raise ProgramError(f"{path} holds no ballots; nothing was stored.")
    fates = _collect(context, found, letters, progress)
    return Collected(
        round=found,
        refused=(),
        left_out=_counted(fates),
        copies=(),
        enough=_enough(context, found),
        taken=None,
        already_in=None,
    )


def _collect(
    context: Context, found: Round, letters: Sequence[bytes], progress: Progress | None
) -> list[Fate | Refusal]:
    """Opens the letters outside any transaction, and stores what is good in one."""
    keys = context.workspace.read(lambda session: collecting.keys_of(session, found.id))
    sealer = context.sealer()
    read = []
    for done, letter in enumerate(letters, 1):
        read.append(collecting.read_letter(keys, letter, sealer))
        if progress is not None:
            progress(done / len(letters))
    ballots = [ballot for ballot in read if isinstance(ballot, SealedBallot)]
    stored = iter(
        context.workspace.write(
            lambda session: collecting.collect(session, found.id, ballots, context.random), repeatable=True
        )
    )
    return [next(stored) if isinstance(ballot, SealedBallot) else ballot for ballot in read]


def _enough(context: Context, found: Round) -> bool:
    return context.workspace.read(lambda session: closing.enough(session, found.id))


def _counted(fates: Iterable[Fate | Refusal]) -> Mapping[Refusal, int]:
    found = Counter(fate for fate in fates if isinstance(fate, Refusal))
    return {refusal: found[refusal] for refusal in Refusal if found[refusal]}


def _sorted(delegate: Delegate, passphrase: str, folder: Path) -> Sorted:
    """The letters in a folder, in an order of chance. Raises ProgramError if there are none."""
    found = delegate.round
    private = mixing.unlock(found, delegate.key, passphrase)
    read = files_in(folder, files.ballot_bytes(found), max(LEAST_MOST, 10 * found.codes))
    mixed = mixing.sort_out(found, private, read, delegate.random)
    if not mixed.letters:
        first = " The first file, {}, was refused: {}.".format(*mixed.refused[0]) if mixed.refused else ""
        raise ProgramError(f"{folder} holds no ballot of this survey; nothing was taken.{first}")
    return mixed
