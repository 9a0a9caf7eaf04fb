from __future__ import annotations

from surveys.sealing.fingerprints import fingerprint
from surveys.sealing.symbols import ALPHABET

FROZEN = {"k": 5, "invited": 9, "topics": ["alerts", "pay"], "key": "00ff"}


def test_a_fingerprint_has_at_least_sixteen_symbols_in_groups() -> None:
    found = fingerprint(FROZEN)
    assert len(found.replace("-", "")) == 20
    assert set(found) <= set(ALPHABET + "-")


def test_the_order_in_which_settings_are_named_does_not_matter() -> None:
    assert fingerprint(dict(reversed(FROZEN.items()))) == fingerprint(FROZEN)


def test_any_change_gives_another_fingerprint() -> None:
    changes = ({"k": 4}, {"invited": 10}, {"topics": ["pay", "alerts"]}, {"key": "00fe"}, {"added": None})
    assert len({fingerprint({**FROZEN, **change}) for change in changes} | {fingerprint(FROZEN)}) == 6


def test_a_printed_fingerprint_fits_the_survey_of_every_later_version() -> None:
    assert fingerprint({"k": 5}) == "12KA-F64Q-TGCZ-R0BN-0SN8"
