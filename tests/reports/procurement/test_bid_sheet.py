"""The sheet for bidders: what is filled in comes back as a bid, and anything of their own refuses the file by name."""

from collections.abc import Callable
from io import BytesIO
import json

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
import pytest

from chain.canonical import sha256
from chain.procurement.bid import Bid
from chain.procurement.bid_checks import check_bids
from chain.procurement.document import fingerprint
from chain.text import Text
from reports.procurement.bid_layout import FIRST_PERIOD, Asked, layout
from reports.procurement.bid_rows import ReadBid, read_bid
from reports.procurement.bid_sheet import bid_sheet
from tests.chain.bids import NAMES, bid_of, shipped, with_bid
from tests.reports.spreadsheet import recalculated

MODEL, CAME = shipped()
HANDED_OUT = {"sv": "690b14f27a5e2ad1", "en": "c484ecf0a269849e"}


def places(language: str = "sv", model=MODEL) -> dict[Asked, tuple[int, int]]:
    return {asked: place for place, asked in layout(model, language).asked.items()}


def changed(change: Callable[[Workbook], None], data: bytes | None = None) -> bytes:
    book = load_workbook(BytesIO(data or filled()))
    change(book)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def typed(bid: Bid) -> dict[Asked, object]:
    """What a person would write in the cells for this bid."""
    told: dict[Asked, object] = {Asked("bidder"): bid.bidder, Asked("price"): bid.price_sek}
    told[Asked("method")] = bid.method.into("sv") or None
    for each in bid.answers:
        told[Asked("met", each.requirement_id)] = "Ja" if each.is_met else "nej"
    for each in bid.promises:
        told |= {Asked("quantity", each.measure_id, at): value for at, value in enumerate(each.quantities)}
    return told


def filled(cells: dict[Asked, object] | None = None, model=MODEL, language: str = "sv") -> bytes:
    def fill(book: Workbook) -> None:
        for asked, value in ({**typed(bid_of(CAME, "B")), **(cells or {})}).items():
            row, column = places(language, model)[asked]
            book.worksheets[0].cell(row + 1, column + 1).value = value

    return changed(fill, bid_sheet(model, language))


def read(data: bytes) -> ReadBid:
    return read_bid(data, MODEL, "B")


def told(found: ReadBid) -> list[tuple[str, str]]:
    return [(each.code.removeprefix("bid_sheet."), each.place) for each in found.problems]


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_bid_comes_back_as_it_was_written(name):
    model, came = shipped(name)
    for bid in came.bids:
        found = read_bid(
            changed(lambda book, bid=bid: _fill(book, bid, model), bid_sheet(model, "sv")), model, bid.id
        ).bid
        assert (found.bidder, found.price_sek, found.fingerprint) == (bid.bidder, bid.price_sek, fingerprint(model))
        assert [each.quantities for each in found.promises] == [each.quantities for each in bid.promises]
        assert {each.requirement_id: each.is_met for each in found.answers} == {
            each.requirement_id: each.is_met for each in bid.answers
        }
        assert check_bids(model, came.model_copy(update={"bids": (found,)})) == []


def _fill(book: Workbook, bid: Bid, model) -> None:
    for asked, value in typed(bid).items():
        row, column = places("sv", model)[asked]
        book.worksheets[0].cell(row + 1, column + 1).value = value


def test_a_blank_cell_is_blank_and_nought_is_nought():
    measure = MODEL.measures[1].id
    found = read(filled({Asked("quantity", measure, 0): 0, Asked("quantity", measure, 1): None})).bid
    assert next(each for each in found.promises if each.measure_id == measure).quantities[:2] == (0.0, None)


def test_words_for_numbers_are_read_as_the_screen_reads_them():
    found = read(filled({Asked("price"): "8 000 000 kr", Asked("quantity", MODEL.measures[0].id, 0): "2,5"})).bid
    assert found.price_sek == 8_000_000
    assert found.promises[0].quantities[0] == 2.5


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_words_of_sheets_that_were_handed_out_still_stand(language):
    """A sheet is read against its own words: if those are changed in a new version, every sheet that was handed out
    before is refused as altered. Whoever must change them raises FORMAT and goes on reading the older sheets."""
    told = sorted(layout(MODEL, language).printed.items())
    assert sha256(json.dumps(told, ensure_ascii=False).encode())[:16] == HANDED_OUT[language]


@pytest.mark.parametrize("price", ["NaN", "inf", "1e308", 1e308, "８000000", "50 %", True, "8.000.000"])
def test_a_price_that_is_no_amount_is_told_by_its_cell(price):
    [(code, place)] = told(read(filled({Asked("price"): price})))
    assert code.startswith("number.")
    assert place == "Anbud!B8"


@pytest.mark.parametrize("price", [1e-300, 0.001, "8 000 000,005"])
def test_no_bid_is_cheaper_by_less_than_an_ore(price):
    bid = read(filled({Asked("price"): price})).bid
    found = check_bids(MODEL, with_bid(CAME, "B", price_sek=bid.price_sek))
    assert [each.code for each in found] == ["procurement.finer_than_ore"]


def test_what_a_bidder_writes_stays_in_the_language_of_the_sheet():
    data = changed(lambda book: _fill(book, bid_of(CAME, "A"), MODEL), bid_sheet(MODEL, "en"))
    row, column = places("en")[Asked("method")]
    data = changed(lambda book: book.worksheets[0].cell(row + 1, column + 1, "A method"), data)
    assert read(data).bid.method == Text(en="A method")


def column_of_ones_own(book: Workbook) -> None:
    row, column = places()[Asked("timing", MODEL.measures[0].id)]
    for offset, value in enumerate(("värde", 11_500_000)):
        book.worksheets[0].cell(row + offset, column + 2).value = value


def test_a_column_of_ones_own_is_refused_by_its_name():
    found = read(changed(column_of_ones_own))
    assert found.bid is None
    assert [(each.code, dict(each.values)) for each in found.problems] == [
        ("bid_sheet.extra_column", {"name": "värde"})
    ]


def merge_periods(page) -> None:
    """What looks like 20 in all, and would be read as 20 each year."""
    row, column = places()[Asked("quantity", MODEL.measures[0].id, 0)]
    page.cell(row + 1, column + 1).value = 20
    page.merge_cells(start_row=row + 1, end_row=row + 1, start_column=column + 1, end_column=column + 3)


REFUSED: dict[str, tuple[Callable[[Workbook], None], str]] = {
    "a sheet of its own": (lambda book: book.create_sheet("Kalkyl").cell(1, 1, "värde"), "extra_sheet"),
    "a hidden sheet": (
        lambda book: setattr(book.create_sheet("Dold"), "sheet_state", "hidden") or book["Dold"].cell(1, 1, 1),
        "extra_sheet",
    ),
    "a formula": (lambda book: book.worksheets[0].__setitem__("B7", "=1+1"), "formula"),
    "a printed price base": (lambda book: book.worksheets[0].__setitem__("C8", "Priset omfattar halva"), "altered"),
    "one number over three periods": (lambda book: merge_periods(book.worksheets[0]), "merged"),
    "a comment": (lambda book: setattr(book.worksheets[0]["B7"], "comment", Comment("Med förbehåll", "A")), "beside"),
    "a row below": (lambda book: book.worksheets[0].cell(40, 1, "Vårt värde"), "extra_column"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_anything_of_ones_own_refuses_the_file(name):
    change, code = REFUSED[name]
    found = read(changed(change))
    assert found.bid is None
    assert code in [each for each, _ in told(found)]


def hidden(key: str, value: str | None) -> bytes:
    def change(book: Workbook) -> None:
        for row in book["machine"].iter_rows():
            if row[0].value == key:
                row[1].value = value

    return changed(change)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (hidden("fingerprint", "0" * 64), "other_model"),
        (hidden("procurement", "another"), "other_procurement"),
        (hidden("round", "2"), "wrong_template"),
        (hidden("language", "de"), "wrong_template"),
        (changed(lambda book: book.__delitem__("machine")), "wrong_template"),
        (b"PK\x03\x04", "spreadsheet.damaged"),
        (b"", "spreadsheet.empty_file"),
    ],
    ids=["fingerprint", "procurement", "round", "language", "no machine sheet", "broken", "empty"],
)
def test_another_round_another_procurement_and_other_files_are_refused_whole(data, code):
    found = read(data)
    assert (found.bid, [each for each, _ in told(found)]) == (None, [code])


def test_what_cannot_be_read_is_told_by_its_cell_all_at_once():
    measure = MODEL.measures[0].id
    found = read(
        filled({Asked("bidder"): " – ", Asked("price"): None, Asked("quantity", measure, 0): -1,
                Asked("quantity", measure, 1): "många"})
    )  # fmt: skip
    cells = places()
    letter = "ABCDEFGHIJKL"
    at = {asked: f"Anbud!{letter[column]}{row + 1}" for asked, (row, column) in cells.items()}
    assert told(found) == [
        ("no_bidder", at[Asked("bidder")]),
        ("no_price", at[Asked("price")]),
        ("negative", at[Asked("quantity", measure, 0)]),
        ("number.not_a_number", at[Asked("quantity", measure, 1)]),
    ]


def test_the_same_model_gives_the_same_bytes():
    assert bid_sheet(MODEL, "sv") == bid_sheet(MODEL, "sv")


def test_only_what_is_asked_for_can_be_typed():
    book = load_workbook(BytesIO(bid_sheet(MODEL, "sv")))
    page = book.worksheets[0]
    open_cells = {
        (cell.row - 1, cell.column - 1) for row in page.iter_rows() for cell in row if not cell.protection.locked
    }
    assert page.protection.sheet
    assert open_cells == set(layout(MODEL, "sv").asked)
    assert len(page.data_validations.dataValidation) >= 3


def test_a_sheet_kept_by_another_program_reads_alike(tmp_path):
    assert read(recalculated(tmp_path, {"bid": filled()})["bid"]).bid == read(filled()).bid


@given(st.binary(max_size=200))
@settings(max_examples=30)
def test_no_bytes_raise(data):
    assert read(data).bid is None


def test_the_first_period_is_where_the_layout_says():
    row, column = places()[Asked("quantity", MODEL.measures[0].id, 0)]
    assert column == FIRST_PERIOD
    assert (row, FIRST_PERIOD - 1) in layout(MODEL, "sv").printed
