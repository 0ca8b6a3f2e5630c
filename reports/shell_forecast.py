"""What the command line tells about cohort models: the point estimate, the draws, the frontier."""

from collections.abc import Iterable, Sequence

from chain.cohort_model import CohortModel
from chain.option_list import OptionList
from reports.texts import text
from reports.texts.numbers import NBSP, format_number, format_share, format_years
from sroi.forecast.decision import Comparison, Placed, Quadrant, chosen_at
from sroi.forecast.results import Forecast, Origin, Outcome
from sroi.settings import ENGINE_VERSION


class Words:
    """Amounts of a model in a reader's words."""

    def __init__(self, language: str, currency: str, effect_unit: str):
        self.language, self.currency, self.unit = language, currency, effect_unit

    def money(self, amount: float, decimals: int = 0) -> str:
        """An amount in the model's currency."""
        return f"{format_number(self.language, amount, decimals)}{NBSP}{self.currency}"

    def effect(self, amount: float) -> str:
        """An amount of effect."""
        return f"{format_number(self.language, amount, 3)}{NBSP}{self.unit}"

    def signed(self, written: str) -> str:
        """A difference, with its plus where it is not below nought."""
        return written if written.startswith("\u2212") else f"+{written}"

    def say(self, key: str, **values: object) -> str:
        """A sentence in the language."""
        return text(self.language, key, **values)


def title(model: CohortModel | OptionList, language: str) -> str:
    """The name and identifier."""
    return text(language, "cli.title", name=model.name.into(language) or model.id, id=model.id)


def conventions(origin: Origin, language: str) -> str:
    """What no result of a model is told without."""
    persistence = origin.persistence.get(language) or next(filter(None, origin.persistence.values()), "–")
    return text(
        language,
        "forecast.conventions",
        perspective=origin.perspective,
        comparator=origin.comparator,
        years=format_years(language, origin.horizon_years),
        cycles=format_number(language, origin.cycles),
        currency=origin.currency,
        price_year=origin.price_year,
        cost_rate=format_share(language, origin.cost_rate, None),
        effect_rate=format_share(language, origin.effect_rate, None),
        moment=text(language, f"forecast.moment.{origin.moment}"),
        occupancy=text(language, f"forecast.occupancy.{origin.occupancy}"),
        persistence=persistence,
    )


def engine(origin: Origin, language: str) -> str:
    """Which engine, which model."""
    return text(language, "forecast.engine", version=origin.engine_version, fingerprint=origin.fingerprint[:12])


def forecast_lines(found: Forecast, model: CohortModel, language: str) -> Iterable[str]:
    """Every strategy, each beside the comparator, then what there is to choose from."""
    origin, words = found.origin, Words(language, found.origin.currency, found.origin.effect_unit)
    yield title(model, language)
    yield conventions(origin, language)
    yield ""
    yield whom(found.outcomes[0].persons, model, words)
    for each in found.outcomes:
        yield from (f"  {line}" for line in _outcome(each, words))
    if found.comparisons:
        yield words.say("forecast.against", name=origin.comparator)
        yield from (f"  {_beside(each, words)}" for each in found.comparisons)
    yield from frontier_lines(found.frontier, words, model.threshold)
    yield engine(origin, language)


def whom(persons: float, model: CohortModel, words: Words) -> str:
    """For how many the sums are."""
    if model.start_in == "shares":
        return words.say("forecast.share")
    return words.say("forecast.persons", count=format_number(words.language, persons))


def _outcome(outcome: Outcome, words: Words) -> Iterable[str]:
    effect, cost = words.effect(outcome.effect), words.money(outcome.cost)
    yield words.say("forecast.strategy", name=outcome.strategy, cost=cost, effect=effect)
    for parts, amount_of in ((outcome.cost_parts, words.money), (outcome.effect_parts, words.effect)):
        if len(parts) > 1:
            for part, amount in parts.items():
                yield words.say("forecast.part", part=part or "–", amount=amount_of(amount))


def _beside(each: Comparison, words: Words) -> str:
    word = words.say(f"forecast.quadrant.{each.quadrant}")
    if each.icer is not None:
        way = "more" if each.quadrant is Quadrant.COSTS_AND_GIVES_MORE else "less"
        word += " " + words.say(f"forecast.ratio.{way}", icer=words.money(each.icer), unit=words.unit)
    cost, effect = words.money(each.cost_difference), words.effect(each.effect_difference)
    return words.say(
        "forecast.beside", name=each.option, cost=words.signed(cost), effect=words.signed(effect), word=word
    )


def frontier_lines(placed: Sequence[Placed], words: Words, threshold: float | None) -> Iterable[str]:
    """Each option's place, cheapest first, and the choice at a threshold."""
    yield words.say("forecast.choosing")
    for each in sorted(placed, key=lambda each: each.option.cost):
        told = {"name": each.option.name, "against": each.against, "because": each.because, "unit": words.unit}
        told["icer"] = "" if each.icer is None else words.money(each.icer)
        yield "  " + words.say(f"forecast.standing.{each.standing}", **told)
    best = None if threshold is None else chosen_at(placed, threshold)
    if best is not None:
        limit = words.money(threshold)
        yield words.say("forecast.choose", unit=words.unit, threshold=limit, name=best.option.name)


def option_lines(listed: OptionList, placed: Sequence[Placed], language: str) -> Iterable[str]:
    """The frontier of options that were given as they are."""
    words = Words(language, listed.currency, listed.effect_unit)
    told = ("perspective", "horizon", "currency", "price_year", "discounting", "persistence")
    yield title(listed, language)
    yield words.say("forecast.options", **{name: getattr(listed, name) for name in told})
    yield ""
    yield from frontier_lines(placed, words, listed.threshold)
    yield words.say("forecast.engine_options", version=ENGINE_VERSION)
