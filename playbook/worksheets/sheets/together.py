"""What must hold between the sheets of one worksheet, beside what each sheet checks by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playbook.worksheets.sheets.sheet import Flaw


@dataclass(frozen=True)
class Reference:
    """A field of one sheet that names a row of another by its `target_field`; empty names nothing."""

    sheet: str
    field: str
    target: str
    target_field: str
    one: str

    def flaws(self, records: Sequence[Any], targets: Sequence[Any]) -> Iterable[Flaw]:
        """One for each record that names a row which is not there."""
        known = {getattr(target, self.target_field) for target in targets} - {None, ""}
        offered = ", ".join(sorted(map(str, known))) or "none"
        for index, record in enumerate(records):
            named = getattr(record, self.field)
            if named not in (None, "") and named not in known:
                yield Flaw(index, self.field, f"there is no {self.one} {named!r}; there is {offered}.")


REFERENCES = (
    *(
        Reference(sheet, "day", "chaos-days", "day", "chaos day")
        for sheet in ("chaos-people", "chaos-experiments", "chaos-log", "chaos-improvements")
    ),
    Reference("plan-exit", "measure", "plan-measures", "id", "baseline measure"),
)


def flaws_of(sheet_id: str, records: Mapping[str, Sequence[Any]]) -> Iterable[Flaw]:
    """Everything that the rows of one sheet name and another does not have."""
    for reference in REFERENCES:
        if reference.sheet == sheet_id:
            yield from reference.flaws(records.get(sheet_id, ()), records.get(reference.target, ()))
