"""What the command line tells about the draws of a cohort model."""

from collections.abc import Iterable

from chain.cohort_model import CohortModel
from reports.shell_forecast import Words, conventions, engine, title, whom
from reports.texts.numbers import format_number, format_share
from sroi.forecast.curves import Curves
from sroi.forecast.results import Sampled
from sroi.forecast.summary import Summary
from sroi.voi import ValueOfInformation

MOST_WORTH = 5


def psa_lines(
    sampled: Sampled,
    told: tuple[Summary, ...],
    at: Curves | None,
    worth: ValueOfInformation | None,
    model: CohortModel,
    persons: float,
    language: str,
) -> Iterable[str]:
    """How the draws were made, every strategy, then the choice at the threshold, where there is one."""
    origin, words = sampled.origin, Words(language, sampled.origin.currency, sampled.origin.effect_unit)
    yield title(model, language)
    yield conventions(origin, language)
    yield ""
    yield drawn(sampled, words)
    yield whom(persons, model, words)
    for each in told:
        yield from (f"  {line}" for line in _summary(each, words))
    if at is None or worth is None:
        yield words.say("psa.no_threshold")
    else:
        yield from _choice(sampled, at, worth, words)
    yield engine(origin, language)


def drawn(sampled: Sampled, words: Words) -> str:
    """How many draws of how many parameters."""
    if not sampled.parameters:
        return words.say("psa.nothing")
    draws, seed = format_number(words.language, sampled.origin.draws), sampled.origin.seed
    return words.say("psa.drawn", draws=draws, count=len(sampled.parameters), seed=seed)


def _summary(each: Summary, words: Words) -> Iterable[str]:
    cost, effect = each.cost, each.effect
    yield words.say(
        "psa.strategy",
        name=each.strategy,
        **{name: words.money(value) for name, value in _named("cost", cost)},
        **{name: words.effect(value) for name, value in _named("effect", effect)},
    )
    yield words.say("psa.error", cost=words.money(cost.standard_error), effect=words.effect(effect.standard_error))
    for quadrant, share in (each.quadrants or {}).items():
        word = words.say(f"forecast.quadrant.{quadrant}")
        yield words.say("psa.quadrant", share=format_share(words.language, share), word=word)


def _named(name: str, spread) -> Iterable[tuple[str, float]]:
    return ((name, spread.mean), (f"{name}_low", spread.low), (f"{name}_high", spread.high))


def _choice(sampled: Sampled, at: Curves, worth: ValueOfInformation, words: Words) -> Iterable[str]:
    yield words.say("psa.at", unit=words.unit, threshold=words.money(float(at.thresholds[0])))
    for name, chance, loss in zip(sampled.strategies, at.chance_best[0], at.expected_loss[0], strict=True):
        share = format_share(words.language, float(chance))
        yield "  " + words.say("psa.chance", name=name, share=share, loss=words.money(float(loss)))
    best = sampled.strategies[int(at.best[0])]
    yield words.say("psa.choose", name=best, share=format_share(words.language, float(at.frontier[0])))
    yield words.say("psa.perfect", worth=words.money(float(at.perfect_information[0]), 2))
    ranked = [each for each in worth.assumptions if each.worth_sek > each.standard_error_sek]
    if ranked:
        yield words.say("psa.most_worth")
        for each in ranked[:MOST_WORTH]:
            yield words.say("psa.worth", name=each.name, worth=words.money(each.worth_sek, 2))
