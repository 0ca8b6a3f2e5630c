"""A bid sheet that came back, read: a bid, or everything that is wrong with the file and where.

The sheet must be the one that was handed out, filled in where it asks and nowhere else. A column, a row, a sheet or a
formula of the bidder's own refuses the whole file and is named; a blank cell stays blank and is never read as 0.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chain.assumption import LONGEST_LINE
from chain.problem import Problem, problem
from chain.procurement.bid import Answer, Bid, Promise
from chain.procurement.document import fingerprint
from chain.procurement.model import Procurement
from chain.text import Text, says_something
from reports.procurement.bid_layout import FORMAT, MACHINE, MAGIC, Asked, Layout, Place, layout, machine
from reports.spreadsheet_cells import Page, Spreadsheet, read_spreadsheet
from reports.texts import LANGUAGES, text
from reports.texts.numbers import parse_money, parse_number

LONGEST_WORDS = 2_000
MOST_PROBLEMS = 50


@dataclass(frozen=True)
class ReadBid:
    """What a file says: a bid, or None and why there is none."""

    bid: Bid | None
    problems: tuple[Problem, ...] = ()


def read_bid(data: bytes, model: Procurement, bid_id: str, received_at: datetime | None = None) -> ReadBid:
    """The bid in a filled-in sheet; never an exception, whatever the bytes."""
    spreadsheet, problems = read_spreadsheet(data)
    if spreadsheet is None:
        return ReadBid(None, tuple(problems))
    language, refused = _made_for(spreadsheet, model)
    if refused:
        return ReadBid(None, (refused,))
    page, sheet = spreadsheet.pages[0], layout(model, language)
    foreign = tuple(_foreign(spreadsheet, sheet))[:MOST_PROBLEMS]
    if foreign:
        return ReadBid(None, foreign)
    reading = _Reading(page, sheet, language)
    bid = reading.bid(model, bid_id, received_at)
    found = tuple(reading.problems)[:MOST_PROBLEMS]
    return ReadBid(None if found else bid, found)


def _made_for(spreadsheet: Spreadsheet, model: Procurement) -> tuple[str, Problem | None]:
    """The language of the sheet, and why it is none for this model."""
    told = next((page for page in spreadsheet.pages if page.hidden and page.words(0, 0) == MAGIC), None)
    if told is None:
        return "", problem("bid_sheet.wrong_template", "")
    stated = {told.words(row, 0): told.words(row, 1) for row in range(told.last_row + 1)}
    language = stated.get("language", "")
    if stated.get(MAGIC) != FORMAT or language not in LANGUAGES:
        return "", problem("bid_sheet.wrong_template", "")
    if stated.get("procurement") != model.id:
        return "", problem("bid_sheet.other_procurement", "")
    if stated.get("fingerprint") != fingerprint(model):
        return "", problem("bid_sheet.other_model", "", found=stated.get("fingerprint", ""), known=fingerprint(model))
    altered = stated != dict(machine(model, language))
    return language, problem("bid_sheet.wrong_template", "") if altered else None


def _foreign(spreadsheet: Spreadsheet, sheet: Layout) -> Iterator[Problem]:
    """Everything on the file that is not of the sheet as it was handed out."""
    page, *others = spreadsheet.pages
    if spreadsheet.beside:
        yield problem("bid_sheet.beside", "")
    for area in sorted(set(page.merged.values())):  # one number over several periods could be read as each of them
        yield problem("bid_sheet.merged", page.address(*area))
    for other in others:
        if not (other.hidden and other.name == MACHINE):
            yield problem("bid_sheet.extra_sheet", other.name, sheet=other.name)
    for each in spreadsheet.pages:
        if each.formula_at:
            yield problem("bid_sheet.formula", f"{each.name}!{each.formula_at}")
    named: set[int] = set()
    for place in sorted(page.cells):
        if place not in sheet.asked and place not in sheet.printed and place[1] not in named:
            named.add(place[1])
            yield problem("bid_sheet.extra_column", page.address(*place), name=page.words(*place))
    for place, words in sheet.printed.items():
        if page.words(*place) != " ".join(words.split()):
            yield problem("bid_sheet.altered", page.address(*place))


@dataclass
class _Reading:
    page: Page
    sheet: Layout
    language: str

    def __post_init__(self) -> None:
        self.problems: list[Problem] = []
        self.places = {asked: place for place, asked in self.sheet.asked.items()}

    def bid(self, model: Procurement, bid_id: str, received_at: datetime | None) -> Bid | None:
        """The bid; None when something in it cannot be read."""
        bidder, price = self._line(Asked("bidder")), self._price()
        answers = [each for requirement in model.requirements if (each := self._answer(requirement.id))]
        promises = [self._promise(each.id, len(model.periods)) for each in model.measures]
        method = self._words(Asked("method"))
        if self.problems:
            return None
        return Bid(
            id=bid_id,
            bidder=bidder,
            price_sek=price,
            promises=tuple(promises),
            answers=tuple(answers),
            method=method,
            fingerprint=fingerprint(model),
            received_at=received_at,
        )

    def _at(self, asked: Asked) -> Place:
        return self.places[asked]

    def _raw(self, asked: Asked) -> str:
        return self.page.words(*self._at(asked))

    def _wrong(self, code: str, asked: Asked, **values: object) -> None:
        self.problems.append(problem(code, self.page.address(*self._at(asked)), **values))

    def _line(self, asked: Asked) -> str:
        raw = self._raw(asked)
        if not says_something(raw):
            self._wrong("bid_sheet.no_bidder", asked)
        elif len(raw) > LONGEST_LINE:
            self._wrong("bid_sheet.too_long", asked, limit=LONGEST_LINE)
        return raw

    def _words(self, asked: Asked) -> Text:
        raw = self._raw(asked)
        if len(raw) > LONGEST_WORDS:
            self._wrong("bid_sheet.too_long", asked, limit=LONGEST_WORDS)
        return Text(**{self.language: raw})

    def _price(self) -> float | None:
        asked = Asked("price")
        if not self._raw(asked):
            self._wrong("bid_sheet.no_price", asked)
            return None
        return self._number(asked, parse_money)

    def _number(self, asked: Asked, parse) -> float | None:
        """A number as it is stored, or as it was typed as words."""
        stored = self.page.value(*self._at(asked))
        raw = self._raw(asked)
        if isinstance(stored, float):
            raw = f"{Decimal(repr(stored)):f}"
        read = parse(raw, self.page.address(*self._at(asked)))
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        if read < 0:
            self._wrong("bid_sheet.negative", asked)
            return None
        return read

    def _answer(self, requirement_id: str) -> Answer | None:
        asked = Asked("met", requirement_id)
        raw = self._raw(asked).casefold()
        words = [(text(each, f"bid_sheet.{word}"), word == "yes") for each in LANGUAGES for word in ("yes", "no")]
        known = {word.casefold(): is_yes for word, is_yes in words}
        if raw and raw not in known:
            self._wrong("bid_sheet.not_yes_or_no", asked)
        if raw not in known:
            return None
        note = self._words(Asked("note", requirement_id))
        return Answer(requirement_id=requirement_id, is_met=known[raw], note=note)

    def _promise(self, measure_id: str, periods: int) -> Promise:
        asked = [Asked("quantity", measure_id, number) for number in range(periods)]
        told = tuple(self._number(each, parse_number) if self._raw(each) else None for each in asked)
        return Promise(measure_id=measure_id, quantities=told, timing=self._words(Asked("timing", measure_id)))
