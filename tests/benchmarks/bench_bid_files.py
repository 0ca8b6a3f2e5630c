"""How long it takes to open, take in and evaluate forty bid files on twelve measures, on SQLite.

    python -m tests.benchmarks.bench_bid_files

The files are the program's own bid sheets, filled in. Prints seconds of processor time and by the clock of each step,
once; less than ten in all is asked for.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from openpyxl import load_workbook

from chain.people import LOCAL, Acting
from chain.procurement.bid import Bid, Promise
from chain.procurement.model import Procurement
from chain.procurement.starter import worked_example
from chain.text import Text
from reports.procurement.bid_layout import Asked, layout
from reports.procurement.bid_rows import read_bid
from reports.procurement.bid_sheet import bid_sheet
from sroi.procurement.evaluate import evaluate
from sroi.procurement.kept import evaluation_sha256
from storage import operations
from storage.operations import procurement
from storage.store import open_store
from storage.unit_of_work import Store

BIDS, MEASURES = 40, 12
BEFORE = datetime(2026, 4, 1, 8, tzinfo=UTC)


def main() -> None:
    """Make the files, take the time of each step, print."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "bench.db")
        acting = Acting(LOCAL, operations.start_empty(store, LOCAL, "Ljusnaby").id)
        of = _published(store, acting)
        files = [_filled(of, each) for each in _bids(of)]
        steps = {
            "two open": lambda: _open(store, acting),
            f"{BIDS} files read and kept": lambda: _take_in(store, acting, of, files),
            "evaluated as the page shows it": lambda: _evaluated(store, acting, of),
            "evaluated once more and kept": lambda: _kept(store, acting, of),
        }
        print(f"  {'seconds':42}{'processor':>10}{'clock':>8}", flush=True)
        spent = [_line(name, action) for name, action in steps.items()]
        print(f"  {'in all':42}{sum(each for each, _ in spent):10.2f}{sum(each for _, each in spent):8.2f}")
        store.close()


def _published(store: Store, acting: Acting) -> Procurement:
    """The worked example's measures six times over, locked a month before it opens."""
    base = worked_example()
    measures = tuple(
        each.model_copy(update={"id": f"{each.id}-{n}", "name": Text(sv=f"{each.name.sv} {n}")})
        for n in range(MEASURES // len(base.measures))
        for each in base.measures
    )
    of = base.model_copy(
        update={"intervention_id": "", "measures": measures, "test_bids": (), "many_measures_reason": Text(sv="Många")}
    )
    store.clock = lambda: BEFORE
    made = procurement.begin(store, acting, of)
    made = procurement.review(store, acting, of.id, made.version)
    made = procurement.publish(store, acting, of.id, made.version)
    store.clock = lambda: of.opens_at.astimezone(UTC) + timedelta(hours=1)
    return made.model


def _bids(of: Procurement) -> Iterator[Bid]:
    for n in range(BIDS):
        promises = (
            Promise(measure_id=each.id, quantities=tuple(float((n * 7 + at * 3 + year) % 3 + 4) for year in range(3)))
            for at, each in enumerate(of.measures)
        )
        yield Bid(id="B", bidder=f"Anbudsgivare {n + 1}", price_sek=1e6 + 7_919.0 * n, promises=tuple(promises))


def _filled(of: Procurement, bid: Bid) -> bytes:
    """The sheet that was handed out, with this bid in it."""
    book, saved = load_workbook(BytesIO(bid_sheet(of, "sv"))), BytesIO()
    told = {Asked("bidder"): bid.bidder, Asked("price"): bid.price_sek}
    told |= {Asked("met", each.id): "ja" for each in of.requirements}
    told |= {Asked("quantity", p.measure_id, at): q for p in bid.promises for at, q in enumerate(p.quantities)}
    for (row, column), asked in layout(of, "sv").asked.items():
        if asked in told:
            book.worksheets[0].cell(row + 1, column + 1).value = told[asked]
    book.save(saved)
    return saved.getvalue()


def _open(store: Store, acting: Acting) -> None:
    for name in ("Ada", "Bo"):
        procurement.sign_opening(store, acting, worked_example().id, "Lista 12", name)


def _take_in(store: Store, acting: Acting, of: Procurement, files: list[bytes]) -> None:
    """As the page does it, file by file."""
    for at, content in enumerate(files):
        read = read_bid(content, of, "B", BEFORE)
        kept = procurement.receive_bid(
            store, acting, of.id, f"{at}.xlsx", content, read.bid, read.problems, f"Anbudsgivare {at + 1}"
        )
        assert kept.is_accepted, kept


def _evaluated(store: Store, acting: Acting, of: Procurement) -> str:
    found = evaluate(of, procurement.bids_for(store, acting, of.id).came)
    assert len(found.lines) == BIDS
    return evaluation_sha256(found)


def _kept(store: Store, acting: Acting, of: Procurement) -> None:
    kept = procurement.keep_evaluation(store, acting, of.id, _evaluated(store, acting, of))
    assert isinstance(kept, procurement.KeptEvaluation), kept


def _line(name: str, action: Callable[[], object]) -> tuple[float, float]:
    begun, clock = process_time(), perf_counter()
    action()
    spent = process_time() - begun, perf_counter() - clock
    print(f"  {name:42}{spent[0]:10.2f}{spent[1]:8.2f}", flush=True)
    return spent


if __name__ == "__main__":
    main()
