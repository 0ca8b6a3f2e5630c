"""What the story shows: each chart with its finding, its table, and the same data for those who draw it themselves."""

from collections.abc import Iterable, Sequence

from pandas import DataFrame

from reports import tables
from reports.amounts import mover_name, shown
from reports.charts import actors_figure, waterfall_figure
from reports.columns import records
from reports.sureness import interval
from reports.tell.charts import MOST_LINES, MOST_PARTS, Part, Reach, lines_figure, parts_figure, reaches_figure
from reports.tell.story import Exhibit, Plot, Series
from reports.tell.voice import Voice, told_apart
from reports.whose import holder_name
from sroi.perspective import LEVELS, ONE_ACTOR, members_of
from sroi.results import ActorResult, Total
from sroi.sensitivity import Bar, tornado
from sroi.settings import ENGINE_VERSION

KINDS = ("cashable", "calculated_saving", "welfare_value")


def amounts(voice: Voice, name: str, values: Iterable[float]) -> Series:
    """Amounts of money as a row of numbers."""
    found = tuple(float(value) for value in values)
    return Series(name, found, tuple(voice.money(value) for value in found))


def _plot(
    kind: str, voice: Voice, categories: Iterable[str], series: Iterable[Series], even: float | None = None
) -> Plot:
    return Plot(kind, voice.words("table.unit.sek"), tuple(categories), tuple(series), even)


# --- cost ---


def cost_by_year(voice: Voice) -> tuple[Exhibit, ...]:
    """What each payer puts in, year by year; none where nothing is put in."""
    payers = [each for each in counted(voice) if any(map(round, map(float, each.investment_by_year)))]
    if not payers:
        return ()
    years, names = voice.result.years, [_actor(voice, each) for each in payers]
    by_year = [[float(each.investment_by_year[at]) for each in payers] for at in range(len(years))]
    spent = [(year, row) for year, row in zip(years, by_year, strict=True) if any(map(round, row))]
    labels = [_cost_label(voice, year, names, row) for year, row in spent]
    parts = [Part(name, [row[at] for _, row in spent]) for at, name in enumerate(names)]
    if len(parts) > MOST_PARTS:
        parts = [Part(voice.words("told.chart.cost_all"), [sum(row) for _, row in spent])]
    rows = [
        {"actor": name, **{str(year): row[at] for year, row in spent}, "total": sum(row[at] for _, row in spent)}
        for at, name in enumerate(names)
    ]
    table = DataFrame(rows, columns=["actor", *(str(year) for year, _ in spent), "total"])
    finding = _cost_finding(voice, payers)
    figure = parts_figure(labels, parts, voice.words("chart.millions"), finding, table, voice.language)
    series = (amounts(voice, name, [row[at] for _, row in spent]) for at, name in enumerate(names))
    plot = _plot("stacked", voice, [str(year) for year, _ in spent], series)
    return (voice.exhibit("cost/by_year", "told.chart.cost_title", figure, plot),)


def _cost_finding(voice: Voice, payers: Sequence[ActorResult]) -> str:
    """Who puts in most; income that lowers the cost is said beside it."""
    if len(payers) == 1:
        return voice.words("told.chart.cost_one", who=_actor(voice, payers[0]))
    most = max(payers, key=lambda each: float(each.investment))
    income = -sum(min(float(each.investment), 0.0) for each in payers)
    told = {
        "who": _actor(voice, most),
        "amount": voice.money(most.investment),
        "all": voice.money(sum(float(each.investment) for each in payers) + income),
        "horizon": voice.horizon,
    }
    if round(income):
        return voice.words("told.chart.cost_and_income", income=voice.money(income), **told)
    return voice.words("told.chart.cost", **told)


def _cost_label(voice: Voice, year: int, names: Sequence[str], row: Sequence[float]) -> str:
    """Each payer's part, where there is room for all of them; else the sum, and the legend tells the parts."""
    said = [voice.words("headline.item", who=who, amount=voice.money(sek)) for who, sek in zip(names, row, strict=True)]
    parts = ", ".join(said)
    return _label(voice, str(year), parts if len(names) > 1 and len(parts) < LABEL_ROOM - 8 else voice.money(sum(row)))


LABEL_ROOM = 110
"""Letters that surely have room above a bar, on a phone too."""


def _label(voice: Voice, who: str, parts: str) -> str:
    """The words above a bar: a long name is cut, an amount never."""
    room = LABEL_ROOM - len(parts)
    name = who if len(who) <= room else f"{who[: max(room - 1, 1)].rstrip()}…"
    return voice.words("told.chart.row", who=name, parts=parts)


# --- value ---


def waterfall(voice: Voice) -> tuple[Exhibit, ...]:
    """From the gross value to what remains; none where there is no value."""
    fall = voice.total.waterfall
    if not round(float(fall.gross)) and not round(float(fall.present_value)):
        return ()
    figure = waterfall_figure(fall, voice.language)
    rows = records(figure.table)
    series = amounts(voice, voice.words("table.column.amount"), (row["amount"] for row in rows))
    plot = _plot("waterfall", voice, (row["step"] for row in rows), [series], 0.0)
    return (voice.exhibit("value/waterfall", "told.chart.waterfall_title", figure, plot),)


# --- who ---


def counted(voice: Voice) -> list[ActorResult]:
    """The actors whose money the story counts and who put something in or get something out."""
    members = members_of(voice.chain, voice.perspective)
    return [each for each in voice.result.actors if each.actor_id in members and (each.investment or each.value)]


def _actor(voice: Voice, actor: ActorResult) -> str:
    return holder_name(ONE_ACTOR + actor.actor_id, voice.chain, voice.language)


def who_pays(voice: Voice) -> tuple[Exhibit, ...]:
    """Who pays and who gains, everyone, also those outside the story's own perspective."""
    figure = actors_figure(voice.result, voice.chain, voice.language)
    rows = records(figure.table)
    if not rows:
        return ()
    titles = {key: voice.words(f"table.column.{key}") for key in ("pays", "gains")}
    series = [amounts(voice, title, (row[key] for row in rows)) for key, title in titles.items()]
    plot = _plot("bars", voice, (row["actor"] for row in rows), series, 0.0)
    return (voice.exhibit("who/pays", "told.chart.actors_title", figure, plot),)


def kinds(voice: Voice) -> tuple[Exhibit, ...]:
    """What kind of value each gainer gets: money that can be freed, other savings, welfare."""
    gainers = sorted((each for each in counted(voice) if round(float(each.value))), key=_by_value, reverse=True)
    if not gainers:
        return ()
    names = [_actor(voice, each) for each in gainers]
    by_kind = dict(zip(KINDS, zip(*(_split(voice, each) for each in gainers), strict=True), strict=True))
    titles = {kind: voice.words(f"told.kind.{kind}") for kind in KINDS}
    there = {kind: found for kind, found in by_kind.items() if any(map(round, found))}
    rows = [{"actor": name, **{kind: found[at] for kind, found in there.items()}} for at, name in enumerate(names)]
    labels = [_kind_label(voice, row, there) for row in rows]
    table = DataFrame(rows, columns=["actor", *there])
    parts = [Part(titles[kind], found) for kind, found in there.items()]
    finding = _kinds_finding(voice)
    figure = parts_figure(labels, parts, voice.words("chart.millions"), finding, table, voice.language)
    plot = _plot("stacked", voice, names, (amounts(voice, titles[kind], found) for kind, found in there.items()), 0.0)
    return (voice.exhibit("who/kinds", "told.chart.kinds_title", figure, plot),)


def _by_value(actor: ActorResult) -> float:
    return float(actor.value)


def _split(voice: Voice, actor: ActorResult) -> tuple[float, float, float]:
    """The value of one actor by kind: what is not freed of a public one is a calculated saving, all else welfare."""
    is_public = actor.actor_id in members_of(voice.chain, "public")
    value, freed = float(actor.value), float(actor.cashable)
    return (freed, value - freed, 0.0) if is_public else (0.0, 0.0, value)


def _kind_label(voice: Voice, row: dict, there: Iterable[str]) -> str:
    return _label(voice, row["actor"], ", ".join(_kind(voice, kind, row[kind]) for kind in there if round(row[kind])))


def _kind(voice: Voice, kind: str, sek: float) -> str:
    """An amount of one kind; what a public budget loses by it is a cost."""
    if sek < 0 and kind != "welfare_value":
        return voice.words("told.chart.kind.cost", amount=voice.money(-sek))
    return voice.words(f"told.chart.kind.{kind}", amount=voice.money(sek))


def _kinds_finding(voice: Voice) -> str:
    total = voice.total
    there = {kind: float(getattr(total, kind)) for kind in KINDS if round(float(getattr(total, kind)))}
    parts = "; ".join(voice.words(f"told.chart.part.{kind}", amount=voice.money(sek)) for kind, sek in there.items())
    return voice.words("told.chart.kinds", value=voice.money(total.value), whose=voice.whose(), parts=parts)


# --- when ---


def running(voice: Voice) -> tuple[Exhibit, ...]:
    """The running sum of the story's own perspective and of each level that pays; none of costs not wholly known."""
    holders = _running_holders(voice)
    if not voice.total.investment_known or not holders:
        return ()
    sums = {
        each.perspective: tables.years(voice.result, each, voice.language)["cumulative"].tolist() for each in holders
    }
    names = {each.perspective: holder_name(each.perspective, voice.chain, voice.language) for each in holders}
    years = voice.result.years
    rows = [
        {"actor": names[key], **{str(year): value for year, value in zip(years, sums[key], strict=True)}}
        for key in sums
    ]
    table = DataFrame(rows, columns=["actor", *map(str, years)])
    turns = [_turning(voice, each, names[each.perspective], sums[each.perspective]) for each in holders]
    is_soft = any(round(float(each.calculated_saving + each.welfare_value)) > 0 for each in holders)
    finding = " ".join([*turns, *([voice.words("told.chart.running_soft")] if is_soft else [])])
    lines = [Part(names[key], found) for key, found in sums.items()]
    figure = lines_figure(years, lines, voice.words("chart.millions"), finding, table, voice.language)
    series = (amounts(voice, names[key], found) for key, found in sums.items())
    plot = _plot("lines", voice, map(str, years), series, 0.0)
    return (voice.exhibit("when/running", "told.chart.running_title", figure, plot),)


def _running_holders(voice: Voice) -> list[Total]:
    levels = LEVELS if voice.perspective in ("public", "society") else ()
    paying = [each for each in map(voice.result.total, levels) if round(float(each.investment)) > 0]
    own = voice.total
    alone = len(paying) == 1 and _same_flows(paying[0], own)
    found = paying if alone else [own, *paying]
    return [each for each in found if round(float(each.investment)) or round(float(each.value))][:MOST_LINES]


def _same_flows(one: Total, other: Total) -> bool:
    return (float(one.investment), float(one.value)) == (float(other.investment), float(other.value))


def _turning(voice: Voice, holder: Total, name: str, sums: Sequence[float]) -> str:
    """Where a running sum ends, and how deep it is at its lowest."""
    lowest = min(range(len(sums)), key=sums.__getitem__)
    told = {"who": name, "end": voice.money(sums[-1]), "horizon": voice.horizon}
    if sums[lowest] >= 0:
        return voice.words("told.chart.running_above", **told)
    told |= {"lowest": voice.money(sums[lowest]), "year": voice.result.years[lowest]}
    return voice.words("told.chart.running_turns" if holder.payback else "told.chart.running_below", **told)


# --- how sure ---


def intervals(voice: Voice) -> tuple[Exhibit, ...]:
    """The ratio of every perspective that has an interval; none where nothing was drawn."""
    asked = dict.fromkeys((voice.perspective, "public", "society", *LEVELS))
    found = {each: ratio for each in asked if (ratio := voice.ratio_range(each)) is not None}
    if not found:
        return ()
    reaches, rows, written = [], [], []
    for perspective, ratio in found.items():
        name = holder_name(perspective, voice.chain, voice.language)
        low, high = ratio.interval()[:2]
        written.append(tuple(voice.ratio_words(perspective, each) for each in (low, ratio.point, high)))
        within = interval(voice.language, ratio, lambda _, end, of=perspective: voice.ratio_words(of, end))
        label = f"{name}: {written[-1][1]} ({within})"
        reaches.append(Reach(label, low, ratio.point, high))
        rows.append({"for_whom": name, "ratio": ratio.point, "interval_low": low, "interval_high": high})
    table = DataFrame(rows, columns=["for_whom", "ratio", "interval_low", "interval_high"])
    finding = voice.words(
        "told.chart.intervals", horizon=voice.horizon, rests=voice.ratio_interval(next(iter(found))),
        whose=voice.whose(next(iter(found))),
    )  # fmt: skip
    axis = voice.words("chart.horizons.axis")
    figure = reaches_figure(reaches, axis, 1.0, finding, table, voice.language)
    names = ("table.column.interval_low", "table.column.ratio", "table.column.interval_high")
    series = _ends(voice, names, reaches, written)
    plot = Plot("ranges", axis, tuple(row["for_whom"] for row in rows), series, 1.0)
    return (voice.exhibit("sure/intervals", "told.chart.intervals_title", figure, plot),)


def _ends(
    voice: Voice, names: Sequence[str], reaches: Sequence[Reach], written: Sequence[tuple[str, ...]]
) -> tuple[Series, ...]:
    """What reaches from a low end over the ratio to a high one, as three rows of numbers."""
    numbers = zip(*(each[1:] for each in reaches), strict=True)
    told = zip(*written, strict=True)
    return tuple(Series(voice.words(name), *each) for name, *each in zip(names, numbers, told, strict=True))


MOST_DRIVERS = 8


def drivers(voice: Voice) -> tuple[Exhibit, ...]:
    """The assumptions that move the ratio most, one at a time; none where the ratio may not be shown, or where today's
    engine is another than the one that counted."""
    record = voice.version.record
    if record.engine_version != ENGINE_VERSION or voice.ratio_range(voice.perspective) is None:
        return ()
    found = tornado(voice.chain, voice.settings, voice.version.indexes)
    bars = [each for each in found.bars if each.swing][:MOST_DRIVERS]
    if not bars:
        return ()
    rows = [_driver(voice, each) for each in bars]
    ends = [sorted((row["ratio_at_low"], row["ratio_at_high"])) for row in rows]
    written = [told_apart(voice.language, low, found.ratio, high) for low, high in ends]
    reaches = [
        Reach(_reach_label(voice, row, told), low, found.ratio, high)
        for row, told, (low, high) in zip(rows, written, ends, strict=True)
    ]
    table = DataFrame(rows, columns=["assumption", "lowest", "ratio_at_low", "highest", "ratio_at_high", "swing"])
    finding = voice.words(
        "told.chart.drivers", what=rows[0]["assumption"], whose=voice.whose(), horizon=voice.horizon,
        interval=voice.ratio_interval(voice.perspective), **_per_krona(voice, written[0]),
    )  # fmt: skip
    axis = voice.words("chart.horizons.axis")
    figure = reaches_figure(reaches, axis, 1.0, finding, table, voice.language)
    names = ("told.end.low", "table.column.ratio", "told.end.high")
    series = _ends(voice, names, reaches, written)
    plot = Plot("ranges", axis, tuple(row["assumption"] for row in rows), series, 1.0)
    return (voice.exhibit("sure/drivers", "told.chart.drivers_title", figure, plot),)


def _driver(voice: Voice, bar: Bar) -> dict:
    """What moves and how far; what rests on a few is not told as a number."""
    mover = bar.movable
    is_hidden = any(place in voice.hidden for place in mover.places)
    low, high = (voice.words("seen.hidden") if is_hidden else shown(mover, end, voice.language) for end in mover.ends)
    return {
        "assumption": mover_name(mover, voice.chain, voice.language),
        "lowest": low,
        "ratio_at_low": bar.ratio_at_low,
        "highest": high,
        "ratio_at_high": bar.ratio_at_high,
        "swing": bar.swing,
    }


def _reach_label(voice: Voice, row: dict, written: tuple[str, str, str]) -> str:
    low, _, high = written
    return voice.words("told.chart.driver_label", what=row["assumption"], low=low, high=high)


def _per_krona(voice: Voice, written: tuple[str, str, str]) -> dict[str, str]:
    """The two ends and the ratio with their currency."""
    said = (voice.words("number.money", amount=each) for each in written)
    return dict(zip(("low", "point", "high"), said, strict=True))
