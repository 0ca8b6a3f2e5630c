"""On a phone, 320 pixels wide, nothing is cut off: what does not fit scrolls in a region that the keyboard reaches."""

from playwright.sync_api import Page
import pytest

from tests.browser.visit import cut_off, open_page

PHONE = {"width": 320, "height": 640}
ON_A_PHONE = pytest.mark.parametrize("context", [{"viewport": PHONE}], indirect=True, ids=["320px"])
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


def does_not_fit(page: Page) -> list[str]:
    """What is cut off on the page as it stands, or makes all of it scroll sideways."""
    over = cut_off(page)
    return page.evaluate(OUTSIDE) + ([f"the page scrolls sideways by {over} pixels"] if over > 0 else [])


def everything_fits(page: Page, addresses: dict[str, str]) -> None:
    """Open each of these by its address; nothing is cut off on any."""
    wrong = {}
    for name, where in addresses.items():
        open_page(page, where)
        wrong[name] = does_not_fit(page)
    assert not {name: found for name, found in wrong.items() if found}
