"""A real browser against a real server: what every journey shares.

Which server? `reading_server` (the example, one per worker) for a test that saves nothing; `example_server` (the
example) or `server` (an empty start), one per test file, for one that does; `with running(example=True, SETTING="…")`
of tests/browser/server.py for one that needs a server of its own. `context` is a visitor and `page` their tab;
`another()` is the tab of one more visitor, in a context of their own. Wait for what is promised, never for a time.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
import pytest

import run
from tests.browser.server import ROOT, Server, running
from tests.browser.visit import ANSWERED, WAIT_MS, Traffic

RESULTS = ROOT / "test-results"
expect.set_options(timeout=WAIT_MS)
QUIET = (
    "--no-sandbox",  # a browser started by root, as in a container, does not start otherwise
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--process-per-site",  # the tabs of one visitor share what the browser has read of the app: see `seat`
)
ORDINARY = {
    "locale": "sv-SE",
    "timezone_id": "Europe/Stockholm",
    "viewport": {"width": 1280, "height": 900},
    "color_scheme": "light",
    "reduced_motion": "reduce",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    report = yield
    item.went_wrong = getattr(item, "went_wrong", False) or report.failed
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    path = run.find(run.TOOLS[0])
    assert path, "Chromium is missing; `python3 run.py test` installs it or says how"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """The app on an empty data folder, one per test file. Afterwards: it has talked to nobody."""
    with running() as app:
        yield app
        assert app.watched()
        assert app.outside_calls() == []


@pytest.fixture(scope="module")
def example_server() -> Iterator[Server]:
    """The app with the example municipality already chosen, one per test file."""
    with running(example=True) as app:
        yield app
        assert app.outside_calls() == []


@pytest.fixture(scope="session")
def reading_server() -> Iterator[Server]:
    """The same for every test of a worker that saves nothing."""
    with running(example=True) as app:
        yield app
        assert app.outside_calls() == []


@contextmanager
def arriving(browser: Browser, **settings: object) -> Iterator[BrowserContext]:
    """A fresh Swedish visitor; `settings`, those of Playwright, change how they look."""
    visitor = browser.new_context(**{**ORDINARY, **settings})
    visitor.set_default_timeout(WAIT_MS)
    visitor.add_init_script(ANSWERED)
    yield visitor
    visitor.close()


@contextmanager
def watching(visitor: BrowserContext, test: pytest.Item) -> Iterator[Page]:
    """A tab whose traffic is watched: it may talk to this computer only. A failed test leaves a picture behind."""
    tab = visitor.new_page()
    traffic = Traffic(tab)
    yield tab
    if getattr(test, "went_wrong", False) and not tab.is_closed():
        save_picture(tab, test.name)
    assert traffic.outside() == []


@pytest.fixture(scope="module")
def seat(browser: Browser) -> Iterator[BrowserContext]:
    """Where one ordinary visitor after the other sits down: what the browser has read of the app it need not read anew.

    Streamlit's own code takes longer to read than most pages to draw. An empty tab keeps the browser's process for this
    computer's pages alive between visitors; nothing of what a visitor did is kept. A test file has its own: a process
    that has drawn hundreds of pages was seen to hold 700 MB and to slow down."""
    with arriving(browser) as visitor:
        spare = visitor.new_page()
        spare.route("**", lambda route: route.fulfill(content_type="text/html", body=""))
        spare.goto("http://localhost/")
        yield visitor


@pytest.fixture
def context(request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The visitor. `@pytest.mark.parametrize("context", [{...}], indirect=True)` changes how they look."""
    if settings := getattr(request, "param", {}):
        with arriving(request.getfixturevalue("browser"), **settings) as visitor:
            yield visitor
        return
    visitor: BrowserContext = request.getfixturevalue("seat")
    assert (visitor.cookies(), len(visitor.pages)) == ([], 1), "something is left of the visitor before"
    yield visitor
    for tab in visitor.pages[1:]:
        tab.close()
    visitor.set_storage_state({"cookies": [], "origins": []})


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The visitor's tab."""
    with watching(context, request.node) as tab:
        yield tab


@pytest.fixture
def another(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`another(**settings)` is the tab of one more visitor, in a context of their own."""
    with ExitStack() as here:
        yield lambda **settings: here.enter_context(
            watching(here.enter_context(arriving(browser, **settings)), request.node)
        )


def save_picture(tab: Page, name: str) -> None:
    """Keep what the page looked like, in test-results/."""
    RESULTS.mkdir(exist_ok=True)
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in name)
    tab.screenshot(path=RESULTS / f"{safe}.png", full_page=True)
