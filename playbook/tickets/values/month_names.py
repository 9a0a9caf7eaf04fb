"""Month names in the languages in which trackers export them."""

from __future__ import annotations

import unicodedata

_LANGUAGES = (
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "janner februar maerz april mai juni juli august september oktober november dezember",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
)
_SHORTEST = 3


def _starts() -> dict[str, int]:
    """Every start of a name that belongs to one month alone, such as `juil` but not `jui`."""
    found: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for number, name in enumerate(language.split(), 1):
            for length in range(_SHORTEST, len(name) + 1):
                found.setdefault(name[:length], set()).add(number)
    return {start: min(numbers) for start, numbers in found.items() if len(numbers) == 1}


_NUMBERS = _starts() | {"mrz": 3, "mrt": 3}


def month_number(name: str) -> int:
    """The number of a month in English, French, Spanish, German, Portuguese, Italian or Dutch; 0 for other words.

    Names can be shortened to three letters or more, can end with a dot, and can lack their accents.
    """
    plain = unicodedata.normalize("NFKD", name.rstrip(".").casefold())
    return _NUMBERS.get("".join(letter for letter in plain if not unicodedata.combining(letter)), 0)
