"""What a person types about availability."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.services.availability import check_target
from playbook.worksheets.sheets.amounts import NO_CURRENCY, read_money, with_currency

_DURATION = re.compile(
    r"(?:(?P<h>[0-9]{1,6}(?:\.[0-9]{1,3})?)\s*h(?:ours?)?)?\s*"
    r"(?:(?P<m>[0-9]{1,6}(?:\.[0-9]{1,3})?)\s*m(?:in(?:utes?)?)?)?\s*"
    r"(?:(?P<s>[0-9]{1,6}(?:\.[0-9]{1,3})?)\s*s(?:ec(?:onds?)?)?)?"
)


def read_target(text: str) -> Decimal:
    """A target such as `99.9` or `99.9%`. Raises PlaybookError for anything outside of 0 to 100."""
    try:
        target = Decimal(text.strip().removesuffix("%").strip())
    except InvalidOperation:
        target = Decimal("NaN")
    if not target.is_finite() or len(text) > 30:
        raise PlaybookError(f"{text!r} is not a target; a number from 0 to 100 per cent was expected, such as 99.9.")
    return check_target(target)


def read_amount(text: str) -> Money:
    """An amount with or without a currency. Raises PlaybookError for any other text."""
    return read_money(with_currency(text.strip(), NO_CURRENCY))


def read_duration(text: str) -> Decimal:
    """Seconds of `30m`, `1h20m` or `45s`; a number alone is minutes. Raises PlaybookError for any other text."""
    bare = text.strip().lower()
    found = _DURATION.fullmatch(f"{bare}m" if re.fullmatch(r"[0-9.]+", bare) else bare)
    if not found or not any(found.groups()):
        raise PlaybookError(f"{text!r} is not a duration; write it like 30m, 1h20m or 45s.")
    return sum((Decimal(found[unit] or 0) * size for unit, size in (("h", 3600), ("m", 60), ("s", 1))), Decimal(0))
