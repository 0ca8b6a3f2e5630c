"""What the form of a measurement says: the rule, the echo of what was typed, the bounds, what was seen before."""

from collections.abc import Sequence

from pandas import DataFrame

from chain.measurement import Cell, GroupCell, Missing, NonResponse, Observation, PlannedIndicator, Rule, Target
from chain.period import period
from chain.workflow import LockReason
from reports.columns import NOTHING
from reports.follow_up.values import amount, missing_words, stated_amount
from reports.texts import text
from reports.texts.numbers import format_date, format_number, format_share
from sroi.follow_up.rates import rate_of
from sroi.follow_up.sums import is_seen
from sroi.follow_up.targets import number_of
from sroi.follow_up.usual import unusual

COUNTS = ("hits", "answered", "asked")


def rule_sentence(indicator: PlannedIndicator, fixed: bool, language: str) -> str:
    """*Summeringsregel: andel = täljare ÷ nämnare (låst).*"""
    rule = text(language, f"entry.rule.{indicator.rule}")
    return text(language, "entry.rule_fixed" if fixed else "entry.rule_open", rule=rule)


def caption(indicator: PlannedIndicator, name: str, language: str) -> str:
    """What a field of a value is called: by what is counted, or with the unit it is measured in."""
    counts = indicator.counts.into(language)
    if name == "hits" and counts:
        return text(language, "entry.hits_of", counts=counts)
    if name in COUNTS:
        return text(language, f"field.{name}")
    of_field = text(language, f"entry.{name}")
    return f"{of_field} ({indicator.unit})" if indicator.unit and name == "value" else of_field


def group_name(indicator: PlannedIndicator, of: GroupCell, language: str) -> str:
    """What a group of a split is called; its id where the plan has it no more."""
    names = {(split.id, each.id): each.name for split in indicator.splits for each in split.groups}
    name = names.get((of.split_id, of.group_id))
    return (name.into(language) if name else "") or of.group_id


def facts(indicator: PlannedIndicator, target: Target | None, language: str) -> list[str]:
    """Target and baseline, each a short sentence; none is said to be none."""
    told = [text(language, "entry.no_target")]
    if target is not None:
        told = [text(language, "entry.target", value=stated_amount(indicator, target.value, language))]
    if indicator.baseline is not None:
        value = stated_amount(indicator, indicator.baseline.value, language)
        year = indicator.baseline_year
        told.append(text(language, "entry.baseline_year", value=value, year=year) if year else
                    text(language, "entry.baseline", value=value))  # fmt: skip
    return told


def echo(indicator: PlannedIndicator, cell: Cell, language: str) -> str:
    """What was understood: *47,9 % av 48 svarande – bortfall 6 personer (11 %)*; empty while there is no value."""
    if cell.missing is not None and cell.missing is not Missing.KNOWN_ZERO:
        return text(language, "entry.echo_missing", why=text(language, f"missing.{cell.missing}"))
    if not is_seen(cell, indicator.rule) or _is_impossible(cell):
        return ""
    value = amount(indicator, number_of(cell, indicator.rule), language)
    if not cell.answered:
        return text(language, "entry.echo", value=value)
    of = text(language, "entry.echo_of", value=value, answered=format_number(language, cell.answered, 0))
    silent = (cell.asked or cell.answered) - cell.answered
    if silent <= 0:
        return of
    share = format_share(language, silent / cell.asked, 0)
    key = "entry.echo_silent_one" if silent == 1 else "entry.echo_silent"
    return text(language, key, of=of, silent=format_number(language, silent, 0), share=share)


def _is_impossible(cell: Cell) -> bool:
    """Whether more reached it than answered, or more answered than were asked: then nothing follows from it."""
    told = [number for number in (cell.hits, cell.answered, cell.asked) if number is not None]
    return told != sorted(told)


def has_silent(indicator: PlannedIndicator, cell: Cell) -> bool:
    """Whether it matters how those who did not answer are shown."""
    counted = indicator.rule is Rule.SHARE and cell.missing is None and not _is_impossible(cell)
    rate = rate_of(cell) if counted else None
    return rate is not None and rate.silent > 0


def bound_words(indicator: PlannedIndicator, cell: Cell, choice: NonResponse, language: str) -> str:
    """One reading of those who did not answer, with its figure: *Om de 6 är som övriga: 47,9 %*."""
    rate = rate_of(cell)
    share = rate.like_others if choice is NonResponse.LIKE_OTHERS else rate.least_good(indicator.direction)
    told = {"silent": format_number(language, rate.silent, 0), "share": format_share(language, share)}
    return text(language, f"entry.bound.{choice}", **told)


def both_bounds(indicator: PlannedIndicator, cell: Cell, language: str) -> list[str]:
    """Both readings of those who did not answer, the chosen one never alone; none where all answered."""
    if not has_silent(indicator, cell):
        return []
    return [bound_words(indicator, cell, each, language) for each in NonResponse]


def unusual_words(indicator: PlannedIndicator, cell: Cell, earlier: Sequence[Observation], language: str) -> str:
    """Why the value stands out beside one's own earlier ones; empty when it does not."""
    value = number_of(cell, indicator.rule)
    known = [number_of(each.total, indicator.rule) for each in earlier]
    found = unusual(value, [each for each in known if each is not None]) if value is not None else None
    if found is None:
        return ""
    told = {name: amount(indicator, getattr(found, name), language) for name in ("value", "middle", "low", "high")}
    return text(language, f"entry.unusual.{found.why}", **told)


def earlier_table(indicator: PlannedIndicator, earlier: Sequence[tuple[Observation, str]], language: str) -> DataFrame:
    """What was seen in other periods, and how each value stands (`state`, in words)."""
    in_time = sorted(earlier, key=lambda pair: period(pair[0].period).end)
    rows = [
        {
            "period": each.period,
            "seen_actual": value_words(indicator, each.total, language),
            "seen_of": _of(each.total, language),
            "value_state": state,
        }
        for each, state in in_time
    ]
    return DataFrame(rows, columns=["period", "seen_actual", "seen_of", "value_state"])


def value_words(indicator: PlannedIndicator, cell: Cell, language: str) -> str:
    """A value as those see it who enter and review: itself, or why it is missing."""
    if not is_seen(cell, indicator.rule):
        return missing_words(cell, language)
    return amount(indicator, number_of(cell, indicator.rule), language)


def _of(cell: Cell, language: str) -> str:
    return NOTHING if cell.answered is None else format_number(language, cell.answered, 0)


def lock_sentence(
    reason: LockReason, key: str, language: str, *, by: str = "", day: str = "", period_end: str = ""
) -> str:
    """Why a value cannot be written, and who can open it: *Perioden är godkänd och låst 2026-02-14 av Eva.*"""
    told = {"period": key, "by": by, "day": day, "end": period_end}
    if reason is LockReason.APPROVED and not (by and day):
        return text(language, "entry.lock.approved_unknown", **told)
    return text(language, f"entry.lock.{reason}", **told)


def until_words(day, language: str) -> str:
    """Until when a granted opening lasts."""
    return text(language, "entry.open_until", day=format_date(day))
