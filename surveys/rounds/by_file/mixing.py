"""The delegate's side: parcels are opened with the delegate's own passphrase, and their letters shuffled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from surveys.errors import SurveyError
from surveys.rounds.by_file.files import Refusal, box_bytes, packed_bundle, unpacked_ballot
from surveys.rounds.records import Keyring, Round
from surveys.sealing import holders as holding
from surveys.sealing.envelopes import filler, letter_in
from surveys.sealing.holders import Holder, Lock
from surveys.sealing.sealer import Sealer, pair_of
from surveys.sealing.stretching import Cost


@dataclass(frozen=True)
class MixingKey:
    """The delegate's key, locked with their passphrase; the delegate may keep a copy of it."""

    lock: Lock
    salt: bytes
    cost: Cost


@dataclass(frozen=True)
class NamedLetter:
    """A letter, and the name of the file it came in, which nobody but the delegate may see."""

    name: str = field(repr=False)
    letter: bytes = field(repr=False)


@dataclass(frozen=True)
class Sorted:
    """What a folder holds: letters in an order of chance, names of copies, and what was refused, by name."""

    letters: tuple[NamedLetter, ...]
    copies: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def mixing_key(keyring: Keyring) -> MixingKey:
    """The delegate's key from the workspace. Raises SurveyError if there is none."""
    if keyring.mixing is None:
        raise SurveyError("There is no delegate's key for ballots that travel as files in this survey.")
    return MixingKey(keyring.mixing, keyring.salts[Holder.DELEGATE], keyring.cost)


def unlock(found: Round, key: MixingKey, passphrase: str) -> bytes:
    """The private key; takes a fraction of a second. Raises SurveyError if the passphrase is not the delegate's."""
    stretched = holding.stretch({Holder.DELEGATE: passphrase}, {Holder.DELEGATE: key.salt}, key.cost)
    private = holding.unlock_own(key.lock, stretched.get(Holder.DELEGATE), Holder.DELEGATE, holding.MIXING)
    if pair_of(private).public != found.series.mixing_key:
        raise SurveyError("The delegate's key belongs to another survey, or was exchanged; nothing was taken.")
    return private


def sort_out(found: Round, private: bytes, files: Iterable[tuple[str, bytes | str]], random: Random) -> Sorted:
    """Opens parcels by the names of their files; a text in the place of bytes says why a file could not be read."""
    letters: dict[bytes, str] = {}
    copies, refused = [], []
    for name, raw in files:
        if isinstance(raw, str):
            refused.append((name, raw))
            continue
        parcel = unpacked_ballot(found, raw)
        inner = letter_in(private, parcel, box_bytes(found)) if isinstance(parcel, bytes) else None
        if inner is None:
            refused.append((name, (parcel if isinstance(parcel, Refusal) else Refusal.DAMAGED).value))
        elif inner in letters:
            copies.append(name)
        else:
            letters[inner] = name
    mixed = [NamedLetter(name, inner) for inner, name in letters.items()]
    random.shuffle(mixed)
    return Sorted(tuple(mixed), tuple(copies), tuple(refused))


def bundle(found: Round, letters: Sequence[bytes], random: Random, sealer: Sealer) -> bytes:
    """One file with all letters in an order of chance, filled up to as many as there are codes (or a multiple)."""
    missing = -len(letters) % found.codes if letters else found.codes
    key = found.collecting_key or b""
    mixed = [*letters, *(filler(key, box_bytes(found), sealer) for _ in range(missing))]
    random.shuffle(mixed)
    return packed_bundle(found, mixed)
