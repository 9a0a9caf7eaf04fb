"""Any other table, whose columns the user names."""

from __future__ import annotations

from playbook.tickets.keys import any_key
from playbook.tickets.tracker import Tracker
from playbook.tickets.values.amounts import Unit

TRACKER = Tracker(
    format="csv",
    name="a table",
    read_key=any_key,
    key_like="123",
    zone="the time zone of the file",
    label_separators=",;",
    spent_unit=Unit.HOUR,
)
