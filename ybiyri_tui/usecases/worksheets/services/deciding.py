"""Who should run which service, by the decision table with the organisation's own bands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from playbook.worksheets.services.decide import Decision, Portfolio, decided, portfolio
from playbook.worksheets.services.own import BANDS, CHOICE, Choice, OwnBand, own_bands, with_own_bands
from playbook.worksheets.services.service import SERVICES, Model, Service, in_a_year, of_today
from playbook.worksheets.services.table import DecisionTable, Exposure
from playbook.worksheets.sheets.amounts import NO_CURRENCY, money_words
from playbook.worksheets.sheets.amounts import currency_in as named_currency
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.sheets import (
    SheetView,
    add_row,
    change_record,
    currency_in,
    replace_records,
    rows_in,
    sheet_view,
    view_in,
)

BandChanges = Mapping[Exposure, Mapping[str, str]]
"""Texts for cells of bands, by band and column: `up_to`, `availability`, `out_of_hours`."""


@dataclass(frozen=True)
class DecisionView:
    """The decision table of a pilot, filled with its services.

    `has_own_bands` is False while the limits are still the example's. `undecided` are services with what keeps them
    from being decided. `rule_sets` are ids and titles.
    """

    table: DecisionTable
    portfolio: Portfolio
    services: SheetView[Service]
    undecided: tuple[tuple[str, str], ...]
    choice: Choice
    has_own_bands: bool
    currency: str
    today: date
    rule_sets: tuple[tuple[str, str], ...]

    @property
    def review_due(self) -> bool:
        """Whether the bands were not looked at for longer than a quarter."""
        seen = self.choice.reviewed_on
        return seen is None or (self.today - seen).days > self.table.review_after

    @property
    def chosen(self) -> Decision | None:
        """What the table says about the service that the pilot is about; the only one, if none was chosen."""
        decisions = self.portfolio.decisions
        if not self.choice.service:
            return decisions[0] if len(decisions) == 1 else None
        return next((found for found in decisions if found.name == self.choice.service), None)

    def decision(self, name: str) -> Decision | None:
        """What the table says about a service."""
        return next((found for found in self.portfolio.decisions if found.name == name), None)


def decision_view(context: Context, pilot_id: int, *, rules: str | None = None) -> DecisionView:
    """The table with all services of a pilot, in one consistent state of the file.

    `rules` are others than those chosen for the pilot. Raises PlaybookError for rules that there are not.
    """
    content = context.decision_table
    if rules is not None:
        content.rule_set(rules)

    def work(session: Session) -> DecisionView:
        services = view_in(session, pilot_id, SERVICES)
        choice = _choice(session, pilot_id)
        own = tuple(row.record for row in rows_in(session, pilot_id, BANDS))
        known = [found.id for found in content.rules]
        rules_id = rules or (choice.rules if choice.rules in known else known[0])
        table = with_own_bands(content.table(rules_id), own)
        decisions, undecided = decided(table, services.records)
        currency = services.currency or currency_in(session, pilot_id, BANDS, rows_in(session, pilot_id, BANDS))
        return DecisionView(
            table=table,
            portfolio=portfolio(table, decisions),
            services=services,
            undecided=undecided,
            choice=choice,
            has_own_bands=bool(own),
            currency=table.currency or currency or NO_CURRENCY,
            today=context.today,
            rule_sets=tuple((rules.id, rules.title) for rules in content.rules),
        )

    return context.workspace.read(work)


def set_bands(context: Context, pilot_id: int, changes: BandChanges) -> None:
    """Writes cells of bands, as the organisation's own from now on; a band without a limit is not in use.

    Raises PlaybookError for a text that is not what the column expects, limits in another currency, and limits or
    targets that do not rise with the bands.
    """
    if changes:
        view = decision_view(context, pilot_id)
        replace_records(context, pilot_id, BANDS, bands_with(view, changes))


def bands_with(view: DecisionView, changes: BandChanges) -> tuple[OwnBand, ...]:
    """The bands with other cells, checked as a whole; for `set_bands`, and to show what would come of it."""
    currency = view.currency
    if currency == NO_CURRENCY:  # the first limit that names one decides for all
        limits = (cells.get("up_to", "") for cells in changes.values())
        currency = next((named for text in limits if (named := named_currency(text))), currency)
    bands = list(own_bands(view.table, currency))
    for place, own in enumerate(bands):
        for field, text in (changes.get(own.band, {}) if own.band else {}).items():
            bands[place] = BANDS.with_cell(bands[place], field, text, currency)
    with_own_bands(view.table, bands)
    return tuple(bands)


def with_limit(view: DecisionView, band: Exposure, text: str) -> DecisionView:
    """What the table would look like with another limit; nothing is written. Raises PlaybookError as `set_bands`."""
    table = with_own_bands(view.table, bands_with(view, {band: {"up_to": text}}))
    decisions, undecided = decided(table, view.services.records)
    return replace(
        view,
        table=table,
        portfolio=portfolio(table, decisions),
        undecided=undecided,
        currency=table.currency or view.currency,
    )


def bands_text(view: DecisionView) -> str:
    """The bands as a YAML file that `decide_file` takes."""
    import yaml

    bands = [
        {
            "id": band.id.value,
            **({"up_to": _exact(band.up_to)} if band.up_to is not None else {}),
            "availability": str(band.availability),
            "out_of_hours": band.out_of_hours.value,
        }
        for band in view.table.exposure
    ]
    currency = {"currency": view.currency} if view.currency != NO_CURRENCY else {}
    return yaml.safe_dump({**currency, "exposure_bands": bands}, sort_keys=False)


def _exact(limit: Decimal) -> int | str:
    """A whole number as one, any other as text, so that no amount becomes a binary fraction."""
    return int(limit) if limit == limit.to_integral_value() else f"{limit:f}"


def choose(context: Context, pilot_id: int, change: Callable[[Choice], Choice]) -> None:
    """Changes what was chosen for the pilot: the service it is about, the rules, who agreed."""
    rows = sheet_view(context, pilot_id, CHOICE).rows
    if rows:
        change_record(context, pilot_id, CHOICE, rows[0], change)
    else:
        add_row(context, pilot_id, CHOICE, change(Choice()))


def choose_service(context: Context, pilot_id: int, name: str) -> None:
    """Says which service the pilot is about. Raises ProgramError for one that is not on the list."""
    names = [service.name for service in sheet_view(context, pilot_id, SERVICES).records if service.name]
    if name not in names:
        raise ProgramError(f"There is no service {name!r}; there is {', '.join(names) or 'none yet'}.")
    choose(context, pilot_id, lambda choice: replace(choice, service=name))


def choose_rules(context: Context, pilot_id: int, rules_id: str) -> None:
    """Says by which rules it is decided. Raises PlaybookError for rules that there are not."""
    context.decision_table.rule_set(rules_id)
    choose(context, pilot_id, lambda choice: replace(choice, rules=rules_id))


def mark_reviewed(context: Context, pilot_id: int) -> None:
    """Notes that the bands were looked at today; they become the organisation's own if they were the example's."""
    view = decision_view(context, pilot_id)
    if not view.has_own_bands:
        replace_records(context, pilot_id, BANDS, own_bands(view.table, view.currency))
    today = context.today
    choose(context, pilot_id, lambda choice: replace(choice, reviewed_on=today))


@dataclass(frozen=True)
class RightFit:
    """Whether the pilot's service suits the model, for the summary. `sentence` can stand alone.

    `fits` is None while no service was chosen among several. `all_stay` says that every decided service stays with
    operations; `decided` is how many were decided.
    """

    fits: bool | None
    sentence: str
    all_stay: bool
    decided: int


def right_fit(context: Context, pilot_id: int) -> RightFit | None:
    """What the decision table says about the pilot's service; None while it has no services to decide about."""
    view = decision_view(context, pilot_id)
    decisions = view.portfolio.decisions
    if not decisions:
        return None
    all_stay = all(found.model is Model.OPS_RUN_IT for found in decisions)
    chosen = view.chosen
    if chosen is None:
        run = view.portfolio.count(Model.YBIYRI)
        sentence = (
            f"Not chosen yet: {run} of {len(decisions)} services suit build and run, none is named as the pilot's."
        )
        return RightFit(None, sentence, all_stay, len(decisions))
    fits = chosen.model is Model.YBIYRI
    lost = next(found.exposure_per_hour for found in view.services.records if found.name == chosen.name)
    sentence = (
        f"{'Yes' if fits else 'No'}: {chosen.name} loses {money_words(lost) if lost else 'money'} an hour, is deployed "
        f"{chosen.deployment_target} → {chosen.availability_target:f} %, {chosen.summary}."
    )
    return RightFit(fits, sentence, all_stay, len(decisions))


def _choice(session: Session, pilot_id: int) -> Choice:
    return next((row.record for row in rows_in(session, pilot_id, CHOICE)), Choice())


@dataclass(frozen=True)
class BandsPicture:
    """How many services are in which band, today and in a year, and what is to be said about it."""

    today: dict[Exposure, int]
    in_a_year: dict[Exposure, int]
    remarks: tuple[str, ...]


def bands_picture(context: Context, pilot_id: int) -> BandsPicture:
    """The answer to "everything has to be always on"."""
    view = decision_view(context, pilot_id)
    services = view.services.records
    found = [
        portfolio(view.table, decided(view.table, some)[0]).bands for some in (of_today(services), in_a_year(services))
    ]
    remarks = [f"{len(view.undecided)} not counted yet: {view.undecided[0][1]}"] if view.undecided else []
    if not view.has_own_bands:
        remarks.append("The bands are an example's, a furniture retailer; put in your own.")
    return BandsPicture(found[0], found[1], tuple(remarks))


def filled(context: Context, pilot_id: int) -> str:
    """How many services are decided, in words; empty for none."""
    found = decision_view(context, pilot_id)
    count = len(found.portfolio.decisions)
    return f"{count} decided" if count else ""
