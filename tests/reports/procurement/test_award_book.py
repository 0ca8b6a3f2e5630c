"""The record of an award as a workbook: LibreOffice calculates it anew and comes to the numbers of the record."""

from decimal import Decimal
from functools import cache
import json

from openpyxl.utils import get_column_letter
import pytest

from chain.procurement.bid import Judgement
from chain.procurement.model import Engine, Points
from chain.text import Text
from reports.procurement.award_book import award_book
from reports.procurement.award_sheets import FIRST_ROW
from reports.procurement.decision import Award
from reports.procurement.record import record_text
from reports.texts import text
from sroi.procurement.evaluate import evaluate
from tests.chain.bids import relocked, shipped, with_bid
from tests.reports.procurement.awards import award
from tests.reports.spreadsheet import changed, differences, formulas, recalculated, values

EVIL = ("=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "http://x.example")


@cache
def awards() -> dict[str, Award]:
    """Promises, judgements, both, both under points, and two bids that come out equal at a weight of many decimals."""
    model, came = shipped()
    youth, judged = shipped("youth-programme")
    both, judged_too = relocked(model, came, criteria=youth.criteria[:1])
    levels = (Judgement(bid_id=bid.id, criterion_id=youth.criteria[0].id, level=at, motive=Text(sv="Så"), assessor="Bo")
              for at, bid in enumerate(came.bids, 1))  # fmt: skip
    judged_too = judged_too.model_copy(update={"judgements": tuple(levels)})
    points = relocked(both, judged_too, engine=Engine.RELATIVE, points=Points(is_counter_example_seen=True))
    same = came.bids[0]
    equal = with_bid(came, "B", price_sek=same.price_sek, promises=same.promises)
    odd = relocked(model, equal, value_weight=0.333333, rounding_sek=1_000.0)
    given = {"plain": (model, came), "judged": (youth, judged), "both": (both, judged_too)}
    given |= {"points": points, "equal": odd}
    return {name: award(*of) for name, of in given.items()}


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    files = {name: award_book(each, "sv") for name, each in awards().items()}
    return files | {"heavier": changed(files["plain"], {"value_weight": 1.0})}


@pytest.fixture(scope="module")
def recounted(written, tmp_path_factory) -> dict[str, bytes]:
    return recalculated(tmp_path_factory.mktemp("office"), written)


def column(data: bytes, key: str, count: int, language: str = "sv") -> list[object]:
    """What stands below a title in the sheet of bids."""
    found, name = values(data), text(language, "award_book.sheet.bids")
    title = text(language, f"table.column.{key}")
    at = next(at for at in range(1, 20) if found.get((name, f"{get_column_letter(at)}{FIRST_ROW}")) == title)
    return [found.get((name, f"{get_column_letter(at)}{FIRST_ROW + 1 + row}")) for row in range(count)]


FIGURES = {
    "bid_rank": "rank", "bid_comparison": "comparison", "bid_points": "points", "bid_price": "price",
    "bid_value": "value", "bid_promises_deduction": "value_deduction", "bid_net": "net", "bid_ratio": "ratio",
}  # fmt: skip


@pytest.mark.parametrize("name", ["plain", "judged", "both", "points", "equal"])
def test_every_formula_comes_to_the_number_of_the_record(written, recounted, name):
    lines = json.loads(record_text(awards()[name]))["evaluation"]["lines"]
    assert not differences(written[name], recounted[name])
    for key, field in FIGURES.items():
        told = [each[field] for each in lines]
        if text("sv", f"table.column.{key}") in values(recounted[name]).values():
            found = column(recounted[name], key, len(lines))
            assert [round(each, 2) for each in found] == [round(float(Decimal(str(each))), 2) for each in told], key


def test_the_order_follows_a_changed_weight(recounted):
    model, came = shipped()
    heavier = evaluate(*relocked(model, came, value_weight=1.0))
    ranks = {line.bidder: line.rank for line in heavier.lines}
    bidders = column(recounted["heavier"], "bidder", len(ranks))
    assert column(recounted["heavier"], "bid_rank", len(ranks)) == [ranks[each] for each in bidders]
    assert ranks[awards()["plain"].winner.bidder] != 1


def test_a_blank_is_said_to_be_blank_and_reasons_and_log_are_there():
    for language, blank, reason in (("sv", "tomt", "345 000 kr lägre pris"), ("en", "blank", "SEK 345,000 lower")):
        told = values(award_book(awards()["plain"], language))
        terms = text(language, "award_book.sheet.terms")
        assert blank in [said for (sheet, cell), said in told.items() if (sheet, cell[0]) == (terms, "D")]
        said = [str(each).replace("\u00a0", " ") for each in told.values()]
        assert any(reason in each for each in said)
        assert {"Ada Ek", "2026-05-04 09:00", awards()["plain"].evaluation.fingerprint} <= set(said)


def test_words_that_look_like_formulas_stay_words():
    model, came = shipped()
    named = model.model_copy(update={
        "title": Text(sv=EVIL[1]), "buyer": EVIL[0],
        "measures": tuple(each.model_copy(update={"name": Text(sv=EVIL[2 + at])})
                          for at, each in enumerate(model.measures)),
    })  # fmt: skip
    evil = award(*relocked(named, with_bid(came, "A", bidder=EVIL[4])), decided_by=EVIL[1])
    data = award_book(evil, "sv")
    assert formulas(data) == formulas(award_book(awards()["plain"], "sv"))
    assert set(EVIL) <= set(values(data).values())


def test_the_same_award_is_the_same_bytes():
    assert award_book(award(), "en") == award_book(award(), "en") != award_book(award(), "sv")
