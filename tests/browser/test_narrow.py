"""On a phone, 320 pixels wide, nothing is cut off: what does not fit scrolls in a region that the keyboard reaches."""

import pytest

from tests.browser.places import every_form, every_page
from tests.browser.visit import cut_off, open_page

PHONE = pytest.mark.parametrize("context", [{"viewport": {"width": 320, "height": 640}}], indirect=True, ids=["320px"])
OUTSIDE = """() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (node) => {
        for (; node; node = node.parentElement) {
            const ways = getComputedStyle(node).overflowX, wide = node.scrollWidth > node.clientWidth;
            if (wide && ["auto", "scroll"].includes(ways)) return node.tabIndex >= 0;
        }
        return false;
    };
    const hidden = (node) => {
        for (; node; node = node.parentElement) {
            const style = getComputedStyle(node), box = node.getBoundingClientRect();
            if (style.visibility === "hidden" || (box.width <= 1 && style.overflow === "hidden")) return true;
            if (node.dataset?.testid === "stSidebar" && box.right <= 0) return true;
        }
        return false;
    };
    const found = [];
    const judge = (box, node, words) => {
        if (box.width < 2 || (box.left >= -1 && box.right <= width + 1)) return;
        if (!hidden(node) && !scrolls(node)) found.push(`outside: ${node.tagName} ${words.trim().slice(0, 60)}`);
    };
    for (const node of document.querySelectorAll("button, a, input, textarea, summary, [role='combobox']")) {
        judge(node.getBoundingClientRect(), node, node.innerText || node.ariaLabel || "");
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const words = walker.currentNode, node = words.parentElement;
        if (!words.nodeValue.trim() || node.closest("script, style, template, title, desc")) continue;
        const range = document.createRange();
        range.selectNodeContents(words);
        judge(range.getBoundingClientRect(), node, words.nodeValue);
        const style = getComputedStyle(node);
        const cut = node.scrollWidth > node.clientWidth + 1 && ["hidden", "clip"].includes(style.overflowX);
        if (cut && node.clientWidth > 1 && !hidden(node)) found.push(`cut: ${words.nodeValue.trim().slice(0, 60)}`);
    }
    return found;
}"""


def everything_fits(page, addresses) -> None:
    wrong = {}
    for name, where in addresses.items():
        open_page(page, where)
        found = page.evaluate(OUTSIDE)
        wrong[name] = found + ([f"the page scrolls sideways by {cut_off(page)} pixels"] if cut_off(page) > 0 else [])
    assert not {name: found for name, found in wrong.items() if found}


@PHONE
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_fits_a_phone(page, example_server, language):
    everything_fits(page, every_page(example_server, language))


@PHONE
def test_every_form_fits_a_phone(page, example_server):
    everything_fits(page, every_form(example_server, "sv"))


@PHONE
def test_the_welcome_fits_a_phone(page, server):
    everything_fits(page, {"welcome": f"{server.address}/?lang=sv"})
