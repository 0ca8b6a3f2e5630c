"""Every rule of a sound portfolio and of a sound fund account: each breach is told where it stands, in words."""

import pytest

from chain.plan.checks import CODES, check_portfolio
from chain.plan.checks.whole import differences
from chain.plan.fund import presets
from chain.plan.fund_checks import CODES as FUND_CODES
from chain.plan.fund_checks import check_fund
from chain.plan.model import (
    Aim,
    Capacity,
    Choice,
    Conventions,
    Coverage,
    Exclusion,
    Gain,
    Objective,
    Overlap,
    Payment,
    Prerequisite,
    Reach,
    Spread,
    Standing,
    ThemeRule,
    Use,
)
from chain.problem import Severity
from chain.text import Text
from reports.texts import LANGUAGES
from reports.texts.problems import placeholders, sentence
from tests.chain.funds import HALF, REDUCTIONS, TEAM, fund
from tests.chain.portfolios import ACTORS, ONE_YEAR, START, gain, option, portfolio, years

SURE = {"spread": Spread(log_sd=0.2)}
OTHERS = tuple(option(name, 2, 5, persons=10, gains=(gain(5, cashable_share=0.5),), **SURE) for name in ("B", "C"))
TWICE = (Reach(target_group_id="young", persons=4),) * 2


def with_a(**changes):
    """A sound portfolio with one option changed."""
    plain = {"persons": 10, "gains": (gain(9, cashable_share=0.5),), **SURE}
    return portfolio(option("A", 3, 9, **{**plain, **changes}), *OTHERS, budget=6)


def with_rules(**changes):
    """A sound portfolio with other rules."""
    return with_a().model_copy(update=changes)


def overlap(names, persons=5):
    return (Overlap(id="O", target_group_id="young", option_ids=names, persons=persons),)


LEFT_OUT = with_a(conventions=None, standing=Standing.EXCLUDED, standing_reason=Text(sv="Gammal."))
CIRCLE = (
    Prerequisite(id="X", option_id="A", any_of_ids=("B",)),
    Prerequisite(id="Y", option_id="B", any_of_ids=("C",)),
    Prerequisite(id="Z", option_id="C", any_of_ids=("A",)),
)


def rules_of(kind, **fields):
    """The portfolio with one rule of a kind."""
    made = {"theme_rules": ThemeRule, "exclusions": Exclusion, "coverages": Coverage, "prerequisites": Prerequisite}
    return with_rules(**{kind: (made[kind](id="X", **fields),)})


def paid(*amounts):
    """The portfolio with another payment for its first option."""
    return with_a(payments=(Payment(payer_id="social", amounts=years(*amounts)),))


def team(**changes):
    """The fund with its one investment changed."""
    return fund(investments=(TEAM.model_copy(update=changes),))


def paid_late():
    """The portfolio with its first option paid after the year that is counted."""
    return with_a(payments=(Payment(payer_id="social", amounts=years(1, start=START + 1)),))


LATER = Conventions(horizon_years=2)
UNREACHED = with_a(reaches=()).model_copy(update={"overlaps": overlap(("A", "B"))})
BROKEN = {
    "plan.nothing_to_choose": ("options", with_rules(options=())),
    "plan.too_many_options": ("options", with_rules(options=tuple(option(f"P{at}", 1, 2) for at in range(201)))),
    "plan.repeated_id": ("options/B", with_rules(options=(*with_a().options, OTHERS[0]))),
    "plan.leads_nowhere": ("options/A/gains/0/gainer_id", with_a(gains=(gain(9, gainer="nobody"),))),
    "plan.ratio_is_no_aim": ("objective/aim", with_rules(objective=Objective(aim=Aim.RATIO))),
    "plan.weights_missing": ("objective/weights", with_rules(objective=Objective(aim=Aim.WEIGHTED))),
    "plan.own_missing": ("objective/own_ids", with_rules(objective=Objective(aim=Aim.OWN_CASHABLE))),
    "plan.priority_missing": ("objective/priority_group_ids", with_rules(objective=Objective(aim=Aim.PRIORITY))),
    "plan.priority_nowhere": (
        "objective/priority_group_ids",
        with_rules(objective=Objective(aim=Aim.PRIORITY, priority_group_ids=("parents",))),
    ),
    "plan.value_of_nobody": (
        "objective/perspective",
        with_rules(objective=Objective(perspective="state"), actors=ACTORS[:3]),
    ),
    "plan.conventions_differ": ("options/A/conventions/horizon_years", with_a(conventions=LATER)),
    "plan.choice_without_reason": ("choice/reason", with_rules(choice=Choice(option_ids=("A",)))),
    "plan.no_budget": ("budgets", with_rules(budgets=())),
    "plan.cost_missing": ("options/A/payments", paid()),
    "plan.gain_missing": ("options/A/gains", with_a(gains=(Gain(gainer_id="social"),))),
    "plan.negative_use": ("options/A/uses/0", with_a(uses=(Use(capacity_id="staff", amounts=years(-1)),))),
    "plan.income": ("options/A/payments/0", paid(-1)),
    "plan.beyond_horizon": ("options/A/payments", paid(1, 1)),
    "plan.cost_outside": ("options/A/payments", paid_late()),
    "plan.overlap_without_reach": ("overlaps/O/option_ids", UNREACHED),
    "plan.overlap_of_one": ("overlaps/O/option_ids", with_rules(overlaps=overlap(("A", "A")))),
    "plan.overlap_too_large": ("options/A/reaches", with_rules(overlaps=overlap(("A", "B"), 11))),
    "plan.reach_repeated": ("options/A/reaches", with_a(reaches=TWICE)),
    "plan.cashable_not_stated": ("options/A/gains/0/cashable_share", with_a(gains=(gain(9),))),
    "plan.spread_missing": ("options/A/spread", with_a(spread=None)),
    "plan.floor_above_ceiling": (
        "theme_rules/X/at_least",
        rules_of("theme_rules", theme_id="work", at_least=2, at_most=1),
    ),
    "plan.limit_says_nothing": ("exclusions/X/option_ids", rules_of("exclusions", option_ids=("A", "A"))),
    "plan.reach_unknown": ("coverages/X/target_group_id", rules_of("coverages", target_group_id="parents", at_least=1)),
    "plan.needs_itself": ("prerequisites/X/any_of_ids", rules_of("prerequisites", option_id="A")),
    "plan.choice_not_comparable": (
        "choice/option_ids",
        LEFT_OUT.model_copy(update={"choice": Choice(option_ids=("A",))}),
    ),
    "plan.needs_in_a_circle": ("prerequisites/X/any_of_ids", with_rules(prerequisites=CIRCLE)),
}
UNDECIDED = REDUCTIONS[0].model_copy(update={"decided_sek": None})
BROKEN_FUNDS = {
    "fund.repeated_id": ("reductions/R1", fund(reductions=(*REDUCTIONS, REDUCTIONS[0]))),
    "fund.leads_nowhere": ("investments/team", fund(actors=fund().actors[1:2])),
    "fund.committee_missing": ("investments/team/committee_id", team(committee_id=None)),
    "fund.draws_missing": ("investments/team/planned_draws", team(planned_draws=years(), actual_draws=years())),
    "fund.before_start": ("investments/team", fund(start_year=2027)),
    "fund.too_many_years": ("investments/team/planned_draws", team(planned_draws=years(1, 1, 1, 1))),
    "fund.too_much_a_year": ("investments/team/planned_draws", team(planned_draws=years(600_000))),
    "fund.too_large_share": ("investments/team/planned_draws", team(whole_cost=years(800_000))),
    "fund.whole_cost_missing": ("investments/team/whole_cost", team(whole_cost=years())),
    "fund.too_few_organisations": ("investments/team/organisation_ids", team(organisation_ids=("social",))),
    "fund.criterion_open": ("investments/team/met_ids", team(met_ids=())),
    "fund.undecided": ("reductions/R1/decided_sek", fund(reductions=(UNDECIDED,))),
    "fund.return_not_stated": ("rules/returned_share", fund(rules=HALF.model_copy(update={"returned_share": None}))),
}
EVERY = [
    *((code, CODES[code], place, check_portfolio(case)) for code, (place, case) in BROKEN.items()),
    *((code, FUND_CODES[code], place, check_fund(case)) for code, (place, case) in BROKEN_FUNDS.items()),
]


def test_sound_ones_are_sound():
    assert check_portfolio(with_a()) == []
    assert check_fund(fund()) == []


def test_every_rule_is_broken_here():
    assert set(CODES) == set(BROKEN)
    assert set(FUND_CODES) == set(BROKEN_FUNDS)


@pytest.mark.parametrize(("code", "severity", "place", "found"), EVERY, ids=[each[0] for each in EVERY])
def test_the_breach_is_told_where_it_stands_in_whole_sentences(code, severity, place, found):
    own = [each for each in found if each.code == code]
    assert place in {each.place for each in own}
    assert {each.severity for each in own} == {severity}
    for language in LANGUAGES:
        said = sentence(language, own[0])
        assert said[-1] in ".”"
        assert not set("{}") & set(said)
        assert code not in said
        assert placeholders(language, f"problem.{code}") - {"code", "field", "place"} == set(own[0].words())


def test_a_circle_is_found_among_several_prerequisites_of_one_option():
    both = (CIRCLE[0], Prerequisite(id="W", option_id="A", any_of_ids=("D",)), *CIRCLE[1:])
    four = portfolio(*with_a().options, option("D", 1, 2), budget=6, prerequisites=both)
    [found] = [each for each in check_portfolio(four) if each.code == "plan.needs_in_a_circle"]
    assert found.words()["names"] == ("A", "B", "C")
    open_way = [CIRCLE[0], CIRCLE[1].model_copy(update={"any_of_ids": ("A", "D")})]
    assert "plan.needs_in_a_circle" not in {each.code for each in check_portfolio(
        four.model_copy(update={"prerequisites": tuple(open_way)}))}  # fmt: skip


def test_the_value_of_somebody_who_is_not_there_is_nobodys():
    nobodys = with_rules(objective=Objective(perspective="actor:nobody"))
    assert ("plan.leads_nowhere", "objective/perspective") in {
        (each.code, each.place) for each in check_portfolio(nobodys)
    }
    assert not check_portfolio(with_rules(objective=Objective(perspective="actor:social")))


def test_weights_on_an_aim_need_what_the_aim_needs():
    weighed = Objective(aim=Aim.WEIGHTED, weights={Aim.OWN_CASHABLE: 1, Aim.PRIORITY: 0, Aim.RATIO: 1})
    codes = {each.code for each in check_portfolio(with_rules(objective=weighed))}
    assert codes == {"plan.own_missing", "plan.ratio_is_no_aim"}


def test_a_reason_is_asked_of_what_is_kept_and_given_once():
    kept = with_a(standing=Standing.KEPT)
    assert [each.place for each in check_portfolio(kept)] == ["options/A/standing_reason"]
    assert not check_portfolio(with_a(standing=Standing.KEPT, standing_reason=Text(sv="Beslutat av nämnden.")))


def test_conventions_that_are_not_stated_differ_in_all():
    assert set(differences(None, ONE_YEAR)) >= {"horizon_years", "price_year"}
    counting = ONE_YEAR.model_copy(update={"counting": {"filters": "additive"}})
    assert differences(counting, ONE_YEAR) == differences(ONE_YEAR, counting) == ("filters",)
    assert "filters" not in differences(ONE_YEAR, ONE_YEAR)


def test_an_excluded_option_is_not_asked_about_its_conventions():
    out = with_a(conventions=None, standing=Standing.EXCLUDED, standing_reason=Text(sv="Gammal."))
    assert check_portfolio(out) == []


def test_limits_that_limit_nothing():
    bare = with_rules(
        capacities=(Capacity(id="staff"),),
        coverages=(Coverage(id="C", target_group_id="young"),),
    )
    places = {each.place for each in check_portfolio(bare) if each.severity is Severity.ERROR}
    assert places == {"capacities/staff/limits", "coverages/C"}


def test_presets_tell_what_their_sources_tell():
    gavleborg, norrkoping = presets()["gavleborg"], presets()["norrkoping"]
    assert (gavleborg.most_years, gavleborg.most_sek_a_year, gavleborg.most_fund_share) == (3, 500_000, 0.5)
    assert (gavleborg.least_organisations, gavleborg.frame_reduction_share) == (2, None)
    assert (norrkoping.frame_reduction_share, norrkoping.returned_share) == (1, 1)
    assert all(each.source and each.url and each.name and each.words for each in presets().values())
