"""Every figure of the reference comparison: options against no intervention at four horizons, and all that follows."""

import pytest

from chain.assumption import Assumption
from chain.forecast.model import Comparison, ExcessCost
from chain.model import Level
from sroi.forecast.child import forecast
from sroi.forecast.child_budget import budget
from sroi.forecast.child_run import Run
from sroi.forecast.conversions import prevalence_in_the_long_run
from sroi.forecast.decision import Quadrant
from tests.chain.comparisons import changed, shipped
from tests.golden.examples import figures

GOLDEN = figures("forecast_reference")
NAMES = {"bibliotherapy-like": "booklet", "A": "A", "B": "B", "C": "C"}
PAYERS = {"kommun": Level.MUNICIPALITY, "region": Level.REGION, "stat": Level.STATE}
LABELS = {
    "dominant (cost-saving, health gain)": Quadrant.DOMINANT,
    "north-east: cost per QALY": Quadrant.COSTS_AND_GIVES_MORE,
    "check quadrant": Quadrant.SAME_EFFECT_COSTS_MORE,
}


def close(expected):
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


def reference() -> Comparison:
    """The shipped example with the reference's fourth option, C."""
    example = shipped()
    a = example.option("A")
    c = changed(changed(a, "effect/estimate/value", 0.15), "costs/child/amount/value", 9000)
    return example.model_copy(update={"options": (*example.options, c.model_copy(update={"id": "C"}))})


REFERENCE = reference()
RESULT = forecast(REFERENCE)
A10 = RESULT.of("A").at(10).of("public")


def check_horizon(found, expected):
    public = found.of("public")
    for name, level in PAYERS.items():
        payer = found.payer(level)
        assert payer.offset == close(expected["offset"][name])
        assert payer.offset_undiscounted == close(expected["offset_undiscounted"][name])
        assert payer.net == close(expected["net_by_payer"][name])
    told = {
        "offset_total": public.offset,
        "offset_undiscounted_total": public.offset_undiscounted,
        "case_years_averted_undiscounted": found.case_years,
        "qaly_gain": found.qalys,
        "qaly_gain_undiscounted": found.qalys_undiscounted,
        "net_total": public.net,
        "incremental_cost": public.incremental_cost,
        "bcr_total": public.benefit_cost,
        "roi_total": public.return_share,
        "nmb_500000": public.net_benefit,
        "nhb_500000": public.net_health,
    }
    assert told == {name: close(expected[name]) for name in told}
    assert public.per_qaly.quadrant is LABELS[expected["icer_label"]]
    assert public.per_qaly.sek == (None if expected["icer"] is None else close(expected["icer"]))


PREVALENCE = GOLDEN["prevalence_mode"]


@pytest.mark.parametrize("name", NAMES)
def test_initial_shift_at_every_horizon(name):
    expected = PREVALENCE["results"][name]
    found = RESULT.of(NAMES[name])
    for years, row in expected["horizons"].items():
        check_horizon(found.at(int(years)), row)
    for whose, ours in (("kommun", "municipality"), ("all_public", "public")):
        payback, known = found.payback(ours), expected["payback_interpolated"][whose]
        assert payback.undiscounted_years == close(known["undiscounted_years"])
        assert payback.discounted_years == close(known["discounted_years"])


def test_trajectories_and_yearly_flows():
    assert RESULT.natural.with_problem == close(PREVALENCE["trajectory_A"]["control_P"])
    assert RESULT.of("A").trace.with_problem == close(PREVALENCE["trajectory_A"]["intervention_P"])
    for flow, row in zip(RESULT.of("A").flows, PREVALENCE["annual_flows_A_undiscounted_sek"], strict=True):
        assert (flow.year, flow.age) == (row["year"], row["age"])
        assert {name: flow.offsets[level] for name, level in PAYERS.items()} == {
            name: close(row[name]) for name in PAYERS
        }


def test_the_difference_falls_as_the_closed_form_says():
    pairs = zip(RESULT.natural.with_problem, RESULT.of("A").trace.with_problem, strict=True)
    assert [without - treated for without, treated in pairs] == close([0.18 * 0.84**t for t in range(16)])


OCCUPANCY = {"life-table": "life_table", "start": "start", "end": "end"}


@pytest.mark.parametrize(
    "row", GOLDEN["convention_spread_A_10y"], ids=lambda row: f"{row['occupancy']} {row['discounting']}"
)
def test_conventions(row):
    comparison = changed(
        REFERENCE, "decision/occupancy", type(REFERENCE.decision.occupancy)(OCCUPANCY[row["occupancy"]])
    )
    comparison = changed(comparison, "decision/discounting", row["discounting"].replace("-", "_"))
    found = forecast(comparison).of("A").at(10).of("public")
    assert (found.offset, found.qalys, found.benefit_cost) == close((row["offset_total"], row["qaly_gain"], row["bcr"]))


@pytest.mark.parametrize("row", GOLDEN["discount_rate_scenarios_A_10y"], ids=str)
def test_discount_rates(row):
    rates = {"decision/cost_discount": row["cost_rate"], "decision/effect_discount": row["effect_rate"]}
    found = forecast(REFERENCE, rates).of("A").at(10).of("public")
    told = (found.offset, found.qalys, found.net_benefit)
    assert told == close((row["offset_total"], row["qaly_gain"], row["nmb_500000"]))


def fading(comparison, option_id, **rule):
    """The comparison with another first rule of fading."""
    place = f"options/{option_id}/effect/persistence/0"
    first = comparison.option(option_id).effect.persistence[0]
    numbers = {key: Assumption(value=each) for key, each in rule.items() if key != "fading"}
    return changed(comparison, place, first.model_validate({**dict(first), "fading": rule["fading"], **numbers}))


def test_fading_on_top_of_recovery():
    row = GOLDEN["extra_fade_out_A_10y"]
    comparison = fading(REFERENCE, "A", fading="yearly_factor", factor=0.8)
    result = forecast(comparison)
    found = result.of("A").at(10).of("public")
    assert (found.offset, found.qalys, found.benefit_cost) == close((row["offset_total"], row["qaly_gain"], row["bcr"]))
    warned = [each for each in result.problems if each.code == "comparison.fades_twice"]
    assert [each.words()["years"] for each in warned] == [3.98]


def test_uptake_and_completion():
    row = GOLDEN["uptake_completion_A"]
    some = changed(REFERENCE, "options/A/delivery/uptake_share/value", 0.7)
    share = Assumption(value=0.8)
    some = changed(some, "options/A/delivery/completion_share", share)
    by_intention = forecast(some).of("A").at(10).of("public")
    assert (by_intention.offset, by_intention.benefit_cost) == close((row["itt_offset_total_10y"], row["itt_bcr_10y"]))
    completers = changed(some, "options/A/effect/basis", type(some.option("A").effect.basis)("completers"))
    found = forecast(completers).of("A")
    assert found.reached / 100 == close(row["effect_multiplier"])
    assert found.at(10).of("public").cost == close(row["cost_total"])
    assert found.at(2).of("public").offset == close(row["offset_total_2y"])
    assert found.at(10).of("public").offset == close(row["offset_total_10y"])
    assert found.at(10).of("public").benefit_cost == close(row["bcr_10y"])


def test_cashable():
    row, found = GOLDEN["cashable_A_10y"], RESULT.of("A").at(10)
    assert found.payer(Level.MUNICIPALITY).cashable == close(row["cashable_kommun"])
    assert found.payer(Level.REGION).cashable == close(row["cashable_region"])
    assert found.of("public").cashable == close(row["cashable_total"])
    assert found.payer(Level.MUNICIPALITY).net_cashable == close(row["net_kommun_cashable"])
    assert found.of("public").benefit_cost_cashable == close(row["bcr_cashable_public"])


def test_budget_of_five_cohorts():
    rows = budget(REFERENCE, "A")
    for level, name in ((level, name) for name, level in PAYERS.items()):
        for found, row in zip(
            (each for each in rows if each.level is level),
            GOLDEN["budget_impact_five_yearly_cohorts_undiscounted"],
            strict=True,
        ):
            assert (found.year, found.offset) == (row["calendar_year"], close(row[name]))
            if name == "kommun":
                told = (found.cost, found.net, found.cumulative)
                assert told == close((row["intervention"], row["kommun_net"], row["kommun_cumulative"]))


def test_mortality():
    row = GOLDEN["mortality_check"]
    band = REFERENCE.natural_course.remission[0]
    die = band.model_copy(update={"probability": Assumption(value=row["q_per_year"])})
    result = forecast(changed(REFERENCE, "natural_course/mortality", (die,)))
    control, treated = result.natural, result.of("A").trace
    assert control.with_problem[10] - treated.with_problem[10] == close(row["difference_t10"])
    assert row["difference_t10"] == close(row["closed_form_t10"])
    assert result.of("A").at(10).of("public").offset == close(row["offset_total_10y"])
    for trace in (control, treated):
        assert [sum(point) for point in zip(trace.without, trace.with_problem, trace.dead, strict=True)] == close(
            [1.0] * 16
        )


# --- effects on new cases ---

INCIDENCE = GOLDEN["incidence_mode"]
MODES = {
    "A_half_life_2y": {"fading": "half_life", "years": 2},
    "B_no_decay": {"fading": "none"},
    "C_one_year_then_none": {"fading": "step", "years": 1},
    "D_linear_to_1_over_5y_on_log_scale": {"fading": "linear", "years": 5},
    "E_no_effect": {"fading": "none"},
}


def adolescents() -> Comparison:
    """The reference's second case: 200 adolescents, group treatment against new episodes."""
    known, comparison = INCIDENCE["inputs"], REFERENCE
    values = {
        "population/children/value": known["N"],
        "population/age_at_start": known["age_start"],
        "population/start_share/value": known["start_prevalence"],
        "natural_course/relapse/0/probability/value": known["annual_incidence_and_recurrence"],
        "natural_course/remission/0/probability/value": known["annual_remission"],
        "health/quality_loss/value": known["disutility_of_P"],
        "options/A/costs/child/amount/value": known["cost_per_person_kommun"],
        "options/A/effect/measure": "risk_ratio",
        "options/A/effect/event": "problem",
        "options/A/effect/acts_on": "incidence",
        "options/A/effect/estimate/value": known["rr_first_year"],
    }  # fmt: skip
    enums = {
        key: type(getattr(comparison.option("A").effect, key.rsplit("/", 1)[-1]))
        for key in values
        if key.endswith(("measure", "event", "acts_on"))
    }
    for place, value in values.items():
        comparison = changed(comparison, place, enums[place](value) if place in enums else value)
        if place.endswith("/value"):
            comparison = changed(comparison, place.replace("/value", "/low"), None)
            comparison = changed(comparison, place.replace("/value", "/high"), None)
    costs = tuple(
        ExcessCost.model_validate({**dict(cost), "bands": [
            {"age_from": row["age_from"], "age_to": row["age_to"], "amount": {"value": row["sek"], "price_year": 2024}}
            for row in known["excess_cost_per_year"][name]]})
        for cost, name in zip(comparison.excess_costs, PAYERS, strict=True)
    )  # fmt: skip
    return comparison.model_copy(update={"options": (comparison.option("A"),), "excess_costs": costs})


ADOLESCENTS = adolescents()
RESULT_OF_ADOLESCENTS = forecast(ADOLESCENTS)


@pytest.mark.parametrize("mode", MODES)
def test_new_cases_under_every_rule_of_fading(mode):
    expected = INCIDENCE["modes"][mode]
    comparison = fading(ADOLESCENTS, "A", **MODES[mode])
    figures_ = {"options/A/effect/estimate": 1.0} if mode == "E_no_effect" else None
    result = forecast(comparison, figures_)
    found = result.of("A")
    ratio = 1.0 if figures_ else 0.43
    assert [ratio**left for left in found.left] == close(expected["rr_by_year"])
    assert result.natural.with_problem == close(INCIDENCE["prevalence_control"])
    assert found.trace.with_problem == close(expected["prevalence_intervention"])
    for years, row in expected["horizons"].items():
        check_horizon(found.at(int(years)), row)


def test_no_effect_leaves_every_difference_at_exactly_nought():
    found = Run(ADOLESCENTS, {"options/A/effect/estimate": 1.0}).options()["A"]
    assert not found.case_years.any()
    assert not found.qalys().any()


def test_steady_state():
    long_run = prevalence_in_the_long_run(0.5, 0.1)
    assert long_run == close(INCIDENCE["steady_state_prevalence"])
    assert RESULT_OF_ADOLESCENTS.natural.with_problem[-1] == pytest.approx(long_run, abs=1e-6)
