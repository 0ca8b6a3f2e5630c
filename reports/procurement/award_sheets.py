"""The sheets of an award's workbook that calculate: the bids, their promises, what was judged, the model's numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xlsxwriter import Workbook

from chain.procurement.model import Engine, Points, Procurement, TieBreak
from reports.columns import column
from reports.procurement.decision import Award
from reports.procurement.words import names_of
from reports.texts import text
from reports.workbook_names import range_in
from reports.workbook_sheet import Sheet, Styles, here
from sroi.procurement.evaluate import CriterionTerm, Line, MeasureTerm
from sroi.procurement.exact import product, total
from sroi.procurement.greatest import greatest_deduction

HEADS, FIRST_ROW = 3, 4
"""Where column titles stand in every sheet, and the first row below them."""
DIGITS = 6
"""Amounts are held against each other, and halves are rounded, by so many decimals: a sum of decimals that a
spreadsheet takes in binary must not fall on the other side of a half or of an equal bid."""
BIDS = ("bidder", "bid_rank", "bid_comparison", "bid_points", "bid_price", "bid_value", "bid_promises_deduction",
        "bid_judged", "bid_deduction", "bid_net", "bid_ratio")  # fmt: skip
TERMS = ("bidder", "measure", "period", "bid_promised", "bid_counted", "unit_worth", "term_value")
JUDGED = ("bidder", "criterion", "level", "top_level", "most_deduction", "criterion_deduction", "motive")
_WIDE = {"bidder": 38, "measure": 38, "criterion": 38, "motive": 70}
_NARROW = 19


@dataclass(frozen=True)
class Laid:
    """A workbook on its way, and where everything stands in it. Rows are those of the bids in order of rank."""

    writer: Workbook
    styles: Styles
    award: Award
    language: str

    @property
    def model(self) -> Procurement:
        """The locked model."""
        return self.award.model

    @property
    def lines(self) -> tuple[Line, ...]:
        """The compared bids in order of rank."""
        return self.award.evaluation.lines

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of the sheet of bids that the model has a use for."""
        out = set() if self.model.engine is Engine.RELATIVE else {"bid_points"}
        out |= set() if self.model.measures else {"bid_value", "bid_promises_deduction", "bid_net", "bid_ratio"}
        out |= set() if self.model.criteria else {"bid_judged"}
        return tuple(each for each in BIDS if each not in out)

    def name(self, key: str) -> str:
        """What a sheet is called."""
        return text(self.language, f"award_book.sheet.{key}")

    def sheet(self, key: str, title: str = "") -> Sheet:
        """A new sheet with its title and a line about it; nothing in it is meant to be changed."""
        sheet = Sheet(self.writer, self.styles, self.name(key))
        sheet.words(0, 0, title or sheet.name, "title")
        sheet.words(1, 0, text(self.language, f"award_book.about.{key}"), "line")
        sheet.page.protect("", {"format_columns": True, "format_rows": True})
        return sheet

    def heads(self, sheet: Sheet, *keys: str) -> None:
        """The columns' titles, as every table has them, kept in view."""
        sheet.heads(HEADS, [column(key).title(self.language) for key in keys])
        sheet.frozen(FIRST_ROW, 1)

    def at(self, row: int, name: str) -> str:
        """A cell of the sheet of bids, called from that sheet."""
        return here(row, self.columns.index(name), fixed_column=True)

    def all(self, name: str) -> str:
        """A column of the sheet of bids over all bids."""
        at = self.columns.index(name)
        return range_in(self.name("bids"), (FIRST_ROW, at), (FIRST_ROW + len(self.lines) - 1, at))

    def of_line(self, key: str, at: int, rows: int, column: int) -> str:
        """The rows of the bid at a position in a sheet where every bid has as many."""
        first = FIRST_ROW + at * rows
        return range_in(self.name(key), (first, column), (first + rows - 1, column))


def _widths(sheet: Sheet, keys: tuple[str, ...]) -> None:
    sheet.widths(*(_WIDE.get(key, _NARROW) for key in keys))


# --- the bids ---------------------------------------------------------------------------------------------------------


def write_bids(laid: Laid) -> None:
    """Each bid in a row: its price as it was given, and all that follows from it as formulas."""
    sheet = laid.sheet("bids")
    laid.heads(sheet, *laid.columns)
    _widths(sheet, laid.columns)
    for at, line in enumerate(laid.lines):
        row = FIRST_ROW + at
        sheet.words(row, 0, line.bidder)
        sheet.number(row, laid.columns.index("bid_price"), float(line.price), "sek")
        for name, formula, value in _formulas(laid, line, at):
            style = {"bid_rank": "year", "bid_points": "ratio", "bid_ratio": "ratio"}.get(name, "sek")
            sheet.formula(row, laid.columns.index(name), formula, float(value), style)


def _formulas(laid: Laid, line: Line, at: int) -> Iterator[tuple[str, str, Decimal | int]]:
    """Column, formula and the engine's own number of what follows from a bid."""
    row, lowered = FIRST_ROW + at, []
    price = laid.at(row, "bid_price")
    if line.measures:
        value = laid.at(row, "bid_value")
        rows = len(line.measures) * len(laid.model.periods)
        yield "bid_value", f"SUM({laid.of_line('terms', at, rows, TERMS.index('term_value'))})", line.value
        yield "bid_promises_deduction", _stepped(f"value_weight*{value}"), line.value_deduction
        yield "bid_net", f"{value}-{price}", line.net or Decimal(0)
        yield "bid_ratio", f"{value}/{price}", line.ratio or Decimal(0)
        lowered.append(laid.at(row, "bid_promises_deduction"))
    if line.criteria:
        cells = laid.of_line("judged", at, len(line.criteria), JUDGED.index("criterion_deduction"))
        yield "bid_judged", f"SUM({cells})", total(each.deduction for each in line.criteria)
        lowered.append(laid.at(row, "bid_judged"))
    yield "bid_deduction", "+".join(lowered) or "0", line.deduction
    yield "bid_comparison", f"{price}-{laid.at(row, 'bid_deduction')}", line.comparison
    if line.points is not None:
        yield "bid_points", _points(laid, row), line.points
    yield "bid_rank", _rank(laid, row), line.rank


def _stepped(amount: str) -> str:
    """Rounded to the nearest whole step, halves upwards, as it was declared."""
    return f"ROUND(ROUND({amount}/rounding_sek,{DIGITS}),0)*rounding_sek"


def _points(laid: Laid, row: int) -> str:
    lowest, price, lowered = f"MIN({laid.all('bid_price')})", laid.at(row, "bid_price"), laid.at(row, "bid_deduction")
    return f"points_price*{lowest}/{price}+IF(greatest_sek=0,0,points_quality*{lowered}/greatest_sek)"


def _rank(laid: Laid, row: int) -> str:
    """One more than those that come before: by what decides, and among equals by the tie-break."""
    by, sign = ("bid_points", ">") if laid.model.engine is Engine.RELATIVE else ("bid_comparison", "<")
    greatest = laid.model.tie_break is TieBreak.GREATEST_VALUE and "bid_value" in laid.columns
    tie, tie_sign = ("bid_value", ">") if greatest else ("bid_price", "<")
    all_by, own_by = (f"ROUND({of},{DIGITS})" for of in (laid.all(by), laid.at(row, by)))
    better = f"SUMPRODUCT(({all_by}{sign}{own_by})*1)"
    preferred = f"SUMPRODUCT(({all_by}={own_by})*({laid.all(tie)}{tie_sign}{laid.at(row, tie)}))"
    return f"1+{better}+{preferred}"


# --- what they are made of --------------------------------------------------------------------------------------------


def write_terms(laid: Laid) -> None:
    """Every promise by bid, measure and period: a blank is said to be blank, and what counts times what it is worth."""
    sheet = laid.sheet("terms")
    laid.heads(sheet, *TERMS)
    _widths(sheet, TERMS)
    names, row = names_of(laid.model.measures, laid.language), FIRST_ROW
    for line in laid.lines:
        for term in line.measures:
            for at, period in enumerate(laid.model.periods):
                for place, words in enumerate((line.bidder, names[term.measure_id], period.key)):
                    sheet.words(row, place, words)
                _term(laid, sheet, row, term, at)
                row += 1


def _term(laid: Laid, sheet: Sheet, row: int, term: MeasureTerm, at: int) -> None:
    promised, counted, worth = TERMS.index("bid_promised"), TERMS.index("bid_counted"), TERMS.index("unit_worth")
    told = term.promised[at]
    if told is None:
        sheet.words(row, promised, text(laid.language, "procurement_words.blank"))
    else:
        sheet.number(row, promised, float(told))
    sheet.number(row, counted, float(term.counted[at]))
    sheet.number(row, worth, float(term.unit_worth[at]), "sek")
    value = float(product(term.counted[at], term.unit_worth[at]))
    sheet.formula(row, TERMS.index("term_value"), f"{here(row, counted)}*{here(row, worth)}", value, "sek")


def write_judged(laid: Laid) -> None:
    """Every judged criterion by bid: the level, the deduction that follows from it, and why."""
    sheet = laid.sheet("judged")
    laid.heads(sheet, *JUDGED)
    _widths(sheet, JUDGED)
    rows = [(line, term) for line in laid.lines for term in line.criteria]
    for row, (line, term) in enumerate(rows, FIRST_ROW):
        _judged(laid, sheet, row, line, term)


def _judged(laid: Laid, sheet: Sheet, row: int, line: Line, term: CriterionTerm) -> None:
    criterion = next(each for each in laid.model.criteria if each.id == term.criterion_id)
    motives = {(each.bid_id, each.criterion_id): each.motive.into(laid.language) for each in laid.award.came.judgements}
    level, top, most = (JUDGED.index(key) for key in ("level", "top_level", "most_deduction"))
    sheet.words(row, 0, line.bidder)
    sheet.words(row, 1, criterion.name.into(laid.language))
    sheet.number(row, level, term.level)
    sheet.number(row, top, term.top)
    sheet.number(row, most, criterion.most_sek, "sek")
    formula = _stepped(f"{here(row, most)}*{here(row, level)}/MAX({here(row, top)},1)")
    sheet.formula(row, JUDGED.index("criterion_deduction"), formula, float(term.deduction), "sek")
    sheet.words(row, JUDGED.index("motive"), motives.get((line.bid_id, term.criterion_id), ""))


def write_model(laid: Laid) -> None:
    """The numbers of the locked model that the formulas call by name."""
    sheet = laid.sheet("model")
    sheet.widths(60, _NARROW)
    for row, (name, value, style) in enumerate(_named(laid.model), HEADS):
        sheet.words(row, 0, text(laid.language, f"award_book.number.{name}"), "head")
        sheet.number(row, 1, value, style)
        laid.writer.define_name(name, f"={sheet.cell(row, 1)}")


def _named(model: Procurement) -> Iterator[tuple[str, float, str]]:
    yield "value_weight", model.value_weight or 0.0, "number"
    yield "rounding_sek", model.rounding_sek or 1.0, "sek"
    if model.engine is Engine.RELATIVE:
        points = model.points or Points()
        yield "points_price", points.price, "number"
        yield "points_quality", points.quality, "number"
        yield "greatest_sek", float(greatest_deduction(model)), "sek"
