"""What the example pilot contains. Weeks count back from the day on which it is built; people are roles."""

from __future__ import annotations

from dataclasses import dataclass

NAME = "Example payments pilot"
TEAM = "Example team"
MISSION = "EXAMPLE: a failed payment is noticed and put right within minutes, by those who built it"
EXPOSURE = "200K EUR"
COACH = "coach (example)"
INVITED = 9
STARTED_WEEKS_AGO = 14
BEFORE_WEEKS_AGO = 12
AFTER_WEEKS_AGO = 1


@dataclass(frozen=True)
class Found:
    """One recorded answer; `due_in_days` counts from the day of building."""

    question: str
    state: str
    voice: str = "team"
    proofs: tuple[str, ...] = ()
    owner: str | None = None
    due_in_days: int | None = None
    weeks_ago: int = 2


# Two more answers and a must-have follow from the example's services.
FINDINGS = (
    Found("developers.mission-explained", "yes", proofs=("Example: mission one-pager, signed by the whole team",)),
    Found("developers.mission-explained", "yes", voice="leaders"),
    Found("developers.listened", "partly", owner="coach (example)", due_in_days=9),
    Found("developers.put-right", "no", owner="head of product (example)", due_in_days=16),
    Found("accountability.explained-shift", "partly", voice="team"),
    Found("accountability.explained-shift", "yes", voice="leaders"),
    Found("accountability.goals-linked", "no", owner="head of product (example)", due_in_days=-1),
    Found("incident-management.managers-in", "partly", owner="incident manager (example)", due_in_days=-3),
    Found("firefighters.manage-unplanned", "yes", proofs=("Example: board with a lane for unplanned work",)),
    Found("firefighters.share-visible", "partly", owner="developer (example)", due_in_days=5),
    Found("firefighters.paved-roads", "no"),
    Found("specialists.not-required", "yes", proofs=("Example: minutes of the talk with the database group",)),
    Found("specialists.embedding-rejected", "yes"),
    Found("specialists.tasks-automated", "yes", proofs=("https://example.org/self-service-database",), weeks_ago=9),
    Found("first-time.mission-shared", "yes", proofs=("Example: recording of the kick-off",), weeks_ago=9),
    Found("first-time.pilot-picked", "partly"),
)


@dataclass(frozen=True)
class Met:
    """A must-have that is met, or one that is open with an owner and a date."""

    must_have: str
    proof: str | None = None
    owner: str | None = None
    due_in_days: int | None = None


MUST_HAVES = (
    Met("willing-people", "Example: five of the team put themselves on the rota"),
    Met("opt-out", "Example: opt-out is written into the rota rules"),
    Met("access", "Example: everyone on the rota restored a test service"),
    Met("raci-accepted", "Example: grid signed by both heads"),
    Met("alerts-actionable", "Example: every alert of the last month led to an action"),
    Met("baseline-measured", "Example: nine weeks of measures"),
    Met("survey-read-back", "Example: read back in the retrospective"),
    Met("pay-agreed", owner="head of product (example)", due_in_days=9),
    Met("incident-managers-in", owner="incident manager (example)", due_in_days=-3),
)


@dataclass(frozen=True)
class Promised:
    """A concern from the survey or the room, and what came of it."""

    raised: str
    topic: str | None = None
    promise: str | None = None
    owner: str | None = None
    due_in_days: int | None = None
    kept: bool = False
    understood: bool = False
    fixed: bool = False


PROMISES = (
    Promised(
        "Example: the disk alert wakes people and needs nobody",
        topic="alerts",
        promise="the alert is removed",
        owner="developer (example)",
        due_in_days=-20,
        kept=True,
        understood=True,
        fixed=True,
    ),
    Promised(
        "Example: nobody can swap a night at short notice",
        topic="personal-life",
        promise="a swap needs one message and no approval",
        owner="coach (example)",
        due_in_days=-10,
        kept=True,
        understood=True,
    ),
    Promised(
        "Example: nights on call are not paid",
        topic="pay",
        promise="a written pay policy",
        owner="head of product (example)",
        due_in_days=-1,
        understood=True,
    ),
)


@dataclass(frozen=True)
class Noted:
    """Something written down in the room."""

    text: str
    kind: str = "note"
    may_leave: bool = False
    owner: str | None = None
    due_in_days: int | None = None


NOTES = (
    Noted("Example: the last outage took two hours because nobody knew whom to call"),
    Noted("Example: the team wants to see the goals beside the sales target", may_leave=True),
    Noted("Example: ask legal about standby abroad", kind="parked"),
    Noted(
        "Example: rehearse an outage with the incident managers",
        kind="step",
        may_leave=True,
        owner="coach (example)",
        due_in_days=14,
    ),
)

# Chance in per cent of the five points of agreement, by direction of the item and by round.
CONTENT = (2, 8, 20, 40, 30)
MIXED = (12, 22, 26, 26, 14)
WORRIED = (30, 36, 20, 10, 4)
MOODS = {
    "before": {"mission": MIXED, "heard": WORRIED, "pay": WORRIED, "alerts": WORRIED, "trust": MIXED},
    "after": {"mission": CONTENT, "heard": MIXED, "pay": WORRIED, "alerts": CONTENT, "trust": MIXED},
}

# Items finished and unplanned ones among them, by week, the oldest first.
WEEKS = ((9, 5), (8, 4), (10, 5), (7, 4), (9, 4), (11, 5), (4, 2), (0, 0), (10, 4), (9, 3), (12, 4), (10, 3))
# Causes of the unplanned ones, commoner ones more often.
CAUSES = ("Noisy alerts", "Failed deployments", "Noisy alerts", "Questions from operations", "Expired certificates")
