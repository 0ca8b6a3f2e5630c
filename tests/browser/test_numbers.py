"""Numbers as people in Sweden type and paste them, with a real clipboard: `7,25` is 7.25 in every field, never 725."""

from collections.abc import Callable
import re

from playwright.sync_api import Locator, expect
import pytest

from chain.assumption import Series
from chain.model import passports
from chain.people import Acting
from reports.texts import text
from storage import operations
from storage.store import open_store
from tests.acting import home_of
from tests.browser.hands import Mouse
from tests.browser.places import address, first_chain
from tests.browser.visit import open_page, wait_idle

CLIPBOARD = pytest.mark.parametrize(
    "context", [{"permissions": ["clipboard-read", "clipboard-write"]}], indirect=True, ids=["clipboard"]
)
NBSP = "\u00a0"
FORMS = {
    "need": ["chain/cohorts/2023"],
    "resources, money": ["resources/{resources}/amounts/2023"],
    "outputs": ["outputs/{outputs}/targets/2023", "outputs/{outputs}/actuals/2023"],
    "indicators": ["indicators/{indicators}/baseline", "indicators/{indicators}/target"],
    "impact": [f"effects/{{effects}}/{name}" for name in (
        "quantity/share", "quantity/units", "deadweight", "displacement", "attribution", "drop_off")],
    "value": ["effects/{effects}/cashable_share"],
    "value, price": ["proxies/{proxies}/price"],
}  # fmt: skip
"""Forms, and the places of the numbers that are written in each."""
SHARES = {"share", "deadweight", "displacement", "attribution", "drop_off", "cashable_share", "on_cost_share"}


def paste(field: Locator, words: str) -> None:
    """Replace what stands in the field by what lies on the clipboard, and leave it."""
    field.page.evaluate("words => navigator.clipboard.writeText(words)", words)
    field.click()
    field.press("Control+A")
    field.press("Control+V")
    field.press("Tab")


def typed(field: Locator, words: str) -> None:
    """Replace what stands in the field key by key, and leave it."""
    field.click()
    field.press("Control+A")
    field.press_sequentially(words)
    field.press("Tab")


TYPED_TOO = ("need", "impact", "value, price")
EVERY_FORM = [(form, paste) for form in FORMS] + [(form, typed) for form in TYPED_TOO]


def where(server, form: str) -> tuple[str, list[str]]:
    """The address of a form in the example, and the places of its numbers."""
    page, chain = form.split(",")[0], first_chain(server)
    ids = {kind: getattr(chain, kind)[0].id for kind in ("resources", "outputs", "indicators", "effects", "proxies")}
    places = [place.format(**ids) for place in FORMS[form]]
    edit = "" if page == "need" else "/".join(places[0].split("/")[:2])
    return address(server, "sv", page, edit), places


def field_of(hand: Mouse, place: str) -> Locator:
    """The field in which the number at this place is written."""
    *_, name, last = place.split("/")
    if last.isdigit():
        return hand.box(hand.word("figure.year_of", field=hand.label(name), year=last))
    return hand.box(hand.label(last))


def kept(server, place: str) -> float:
    """The number that is saved at this place."""
    numbers = dict(passports(first_chain(server)))
    head, _, last = place.rpartition("/")
    if last.isdigit() and isinstance(numbers[head], Series):
        return numbers[head].values[int(last)]
    return numbers[place].value


def without_ranges(server) -> None:
    """Take out what the prices were said to lie between: 7,25 is outside, and would rightly be refused."""
    store, chain = open_store(server.data / "vardekedjan.db"), first_chain(server)
    acting = Acting("a tester", home_of(store).id)
    untold = {"low": None, "high": None}
    prices = (each.model_copy(update={"price": each.price.model_copy(update=untold)}) for each in chain.proxies)
    changed = chain.model_copy(update={"proxies": tuple(prices)})
    operations.save(store, acting, changed, operations.load(store, acting, chain.id).version)


@CLIPBOARD
@pytest.mark.parametrize(("form", "enter"), EVERY_FORM)
def test_seven_and_a_quarter_stays_seven_and_a_quarter(page, example_server, form: str, enter: Callable):
    without_ranges(example_server)
    hand = Mouse(page, "sv")
    start, places = where(example_server, form)
    open_page(page, start)
    for place in places:
        field = field_of(hand, place)
        enter(field, "7,25")
        wait_idle(page)
        expect(field).to_have_value("7,25")
    hand.save()
    for place in places:
        expected = 0.0725 if place.split("/")[-1] in SHARES else 7.25
        assert kept(example_server, place) == pytest.approx(expected, abs=1e-12), place


@CLIPBOARD
def test_hours_and_their_cost(page, example_server):
    hand = Mouse(page, "sv")
    resource = first_chain(example_server).resources[0]
    open_page(page, address(example_server, "sv", "resources", f"resources/{resource.id}"))
    hand.choose(hand.label("kind"), hand.word("resource_kind.staff_time"))
    hand.choose(hand.word("resource.way"), hand.word("resource.as_hours"))
    hours = hand.box(hand.word("figure.year_of", field=hand.label("hours"), year=2023))
    for field in (hours, hand.box(hand.label("hourly_cost")), hand.box(hand.label("on_cost_share"))):
        paste(field, "7,25")
    hand.save()
    saved = first_chain(example_server).resources[0]
    assert (saved.hours.values[2023], saved.hourly_cost.value) == (7.25, 7.25)
    assert saved.on_cost_share.value == pytest.approx(0.0725)


@CLIPBOARD
@pytest.mark.parametrize("raw", [f"1{NBSP}234,50", "1\u202f234,50 kr"])
def test_an_amount_is_read_with_any_space(page, example_server, raw: str):
    hand = Mouse(page, "sv")
    start, [place] = where(example_server, "value, price")
    open_page(page, start)
    paste(field_of(hand, place), raw)
    expect(hand.main().get_by_text(hand.word("figure.understood", value=f"1{NBSP}234,50{NBSP}kr"))).to_be_visible()
    hand.save()
    assert kept(example_server, place) == 1234.5


@CLIPBOARD
@pytest.mark.parametrize(("raw", "enter"), [("1.234,5", paste), ("1,234", typed)])
def test_what_may_mean_two_things_is_asked_about_and_nothing_is_saved(page, example_server, raw: str, enter: Callable):
    hand = Mouse(page, "sv")
    start, [place] = where(example_server, "value, price")
    before = kept(example_server, place)
    open_page(page, start)
    field = field_of(hand, place)
    enter(field, raw)
    expect(hand.main().get_by_role("alert").filter(has_text=raw)).to_be_visible()
    hand.press(hand.button("edit.save"))
    expect(field).to_have_value(raw)
    assert kept(example_server, place) == before
    hand.press(hand.button("edit.discard"))
    hand.press(page.get_by_role("button", name=hand.word("edit.discard_yes")))


@CLIPBOARD
def test_the_discount_rate(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "result"))
    hand.main().locator("summary").first.click()
    paste(hand.box(hand.word("convention.discount_rate")), "7,25")
    wait_idle(page)
    expect(hand.box(hand.word("convention.discount_rate"))).to_have_value("7,25\u00a0%")
    store = open_store(example_server.data / "vardekedjan.db")
    assert '"discount_rate":0.0725' in operations.preference(store, "local user", f"conventions:{home_of(store).id}")


@CLIPBOARD
def test_an_own_price_in_the_library(page, example_server):
    hand = Mouse(page, "sv")
    open_page(page, address(example_server, "sv", "prices"))
    name = "Tolk, per timme"
    hand.choose(text("sv", "price.which"), name)
    paste(hand.box(hand.label("price")), "7,25")
    wait_idle(page)
    expect(hand.box(hand.label("price"))).to_have_value("7,25")
    hand.save()
    store = open_store(example_server.data / "vardekedjan.db")
    found = operations.prices(store, Acting("a reader", home_of(store).id))
    assert [each.price.value for each in found if each.name.sv == name] == [7.25]


@CLIPBOARD
@pytest.mark.parametrize("name", ["lag_years", "duration_years"])
def test_a_whole_number_is_not_rounded_for_anyone(page, example_server, name: str):
    hand = Mouse(page, "sv")
    effect = first_chain(example_server).effects[0]
    open_page(page, address(example_server, "sv", "impact", f"effects/{effect.id}"))
    paste(hand.box(hand.label(name)), "7,25")
    wait_idle(page)
    expect(hand.box(hand.label(name))).to_have_value("7,25")
    told = re.compile(f"{re.escape(hand.label(name))}.*”7,25” har decimaler")
    expect(hand.main().get_by_role("alert").filter(has_text=told)).to_be_visible()
    hand.press(hand.button("edit.discard"))
    hand.press(page.get_by_role("button", name=hand.word("edit.discard_yes")))
