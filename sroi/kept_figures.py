"""A result as plain data that can be kept, and read back as the result it was, whatever the engine has become."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from chain.model import Chain
from chain.problem import Problem, Severity
from sroi.results import ActorResult, EffectResult, Payback, Result, Total, Waterfall
from sroi.settings import Settings
from sroi.span import RatioSpan, Span

PERSPECTIVES = ("public", "society")
Data = dict[str, object]


def figures_of(result: Result, span: Span) -> Data:
    """Every figure of a single calculation, and the span of its prices, as JSON data; floats as they are."""
    return {
        "years": list(result.years),
        **{name: as_data(result.total(name)) for name in PERSPECTIVES},
        "actors": [as_data(actor) for actor in result.actors],
        "effects": [as_data(effect) for effect in result.effects],
        "excluded": [_problem_as_data(found) for found in result.excluded],
        "problems": [_problem_as_data(found) for found in result.problems],
        "price_span": {
            **{name: span.of(name)._asdict() for name in PERSPECTIVES},
            "spread_prices": span.spread_prices,
            "prices": span.prices,
        },
    }


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
    """Stands behind a result that was kept: nothing is calculated, the effects are those that were kept."""

    chain: Chain
    effects: tuple[EffectResult, ...]

    def effect_results(self) -> tuple[EffectResult, ...]:
        """The effects as they were kept."""
        return self.effects


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
        run=KeptRun(chain, tuple(_read(EffectResult, each) for each in figures["effects"])),
    )


def span_of(figures: Data) -> Span:
    """The span of prices that `figures_of` was given."""
    kept = figures["price_span"]
    public, society = (RatioSpan(**kept[name]) for name in PERSPECTIVES)
    return Span(public, society, kept["spread_prices"], kept["prices"])


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
