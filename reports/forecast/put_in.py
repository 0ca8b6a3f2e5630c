"""What a forecast adds to a chain, in rows and words: before it is put in, and ever after."""

from collections.abc import Iterator

from pandas import DataFrame

from chain.assumption import Series
from chain.checks import check_chain
from chain.forecast.origin import PutIn, put_in
from chain.model import Chain, YearlyProfile, by_id
from chain.problem import Problem, Severity
from reports.columns import ROW_UNIT
from reports.texts import text
from reports.texts.numbers import format_date
from sroi.forecast.child_chain import Standing, is_made, start_of

COLUMNS = ("part", "for_whom", "sum_before", "sum_after")


def preview_table(before: Chain, after: Chain, option: tuple[str, str], language: str) -> DataFrame:
    """Every element of the option's forecast with its sum over all years, undiscounted, before and after."""
    start = start_of(*option)
    old, new = ({row[0]: row for row in _rows(chain, start, language)} for chain in (before, after))
    rows = []
    for key in dict.fromkeys([*old, *new]):
        _, name, whose, _ = new.get(key) or old[key]
        sums = [side[key][3] if key in side else None for side in (old, new)]
        rows.append(dict(zip(COLUMNS, (name, whose, *sums), strict=True)) | {ROW_UNIT: "sek"})
    return DataFrame(rows, columns=[*COLUMNS, ROW_UNIT])


def _rows(chain: Chain, start: str, language: str) -> Iterator[tuple]:
    """(key, name, for whom, SEK) of every effect and resource that is made of the option."""
    actors = {each.id: each.name.into(language) or each.id for each in chain.actors}
    prices = by_id(chain.proxies)
    for effect in chain.effects:
        if is_made(effect.id, start) and isinstance(effect.quantity, YearlyProfile):
            price = prices.get(effect.proxy_id)
            worth = effect.sign * effect.quantity.units.total() * price.price.value if price else None
            yield ("effects", effect.id), effect.name.into(language), actors.get(effect.actor_id), worth
    for each in chain.resources:
        if is_made(each.id, start) and each.amounts:
            name = text(language, "prognosis.put.cost", name=each.name.into(language))
            yield ("resources", each.id), name, actors.get(each.payer_id), -each.amounts.total()


def found_twice(before: Chain, after: Chain, this_year: int) -> tuple[Problem, ...]:
    """What would be counted twice with the forecast in the chain and is not now, and what would stop the figures."""
    known = {(each.code, each.place) for each in check_chain(before, this_year)}
    held = {each.origin.option for each in put_in(before)}
    told = check_chain(after, this_year)
    new = (each for each in told if held or (each.code, each.place) not in known)
    return tuple(each for each in new if each.code.startswith("double.") or each.severity is Severity.ERROR)


def held_sentence(held: PutIn, who: str, language: str) -> str:
    """Which option of which comparison, in which state, and who put it in when."""
    series: Series = held.series
    day = format_date(series.noted_on) if series.noted_on else "–"
    what = series.note.into(language) or series.source
    return text(language, "prognosis.put.held", what=what, day=day, who=who)


def standing_sentence(standing: Standing, language: str) -> str:
    """Whether the chain's figures are still the comparison's."""
    return text(language, f"prognosis.put.standing.{standing}")


def own_resources(chain: Chain, option: tuple[str, str], language: str) -> tuple[str, ...]:
    """What the chain puts in besides this option's forecast, by name."""
    start = start_of(*option)
    return tuple(each.name.into(language) or each.id for each in chain.resources
                 if each.valued and not is_made(each.id, start))  # fmt: skip
