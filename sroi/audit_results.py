"""What an audit of a printed report says: codes, places and numbers; the words are made in reports."""

from dataclasses import dataclass, fields, is_dataclass
from math import isfinite
from typing import Literal, NamedTuple

from sroi.printed_figure import Figure
from sroi.settings import Settings

DIMENSIONS = (
    "headline", "row_values", "filters", "drop_off", "drop_off_from", "horizon_years", "discounting", "discount_rate",
    "investment_discounted", "costs_after_horizon",
)  # fmt: skip
"""The choices that are tried, in the order in which a ladder of steps takes them."""


@dataclass(frozen=True)
class ConventionSet:
    """One way to get from rows to totals: the engine's own settings, and two choices of printing.

    `row_values`: the rows' impact unrounded (`exact`), rounded (`cents`, `whole`, `thousands`), or `as_printed`
    where the print does not follow and exact elsewhere.
    `headline`: whether the figure called the ratio is the ratio (`gross`) or the net ratio (`net`).
    """

    headline: Literal["gross", "net"]
    row_values: Literal["exact", "cents", "whole", "thousands", "as_printed"]
    filters: Literal["multiplicative", "additive"]
    drop_off: Literal["geometric", "straight_line"]
    drop_off_from: Literal["second_year", "first_year"]
    horizon_years: int
    discounting: Literal["end_year", "mid_year", "first_year_undiscounted"]
    discount_rate: float
    investment_discounted: bool
    costs_after_horizon: Literal["kept", "cut"]

    def settings(self) -> Settings:
        """The same as the engine's settings; prices as printed, everyone's money."""
        chosen = {name: getattr(self, name) for name in DIMENSIONS[2:]}
        return Settings(name="replay", price_year=None, **chosen)


class Finding(NamedTuple):
    """One thing to tell: a code, the place in the document (`rows/ID/impact`), and the numbers behind it."""

    code: str
    place: str
    values: tuple[tuple[str, object], ...] = ()

    def words(self) -> dict[str, object]:
        """The values by name."""
        return dict(self.values)


def finding(code: str, place: str, **values: object) -> Finding:
    """A finding with its values in keyword form."""
    return Finding(code, place, tuple(values.items()))


class Compared(NamedTuple):
    """A printed figure beside what was computed; `fits` as far as the print can tell."""

    place: str
    printed: Figure
    computed: float
    fits: bool


class Check(NamedTuple):
    """A printed figure beside what other printed figures say it lies between. `code` names the relation."""

    code: str
    place: str
    printed: Figure
    low: float
    high: float
    fits: bool


@dataclass(frozen=True)
class Fit:
    """One outcome of the search: its conventions, what they give for every printed total, and how much of it agrees.

    `alike` counts all sets with these very figures; `indifferent` names the choices of which, taken one at a time,
    any option gives them. `rows_matched` counts figures printed on rows by year or as present value.
    """

    convention: ConventionSet
    figures: tuple[Compared, ...]
    matched: int
    rows_matched: int
    alike: int
    indifferent: tuple[str, ...]

    @property
    def fits(self) -> bool:
        """Whether every printed total is reproduced."""
        return self.matched == len(self.figures)


class TotalAudit(NamedTuple):
    """One printed total: what the report's own conventions give, how many of the tried outcomes fit it, and one."""

    own: Compared
    outcomes_that_fit: int
    fitted_by: ConventionSet | None


class Explanation(NamedTuple):
    """A slip that would make the printed figure right: never more than a possibility.

    `field` is the number it concerns, `used` what would have been used instead, `other_id` whose number that is.
    """

    code: str
    field: str = ""
    used: float | None = None
    other_id: str = ""


class RowFinding(NamedTuple):
    """A figure of a row that does not follow from the row's own inputs.

    `right` is what follows under the report's rule, `difference` printed − right. `explanations` are the likeliest of
    `explanation_count` slips that fit. `carried` are the row's other figures that follow from this one as printed.
    `within_input_rounding`: the inputs, if rounded in print, allow it.
    """

    row_id: str
    figure: str
    printed: Figure
    right: float
    difference: float
    within_input_rounding: bool
    explanations: tuple[Explanation, ...]
    explanation_count: int
    carried: tuple[str, ...]


class Step(NamedTuple):
    """One convention moved: from what to what, and where value, investment and ratio then stand."""

    dimension: str
    before: object
    after: object
    value: float
    investment: float | None
    ratio: float | None


class Ladder(NamedTuple):
    """From the report's headline to the same rows under one consistent rule, one convention at a time.

    `start` is the printed ratio, `replayed` what the report's own conventions give before any step, `end` the ratio
    under the rule.
    """

    rule: str
    start: float | None
    replayed: float | None
    steps: tuple[Step, ...]
    end: float | None


@dataclass(frozen=True)
class Audit:
    """Everything that was found, and everything that cannot be judged.

    `level`: `rows` when totals could be computed from rows, `printed` when only printed figures could be held against
    each other, `chain` for a chain's own arithmetic. `names` tell what rows, inputs, subtotals and other ratios are
    called in print, by place. `fits` are the best outcomes, best first; `outcomes` how many
    different ones the `tried` sets gave, `fitting` how many of those reproduce every printed total. `findings` are
    what is wrong with totals and ratios, `remarks` what is right but good to know.
    """

    engine_version: str
    title: str
    url: str
    currency: str
    level: Literal["rows", "printed", "chain"]
    names: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    outcomes: int = 0
    fitting: int = 0
    fits: tuple[Fit, ...] = ()
    totals: tuple[TotalAudit, ...] = ()
    checks: tuple[Check, ...] = ()
    rows_checked: int = 0
    rows: tuple[RowFinding, ...] = ()
    findings: tuple[Finding, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    remarks: tuple[Finding, ...] = ()
    missing: tuple[Finding, ...] = ()
    not_judged: tuple[Finding, ...] = ()

    @property
    def wrong_rows(self) -> tuple[RowFinding, ...]:
        """The row figures that not even rounded inputs allow."""
        return tuple(row for row in self.rows if not row.within_input_rounding)

    @property
    def clean(self) -> bool:
        """Whether nothing was found wrong (things may be missing, or beyond judging, all the same)."""
        totals_fit = all(total.own.fits for total in self.totals) and all(check.fits for check in self.checks)
        return not self.wrong_rows and totals_fit and not self.findings


def as_data(found: object) -> object:
    """Any part of an audit as plain JSON data: figures as printed, value and half a step; no number as None."""
    if isinstance(found, Finding):
        return {"code": found.code, "place": found.place, "values": as_data(found.words())}
    if is_dataclass(found):
        return {each.name: as_data(getattr(found, each.name)) for each in fields(found)}
    if isinstance(found, tuple) and hasattr(found, "_asdict"):
        return {name: as_data(value) for name, value in found._asdict().items()}
    if isinstance(found, dict):
        return {str(name): as_data(value) for name, value in found.items()}
    if isinstance(found, float):
        return float(found) if isfinite(found) else None
    return [as_data(each) for each in found] if isinstance(found, list | tuple) else found
