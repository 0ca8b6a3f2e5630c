"""What a visitor does and sees, in a test's words."""

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WAIT_MS = 60_000
"""How long what is waited for may take: so long only where something is broken, or the machine is very busy."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = ("color-contrast", "link-in-text-block")
"""Those that axe-core puts under colour and that belong to the tags above."""
COLOUR_RULES = {"runOnly": {"type": "rule", "values": COLOURS}}
NAME_RULES = {"runOnly": {"type": "tag", "values": ["cat.name-role-value", "cat.text-alternatives", "cat.language"]}}
"""Those that words alone can break."""
GROUND = "getComputedStyle(document.querySelector(\"[data-testid='stApp']\")).backgroundColor"

UPSTREAM = (
    ("target-size", "[data-testid='stDateInput'], [data-testid='stDateInput'] *"),
    ("presentation-role-conflict", "[data-testid='stFileUploaderDropzone']"),
)
"""What Streamlit itself must mend: the segments of its date field, and the role of its drop zone."""


ANSWERED = """(() => {
    const Plain = window.WebSocket;
    window.__askedAt = null;
    window.WebSocket = class extends Plain {
        constructor(...how) {
            super(...how);
            this.addEventListener("message", () => { window.__askedAt = null; });
        }
        send(what) {
            window.__askedAt = performance.now();
            super.send(what);
        }
    };
})()"""
"""Remembers in each page when the app was last asked for something that it has not begun to answer: on a busy machine a
page looks idle for long after a click."""


class Traffic:
    """Everything a page asks for, from its first request on."""

    def __init__(self, page: Page) -> None:
        self.addresses: list[str] = []
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("websocket", lambda socket: self.addresses.append(socket.url))

    def outside(self) -> list[str]:
        """The addresses that are not on this computer."""
        asked = (address for address in self.addresses if address.startswith(("http", "ws")))
        return [address for address in asked if urlsplit(address).hostname not in {"localhost", "127.0.0.1"}]


def wait_idle(page: Page) -> None:
    """Wait until the app has drawn what it was asked for and nothing on the page is left from before."""
    page.evaluate("window.__idleSince = null")
    page.wait_for_function(
        """() => {
            const app = document.querySelector("[data-testid='stApp']");
            const busy = "[data-testid='stStatusWidget'], [data-testid='stSkeleton'], [data-stale='true']";
            const idle = app?.dataset.testScriptState === "notRunning" && !document.querySelector(busy);
            const heading = document.querySelector("[data-testid='stMain'] h1");
            const waits = window.__askedAt && performance.now() - window.__askedAt < 20000;
            if (!idle || waits || !heading) { window.__idleSince = null; return false; }
            window.__idleSince ??= performance.now();
            return performance.now() - window.__idleSince > 250;
        }"""
    )


def open_page(page: Page, address: str) -> None:
    """Go to an address and wait until its page stands."""
    page.goto(address)
    wait_idle(page)


def violations(page: Page, options: dict = ALL_RULES) -> list[str]:
    """What axe-core finds wrong on the page as it stands, without what only Streamlit can mend.

    What it found right is not asked for: on a large page, carrying that here takes four times as long as looking."""
    found = Axe().run(page, options={**options, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
        for rule in found
        for node in rule["nodes"]
        if not _is_upstream(page, rule["id"], node["target"][0])
    ]


def in_both_lights(page: Page) -> list[str]:
    """What is wrong on the page as it stands: everything in the light it is in, and the colours in the other one too.

    The page stays in that other light: to put it back takes as long as half of axe-core's work.
    """
    found = violations(page)
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    before = page.evaluate(GROUND)
    page.emulate_media(color_scheme="light" if dark else "dark")
    page.wait_for_function(f"before => {GROUND} !== before", arg=before)
    return found + [f"in {'light' if dark else 'dark'}: {each}" for each in violations(page, COLOUR_RULES)]


def is_dark(page: Page) -> bool:
    """Whether what is written stands on dark ground."""
    return sum(map(int, re.findall(r"\d+", page.evaluate(GROUND))[:3])) < 3 * 128


def _is_upstream(page: Page, rule: str, target: str) -> bool:
    places = [place for name, place in UPSTREAM if name == rule]
    return any(page.locator(target).first.evaluate("(node, place) => node.matches(place)", place) for place in places)


def cut_off(page: Page) -> int:
    """How many pixels of the page hang out over the right edge of the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
