"""What an answer becomes when something is found."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.findings import recheck, record, remove_proof
from playbook.records import Answer, Grade, State, Voice

TODAY = date(2026, 12, 3)
EMPTY = Answer("developers.put-right")
ORDER = [Grade.NO, Grade.PARTLY, Grade.WORD_ONLY, Grade.PROOF_SEEN]
asked = st.sampled_from([State.NO, State.PARTLY, State.YES])
proofs = st.lists(st.text(min_size=1, max_size=20).filter(str.strip), max_size=3)


def test_a_yes_is_graded_by_whether_proof_was_seen() -> None:
    assert record(EMPTY, State.YES, today=TODAY).grade is Grade.WORD_ONLY
    assert record(EMPTY, State.YES, proofs=["minutes"], today=TODAY).grade is Grade.PROOF_SEEN


def test_proof_given_later_turns_word_only_into_proof_seen() -> None:
    answer = record(EMPTY, State.YES, today=TODAY)
    assert record(answer, State.YES, proofs=["https://example.org"], today=TODAY).grade is Grade.PROOF_SEEN


def test_a_corrected_slip_keeps_its_proof() -> None:
    answer = record(EMPTY, State.YES, proofs=["minutes"], today=TODAY)
    slipped = record(answer, State.NO, today=TODAY)
    assert slipped.grade is Grade.NO
    assert record(slipped, State.YES, today=TODAY).grade is Grade.PROOF_SEEN


def test_the_same_proof_twice_is_kept_once_with_its_newest_date() -> None:
    answer = record(EMPTY, State.YES, proofs=["minutes"], today=date(2026, 1, 1))
    again = record(answer, State.YES, proofs=["minutes"], today=TODAY)
    found = again.finding(Voice.TEAM)
    assert found
    assert [(proof.text, proof.checked_on) for proof in found.proofs] == [("minutes", TODAY)]


def test_losing_the_last_proof_leaves_word_only() -> None:
    answer = record(EMPTY, State.YES, proofs=["minutes"], today=TODAY)
    assert remove_proof(answer, Voice.TEAM, "minutes").grade is Grade.WORD_ONLY
    with pytest.raises(PlaybookError, match="no such proof"):
        remove_proof(answer, Voice.LEADERS, "minutes")


def test_not_applicable_needs_a_reason_and_is_withdrawn_by_any_answer() -> None:
    with pytest.raises(PlaybookError, match="needs a reason"):
        record(EMPTY, State.NOT_APPLICABLE, today=TODAY)
    with pytest.raises(PlaybookError, match="needs a reason"):
        record(EMPTY, State.NOT_APPLICABLE, reason="   ", today=TODAY)
    answer = record(EMPTY, State.NOT_APPLICABLE, reason="no service yet", today=TODAY)
    assert answer.state is State.NOT_APPLICABLE
    assert record(answer, State.PARTLY, today=TODAY).state is State.PARTLY


@pytest.mark.parametrize("state", [State.NO, State.PARTLY, State.YES, State.NOT_ASKED])
def test_a_reason_without_not_applicable_is_refused(state: State) -> None:
    with pytest.raises(PlaybookError, match="only for not_applicable"):
        record(EMPTY, state, reason="because", today=TODAY)


def test_proof_for_a_question_that_was_not_asked_is_refused() -> None:
    with pytest.raises(PlaybookError, match="cannot have proof"):
        record(EMPTY, State.NOT_ASKED, proofs=["minutes"], today=TODAY)


def test_not_asked_takes_back_one_voice_only() -> None:
    answer = record(record(EMPTY, State.YES, today=TODAY), State.NO, voice=Voice.LEADERS, today=TODAY)
    back = record(answer, State.NOT_ASKED, voice=Voice.LEADERS, today=TODAY)
    assert [found.voice for found in back.findings] == [Voice.TEAM]
    assert record(back, State.NOT_ASKED, today=TODAY).grade is Grade.NOT_ASKED


def test_checking_again_renews_every_answer_and_proof_and_changes_nothing_else() -> None:
    before = record(EMPTY, State.YES, proofs=["minutes", "photo"], today=date(2026, 1, 1))
    before = record(before, State.YES, voice=Voice.LEADERS, today=date(2026, 2, 1)).with_owner("Example owner")
    after = recheck(before, TODAY)
    assert [found.checked_on for found in after.findings] == [TODAY, TODAY]
    assert [proof.checked_on for found in after.findings for proof in found.proofs] == [TODAY, TODAY]
    assert (after.grade, after.owner) == (before.grade, before.owner)
    team = recheck(before, TODAY, Voice.TEAM)
    assert [found.checked_on for found in team.findings] == [TODAY, date(2026, 2, 1)]
    assert team.checked_on == date(2026, 2, 1)


def test_only_a_yes_is_checked_again() -> None:
    with pytest.raises(PlaybookError, match=r"Only a yes is checked again; .* is partly"):
        recheck(record(EMPTY, State.PARTLY, today=TODAY), TODAY)
    with pytest.raises(PlaybookError, match="The leaders have not answered"):
        recheck(record(EMPTY, State.YES, today=TODAY), TODAY, Voice.LEADERS)


def test_another_owner_has_not_accepted_yet() -> None:
    asked = EMPTY.with_owner("Head of Product").with_accepted(False)
    assert asked.with_owner(" Head of Product ").accepted is False
    assert asked.with_owner("Sponsor").accepted is None
    with pytest.raises(PlaybookError, match="name an owner first"):
        EMPTY.with_accepted(True)


@given(st.dictionaries(st.sampled_from(Voice), st.tuples(asked, proofs), min_size=1))
def test_the_lowest_voice_that_was_asked_counts(said: dict[Voice, tuple[State, list[str]]]) -> None:
    answer = EMPTY
    for voice, (state, shown) in said.items():
        answer = record(answer, state, voice=voice, proofs=shown, today=TODAY)
    grades = [found.grade for found in answer.findings]
    assert answer.grade is min(grades, key=ORDER.index)
    assert answer.voices_differ == (len(set(grades)) > 1)
    assert [found.voice for found in answer.findings] == [voice for voice in Voice if voice in said]


@given(st.lists(st.tuples(st.sampled_from(State), st.sampled_from(Voice), proofs), max_size=12))
def test_any_sequence_of_changes_gives_a_sound_answer_or_a_sentence(
    steps: list[tuple[State, Voice, list[str]]],
) -> None:
    answer = EMPTY
    for state, voice, shown in steps:
        reason = "not ours" if state is State.NOT_APPLICABLE else None
        refused = bool(shown) and state in (State.NOT_ASKED, State.NOT_APPLICABLE)
        with pytest.raises(PlaybookError, match=r"\.$") if refused else nullcontext():
            answer = record(answer, state, voice=voice, proofs=shown, reason=reason, today=TODAY)
        if refused:
            continue
        found = answer.finding(voice)
        if state is State.NOT_ASKED:
            assert found is None
        elif state is State.NOT_APPLICABLE:
            assert answer.grade is Grade.NOT_APPLICABLE
        else:
            assert found
            assert found.state is state
            assert {text.strip() for text in shown} <= {proof.text for proof in found.proofs}
    assert len({found.voice for found in answer.findings}) == len(answer.findings)


def test_a_role_stays_with_operations_until_another_one_speaks() -> None:
    first = record(EMPTY, State.NO, voice=Voice.OPERATIONS, role=" incident  managers ", today=TODAY)
    again = record(first, State.PARTLY, voice=Voice.OPERATIONS, today=TODAY)
    other = record(again, State.YES, voice=Voice.OPERATIONS, role="specialists", today=TODAY)
    nobody = record(other, State.YES, voice=Voice.OPERATIONS, role="", today=TODAY)
    assert [answer.findings[0].role for answer in (first, again, other, nobody)] == [
        "incident managers",
        "incident managers",
        "specialists",
        None,
    ]
    assert recheck(other, TODAY).findings[0].role == "specialists"


@pytest.mark.parametrize("voice", [Voice.TEAM, Voice.LEADERS])
def test_team_and_leaders_have_no_role(voice: Voice) -> None:
    with pytest.raises(PlaybookError, match="only for operations"):
        record(EMPTY, State.NO, voice=voice, role="specialists", today=TODAY)
