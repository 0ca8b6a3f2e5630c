"""Several organisations at one screen: what belongs to the one is gone when one works for the other."""

from collections.abc import Iterator
import html
import logging
from pathlib import Path
import re

from pydantic import ValidationError
import pytest

from chain import edit
from chain.assumption import Assumption
from chain.model import KINDS, Chain, Goal
from chain.people import LOCAL, Access, Acting
from chain.starter import new_chain
from chain.text import Text
from chain.walk import STEPS
from pages.parts import logs
from sroi.settings import HORIZONS, SWEDISH_PUBLIC_SECTOR
from storage import operations
from tests.browser.places import FORMS
from tests.golden.examples import example
from tests.house.source import open_pages
from tests.pages.conftest import Writer, _copied
from tests.pages.visit import FIELDS, Visit

OURS, THEIRS = "Ljusnaby", "Grannstad"
REGISTERS = {"Hemligt mål", "Hemligt pris", "Hemlig källa", "Hemlig uppsättning"}
HOSTILE = "<b>Ö</b> **x** [y](http://z.se) www.z.se a@z.se :red[q] :material/home: $a$ " + "Lång" * 20
MARKS = ("<b>", "**x", "[y]", ":red[", "$a$", "http\\:", "www\\.", "a@", ":material")
"""What Markdown would take for more than words; addresses it takes even where their signs are escaped."""
PAGES = [path.stem for path in open_pages()]
WALK = [str(step) for step in STEPS[:-1]]
CHANGES = ("add-", "change-", "remove-", "up-", "use-", "keep-", "archive-", "restore-", "delete-", "undo", "take-pri",
           "history-undo", "share", "confirm-", "row-", "first-", "withdraw-", "FormSubmitter")  # fmt: skip


@pytest.fixture(scope="session")
def county_file(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example municipality with registers of its own, and a neighbour that may read I1 and write in I2."""
    folder = tmp_path_factory.mktemp("county")
    for writer in _copied(example_file, folder):
        store, ours = writer.store, Acting("x", writer.home)
        theirs = operations.start_empty(store, LOCAL, THEIRS).id
        operations.share(store, ours, "I1", theirs, Access.READ)
        operations.share(store, ours, "I2", theirs, Access.WRITE)
        operations.save_goal(store, ours, Goal(id="hemligt", name=Text(sv="Hemligt mål")))
        price = operations.prices(store, ours)[0]
        own = Assumption(value=4711, unit="kr", source="Hemlig källa")
        operations.save_own_price(store, ours, operations.LibraryPrice("eget", Text(sv="Hemligt pris"), own))
        assert price.library_id != "eget"
        operations.lock_assumptions(store, ours, SWEDISH_PUBLIC_SECTOR, "Hemlig uppsättning")
        for ident in ("I1", "I3"):
            operations.keep_version(store, ours, ident, 1, SWEDISH_PUBLIC_SECTOR, f"Behållet {ident}")
        operations.create(store, Acting("x", theirs), new_chain("B1", Text(sv="Grannens egen"), 2024, 2026))
    return folder / "vardekedjan.db"


@pytest.fixture
def county(county_file: Path, data: Path) -> Iterator[Writer]:
    """A copy of it."""
    yield from _copied(county_file, data)


def theirs(county: Writer) -> str:
    """The neighbour's id."""
    return operations.organisations(county.store, LOCAL)[1].id


def work_for(visit: Visit, organisation_id: str) -> Visit:
    """Choose in the sidebar."""
    return visit.choose("organisation-choice", organisation_id)


def secrets(chain: Chain) -> set[str]:
    """The names of the intervention and of all that is in it, but for what comes from a register."""
    elements = [each for kind in KINDS if kind not in ("goals", "proxies") for each in getattr(chain, kind)]
    return {chain.name.sv, *(each.name.sv for each in elements if len(each.name.sv) > 12)}


def seen(visit: Visit) -> str:
    """Everything that has gone to the browser: words, labels, options, what files are called, and the address."""
    told = [repr(each.proto) for block in (visit.at.main, visit.at.sidebar) for each in block if hasattr(each, "proto")]
    options = [str(option) for each in visit.at.selectbox for option in each.options]
    return "\n".join((visit.words, *told, *options, str(visit.at.query_params)))


def keys(visit: Visit) -> list[str]:
    """The buttons."""
    return [each.key or "" for each in visit.at.button]


def changing(visit: Visit) -> list[str]:
    """The buttons with which the intervention could be changed."""
    return [key for key in keys(visit) if key.startswith(CHANGES) or key.endswith((":save", ":discard"))]


# --- another's intervention -------------------------------------------------------------------------------------------


AS_IT_COMES = ("course", "technique")
"""Pages that show the example and the price library as they come with the program, to everybody."""
REGISTERS_OF_ONES_OWN = ("goals", "prices", "assumptions", "organisation", "overview", "retention")


def test_the_address_of_anothers_intervention_shows_nothing_of_it_on_any_page(county, caplog, monkeypatch):
    chain = county.chain("I3")
    hidden = {*secrets(chain), "Behållet I3", *REGISTERS}
    [kept] = operations.versions(county.store, Acting("x", county.home), "I3")
    shown = Visit("result", intervention="I3", organisation=county.home)  # what pages remember is remembered
    assert chain.name.sv in shown.words
    shown.go("versions", intervention="I3")
    shown.go("calculation", intervention="I3")
    monkeypatch.setattr(logging, "_logRecordFactory", logs.seal)
    caplog.set_level(logging.INFO)
    visit = Visit(organisation=theirs(county), intervention="I3", version=kept.id)
    for page in PAGES:
        visit.go(page, intervention="I3", version=kept.id)
        own = secrets(example("I3")) if page in AS_IT_COMES else set()
        assert not [words for words in hidden - own if words in seen(visit)], page
        assert not changing(visit) or page in REGISTERS_OF_ONES_OWN, page
        files = [each.proto.label for each in visit.at.get("download_button")]
        assert len(files) == (page in ("exchange", "audit")), page  # the schema, and the template
    assert caplog.records
    assert not [each for each in caplog.records if any(words in repr(vars(each)) for words in (*hidden, OURS, THEIRS))]


@pytest.mark.parametrize("archived", [False, True])
def test_the_overview_lists_and_finds_only_what_one_may_read(county, archived):
    for ident in ("I1", "I2", "I3") if archived else ():
        operations.archive(county.store, Acting("x", county.home), ident)
    visit = Visit(organisation=theirs(county))
    if archived:
        visit.at.toggle(key="overview-archived").set_value(True)
        visit.run()
    assert county.chain("I1").name.sv in visit.words
    assert f"hör till {OURS}, ni får läsa" in visit.words
    assert f"hör till {OURS}, ni får skriva" in visit.words
    assert not [key for key in keys(visit) if key.endswith(("-I3", "-I4"))]
    assert {key for key in keys(visit) if key.endswith(("-I1", "-I2"))} == {"copy-I1", "copy-I2"}
    visit.at.text_input(key="overview-search").set_value(county.chain("I3").name.sv)
    visit.run()
    assert county.chain("I3").name.sv not in visit.words


# --- moving from one desk to the other --------------------------------------------------------------------------------


def test_nothing_of_what_was_open_comes_along_to_another_organisation(county):
    visit = Visit("need", organisation=county.home, intervention="I3")
    visit.type("chain/need", need__sv="Bara hos oss").save("chain/need")
    assert "flash-undo" in keys(visit)
    work_for(visit, theirs(county))
    assert "flash-undo" not in keys(visit)
    assert not [words for words in secrets(county.chain("I3")) if words in seen(visit)]
    assert visit.title == "Ingen insats är öppen"
    assert "intervention" not in visit.at.query_params
    assert county.chain("I3").need.sv == "Bara hos oss"
    visit.go("overview")
    assert "Bara hos oss" not in seen(visit)


def test_words_typed_in_searches_and_registers_do_not_come_along(county):
    visit = Visit(organisation=county.home)
    visit.at.text_input(key="overview-search").set_value("Komet")
    visit.at.text_input(key="new-name").set_value("Något hemligt")
    visit.at.multiselect(key="overview-status@sv").set_value(["running"])
    visit.run()
    work_for(visit, theirs(county))
    assert [visit.at.text_input(key=key).value for key in ("overview-search", "new-name")] == ["", ""]
    assert "Grannens egen" in visit.words
    visit = work_for(visit, county.home).go("goals").type("goals/new", name__sv="Halvskrivet")
    work_for(visit, theirs(county))
    assert visit.field("goals/new", "name.sv").value == ""
    work_for(visit, county.home)
    assert visit.field("goals/new", "name.sv").value == "Halvskrivet", "and it is kept where it was written"
    visit.go("prices").choose("own-price@sv", "eget")
    assert "Hemligt pris" in seen(visit)
    assert "Hemlig" not in seen(work_for(visit, theirs(county)))
    visit = work_for(visit, county.home).go("assumptions")
    assert "Hemlig uppsättning" in seen(visit)
    assert "Hemlig" not in seen(work_for(visit, theirs(county)))


def test_going_back_in_the_browser_is_leaving_too(county):
    visit = Visit("result", organisation=theirs(county), intervention="I2")
    other = next(years for years in HORIZONS if years != SWEDISH_PUBLIC_SECTOR.horizon_years)
    visit.at.session_state["conventions"] = SWEDISH_PUBLIC_SECTOR.model_copy(update={"discount_rate": 0.07})
    visit.at.session_state["flash"] = ("Hemligt meddelande", None, False)
    visit.at.query_params.clear()
    visit.address(lang="sv", organisation=county.home, horizon=str(other))
    visit.run()
    assert "Hemligt meddelande" not in visit.words
    assert visit.title == "Ingen insats är öppen"
    visit.go("overview")
    assert visit.at.session_state["conventions"].discount_rate == SWEDISH_PUBLIC_SECTOR.discount_rate
    assert visit.at.session_state["conventions"].horizon_years == other


def test_two_tabs_for_two_organisations_keep_to_their_own(county):
    one = Visit("organisation", organisation=county.home)
    other = Visit("organisation", organisation=theirs(county))
    names = [visit.at.text_input(key=f"name-{ident}").value for visit, ident in (
        (one.run(), county.home), (other.run(), theirs(county)))]  # fmt: skip
    assert names == [OURS, THEIRS]
    goals = [visit.go("goals") for visit in (one, other)]
    goals[1].type("goals/new", name__sv="Grannens mål").save("goals/new")
    assert "Grannens mål" not in one.run().words
    assert "Grannens mål" in other.run().words
    assert len(operations.goals(county.store, Acting("x", theirs(county)))) == 1


def test_an_undo_is_done_for_the_organisation_that_it_was_offered_to(county):
    """The button still stands on the screen when the address has come to name another organisation."""
    before = operations.goals(county.store, Acting("x", theirs(county)), retired=True)
    visit = Visit("goals", organisation=county.home).press("retire-hemligt")
    visit.address(organisation=theirs(county))
    visit.press("flash-undo")
    assert operations.goals(county.store, Acting("x", theirs(county)), retired=True) == before
    assert "hemligt" in {each.goal.id for each in operations.goals(county.store, Acting("x", county.home))}
    assert "Hemligt mål" not in visit.words


def test_an_unknown_organisation_in_the_address_changes_nothing(county):
    visit = Visit(organisation=theirs(county))
    visit.address(organisation="no-such")
    assert THEIRS in visit.run().words
    assert visit.at.query_params["organisation"] in (theirs(county), [theirs(county)])


def test_drafts_about_registers_stand_under_no_interventions_id(county):
    Visit("goals", organisation=county.home).type("goals/new", name__sv="Halvskrivet")
    [draft] = operations.open_drafts(county.store, "local user")
    with pytest.raises(ValidationError):
        new_chain(draft.intervention_id, Text(sv="x"), 2024, 2025)


# --- read, write, own -------------------------------------------------------------------------------------------------


def test_who_may_only_read_finds_no_way_to_change(county):
    visit = Visit("need", organisation=theirs(county), intervention="I1")
    chain = county.chain("I1")
    for page in (*WALK, "result", "versions", "picture", "calculation", "history", "honesty"):
        visit.go(page, intervention="I1")
        assert f"hör till {OURS}" in visit.told("info"), page
        assert not changing(visit), page
        allowed = {"Hemlig uppsättning"} if page == "versions" else set()  # a kept result tells under which set
        assert not [words for words in REGISTERS - allowed if words in seen(visit)], page
    for kind, page in FORMS.items():
        visit.go(page, intervention="I1", edit=f"{kind}/{getattr(chain, kind)[0].id}")
        fields = [each for field in FIELDS for each in getattr(visit.at, field) if str(each.key).startswith("I1/")]
        assert fields, page
        assert all(each.disabled for each in fields), page
        assert not changing(visit), page
        visit.go(page, intervention="I1", edit=f"{kind}/new")
        assert not [each for field in FIELDS for each in getattr(visit.at, field) if str(each.key).startswith("I1/")]
    assert county.chain("I1") == chain
    assert not operations.open_drafts(county.store, "local user")


def test_what_the_same_person_typed_for_the_owner_is_not_shown_as_if_it_were_saved(county):
    saved = county.chain("I1").need.sv
    visit = Visit("need", organisation=county.home, intervention="I1").type("chain/need", need__sv="Inte sparat")
    guest = Visit("need", organisation=theirs(county), intervention="I1")
    assert guest.field("chain/need", "need.sv").value == saved
    assert "Utkast finns" not in "".join(each.label for each in guest.at.expander)
    visit.address(organisation=theirs(county))
    assert visit.run().field("chain/need", "need.sv").value == saved
    assert Visit("need", intervention="I1", organisation=county.home).field("chain/need", "need.sv").value == (
        "Inte sparat"
    )


def test_who_may_write_uses_the_owners_prices_and_goals_and_changes_them_not(county):
    visit = Visit("value", organisation=theirs(county), intervention="I2")
    visit.at.text_input(key="price-search").set_value("Hemligt")
    visit.run().press("use-eget")
    assert edit.element(county.chain("I2"), "proxies", "eget").price.value == 4711
    outcome = county.chain("I2").outcomes[0].id
    visit.go("outcomes", edit=f"outcomes/{outcome}")
    form = f"outcomes/{outcome}"
    visit.type(form, goal_ids=[*visit.field(form, "goal_ids").value, "hemligt"]).save(form)
    assert "hemligt" in county.chain("I2").outcomes[0].goal_ids
    assert "Hemlig uppsättning" in visit.go("result").words
    for page in ("goals", "prices", "assumptions"):
        assert "Hemlig" not in seen(visit.go(page)), page
    last = operations.history(county.store, Acting("x", county.home), "I2", limit=1)[0]
    assert last.by_organisation == THEIRS


def test_a_writer_takes_back_its_own_last_change_and_not_the_owners(county):
    Visit("need", organisation=county.home, intervention="I2").type("chain/need", need__sv="Vårt").save("chain/need")
    visit = Visit("history", organisation=theirs(county), intervention="I2")
    assert "history-undo-button" not in keys(visit)
    assert "history-undo-button" in keys(Visit("history", organisation=county.home, intervention="I2"))


@pytest.mark.parametrize(("ident", "of"), [("I1", "read"), ("I2", "write"), ("I1", "own")])
def test_the_sharing_page_lets_each_do_what_it_may(county, ident, of):
    at = county.home if of == "own" else theirs(county)
    visit = Visit("sharing", organisation=at, intervention=ident)
    assert ("share" in keys(visit)) == (of == "own")
    assert [key for key in keys(visit) if key.startswith("unshare-")] == [f"unshare-{theirs(county)}"]
    assert re.search(r"Sedan \d{4}-\d\d-\d\d\.", visit.words), "a day, not a moment"
    visit.press(f"unshare-{theirs(county)}")
    assert operations.load(county.store, Acting("x", theirs(county)), ident) is None
    assert ("flash-undo" in keys(visit)) == (of == "own")
    if of == "own":
        visit.press("flash-undo")
        assert operations.load(county.store, Acting("x", theirs(county)), ident) is not None


def test_a_page_that_stands_open_when_the_sharing_ends_shows_and_writes_nothing_more(county):
    visit = Visit("need", organisation=theirs(county), intervention="I2").type("chain/need", need__sv="För sent")
    operations.unshare(county.store, Acting("x", county.home), "I2", theirs(county))
    visit.save("chain/need")
    assert county.chain("I2").need.sv != "För sent"
    assert visit.title == "Ingen insats är öppen"
    assert not [words for words in secrets(county.chain("I2")) if words in seen(visit)]


def test_a_set_that_one_may_no_longer_see_is_not_gone_for_its_owner(county, monkeypatch):
    real = operations.assumption_set
    monkeypatch.setattr(operations, "assumption_set", lambda *asked: (None, [object()]))
    Visit("result", organisation=theirs(county), intervention="I2")
    monkeypatch.setattr(operations, "assumption_set", real)
    assert "Hemlig uppsättning" in Visit("result", organisation=county.home, intervention="I2").words


# --- names ------------------------------------------------------------------------------------------------------------


def test_an_organisations_name_is_shown_as_it_is_written_whatever_it_is(county):
    for bad in ("Ljus\u202enaby", "Ljus\x07naby", "L" * 201, " \u00a0 "):
        assert operations.start_empty(county.store, LOCAL, bad).problems
        assert operations.rename_organisation(county.store, Acting("x", county.home), bad).problems
    assert operations.start_empty(county.store, LOCAL, f" {THEIRS}\u00a0").id == theirs(county)
    name = operations.rename_organisation(county.store, Acting("x", county.home), HOSTILE).name
    operations.rename_organisation(county.store, Acting("x", theirs(county)), f"{HOSTILE} 2")
    Visit("need", organisation=theirs(county), intervention="I2").type("chain/need", need__sv="Nytt").save("chain/need")
    written = Visit("history", organisation=county.home, intervention="I2").words
    assert f"({HOSTILE} 2)" in html.unescape(written)
    for page in ("overview", "need", "sharing", "history", "organisation", "result"):
        visit = Visit(page, organisation=theirs(county), intervention="I2")
        assert name in visit.words, page
        raw = [str(each.value) for kind in ("markdown", "caption", "info", "success", "title", "header")
               for each in getattr(visit.at, kind)]  # fmt: skip
        labels = [each.label for each in visit.at.button]
        loose = [told for told in (*raw, *labels) for mark in MARKS if mark in told]
        assert not loose, page
        assert "<b>Ö" not in "".join(str(each.value) for each in visit.at.html), page
