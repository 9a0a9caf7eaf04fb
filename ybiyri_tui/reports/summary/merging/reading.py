"""Reads summaries that were exported as JSON, with everything that is wrong in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.summary.forms.schema import PortfolioData, SummaryData

LARGEST = 50_000_000
MODELS: dict[str, type[SummaryData] | type[PortfolioData]] = {
    "ybiyri.summary/1": SummaryData,
    "ybiyri.portfolio/1": PortfolioData,
}
HINT = "a file that `ybiyri export --format json` wrote"

Data = dict[str, Any]


def read_summaries(path: Path) -> list[Data]:
    """The summaries in a file, one or those of a portfolio. Raises ProgramError that names what was expected where."""
    data = _json(path)
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema not in MODELS:
        raise ProgramError(f"{path} is not a summary: expected {HINT}, whose schema is {' or '.join(MODELS)}.")
    try:
        MODELS[schema].model_validate(data)
    except ValidationError as error:
        raise ProgramError(f"{path} is not a summary that can be read: {_first(error)}.") from error
    return list(data["pilots"]) if schema == "ybiyri.portfolio/1" else [data]


def read_summary_of(path: Path, pilot: str) -> Data:
    """The summary of one pilot in a file. Raises ProgramError if it has none of that name."""
    found = read_summaries(path)
    for data in found:
        if data["pilot"] == pilot:
            return data
    names = ", ".join(repr(data["pilot"]) for data in found)
    raise ProgramError(f"{path} has no summary of the pilot {pilot!r}; it has {names or 'none'}.")


def _json(path: Path) -> Any:
    try:
        if path.is_dir():
            raise ProgramError(f"{path} is a folder; name {HINT}.")
        if path.stat().st_size > LARGEST:
            raise ProgramError(f"{path} is larger than any summary; name {HINT}.")
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ProgramError(f"There is no file {path}; name {HINT}.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise ProgramError(f"{path}, {where}: {error.msg}; expected {HINT}.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ProgramError(f"{path} is not JSON; expected {HINT}.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise ProgramError(f"{path} cannot be read: {reason}.") from error


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False)
    where = ".".join(str(part) for part in found[0]["loc"]) or "the whole file"
    value = repr(found[0]["input"])
    shown = "" if isinstance(found[0]["input"], (dict, list)) else f", not {value[:60]}"
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return f"at {where} {found[0]['msg'].lower()}{shown}{more}"
