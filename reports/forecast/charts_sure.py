"""How sure a forecast is, as charts: the cost-effectiveness plane, acceptability, the worth of knowing more."""

from chain.forecast.model import Comparison
from reports.figure import Figure
from reports.forecast import tables_sure
from reports.forecast.names import comparator_name, drawn_name, of_purse, option_name
from reports.forecast.series import HEIGHT, LEGEND_LINE, colours, series_lines, shapes, share_axis
from reports.forecast.stamp import Beside
from reports.forecast.words import quadrant_list
from reports.sureness import chance_share
from reports.table_output import with_under
from reports.texts import text
from reports.texts.numbers import format_money, format_number, format_years
from reports.vega import COLOURS, INK, amount_axis, bar, chart, label_lines, once, row_axis, row_chart

MOST_BARS = 10


# --- the plane ---


def plane_figure(beside: Beside, language: str) -> Figure:
    """Every draw of every option by QALYs and cost beyond the comparator, and the line of the threshold."""
    sure, table = beside.sure, tables_sure.quadrants(beside, language)
    names = {name: option_name(beside.comparison, name, language) for name in sure.cloud}
    rows = [
        {"option": names[name], "qalys": qalys, "cost": cost}
        for name, cloud in sure.cloud.items()
        for qalys, cost in cloud
    ]
    description = plane_sentence(beside, language)
    everyone = [comparator_name(beside.comparison, language), *names.values()]  # as in the other charts
    layers = _plane_layers(rows, everyone, sure.threshold_sek, language)
    return Figure(
        chart(language, rows, layers, description, HEIGHT + LEGEND_LINE * len(names) + 60), description, table
    )


def _plane_layers(rows: list[dict], names: list[str], threshold_sek: float, language: str) -> list[dict]:
    axes = {
        "x": {
            "field": "qalys",
            "type": "quantitative",
            "axis": {"title": text(language, "prognosis.axis.qalys"), "tickCount": 5, "gridOpacity": 0.3},
        },
        "y": {
            "field": "cost",
            "type": "quantitative",
            "axis": amount_axis(text(language, "prognosis.axis.more_cost")),
        },
    }
    marks = {
        "mark": {"type": "point", "filled": False, "size": 22, "opacity": 0.75, "strokeWidth": 1.2, "aria": False},
        "encoding": {
            **axes,
            "color": colours("option", names, values=names[1:]),
            "shape": shapes("option", names, values=names[1:]),
        },
    }
    nought = [
        once({"mark": {"type": "rule", "strokeWidth": 1.5}, "encoding": {way: {"datum": 0}}}) for way in ("x", "y")
    ]
    return [*nought, _threshold_line(rows, threshold_sek), marks]


def _threshold_line(rows: list[dict], threshold_sek: float) -> dict:
    """Cost = threshold × QALYs, as long as both stay among the draws."""
    least, most = (pick(0.0, *(row["qalys"] for row in rows)) for pick in (min, max))
    low, high = (pick(0.0, *(row["cost"] for row in rows)) for pick in (min, max))
    if threshold_sek > 0:
        least, most = max(least, low / threshold_sek), min(most, high / threshold_sek)
    ends = [{"qalys": at, "cost": at * threshold_sek} for at in (least, most)]
    return {
        "data": {"values": ends},
        "mark": {"type": "line", "strokeDash": [6, 4], "color": INK, "strokeWidth": 1.5, "aria": False},
        "encoding": {
            "x": {"field": "qalys", "type": "quantitative"},
            "y": {"field": "cost", "type": "quantitative"},
        },
    }


def plane_sentence(beside: Beside, language: str) -> str:
    """For each option in which quadrants the draws lie, and how many are worth their cost at the threshold."""
    sure = beside.sure
    said = [
        text(
            language,
            "prognosis.finding.plane",
            option=option_name(beside.comparison, name, language),
            quadrants=quadrant_list(language, sure.of(name)),
            chance=chance_share(language, sure.of(name).beneficial.share),
            threshold=format_money(language, sure.threshold_sek),
        )
        for name in sure.cloud
    ]
    return " ".join([text(language, "prognosis.finding.plane_what", **_view(beside, language)), *said])


def _view(beside: Beside, language: str) -> dict[str, str]:
    return {
        "comparator": comparator_name(beside.comparison, language).lower(),
        "whose": of_purse(beside.perspective, language),
        "horizon": format_years(language, beside.years),
        "draws": format_number(language, beside.sure.draws, 0),
    }


# --- acceptability ---


def acceptability_figure(beside: Beside, language: str) -> Figure:
    """The chance that each alternative is the best one, by willingness to pay; the one to choose thick on top."""
    sure, comparison = beside.sure, beside.comparison
    table = tables_sure.acceptability(sure, comparison, language)
    names = [option_name(comparison, each, language) for each in sure.alternatives]
    found = sure.curves
    rows = [
        {"willingness": willingness, "option": name, "share": share, "best": float(found.frontier[at])}
        for at, willingness in enumerate(found.thresholds.tolist())
        for name, share in zip(names, found.chance_best[at].tolist(), strict=True)
    ]
    across = _willingness_axis(language)
    lines, _ = series_lines("option", names, {"x": across, "y": share_axis(language, "chance_best")})
    frontier = {
        "mark": {"type": "line", "strokeWidth": 7, "opacity": 0.28, "color": INK, "aria": False},
        "encoding": {"x": across, "y": {"field": "best", "type": "quantitative"}},
    }
    description = acceptability_sentence(beside, language)
    layers = [frontier, lines, *_threshold_mark(sure.threshold_sek, language)]
    return Figure(chart(language, rows, layers, description, HEIGHT + LEGEND_LINE * len(names)), description, table)


def _willingness_axis(language: str) -> dict:
    return {
        "field": "willingness",
        "type": "quantitative",
        "axis": amount_axis(text(language, "prognosis.axis.willingness")),
    }


def _threshold_mark(threshold_sek: float, language: str) -> list[dict]:
    """The threshold as a line with its amount."""
    at = {"x": {"datum": threshold_sek}}
    note = {"type": "text", "text": format_money(language, threshold_sek), "align": "left", "dx": 5, "baseline": "top"}
    return [
        once({"mark": {"type": "rule", "strokeDash": [4, 4]}, "encoding": at}),
        once({"mark": note, "encoding": at | {"y": {"value": 2}}}),
    ]


def acceptability_sentence(beside: Beside, language: str) -> str:
    """Which alternative to choose at the threshold, how sure that is, and from where another should be chosen."""
    sure, comparison = beside.sure, beside.comparison
    found = sure.curves
    at = found.thresholds.tolist().index(sure.threshold_sek)
    best = int(found.best[at])
    name = option_name(comparison, sure.alternatives[best], language)
    said = {"threshold": format_money(language, sure.threshold_sek), "option": name, **_view(beside, language)}
    said["chance"] = chance_share(language, float(found.frontier[at]))
    likeliest = int(found.chance_best[at].argmax())
    parts = [text(language, "prognosis.finding.acceptability", **said)]
    if likeliest != best:
        other = option_name(comparison, sure.alternatives[likeliest], language)
        chance = chance_share(language, float(found.chance_best[at][likeliest]))
        parts.append(text(language, "prognosis.finding.likeliest", option=other, chance=chance))
    parts += _changes(beside, language)
    return " ".join(parts)


def _changes(beside: Beside, language: str) -> list[str]:
    """Every stretch of willingness to pay with another best alternative."""
    found, names = beside.sure.curves, beside.sure.alternatives
    said = []
    for at in range(1, len(found.best)):
        if found.best[at] != found.best[at - 1]:
            low, high = (format_money(language, float(found.thresholds[each])) for each in (at - 1, at))
            option = option_name(beside.comparison, names[int(found.best[at])], language)
            said.append(text(language, "prognosis.finding.changes", option=option, low=low, high=high))
    return said


# --- the worth of knowing ---


def knowing_figure(beside: Beside, language: str) -> Figure:
    """What it is worth to know everything, by willingness to pay, for one year's cohort."""
    sure = beside.sure
    table = with_under(
        tables_sure.acceptability(sure, beside.comparison, language)[["willingness", "chosen_option", "knowing_all"]]
    )
    found = sure.curves
    pairs = zip(found.thresholds.tolist(), found.perfect_information.tolist(), strict=True)
    rows = [{"willingness": at, "worth": worth} for at, worth in pairs]
    axis = amount_axis(text(language, "prognosis.axis.knowing"))
    line = {
        "mark": {"type": "line", "color": COLOURS["gain"], "strokeWidth": 2.5},
        "encoding": {
            "x": _willingness_axis(language),
            "y": {"field": "worth", "type": "quantitative", "axis": axis},
        },
    }
    description = knowing_sentence(beside, language)
    layers = [line, *_threshold_mark(sure.threshold_sek, language)]
    return Figure(chart(language, rows, layers, description, 240), description, table)


def knowing_sentence(beside: Beside, language: str) -> str:
    """The worth of knowing everything at the threshold, for the cohort and for each child offered."""
    sure, children = beside.sure, beside.comparison.population.children.value
    at = sure.curves.thresholds.tolist().index(sure.threshold_sek)
    worth = float(sure.curves.perfect_information[at])
    said = {
        "threshold": format_money(language, sure.threshold_sek),
        "worth": format_money(language, worth),
        "children": format_number(language, children, 0),
    }
    if round(worth) <= 0 or children <= 0:
        return text(language, "prognosis.finding.knowing_nothing", threshold=said["threshold"])
    each = format_money(language, worth / children)
    return text(language, "prognosis.finding.knowing", each=each, **said)


def worth_figure(beside: Beside, language: str) -> Figure:
    """What it is worth, at most, to know each number; the one most worth measuring on top."""
    sure, comparison = beside.sure, beside.comparison
    table = tables_sure.worth(sure, comparison, language)
    rows = []
    for at, each in enumerate(sure.worth.assumptions[:MOST_BARS]):
        name = drawn_name(comparison, each.name, language)
        label = text(language, "prognosis.chart.worth", name=name, worth=format_money(language, each.worth_sek))
        rows.append({"row": str(at), "label": label_lines(label), "worth": each.worth_sek})
    axis = amount_axis(text(language, "chart.millions"))
    place = {"y": row_axis([row["row"] for row in rows])}
    bars = {
        "mark": bar(color=COLOURS["gain"]),
        "encoding": place | {"x": {"field": "worth", "type": "quantitative", "axis": axis}},
    }
    description = worth_sentence(sure, comparison, language)
    return Figure(row_chart(language, rows, [bars], description), description, table)


def worth_sentence(sure, comparison: Comparison, language: str) -> str:
    """Which number is most worth measuring, or that none changes the choice."""
    first = sure.worth.assumptions[0]
    if first.worth_sek <= first.standard_error_sek or round(first.worth_sek) <= 0:
        return text(language, "prognosis.finding.worth_nothing")
    name = drawn_name(comparison, first.name, language)
    nothing = sum(each.worth_sek <= each.standard_error_sek for each in sure.worth.assumptions)
    key = "prognosis.finding.worth_some" if nothing else "prognosis.finding.worth"
    worth = format_money(language, first.worth_sek)
    return text(language, key, name=name, worth=worth, nothing=nothing, all=len(sure.worth.assumptions))
