"""The fields of one measurement, by the indicator's rule: what stands in them becomes an observation, or problems."""

from collections.abc import Callable, Sequence
from contextlib import contextmanager

import streamlit as st

from chain.follow_up_checks import check_value
from chain.measurement import (
    Before,
    Cell,
    Group,
    GroupCell,
    Missing,
    NonResponse,
    Observation,
    PlannedIndicator,
    Rule,
    Split,
)
from chain.period import period
from chain.problem import Problem, Severity, problem
from pages.parts import inputs
from pages.parts.folded import folded
from pages.parts.sheet import Sheet, label_of
from pages.parts.today import today
from pages.parts.words import language, plain, t
from reports.follow_up import entry, seen
from reports.texts.numbers import format_input, parse_number, parse_whole
from reports.texts.problems import sentence
from storage.operations import Measurement

OF_RULE: dict[Rule, tuple[str, ...]] = {
    Rule.SHARE: entry.COUNTS,
    Rule.MEAN: ("value", "answered", "asked", "spread"),
    Rule.FLOW: ("value",),
    Rule.CUMULATIVE: ("value",),
    Rule.LEVEL: ("value",),
}
NOT_MISSING = "none"
EMPTY = ("follow_up.empty", "follow_up.no_answered", "follow_up.mean_without_number", "follow_up.no_reason")
"""What is only not filled in yet is not pointed at before someone has tried to send it in."""


class Slots:
    """Places under fields where what is wrong with them is said, once the whole value is known."""

    def __init__(self) -> None:
        self._under: dict[str, st.delta_generator.DeltaGenerator] = {}

    def leave(self, place: str) -> None:
        """Leave room under the field that was drawn last."""
        self._under[place] = st.container()

    def tell(self, problems: Sequence[Problem], elsewhere: st.delta_generator.DeltaGenerator) -> None:
        """Say each problem under its field; what has no field of its own under all of them."""
        for each in problems:
            under = self._under.get(each.place, elsewhere)
            draw = {Severity.ERROR: under.error, Severity.WARNING: under.warning}.get(each.severity, under.info)
            draw(plain(sentence(language(), each)))


def form(sheet: Sheet, found: Measurement) -> tuple[Observation, list[Problem]]:
    """Draw the fields; what they say as an observation, and everything that is wrong with it."""
    indicator, there, slots = found.indicator, found.observation, Slots()
    total = _cell(sheet, "value", indicator, there.total if there else Cell(), slots)
    _echo(found, total)
    choice = _silent(sheet, indicator, total, there)
    groups = [each for split in indicator.splits for each in _split(sheet, split, indicator, there, slots)]
    hidden = st.container()
    comparison = _comparison(sheet, indicator, there, slots)
    made = Observation(
        indicator_id=indicator.id,
        period=found.key.period,
        total=total,
        groups=tuple(groups),
        comparison=comparison,
        non_response=choice,
        **_about(sheet, there, slots, correcting=found.standing.submitted_at is not None),
    )
    problems = [*check_value(made, indicator, today()), *_unexplained(made, found)]
    slots.tell([each for each in problems if sheet.tried or each.code not in EMPTY], st.container())
    with hidden:
        _hidden_groups(indicator, made)
    return made, [*sheet.problems, *problems]


def _unexplained(made: Observation, found: Measurement) -> tuple[Problem, ...]:
    """What was sent in once is not changed without saying why."""
    there = found.observation
    if there is None or found.standing.submitted_at is None or made.reason.strip():
        return ()
    stamps = {name: getattr(there, name) for name in ("version", "reason", "author")}
    return () if made.model_copy(update=stamps) == there else (problem("follow_up.no_reason", "value/reason"),)


def _cell(sheet: Sheet, prefix: str, indicator: PlannedIndicator, old: Cell, slots: Slots, of: str = "") -> Cell:
    """The fields of one group's value; `of` names the group in each label, for those who hear them one by one."""
    told: dict[str, object] = {}
    for name in OF_RULE[indicator.rule]:
        caption = plain(entry.caption(indicator, name, language())) + of
        told[name] = _number(sheet, f"{prefix}/{name}", caption, getattr(old, name), whole=name in entry.COUNTS)
        slots.leave(f"{prefix}/{name}")
    told["missing"] = _missing(sheet, prefix, old.missing, of)
    slots.leave(f"{prefix}/missing")
    if indicator.rule is Rule.MEAN and prefix == "value":
        told["before"] = _before(sheet, prefix, old.before, slots)
    return Cell(**told)


def _number(sheet: Sheet, name: str, caption: str, old: float | None, *, whole: bool) -> float | None:
    raw = sheet.line(name, caption, format_input(language(), old), max_chars=40)
    parse: Callable = parse_whole if whole else parse_number
    value = inputs.number(sheet, name, raw, parse)
    if whole and value is not None and not 0 <= value <= 1_000_000_000:
        sheet.report(Problem("entry_sheet.negative", name, Severity.ERROR))
        return None
    return value


def _missing(sheet: Sheet, prefix: str, old: Missing | None, of: str) -> Missing | None:
    options = [(NOT_MISSING, t("entry.not_missing")), *((str(each), t(f"missing.{each}")) for each in Missing)]
    picked = sheet.choice(f"{prefix}/missing", label_of("missing") + of, str(old or NOT_MISSING), options)
    return Missing(picked) if picked in list(Missing) else None


def _before(sheet: Sheet, prefix: str, old: Before | None, slots: Slots) -> Before | None:
    with _fold(t("entry.before"), sheet.key("before")) as opened:
        if not opened and old is None:
            return None
        value = _number(sheet, f"{prefix}/before/value", t("entry.before_value"), old and old.value, whole=False)
        answered = _number(
            sheet, f"{prefix}/before/answered", t("entry.before_answered"), old and old.answered, whole=True
        )
        slots.leave(f"{prefix}/before/answered")
        spread = _number(
            sheet, f"{prefix}/before/spread", t("entry.before_spread"), old and old.spread_of_change, whole=False
        )
    if value is None or answered is None:
        return None
    return Before(value=value, answered=answered, spread_of_change=spread)


@contextmanager
def _fold(label: str, key: str):
    """An expander whose fields are drawn only when it is open; gives whether it is."""
    with folded(label, key) as opened:
        yield opened.open


def _echo(found: Measurement, total: Cell) -> None:
    indicator = found.indicator
    words = entry.echo(indicator, total, language())
    if words:
        st.markdown(f"**{plain(words)}**")
    end = found.period.end
    earlier = [each.observation for each in found.others if period(each.observation.period).end < end]
    strange = entry.unusual_words(indicator, total, earlier, language())
    if strange:
        st.info(plain(strange))


def _silent(sheet: Sheet, indicator: PlannedIndicator, total: Cell, there: Observation | None) -> NonResponse | None:
    """How those who did not answer are shown, with what either choice gives."""
    if not entry.has_silent(indicator, total):
        return there.non_response if there else None
    options = [(str(each), t(f"entry.silent.{each}")) for each in NonResponse]
    old = (there.non_response if there else None) or indicator.non_response
    st.markdown("  \n".join(map(plain, entry.both_bounds(indicator, total, language()))))
    return NonResponse(sheet.choice("value/non_response", t("entry.silent_question"), str(old), options))


def _split(
    sheet: Sheet, split: Split, indicator: PlannedIndicator, there: Observation | None, slots: Slots
) -> list[GroupCell]:
    known = {each.group_id: each.cell for each in (there.groups if there else ()) if each.split_id == split.id}
    with _fold(t("entry.groups", split=plain(split.name.into(language()))), sheet.key(f"split-{split.id}")) as opened:
        if not opened and not _typed(sheet, f"value/groups/{split.id}/"):
            return [GroupCell(split_id=split.id, group_id=name, cell=cell) for name, cell in known.items()]
        st.caption(t("entry.groups_help"))
        return [each for group in split.groups if (each := _group(sheet, split, group, indicator, known, slots))]


def _typed(sheet: Sheet, prefix: str) -> bool:
    """Whether something is drafted in these fields."""
    return any(name.startswith(prefix) for name in sheet.draft)


def _group(
    sheet: Sheet, split: Split, group: Group, indicator: PlannedIndicator, known: dict[str, Cell], slots: Slots
) -> GroupCell | None:
    name = plain(group.name.into(language()) or group.id)
    st.markdown(f"**{name}**")
    prefix, old = f"value/groups/{split.id}/{group.id}", known.get(group.id, Cell())
    cell = _cell(sheet, prefix, indicator, old, slots, f" – {name}")
    return None if cell == Cell() else GroupCell(split_id=split.id, group_id=group.id, cell=cell)


def _comparison(sheet: Sheet, indicator: PlannedIndicator, there: Observation | None, slots: Slots) -> Cell | None:
    old = there.comparison if there else None
    if not indicator.comparison:
        return old
    with _fold(t("entry.comparison"), sheet.key("comparison")) as opened:
        if not opened and not _typed(sheet, "value/comparison/"):
            return old
        st.caption(plain(indicator.comparison.into(language())))
        cell = _cell(sheet, "value/comparison", indicator, old or Cell(), slots, f" – {t('entry.comparison')}")
    return None if cell == Cell() else cell


def _about(sheet: Sheet, there: Observation | None, slots: Slots, *, correcting: bool) -> dict[str, object]:
    """When and how it was measured, a comment, and why it is corrected."""
    st.markdown(f"**{t('entry.about')}**")
    told: dict[str, object] = {"collected_on": inputs.day(sheet, "collected_on", there.collected_on if there else None)}
    slots.leave("value/collected_on")
    for name in ("method", "comment"):
        told[name] = inputs.line(sheet, name, getattr(there, name) if there else "", label=t(f"entry.{name}"))
        slots.leave(f"value/{name}")
    if correcting:
        told["reason"] = inputs.line(sheet, "reason", "", label=t("entry.reason"))
        slots.leave("value/reason")
    return told


def _hidden_groups(indicator: PlannedIndicator, made: Observation) -> None:
    """Which groups will be hidden wherever the value is shown, and why."""
    if made.groups:
        of = seen.seen_of(indicator, (made,))
        for words in seen.hidden_sentences(of, made.period, language()):
            st.info(plain(words))
