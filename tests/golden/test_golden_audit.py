"""Published reports, replayed: what must be said of each, and what must not."""

import pytest

from sroi.audit import audit, read_any
from sroi.replay import Replay, inputs_of, rows_of
from sroi.replay_search import GUIDE, Search
from tests.golden.examples import HERE, figures


def published(name: str):
    report, problems = read_any((HERE / f"report_{name}.json").read_bytes())
    assert not problems
    return audit(report)


def codes(found) -> list[tuple[str, str]]:
    return [(each.code, each.place) for each in found]


def test_wheels_to_meals_is_reproduced_to_the_penny_under_the_guide_and_no_other_reckoning():
    found = published("wheels")
    assert (found.clean, found.rows_checked, found.wrong_rows, found.findings) == (True, 8, (), ())
    assert found.fitting == 1
    convention = found.fits[0].convention
    same = {name: getattr(convention, name) for name in vars(GUIDE) if name != "horizon_years"}
    assert same == {name: getattr(GUIDE, name) for name in same}
    computed = {total.own.place: total.own.computed for total in found.totals}
    assert computed["totals/present_value"] == pytest.approx(81741.93, abs=0.005)
    assert computed["totals/net_present_value"] == pytest.approx(39366.93, abs=0.005)
    assert computed["totals/ratio"] == pytest.approx(1.929, abs=0.00005)


def test_wheels_to_meals_case_remarks_and_other_rule():
    found = published("wheels")
    [case] = [check for check in found.checks if check.code == "case"]
    assert (case.fits, case.low) == (True, pytest.approx(3.3535, abs=0.00005))
    remarks = {each.code: each.words() for each in found.remarks}
    assert remarks["idle_drop_off"] == {"count": 4}
    assert remarks["whole_deadweight"] == {"count": 1}
    assert remarks["one_outcome"]["share"] == pytest.approx(0.965, abs=0.0005)
    guide, swedish = found.ladders
    assert (guide.rule, guide.steps) == ("sroi_guide", ())
    assert swedish.steps[0][:3] == ("discounting", "end_year", "first_year_undiscounted")
    assert swedish.steps[0].value == pytest.approx(84602.90, abs=0.005)


@pytest.mark.parametrize("variant", figures("wheels_to_meals")["variants"], ids=lambda variant: variant["name"])
def test_every_published_variant_is_among_what_is_tried(variant):
    report, _ = read_any((HERE / "report_wheels.json").read_bytes())
    outcomes = Search(report, Replay(tuple(rows_of(report)[0]), inputs_of(report))).outcomes()
    settings = {"discount_rate": 0.035} | variant["settings"]
    values = [
        {each.place: each.computed for each in fit.figures}["totals/present_value"]
        for fit in outcomes
        if all(getattr(fit.convention, name) == option for name, option in settings.items())
    ]
    assert any(value == pytest.approx(variant["pv"], abs=0.005) for value in values)


def test_circular_head_agrees_with_itself_and_shows_what_a_whole_number_hides():
    found = published("chac")
    assert (found.level, found.clean, found.findings) == ("printed", True, ())
    assert {(check.code, check.place) for check in found.checks} == {
        ("sum_of_inputs", "totals/investment"),
        ("sum_of_rows", "sums/young-people"),
        ("sum_of_rows", "sums/family"),
        ("ratio", "totals/ratio"),
        ("ratio", "ratios/department-alone"),
    }
    ratios = {check.place: (check.low + check.high) / 2 for check in found.checks if check.code == "ratio"}
    assert ratios == {"totals/ratio": pytest.approx(5.619, abs=0.0005),
                      "ratios/department-alone": pytest.approx(6.86, abs=0.005)}  # fmt: skip
    coarse = {each.place: each.words() for each in found.remarks if each.code == "coarse_ratio"}
    assert coarse["totals/ratio"] == {"low": 5.5, "high": 6.5}
    family = next(check for check in found.checks if check.place == "sums/family")
    assert (family.printed.value, family.low, family.high) == (150_000, 150_000, 152_000)


def test_circular_head_what_cannot_be_judged_is_said():
    found = published("chac")
    assert {("rows_not_complete", "rows"), ("conventions_not_judged", "totals"), ("rule_not_judged", "totals/ratio"),
            ("ratio_not_told", "ratios/justice-alone"), ("ratio_not_told", "ratios/one-in-five")} <= set(
        codes(found.not_judged))  # fmt: skip
    assert ("no_discounting", "discount_rate") in codes(found.missing)
    assert ("no_negative", "rows") in codes(found.missing)
    assert found.fits == ()


def test_safe_calls_a_net_ratio_the_return():
    found = published("safe")
    [net] = found.findings
    assert (net.code, net.place) == ("net_called_ratio", "totals/ratio")
    assert net.words()["right"] == pytest.approx(9.385, abs=0.0005)
    [check] = found.checks
    assert not check.fits
    assert check.low < 9.3849 < check.high
    [ladder] = found.ladders
    assert (ladder.start, ladder.replayed, ladder.end) == (
        8.38, pytest.approx(8.3849, abs=0.00005), pytest.approx(9.3849, abs=0.00005))  # fmt: skip
    assert ("no_rows", "rows") in codes(found.not_judged)


def test_a_swedish_interval_agrees_at_both_ends():
    found = published("ideell")
    assert found.clean
    ratios = {check.place: (check.fits, (check.low + check.high) / 2) for check in found.checks}
    assert ratios == {
        "ratios/low": (True, pytest.approx(3.7815, abs=0.0005)),
        "ratios/high": (True, pytest.approx(7.3802, abs=0.0005)),
    }
