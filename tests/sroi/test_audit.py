"""The audit of printed reports: wrong rows named, totals explained, laws of replay, nothing invented in a clean one."""

from dataclasses import replace
import json
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
import pytest

from sroi.audit import as_data, audit, audit_chain, read_any
from sroi.audit_results import DIMENSIONS, ConventionSet, Explanation
from sroi.audit_rules import Reckoner
from sroi.audit_slips import swapped
from sroi.printed import PrintedChange, PrintedRatio, PrintedSum, PrintedTotals, Report
from sroi.printed_figure import figure, printed
from sroi.replay import Replay, Row
from sroi.replay_search import GUIDE, Search
from tests.golden.examples import EXAMPLES, example
from tests.sroi.reports import INPUTS, ROWS, report, with_row, with_totals

ROOT = Path(__file__).resolve().parents[2]
few = settings(max_examples=8, deadline=None)
CLEAN = report()


def codes(found) -> list[str]:
    return [each.code for each in found]


def test_a_clean_report_has_nothing_wrong_and_is_the_guides():
    found = audit(CLEAN)
    assert found.clean
    assert (found.rows, found.findings, found.rows_checked) == ((), (), 4)
    assert found.fits[0].fits
    assert replace(found.fits[0].convention, horizon_years=100) == GUIDE
    assert next(ladder for ladder in found.ladders if ladder.rule == "sroi_guide").steps == ()


def test_a_wrong_row_is_found_named_and_given_its_right_value():
    """40 × 310.25 × 0.75 × 0.90 = 8 376.75; without the others' share it is 9 307.50."""
    found = audit(with_row(CLEAN, "sleep", impact=figure("9307.50")))
    [wrong] = found.wrong_rows
    assert (wrong.row_id, wrong.figure, wrong.printed.written) == ("sleep", "impact", "9307.50")
    assert (wrong.right, wrong.difference) == (pytest.approx(8376.75), pytest.approx(930.75))
    assert wrong.explanations[0] == Explanation("forgotten", "attribution", 0.0)
    assert not found.clean
    assert "total_not_sum" in codes(found.findings)


SLIPS = [
    ("impact", "12410.00", Explanation("all_forgotten")),
    ("impact", "7539.08", Explanation("twice", "attribution", pytest.approx(0.19))),
    ("impact", "2792.25", Explanation("complement", "deadweight", 0.75)),
    ("impact", "1312.20", Explanation("other_row", "price", 48.6, "friends")),
    ("impact", "11645.10", Explanation("digits_swapped", "price", 431.3)),
    ("impact", "83767.50", Explanation("point_moved_in_print", used=10.0)),
    ("impact", "8736.75", Explanation("digits_swapped_in_print")),
    ("impact", "-8376.75", Explanation("sign", used=pytest.approx(-8376.75))),
    ("impact", "25130.25", Explanation("all_years", "quantity", 120.0)),
    ("gross", "1944.00", Explanation("other_row", "price", 48.6, "friends")),
    ("present_value", "16.00", None),
]


@pytest.mark.parametrize(("name", "written", "slip"), SLIPS)
def test_the_likeliest_slip_is_told_as_a_possibility(name, written, slip):
    changes = {name: figure(written)}
    if slip == Explanation("digits_swapped", "price", 431.3):
        changes = {"price": figure("413.30"), "gross": None, "impact": printed(40 * 431.3 * 0.75 * 0.9)}
    [wrong] = [each for each in audit(with_row(CLEAN, "sleep", **changes)).wrong_rows if each.figure == name]
    assert wrong.row_id == "sleep"
    assert slip is None or slip in wrong.explanations
    assert slip is not None or wrong.explanations == ()


def test_a_figure_carried_on_from_a_wrong_one_is_not_a_second_finding():
    wrong = with_row(CLEAN, "friends", impact=figure("3280.50"), present_value=printed(3280.5 / 1.035))
    wrong = with_row(wrong, "friends", value_by_year=tuple(figure(w) for w in ("3280.50", "0.00", "0.00", "0.00")))
    [found] = audit(wrong).wrong_rows
    assert found.figure == "impact"
    assert found.carried == ("value_by_year/0", "present_value")


def test_rows_that_rounded_inputs_allow_are_not_called_wrong():
    """Attribution printed 33 % was a third: 75 × 48.60 × 0.90 × 2/3 = 2 187.00."""
    found = audit(with_row(CLEAN, "friends", attribution=figure("33%"), impact=figure("2187.00"), present_value=None,
                           value_by_year=()))  # fmt: skip
    [row] = found.rows
    assert row.within_input_rounding
    assert found.wrong_rows == ()


def test_a_wrong_row_that_went_into_the_totals_is_found_and_its_mending_is_a_step():
    rows = tuple(replace(row, attribution=0.0) if row.id == "sleep" else row for row in ROWS)
    totals = report(rows=rows).totals
    made = with_row(CLEAN, "sleep", impact=figure("9307.50"), value_by_year=(), present_value=None)
    found = audit(made.model_copy(update={"totals": totals}))
    assert (found.fits[0].fits, found.fits[0].convention.row_values) == (True, "as_printed")
    assert [row.row_id for row in found.wrong_rows] == ["sleep"]
    [step] = next(ladder for ladder in found.ladders if ladder.rule == "sroi_guide").steps
    assert (step.dimension, step.after) == ("row_values", "exact")
    assert step.value == pytest.approx(CLEAN.totals.present_value.value, abs=0.005)


def test_attribution_read_the_other_way_throughout_is_told_once():
    rows = tuple(replace(row, attribution=1 - row.attribution) for row in ROWS[:3])
    turned = report(rows=rows)
    pairs = zip(turned.rows, CLEAN.rows[:3], strict=True)
    read = tuple(row.model_copy(update={"attribution": own.attribution}) for row, own in pairs)
    made = turned.model_copy(update={"rows": read})
    [same] = [each for each in audit(made).findings if each.code == "same_slip"]
    assert same.words() == {"count": 2, "of": 2, "slip": "complement", "field": "attribution"}


def test_yearly_values_by_no_known_convention_are_not_called_wrong():
    rows = tuple(row.model_copy(update={"present_value": figure(f"{at}77.00")}) for at, row in enumerate(CLEAN.rows, 1))
    rows = tuple(row.model_copy(update={"value_by_year": ()}) for row in rows)
    found = audit(CLEAN.model_copy(update={"rows": rows, "rows_complete": False, "totals": PrintedTotals()}))
    assert found.rows == ()
    assert "years_not_judged" in codes(found.not_judged)


def test_rows_without_their_totals_are_judged_by_the_convention_they_follow():
    undiscounted = replace(GUIDE, discounting="first_year_undiscounted", horizon_years=5)
    made = report(convention=undiscounted).model_copy(update={"rows_complete": False})
    assert audit(made).wrong_rows == ()
    [wrong] = audit(with_row(made, "work", present_value=figure("1.00"))).wrong_rows
    assert (wrong.row_id, wrong.figure) == ("work", "present_value")


def test_rows_reckoned_by_different_rules_are_told_as_mixed():
    additive = Replay(ROWS, INPUTS).first_years("additive")
    found = audit(with_row(CLEAN, "work", impact=printed(float(additive[1]))))
    [mixed] = [each for each in found.findings if each.code == "mixed_rules"]
    assert mixed.words() == {"rows": 4, "none": 0, "multiplicative": 3, "additive": 1,
                             "multiplicative_dropped": 0, "additive_dropped": 0}  # fmt: skip
    assert found.wrong_rows[0].explanations[0] == Explanation("rule_additive")


def test_totals_that_do_not_follow_are_told_with_what_would_fit():
    sums = (PrintedSum(id="all-but-one", figure=figure("1"), of="impact", row_ids=("sleep", "friends", "noise")),)
    right = sum(row.impact.value for row in CLEAN.rows if row.id != "work")
    part = CLEAN.rows[2].impact.value
    short = CLEAN.model_copy(update={"sums": (sums[0].model_copy(update={"figure": printed(right - part)}),)})
    found = audit(short)
    assert [(each.code, each.place, each.words().get("part")) for each in found.findings] == [
        ("total_not_sum", "sums/all-but-one", None),
        ("would_fit_part_left_out", "sums/all-but-one", "rows/friends"),
    ]
    whole = short.model_copy(update={"sums": (sums[0].model_copy(update={"figure": printed(right)}),)})
    assert audit(whole).findings == ()


def test_a_ratio_to_one_years_input_is_told():
    totals = CLEAN.totals
    over_first = totals.present_value.value / (20000 + 3300)
    found = audit(with_totals(CLEAN, ratio=printed(over_first, 4), net_ratio=None, net_present_value=None))
    [over] = [each for each in found.findings if each.code == "ratio_over_part"]
    assert over.words()["part"] == "year/1"


@pytest.mark.parametrize(
    ("name", "shift", "code"), [("ratio", -1, "net_called_ratio"), ("net_ratio", 1, "ratio_called_net")]
)
def test_net_and_gross_that_bear_each_others_name(name, shift, code):
    ratio = getattr(CLEAN.totals, name).value + shift
    totals = PrintedTotals(investment=CLEAN.totals.investment, present_value=CLEAN.totals.present_value)
    wrong = CLEAN.model_copy(update={"totals": totals.model_copy(update={name: printed(ratio, 4)})})
    found = audit(wrong)
    assert codes(found.findings) == [code]
    assert found.fits[0].convention.headline == "net"
    assert not found.clean


def test_a_sensitivity_case_is_reckoned_again():
    change = PrintedChange(id="work", field="deadweight", value=figure("80%"))
    rows = tuple(replace(row, deadweight=0.8) if row.id == "work" else row for row in ROWS)
    right = report(rows=rows).totals.ratio
    case = PrintedRatio(id="cautious", figure=right, changes=(change,))
    for ratio, fits in ((right, True), (figure("1.0000"), False)):
        made = CLEAN.model_copy(update={"ratios": (case.model_copy(update={"figure": ratio}),)})
        [check] = [check for check in audit(made).checks if check.code == "case"]
        assert check.fits is fits


def test_what_is_blank_is_counted_and_never_read_as_an_error():
    blank = with_row(with_row(CLEAN, "work", displacement=None), "sleep", displacement=None)
    found = {each.code: each.words() for each in audit(blank).missing}
    assert found["missing_displacement"] == {"count": 2, "of": 4}
    assert "no_negative" not in found
    positive = CLEAN.model_copy(update={"rows": CLEAN.rows[:3], "totals": PrintedTotals()})
    assert "no_negative" in codes(audit(positive).missing)


def test_totals_are_not_judged_by_rows_that_are_not_all_there():
    found = audit(CLEAN.model_copy(update={"rows": CLEAN.rows[:2], "rows_complete": False}))
    assert (found.level, found.fits, found.rows_checked) == ("printed", (), 2)
    assert {"rows_not_complete", "conventions_not_judged", "rule_not_judged"} <= set(codes(found.not_judged))


def test_several_conventions_that_fit_are_told_as_such():
    rough = CLEAN.model_copy(update={"totals": PrintedTotals(ratio=figure("1"))})
    found = audit(rough)
    assert found.fitting > 1
    assert all(fit.fits for fit in found.fits[: min(found.fitting, len(found.fits))])


# --- laws ---


def rows() -> st.SearchStrategy[tuple[Row, ...]]:
    shares = st.integers(0, 18).map(lambda steps: steps / 20)
    row = st.builds(
        Row, id=st.just("x"), quantity=st.integers(1, 500).map(float), drop_off=shares,
        price=st.integers(-5_000, 90_000).filter(bool).map(lambda cents: cents / 100),
        deadweight=shares, displacement=shares, attribution=shares,
        duration=st.integers(1, 6).map(float), lag=st.integers(0, 2),
    )  # fmt: skip
    listed = st.lists(row, min_size=1, max_size=4)
    return listed.map(lambda drawn: tuple(replace(each, id=f"r{at}") for at, each in enumerate(drawn)))


def conventions() -> st.SearchStrategy[ConventionSet]:
    return st.builds(
        ConventionSet, headline=st.sampled_from(["gross", "net"]), row_values=st.just("exact"),
        filters=st.sampled_from(["multiplicative", "additive"]),
        drop_off=st.sampled_from(["geometric", "straight_line"]),
        drop_off_from=st.sampled_from(["second_year", "first_year"]),
        horizon_years=st.sampled_from([1, 3, 10]),
        discounting=st.sampled_from(["end_year", "mid_year", "first_year_undiscounted"]),
        discount_rate=st.sampled_from([0.0, 0.03, 0.035, 0.07]), investment_discounted=st.booleans(),
        costs_after_horizon=st.sampled_from(["kept", "cut"]),
    )  # fmt: skip


@few
@given(rows(), conventions())
def test_what_our_own_engine_prints_is_reproduced_under_its_convention_without_wrong_rows(made, convention):
    printed_report = report(made, INPUTS, convention)
    without_years = printed_report.model_copy(
        update={"rows": tuple(row.model_copy(update={"value_by_year": (), "present_value": None})
                              for row in printed_report.rows)}
    )  # fmt: skip
    found = audit(without_years)
    assert found.fits[0].fits
    assert found.wrong_rows == ()
    assert found.fitting >= 1
    search = Search(without_years, Replay(made, INPUTS))
    own = Reckoner(search).at(convention)
    totals = {"totals/present_value": own.value[0], "totals/investment": own.investment[0]}
    assert any(
        all(abs(each.computed - totals[each.place]) <= 1e-6 * max(1, abs(each.computed))
            for each in fit.figures if each.place in totals)
        for fit in search.outcomes() if fit.fits
    )  # fmt: skip


@few
@given(rows(), conventions().map(lambda convention: replace(convention, horizon_years=10)))
def test_rows_printed_by_year_follow_from_their_inputs(made, convention):
    assume(any(row.price > 0 for row in made))
    assert audit(report(made, INPUTS, convention)).wrong_rows == ()


@settings(few, max_examples=6)
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(made, random):
    straight = with_row(report(made), "r0", impact=figure("17.17"))
    shuffled = list(straight.rows)
    random.shuffle(shuffled)
    one, other = audit(straight), audit(straight.model_copy(update={"rows": tuple(shuffled)}))
    assert [fit.convention for fit in one.fits[:1]] == [fit.convention for fit in other.fits[:1]]
    assert (one.fitting, one.outcomes) == (other.fitting, other.outcomes)
    assert sorted(found[:4] for found in one.rows) == sorted(found[:4] for found in other.rows)


STRANGE = st.sampled_from(["0", "-1", "1", "500%", "-20%", "1e12", "-1e12", "0.0000001", "100", "101", "33%"]).map(
    figure
)


def test_digits_are_swapped_where_they_can_be_and_never_in_a_power_of_ten():
    written = ("413.30", "1e12", "3.56E6", "1000000000000000", "100000000000009", "5%")
    assert [list(swapped(figure(each))) for each in written] == [
        [143.3, 431.3, 413.03], [], [3.65e6], [100000000000000.0], [10000000000009.0, 100000000000090.0], [],
    ]  # fmt: skip


@settings(few, max_examples=25)
@given(st.data())
def test_an_audit_never_fails_whatever_is_printed(data):
    base = CLEAN.model_dump()
    row_fields = [
        name for name in base["rows"][0] if name not in ("id", "starts_in_year", "price_year", "value_by_year")
    ]
    made = CLEAN
    for row in CLEAN.rows[:2]:
        for name in data.draw(st.sets(st.sampled_from([n for n in row_fields if n not in
                              ("stakeholder", "outcome", "proxy", "source", "page")]), max_size=4)):  # fmt: skip
            made = with_row(made, row.id, **{name: data.draw(st.none() | STRANGE)})
    for name in ("investment", "present_value", "ratio", "net_ratio", "net_present_value"):
        made = with_totals(made, **{name: data.draw(st.none() | STRANGE)})
    made = made.model_copy(update={"discount_rate": data.draw(st.none() | STRANGE)})
    json.dumps(as_data(audit(made)), allow_nan=False)


def test_the_documented_example_is_sound_and_clean():
    guide = (ROOT / "docs" / "printed-reports.md").read_text(encoding="utf-8")
    example, problems = read_any(guide.split("```json")[1].split("```")[0])
    assert problems == []
    found = audit(example)
    assert (found.clean, found.rows_checked, found.fits[0].fits) == (True, 1, True)


def test_nothing_printed_is_nothing_judged():
    found = audit(Report())
    assert (found.level, found.rows, found.findings) == ("printed", (), ())
    assert "no_rows" in codes(found.not_judged)


# --- chains ---


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_chains_parts_add_up_and_its_totals_are_told_as_not_printed(path):
    chain, problems = read_any(path.read_bytes())
    assert not problems
    found = audit_chain(chain)
    assert found.clean
    assert codes(found.checks) == ["sum_of_actors", "sum_of_costs", "waterfall"]
    assert "missing_total" in codes(found.missing)
    assert "chain_prints_no_totals" in codes(found.not_judged)


def test_a_chains_ladder_ends_under_the_other_rule():
    [ladder] = audit_chain(example("wheels-to-meals")).ladders
    assert ladder.replayed == pytest.approx(1.929, abs=0.0005)
    assert ladder.steps[0].dimension in DIMENSIONS
    assert ladder.steps[0].ratio == pytest.approx(1.9965, abs=0.00005)
