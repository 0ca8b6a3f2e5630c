"""A person at the app, in a test's words: with a mouse, or with the keyboard alone. Both walk the same walk."""

from playwright.sync_api import Locator, Page, expect

from reports.texts import text
from tests.browser.visit import wait_idle

MOST_TABS = 150
FOCUS = """target => {
    const now = document.activeElement, before = window.focusedBefore;
    if (!target.isConnected) return "gone";
    window.focusedBefore = now;
    if (target.contains(now)) return "here";
    return now === before && now !== document.body ? "stuck" : "elsewhere";
}"""


class Mouse:
    """Someone who points and types, reading the app in one language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language

    def word(self, key: str, **values: object) -> str:
        """What the app calls something."""
        return text(self.language, key, **values)

    def label(self, field: str, required: bool = False) -> str:
        """The label of a field."""
        return self.word(f"field.{field}") + (f" ({self.word('common.required')})" if required else "")

    def main(self) -> Locator:
        """The page itself, without the menu."""
        return self.page.get_by_test_id("stMain")

    # What hands do; the keyboard does these in its own way.

    def press(self, target: Locator) -> None:
        """Use a button or a link when the page stands still, and wait for what follows.

        A field that was just left may have something to say, and a click on a button that moves away is lost."""
        wait_idle(self.page)
        target.click()
        wait_idle(self.page)

    def write(self, target: Locator, words: str) -> None:
        """Write in a field and leave it."""
        target.fill(words)
        target.press("Tab")

    def pick(self, target: Locator, option: str) -> None:
        """Choose in a list, and wait for what follows."""
        wait_idle(self.page)
        target.scroll_into_view_if_needed()  # a list closes when the page scrolls under it
        target.click()
        target.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()
        self.fold()

    def fold(self) -> None:
        """Close the list when it stays open for more choices. In a closed list, Escape would take the choice back."""
        wait_idle(self.page)
        if self.page.get_by_role("listbox").count():
            self.page.keyboard.press("Escape")
            wait_idle(self.page)

    # What is done with them.

    def go(self, title: str) -> None:
        """Open a page from the menu."""
        self.press(self.page.get_by_test_id("stSidebarNavLink").filter(has_text=title).first)
        expect(self.main().locator("h1")).to_contain_text(title)

    def step(self, name: str) -> None:
        """Open a link of the chain."""
        self.go(self.word(f"step.{name}.title"))

    def add(self, kind: str) -> None:
        """Begin a new element."""
        self.press(self.button("edit.add", kind=self.word(f"kind_one.{kind}")))

    def change(self, name: str) -> None:
        """Open the form of an element that is there."""
        row = self.main().locator("[class*='st-key-row-']").filter(has=self.page.get_by_role("heading", name=name))
        self.press(row.get_by_role("button", name=self.word("edit.change"), exact=True))

    def unfold(self, words: str) -> None:
        """Open what is folded behind these words."""
        self.press(self.main().locator("summary").filter(has_text=words).first)

    def button(self, key: str, **values: object) -> Locator:
        """A button by its words."""
        return self.main().get_by_role("button", name=self.word(key, **values), exact=True)

    def box(self, label: str) -> Locator:
        """A field to write in, by its label."""
        return self.main().get_by_role("textbox", name=label, exact=True)

    def fill(self, field: str, words: str, required: bool = False) -> None:
        """Write in the field for this."""
        self.write(self.box(self.label(field, required)), words)

    def name(self, words: str) -> None:
        """Give it a name."""
        self.fill("name", words, required=True)

    def year(self, field: str, year: int, words: str) -> None:
        """Write one year's number."""
        self.write(self.box(self.word("figure.year_of", field=self.label(field), year=year)), words)

    def because(self, field: str, words: str) -> None:
        """Give the reason of a number."""
        self.write(self.box(self.word("figure.reason", field=self.label(field))), words)

    def choose(self, label: str, option: str) -> None:
        """Choose an option in a list, by both their words."""
        self.pick(self.main().get_by_role("combobox", name=label, exact=True), option)

    def save(self) -> None:
        """Save, and see that it is said."""
        self.press(self.button("edit.save"))
        expect(self.main().get_by_text(self.word("edit.saved"), exact=True)).to_be_visible()


class Keyboard(Mouse):
    """Someone who uses the keyboard alone."""

    def reach(self, target: Locator) -> None:
        """Press Tab until the focus stands there; see that it moves on from everything on the way, and shows itself."""
        wait_idle(self.page)
        element = target.element_handle()  # looked up once: to find by role and name takes longer than a key
        for _ in range(MOST_TABS):
            place = element.evaluate(FOCUS)
            if place == "gone":
                element = target.element_handle()
                continue
            assert place != "stuck", (
                f"the focus stays on {self.page.evaluate('document.activeElement.outerHTML')[:200]}"
            )
            if place == "here":
                assert shows_focus(self.page), f"the focus cannot be seen on {target}"
                self.page.evaluate("window.focusedBefore = null")
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def press(self, target: Locator) -> None:
        self.reach(target)
        self.page.keyboard.press("Enter")
        wait_idle(self.page)

    def write(self, target: Locator, words: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Tab")

    def pick(self, target: Locator, option: str) -> None:
        self.reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(option)
        expect(self.page.get_by_role("option").first).to_be_visible()
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        self.fold()


def open_list(target: Locator) -> None:
    """Open a list to choose from; it would close if the page had to scroll under it."""
    target.scroll_into_view_if_needed()
    target.click()
    target.page.get_by_role("listbox").wait_for()


def shows_focus(page: Page) -> bool:
    """Whether the focused element, or the box that draws it, has a ring around it."""
    return page.evaluate(
        """() => {
            const drawn = (node) => {
                const style = getComputedStyle(node), box = node.getBoundingClientRect();
                return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2 && box.width > 12;
            };
            let node = document.activeElement;
            for (let up = 0; node && up < 4; up++, node = node.parentElement) if (drawn(node)) return true;
            return false;
        }"""
    )
