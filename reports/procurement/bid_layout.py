"""Where everything stands on the sheet that bidders fill in: what is printed, and what may be typed.

The writer and the reader use the same layout, so that anything else on a sheet that comes back is known for what it is:
a bidder gives quantities, timing, method and price, never a value or a counterfactual of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chain.procurement.document import fingerprint
from chain.procurement.model import Measure, Procurement
from reports.texts import text
from reports.texts.numbers import format_number

MAGIC, FORMAT = "vardekedjan bid sheet", "1"
MACHINE = "machine"
TEXT, UNIT, RULE, RANGE, FIRST_PERIOD = range(5)
ANSWER, NOTE = 1, 2
"""Columns: of the table of promises, and of what is asked above it."""

Place = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """What a cell asks for: `kind` is bidder, price, method, met, note, quantity or timing, `of` whose it is."""

    kind: str
    of: str = ""
    period: int = 0


@dataclass
class Layout:
    """The sheet in one language. `printed` and `asked` hold what stands in a cell by (row, column) from 0."""

    name: str
    printed: dict[Place, str] = field(default_factory=dict)
    asked: dict[Place, Asked] = field(default_factory=dict)
    heads: list[int] = field(default_factory=list)


def layout(model: Procurement, language: str) -> Layout:
    """The whole sheet for bids on this model."""
    sheet = Layout(text(language, "bid_sheet.name"))
    about = (
        text(language, "bid_sheet.title", title=model.title.into(language)),
        text(language, "bid_sheet.buyer", buyer=model.buyer, object=model.object.into(language)),
        text(language, "bid_sheet.fingerprint", fingerprint=fingerprint(model), round=model.round),
        text(language, "bid_sheet.help"),
        text(language, "bid_sheet.no_values"),
    )
    sheet.printed |= {(row, TEXT): words for row, words in enumerate(about)}
    row = len(about) + 1
    for kind in ("bidder", "price", "method"):
        sheet.printed[row, TEXT] = text(language, f"bid_sheet.{kind}")
        sheet.asked[row, ANSWER] = Asked(kind)
        row += 1
    sheet.printed[row - 2, NOTE] = price_words(model, language)
    row = _requirements(sheet, model, language, row + 1)
    _promises(sheet, model, language, row)
    return sheet


def price_words(model: Procurement, language: str) -> str:
    """What the price covers, in one sentence."""
    base = model.price_base
    told = {name: text(language, f"bid_sheet.{name}.{_yes(getattr(base, name))}") for name in _WITH}
    return text(
        language, "bid_sheet.covers", covers=base.covers.into(language), index=base.index.into(language), **told
    )


_WITH = ("with_options", "with_vat")


def _yes(value: bool | None) -> str:
    return "yes" if value else "no"


def _requirements(sheet: Layout, model: Procurement, language: str, row: int) -> int:
    if not model.requirements:
        return row
    _head(sheet, row, language, ("requirement", "met", "note"))
    for at, each in enumerate(model.requirements, row + 1):
        sheet.printed[at, TEXT] = each.text.into(language)
        sheet.asked |= {(at, ANSWER): Asked("met", each.id), (at, NOTE): Asked("note", each.id)}
    return row + len(model.requirements) + 2


def _promises(sheet: Layout, model: Procurement, language: str, row: int) -> None:
    if not model.measures:
        return
    _head(sheet, row, language, ("measure", "unit", "rule", "range"))
    for number, each in enumerate(model.periods):
        sheet.printed[row, FIRST_PERIOD + number] = text(language, "bid_sheet.period", period=each.key)
    last = FIRST_PERIOD + len(model.periods)
    sheet.printed[row, last] = text(language, "bid_sheet.timing")
    for at, measure in enumerate(model.measures, row + 1):
        sheet.printed |= {(at, column): words for column, words in enumerate(_about(measure, language))}
        quantities = (Asked("quantity", measure.id, number) for number in range(len(model.periods)))
        sheet.asked |= {(at, FIRST_PERIOD + asked.period): asked for asked in quantities}
        sheet.asked[at, last] = Asked("timing", measure.id)


def _head(sheet: Layout, row: int, language: str, names: tuple[str, ...]) -> None:
    sheet.heads.append(row)
    sheet.printed |= {(row, at): text(language, f"bid_sheet.{name}") for at, name in enumerate(names)}


def _about(measure: Measure, language: str) -> Iterator[str]:
    yield measure.name.into(language)
    yield measure.unit.into(language)
    example = measure.worked_example.into(language)
    yield text(language, "bid_sheet.rule_words", rule=measure.counting_rule.into(language), example=example)
    low, high = (format_number(language, each) for each in (measure.lowest or 0.0, measure.highest or 0.0))
    yield text(language, "bid_sheet.range_words", low=low, high=high)


def machine(model: Procurement, language: str) -> tuple[tuple[str, str], ...]:
    """What the hidden sheet tells whoever reads the file: for which model, and in which language it was made."""
    return (
        (MAGIC, FORMAT),
        ("procurement", model.id),
        ("round", str(model.round)),
        ("fingerprint", fingerprint(model)),
        ("language", language),
    )
