"""The result sheet: investment, value, net, ratio and payback by perspective, and what each actor pays and gains."""

from reports.texts import text
from reports.workbook_book import FIRST_YEAR_COLUMN, Book
from reports.workbook_flows import payback_formula
from reports.workbook_layout import (
    ACTOR_COLUMNS,
    FIRST_ACTOR,
    FIRST_ROW,
    PERSPECTIVES,
    Layout,
    actor_block,
    actor_column,
    actor_flags,
    calendar_row,
    effect_column,
    flow_row,
    resource_column,
)
from reports.workbook_settings import choice_words, membership
from reports.workbook_sheet import NOT_SHOWN, Sheet, here
from sroi.results import Total
from sroi.span import RatioSpan

FIGURES = ("investment", "value", "net", "ratio", "ratio_cautious", "ratio_hopeful", "net_ratio", "payback", "cashable")
_STYLES = {"payback": "years", **dict.fromkeys(("ratio", "ratio_cautious", "ratio_hopeful", "net_ratio"), "ratio")}
_FIRST_FIGURE = 4
_UNCOUNTABLE_ROW, _COUNTED_ROW = _FIRST_FIGURE + len(FIGURES) + 1, _FIRST_FIGURE + len(FIGURES) + 2


def figure_cell(name: str, perspective: str) -> tuple[int, int]:
    """Row and column of a figure in the result sheet."""
    return _FIRST_FIGURE + FIGURES.index(name), 1 + PERSPECTIVES.index(perspective)


def write_result(book: Book, layout: Layout, perspective_cells: dict[str, str]) -> None:
    """Figures on top, actors below, and a chart of the running sum."""
    sheet = book.sheet("result")
    sheet.widths(44, 30, 24, 24, 12, 12, 12, 20, 20, 20, 20)
    sheet.frozen(_FIRST_FIGURE)
    sheet.words(2, 0, book.word("result.estimate"), "line")
    sheet.heads(
        _FIRST_FIGURE - 1, [book.word("result.figure"), "", *(book.word(f"result.{p}") for p in PERSPECTIVES[1:])]
    )
    chosen = book.name("settings/perspective")
    words = book.word("result.chosen_as", who=_chosen_words(book))
    sheet.formula(_FIRST_FIGURE - 1, 1, f'"{book.word("result.chosen_as", who="")}"&{chosen}', words, "head")
    _write_doubts(book, sheet, layout)
    for perspective in PERSPECTIVES:
        _write_figures(book, sheet, layout, perspective)
    _write_actors(book, sheet, layout, perspective_cells)
    _write_chart(book, sheet, layout)


def _chosen_words(book: Book) -> str:
    return choice_words(book, "perspective").get(book.settings.perspective, "")


def _write_doubts(book: Book, sheet: Sheet, layout: Layout) -> None:
    """How many resources cannot be counted (then no ratio is shown), and how many effects are."""
    numbers = book.numbers
    errors = {p.place.split("/")[1] for p in numbers.flows.inputs.problems if p.place.startswith("resources/")
              and p.severity == "error"}  # fmt: skip
    left_out = errors - {each.id for each in numbers.resources}
    column = resource_column("not_movable")
    moved = book.sheets["resources"].block((FIRST_ROW, column), (layout.last_resource, column))
    sheet.words(_UNCOUNTABLE_ROW, 0, book.word("result.uncountable"))
    sheet.formula(_UNCOUNTABLE_ROW, 1, f"{len(left_out)}+SUM({moved})", len(errors), "number")
    book.define("uncountable", sheet.cell(_UNCOUNTABLE_ROW, 1))
    column = effect_column("counts")
    counts = book.sheets["map"].block((FIRST_ROW, column), (layout.last_effect, column))
    sheet.words(_COUNTED_ROW, 0, book.word("result.counted"))
    sheet.formula(_COUNTED_ROW, 1, f"SUM({counts})", sum(numbers.counted), "number")
    book.define("counted_effects", sheet.cell(_COUNTED_ROW, 1))


def _write_figures(book: Book, sheet: Sheet, layout: Layout, perspective: str) -> None:
    named = book.numbers.perspective(perspective)
    total = book.numbers.result.total(named)
    span = RatioSpan() if book.numbers.price_of_zero_may_rise else book.numbers.span.of(named)
    cell = {name: here(*figure_cell(name, perspective)) for name in FIGURES}
    flags = actor_flags(book, perspective)
    column = resource_column("benefit_sign")
    benefits = book.sheets["resources"].block((FIRST_ROW, column), (layout.last_resource, column))
    nothing = f"AND(counted_effects=0,SUM({benefits})=0)"
    none = f"OR(uncountable>0,{cell['investment']}<=0,{nothing})"
    formulas = {
        **{name: f"SUMPRODUCT({flags},{actor_block(book, name)})" for name in ("investment", "value", "cashable")},
        "net": f'IF(uncountable>0,"{NOT_SHOWN}",{cell["value"]}-{cell["investment"]})',
        "ratio": f'IF({none},"{NOT_SHOWN}",{cell["value"]}/{cell["investment"]})',
        "net_ratio": f'IF({none},"{NOT_SHOWN}",{cell["value"]}/{cell["investment"]}-1)',
        "ratio_cautious": _at_end(book, layout, perspective, cell, cautious=True),
        "ratio_hopeful": _at_end(book, layout, perspective, cell, cautious=False),
        "payback": payback_formula(book, layout, perspective),
    }
    for name in FIGURES:
        sheet.words(figure_cell(name, perspective)[0], 0, text(book.language, f"table.money.{name}"))
        sheet.formula(
            *figure_cell(name, perspective), formulas[name], shown(total, span, name), _STYLES.get(name, "whole_sek")
        )


def _at_end(book: Book, layout: Layout, perspective: str, cell: dict[str, str], cautious: bool) -> str:
    """The ratio with every price at the end that lowers it, or that raises it; a dash when no price has an end."""

    def column(name: str) -> str:
        at = effect_column(name)
        return book.sheets["map"].block((FIRST_ROW, at), (layout.last_effect, at))

    krona = f"({column(f'weight_{perspective}')}*{column('per_krona')})"
    least, most, price = column("price_least"), column("price_most"), column("price")
    first, second = (least, most) if cautious else (most, least)
    end = f"(({krona}>0)*{first}+({krona}<=0)*{second}-{price})"
    moved = f"{cell['ratio']}+SUMPRODUCT({krona}*{end})/{cell['investment']}"
    stated = f"SUMPRODUCT({column('counts')}*({least}<{most}))"
    return f'IF(ISNUMBER({cell["ratio"]}),IF({stated}=0,"{NOT_SHOWN}",IFERROR({moved},"{NOT_SHOWN}")),{cell["ratio"]})'


def shown(total: Total, span: RatioSpan, name: str) -> "float | str":
    """A total's figure, or an end of its span, as the workbook shows it: a dash where none may be told."""
    ends = {"ratio_cautious": span.cautious, "ratio_hopeful": span.hopeful}
    value = ends[name] if name in ends else getattr(total, name)
    if value is None or (name in ("net", "payback") and not total.investment_known):
        return NOT_SHOWN
    return float(value.years if name == "payback" else value)


# --- actors ----------------------------------------------------------------------------------------------------------


def _write_actors(book: Book, sheet: Sheet, layout: Layout, perspective_cells: dict[str, str]) -> None:
    sheet.words(FIRST_ACTOR - 2, 0, book.word("result.actors"), "part")
    sheet.heads(FIRST_ACTOR - 1, [book.word(f"result.actor.{name}") for name in ACTOR_COLUMNS])
    kind = actor_column("kind")
    for row, actor in enumerate(book.chain.actors):
        at = FIRST_ACTOR + row
        sheet.number(at, actor_column("number"), row + 1)
        sheet.words(at, actor_column("actor"), actor.name.into(book.language))
        sheet.words(at, kind, text(book.language, f"level.{actor.level}"))
        sheet.number(at, actor_column("public"), int(actor.is_public))
        _write_actor_sums(book, sheet, layout, row)
    for name in PERSPECTIVES:
        wanted = None if name == "chosen" else name
        flags = book.numbers.flows.members(book.numbers.perspective(name))
        for row, formula in enumerate(membership(book, perspective_cells, wanted, FIRST_ACTOR, kind)):
            sheet.formula(FIRST_ACTOR + row, actor_column(f"counts_{name}"), formula, float(flags[row]), "number")


def _write_actor_sums(book: Book, sheet: Sheet, layout: Layout, row: int) -> None:
    """Σ of what the actor pays; Σ of what it gains, less what it is the counterpart of, plus income as benefit."""
    actor, at = book.numbers.result.actors[row], FIRST_ACTOR + row
    number = here(at, actor_column("number"), fixed_column=True)

    def effects(name: str) -> str:
        column = effect_column(name)
        return book.sheets["map"].block((FIRST_ROW, column), (layout.last_effect, column))

    def resources(name: str) -> str:
        column = resource_column(name)
        return book.sheets["resources"].block((FIRST_ROW, column), (layout.last_resource, column))

    def both_sides(name: str) -> str:
        sides = f"({effects('actor_number')}={number})-({effects('counterpart_number')}={number})"
        return f"SUMPRODUCT(({sides})*{effects('counts')}*{effects(name)})+{income}"

    pays = f"({resources('payer_number')}={number})"
    income = f"SUMPRODUCT({pays}*{resources('income')})"
    investment, value = (here(at, actor_column(name)) for name in ("investment", "value"))
    formulas = {
        "investment": f"SUMPRODUCT({pays}*{resources('cost')})",
        "value": both_sides("present_value"),
        "net": f"{value}-{investment}",
        "cashable": f"{here(at, actor_column('public'))}*({both_sides('cashable')})",
    }
    for name, formula in formulas.items():
        sheet.formula(at, actor_column(name), formula, float(getattr(actor, name)), "whole_sek")


def _write_chart(book: Book, sheet: Sheet, layout: Layout) -> None:
    """The running sum of the chosen perspective, with a description for those who cannot see it."""
    years, row = book.sheets["years"], flow_row(layout, "chosen", "running")
    chart = book.writer.add_chart({"type": "column"})
    chart.add_series({
        "name": book.word("years.running"),
        "categories": "="
        + years.block((calendar_row("year"), FIRST_YEAR_COLUMN), (calendar_row("year"), layout.last_year)),
        "values": "=" + years.block((row, FIRST_YEAR_COLUMN), (row, layout.last_year)),
        "fill": {"color": "#1F5F7A"},
    })  # fmt: skip
    chart.set_title({"name": book.word("result.chart"), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"label_position": "low"})
    chart.set_y_axis({"num_format": "#,##0"})
    chart.set_size({"width": 900, "height": 320})
    where = FIRST_ACTOR + len(book.chain.actors) + 2
    sheet.page.insert_chart(where, 0, chart, {"description": book.word("result.chart_description")})
