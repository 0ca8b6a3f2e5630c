"""The way from one kept version to another, as a table, as a chart and in a sentence."""

from pandas import DataFrame

from chain.assumption import Assumption, Frozen, Series
from chain.checks import SHARE_FIELDS
from chain.model import DirectNumber, ShareOfCohort, YearlyProfile
from reports.columns import ROW_UNIT
from reports.disclosure import unshown
from reports.figure import Figure
from reports.headline import ratio_range
from reports.sureness import short_interval
from reports.texts import has_text, text
from reports.texts.numbers import format_money, format_number, format_ratio, format_share, format_years
from reports.texts.places import place_name
from reports.vega import COLOURS, amount_axis, bar, label_lines, row_axis, row_chart
from sroi.breakdown import same_conventions
from sroi.bridge import Bridge, FigureBridge, Step
from sroi.changes import Change
from sroi.discounting import Index
from sroi.frozen import FrozenVersion
from sroi.settings import Settings

MONEY = {"ratio": "ratio_exact", "value": "sek", "investment": "sek", "net": "sek"}
PRICES = ("/price", "/hourly_cost")
Ends = tuple[FrozenVersion, FrozenVersion]


def bridge_table(found: FigureBridge, ends: Ends, language: str) -> DataFrame:
    """One row a step, between the two kept figures; what rounding leaves over stands in a row of its own if any."""
    names = _end_names(found, ends, language)
    rows = [{"step": names[0], "contribution": found.start}]
    rows += [{"step": step_name(step, ends, language), "contribution": step.amount} for step in found.steps]
    if found.rounding:
        rows.append({"step": text(language, "version.rounding"), "contribution": found.rounding})
    rows.append({"step": names[1], "contribution": found.end})
    return DataFrame([{**row, ROW_UNIT: MONEY[found.figure]} for row in rows])


def _end_names(found: FigureBridge, ends: Ends, language: str, *, short: bool = False) -> list[str]:
    """What the two ends are called; a ratio with its horizon, whose value it is, and its interval.

    `short` leaves out what the interval rests on, for a chart whose finding says it.
    """
    names = []
    for end, version in zip(("from", "to"), ends, strict=True):
        name = text(language, f"version.{end}", name=version.record.name)
        told = {
            "horizon": format_years(language, version.record.settings.horizon_years),
            "whose": text(language, f"headline.whose.{found.perspective}"),
            "range": (_short_range if short else _range)(found, version, language),
        }
        names.append(text(language, "version.end", name=name, **told) if found.figure == "ratio" else name)
    return names


def _range(found: FigureBridge, version: FrozenVersion, language: str) -> str:
    return ratio_range(language, found.perspective, version.span, version.sureness)


def _short_range(found: FigureBridge, version: FrozenVersion, language: str) -> str:
    """The interval; where nothing was drawn, the prices' ends, said to be that; else that it is a point."""
    drawn, ends = short_interval(language, version.sureness, found.perspective), version.span.of(found.perspective)
    if drawn or ends.cautious is None:
        return drawn.strip(" ()") or text(language, "version.point")
    low, high = (format_ratio(language, float(end)) for end in (ends.cautious, ends.hopeful))
    return text(language, "version.prices_short", low=low, high=high)


def step_name(step: Step, ends: Ends, language: str) -> str:
    """A single change by its place, several by their group and how many they are."""
    if step.group == "engine":
        return text(language, "version.group.engine")
    if len(step.changes) == 1:
        return place_words(step.changes[0], ends, language)
    return text(
        language, "version.several", group=text(language, f"version.group.{step.group}"), count=len(step.changes)
    )


def place_words(change: Change, ends: Ends, language: str) -> str:
    """Where a change stands, in words."""
    room, _, name = change.place.partition("/")
    if room in ("settings", "indexes"):
        key = f"version.setting.{name if room == 'settings' else 'index_levels'}"
        return text(language, key)
    chain = ends[0].chain if change.after is None and change.place.count("/") == 1 else ends[1].chain
    words = place_name(language, change.place, chain)
    if change.place.count("/") > 1 or room == "chain":  # a number of the chain's own is no element that comes or goes
        return words
    return text(language, "version.went" if change.after is None else "version.came", what=words)


def changes_table(found: Bridge, ends: Ends, language: str) -> DataFrame:
    """Every change that can move a figure: group, place, before and after. What small groups decided is hidden."""
    hidden = [hidden_places(each) for each in ends]
    rows = [
        {
            "group": text(language, f"version.group.{change.group}"),
            "in_chain": place_words(change, ends, language),
            "was": _open_words(change.place, change.before, hidden[0], language),
            "became": _open_words(change.place, change.after, hidden[1], language),
        }
        for bundle in found.bundles
        for change in bundle
    ]
    return DataFrame(rows, columns=["group", "in_chain", "was", "became"])


def hidden_places(version: FrozenVersion) -> tuple[str, ...]:
    """Where a version's numbers rest on measurements that may not be shown."""
    follow_up, found = version.follow_up, version.learned
    if follow_up is None or found is None:
        return ()
    return tuple(place for each in unshown(found, follow_up) for place in each.places)


def _open_words(place: str, value: object, hidden: tuple[str, ...], language: str) -> str:
    """The value, unless something within it, or what it is within, is hidden."""
    if any(f"{each}/".startswith(f"{place}/") or place.startswith(f"{each}/") for each in hidden):
        return text(language, "seen.hidden")
    return value_words(place, value, language)


def value_words(place: str, value: object, language: str) -> str:
    """A value as it stood, short enough for a table."""
    if value is None or isinstance(value, Index):
        return "–"
    if isinstance(value, Assumption):
        return _number(place, value.value, language)
    if isinstance(value, Series):
        return "; ".join(f"{year}: {format_number(language, each)}" for year, each in sorted(value.values.items()))
    if isinstance(value, ShareOfCohort):
        share, units = format_share(language, value.share.value, None), format_number(language, value.units.value)
        return f"{share} × {units}"
    if isinstance(value, DirectNumber):
        return format_number(language, value.number.value)
    if isinstance(value, YearlyProfile):
        return value_words(place, value.units, language)
    return _plain(place, value, language)


def _number(place: str, value: float, language: str) -> str:
    if place.endswith(PRICES):
        return format_money(language, value, 0 if value % 1 == 0 else 2)
    is_share = not SHARE_FIELDS.isdisjoint(place.split("/")[-2:])
    return format_share(language, value, None) if is_share else format_number(language, value)


def _plain(place: str, value: object, language: str) -> str:
    if isinstance(value, Frozen):
        return value.name.into(language)
    room, name = place.split("/")[0], place.split("/")[-1]
    choice = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    if room == "settings" and has_text(f"convention_line.{name}.{choice}"):
        return text(language, f"convention_line.{name}.{choice}")
    if name == "discount_rate":
        return format_share(language, value, None)
    return format_years(language, value) if name == "horizon_years" else str(choice)


# --- in a sentence and as a chart ------------------------------------------------------------------------------------


def finding(found: FigureBridge, ends: Ends, language: str) -> str:
    """From what to what, and which step did most."""
    told = {
        "figure": text(language, f"table.money.{found.figure}"),
        "whose": text(language, f"headline.whose.{found.perspective}"),
        "start": _with_horizon(found, found.start, ends[0], language),
        "end": _with_horizon(found, found.end, ends[1], language),
    }
    largest = max(found.steps, key=lambda step: abs(step.amount), default=None)
    if largest is None or not largest.amount:
        return text(language, "version.finding_same", **told)
    amount = signed(found.figure, largest.amount, language)
    return text(language, "version.finding", step=step_name(largest, ends, language), amount=amount, **told)


def _with_horizon(found: FigureBridge, amount: float, version: FrozenVersion, language: str) -> str:
    """No figure without its horizon (two kept results may have different ones), no ratio without its interval."""
    horizon = format_years(language, version.record.settings.horizon_years)
    told = {"amount": amount_words(found.figure, amount, language), "horizon": horizon}
    if found.figure == "ratio":
        return text(language, "version.over_within", range=_range(found, version, language), **told)
    return text(language, "version.over", **told)


def amount_words(figure: str, amount: float, language: str) -> str:
    """A ratio with two decimals, money in whole kronor."""
    return format_number(language, amount, 2) if figure == "ratio" else format_money(language, amount)


def signed(figure: str, amount: float, language: str) -> str:
    """The same with its sign; a step too small to show keeps more decimals."""
    small = figure == "ratio" and 0 < abs(amount) < 0.005
    shown = format_number(language, amount, 6) if small else amount_words(figure, amount, language)
    return f"+{shown}" if amount > 0 else shown


def bridge_figure(found: FigureBridge, ends: Ends, language: str) -> Figure:
    """From the first figure to the second, step by step: sums solid, steps hollow."""
    table = bridge_table(found, ends, language)
    rows, at = [], found.start
    first, last = _end_names(found, ends, language, short=True)
    rows.append(bridge_row("start", first, 0.0, found.start, "sum", amount_words(found.figure, found.start, language)))
    for number, step in enumerate(found.steps):
        name, amount = step_name(step, ends, language), signed(found.figure, step.amount, language)
        rows.append(
            bridge_row(f"step-{number}", name, at, at + step.amount, "up" if step.amount > 0 else "down", amount)
        )
        at += step.amount
    rows.append(bridge_row("end", last, 0.0, found.end, "sum", amount_words(found.figure, found.end, language)))
    description = finding(found, ends, language)
    return Figure(
        row_chart(language, rows, bridge_layers(rows, found.figure, language), description), description, table
    )


def bridge_row(key: str, name: str, start: float, end: float, kind: str, amount: str) -> dict:
    """A row of the chart: an end stands on the ground, a step where the one before it left off."""
    label = f"{amount}. {name}" if kind == "sum" else f"{name}: {amount}"  # a long name is cut, an amount never
    label = label if amount else name
    return {"row": key, "start": start, "end": end, "kind": kind, "label": label_lines(label)}


def bridge_layers(rows: list[dict], figure: str, language: str) -> list[dict]:
    """Sums solid, steps hollow, a step down with a dashed edge."""
    if figure == "ratio":
        axis = {
            "title": text(language, "chart.horizons.axis"),
            "tickCount": 4,
            "gridOpacity": 0.4,
            "labelOverlap": True,
        }
    else:
        axis = amount_axis(text(language, "chart.millions"))
    span = {
        "x": {"field": "start", "type": "quantitative", "axis": axis},
        "x2": {"field": "end"},
        "y": row_axis([row["row"] for row in rows]),
    }
    hollow = {"fillOpacity": 0.25, "strokeWidth": 1.5}
    marks = {
        "sum": bar(color=COLOURS["gain"]),
        "up": bar(color=COLOURS["gain"], stroke=COLOURS["gain"], **hollow),
        "down": bar(color=COLOURS["pay"], stroke=COLOURS["pay"], strokeDash=[5, 3], **hollow),
    }
    return [
        {"mark": mark, "encoding": span, "transform": [{"filter": f"datum.kind == '{kind}'"}]}
        for kind, mark in marks.items()
        if any(row["kind"] == kind for row in rows)  # an empty layer would be a picture that says nothing
    ]


def unlike(one: Settings, other: Settings, language: str) -> str:
    """What two ratios may not be compared without saying: the conventions in which they differ; empty when alike."""
    names = [text(language, f"version.setting.{name}") for name in same_conventions(one, other)]
    return text(language, "version.unlike", names=", ".join(names)) if names else ""


def silent(found: Bridge, ends: Ends) -> bool:
    """Whether the chains differ in more than what can move a figure: words, sources, spans, follow-up."""
    return ends[0].chain_json != ends[1].chain_json and not any(
        not change.place.startswith(("settings/", "indexes/")) for bundle in found.bundles for change in bundle
    )
