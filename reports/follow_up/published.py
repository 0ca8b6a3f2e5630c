"""A published follow-up on its way out: its files in two editions, and what differs between two of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pandas import DataFrame

from chain.follow_up_document import fingerprint
from chain.measurement import FollowUp, PlannedIndicator, Target
from chain.workflow import State
from reports.amounts import number_name
from reports.columns import NOTHING
from reports.disclosure import Key, Mark, Part, Shown, disclosed, public
from reports.follow_up.export import (
    COLUMNS,
    STRATSYS,
    Edition,
    Measured,
    about_lines,
    as_csv,
    as_workbook,
    long_rows,
    stratsys_rows,
)
from reports.follow_up.values import of_how_many, shown_value, stated_amount
from reports.texts import text
from sroi.follow_up.compared import follow_up_changes
from sroi.follow_up.targets import in_force
from sroi.frozen import FrozenVersion

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {"method": "", "comment": "", "reason": "", "author": ""}
"""What people wrote beside a value, taken away."""


class File(NamedTuple):
    """One file to take along: what it is, how its name ends, and its media type."""

    kind: str
    ending: str
    mime: str


FILES = (File("long", "xlsx", XLSX), File("long", "csv", "text/csv"), File("stratsys", "xlsx", XLSX))


def measured_of(version: FrozenVersion, edition: Edition) -> Measured:
    """What the version kept, for an edition. Whatever is kept was approved."""
    follow_up = version.follow_up or FollowUp(intervention_id=version.record.intervention_id)
    states = {(each.indicator_id, each.period): State.APPROVED for each in follow_up.observations}
    return Measured(version.planned.name, follow_up, edition, states)


def content(file: File, version: FrozenVersion, number: int, edition: Edition, language: str, made_on: date) -> bytes:
    """What the file holds, in this edition."""
    measured = measured_of(version, edition)
    if file.kind == "stratsys":
        rows, columns = stratsys_rows(measured, language), STRATSYS
    else:
        rows, columns = long_rows(measured, language), COLUMNS
    if file.ending == "csv":
        return as_csv(rows, columns, language)
    return as_workbook(rows, columns, language, _about(measured, version, number, language, made_on))


def _about(measured: Measured, version: FrozenVersion, number: int, language: str, made_on: date) -> tuple[str, ...]:
    record = version.record
    day = record.created_at.date().isoformat()
    return (
        text(language, "publish.file_version", number=number, name=record.name, day=day),
        *about_lines(measured, language, made_on, edition_hash(version, measured.edition)),
    )


def edition_hash(version: FrozenVersion, edition: Edition) -> str:
    """What ties a file to what was kept: of the internal edition the hash of the kept follow-up.

    The public edition bears the hash of what it shows. The hash of all the numbers would let someone who has the others
    try the few that a hidden one can be, until it fits.
    """
    if edition is Edition.INTERNAL:
        return version.record.follow_up_sha256 or ""
    shown = public(measured_of(version, edition).follow_up)
    bare = tuple(each.model_copy(update=WORDS) for each in shown.observations)
    return fingerprint(shown.model_copy(update={"observations": bare}))


# --- two versions beside each other ---


def changed(before: FollowUp, after: FollowUp) -> bool:
    """Whether anything differs, shown or not."""
    return bool(follow_up_changes(before, after))


def changes_table(ends: tuple[FrozenVersion, FrozenVersion], language: str) -> DataFrame:
    """One row for each indicator, target and value that differs as the public sees it: before and after."""
    follow_ups = tuple(measured_of(each, Edition.PUBLIC).follow_up for each in ends)
    plans = tuple({each.id: each for each in follow_up.plan} for follow_up in follow_ups)
    rows = []
    for name in dict.fromkeys((*plans[0], *plans[1])):
        pair = plans[0].get(name), plans[1].get(name)
        rows += _of_plan(pair, ends, language)
        rows += _of_targets(pair, follow_ups, language)
        rows += _of_values(pair, follow_ups, language)
    return DataFrame(rows, columns=["group", "indicator", "period", "was", "became"])


Pair = tuple[PlannedIndicator | None, PlannedIndicator | None]
Row = dict[str, str]


def _row(group: str, pair: Pair, period: str, was: str, became: str, language: str) -> Row:
    indicator = pair[1] or pair[0]
    name = indicator.name.into(language) or indicator.id
    told = {"indicator": name, "period": period or NOTHING, "was": was, "became": became}
    return {"group": text(language, f"publish.change.{group}")} | told


def _of_plan(pair: Pair, ends: tuple[FrozenVersion, FrozenVersion], language: str) -> Iterator[Row]:
    """An indicator that came or went; another baseline; another assumption that it replaces."""
    one, other = pair
    if one is None or other is None:
        there = text(language, "publish.in_plan")
        yield _row("plan", pair, "", there if one else NOTHING, there if other else NOTHING, language)
        return
    starts = [stated_amount(each, each.baseline.value if each.baseline else None, language) for each in pair]
    if starts[0] != starts[1]:
        yield _row("baseline", pair, "", *starts, language)
    if one.replaces != other.replaces:
        told = [_replaced(each, end, language) for each, end in zip(pair, ends, strict=True)]
        yield _row("replaces", pair, "", *told, language)


def _replaced(indicator: PlannedIndicator, version: FrozenVersion, language: str) -> str:
    """Which assumption it replaces, and how much that one weighs where it is said."""
    replaces = indicator.replaces
    if replaces is None:
        return NOTHING
    name = number_name(replaces.place, version.planned, language)
    if replaces.prior_weight is None:
        return name
    return text(language, "publish.weighed", assumption=name, persons=f"{replaces.prior_weight:g}")


def _of_targets(pair: Pair, follow_ups: Sequence[FollowUp], language: str) -> Iterator[Row]:
    """Targets that were decided anew, came or went."""
    found = [_targets(each, of) for each, of in zip(pair, follow_ups, strict=True)]
    for period in sorted(found[0].keys() | found[1].keys()):
        told = [
            stated_amount(each, of[period].value, language) if each and period in of else NOTHING
            for each, of in zip(pair, found, strict=True)
        ]
        if told[0] != told[1]:
            yield _row("target", pair, period, *told, language)


def _targets(indicator: PlannedIndicator | None, follow_up: FollowUp) -> Mapping[str, Target]:
    return {each.period: each for each in in_force(follow_up.targets, indicator.id)} if indicator else {}


def _of_values(pair: Pair, follow_ups: Sequence[FollowUp], language: str) -> Iterator[Row]:
    """Values that were corrected, came or went, each as its own version shows it."""
    found = [disclosed(each, of.of(each.id)) if each else {} for each, of in zip(pair, follow_ups, strict=True)]
    keys = dict.fromkeys(key for each in found for key in each if key.part in (Part.PERIOD, Part.COMPARISON))
    for key in sorted(keys, key=lambda each: each.period):  # the total of a period first, as it stands there
        told = [_shown(each, of.get(key), language) for each, of in zip(pair, found, strict=True)]
        if told[0] != told[1]:
            yield _row("value", pair, _when(pair, key, language), *told, language)


def _when(pair: Pair, key: Key, language: str) -> str:
    if key.part is Part.COMPARISON:
        return text(language, "publish.of_group", period=key.period, group=text(language, "publish.comparison"))
    if not key.split_id:
        return key.period
    splits = (split for each in pair if each for split in each.splits)
    named = {(split.id, group.id): group.name.into(language) for split in splits for group in split.groups}
    name = named.get((key.split_id, key.group_id)) or key.group_id
    return text(language, "publish.of_group", period=key.period, group=name)


def _shown(indicator: PlannedIndicator | None, shown: Shown | None, language: str) -> str:
    """A value as it may be seen, with how many it is of."""
    if indicator is None or shown is None:
        return NOTHING
    value, number = shown_value(indicator, shown, language), of_how_many(shown, language)
    if shown.mark is not Mark.SHOWN or number == NOTHING:
        return value
    return text(language, "outcome.of_number", value=value, number=number)
