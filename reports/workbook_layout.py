"""Where things stand in the sheets that refer to each other: rows by effect, resource and actor; columns by name."""

from dataclasses import dataclass

from reports.workbook_book import FIRST_YEAR_COLUMN, Book

FIRST_ROW = 4
"""First row of the map and of the table of resources."""
EFFECT_COLUMNS = (
    "id", "stakeholder", "inputs", "outputs", "outcome", "indicator", "indicator_source", "effect", "share", "units",
    "lag", "duration", "proxy", "price", "price_source", "deadweight", "displacement", "attribution", "drop_off",
    "price_factor", "sign", "gross", "left", "impact", "present_value", "counts", "actor_number", "actor",
    "counterpart_number", "counterpart", "cashable_share", "cashable_from", "cashable", "weight_chosen",
    "weight_public", "weight_society", "price_least", "price_most", "per_krona",
)  # fmt: skip
RESOURCE_COLUMNS = (
    "id", "resource", "kind", "payer_number", "payer", "unit_cost", "on_cost", "price_factor", "per_unit",
    "not_movable", "cost_sign", "benefit_sign", "cost", "income",
    "weight_chosen", "weight_public", "weight_society",
)  # fmt: skip
ACTOR_COLUMNS = (
    "actor", "kind", "public", "number", "counts_chosen", "counts_public", "counts_society", "investment", "value",
    "net", "cashable",
)  # fmt: skip
PERSPECTIVES = ("chosen", "public", "society")


@dataclass(frozen=True)
class Layout:
    """Sizes: E effects, R resources, T years. Tables without rows keep one empty row, so that ranges stay ranges."""

    effects: int
    resources: int
    years: int

    @property
    def last_effect(self) -> int:
        """Last row of the map's effects."""
        return FIRST_ROW + max(self.effects, 1) - 1

    @property
    def last_resource(self) -> int:
        """Last row of the table of resources."""
        return FIRST_ROW + max(self.resources, 1) - 1

    @property
    def last_year(self) -> int:
        """Column of the last year."""
        return FIRST_YEAR_COLUMN + self.years - 1

    def block(self, number: int) -> int:
        """First row of a block by effect in the sheets by year: blocks have a title row and an empty row between."""
        return CALENDAR_ROWS + 2 + number * (max(self.effects, 1) + 3)

    def resource_block(self, number: int) -> int:
        """First row of a block by resource, below the blocks by effect."""
        return self.block(EFFECT_BLOCKS) + number * (max(self.resources, 1) + 3)

    @property
    def flow_row(self) -> int:
        """First row of the yearly sums by perspective, below everything else."""
        return self.resource_block(RESOURCE_BLOCKS)


CALENDAR = ("year", "index", "within", "value_counts", "cost_counts", "discount", "cost_factor")
CALENDAR_TOP = 3
CALENDAR_ROWS = CALENDAR_TOP + len(CALENDAR)
STARTS, VALUE, DISCOUNTED = range(3)
EFFECT_BLOCKS = 3
COST, INCOME = range(2)
RESOURCE_BLOCKS = 2
LEFT, REMAINING = range(2)


def calendar_row(name: str) -> int:
    """The row of the calendar that holds this, in the sheet by year."""
    return CALENDAR_TOP + CALENDAR.index(name)


def effect_column(name: str) -> int:
    """The column of the map."""
    return EFFECT_COLUMNS.index(name)


def resource_column(name: str) -> int:
    """The column of the table of resources."""
    return RESOURCE_COLUMNS.index(name)


def actor_column(name: str) -> int:
    """The column of the table of actors in the result."""
    return ACTOR_COLUMNS.index(name)


FLOWS = ("paid", "gained", "running", "below", "first_gain")
"""The yearly sums of one perspective: paid, gained, their running sum, the position where it is below zero, and the
first gain so far."""
HAPPENS = len(PERSPECTIVES) * (len(FLOWS) + 1)
"""Below the sums: 1 in the years from which the calendar of the engine counts."""


def flow_row(layout: Layout, perspective: str, name: str) -> int:
    """The row of a yearly sum of a perspective in the sheet by year."""
    return layout.flow_row + 1 + PERSPECTIVES.index(perspective) * (len(FLOWS) + 1) + FLOWS.index(name)


def happens_row(layout: Layout) -> int:
    """The row that tells from which year anything is paid, started or gained."""
    return layout.flow_row + 1 + HAPPENS


FIRST_ACTOR = 20
"""First row of the table of actors in the result, below the figures."""


def actor_block(book: Book, name: str) -> str:
    """A column of the table of actors, as formulas call it."""
    last = FIRST_ACTOR + max(len(book.chain.actors), 1) - 1
    return book.sheets["result"].block((FIRST_ACTOR, actor_column(name)), (last, actor_column(name)))


def actor_flags(book: Book, perspective: str) -> str:
    """Which actors count in a perspective of `PERSPECTIVES`, as formulas call them."""
    return actor_block(book, f"counts_{perspective}")
