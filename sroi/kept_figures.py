"""A result as plain data that can be kept, and read back as the result it was, whatever the engine has become."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from chain.model import Chain
from chain.problem import Problem, Severity
from sroi.breakdown import optional_effects
from sroi.perspective import LEVELS, ONE_ACTOR, OTHERS
from sroi.results import ActorResult, EffectResult, Payback, Result, Total, Waterfall
from sroi.settings import Settings
from sroi.span import RatioSpan, Span

PERSPECTIVES = ("public", "society")
Data = dict[str, object]


def figures_of(result: Result, span: Span) -> Data:
    """Every figure of a single calculation, and the span of its prices, as JSON data; floats as they are.

    Besides the public sector and society, `budgets` holds the totals of each level, of all others, and of each actor.
    """
    budgets = (*LEVELS, OTHERS, *(f"{ONE_ACTOR}{actor.actor_id}" for actor in result.actors))
    return {
        "years": list(result.years),
        **{name: as_data(result.total(name)) for name in PERSPECTIVES},
        "budgets": {name: as_data(result.total(name)) for name in budgets},
        "cashable_payback_years": {name: _years(result.cashable_payback(name)) for name in (*PERSPECTIVES, *budgets)},
        "actors": [as_data(actor) for actor in result.actors],
        "effects": [as_data(effect) for effect in result.effects],
        "optional": [as_data(effect) for effect in optional_effects(result)],
        "excluded": [_problem_as_data(found) for found in result.excluded],
        "problems": [_problem_as_data(found) for found in result.problems],
        "price_span": {name: span.of(name)._asdict() for name in (*PERSPECTIVES, *budgets)},
        "prices": {name: getattr(span, name) for name in PRICE_COUNTS},
    }


PRICE_COUNTS = ("prices", "spread_prices", "one_sided")


def _years(payback: Payback | None) -> float | None:
    return None if payback is None else payback.years


def as_data(figures: Total | ActorResult | EffectResult | Waterfall) -> Data:
    """A result's fields as they are: payback in years, the waterfall as its steps, series as lists."""
    data = dict(vars(figures))
    if "waterfall" in data:
        data["waterfall"] = dict(vars(data["waterfall"]))
    if "payback" in data:
        payback = data.pop("payback")
        data["payback_years"] = None if payback is None else payback.years
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}


def _problem_as_data(found: Problem) -> Data:
    return {"code": found.code, "place": found.place, "severity": str(found.severity), "values": found.words()}


# --- back ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class KeptRun:
    """Stands behind a result that was kept: nothing is calculated, everything is as it was kept."""

    chain: Chain
    figures: Data
    effects: tuple[EffectResult, ...]
    optional: tuple[EffectResult, ...]

    def total(self, perspective: str) -> Total:
        """The kept figures of a level or an actor."""
        return _read(Total, self.figures["budgets"][perspective])

    def cashable_payback(self, perspective: str) -> Payback | None:
        """The kept payback on money that can leave a budget."""
        years = self.figures["cashable_payback_years"][perspective]
        return None if years is None else Payback(years)

    def effect_results(self) -> tuple[EffectResult, ...]:
        """The effects as they were kept."""
        return self.effects


@dataclass(frozen=True)
class KeptSpan:
    """The span of the ratio over the prices' ends, as it was kept; read like `sroi.span.Span`."""

    spans: Mapping[str, RatioSpan]
    prices: int
    spread_prices: int
    one_sided: int

    def of(self, perspective: str) -> RatioSpan:
        """The span of a perspective."""
        return self.spans[perspective]


def result_of(figures: Data, chain: Chain, settings: Settings, engine_version: str) -> Result:
    """The result that `figures_of` was given. Raises KeyError or TypeError for data of another shape."""
    return Result(
        engine_version=engine_version,
        settings=settings,
        years=tuple(figures["years"]),
        public=_read(Total, figures["public"]),
        society=_read(Total, figures["society"]),
        actors=tuple(_read(ActorResult, each) for each in figures["actors"]),
        excluded=tuple(_problem(each) for each in figures["excluded"]),
        problems=tuple(_problem(each) for each in figures["problems"]),
        run=KeptRun(chain, figures, tuple(_effects(figures["effects"])), tuple(_effects(figures["optional"]))),
    )


def _effects(kept: list[Data]) -> Iterator[EffectResult]:
    return (_read(EffectResult, each) for each in kept)


def span_of(figures: Data) -> KeptSpan:
    """The span of prices that `figures_of` was given."""
    spans = {name: RatioSpan(**kept) for name, kept in figures["price_span"].items()}
    return KeptSpan(spans, **figures["prices"])


def _read(model: type, data: Mapping[str, object]):
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    if "waterfall" in given:
        given["waterfall"] = Waterfall(**given["waterfall"])
    if "payback_years" in given:
        years = given.pop("payback_years")
        given["payback"] = None if years is None else Payback(years)
    return model(**{each.name: given[each.name] for each in fields(model)})


def _problem(data: Mapping[str, object]) -> Problem:
    return Problem(data["code"], data["place"], Severity(data["severity"]), tuple(data["values"].items()))
