"""What all sheets of a living workbook share: the chain, its numbers, the names of cells, where things stand."""

from dataclasses import dataclass, field

from xlsxwriter import Workbook

from chain.assumption import Assumption, Series
from chain.model import Chain, passports
from reports.texts import text
from reports.workbook_names import names_for
from reports.workbook_numbers import Numbers
from reports.workbook_sheet import Sheet, Styles
from sroi.settings import Settings

SHEETS = (
    "about", "result", "settings", "assumptions", "series", "resources", "map", "years", "duration", "sources",
    "machine",
)  # fmt: skip
"""The sheets in their order, by their keys in the texts."""
FIRST_YEAR_COLUMN = 4
"""Column of the first calendar year in the sheets by year."""


@dataclass
class Book:
    """A workbook on its way. By place: `names` to define, cells of `price_years`, and of low and high (`ends`)."""

    writer: Workbook
    language: str
    chain: Chain
    settings: Settings
    numbers: Numbers
    names: dict[str, str] = field(init=False)
    sheets: dict[str, Sheet] = field(init=False)
    price_years: dict[str, str] = field(default_factory=dict)
    ends: dict[str, tuple[str, str]] = field(default_factory=dict)
    year_rows: dict[str, int] = field(default_factory=dict)

    def __post_init__(self):
        places = [place for place, _ in passports(self.chain)]
        self.names = names_for([*(f"settings/{name}" for name in Settings.model_fields), *places])
        styles = Styles(self.writer, self.language)
        self.sheets = {key: Sheet(self.writer, styles, self.word(f"sheet.{key}")) for key in SHEETS}

    def sheet(self, key: str) -> Sheet:
        """The sheet of this key, with its title and a line about it."""
        found = self.sheets[key]
        found.words(0, 0, self.word(f"sheet.{key}"), "title")
        found.words(1, 0, self.word(f"{key}.about"), "line")
        return found

    def word(self, key: str, **values: object) -> str:
        """A text of the workbook's own catalogue."""
        return text(self.language, f"workbook.{key}", **values)

    def name(self, place: str) -> str:
        """What formulas call the number at this place."""
        return self.names[place]

    def define(self, name: str, where: str) -> None:
        """Give a cell or a range its name."""
        self.writer.define_name(name, f"={where}")

    def of_kind(self, kind: type[Assumption] | type[Series]) -> list[tuple[str, "Assumption | Series"]]:
        """The chain's single numbers, or its series, with their places."""
        return [(place, figure) for place, figure in passports(self.chain) if isinstance(figure, kind)]
