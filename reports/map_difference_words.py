"""The difference between a Value Map's sums and ours, in sentences and as a table."""

from collections.abc import Iterator

from pandas import DataFrame

from reports.map_difference import Attempt, MapDifference, RowDifference, reproduces, same
from reports.texts import text
from reports.texts.numbers import format_number, format_ratio, format_share, format_years

_SAID = ("ratio", "present_value", "net_present_value")


def difference_sentences(found: MapDifference, language: str) -> list[str]:
    """What the sheet's sums follow from, how far each convention moves the ratio, and what does not add up."""
    return [*_verdict(found, language), *_steps(found, language), *_doubts(found, language)]


def _verdict(found: MapDifference, language: str) -> Iterator[str]:
    guide = _ratio(found.guide.ratio, language)
    if all(getattr(found.totals, name) is None for name in _SAID):
        yield text(language, "map_difference.nothing_printed", guide=guide)
    elif found.reproducing is None:
        yield text(language, "map_difference.not_reproduced", guide=guide)
    elif not found.reproducing.changed:
        yield text(language, "map_difference.same_as_guide", guide=guide)
    else:
        rules = "; ".join(rule_words(found.reproducing, name, language) for name in found.reproducing.changed)
        ratio = _ratio(found.reproducing.ratio, language)
        yield text(language, "map_difference.reproduced", rules=rules, guide=guide, ratio=ratio)
    yield text(language, "map_difference.swedish", ratio=_ratio(found.swedish.ratio, language))


def _steps(found: MapDifference, language: str) -> Iterator[str]:
    if len(found.steps) < 2:
        return  # a single step is told by the verdict
    before = found.guide
    for step in found.steps:
        rule = rule_words(step, step.changed[-1], language)
        ratios = {"before": _ratio(before.ratio, language), "after": _ratio(step.ratio, language)}
        yield text(language, "map_difference.step", rule=rule[:1].upper() + rule[1:], **ratios)
        before = step


def _doubts(found: MapDifference, language: str) -> Iterator[str]:
    totals, nearest = found.totals, found.reproducing or found.guide
    if found.is_net:
        printed, ratio = _ratio(totals.ratio, language), _ratio(nearest.ratio, language)
        yield text(language, "map_difference.net", printed=printed, ratio=ratio)
    elif totals.ratio is not None and totals.present_value is not None and totals.investment:
        own = totals.present_value / totals.investment
        if not same(totals.ratio, own):
            printed = _ratio(totals.ratio, language)
            yield text(language, "map_difference.ratio_off", printed=printed, ratio=_ratio(own, language))
    if found.investment_differs:
        printed, ours = (format_number(language, each, 2) for each in (totals.investment, found.guide.investment))
        yield text(language, "map_difference.investment", printed=printed, ours=ours)
    yield from (_row(each, language) for each in found.rows)
    if found.blanks:
        yield text(language, "map_difference.blanks", count=found.blanks)


def _row(row: RowDifference, language: str) -> str:
    printed, ours = (format_number(language, each, 2) for each in (row.printed, row.ours))
    rule = text(language, f"map_difference.rule.{row.rule or 'unknown'}")
    return text(language, "map_difference.row", line=row.line + 1, printed=printed, ours=ours, rule=rule)


def rule_words(attempt: Attempt, name: str, language: str) -> str:
    """One convention of an attempt in words."""
    value = getattr(attempt.settings, name)
    if name == "discount_rate":
        return text(language, "convention_line.rate", rate=format_share(language, value, None))
    if name == "horizon_years":
        return text(language, "convention_line.horizon", horizon=format_years(language, value))
    if name == "drop_off_from":
        return text(language, "map_difference.drop_off_from")
    return text(language, f"convention_line.{name}.{value}")


def difference_table(found: MapDifference, language: str) -> DataFrame:
    """One row a convention: the Guide, each single change of it, the Swedish preset; present value, ratio, movement."""
    heads = {
        key: text(language, f"map_difference.table.{key}") for key in ("convention", "present_value", "ratio", "moves")
    }
    heads["matches"] = text(language, "map_difference.table.matches")
    named = [(text(language, "map_difference.table.guide"), found.guide)]
    named += [(rule_words(each, each.changed[0], language), each) for each in found.single]
    named += [(text(language, "map_difference.table.swedish"), found.swedish)]
    rows = [
        {
            heads["convention"]: words,
            heads["present_value"]: each.present_value,
            heads["ratio"]: each.ratio,
            heads["moves"]: None if None in (each.ratio, found.guide.ratio) else each.ratio - found.guide.ratio,
            heads["matches"]: reproduces(each, found.totals),
        }
        for words, each in named
    ]
    return DataFrame(rows, columns=list(heads.values()))


def _ratio(ratio: float | None, language: str) -> str:
    return text(language, "map_difference.no_ratio") if ratio is None else format_ratio(language, ratio)
