"""The application for people who have signed in: what each sees, what an open page shows when its visit has ended."""

from collections.abc import Iterator
import re

import pytest

from chain.people import LOCAL, Acting, Grant, Role
from chain.plan.starter import worked_example
from pages.parts import visitor
from sroi.printed import Report
from storage import operations
from storage.operations import plan
from tests.house.source import BESIDE_THE_MENU, open_pages
from tests.mail_server import Mailbox
from tests.pages.installation import PASSWORD, invited, member
from tests.pages.visit import Visit

SINGLE = [path.stem for path in open_pages()]


@pytest.fixture
def at(monkeypatch, example) -> Iterator:
    """Whose cookie the next page is opened with."""
    monkeypatch.setenv("VARDEKEDJAN_SIGN_IN", "accounts")
    told = {"token": ""}
    monkeypatch.setattr(visitor, "token", lambda: told["token"])

    def somebody(login: str, *grants: Grant, name: str = "Anna Berg"):
        signed_in = member(example.store, login, *grants, name=name)
        told["token"] = signed_in.token
        return signed_in

    return somebody


def everywhere(*roles: Role) -> list[Grant]:
    """These roles for everything."""
    return [Grant(role) for role in roles]


def keys(visit: Visit) -> list[str]:
    """The keys of the buttons on the page."""
    return [each.key for each in visit.at.button if each.key]


def visible(visit: Visit) -> set[str]:
    """The pages in the menu."""
    return {name for name, page in visit.at.session_state["pages"].items() if page._visibility == "visible"}


def admin(example) -> Acting:
    """Whoever has the machine, at work for the example municipality."""
    return Acting(LOCAL, example.home)


def test_without_sign_in_there_is_no_account_anywhere(example):
    visit = Visit()
    assert set(visit.at.session_state["pages"]) == set(SINGLE) == visible(visit) | set(BESIDE_THE_MENU)
    assert "Logga ut" not in visit.words
    assert not [word for word in ("konto", "Inloggad") if word in visit.words]


FOR_ALL = {"accessibility", "privacy"}
"""Also for those who read nothing."""


@pytest.mark.parametrize(
    ("roles", "hidden"),
    [
        ((Role.ADMINISTRATOR, Role.PROJECT_OWNER), set()),
        ((Role.ADMINISTRATOR,), {"sharing"}),
        ((Role.READER,), {"sharing", "organisation", "people", "retention"}),
        ((Role.SUPPLIER,), {*SINGLE, "people"} - FOR_ALL - {"tender_contract"}),
        ((Role.ASSESSOR,), {*SINGLE, "people"} - FOR_ALL - {"procurements", "tender_assess"}),
    ],
)
def test_the_menu_shows_what_the_roles_allow(at, roles, hidden):
    at("anna@ljusnaby.se", *everywhere(*roles))
    visit = Visit("account")
    assert visible(visit) == {*SINGLE, "people", "account"} - hidden - set(BESIDE_THE_MENU)
    assert "Anna Berg" in visit.words


@pytest.mark.parametrize("page", ["people", "organisation", "sharing"])
def test_a_page_of_another_role_says_whose_it_is(at, page):
    at("anna@ljusnaby.se", *everywhere(Role.READER))
    visit = Visit(page, intervention="I1")
    assert visit.title == "Sidan hör till en annan roll"
    assert ("projektägare" if page == "sharing" else "administratör") in visit.words
    assert not keys(visit)


def test_somebody_without_any_role_is_told_whom_to_ask(at, example):
    anna = at("anna@ljusnaby.se")
    operations.take_role(example.store, admin(example), anna.person.id, Grant(Role.READER))
    visit = Visit("need", intervention="I1")
    assert visit.title == "Du har ingen roll än"
    assert example.chain("I1").name.sv not in visit.words
    assert visit.go("account").title == "Mitt konto"


def test_a_reader_reads_and_finds_no_way_to_change(at, example):
    at("anna@ljusnaby.se", *everywhere(Role.READER))
    visit = Visit("need", intervention="I1")
    assert "Med din roll kan du läsa insatsen men inte ändra den." in visit.told("info")
    assert visit.field("chain/need", "need.sv").disabled
    assert "Ändra här kan den som är controller." in visit.go("goals").told("info")


@pytest.mark.parametrize(
    ("page", "change"),
    [
        ("goals", "goals/new:save"),
        ("prices", "own-price@sv"),
        ("assumptions", "lock-set"),
        ("forecasts", "copy-{}"),
        ("forecast_start", "forecast-create"),
        ("forecast_options", "add-options"),
        ("forecast_decision", "decision:save"),
        ("portfolios", "portfolio-create"),
        ("portfolio_options", "add-options"),
        ("portfolio_rules", "portfolio/objective:save"),
        ("portfolio_result", "portfolio-decide"),
        ("audit", "begin-empty"),
    ],
)
def test_registers_and_forecasts_are_read_by_those_who_may_not_change_them_and_offer_nothing_else(
    at, example, page, change
):
    [forecast, *_] = operations.comparisons(example.store, admin(example))
    plan.add_portfolio(example.store, admin(example), worked_example())
    for role in (Role.CONTROLLER, Role.READER):
        at(f"{role}@ljusnaby.se", *everywhere(role))
        visit = Visit(page, comparison=forecast.id, portfolio=worked_example().id)
        offered = {each.key for kind in ("button", "selectbox") for each in getattr(visit.at, kind)}
        assert (change.format(forecast.id) in offered) == (role is Role.CONTROLLER)
        assert ("Ändra här kan den som är" in visit.told("info")) == (role is Role.READER)
        assert role is Role.CONTROLLER or all(each.disabled for each in visit.at.text_area)


def test_a_reader_reads_a_typed_report_field_by_field_and_is_offered_no_change(at, example):
    kept = operations.add_printed_report(example.store, admin(example), Report(title="Lugnare hem"))
    at("anna@ljusnaby.se", *everywhere(Role.READER))
    visit = Visit("audit", report=kept.id)
    assert "add-rows" not in keys(visit)
    visit.press("change-head")
    assert "head:save" not in keys(visit)
    assert "head:close" in keys(visit)
    assert all(each.disabled for each in visit.at.text_input)


def test_a_role_for_one_intervention_opens_that_one(at, example):
    at("anna@ljusnaby.se", Grant(Role.PROJECT_OWNER, "I1"))
    visit = Visit("need", intervention="I1").type("chain/need", need__sv="Nytt behov").save("chain/need")
    assert example.chain("I1").need.sv == "Nytt behov"
    assert example.chain("I2").name.sv not in visit.go("overview").words
    assert visit.go("need", intervention="I2").title == "Ingen insats är öppen"
    assert "vissa insatser" in visit.words


@pytest.mark.parametrize("how", ["sign_out", "deactivate", "take_role"])
def test_an_open_page_stops_at_once_and_saves_nothing_more(at, example, how):
    anna = at("anna@ljusnaby.se", *everywhere(Role.PROJECT_OWNER))
    visit = Visit("need", intervention="I1").type("chain/need", need__sv="Hann inte sparas")
    told = {
        "sign_out": lambda: operations.sign_out(example.store, anna.token),
        "deactivate": lambda: operations.deactivate(example.store, admin(example), anna.person.id),
        "take_role": lambda: operations.take_role(
            example.store, admin(example), anna.person.id, Grant(Role.PROJECT_OWNER)
        ),
    }
    member(example.store, "chef@ljusnaby.se", Grant(Role.ADMINISTRATOR), name="Chefen")
    told[how]()
    visit.save("chain/need")
    assert visit.title == ("Du har ingen roll än" if how == "take_role" else "Du är inte längre inloggad")
    assert example.chain("I1").need.sv != "Hann inte sparas"
    assert example.chain("I1").name.sv not in visit.words
    if how != "take_role":
        assert 'href="/sign-in?lang=sv"' in "".join(str(each.value) for each in visit.at.html)
        drafts = operations.open_drafts(example.store, anna.person.id)
        assert [each.form for each in drafts] == ["chain/need"], "what was typed is still theirs"


def test_a_page_that_comes_back_under_another_cookie_shows_nothing_of_the_one_before(at, example):
    at("anna@ljusnaby.se", *everywhere(Role.PROJECT_OWNER))
    visit = Visit("need", intervention="I1")
    visit.at.session_state["flash"] = ("Hemligt meddelande", None, False)
    at("bo@ljusnaby.se", Grant(Role.READER, "I2"), name="Bo Ek")
    visit.run()
    assert "Hemligt meddelande" not in visit.words
    assert example.chain("I1").name.sv not in visit.words


def test_history_names_people_and_never_their_ids(at, example):
    anna = at("anna@ljusnaby.se", *everywhere(Role.PROJECT_OWNER))
    Visit("need", intervention="I1").type("chain/need", need__sv="Nytt behov").save("chain/need")
    at("bo@ljusnaby.se", name="Bo Ek")
    visit = Visit("history", intervention="I1")
    assert "Anna Berg" in visit.words
    assert anna.person.id not in visit.words


# --- the pages about people -------------------------------------------------------------------------------------------


@pytest.fixture
def chief(at, example):
    """An administrator, and Bo who reads."""
    bo = member(example.store, "bo@ljusnaby.se", name="Bo *Ek*")
    at("chef@ljusnaby.se", *everywhere(Role.ADMINISTRATOR), name="Chefen")
    return bo.person


def test_an_administrator_invites_and_the_link_is_shown_until_it_is_taken(chief, example):
    visit = Visit("people")
    assert "Bo *Ek*" in visit.words
    visit.at.text_input(key="invite-login").set_value("Cia@Ljusnaby.se")
    visit.at.multiselect(key="invite-roles@sv").set_value(["controller"])
    invite = next(each for each in visit.at.button if each.label == "Bjud in")
    invite.click()
    visit.run()
    [code] = visit.at.code
    token = re.search(r"/invitation\?token=([^&]+)&lang=sv", code.value)[1]
    assert operations.invitation_of(example.store, token).login == "cia@ljusnaby.se"
    assert visit.go("need").go("people").at.code, "until one says that one has it"
    visit.press("link-taken")
    assert not visit.at.code
    [waiting] = operations.invitations(example.store, admin(example))
    assert waiting.grants == frozenset(everywhere(Role.CONTROLLER))
    visit.press(f"withdraw-{waiting.id}")
    assert operations.invitation_of(example.store, token) is None


def test_what_is_wrong_with_an_invitation_is_told_and_nothing_typed_is_lost(chief, example):
    visit = Visit("people")
    visit.at.text_input(key="invite-login").set_value("cia@ljusnaby.se")
    next(each for each in visit.at.button if each.label == "Bjud in").click()
    visit.run()
    assert visit.told("error") == "Välj minst en roll."
    assert visit.at.text_input(key="invite-login").value == "cia@ljusnaby.se"
    assert not operations.invitations(example.store, admin(example))


def test_roles_are_given_and_taken_and_both_can_be_undone(chief, example):
    visit = Visit("people").press(f"open-{chief.id}")
    visit.at.selectbox(key="give-role@sv").set_value("controller")
    next(each for each in visit.at.button if each.label == "Ge rollen").click()
    visit.run()
    roles = lambda: operations.acting_for(example.store, chief, example.home).grants  # noqa: E731
    assert roles() == frozenset(everywhere(Role.READER, Role.CONTROLLER))
    visit.press("flash-undo")
    assert roles() == frozenset(everywhere(Role.READER))
    visit.press("open-" + chief.id) if f"take-{chief.id}-reader-" not in keys(visit) else None
    visit.press(f"take-{chief.id}-reader-")
    assert operations.acting_for(example.store, chief, example.home) is None
    assert "flash-undo" not in keys(visit), "there is nobody left to give it back to"
    assert "Roll borttagen" in visit.open("people-past").words


def test_an_account_is_shut_and_opened_again(chief, example):
    visit = Visit("people").press(f"open-{chief.id}").press(f"shut-{chief.id}")
    wrong = operations.sign_in(example.store, "bo@ljusnaby.se", PASSWORD, "")
    assert wrong.code == "people.wrong_login"
    assert "avstängd" in visit.words
    visit.press("flash-undo")
    assert operations.sign_in(example.store, "bo@ljusnaby.se", PASSWORD, "").person == chief
    visit.press(f"password-{chief.id}")
    assert "Länk till nytt lösenord för bo@ljusnaby.se" in visit.words


def test_the_last_administrator_stays(chief, example):
    visit = Visit("people")
    [own] = [each for each in operations.people_of(example.store, admin(example)) if each.person.name == "Chefen"]
    visit.press(f"open-{own.person.id}").press(f"shut-{own.person.id}")
    assert "sista administratören" in visit.told("error")
    assert visit.go("people").title == "Personer och roller"


def test_one_ends_all_ones_visits(at, example):
    anna = at("anna@ljusnaby.se")
    other = operations.sign_in(example.store, "anna@ljusnaby.se", PASSWORD, "")
    visit = Visit("account")
    assert "anna@ljusnaby.se" in visit.words
    visit.press("end-all")
    assert visit.title == "Du är inte längre inloggad"
    assert operations.visit_of(example.store, other.token) is None
    assert operations.visit_of(example.store, anna.token) is None


def reminders(visit: Visit):
    """The choice about reminders, if there is one."""
    return next((each for each in visit.at.radio if each.key.startswith("reminders@")), None)


def test_one_chooses_the_language_of_reminders_or_none_where_mail_is_sent(at, example, monkeypatch):
    anna = at("anna@ljusnaby.se")
    visit = Visit("account")
    assert reminders(visit) is None
    for name, value in Mailbox().settings.items():
        monkeypatch.setenv(name, value)
    visit = Visit("account")
    assert "anna@ljusnaby.se, och bara när" in visit.words
    assert reminders(visit).value == "sv"
    for choice in ("none", "en"):
        reminders(visit).set_value(choice)
        visit.run()
        assert operations.preference(example.store, anna.person.id, "reminders") == choice
        assert "sparat" in visit.told("success")
        assert reminders(Visit("account")).value == choice
    assert reminders(visit.speak("en")).value == "en"
    at("bo", name="Bo Ek")
    visit = Visit("account")
    assert reminders(visit) is None
    assert "ingen e-postadress" in visit.words


def test_who_enters_and_who_reviews_are_chosen_among_those_who_may(at, example):
    roles = {"ada": [Role.CONTROLLER], "bo": [Role.REVIEWER, Role.READER], "cia": [Role.READER]}
    people = {
        login: member(example.store, login, *everywhere(*held), name=login).person for login, held in roles.items()
    }
    form = "follow_up/I2-M1"
    there = operations.plan_of(example.store, admin(example), "I2").of("I2-M1")
    old = there.indicator.model_copy(update={"owner": "Kerstin på fritids", "reviewer": people["cia"].id})
    operations.save_indicator(example.store, admin(example), "I2", old, there.version)
    at("dan", *everywhere(Role.STRATEGIST), name="Dan")
    visit = Visit("measuring_plan", intervention="I2", edit=form)
    enter, review = (visit.field(form, name).options for name in ("owner", "reviewer"))
    assert enter == ["ingen vald", "ada – controller", "Kerstin på fritids (har ingen roll som får det)"]
    assert review == ["ingen vald", "ada – controller", "bo – granskare, läsare", "cia (har ingen roll som får det)"]
    visit.type(form, reviewer=f"={people['bo'].id}").press(f"I2/{form}:save")
    now = operations.plan_of(example.store, admin(example), "I2").of("I2-M1").indicator
    assert (now.owner, now.reviewer) == ("Kerstin på fritids", people["bo"].id), "what nobody touched is kept"


def test_names_are_shown_as_they_are_written(chief, example):
    invited(example.store, "cia@ljusnaby.se", name="[Klicka](https://evil.example.org) :material/home:")
    visit = Visit("people")
    raw = [str(each.value) for kind in ("markdown", "caption") for each in getattr(visit.at, kind)]
    assert not [told for told in raw if "](https" in told or ":material/home:" in told]
