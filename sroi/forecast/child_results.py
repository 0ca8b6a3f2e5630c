"""What a forecast gives, frozen: by option, horizon and whose money counts. SEK in one price year, present values."""

from dataclasses import dataclass, field

from chain.forecast.model import Comparison
from chain.model import Level
from chain.problem import Problem
from sroi.forecast.worth import PerQaly


@dataclass(frozen=True)
class Payer:
    """One payer at one horizon, SEK. `offset` is what its costs fall by, `cashable` what of it can leave a budget."""

    level: Level
    cost: float
    offset: float
    offset_undiscounted: float
    cashable: float

    @property
    def net(self) -> float:
        """What the payer has left: offset less what it pays."""
        return self.offset - self.cost

    @property
    def net_cashable(self) -> float:
        """The same with the cashable part alone."""
        return self.cashable - self.cost


@dataclass(frozen=True)
class Balance:
    """One perspective at one horizon.

    `cost` is the intervention's, `offset` what other costs fall by, `incremental_cost` the first less the second.
    `qalys` are gained against the comparator. `benefit_cost` and `return_share` are None where the cost is not above
    nought or other costs rise. `net_benefit` is QALYs × threshold − incremental cost, `net_health` the same in QALYs.
    """

    perspective: str
    cost: float
    offset: float
    offset_undiscounted: float
    cashable: float
    qalys: float
    per_qaly: PerQaly
    benefit_cost: float | None
    benefit_cost_cashable: float | None
    net_benefit: float
    net_health: float

    @property
    def net(self) -> float:
        """Offset less cost."""
        return self.offset - self.cost

    @property
    def net_cashable(self) -> float:
        """Cashable offset less cost."""
        return self.cashable - self.cost

    @property
    def incremental_cost(self) -> float:
        """ΔC: cost less offset."""
        return self.cost - self.offset

    @property
    def return_share(self) -> float | None:
        """ROI: what comes back beyond the cost, as a share of it."""
        return None if self.benefit_cost is None else self.benefit_cost - 1


@dataclass(frozen=True)
class AtHorizon:
    """One option at one horizon: every payer that pays or saves, and every perspective."""

    years: int
    payers: tuple[Payer, ...]
    balances: tuple[Balance, ...]
    qalys: float
    qalys_undiscounted: float
    case_years: float

    def of(self, perspective: str) -> Balance:
        """One perspective; KeyError when there is none."""
        return {each.perspective: each for each in self.balances}[perspective]

    def payer(self, level: Level) -> Payer:
        """One payer; KeyError when it neither pays nor saves."""
        return {each.level: each for each in self.payers}[level]


@dataclass(frozen=True)
class Payback:
    """How many years until what a payer paid has come back; None where it never does, or where it pays nothing."""

    whose: str
    undiscounted_years: float | None
    discounted_years: float | None


@dataclass(frozen=True)
class YearFlow:
    """One year after time 0, undiscounted SEK: how much lower each payer's costs are, and the years with the problem
    averted."""

    year: int
    age: int
    case_years: float
    offsets: dict[Level, float]


@dataclass(frozen=True)
class BudgetYear:
    """One payer's calendar year with a new cohort each year: what it pays, what it saves, and both added up. SEK,
    undiscounted."""

    year: int
    level: Level
    cost: float
    offset: float
    cumulative: float

    @property
    def net(self) -> float:
        """Offset less cost, that year."""
        return self.offset - self.cost


@dataclass(frozen=True)
class Trace:
    """The share without the problem, with it, and dead, at time points 0, 1 … T."""

    without: tuple[float, ...]
    with_problem: tuple[float, ...]
    dead: tuple[float, ...]


@dataclass(frozen=True)
class OptionResult:
    """One option against the comparator. `trace` is of those whom the effect reaches. `left` is what is left of the
    effect by year (shifts: by time point); `cost_parts` SEK by cost item."""

    option_id: str
    persistence_id: str
    begin: float
    reached: float
    trace: Trace
    left: tuple[float, ...]
    cost_parts: dict[str, float]
    parents_sek: float
    flows: tuple[YearFlow, ...]
    horizons: tuple[AtHorizon, ...]
    paybacks: tuple[Payback, ...]

    def at(self, years: int) -> AtHorizon:
        """One horizon; KeyError when it was not asked for."""
        return {each.years: each for each in self.horizons}[years]

    def payback(self, whose: str) -> Payback:
        """One payer's payback, or that of `public` or `society`."""
        return {each.whose: each for each in self.paybacks}[whose]


@dataclass(frozen=True)
class Forecast:
    """The whole comparison calculated, and what must stand beside every figure of it.

    `problems` are the warnings and notes; errors stop the calculation before. `fingerprint` tells which comparison,
    `figures` which numbers were put in the stated ones' place, by place (none in the base case).
    """

    engine_version: str
    fingerprint: str
    comparison: Comparison
    natural: Trace
    options: tuple[OptionResult, ...]
    problems: tuple[Problem, ...]
    figures: dict[str, float] = field(default_factory=dict)

    def of(self, option_id: str) -> OptionResult:
        """One option; KeyError when there is none."""
        return {each.option_id: each for each in self.options}[option_id]

    @property
    def horizons(self) -> tuple[int, ...]:
        """Horizons in years, shortest first, each once."""
        return tuple(sorted(set(self.comparison.decision.horizons)))
