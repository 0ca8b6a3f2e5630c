"""The sheets by year: how long effects last, who starts when, value and cost year by year, discounted."""

from collections.abc import Callable

import numpy as np

from chain.model import DirectNumber, MonetisedEffect, YearlyProfile
from reports.workbook_book import FIRST_YEAR_COLUMN, Book
from reports.workbook_inputs import year_cell
from reports.workbook_layout import (
    CALENDAR,
    COST,
    DISCOUNTED,
    FIRST_ROW,
    INCOME,
    LEFT,
    REMAINING,
    STARTS,
    VALUE,
    Layout,
    calendar_row,
    effect_column,
    resource_column,
)
from reports.workbook_settings import convention
from reports.workbook_sheet import Sheet, here

_CALENDAR_STYLES = {"year": "year", "discount": "factor", "cost_factor": "factor"}


def write_years(book: Book, layout: Layout) -> None:
    """The calendar on top, then blocks by effect and by resource."""
    sheet = book.sheet("years")
    sheet.widths(12, 40, 14, 4, *[15] * layout.years)
    sheet.frozen(calendar_row("year") + 1, FIRST_YEAR_COLUMN)
    _write_calendar(book, sheet, layout)
    blocks = ((STARTS, "starts", _start), (VALUE, "value", _value), (DISCOUNTED, "discounted", _discounted))
    for number, key, write in blocks:
        top = layout.block(number)
        sheet.words(top - 1, 0, book.word(f"years.{key}"), "part")
        for row, effect in enumerate(book.numbers.effects):
            sheet.words(top + row, 0, effect.id, "line")
            sheet.words(top + row, 1, effect.name.into(book.language), "line")
            _across(layout, lambda at, row=row, effect=effect, write=write: write(book, sheet, layout, row, effect, at))
    for number, key in ((COST, "cost"), (INCOME, "income")):
        _write_resource_block(book, sheet, layout, number, key)


def _across(layout: Layout, write: Callable[[int], None]) -> None:
    for at in range(layout.years):
        write(at)


def _write_calendar(book: Book, sheet: Sheet, layout: Layout) -> None:
    numbers = book.numbers
    values = {"index": numbers.index, "within": numbers.within, "value_counts": numbers.value_counts,
              "cost_counts": numbers.cost_counts, "discount": numbers.discount,
              "cost_factor": numbers.cost_factors}  # fmt: skip
    for name in CALENDAR:
        sheet.words(calendar_row(name), 1, book.word(f"years.{name}"), "line")
    for at, year in enumerate(numbers.years):
        column = FIRST_YEAR_COLUMN + at
        sheet.number(calendar_row("year"), column, year, "year")
        for name, formula in _calendar(book, column).items():
            style = _CALENDAR_STYLES.get(name, "number")
            sheet.formula(calendar_row(name), column, formula, float(values[name][at]), style)


def _calendar(book: Book, column: int) -> dict[str, str]:
    cell = {name: here(calendar_row(name), column) for name in CALENDAR}
    rate, horizon = book.name("settings/discount_rate"), book.name("settings/horizon_years")
    too_long = f"{horizon}>{book.numbers.longest_horizon}"
    return {
        "index": f"{cell['year']}-chain_start_year",
        "within": f"IF({too_long},NA(),IF({cell['index']}<{horizon},1,0))",
        "value_counts": f"IF({convention('horizon_from')}=1,1,{cell['within']})",
        "cost_counts": f"IF({convention('costs_after_horizon')}=1,1,{cell['within']})",
        "discount": f"(1+{rate})^-({cell['index']}+{convention('discounting')})",
        "cost_factor": f"{cell['cost_counts']}*IF({convention('investment_discounted')}=1,{cell['discount']},1)",
    }


def _start(book: Book, sheet: Sheet, layout: Layout, row: int, effect: MonetisedEffect, at: int) -> None:
    """How many start in the year: participants, cohorts, the programme itself, or a profile's own units."""
    quantity, column = effect.quantity, FIRST_YEAR_COLUMN + at
    if isinstance(quantity, YearlyProfile):
        formula = year_cell(book, f"effects/{effect.id}/quantity/units", at)
    elif not isinstance(quantity, DirectNumber):
        formula = year_cell(book, "chain/cohorts", at)
    elif quantity.every_cohort:
        formula = f"IF({year_cell(book, 'chain/cohorts', at)}<>0,1,0)"
    else:
        formula = f"IF({here(calendar_row('year'), column)}=chain_start_year,1,0)"
    sheet.formula(layout.block(STARTS) + row, column, formula, float(book.numbers.starts[row, at]), "number")


def _value(book: Book, sheet: Sheet, layout: Layout, row: int, effect: MonetisedEffect, at: int) -> None:
    """What is ours of a starter × Σ over those who have started × what is left so many years later."""
    column, line = FIRST_YEAR_COLUMN + at, layout.block(STARTS) + row
    impact = book.sheets["map"].cell(FIRST_ROW + row, effect_column("impact"))
    if isinstance(effect.quantity, YearlyProfile):
        formula = f"{impact}*{here(line, column)}*{here(calendar_row('within'), column)}"
    else:
        first = FIRST_YEAR_COLUMN + layout.years - 1 - at
        left = duration_row(layout, REMAINING, row)
        left = book.sheets["duration"].block((left, first), (left, layout.last_year))
        started = f"{here(line, FIRST_YEAR_COLUMN, fixed_column=True)}:{here(line, column)}"
        formula = f"{impact}*SUMPRODUCT({started},{left})*{here(calendar_row('value_counts'), column)}"
    sheet.formula(layout.block(VALUE) + row, column, formula, float(book.numbers.value_by_year[row, at]), "sek")


def _discounted(book: Book, sheet: Sheet, layout: Layout, row: int, effect: MonetisedEffect, at: int) -> None:
    column = FIRST_YEAR_COLUMN + at
    formula = f"{here(layout.block(VALUE) + row, column)}*{here(calendar_row('discount'), column)}"
    value = book.numbers.value_by_year[row, at] * book.numbers.discount[at]
    sheet.formula(layout.block(DISCOUNTED) + row, column, formula, float(value), "sek")


def _write_resource_block(book: Book, sheet: Sheet, layout: Layout, number: int, key: str) -> None:
    """Each resource's cost, or its income taken as a benefit, in each year, weighed as the conventions ask."""
    top, numbers = layout.resource_block(number), book.numbers
    flows, resources = numbers.flows, book.sheets["resources"]
    sheet.words(top - 1, 0, book.word(f"years.{key}"), "part")
    benefit = number == INCOME
    signs = flows.benefit_sign if benefit else flows.cost_sign
    weights = numbers.cost_counts * numbers.discount if benefit else numbers.cost_factors
    values = numbers.entered * (flows.money[:, 0] * signs)[:, None] * weights
    for row, resource in enumerate(numbers.resources):
        sheet.words(top + row, 0, resource.id, "line")
        sheet.words(top + row, 1, resource.name.into(book.language), "line")
        per_unit, sign = (
            resources.cell(FIRST_ROW + row, resource_column(name))
            for name in ("per_unit", "benefit_sign" if benefit else "cost_sign")
        )
        place = f"resources/{resource.id}/" + ("hours" if resource.amounts is None else "amounts")
        for at in range(layout.years):
            column = FIRST_YEAR_COLUMN + at
            counts, factor = here(calendar_row("cost_counts"), column), here(calendar_row("discount"), column)
            weight = f"{counts}*{factor}" if benefit else here(calendar_row("cost_factor"), column)
            formula = f"{year_cell(book, place, at)}*{per_unit}*{sign}*{weight}"
            sheet.formula(top + row, column, formula, float(values[row, at]), "sek")


# --- how long it lasts -----------------------------------------------------------------------------------------------

_DURATION_TOP = 4


def duration_row(layout: Layout, block: int, row: int) -> int:
    """The row of an effect in a block of the sheet about duration."""
    return _DURATION_TOP + 1 + block * (max(layout.effects, 1) + 4) + row


def write_duration(book: Book, layout: Layout) -> None:
    """What is left in effect year k; then what is left so many years after a start, latest first.

    Latest first, so that those who started in the first year meet what is left after the longest time.
    """
    sheet = book.sheet("duration")
    sheet.widths(12, 40, 14, 4, *[11] * layout.years)
    sheet.frozen(2, FIRST_YEAR_COLUMN)
    steps = np.arange(layout.years)
    for block, key, order in ((LEFT, "left", steps), (REMAINING, "remaining", steps[::-1])):
        head = duration_row(layout, block, 0) - 1
        sheet.words(head - 1, 0, book.word(f"duration.{key}"), "part")
        for at, step in enumerate(order):
            sheet.number(head, FIRST_YEAR_COLUMN + at, int(step), "year")
        for row, effect in enumerate(book.numbers.effects):
            _write_lasting(book, sheet, layout, block, row, effect)


def _write_lasting(book: Book, sheet: Sheet, layout: Layout, block: int, row: int, effect: MonetisedEffect) -> None:
    line, head = duration_row(layout, block, row), duration_row(layout, block, 0) - 1
    sheet.words(line, 0, effect.id, "line")
    sheet.words(line, 1, effect.name.into(book.language), "line")
    if isinstance(effect.quantity, YearlyProfile):
        return  # a profile has its own timing
    formula_of = _left if block == LEFT else _remaining
    values = book.numbers.left[row] if block == LEFT else book.numbers.remaining[row, ::-1]
    for at in range(layout.years):
        column = FIRST_YEAR_COLUMN + at
        formula = formula_of(book, layout, row, here(head, column, fixed_row=True))
        sheet.formula(line, column, formula, float(values[at]), "factor")


def _map_cell(book: Book, row: int, name: str) -> str:
    return book.sheets["map"].cell(FIRST_ROW + row, effect_column(name))


def _left(book: Book, layout: Layout, row: int, step: str) -> str:
    """Share of the first year's effect left in effect year k, times how much of that year lies within the duration."""
    drop, duration = _map_cell(book, row, "drop_off"), _map_cell(book, row, "duration")
    years = f"({step}+{convention('drop_off_from')})"
    geometric = f"IF({years}=0,1,(1-{drop})^{years})"  # a spreadsheet has no 0 to the power of 0
    straight = f"MAX(0,1-{drop}*{years})"
    return f"IF({convention('drop_off')}=1,{straight},{geometric})*MIN(MAX({duration}-{step},0),1)"


def _remaining(book: Book, layout: Layout, row: int, step: str) -> str:
    """What is left s years after a start: effect year s − lag, split in two by a broken lag, cut at the horizon."""
    lag, line = _map_cell(book, row, "lag"), duration_row(layout, LEFT, row)
    first, last = here(line, FIRST_YEAR_COLUMN, fixed_column=True), here(line, layout.last_year, fixed_column=True)
    since = f"({step}-INT({lag}))"
    now = f"IF({since}>=0,INDEX({first}:{last},MAX({since},0)+1),0)"
    before = f"IF({since}>=1,INDEX({first}:{last},MAX({since},1)),0)"
    beyond = f"AND({convention('horizon_from')}=1,{step}>={book.name('settings/horizon_years')})"
    return f"IF({beyond},0,(1-({lag}-INT({lag})))*{now}+({lag}-INT({lag}))*{before})"
