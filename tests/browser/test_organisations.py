"""A municipality adds the region, locks its assumptions, shares an intervention; the region reads and cannot change."""

from playwright.sync_api import Page, expect

from tests.browser.hands import Mouse
from tests.browser.server import Server
from tests.browser.visit import cut_off, open_page, violations, wait_idle


def choose(page: Page, name: str) -> None:
    """Work for another organisation."""
    Mouse(page, "sv").pick(page.get_by_role("combobox", name="Ni arbetar för"), name)
    expect(page.get_by_test_id("stSidebarNav")).to_contain_text(f"Insatser · {name}")


def press(page: Page, name: str) -> None:
    """Press the button with this name."""
    page.get_by_role("button", name=name, exact=True).click()
    wait_idle(page)


def looks_right(page: Page) -> None:
    """No accessibility fault, and nothing cut off on a phone."""
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    wait_idle(page)
    assert cut_off(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})
    wait_idle(page)


def lock(page: Page, server: Server) -> None:
    """Lock the conventions and prices, and see a result say that it departs from them when it does."""
    open_page(page, f"{server.address}/assumptions?lang=sv")
    name = page.get_by_label("Uppsättningens namn")
    name.fill("Budget 2027")
    name.press("Tab")
    wait_idle(page)
    press(page, "Lås")
    expect(page.get_by_text("Antagandeuppsättning 1, Budget 2027, är låst och gäller nu.")).to_be_visible()
    looks_right(page)
    open_page(page, f"{server.address}/result?lang=sv&intervention=I3&preset=sroi_guide")
    expect(page.get_by_text("Avviker från antagandeuppsättning 1")).to_be_visible()
    page.get_by_text("Var resultatet avviker från uppsättningen").first.click()
    wait_idle(page)  # the fold has come to rest, so that the button is where it is pressed
    press(page, "Räkna med uppsättningens konventioner")
    expect(page.get_by_text("Avviker från antagandeuppsättning 1 (Budget 2027)")).to_contain_text("i 3 avseenden")
    press(page, "Ta uppsättningens priser")
    expect(page.get_by_text("Insatsen har nu uppsättningens priser.")).to_be_visible()
    expect(page.get_by_text("Räknat enligt antagandeuppsättning 1")).to_be_visible()


def test_two_organisations_share_what_they_share_and_nothing_else(page, example_server):
    server = example_server
    open_page(page, f"{server.address}/organisation?lang=sv")
    page.get_by_label("Den nya organisationens namn").fill("Region Hälsingland")
    press(page, "Lägg till")
    expect(page.get_by_text("Region Hälsingland finns nu")).to_be_visible()
    looks_right(page)
    choose(page, "Ljusnaby")
    lock(page, server)
    page.get_by_role("link", name="Dela insatsen").click()
    wait_idle(page)
    press(page, "Dela")
    expect(page.get_by_text("Insatsen är delad.")).to_be_visible()
    looks_right(page)
    choose(page, "Region Hälsingland")
    expect(page.get_by_text("Ingen insats är öppen")).to_be_visible()
    page.get_by_role("link", name="Alla insatser").click()
    wait_idle(page)
    expect(page.get_by_text("hör till Ljusnaby, ni får läsa")).to_be_visible()
    expect(page.get_by_role("heading", name="Återbruket")).to_be_visible()
    expect(page.get_by_role("heading", name="Familjestöd")).to_have_count(0)
    _reads_only(page, server)


def _reads_only(page: Page, server: Server) -> None:
    page.get_by_role("link", name="Läs resultatet").click()
    wait_idle(page)
    expect(page.get_by_role("button", name="Behåll resultatet")).to_have_count(0)
    page.get_by_role("link", name="Behov och syfte", exact=True).click()
    wait_idle(page)
    expect(page.get_by_text("Insatsen hör till Ljusnaby och är delad med er för läsning.")).to_be_visible()
    expect(page.get_by_label("Syfte", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Spara", exact=True)).to_have_count(0)
    assert violations(page) == []
    other = page.url.replace("intervention=I3", "intervention=I1")
    open_page(page, other)
    expect(page.get_by_text("Ingen insats är öppen")).to_be_visible()
