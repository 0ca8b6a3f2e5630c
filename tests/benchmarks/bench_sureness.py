"""How soon a moved assumption shows its new interval: `python tests/benchmarks/bench_sureness.py`.

Starts the app on the example municipality. For each intervention a price's upper end is moved and saved, and the page
that tells how sure the result is drawn again: the server's time from asking to the last message, nothing cached. Then
the result page, the list of interventions after such a move, and 100,000 draws made outside the page's process, during
which another visitor keeps clicking.
"""

from pathlib import Path
import statistics
import sys
import time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storage import operations
from storage.store import Store, open_store
from tests.acting import here
from tests.benchmarks.ws_client import Visitor
from tests.browser.server import Server, running

MOVES = 15
LIMIT_MS = 300


def main() -> None:
    """Measure and print."""
    with running(example=True) as server:
        store = open_store(server.data / "vardekedjan.db")
        print(f"{'':<24}{'median ms':>10}{'slowest ms':>12}")
        for page in ("uncertainty", "result", ""):
            for name in sorted(server.interventions()) if page else ["I2"]:
                times = moves(server, store, page, name)
                print(f"{page or 'overview':<14}{name:<10}{statistics.median(times):>10.0f}{max(times):>12.0f}")
        print(f"asked for: under {LIMIT_MS} ms at the median on the page of uncertainty")
        aside(server, store)


def moves(server: Server, store: Store, page: str, name: str) -> list[float]:
    """Milliseconds to draw the page after each move."""
    visitor = Visitor(server.port)
    visitor.visit(page, f"lang=sv&intervention={name}")
    times = []
    for at in range(MOVES):
        move(store, name, 1.01 + at / 1000)
        times.append(visitor.again().seconds * 1000)
    visitor.close()
    return times


def move(store: Store, name: str, factor: float) -> None:
    """Save the intervention with the upper end of one price a little higher."""
    acting = here(store)
    now = operations.load(store, acting, name)
    moved = next(each for each in now.chain.proxies if each.price.high is not None)
    price = moved.price.model_copy(update={"high": round(moved.price.high * factor, 2)})
    proxies = [each.model_copy(update={"price": price}) if each.id == moved.id else each for each in now.chain.proxies]
    saved = operations.save(store, acting, now.chain.model_copy(update={"proxies": tuple(proxies)}), now.version)
    if not isinstance(saved, operations.Saved):
        raise SystemExit(f"the move was not saved: {saved}")


def aside(server: Server, store: Store) -> None:
    """100,000 draws beside another visitor's clicks."""
    move(store, "I2", 1.02)
    waiting, other = Visitor(server.port), Visitor(server.port)
    other.visit("result", "lang=sv&intervention=I3")
    began = time.perf_counter()
    first = waiting.visit("uncertainty", "lang=sv&intervention=I2&draws=100000").seconds
    clicks, told = [], ""
    while "100\u00a0000 dragningar, " not in told:
        clicks.append(other.again().seconds * 1000)
        told = "".join(each.markdown.body for each in waiting.again().elements() if each.HasField("markdown"))
        told = told.replace("\\", "")
    print(
        f"100,000 draws: the page after {first * 1000:.0f} ms, the figures after {time.perf_counter() - began:.1f} s;"
    )
    print(f"meanwhile another visitor's click took {statistics.median(clicks):.0f} ms at the median")


if __name__ == "__main__":
    main()
