"""The promise on one page, for the kiosk; the whole of it, and what can still be learned, is one key away."""

from __future__ import annotations

from surveys.rounds.records import Round
from surveys.sealing.holders import Holder
from ybiyri_tui.usecases.survey.answering.ways import Way
from ybiyri_tui.wording.states import counted

WATCHED = "Can this machine watch you type? Whoever controls it could."
SERVED = (
    "Can anybody watch you type? Whoever controls your machine could, or the host's: what you type goes there to be "
    "sealed."
)


def first_page(found: Round, *, way: Way = Way.HERE) -> list[str]:
    """What is stored, who can open it, what comes out, whether it is the agreed survey: short paragraphs."""
    stored = (
        "Stored: your answers, sealed. No name, no time, no code.\nWhen the survey closes they are shuffled topic by "
        f"topic. Results are shown only where at least {found.threshold} people answered, and to the team first.\n"
        f"{_opened_by(found)}\n{_codes(found)}"
    )
    agreed = f"Is it the survey we agreed? Compare with your slip:\n  {found.fingerprint}"
    free = "You may leave out any question. Sent answers cannot be taken back."
    if way is Way.SERVED:
        return [stored, SERVED, agreed, free]
    if way is Way.BY_FILE:
        return [_by_file(found), agreed, stored, f"{WATCHED} {free}"]
    return [stored, f"{WATCHED} Use your own terminal (`ybiyri answer`) if you are unsure.", agreed, free]


def _by_file(found: Round) -> str:
    """With the fingerprint behind it, because invitations come a way on which they could be changed."""
    delegate = found.series.holders[Holder.DELEGATE]
    return (
        f"Your answers and your code leave in a sealed file for {delegate}, who mixes all files and sees who sent "
        "which, but opens neither. The coach does not see who sent which."
    )


def _opened_by(found: Round) -> str:
    series = found.series
    if series.coach_only:
        who = (
            f"The coach ({series.holders[Holder.COACH]}) opens it alone, and could read single answers, in order of "
            "arrival."
        )
    else:
        coach, *others = (series.holders[holder] for holder in Holder)
        who = f"Opening needs two of: {coach} (coach), {', '.join(others)}."
    return f"{who} A script supplied the passphrases." if series.scripted else who


def _codes(found: Round) -> str:
    people = counted(found.invited, "person", "people")
    numbers = f"{counted(found.codes, 'code')} for {people}, {found.replaced} replaced."
    if found.hosted:
        return f"{numbers} {found.series.holders[Holder.DELEGATE]} gave them out and may know yours."
    return f"{numbers} The coach printed them and may know yours."
