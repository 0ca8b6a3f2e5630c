"""What more knowledge is worth, against published figures, closed forms and a decision worked through by hand."""

import numpy as np
import pytest

from sroi.conditional import natural_spline
from sroi.ratio import headline_in
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.voi import choice, go_or_not, normal_perfect_information, value_of_information
from tests.golden.examples import example, figures

GOLDEN = figures("information")
DRAWS = 10_000


def normal_parts(seed: int, mean: float, *sds: float) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Net value draws that are a mean plus independent normal parts, and the parts' draws by name."""
    parts = np.random.default_rng(seed).standard_normal((len(sds), DRAWS))
    return mean + np.array(sds) @ parts, {f"part {n}": part for n, part in enumerate(parts, 1)}


# --- published and hand-made -----------------------------------------------------------------------------------------


def test_ten_printed_draws_give_the_published_value():
    printed = GOLDEN["ten_draws"]
    found = value_of_information(np.array(printed["net_benefit"]))
    assert found.everything.worth_sek == pytest.approx(printed["evpi"], abs=0.05)  # as the printed draws are rounded
    assert found.mean_net_sek[found.best] == pytest.approx(printed["mean_current"], abs=0.15)
    assert found.chance_best == tuple(printed["p_best"])


def test_a_decision_with_two_unknown_facts_worked_through():
    toy = GOLDEN["two_facts"]
    cases = [
        (a, b) for a, often in (("a1", 2), ("a0", 3)) for b, more in (("b1", 1), ("b0", 3)) for _ in range(often * more)
    ]
    net_benefit = np.array([[toy["net_benefit"][option][a + b] for option in ("d0", "d1", "d2")] for a, b in cases])
    facts = {name: np.array([case[at].endswith("1") for case in cases], dtype=float) for at, name in enumerate("ab")}
    found = value_of_information(net_benefit, facts, {"both": "ab", "only b": "b"})
    assert (found.best, found.everything.worth_sek) == (1, pytest.approx(toy["evpi"]))
    assert [(each.name, each.worth_sek) for each in found.assumptions] == [
        ("a", pytest.approx(toy["evppi_a"])),
        ("b", pytest.approx(toy["evppi_b"])),
    ]
    assert {each.name: each.worth_sek for each in found.groups} == {
        "both": pytest.approx(toy["evpi"]),
        "only b": pytest.approx(toy["evppi_b"]),
    }
    assert found.chance_best == pytest.approx(tuple(toy["p_best"]))


@pytest.mark.parametrize("row", GOLDEN["normal"], ids=lambda row: f"mean {row['mean']}")
def test_a_normal_net_value_in_closed_form_and_from_draws(row):
    exact = normal_perfect_information(row["mean"], row["sd"])
    assert exact == pytest.approx(row["evpi"], rel=1e-12)
    net, _ = normal_parts(3, row["mean"], row["sd"])
    found = value_of_information(go_or_not(net))
    assert abs(found.everything.worth_sek - exact) <= 3.5 * found.everything.standard_error_sek
    assert found.chance_best[1] == pytest.approx(row["p_positive"], abs=0.02)


def test_the_worth_of_independent_normal_parts():
    known = GOLDEN["normal_parts"]
    for seed in range(5):
        net, parts = normal_parts(seed, known["mean"], known["sd_1"], known["sd_2"])
        found = value_of_information(go_or_not(net), parts, {"all": parts})
        for each, expected in zip(found.assumptions, (known["evppi_1"], known["evppi_2"]), strict=True):
            assert abs(each.worth_sek - expected) <= 3.5 * each.standard_error_sek
        assert found.groups[0].worth_sek == found.everything.worth_sek


def test_standard_errors_are_what_repetition_shows():
    found = []
    for seed in range(40):
        net, parts = normal_parts(seed, 1000, 2000, 1500)
        found.append(value_of_information(go_or_not(net[:2000]), {name: part[:2000] for name, part in parts.items()}))
    for pick in (lambda each: each.everything, lambda each: max(each.assumptions, key=lambda worth: worth.worth_sek)):
        worths = [pick(each) for each in found]
        said = np.mean([each.standard_error_sek for each in worths])
        assert 0.6 < said / np.std([each.worth_sek for each in worths]) < 1.6


# --- what the regression must manage ---------------------------------------------------------------------------------


def test_a_part_that_works_through_a_bend_is_found():
    """Net = 400 − 1 000 x² and noise, x standard normal: knowing x is worth E[max(0, 400 − 1 000 x²)]."""
    rng = np.random.default_rng(7)
    x, noise = rng.standard_normal((2, DRAWS))
    found = value_of_information(go_or_not(400 - 1000 * x**2 + 500 * noise), {"x": x, "noise": noise})
    grid = np.linspace(-8, 8, 400_001)
    density = np.exp(-(grid**2) / 2) / np.sqrt(2 * np.pi)
    exact = float((np.maximum(0, 400 - 1000 * grid**2) * density).sum() * (grid[1] - grid[0]))
    assert found.best == 0
    assert found.assumptions[0].name == "x"
    assert found.assumptions[0].worth_sek == pytest.approx(exact, rel=0.08)


def test_two_that_only_matter_together_are_worth_something_as_a_group():
    rng = np.random.default_rng(8)
    x, y, z = rng.standard_normal((3, DRAWS))
    draws = {"x": x, "y": y, "z": z}
    found = value_of_information(go_or_not(1000 * x * y + 100 * z - 50), draws, {"x and y": "xy", "x and z": "xz"})
    worth = {each.name: each for each in (*found.assumptions, *found.groups)}
    assert worth["x"].share < 0.05
    assert worth["x and y"].share > 0.95
    alone = normal_perfect_information(-50, 100)  # of x and z, only z tells anything by itself
    assert worth["x and z"].worth_sek == pytest.approx(alone, abs=3 * worth["x and z"].standard_error_sek)


def test_what_does_not_matter_is_worth_nothing_and_says_so():
    rng = np.random.default_rng(9)
    draws = {f"idle {n}": rng.standard_normal(DRAWS) for n in range(8)} | {"constant": np.ones(DRAWS)}
    found = value_of_information(go_or_not(rng.standard_normal(DRAWS)), draws)
    assert all(each.share < 0.03 for each in found.assumptions)
    assert next(each for each in found.assumptions if each.name == "constant").worth_sek == 0
    for net in (1 + rng.random(DRAWS), np.full(DRAWS, 5.0), np.full(DRAWS, -1 / 3), np.zeros(DRAWS)):
        certain = value_of_information(go_or_not(net), draws, {"two": ["idle 1", "idle 2"]})
        assert {each.worth_sek for each in (certain.everything, *certain.assumptions, *certain.groups)} == {0}


def test_a_handful_of_draws_does_no_harm():
    rng = np.random.default_rng(10)
    draws = {f"x{n}": rng.standard_normal(12) for n in range(6)}
    found = value_of_information(go_or_not(rng.standard_normal(12)), draws, {"five": list(draws)[:5]})
    assert 0 <= found.groups[0].worth_sek <= found.everything.worth_sek


def test_a_whole_chain_ranks_what_is_most_worth_measuring():
    case = example("I2")
    rng = np.random.default_rng(5)
    stated = {f"proxies/{p.id}/price": p.price for p in case.proxies if p.price.low is not None}
    draws = {place: rng.triangular(a.low, a.value, a.high, DRAWS) for place, a in stated.items()}
    found = value_of_information(go_or_not(headline_in(case, SWEDISH_PUBLIC_SECTOR, draws).net), draws)
    assert found.assumptions[0].name == "proxies/P04/price"
    assert 0 < found.assumptions[0].worth_sek <= found.everything.worth_sek
    assert [each.worth_sek for each in found.assumptions] == sorted(
        (e.worth_sek for e in found.assumptions), reverse=True
    )


# --- choices ---------------------------------------------------------------------------------------------------------


def test_a_choice_among_interventions_may_leave_doing_nothing_out():
    one, other = np.array([100.0, -300.0]), np.array([-50.0, -40.0])
    with_none, without = choice([one, other]), choice([one, other], may_do_none=False)
    assert with_none.tolist() == [[0, 100, -50], [0, -300, -40]]
    assert value_of_information(with_none).everything.worth_sek == 50
    found = value_of_information(without)
    assert (found.best, found.everything.worth_sek) == (1, 75)


def test_a_tie_goes_to_the_first_option_without_any_tolerance():
    nearly = np.array([[1.0, 1.0, 1.0 + 1e-12]] * 3)
    assert value_of_information(nearly).chance_best == (0, 0, 1)
    assert value_of_information(np.ones((3, 2))).chance_best == (1, 0)


@pytest.mark.parametrize(
    ("net_benefit", "draws", "groups", "error"),
    [
        (np.ones((5, 1)), {}, {}, ValueError),
        (np.ones(5), {}, {}, ValueError),
        (np.ones((0, 2)), {}, {}, ValueError),
        (np.array([[0.0, np.nan]]), {}, {}, ValueError),
        (np.ones((5, 2)), {"x": np.ones(4)}, {}, ValueError),
        (np.ones((5, 2)), {"x": np.full(5, np.inf)}, {}, ValueError),
        (np.ones((5, 2)), {"x": np.ones(5)}, {"g": ["y"]}, KeyError),
    ],
)
def test_what_is_no_decision_is_refused(net_benefit, draws, groups, error):
    with pytest.raises(error):
        value_of_information(net_benefit, draws, groups)


def test_closed_form_refuses_a_spread_that_cannot_be():
    assert normal_perfect_information(5.0, 0.0) == 0
    with pytest.raises(ValueError, match="standard deviation"):
        normal_perfect_information(5.0, -1.0)


def test_the_spline_is_straight_beyond_its_outer_knots_and_smooth_at_the_inner_ones():
    knots = np.array([0.0, 0.3, 0.7, 1.0])
    outside = natural_spline(np.array([1.0, 2.0, 3.0, -3.0, -2.0, -1.0]), knots)
    assert np.diff(outside[:3], 2, axis=0) == pytest.approx(0, abs=1e-9)
    assert np.diff(outside[3:], 2, axis=0) == pytest.approx(0, abs=1e-9)
    step = 1e-4
    around = natural_spline(0.3 + step * np.arange(-2, 3), knots)
    second = np.diff(around, 2, axis=0) / step**2
    assert np.abs(np.diff(second, axis=0)).max() < 0.02
