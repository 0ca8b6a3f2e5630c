"""The fund's account in words and tables, and what an intervention's savings lower."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from openpyxl import load_workbook
import pytest

from chain.follow_up_document import read_follow_up
from chain.plan.fund_checks import check_fund
from chain.plan.fund_edit import (
    new_fund,
    rules_of,
    users_of,
    with_carried_out,
    with_decided,
    without_element,
)
from chain.problem import Severity
from chain.text import Text
from reports.paper.model import Note, Table
from reports.plan import fund as words
from reports.plan.fund_paper import paper, workbook
from reports.texts import LANGUAGES
from reports.texts.places import field_name, place_name
from sroi.follow_up.learned import Learned, learned
from sroi.plan.fund import account_of
from sroi.plan.fund_feeding import Fed, Saving, fed_from, fed_of_choice, with_choice, with_fed, with_new
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage.operations.organisations import EXAMPLES
from tests.chain.funds import HALF, fund
from tests.chain.portfolios import ACTORS, gain, option, portfolio, years
from tests.golden.examples import example

TEN = SWEDISH_PUBLIC_SECTOR.model_copy(update={"horizon_years": 10})
NORRKOPING = rules_of("norrkoping")
FUND = fund(name=Text(sv="Fonden", en="The fund"))


def test_planned_known_and_expected_are_kept_apart():
    table = words.account_table(account_of(FUND), "sv").set_index("at_year")
    assert table.loc["2026", "actual_balance"] == 620_000
    assert table["actual_balance"].isna().tolist() == [False, True, True]
    told = words.said(FUND, account_of(FUND), "sv")
    assert "Allt är känt till och med 2026: då fanns 620\u00a0000\u00a0kr i fonden." in told
    assert told[-1].replace("\u00a0", " ") == (
        "Nämndernas budgetramar sänks (ramminskningar): beräknat 170 000 kr, beslutat 70 000 kr, genomfört 50 000 kr."
    )


def test_every_frame_has_its_status_and_a_dash_for_what_is_not_known():
    table = words.frames_table(FUND, account_of(FUND), "sv")
    told = {(row["committee"], row["at_year"]): row for row in table.to_dict("records")}
    assert told["social", "2027"]["fund_status"] == "Genomförd"
    assert told["school", "2027"]["fund_status"] == "Beslutad"
    assert told["social", "2028"]["fund_status"] == "Beräknad"
    assert told["social", "2028"]["decided"] != told["social", "2028"]["decided"]  # not a number: nothing is known


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_taken_along_says_what_it_is(language):
    account = account_of(FUND)
    problems = [*check_fund(FUND), *account.problems]
    document = paper(FUND, account, problems, language, date(2026, 11, 30), "Version 1")
    assert isinstance(document.blocks[0], Note)
    assert sum(isinstance(each, Table) for each in document.blocks) == 3
    assert paper(new_fund("N", Text(sv="Ny"), 2026, 0), account_of(new_fund("N", Text(sv="Ny"), 2026, 0)), [], language,
                 date(2026, 11, 30), "Version 1").blocks  # fmt: skip
    formula = FUND.model_copy(update={"name": Text(sv="=1+1", en="=1+1")})
    first = load_workbook(BytesIO(workbook(formula, account, language, date(2026, 11, 30), "Version 1"))).worksheets[0]
    assert (first["A1"].value, first["A1"].data_type) == ("=1+1", "s")
    book = workbook(FUND, account, language, date(2026, 11, 30), "Version 1")
    assert book == workbook(FUND, account, language, date(2026, 11, 30), "Version 1")
    assert words.balance_figure(account, language).description


def measured(name: str) -> Learned:
    """The example's intervention with what was measured of it."""
    return learned(example(name), read_follow_up((EXAMPLES / "follow_up" / f"{name}.json").read_bytes())[0])


def test_savings_are_measured_ones_until_the_last_measured_year_and_then_the_forecasts():
    fed = fed_from(example("I2"), measured("I2"), TEN, NORRKOPING)
    assert (fed.committee.id, fed.last_measured) == ("kommun_skola", 2025)
    told = {(each.committee.id, each.year): each for each in fed.savings}
    assert {each.committee.level for each in fed.savings} == {"municipality"}
    school = told["kommun_skola", 2025]
    assert school.is_measured
    assert school.lowered_sek == school.counted_sek != school.forecast_sek
    later = told["kommun_skola", 2026]
    assert (later.is_measured, later.counted_sek) == (False, later.forecast_sek)
    assert "Godkänd uppföljning" in words.fed_table(fed, "sv")["rests_on"].tolist()


def test_what_is_decided_stands_when_an_intervention_is_worked_out_anew():
    chain = example("I2")
    fed = fed_from(chain, measured("I2"), TEN, NORRKOPING)
    account = with_new(
        new_fund("F", Text(sv="Fonden"), 2023, 1e7, "norrkoping"), "investment-1", chain.name, chain.id, fed
    )
    assert not [each for each in check_fund(account) if each.severity is Severity.ERROR]
    first = account.reductions[0].model_copy(update={"decided_sek": 1.0})
    decided = account.model_copy(update={"reductions": (first, *account.reductions[1:])})
    again = with_fed(decided, "investment-1", fed)
    assert first in again.reductions
    assert {each.id: each for each in again.reductions} == {each.id: each for each in decided.reductions}
    cheaper = with_fed(decided, "investment-1", fed_from(chain, Learned(chain, (), ()), TEN, rules_of("own")))
    assert cheaper.reductions == (first,), "rules that say nothing lower nothing, and what is decided stands"


def test_an_id_that_two_interventions_use_lowers_no_other_committees_frame():
    first = fed_from(example("I2"), measured("I2"), TEN, NORRKOPING)
    named = {each.committee.id: each.committee for each in first.savings if each.lowered_sek}
    others = {name: each.model_copy(update={"name": Text(sv=f"Annan nämnd {name}")}) for name, each in named.items()}
    savings = tuple(replace(each, committee=others.get(each.committee.id, each.committee)) for each in first.savings)
    second = replace(first, savings=savings, committee=others.get(first.committee.id, first.committee))
    empty = fund(actors=(), investments=(), reductions=())
    once = with_new(empty, "a", Text(sv="En"), "I2", first)
    both = with_new(once, "b", Text(sv="Två"), "I9", second)
    called = {each.id: each.name.sv for each in both.actors}
    assert [each for each in both.reductions if each.investment_id == "a"] == list(once.reductions)
    told = {called[each.committee_id] for each in both.reductions if each.investment_id == "b"}
    assert told == {each.name.sv for each in others.values()}
    again = with_fed(with_fed(both, "b", second), "a", first)
    assert (again.actors, len(again.reductions)) == (both.actors, len(both.reductions))


def cells(account) -> tuple:
    """Whose frames are lowered by which investment, and by how much."""
    return account.actors, account.investments, sorted(account.reductions, key=lambda each: each.id)


def test_worked_out_anew_no_committee_takes_anothers_frame_and_a_renamed_one_stays_one():
    """The second intervention's x is not the account's x, which is what it calls y."""
    school, social = (ACTORS[at].model_copy(update={"id": name}) for at, name in ((0, "x"), (1, "x")))
    first = Fed(school, years(10), (Saving(school, 2027, 100, 100, False, 100),), None)
    other = school.model_copy(update={"id": "y"})
    of_second = (Saving(social, 2027, 7, 7, False, 7), Saving(other, 2027, 9, 9, False, 9))
    second = Fed(social, years(10), of_second, None)
    both = with_new(with_new(fund(actors=(), investments=(), reductions=()), "a", Text(), "I1", first), "b", Text(),
                    "I2", second)  # fmt: skip
    assert cells(with_fed(both, "b", second)) == cells(both)
    assert sorted(each.calculated_sek for each in both.reductions) == [7, 9, 100]
    renamed = both.model_copy(update={"actors": (both.actors[0].model_copy(update={"name": Text(sv="Ny")}),
                                                 *both.actors[1:])})  # fmt: skip
    assert cells(with_fed(renamed, "a", first)) == cells(renamed)


def test_two_options_of_one_name_are_two_investments_and_both_are_found_again():
    free = (gain(4, cashable_share=1.0),)
    options = (option("A", 2, 0, gains=free), option("B", 3, 0, gains=free))
    choice = portfolio(*(each.model_copy(update={"name": Text(sv="Fritids")}) for each in options))
    feds = fed_of_choice(choice, ("A", "B"), HALF)
    once = with_choice(fund(investments=(), reductions=()), choice, feds)
    assert [each.whole_cost.values[2026] for each in once.investments] == [2, 3]
    assert cells(with_choice(once, choice, feds)) == cells(once)


def test_a_years_frames_are_decided_and_carried_out_together_and_only_those():
    decided = with_decided(FUND, 2028, "KF § 12", date(2028, 2, 1))
    assert [each.status for each in decided.reductions] == ["carried_out", "decided", "decided"]
    assert (decided.reductions[2].decided_sek, decided.reductions[2].decision) == (90_000, "KF § 12")
    done = with_carried_out(decided, 2027)
    assert [each.carried_out_sek for each in done.reductions] == [50_000, 20_000, None]


def test_nothing_points_at_what_is_taken_away():
    assert [each.id for _, each in users_of(FUND, "actors", "social")] == ["team"]
    left = without_element(FUND, "actors", "social")
    assert left.investments[0].committee_id is None
    assert "leads_nowhere" not in repr([each.code for each in check_fund(left)])
    assert not without_element(FUND, "investments", "team").reductions


def test_places_are_told_in_words():
    assert place_name("sv", "fund/reductions/R1/decided_sek", FUND) == (
        "Ramminskning ”social 2027”: beslutad ramminskning, kronor"
    )
    assert place_name("sv", "fund/investments/team/planned_draws/values", FUND) == (
        "Insats ”team”: planerade uttag ur fonden"
    )
    assert place_name("en", "fund/rules/most_years") == "Rules: the fund pays for at most so many years"
    assert field_name("sv", "fund/size_sek") == "Pengar i fonden från början, kronor"
