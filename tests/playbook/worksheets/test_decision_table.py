"""The playbook's worked examples, to the digit, and what the table must never do.

Numbers from the playbook's pages on selection, scale and measurement, normalised where they contradict each other
(medium is 250K, the smallest band that holds a service is its band).
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.worksheets.services.availability import allowed_downtime, duration_words, loss, protection
from playbook.worksheets.services.decide import Decision, decide, portfolio
from playbook.worksheets.services.own import OwnBand, own_bands, with_own_bands
from playbook.worksheets.services.service import Demand, Kind, Model, Service
from playbook.worksheets.services.table import DecisionTable, Exposure, OutOfHours
from ybiyri_tui import content

TABLE = content.decision_table().table()
TRAFFIC_LIGHT = content.decision_table().table("traffic-light")


def decision(amount: str, demand: Demand, *, table: DecisionTable = TABLE, **more: object) -> Decision:
    service = Service("checkout", Money.parse(f"{amount} USD"), demand, **more)  # type: ignore[arg-type]
    return decide(table, service)


def facts(found: Decision) -> tuple[object, ...]:
    return found.availability_target, found.deployment_target, found.model, found.out_of_hours


def test_example_ecommerce_platform_810k_low_stays_with_operations_at_99_9() -> None:
    found = decision("810K", Demand.LOW)
    assert facts(found) == (Decimal("99.9"), "monthly", Model.OPS_RUN_IT, None)
    assert found.overflows
    assert "Above the top band: 810K USD" in found.warnings[0]
    assert "stays with operations" in found.because


def test_example_appointments_6k_high_is_run_by_its_team_with_nobody_at_night() -> None:
    assert facts(decision("6K", Demand.HIGH)) == (Decimal("95.0"), "weekly", Model.YBIYRI, OutOfHours.NONE)


def test_example_bedroom_200k_very_high_shares_a_night_rota_at_99_0() -> None:
    found = decision("200K", Demand.VERY_HIGH)
    assert facts(found) == (Decimal("99.0"), "daily+", Model.YBIYRI, OutOfHours.DOMAIN)
    assert found.weekly_tolerance_seconds == 6048


@pytest.mark.parametrize(("amount", "band"), [("7K", "low"), ("7001", "medium"), ("250K", "medium"), ("800K", "high")])
def test_a_service_is_in_the_smallest_band_that_holds_it(amount: str, band: str) -> None:
    assert decision(amount, Demand.LOW).exposure_band == band


def test_99_99_is_build_and_run_at_any_demand_once_the_band_has_a_limit() -> None:
    bands = [*own_bands(TABLE, "USD")[:3], OwnBand(Exposure.VERY_HIGH, Money.parse("5M USD"))]
    found = decision("810K", Demand.LOW, table=with_own_bands(TABLE, bands))
    assert facts(found) == (Decimal("99.99"), "monthly", Model.YBIYRI, OutOfHours.TEAM)
    assert any("rarely needed" in warning for warning in found.warnings)


def test_the_traffic_light_gives_99_9_with_a_deployment_every_fortnight_to_the_team() -> None:
    amber = [decision(amount, Demand.MEDIUM, table=TRAFFIC_LIGHT).model for amount in ("500K", "200K")]
    assert amber == [Model.YBIYRI, Model.OPS_RUN_IT]
    assert decision("500K", Demand.MEDIUM).model is Model.OPS_RUN_IT
    assert decision("810K", Demand.LOW, table=TRAFFIC_LIGHT).model is Model.OPS_RUN_IT
    assert decision("6K", Demand.HIGH, table=TRAFFIC_LIGHT).model is Model.YBIYRI


def test_a_digital_service_that_nobody_wants_and_that_loses_nothing_is_perhaps_the_wrong_product() -> None:
    warned = [decision("6K", Demand.LOW, kind=kind).warnings for kind in (Kind.DIGITAL, None, Kind.FOUNDATIONAL)]
    assert "maybe the wrong product" in warned[0][0]
    assert warned[1][0].startswith("If this is a digital service")
    assert warned[2] == ()


def test_a_peak_event_raises_the_target_for_that_time() -> None:
    found = decision("200K", Demand.HIGH, peak="Black Friday", peak_exposure_per_hour=Money.parse("700K USD"))
    assert found.availability_target == Decimal("99.0")
    assert found.peak
    assert found.peak.availability_target == Decimal("99.9")
    assert "For Black Friday it moves up" in found.warnings[0]


ALLOWED = """
95.0   8 h 24 min      33 h 36 min          36 h            108 h              438 h
99.0   1 h 40 min 48 s  6 h 43 min 12 s     7 h 12 min      21 h 36 min        87 h 36 min
99.5   50 min 24 s      3 h 21 min 36 s     3 h 36 min      10 h 48 min        43 h 48 min
99.9   10 min 4.8 s     40 min 19.2 s       43 min 12 s     2 h 9 min 36 s     8 h 45 min 36 s
99.95  5 min 2.4 s      20 min 9.6 s        21 min 36 s     1 h 4 min 48 s     4 h 22 min 48 s
99.99  1 min 0.48 s     4 min 1.92 s        4 min 19.2 s    12 min 57.6 s      52 min 33.6 s
"""


@pytest.mark.parametrize("line", ALLOWED.strip().splitlines())
def test_allowed_downtime_of_each_target(line: str) -> None:
    target, rest = line.split(maxsplit=1)
    expected = [" ".join(part.split()) for part in rest.strip().split("  ") if part.strip()]
    found = [duration_words(allowed_downtime(Decimal(target), days)) for days in (7, 28, 30, 90, 365)]
    assert found == expected


def test_example_bedroom_30_minutes_of_incident_cost_100k_and_70_per_cent_were_avoided() -> None:
    exposure = Money.parse("200K USD")
    assert duration_words(allowed_downtime(Decimal("99.0"))) == "1 h 40 min 48 s"
    found = protection(Decimal("99.0"), exposure, Decimal(30 * 60))
    assert (found.tolerable.short, found.lost.short) == ("336K USD", "100K USD")
    assert found.avoided == 236_000
    assert found.share
    assert f"{found.share:.0%}" == "70%"
    assert loss(exposure, Decimal(1800)) == Money(Decimal("100000.00"), "USD")


def test_an_incident_longer_than_the_tolerance_avoids_less_than_nothing() -> None:
    share = protection(Decimal("99.0"), Money.parse("200K USD"), Decimal(7200)).share
    assert share is not None
    assert share < 0


def test_bands_of_another_currency_or_that_do_not_rise_are_refused() -> None:
    bands = own_bands(TABLE, "EUR")
    with pytest.raises(PlaybookError, match="USD an hour, and the bands are in EUR"):
        decision("6K", Demand.LOW, table=with_own_bands(TABLE, bands))
    with pytest.raises(PlaybookError, match="must be above"):
        with_own_bands(TABLE, [bands[0], OwnBand(Exposure.MEDIUM, Money.parse("7K EUR")), *bands[2:]])
    with pytest.raises(PlaybookError, match="one currency"):
        with_own_bands(TABLE, [bands[0], OwnBand(Exposure.MEDIUM, Money.parse("9K USD"))])


def test_many_team_schedules_are_a_sign_of_wrong_targets() -> None:
    found = [decision("700K", Demand.HIGH), decision("500K", Demand.HIGH), decision("6K", Demand.HIGH)]
    assert "2 of 3" in portfolio(TABLE, found).warnings[0]
    assert portfolio(TABLE, found).bands == {"low": 1, "medium": 0, "high": 2, "very_high": 0}


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(Demand))
def test_more_exposure_never_lowers_a_target_or_takes_a_service_from_its_team(
    one: int, other: int, demand: Demand
) -> None:
    low, high = (decision(str(amount), demand) for amount in sorted((one, other)))
    assert low.availability_target <= high.availability_target
    assert not (low.model is Model.YBIYRI and high.model is Model.OPS_RUN_IT)
