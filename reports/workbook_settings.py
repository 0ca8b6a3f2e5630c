"""The settings sheet: every convention as a cell to change, and what formulas read from it."""

from collections.abc import Iterable

from chain.model import Chain
from reports.texts import text
from reports.workbook_book import Book
from reports.workbook_sheet import Sheet, here
from sroi.discounting import INDEXES
from sroi.perspective import LEVELS, ONE_ACTOR

CODES = {
    "filters": {"multiplicative": 0, "additive": 1},
    "drop_off": {"geometric": 0, "straight_line": 1},
    "drop_off_from": {"second_year": 0, "first_year": 1},
    "discounting": {"first_year_undiscounted": 0, "mid_year": 0.5, "end_year": 1},
    "investment_discounted": {False: 0, True: 1},
    "horizon_from": {"first_calendar_year": 0, "cohort_start": 1},
    "costs_after_horizon": {"cut": 0, "kept": 1},
    "income": {"lower_cost": 0, "benefit": 1},
    "payback": {"whole_year": 0, "interpolated": 1, "annual_value": 2},
    "payback_discounted": {False: 0, True: 1},
    "with_optional": {False: 0, True: 1},
}
"""What formulas read for each choice. `discounting` is the part of a year added to the exponent."""
_FIRST_ROW = 4
_CHOICE_COLUMN = 6


def convention(field: str) -> str:
    """The name by which formulas read a choice as a number."""
    return f"convention_{field}"


def choice_words(book: Book, field: str) -> dict[object, str]:
    """The words for each option of a convention."""
    if field == "perspective":
        return perspective_words(book.chain, book.language)
    if False in CODES[field]:
        return {True: book.word("yes"), False: book.word("no")}
    return {option: text(book.language, f"convention.{field}_{option}") for option in CODES[field]}


def perspective_words(chain: Chain, language: str) -> dict[object, str]:
    """Words for whose money counts; two actors of the same name are told apart by their ids."""
    words = {name: text(language, f"convention.perspective_{name}") for name in ("public", "society", *LEVELS)}
    taken = {each.casefold() for each in words.values()}
    for actor in chain.actors:
        name = actor.name.into(language) or actor.id
        word = text(language, "convention.perspective_one_actor", name=name)
        if word.casefold() in taken:
            word = text(language, "convention.perspective_one_actor", name=f"{name} ({actor.id}, {len(taken)})")
        taken.add(word.casefold())
        words[ONE_ACTOR + actor.id] = word
    return words


def write_settings(book: Book) -> dict[str, str]:
    """Write the sheet; returns the cell of the words of each perspective."""
    sheet = book.sheet("settings")
    sheet.widths(52, 46, 16, 34, 4, 4)
    sheet.heads(3, [book.word(f"settings.{head}") for head in ("what", "choice", "read", "name")])
    sheet.frozen(4)
    lists = _Lists(book, sheet)
    row = _write_numbers(book, sheet)
    for field in CODES:
        _write_choice(book, sheet, lists, row, field)
        row += 1
    cells = lists.write("perspective")
    _write_chosen(book, sheet, lists, row, "perspective")
    _write_index(book, sheet, row + 3)
    return cells


def _write_numbers(book: Book, sheet: Sheet) -> int:
    """Rate, horizon, price year and start year: numbers as they are."""
    settings, longest = book.settings, book.numbers.longest_horizon
    horizon = book.word("settings.horizon", longest=longest)
    rows = (
        ("discount_rate", text(book.language, "field.discount_rate"), settings.discount_rate, "input_share"),
        ("horizon_years", horizon, settings.horizon_years, "input_year"),
        ("price_year", text(book.language, "field.price_year"), settings.price_year, "input_year"),
    )
    for row, (field, title, value, style) in enumerate(rows, start=_FIRST_ROW):
        sheet.words(row, 0, title)
        sheet.number(row, 1, value, style)
        sheet.words(row, 3, book.name(f"settings/{field}"), "line")
        book.define(book.name(f"settings/{field}"), sheet.cell(row, 1))
    whole = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": longest}
    sheet.page.data_validation(_FIRST_ROW + 1, 1, _FIRST_ROW + 1, 1, whole)
    row = _FIRST_ROW + len(rows)
    sheet.words(row, 0, text(book.language, "field.start_year"))
    sheet.number(row, 1, book.chain.start_year, "year")
    sheet.words(row, 3, "chain_start_year", "line")
    book.define("chain_start_year", sheet.cell(row, 1))
    return row + 1


class _Lists:
    """The words to choose among, one column a convention, beside the settings."""

    def __init__(self, book: Book, sheet: Sheet):
        self._book, self._sheet = book, sheet
        self._columns: dict[str, int] = {}
        sheet.words(2, _CHOICE_COLUMN, book.word("settings.choices"), "part")

    def write(self, field: str) -> dict[object, str]:
        """Write a convention's words; returns the cell of each option."""
        column = self._columns.setdefault(field, _CHOICE_COLUMN + len(self._columns))
        words = choice_words(self._book, field)
        self._sheet.page.set_column(column, column, 30)
        self._sheet.words(3, column, self._book.word(f"field.{field}"), "head")
        for row, word in enumerate(words.values(), start=_FIRST_ROW):
            self._sheet.words(row, column, word, "line")
        return {option: self._sheet.cell(row, column) for row, option in enumerate(words, start=_FIRST_ROW)}

    def block(self, field: str) -> str:
        """The range of a convention's words."""
        column, count = self._columns[field], len(choice_words(self._book, field))
        return self._sheet.block((_FIRST_ROW, column), (_FIRST_ROW + count - 1, column))


def _write_choice(book: Book, sheet: Sheet, lists: _Lists, row: int, field: str) -> None:
    """A choice in words, and the number formulas read; words that are no option give an error, never a guess."""
    cells = lists.write(field)
    _write_chosen(book, sheet, lists, row, field)
    read = "NA()"
    for option, code in CODES[field].items():
        read = f"IF({book.name(f'settings/{field}')}={cells[option]},{code},{read})"
    sheet.formula(row, 2, read, CODES[field][getattr(book.settings, field)], "number")
    book.define(convention(field), sheet.cell(row, 2))


def _write_chosen(book: Book, sheet: Sheet, lists: _Lists, row: int, field: str) -> None:
    chosen = choice_words(book, field).get(getattr(book.settings, field), "")
    sheet.words(row, 0, book.word(f"field.{field}"))
    sheet.words(row, 1, chosen, "input_words")
    sheet.words(row, 3, book.name(f"settings/{field}"), "line")
    book.define(book.name(f"settings/{field}"), sheet.cell(row, 1))
    sheet.page.data_validation(row, 1, row, 1, {"validate": "list", "source": f"={lists.block(field)}"})


def _write_index(book: Book, sheet: Sheet, row: int) -> None:
    """The price index, year by year, where there is one."""
    index = INDEXES.get(book.settings.index)
    sheet.words(row, 0, book.word("settings.index", index=book.settings.index), "part")
    if index is None:
        sheet.words(row + 1, 0, book.word("settings.no_index"))
        return
    sheet.words(row + 1, 0, index.source)
    first = row + 2
    for at, (year, level) in enumerate(index.values.items(), start=first):
        sheet.number(at, 0, year, "year")
        sheet.number(at, 1, level, "number")
    last = first + len(index.values) - 1
    book.define("index_years", sheet.block((first, 0), (last, 0)))
    book.define("index_levels", sheet.block((first, 1), (last, 1)))


def price_factor(book: Book, from_cell: str) -> str:
    """The formula that moves a price from the year in a cell to the price year: index ÷ index, or 1."""
    to = book.name("settings/price_year")
    moved = "NA()"
    if book.settings.index in INDEXES:
        level = "INDEX(index_levels,MATCH({},index_years,0))"
        moved = f"{level.format(to)}/{level.format(from_cell)}"
    return f'IF(OR({from_cell}="",{to}="",{from_cell}={to}),1,{moved})'


def membership(book: Book, cells: dict[str, str], perspective: str | None, row: int, column: int) -> Iterable[str]:
    """For each actor the formula, 1 or 0, of whether it counts in a perspective; None: the one chosen in settings.

    `row` and `column` are where the first actor's kind of body stands on the same sheet; the column after it holds 1
    for the public sector.
    """
    chosen = book.name("settings/perspective")
    for at, actor in enumerate(book.chain.actors):
        public = here(row + at, column + 1, fixed_column=True)
        if perspective is not None:
            yield "1" if perspective == "society" else public
            continue
        level = str(actor.level)
        same = [f"{chosen}={cells['society']}", f"{chosen}={cells[ONE_ACTOR + actor.id]}"]
        same += [f"{chosen}={cells[level]}"] if level in cells else []
        yield f"IF(OR({','.join(same)},AND({public}=1,{chosen}={cells['public']})),1,0)"
