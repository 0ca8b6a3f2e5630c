"""The honesty checklist in words, and one's own deductions beside those of published reports."""

from pandas import DataFrame

from chain.model import Chain
from reports.amounts import number_name
from reports.texts import text
from reports.texts.numbers import format_number, format_ratio, format_share
from sroi.bands import REPORTS, SOURCE, Beside
from sroi.checklist import Row, State
from sroi.honesty import PRINCIPLES, Panel

SIGNS = {
    State.MET: "✓",
    State.PARTLY: "◐",
    State.MISSING: "✗",
    State.NOT_APPLICABLE: "–",
    State.PERSON: "?",
}
"""A sign before the word, so that a list can be run through; the word always stands beside it."""


def state_words(state: State, language: str) -> str:
    """The sign and the word of a state."""
    return f"{SIGNS[state]} {text(language, f'honesty.state.{state}')}"


def item_words(row: Row, language: str) -> str:
    """What the item asks for."""
    return text(language, f"honesty.item.{row.item}")


def evidence_words(row: Row, language: str) -> str:
    """The counts that say so, in one line."""
    told = [text(language, f"honesty.count.{name}", count=format_number(language, count, 0))
            for name, count in row.evidence if count or name in ("total", "included")]  # fmt: skip
    return "; ".join(told)


def mend_words(row: Row, language: str) -> str:
    """What to do about it; nothing where nothing is to be done."""
    if row.state in (State.MET, State.NOT_APPLICABLE):
        return ""
    return text(language, f"honesty.mend.{row.item}")


def panel_sentence(panel: Panel, language: str) -> str:
    """How the whole checklist stands."""
    counts = {str(state): panel.count(state) for state in State}
    return text(language, "honesty.standing", total=len(panel.rows), **counts)


def panel_table(panel: Panel, language: str) -> DataFrame:
    """The whole checklist as a table, to take along."""
    rows = [
        {
            "principle": text(language, f"honesty.principle.{row.principle}"),
            "item": item_words(row, language),
            "stands": state_words(row.state, language),
            "evidence": evidence_words(row, language),
            "mend": mend_words(row, language),
        }
        for row in panel.rows
    ]
    return DataFrame(rows, columns=["principle", "item", "stands", "evidence", "mend"])


def by_principle(panel: Panel) -> dict[int, tuple[Row, ...]]:
    """The rows under each principle."""
    return {each: tuple(row for row in panel.rows if row.principle == each) for each in PRINCIPLES}


def bands_table(found: tuple[Beside, ...], chain: Chain, language: str) -> DataFrame:
    """One's own deductions and ratio, and where a tenth, a half and nine tenths of the published ones lie below."""
    rows = [
        {
            "figure": _figure_name(each, chain, language),
            "own": _written(each, each.value, language),
            "p10": _written(each, each.band.p10, language),
            "p50": _written(each, each.band.p50, language),
            "p90": _written(each, each.band.p90, language),
            "position": text(language, f"honesty.position.{each.position}"),
        }
        for each in found
    ]
    return DataFrame(rows, columns=["figure", "own", "p10", "p50", "p90", "position"])


def _figure_name(each: Beside, chain: Chain, language: str) -> str:
    if each.place == "result/ratio":
        return text(language, "honesty.ratio")
    return number_name(each.place, chain, language)


def _written(each: Beside, value: float, language: str) -> str:
    if each.band.figure == "ratio":
        return format_ratio(language, value)
    return format_share(language, value, 0 if round(value * 100, 6).is_integer() else 1)


def bands_sentence(found: tuple[Beside, ...], language: str) -> str:
    """How many of one's own figures lie outside the middle eight tenths of the published ones, and on which side."""
    below, above = (sum(each.position == side for each in found) for side in ("below", "above"))
    return text(language, "honesty.bands_finding", count=len(found), below=below, above=above)


def bands_source(language: str) -> str:
    """Where the bands are from, and what they are not."""
    return text(language, "honesty.bands_source", reports=REPORTS, source=SOURCE)
