"""Links that arrive at a server nobody has visited yet: none may run a page around the router."""

import pytest

from tests.benchmarks.ws_client import Visitor
from tests.browser.server import running
from tests.house.source import ROOT, open_pages

PAGE_NAMES = sorted({path.stem for path in open_pages()})
ODD_NAMES = ["", "router", "__init__", "parts", "walk", "pages", "walk/need", "no-such-page"]


@pytest.fixture(scope="module")
def cold_server():
    """A server whose first visitors are the ones below."""
    with running(example=True) as app:
        yield app


@pytest.mark.parametrize("name", [*PAGE_NAMES, *ODD_NAMES])
def test_a_cold_link_is_answered_by_the_router(cold_server, name):
    visitor = Visitor(cold_server.port)
    drawing = visitor.visit(name)
    visitor.close()

    [session] = drawing.of("new_session")
    assert session.main_script_path == str(ROOT / "pages" / "router.py")
    assert len(session.app_pages) <= 1, "before the router has spoken, only the name that was asked for is known"
    [menu] = drawing.of("navigation")
    assert len(menu.app_pages) >= len(PAGE_NAMES)
    assert not drawing.failed()
    assert [title.title for title in drawing.of("page_config_changed")], "the router sets every page's title"


@pytest.mark.parametrize("name", PAGE_NAMES)
def test_a_file_name_opens_nothing_but_a_page_of_the_menu(cold_server, name):
    visitor = Visitor(cold_server.port)
    drawing = visitor.visit(name)
    visitor.close()
    known = {page.url_pathname for page in drawing.of("navigation")[0].app_pages}
    assert bool(drawing.of("page_not_found")) == (name not in known)
