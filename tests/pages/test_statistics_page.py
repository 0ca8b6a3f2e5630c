"""Statistics from outside on the page: off, on, fetched, failed, cancelled; and beside an own indicator."""

from collections.abc import Iterator

import pytest

from chain.model import Indicator
from chain.people import Acting, Grant, Role
from chain.text import Text
from pages.parts import jobs
from storage import operations
from storage.operations import Statistics
from tests.acting import here
from tests.pages.conftest import Writer
from tests.pages.slow import over, until
from tests.pages.visit import Visit
from tests.statistics_service import Service, serving, silent, status

SECRET = "Föräldrakurs i Hemlinge"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The service on this computer, and the installation set to ask it."""
    with serving() as running:
        monkeypatch.setenv("VARDEKEDJAN_STATISTICS", running.base)
        yield running


@pytest.fixture(autouse=True)
def own_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[jobs.Jobs]:
    """Fetches of this test alone."""
    made = jobs.Jobs()
    for name in ("fetching", "waiting"):
        monkeypatch.setattr(f"pages.parts.{name}.JOBS", made)
    yield made
    made.close()


@pytest.fixture
def on(empty: Writer) -> Writer:
    """An organisation that has switched it on."""
    operations.switch_statistics(empty.store, here(empty.store), True)
    return empty


@pytest.fixture
def chosen(on: Writer) -> Writer:
    """One that has chosen too."""
    acting = here(on.store)
    operations.choose_statistics(on.store, acting, ["N31849", "N02797"], ["9999", "0000"])
    there = operations.statistics(on.store, acting)
    operations.arrange_statistics(on.store, acting, "9999", 2021, 2024, there.version)
    return on


def now(writer: Writer) -> Statistics:
    """What is chosen now."""
    return operations.statistics(writer.store, here(writer.store))


def keys(visit: Visit) -> set[str]:
    """The buttons on the page."""
    return {str(each.key) for each in visit.at.button}


def fetch(visit: Visit, own_jobs: jobs.Jobs, button: str = "statistics-fetch-now") -> Visit:
    """Press, wait until it has come, and look again."""
    visit.press(button)
    over(list(own_jobs._jobs.values())[-1])
    return visit.run()


def test_it_is_off_says_what_would_be_sent_and_asks_nobody(empty, service):
    visit = Visit("statistics")
    assert "Inget om er, era insatser eller vad ni skrivit skickas" in visit.words
    assert "statistics-fetch-now" not in keys(visit)
    assert "statistics-fetch-lists" not in keys(visit)
    visit.press("statistics-on")
    assert "påslagen" in visit.told("success")
    assert now(empty).is_on
    visit.press("flash-undo")
    assert not now(empty).is_on
    assert service.asked == []


def test_an_installation_that_fetches_nothing_says_so(chosen, monkeypatch):
    monkeypatch.setenv("VARDEKEDJAN_STATISTICS", "off")
    visit = Visit("statistics")
    assert "ingenting får hämtas utifrån" in visit.told("warning")
    assert not keys(visit) & {"statistics-on", "statistics-fetch-now", "statistics-fetch-lists"}


def test_from_nothing_to_figures_by_the_page_alone(on, service, own_jobs):
    visit = Visit("statistics")
    assert "Inget nyckeltal är valt" in visit.told("info")
    fetch(visit, own_jobs, "statistics-fetch-lists")
    assert "Listan är hämtad: 8 nyckeltal" in visit.told("success")
    visit.at.text_input(key="statistics-search-key-figure").set_value("ekonomiskt BISTÅND")
    visit.run().press("statistics-add-found-N31849")
    visit.at.text_input(key="statistics-search-area").set_value("i")
    visit.run().press("statistics-add-found-9999").press("statistics-add-found-0000")
    visit.type("statistics/arranged", own_area_id="9999", first_year="2022", last_year="2024")
    visit.press("statistics-arranged-save")
    there = now(on)
    assert (there.own_area_id, there.first_year, there.last_year) == ("9999", 2022, 2024)
    assert "id för 1 nyckeltal och 2 områden, och åren 2022–2024" in visit.words
    fetch(visit, own_jobs)
    assert "6 uppgifter är hämtade och sparade" in visit.told("success")
    visit.open("statistics-N31849")
    assert "Ljusnaby (fiktiv): 58\u00a0900 (2022), 64\u00a0100 (2024)." in visit.words
    assert "Källa: Kolada (N31849, hämtat " in visit.words
    asked = [path.partition("?")[0] for path in service.asked]
    figures = "/v3/data/kpi/N31849/municipality/9999,0000/year/2022,2023,2024"
    names = {"/v3/kpi/N31849", "/v3/municipality/9999,0000"}
    assert set(asked) == {"/v3/kpi", "/v3/municipality", "/v3/municipality_groups", *names, figures}


@pytest.mark.parametrize("language", ["sv", "en"])
def test_missing_figures_are_told_and_never_nought(chosen, service, own_jobs, language):
    visit = fetch(Visit("statistics", lang=language), own_jobs)
    visit.open("statistics-N02797")
    visit.at.segmented_control(key=f"statistics-N02797-sex@{language}").set_value("K")
    visit.run().open("table-statistics-N02797-N02797-K")
    table = "".join(each.value for each in visit.at.html)
    assert {"sv": "borttagen av Kolada", "en": "removed by Kolada"}[language] in table
    assert {"sv": ">saknas<", "en": ">missing<"}[language] in table
    assert ">0<" not in table
    assert {"sv": "avbrott", "en": "gaps"}[language] in visit.words


def test_what_has_changed_at_the_source_is_shown(chosen, service, own_jobs):
    visit = fetch(Visit("statistics"), own_jobs)
    service.change("N31849", "9999", 2024, value=65000.0)
    service.change("N31849", "0000", 2022)
    fetch(visit, own_jobs)
    assert "2 av dem är annorlunda än förra gången" in visit.told("success")
    table = "".join(each.value for each in visit.open("statistics-N31849").at.html)
    assert "Ändrat hos källan" in table
    assert "64\u00a0100</td><td>65\u00a0000" in table
    assert "67\u00a0020</td><td>finns inte längre i Kolada" in table


def test_without_the_network_what_was_fetched_can_still_be_read(chosen, service, own_jobs):
    visit = fetch(Visit("statistics"), own_jobs)
    service.always = status(404)
    fetch(visit, own_jobs)
    assert "svarskod 404" in visit.told("error")
    assert "58\u00a0900 (2022)" in visit.open("statistics-N31849").words
    visit.run()
    assert "svarskod 404" not in visit.told("error"), "it is told once"


def test_a_fetch_can_be_cancelled_and_begun_again(chosen, service, own_jobs):
    service.always = silent
    visit = Visit("statistics").press("statistics-fetch-now")
    [job] = own_jobs._jobs.values()
    assert "hämtas från Kolada" in visit.words
    assert visit.at.button(key="statistics-fetch-now").disabled
    until(lambda: job.process is not None)
    visit.press("cancel-statistics")
    assert job.state == "cancelled"
    assert "Hämtningen avbröts" in visit.told("info")
    service.always = None
    fetch(visit, own_jobs, "again-statistics")
    assert "uppgifter är hämtade" in visit.told("success")


def test_a_fetch_goes_on_while_other_pages_are_read(chosen, service, own_jobs):
    visit = Visit("statistics").press("statistics-fetch-now")
    visit.go("goals")
    over(*own_jobs._jobs.values())
    assert "uppgifter är hämtade" in visit.go("statistics").told("success")


def test_a_theme_gives_suggestions_by_id_and_what_is_removed_comes_back(on, service):
    visit = Visit("statistics")
    visit.at.selectbox(key="statistics-theme@sv").set_value("social_assistance")
    visit.run().press("statistics-add-theme-N31849")
    assert [each.key_figure.id for each in now(on).key_figures] == ["N31849"]
    visit.press("statistics-add-all-key_figure_ids-theme")
    assert len(now(on).key_figures) == 8
    visit.press("statistics-remove-N31849")
    assert len(now(on).key_figures) == 7
    visit.press("flash-undo")
    assert len(now(on).key_figures) == 8
    assert service.asked == []


def test_an_own_area_that_is_removed_comes_back_as_the_own_one(chosen):
    visit = Visit("statistics").press("statistics-remove-9999")
    assert now(chosen).own_area_id is None
    visit.press("flash-undo")
    assert now(chosen).own_area_id == "9999"


@pytest.mark.parametrize(("typed", "told"), [("N3184", "en bokstav och fem siffror"), ("", "Skriv ett id först")])
def test_a_typed_id_that_is_none_is_told_and_stays(on, typed, told):
    visit = Visit("statistics")
    visit.at.text_input(key="statistics-typed-key_figure_ids-0").set_value(typed)
    visit.press("FormSubmitter:statistics-by-id-key_figure_ids-Lägg till")
    assert told in visit.told("error")
    assert visit.at.text_input(key="statistics-typed-key_figure_ids-0").value == typed


def test_years_that_cannot_be_are_told_at_the_form(chosen):
    visit = Visit("statistics").type("statistics/arranged", first_year="2030")
    visit.press("statistics-arranged-save")
    assert "det tidigare först" in visit.told("error")
    assert visit.field("statistics/arranged", "first_year").value == "2030"
    visit.type("statistics/arranged", first_year="i fjol").press("statistics-arranged-save")
    assert now(chosen).first_year == 2021


ROLES = {
    Role.ADMINISTRATOR: {"statistics-off"},
    Role.CONTROLLER: {"statistics-fetch-now", "statistics-fetch-lists"},
    Role.READER: set(),
}


@pytest.mark.parametrize("role", ROLES)
def test_everyone_sees_what_their_role_may_do(chosen, role, monkeypatch):
    acting = Acting("rolf", chosen.home, frozenset({Grant(role)}))
    monkeypatch.setattr("pages.parts.workspace.acting", lambda: acting)
    shown = keys(Visit("statistics")) & {"statistics-off", "statistics-on", "statistics-fetch-now",
                                         "statistics-fetch-lists"}  # fmt: skip
    assert shown == ROLES[role]


def test_beside_an_indicator_stands_what_was_fetched_of_its_key_figure(chosen, service, own_jobs):
    pointing = Indicator(id="i1", name=Text(sv=SECRET), kolada_kpi=" n31849 ")
    other = Indicator(id="i2", name=Text(sv="Närvaro"), kolada_kpi="N99999")
    plain = Indicator(id="i3", name=Text(sv="Nöjdhet"))
    chosen.save(lambda chain: chain.model_copy(update={"indicators": (pointing, other, plain)}), "T1")
    visit = Visit("indicators", intervention="T1")
    assert f"Indikatorn {SECRET} pekar på nyckeltalet N31849" in visit.words
    fetch(visit.go("statistics"), own_jobs)
    visit.go("indicators").open("beside-i1")
    assert "Ljusnaby (fiktiv): 58\u00a0900 (2022)" in visit.words
    assert "Indikatorn Närvaro pekar på nyckeltalet N99999" in visit.words
    assert "Nöjdhet pekar" not in visit.words
    assert not [path for path in service.asked if "kurs" in path.casefold()]
    assert "Närvaro pekar" not in visit.edit("indicators", "i1").words


def test_nothing_is_said_where_no_indicator_names_a_key_figure(empty):
    assert "Kolada" not in Visit("indicators", intervention="T1").words
