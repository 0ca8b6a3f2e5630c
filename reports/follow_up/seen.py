"""Target against actual: one indicator's periods as a table, as a chart, and in a sentence; and its groups.

Everything here is as the public may see it: small groups are hidden wherever they would show, in chart and table alike.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pandas import DataFrame

from chain.measurement import FollowUp, Observation, PlannedIndicator, Rule, Target
from chain.period import period
from reports.columns import NOTHING
from reports.disclosure import Key, Mark, Part, Shown, disclosed
from reports.figure import Figure
from reports.follow_up.values import amount, of_how_many, shown_value, stated_amount
from reports.texts import text
from reports.vega import COLOURS, INK, bar, label_lines, row_axis, row_chart
from sroi.follow_up.targets import Standing, TargetStatus, number_of, standing

ICONS = {
    TargetStatus.REACHED: "✓",
    TargetStatus.ON_TRACK: "→",
    TargetStatus.BEHIND: "!",
    TargetStatus.NOT_REACHED: "✗",
    TargetStatus.NO_TARGET: "·",
    TargetStatus.CANNOT_TELL: "?",
}
"""Beside the words, never instead of them."""


@dataclass(frozen=True)
class Period:
    """One period of an indicator as it may be seen, and how it stands against its targets."""

    key: str
    shown: Shown
    standing: Standing
    observation: Observation


@dataclass(frozen=True)
class Seen:
    """An indicator as it may be seen: its periods in order of time, and every group of each."""

    indicator: PlannedIndicator
    periods: tuple[Period, ...]
    groups: Mapping[Key, Shown]

    @property
    def latest(self) -> Period | None:
        """The last period that anything was told of."""
        return self.periods[-1] if self.periods else None


def seen(follow_up: FollowUp, indicator: PlannedIndicator) -> Seen:
    """What may be seen of an indicator: a value that is hidden is not held against a target either."""
    return seen_of(indicator, follow_up.of(indicator.id), follow_up.targets)


def seen_of(indicator: PlannedIndicator, values: Iterable[Observation], targets: Iterable[Target] = ()) -> Seen:
    """What may be seen of these values of an indicator."""
    observations, targets = sorted(values, key=lambda each: period(each.period).end), tuple(targets)
    shown = disclosed(indicator, observations)
    periods = []
    for each in observations:
        found = shown[Key(Part.PERIOD, each.period)]
        against = standing(indicator, targets, each.period, found.cell)
        periods.append(Period(each.period, found, against, each))
    return Seen(indicator, tuple(periods), {key: of for key, of in shown.items() if key.part is Part.PERIOD})


def about_indicator(indicator: PlannedIndicator, language: str) -> str:
    """What is counted and how it is summed up: *andel (täljare ÷ nämnare) · högre är bättre · barn som …*."""
    words = (
        text(language, f"follow_up_export.rule.{indicator.rule}"),
        text(language, f"follow_up_export.direction.{indicator.direction}"),
        indicator.counts.into(language),
    )
    return " · ".join(filter(None, words))


def status_words(status: TargetStatus, language: str) -> str:
    """How a value stands, as a sign and in words."""
    return f"{ICONS[status]} {text(language, f'follow_up_export.target_status.{status}')}"


def finding(of: Seen, language: str) -> str:
    """What the last period says, in one sentence: value, target, status, and what was expected by now."""
    latest, indicator = of.latest, of.indicator
    if latest is None:
        return text(language, "seen.nothing_yet")
    told = {
        "period": latest.key,
        "value": shown_value(indicator, latest.shown, language),
        "status": text(language, f"follow_up_export.target_status.{latest.standing.status}"),
    }
    if latest.standing.target is None:
        return text(language, "seen.finding_without_target", **told)
    told["target"] = stated_amount(indicator, latest.standing.target, language)
    told["target_period"] = latest.standing.target_period
    if latest.standing.expected is None or latest.standing.target_period == latest.key:
        return text(language, "seen.finding", **told)
    return text(
        language, "seen.finding_expected", expected=amount(indicator, latest.standing.expected, language), **told
    )


def periods_table(of: Seen, language: str) -> DataFrame:
    """One row a period: actual, of how many, target, expected by now, and how that stands."""
    rows = [_row(of.indicator, each, language) for each in of.periods]
    return DataFrame(rows, columns=["period", "seen_actual", "seen_of", "seen_target", "seen_expected", "seen_status"])


def _row(indicator: PlannedIndicator, each: Period, language: str) -> dict[str, str]:
    against = each.standing
    own = against.target_period in (None, each.key)
    target = stated_amount(indicator, against.target, language)
    if not own:
        target = text(language, "seen.target_in", target=target, period=against.target_period)
    return {
        "period": each.key,
        "seen_actual": shown_value(indicator, each.shown, language),
        "seen_of": of_how_many(each.shown, language),
        "seen_target": target,
        "seen_expected": amount(indicator, against.expected, language),
        "seen_status": status_words(against.status, language),
    }


def bullet_figure(of: Seen, language: str) -> Figure:
    """A bar for what was seen in each period and a line for its target; a period without a bar says why in words."""
    rows = [_bullet(of.indicator, each, language) for each in of.periods]
    sort = [row["row"] for row in rows]
    description = finding(of, language)
    return Figure(
        row_chart(language, rows, _bullet_layers(of.indicator, sort), description),
        description,
        periods_table(of, language),
    )


def _bullet(indicator: PlannedIndicator, each: Period, language: str) -> dict[str, object]:
    against = each.standing
    value = number_of(each.shown.cell, indicator.rule) if each.shown.mark is Mark.SHOWN else None
    words = {"period": each.key, "value": shown_value(indicator, each.shown, language)}
    label = text(language, "seen.bar", **words)
    if against.target is not None:
        label = text(
            language,
            "seen.bar_with_target",
            target=stated_amount(indicator, against.target, language),
            status=status_words(against.status, language),
            **words,
        )
    return {"row": each.key, "label": label_lines(label), "value": value, "target": against.target}


def _bullet_layers(indicator: PlannedIndicator, sort: Sequence[str]) -> list[dict]:
    label = "format(datum.value, '.0%')" if indicator.rule is Rule.SHARE else "format(datum.value, ',.6~r')"
    axis = {"title": indicator.unit if indicator.rule is not Rule.SHARE else None, "tickCount": 4, "labelExpr": label}
    y = row_axis(list(sort))
    return [
        {
            "transform": [{"filter": "isValid(datum.value)"}],
            "mark": bar(color=COLOURS["gain"]),
            "encoding": {"x": {"field": "value", "type": "quantitative", "axis": axis}, "y": y},
        },
        {
            "transform": [{"filter": "isValid(datum.target)"}],
            "mark": {"type": "tick", "color": INK, "thickness": 3, "height": 22},
            "encoding": {"x": {"field": "target", "type": "quantitative", "axis": axis}, "y": y},
        },
    ]


def groups_table(of: Seen, language: str) -> DataFrame:
    """One row for each period and group: what may be seen, of how many. Empty where nothing is split."""
    named = {(split.id, group.id): group.name.into(language) or group.id
             for split in of.indicator.splits for group in split.groups}  # fmt: skip
    rows = [
        {
            "period": key.period,
            "seen_group": named.get((key.split_id, key.group_id), key.group_id),
            "seen_actual": shown_value(of.indicator, shown, language),
            "seen_of": of_how_many(shown, language),
        }
        for key, shown in of.groups.items()
        if key.split_id
    ]
    return DataFrame(rows, columns=["period", "seen_group", "seen_actual", "seen_of"])


def hidden_sentences(of: Seen, key: str, language: str) -> list[str]:
    """What is hidden of a period's groups and why, one sentence a group, the small ones first: the total is shown."""
    named = {(split.id, group.id): group.name.into(language) or group.id
             for split in of.indicator.splits for group in split.groups}  # fmt: skip
    told = {Mark.SMALL: "seen.group_small", Mark.COMPLEMENT: "seen.group_complement"}
    there = [(each, shown.mark) for each, shown in of.groups.items() if each.period == key and each.split_id]
    return [
        text(
            language,
            sentence,
            group=named.get((each.split_id, each.group_id), each.group_id),
            below=of.indicator.small_below,
        )
        for mark, sentence in told.items()
        for each, its_mark in there
        if its_mark is mark
    ]


def overview_table(found: Sequence[Seen], language: str) -> DataFrame:
    """One row an indicator: its last period, value, target and how it stands."""
    rows = [_summary(each, language) for each in found]
    return DataFrame(rows, columns=["indicator", "period", "seen_actual", "seen_target", "seen_status"])


def _summary(of: Seen, language: str) -> dict[str, str]:
    row = {"indicator": of.indicator.name.into(language) or of.indicator.id}
    if of.latest is None:
        nothing = dict.fromkeys(("period", "seen_actual", "seen_target"), NOTHING)
        return row | nothing | {"seen_status": text(language, "seen.not_measured")}
    told = _row(of.indicator, of.latest, language)
    return row | {key: told[key] for key in ("period", "seen_actual", "seen_target", "seen_status")}
