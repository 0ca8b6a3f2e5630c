"""How quick a click is and how much memory open tabs take: `python tests/benchmarks/bench_server.py`.

Starts the app on the example municipality and prints: the server's time for a click on each page with one visitor
(median and 95th percentile), and the resident memory of the server with 30 tabs open.
"""

from pathlib import Path
import statistics
import sys

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ws_client import Visitor
from tests.browser.server import Server, running

CLICKS = 30
TABS = 30


def main() -> None:
    """Measure and print."""
    with running(example=True) as server:
        pages = page_names(server)
        print(f"{'page':<16}{'median ms':>10}{'95 % ms':>10}")
        for page in pages:
            times = clicks(server, page)
            print(f"{page or 'start':<16}{statistics.median(times):>10.0f}{percentile(times, 0.95):>10.0f}")
        print(f"memory after these clicks: {resident_mib(server):.0f} MiB")
        tabs = open_tabs(server, pages)
        print(f"memory with {len(tabs)} tabs open: {resident_mib(server):.0f} MiB")
        for tab in tabs:
            tab.close()


def page_names(server: Server) -> list[str]:
    """The addresses of the menu."""
    visitor = Visitor(server.port)
    [menu] = visitor.visit("").of("navigation")
    visitor.close()
    return [page.url_pathname for page in menu.app_pages]


def clicks(server: Server, page: str) -> list[float]:
    """Milliseconds from asking for the page again until its last message, once it has been drawn the first time."""
    visitor = Visitor(server.port)
    visitor.visit(page, query(server))
    times = [visitor.again().seconds * 1000 for _ in range(CLICKS)]
    visitor.close()
    return times


def query(server: Server) -> str:
    """The part of the address that opens the first intervention."""
    return f"lang=sv&intervention={server.interventions()[0]}"


def open_tabs(server: Server, pages: list[str]) -> list[Visitor]:
    """Open tabs, spread over all pages, and leave them open."""
    tabs = [Visitor(server.port) for _ in range(TABS)]
    for number, tab in enumerate(tabs):
        tab.visit(pages[number % len(pages)], query(server))
    return tabs


def resident_mib(server: Server) -> float:
    """The server's resident memory, as Linux counts it."""
    status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    [line] = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(line.split()[1]) / 1024


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


if __name__ == "__main__":
    main()
