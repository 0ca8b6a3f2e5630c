"""A controller keeps a result, changes a price, keeps again, compares, and takes the package to another computer."""

import subprocess
import sys

from playwright.sync_api import Page, expect

from storage import operations
from storage.store import open_store
from tests.acting import here
from tests.browser.server import ROOT, Server
from tests.browser.visit import cut_off, open_page, violations, wait_idle


def keep(page: Page, server: Server, name: str) -> None:
    """Keep what the result page shows, under a name."""
    open_page(page, f"{server.address}/result?lang=sv&intervention=I3")
    field = page.get_by_label("Vad ska det heta?")
    field.fill(name)
    field.press("Tab")
    wait_idle(page)
    page.get_by_role("button", name="Behåll resultatet").click()
    expect(page.get_by_text("Resultatet är behållet som nummer")).to_be_visible()
    wait_idle(page)


def price_up(server: Server) -> None:
    """Someone raises a price that counts."""
    store = open_store(server.data / "vardekedjan.db")
    now = operations.load(store, here(store), "I3")
    used = now.chain.effects[1].proxy_id
    proxies = tuple(
        each.model_copy(update={"price": each.price.model_copy(update={"value": each.price.value * 2})})
        if each.id == used
        else each
        for each in now.chain.proxies
    )
    saved = operations.save(store, here(store, "bo"), now.chain.model_copy(update={"proxies": proxies}), now.version)
    assert isinstance(saved, operations.Saved)
    store.close()


def test_keep_change_keep_compare_and_verify_elsewhere(page, example_server, tmp_path):
    keep(page, example_server, "Till nämnden")
    price_up(example_server)
    keep(page, example_server, "Efter nya priser")
    page.get_by_role("link", name="Se alla behållna resultat").click()
    expect(page.get_by_role("heading", name="Behållna resultat", level=1)).to_be_visible()
    wait_idle(page)
    page.get_by_text("Samma siffror som tabell: Vad varje ändring gjorde").click()
    for name in ("Från: Till nämnden", "Till: Efter nya priser"):
        expect(page.get_by_role("rowheader", name=name).first).to_be_visible()
    expect(page.get_by_text("Mest gjorde detta: Prislapp").first).to_be_visible()
    page.get_by_role("button", name="Räkna om och jämför").click()
    expect(page.get_by_text("samma siffror, till sista decimalen")).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Ladda ner arkivpaketet").click()
    package = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(package)
    command = [sys.executable, "-m", "sroi", "verify", str(package)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Efter nya priser" in done.stdout
    page.set_viewport_size({"width": 320, "height": 640})
    wait_idle(page)
    assert cut_off(page) <= 0
