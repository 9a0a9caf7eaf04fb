"""Any other table, whose columns the user names."""

from __future__ import annotations

from playbook.tickets.trackers.tracker import Tracker
from playbook.tickets.values.amounts import Unit
from playbook.tickets.values.keys import any_key

TRACKER = Tracker(
    format="csv",
    name="a table",
    read_key=any_key,
    key_like="123",
    zone="the time zone of the file",
    label_separators=",;",
    spent_unit=Unit.HOUR,
)
