from __future__ import annotations

from itertools import combinations

import pytest

from surveys.errors import SurveyError
from surveys.sealing.holders import (
    ALL,
    COACH_ONLY,
    WRONG,
    Holder,
    Keys,
    check_mark,
    checked,
    lock,
    mark,
    stretch,
    unlock,
)
from surveys.sealing.sealer import Sealer

TYPED = {Holder.COACH: "seven ladders", Holder.DELEGATE: "eight kettles", Holder.STAND_IN: "nine marbles"}
SECRET = bytes(range(32))


def keys_of(sealer: Sealer, typed: dict[Holder, str]) -> Keys:
    return stretch(typed, {holder: bytes([at] * 16) for at, holder in enumerate(ALL)}, sealer.cost)


@pytest.mark.parametrize("present", [*combinations(ALL, 2), ALL])
def test_any_two_of_three_open_the_box(sealer: Sealer, present: tuple[Holder, ...]) -> None:
    locked = lock(SECRET, keys_of(sealer, TYPED), "rounds", sealer)
    assert unlock(locked, keys_of(sealer, {holder: TYPED[holder] for holder in present}), "rounds") == SECRET


@pytest.mark.parametrize("present", [(), (Holder.COACH,), (Holder.DELEGATE,), (Holder.STAND_IN,)])
def test_fewer_than_two_open_nothing(sealer: Sealer, present: tuple[Holder, ...]) -> None:
    locked = lock(SECRET, keys_of(sealer, TYPED), "rounds", sealer)
    with pytest.raises(SurveyError, match="2 of the three passphrases are needed"):
        unlock(locked, keys_of(sealer, {holder: TYPED[holder] for holder in present}), "rounds")


@pytest.mark.parametrize("wrong", ALL)
@pytest.mark.parametrize("present", [*combinations(ALL, 2), ALL])
def test_one_wrong_passphrase_opens_nothing_whoever_typed_it(
    sealer: Sealer, present: tuple[Holder, ...], wrong: Holder
) -> None:
    locked = lock(SECRET, keys_of(sealer, TYPED), "rounds", sealer)
    typed = {holder: TYPED[holder] for holder in present} | {wrong: "guess"}
    with pytest.raises(SurveyError) as refused:
        unlock(locked, keys_of(sealer, typed), "rounds")
    assert str(refused.value) in (WRONG, "2 of the three passphrases are needed to open the box.")
    assert "guess" not in str(refused.value)


def test_each_two_holders_have_a_box_of_their_own_and_nobody_has_one_alone(sealer: Sealer) -> None:
    locked = lock(SECRET, keys_of(sealer, TYPED), "rounds", sealer)
    assert set(locked.boxes) == {"coach+delegate", "coach+stand-in", "delegate+stand-in"}
    assert len(set(locked.boxes.values())) == 3
    assert all(SECRET not in box for box in locked.boxes.values())


def test_a_box_of_one_purpose_does_not_open_for_another(sealer: Sealer) -> None:
    keys = keys_of(sealer, TYPED)
    locked = lock(SECRET, keys, "rounds", sealer)
    with pytest.raises(SurveyError, match="wrong"):
        unlock(locked, keys, "series")


def test_a_changed_box_does_not_open(sealer: Sealer) -> None:
    keys = keys_of(sealer, TYPED)
    locked = lock(SECRET, keys, "rounds", sealer)
    boxes = dict(locked.boxes)
    boxes["coach+delegate"] = boxes["coach+delegate"][:-1]
    with pytest.raises(SurveyError, match="wrong"):
        unlock(type(locked)(boxes), keys, "rounds")


def test_the_coach_alone_opens_a_box_that_was_made_so(sealer: Sealer) -> None:
    keys = keys_of(sealer, {Holder.COACH: "seven ladders"})
    locked = lock(SECRET, keys, "rounds", sealer)
    assert set(locked.boxes) == {"coach"}
    assert unlock(locked, keys, "rounds") == SECRET
    with pytest.raises(SurveyError, match="wrong"):
        unlock(locked, keys_of(sealer, {Holder.COACH: "else"}), "rounds")
    with pytest.raises(SurveyError, match="passphrase of the coach is needed"):
        unlock(locked, {}, "rounds")


def test_who_is_not_present_types_nothing(sealer: Sealer) -> None:
    assert set(keys_of(sealer, TYPED | {Holder.STAND_IN: ""})) == {Holder.COACH, Holder.DELEGATE}


def test_the_same_passphrase_in_another_form_of_unicode_is_the_same(sealer: Sealer) -> None:
    assert keys_of(sealer, {Holder.COACH: "caf\u00e9"}) == keys_of(sealer, {Holder.COACH: "cafe\u0301"})


def test_all_three_have_to_be_there_when_the_box_is_made() -> None:
    assert checked(TYPED) == TYPED
    with pytest.raises(SurveyError, match="passphrase of the stand-in is missing"):
        checked(TYPED | {Holder.STAND_IN: ""})
    assert checked({Holder.COACH: "x"}, COACH_ONLY) == {Holder.COACH: "x"}


def test_two_holders_may_not_share_a_passphrase() -> None:
    with pytest.raises(SurveyError, match="The coach and the delegate have the same passphrase") as refused:
        checked(TYPED | {Holder.DELEGATE: TYPED[Holder.COACH]})
    assert TYPED[Holder.COACH] not in str(refused.value)


def test_a_passphrase_that_is_retyped_differently_is_refused() -> None:
    assert checked(TYPED, retyped=dict(TYPED)) == TYPED
    with pytest.raises(SurveyError, match="The delegate typed two different passphrases"):
        checked(TYPED, retyped=TYPED | {Holder.DELEGATE: "eight kettle"})
    with pytest.raises(SurveyError, match="The coach typed two different"):
        checked(TYPED, retyped={})


def test_a_mark_proves_one_holder_and_opens_nothing(sealer: Sealer) -> None:
    keys = keys_of(sealer, TYPED)
    kept = mark(keys[Holder.DELEGATE])
    check_mark(kept, keys[Holder.DELEGATE], Holder.DELEGATE)
    assert kept != keys[Holder.DELEGATE]
    for key in (keys[Holder.COACH], None):
        with pytest.raises(SurveyError, match="not the passphrase of the delegate"):
            check_mark(kept, key, Holder.DELEGATE)
    with pytest.raises(SurveyError):
        unlock(lock(SECRET, keys, "rounds", sealer), {Holder.DELEGATE: kept, Holder.COACH: kept}, "rounds")
