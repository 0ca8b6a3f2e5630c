"""What trying a model before publication shows: fictive bids in order, what is rewarded, and how sure the order is."""

from collections.abc import Iterator, Sequence

from pandas import DataFrame

from chain.procurement.model import Measure, Procurement
from reports.columns import NOTHING, OWN_TITLE
from reports.procurement.weighing import bid_name, bid_names
from reports.procurement.words import names_of
from reports.texts import text
from reports.texts.numbers import format_amount, format_money, format_number, format_share
from sroi.procurement.evaluate import Line
from sroi.procurement.greatest import Greatest, greatest
from sroi.procurement.relative import EXAMPLE, counter_example
from sroi.procurement.robustness import Wins
from sroi.procurement.trial import Reward, Turned

OUT_OF_TEN = 10


def _frame(rows: Sequence[dict[str, str]], names: Sequence[str], language: str) -> DataFrame:
    """Rows of words under their titles, `tender_try.column.…`."""
    titles = {name: OWN_TITLE + text(language, f"tender_try.column.{name}") for name in names}
    return DataFrame([{titles[name]: row[name] for name in names} for row in rows], columns=list(titles.values()))


# --- what each measure weighs -----------------------------------------------------------------------------------------


def measure_line(model: Procurement, measure: Measure, language: str) -> str:
    """A measure in one line: what a unit is worth, its range, and its share of the greatest value."""
    value, told = measure.unit_value, []
    told.append(text(language, "tender_try.no_value") if value is None else
                text(language, "tender_try.unit_value", value=format_money(language, value.value)))  # fmt: skip
    if measure.lowest is not None and measure.highest is not None:
        low, high = (format_number(language, each) for each in (measure.lowest, measure.highest))
        told.append(text(language, "tender_try.range", low=low, high=high))
    share = next((each.share for each in greatest(model) if each.measure_id == measure.id), None)
    if share:
        told.append(text(language, "tender_try.share", share=format_share(language, float(share), 0)))
    return " · ".join(told)


def shares_table(model: Procurement, language: str) -> DataFrame:
    """What each measure can be worth at most, its share of all, and where promises stop counting."""
    names = names_of(model.measures, language)
    rows = [
        {
            "measure": names[each.measure_id],
            "greatest": format_amount(language, each.value),
            "share": format_share(language, float(each.share), 0),
            "stops_at": NOTHING if each.stops_at is None else format_number(language, float(each.stops_at)),
        }
        for each in greatest(model)
    ]
    return _frame(rows, ("measure", "greatest", "share", "stops_at"), language)


def stop_sentences(model: Procurement, language: str) -> Iterator[str]:
    """For each measure, at what quantity further promises stop counting."""
    names = names_of(model.measures, language)
    for each in greatest(model):
        yield _stops(names[each.measure_id], each, language)


def _stops(name: str, each: Greatest, language: str) -> str:
    if each.stops_at is None:
        return text(language, "tender_try.never_stops", name=name)
    return text(language, "tender_try.stops", name=name, units=format_number(language, float(each.stops_at)))


# --- the fictive bids -------------------------------------------------------------------------------------------------


def reward_sentences(model: Procurement, found: Reward, lines: Sequence[Line], language: str) -> Iterator[str]:
    """What the model will reward, and whether promising beyond the range pays."""
    winner = bid_names(model, found.winners, language)
    if found.runner_up is None or found.margin is None:
        yield text(language, "tender_try.rewards_all", winner=winner)
    else:
        points = any(line.points is not None for line in lines)
        margin = (text(language, "tender_try.points", points=format_number(language, float(found.margin), 1))
                  if points else format_amount(language, found.margin))  # fmt: skip
        other = bid_name(model, found.runner_up, language)
        yield text(language, "tender_try.rewards", winner=winner, other=other, margin=margin)
    yield text(language, "tender_try.extreme_pays" if found.extreme_pays else "tender_try.extreme_is_idle")


def turned_sentences(model: Procurement, found: Sequence[Turned], language: str) -> Iterator[str]:
    """Each pair whose order a losing bid turns."""
    for each in found:
        ids = {"loser": each.left_out, "first": each.first, "second": each.second}
        yield text(language, "tender_try.turned", **{key: bid_name(model, id_, language) for key, id_ in ids.items()})


def ratio_sentence(model: Procurement, lines: Sequence[Line], language: str) -> str:
    """Whether the bid with the highest ratio is the one that comes first, and why the ratio is not used."""
    with_ratio = [line for line in lines if line.ratio is not None]
    if not with_ratio:
        return ""
    best = max(with_ratio, key=lambda line: line.ratio)
    key = "tender_try.ratio_same" if best.rank == 1 else "tender_try.ratio_differs"
    return text(language, key, best=bid_name(model, best.bid_id, language),
                winner=bid_names(model, [line.bid_id for line in lines if line.rank == 1], language))  # fmt: skip


# --- how sure the order is --------------------------------------------------------------------------------------------


def wins_table(model: Procurement, found: Sequence[Wins], language: str) -> DataFrame:
    """How often each bid wins, one case a row."""
    case = OWN_TITLE + text(language, "tender_try.column.case")
    rows = [
        {case: text(language, f"tender_try.case.{each.case.name}")}
        | {OWN_TITLE + bid_name(model, id_, language): format_share(language, share, 0)
           for id_, share in sorted(each.shares.items())}
        for each in found
    ]  # fmt: skip
    return DataFrame(rows)


def wins_sentence(model: Procurement, base: Wins, language: str) -> str:
    """Who wins most often with the model as it is."""
    first = max(base.shares, key=base.shares.__getitem__)
    share = format_share(language, base.shares[first], 0)
    return text(language, "tender_try.wins_most", winner=bid_name(model, first, language), share=share)


# --- why not relative points ------------------------------------------------------------------------------------------


def example_table(language: str) -> DataFrame:
    """Two bids alone, and with a third that loses: worked out as it is shown."""
    found = counter_example()
    rows = [
        {
            "bid": name,
            "example_price": format_money(language, float(price)),
            "quality": text(language, "tender_try.of_ten", number=format_number(language, float(share) * OUT_OF_TEN)),
            "points_without": _whole(language, found.without.get(name)),
            "points_with": _whole(language, found.with_third[name]),
        }
        for name, (price, share) in EXAMPLE.items()
    ]
    return _frame(rows, ("bid", "example_price", "quality", "points_without", "points_with"), language)


def example_sentence(language: str) -> str:
    """*A has 86 and B 84. When C is added, which does not win, A gets 71 and B 72.*"""
    found = counter_example()
    told = {f"{name.lower()}_without": _whole(language, found.without[name]) for name in ("A", "B")}
    told |= {f"{name.lower()}_with": _whole(language, found.with_third[name]) for name in ("A", "B")}
    return text(language, "tender_try.example_turns" if found.turns else "tender_try.example_stands", **told)


def _whole(language: str, points) -> str:
    return NOTHING if points is None else format_number(language, float(points), 0)
