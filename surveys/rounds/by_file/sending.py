"""The developer's side: a ballot that was sealed for the round goes into a letter, and that into a parcel."""

from __future__ import annotations

from surveys.rounds.by_file.files import check_takes_files, packed_ballot
from surveys.rounds.records import Round
from surveys.sealing.codes import read_code
from surveys.sealing.envelopes import Handed, letter, parcel
from surveys.sealing.sealer import Sealer


def ballot_file(found: Round, typed_code: str, box: bytes, sealer: Sealer) -> bytes:
    """What is written to the file of one person. Raises SurveyError for a code that is mistyped."""
    check_takes_files(found)
    collecting, mixing = found.collecting_key or b"", found.series.mixing_key or b""
    sealed = letter(collecting, Handed(read_code(typed_code), box), sealer)
    return packed_ballot(found, parcel(mixing, sealed, sealer))


def try_keys(found: Round, sealer: Sealer) -> None:
    """Seals something for every key, so that a key that is none is noticed before anybody answers.

    Raises ValueError if one of them is no key.
    """
    own = (found.collecting_key, found.series.mixing_key)
    for key in (found.public_key, *(own if found.takes_files else ())):
        try:
            sealer.seal(key or b"", b"", 1)
        except Exception as error:  # PyNaCl has several for keys of the wrong length or of low order
            raise ValueError("not a key") from error
