"""The yearly sums of each perspective at the foot of the sheet by year, and the payback that follows from them."""

from itertools import accumulate

import numpy as np

from reports.workbook_book import FIRST_YEAR_COLUMN, Book
from reports.workbook_layout import (
    COST,
    DISCOUNTED,
    FIRST_ROW,
    FLOWS,
    INCOME,
    PERSPECTIVES,
    STARTS,
    VALUE,
    Layout,
    calendar_row,
    effect_column,
    flow_row,
    happens_row,
    resource_column,
)
from reports.workbook_settings import convention
from reports.workbook_sheet import NOT_SHOWN, Sheet, here
from sroi.payback import ROUNDING

_SUM_COLUMN = 2
_STYLES = {"below": "number"}


def write_flows(book: Book, layout: Layout) -> None:
    """Paid, gained, running sum: discounted or not, as the convention for payback says."""
    sheet = book.sheets["years"]
    sheet.words(layout.flow_row, 0, book.word("years.flows"), "part")
    for name in PERSPECTIVES:
        values = _flows(book, name)
        for flow in FLOWS:
            row = flow_row(layout, name, flow)
            sheet.words(row, 0, book.word(f"result.{name}"), "line")
            sheet.words(row, 1, book.word(f"years.{flow}"), "line")
            for at in range(layout.years):
                formula = _formula(book, sheet, layout, name, flow, FIRST_YEAR_COLUMN + at)
                style = _STYLES.get(flow, "sek")
                sheet.formula(row, FIRST_YEAR_COLUMN + at, formula, float(values[flow][at]), style)
        paid = flow_row(layout, name, "paid")
        total = f"SUM({here(paid, FIRST_YEAR_COLUMN)}:{here(paid, layout.last_year)})"
        sheet.formula(paid, _SUM_COLUMN, total, float(sum(values["paid"])), "sek")
    _write_happens(book, sheet, layout)


def _flows(book: Book, name: str) -> dict[str, list[float]]:
    """The same sums from the engine's numbers, by year."""
    numbers, discounted = book.numbers, book.settings.payback_discounted
    flows, members = numbers.flows, numbers.flows.members(numbers.perspective(name))
    weights = (members @ flows.gains) * numbers.counted
    payers = (members @ flows.pays) * flows.money[:, 0]
    cost = (payers * flows.cost_sign) @ numbers.entered * (numbers.cost_factors if discounted else numbers.cost_counts)
    income = (payers * flows.benefit_sign) @ numbers.entered * numbers.cost_counts
    gained = (weights @ numbers.value_by_year + income) * (numbers.discount if discounted else 1.0)
    running = np.cumsum(gained - cost)
    floor = -ROUNDING * cost.sum()
    below = [at + 1 if total < floor else 0 for at, total in enumerate(running)]
    first = list(accumulate(gained.tolist(), lambda found, value: found if found else value))
    return dict(zip(FLOWS, (cost, gained, running, below, first), strict=True))


def _formula(book: Book, sheet: Sheet, layout: Layout, name: str, flow: str, column: int) -> str:
    cell = {each: here(flow_row(layout, name, each), column) for each in FLOWS}
    before = {each: here(flow_row(layout, name, each), column - 1) for each in FLOWS}
    is_first = column == FIRST_YEAR_COLUMN
    if flow == "paid":
        return _paid(book, sheet, layout, name, column)
    if flow == "gained":
        return _gained(book, sheet, layout, name, column)
    if flow == "running":
        return ("" if is_first else f"{before['running']}+") + f"{cell['gained']}-{cell['paid']}"
    if flow == "below":
        floor = f"-{ROUNDING:.0E}*{here(flow_row(layout, name, 'paid'), _SUM_COLUMN, fixed_column=True)}"
        position = f"COLUMN()-{FIRST_YEAR_COLUMN}"
        return f"IF({cell['running']}<{floor},{position},0)"
    return cell["gained"] if is_first else f"IF({before['first_gain']}<>0,{before['first_gain']},{cell['gained']})"


def _paid(book: Book, sheet: Sheet, layout: Layout, name: str, column: int) -> str:
    """The discounting is taken off again where payback is not to be discounted and the investment is."""
    payers, cost = _payers(book, layout, name), _resource_rows(sheet, layout, COST, column)
    not_wanted = f"AND({convention('payback_discounted')}=0,{convention('investment_discounted')}=1)"
    return f"SUMPRODUCT({payers},{cost})/IF({not_wanted},{here(calendar_row('discount'), column)},1)"


def _gained(book: Book, sheet: Sheet, layout: Layout, name: str, column: int) -> str:
    weights = book.sheets["map"].block(
        (FIRST_ROW, effect_column(f"weight_{name}")), (layout.last_effect, effect_column(f"weight_{name}"))
    )
    value, discounted = (_effect_rows(sheet, layout, block, column) for block in (VALUE, DISCOUNTED))
    wanted, factor = f"{convention('payback_discounted')}=1", here(calendar_row("discount"), column)
    income = f"SUMPRODUCT({_payers(book, layout, name)},{_resource_rows(sheet, layout, INCOME, column)})"
    effects = f"IF({wanted},SUMPRODUCT({weights},{discounted}),SUMPRODUCT({weights},{value}))"
    return f"{effects}+{income}/IF({wanted},1,{factor})"


def _payers(book: Book, layout: Layout, name: str) -> str:
    column = resource_column(f"weight_{name}")
    return book.sheets["resources"].block((FIRST_ROW, column), (layout.last_resource, column))


def _effect_rows(sheet: Sheet, layout: Layout, block: int, column: int) -> str:
    first = layout.block(block)
    return f"{here(first, column)}:{here(first + max(layout.effects, 1) - 1, column)}"


def _resource_rows(sheet: Sheet, layout: Layout, block: int, column: int) -> str:
    first = layout.resource_block(block)
    return f"{here(first, column)}:{here(first + max(layout.resources, 1) - 1, column)}"


def _write_happens(book: Book, sheet: Sheet, layout: Layout) -> None:
    """1 from the first year in which anything is paid, started or gained, or the programme starts; 0 before.

    Years that only a target or a measurement mentions must not lengthen the payback.
    """
    row, numbers = happens_row(layout), book.numbers
    sheet.words(row, 1, book.word("years.happens"), "line")
    for at, year in enumerate(numbers.years):
        column = FIRST_YEAR_COLUMN + at
        parts = [_resource_rows(sheet, layout, block, column) for block in (COST, INCOME)]
        parts.append(_effect_rows(sheet, layout, STARTS, column))
        seen = [f"{here(calendar_row('year'), column)}>=chain_start_year"]
        seen += [f"SUMPRODUCT(({part}<>0)*1)>0" for part in parts]
        if book.chain.cohorts is not None:
            seen.append(f"INDEX({book.name('chain/cohorts')},{at + 1})<>0")
        sheet.formula(
            row, column, f"IF(OR({','.join(seen)}),1,0)", int(year >= numbers.flows.timeline.first_year), "number"
        )


def payback_formula(book: Book, layout: Layout, name: str) -> str:
    """Payback in years by the convention chosen, or a dash: see `sroi.payback`."""
    sheet = book.sheets["years"]

    def line(row: int) -> str:
        return sheet.block((row, FIRST_YEAR_COLUMN), (row, layout.last_year))

    rows = {each: line(flow_row(layout, name, each)) for each in FLOWS}
    paid = sheet.cell(flow_row(layout, name, "paid"), _SUM_COLUMN)
    first_gain = sheet.cell(flow_row(layout, name, "first_gain"), layout.last_year)
    skipped = f"(MATCH(1,{line(happens_row(layout))},0)-1)"
    first = f"MAX(0,MAX({rows['below']})-{skipped})"
    at = f"({first}+{skipped}+1)"
    gain, cost = f"INDEX({rows['gained']},{at})", f"INDEX({rows['paid']},{at})"
    at_once = f"IF({gain}>0,{cost}/{gain},0)"
    later = f"{first}-INDEX({rows['running']},MAX({at}-1,1))/({gain}-{cost})"
    rule, horizon = convention("payback"), book.name("settings/horizon_years")
    annual = f'IF({first_gain}<=0,"{NOT_SHOWN}",IF({paid}/{first_gain}<={horizon},{paid}/{first_gain},"{NOT_SHOWN}"))'
    by_year = f"IF({rule}=1,IF({first}=0,{at_once},{later}),{first}+1)"
    never = f"MAX({rows['below']})>={layout.years}"
    lasting = f'IF({never},"{NOT_SHOWN}",{by_year})'
    return f'IF(OR(uncountable>0,{paid}<=0),"{NOT_SHOWN}",IF({rule}=2,{annual},{lasting}))'
