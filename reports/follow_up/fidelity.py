"""Whether the method is kept to: each demand and what it asks for, as the public may see it, and the whole in words."""

from collections.abc import Mapping
from dataclasses import replace

from pandas import DataFrame

from chain.measurement import FollowUp, PlannedIndicator
from reports.columns import NOTHING
from reports.disclosure import Key, Mark, Part, Shown, disclosed
from reports.follow_up.values import shown_value, stated_amount
from reports.texts import text
from sroi.follow_up.fidelity import Fidelity, Kept, fidelity

KEPT = {True: ("✓", "kept"), False: ("✗", "not_kept"), None: ("?", "cannot_tell")}
"""A sign beside the words, never instead of them."""
COLUMNS = ("indicator", "period", "seen_actual", "asked_for", "method_kept")
Asked = tuple[PlannedIndicator, Kept, Shown | None]


def demands(follow_up: FollowUp) -> tuple[Asked, ...]:
    """Each demand with what may be seen of its latest value; what is hidden is not held against the method either."""
    plan = {each.id: each for each in follow_up.plan}
    return tuple(_demand(plan[each.indicator_id], each, follow_up) for each in fidelity(follow_up).demands)


def _demand(indicator: PlannedIndicator, kept: Kept, follow_up: FollowUp) -> Asked:
    if kept.period is None:
        return indicator, kept, None
    found: Mapping[Key, Shown] = disclosed(indicator, follow_up.of(indicator.id))
    shown = found[Key(Part.PERIOD, kept.period)]
    return indicator, kept if shown.mark is Mark.SHOWN else replace(kept, value=None, is_kept=None), shown


def sentence(found: tuple[Asked, ...], language: str) -> str:
    """The whole in words, and of how many of the demands it can be told."""
    whole = Fidelity(tuple(kept for _, kept, _ in found))
    said = text(language, f"fidelity.whole.{KEPT[whole.is_kept][1]}")
    return f"{said} {text(language, 'fidelity.told', told=whole.told, all=len(found))}"


def table(found: tuple[Asked, ...], language: str) -> DataFrame:
    """One row a demand: its latest value, what the method asks for, and whether that is kept."""
    rows = [_row(*each, language) for each in found]
    return DataFrame(rows, columns=list(COLUMNS))


def _row(indicator: PlannedIndicator, kept: Kept, shown: Shown | None, language: str) -> dict[str, str]:
    sign, words = KEPT[kept.is_kept]
    return {
        "indicator": indicator.name.into(language) or indicator.id,
        "period": kept.period or NOTHING,
        "seen_actual": shown_value(indicator, shown, language) if shown else NOTHING,
        "asked_for": stated_amount(indicator, kept.asked_for, language),
        "method_kept": f"{sign} {text(language, f'fidelity.demand.{words}')}",
    }
