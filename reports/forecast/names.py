"""What the parts of a comparison are called: options, payers, rules of fading, and every number by its place."""

from collections.abc import Sequence

from chain.assumption import Assumption
from chain.forecast.model import LEVELS, Comparison, ExcessCost, figures
from chain.model import Level
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_share, format_years
from sroi.forecast.child_choice import COMPARATOR
from sroi.forecast.child_scenarios import MEASURED, measured_rule

SEK_FIELDS = ("amount", "threshold_sek")
OLDEST = 100
"""A band up to this age or beyond has no end that a person would name."""
SHARE_FIELDS = ("probability", "share", "cost_discount", "effect_discount", "quality_without", "quality_loss",
                "control_risk", "left_share", "factor")  # fmt: skip


def option_name(comparison: Comparison, alternative: str, language: str) -> str:
    """An option by its name, with its id where two bear the same; any other word is the comparator."""
    names = [(each.id, each.name.into(language) or each.id) for each in comparison.options]
    all_names = [comparator_name(comparison, language), *(name for _, name in names)]
    for option_id, name in names:
        if option_id == alternative:
            return f"{name} ({option_id})" if all_names.count(name) > 1 else name
    return all_names[0]


def comparator_name(comparison: Comparison, language: str) -> str:
    """What the options are held against."""
    decision = comparison.decision
    return decision.comparator_words.into(language) or COMPARATOR[decision.comparator.value].into(language)


def purse(whose: str, language: str) -> str:
    """A payer or perspective as a heading: *The municipality*."""
    key = f"table.sum.{whose}"
    return (
        text(language, key)
        if whose in ("public", "society", "municipality", "region", "state")
        else level(whose, language)
    )


def level(whose: str, language: str) -> str:
    """A kind of payer by itself."""
    return text(language, f"level.{whose}")


def of_purse(whose: str, language: str) -> str:
    """The same inside a sentence: *the municipality*."""
    if whose in ("public", "society", "municipality", "region", "state"):
        return text(language, f"headline.whose.{whose}")
    return level(whose, language).lower()


def payers_of(comparison: Comparison) -> tuple[str, ...]:
    """Who pays for some option or saves by it, in the model's order."""
    seen = {cost.payer for cost in comparison.excess_costs}
    seen |= {share.payer for option in comparison.options for share in option.payer_shares}
    return tuple(each.value for each in LEVELS if each in seen)


def rule_name(comparison: Comparison, option_id: str, persistence_id: str, language: str) -> str:
    """A rule of fading by its own name, else by what it does."""
    option = comparison.option(option_id)
    rules = {each.id: each for each in option.effect.persistence}
    if persistence_id not in rules and persistence_id == MEASURED:
        return measured_rule(option).name.into(language)
    rule = rules[persistence_id]
    return rule.name.into(language) or fading_words(rule, language)


def fading_words(rule, language: str) -> str:
    """What a rule of fading does, with its number."""
    said = {"years": "–", "factor": "–"}
    if rule.years is not None:
        said["years"] = format_years(language, rule.years.value)
    if rule.factor is not None:
        said["factor"] = format_share(language, rule.factor.value)
    return text(language, f"prognosis.fading.{rule.fading}", **said)


def element_name(comparison: Comparison, place: str, language: str) -> str:
    """The intervention or the cost that a place is in, by name; empty for what concerns all of them."""
    kind, _, rest = place.partition("/")
    element_id = rest.split("/")[0]
    if kind == "options" and element_id in {each.id for each in comparison.options}:
        return option_name(comparison, element_id, language)
    found = {each.id: each for each in comparison.excess_costs}.get(element_id) if kind == "excess_costs" else None
    return (found.name.into(language) or level(found.payer.value, language)) if found else ""


# --- one number ---


def figure_name(comparison: Comparison, place: str, language: str) -> str:
    """A number by its place: *Cost per child, Parenting programme in groups*."""
    kind, *rest = place.split("/")
    if kind == "options":
        return _of_option(comparison, rest, language)
    if kind == "excess_costs":
        cost = {each.id: each for each in comparison.excess_costs}[rest[0]]
        return _of_cost(cost, rest, language)
    if kind == "natural_course" and len(rest) > 1:
        band = getattr(comparison.natural_course, rest[0])[int(rest[1])]
        ages = _ages(band, language)
        return text(language, f"prognosis.figure.{rest[0]}", ages=ages)
    return text(language, f"prognosis.figure.{rest[-1] if rest else kind}")


def places_name(comparison: Comparison, places: Sequence[str], language: str) -> str:
    """A number that stands in several places is called by the first, and how many they are."""
    name = figure_name(comparison, places[0], language)
    return name if len(places) == 1 else text(language, "prognosis.figure.several", name=name, count=len(places))


def drawn_name(comparison: Comparison, name: str, language: str) -> str:
    """A number by the name it is drawn under: its place, or what all its places call it."""
    places = [place for place, figure in figures(comparison) if name in (figure.figure_id, place)]
    return places_name(comparison, places, language)


def _of_option(comparison: Comparison, rest: list[str], language: str) -> str:
    name, part = option_name(comparison, rest[0], language), rest[1]
    option = comparison.option(rest[0])
    if part == "costs":
        item = {each.id: each for each in option.costs}[rest[2]]
        said = text(language, f"prognosis.figure.cost_{item.per}")
        what = f"{said} ({item.name.into(language)})" if len(option.costs) > 1 and item.name else said
        if rest[3] != "amount":
            what = text(language, f"prognosis.figure.{rest[3]}_of", what=what)
    elif part == "payer_shares":
        payer = level(option.payer_shares[int(rest[2])].payer.value, language)
        what = text(language, "prognosis.figure.payer_share", payer=payer)
    elif part == "effect" and rest[2] == "persistence":
        rule = rule_name(comparison, rest[0], rest[3], language)
        if rest[4] == "table":
            what = text(language, "prognosis.figure.left_share", rule=rule, year=int(rest[5]))
        else:
            what = text(language, "prognosis.figure.persistence", rule=rule)
    else:
        what = text(language, f"prognosis.figure.{rest[-1]}")
    return text(language, "prognosis.figure.of", what=what, name=name)


def _of_cost(cost: ExcessCost, rest: list[str], language: str) -> str:
    name = cost.name.into(language) or level(cost.payer.value, language)
    if rest[1] == "bands":
        return text(language, "prognosis.figure.excess", name=name, ages=_ages(cost.bands[int(rest[2])], language))
    return text(language, "prognosis.figure.cashable", name=name)


def _ages(band, language: str) -> str:
    if band.age_to >= OLDEST:
        return text(language, "prognosis.figure.ages_from" if band.age_from else "prognosis.figure.ages_all",
                    first=band.age_from)  # fmt: skip
    return text(language, "prognosis.figure.ages", first=band.age_from, last=band.age_to)


def passport(comparison: Comparison, place: str) -> Assumption:
    """The number at a place with its passport; KeyError when nothing stands there."""
    return dict(figures(comparison))[place]


def is_share(comparison: Comparison, place: str) -> bool:
    """Whether the number is a share that people read in per cent."""
    field = place.rsplit("/", 1)[-1]
    if field == "estimate":
        return comparison.option(place.split("/")[1]).effect.measure == "risk_difference"
    return field in SHARE_FIELDS or field.endswith("_share")


def number_words(
    comparison: Comparison, place: str, value: float, language: str, apart_from: float | None = None
) -> str:
    """A value of the number at a place, in its unit: per cent, SEK, years; told apart from another where asked."""
    field, most = place.rsplit("/", 1)[-1], 6
    scale = 100 if is_share(comparison, place) else 1
    decimals = 0 if field in SEK_FIELDS else _decimals(value * scale)
    while decimals < most and value != apart_from and apart_from is not None:
        if _written(language, comparison, place, value, decimals) != _written(
            language, comparison, place, apart_from, decimals
        ):
            break
        decimals += 1
    return _written(language, comparison, place, value, decimals)


def _written(language: str, comparison: Comparison, place: str, value: float, decimals: int) -> str:
    field = place.rsplit("/", 1)[-1]
    if is_share(comparison, place):
        return format_share(language, value, decimals)
    if field in SEK_FIELDS:
        return format_money(language, value, decimals)
    number = format_number(language, value, decimals)
    return text(language, "number.years", amount=number) if field in ("years", "life_years") else number


def _decimals(value: float) -> int:
    """No decimals where there are none, else one or two, so that two values near each other can be told apart."""
    if value == round(value):
        return 0
    return 1 if abs(value) >= 10 else 2


PUBLIC_LEVELS = (Level.MUNICIPALITY.value, Level.REGION.value, Level.STATE.value)
