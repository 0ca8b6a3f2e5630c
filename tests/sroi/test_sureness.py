"""What a result's ranges rest on, and ranges that are kept with it and drawn again to the digit."""

import json

import pytest

from chain.assumption import Shape
from sroi import uncertainty as engine
from sroi.coverage import Coverage, coverage_of, figures_used
from sroi.frozen import MOST_DRAWS, freeze, open_version, recompute
from sroi.package import pack, verify
from sroi.settings import SWEDISH_PUBLIC_SECTOR, Settings
from sroi.sureness import AMOUNTS, CREDIBILITIES, Drawing, sureness
from tests.golden.examples import example
from tests.sroi.kept import AT, version
from tests.sroi.unsure import PRICE, number, priced

PLAIN = Settings(price_year=None)
FEW = Drawing(2_000, 7)


def standing(price, **more) -> dict[str, str]:
    """How each number of a small chain takes part, by name."""
    return {each.name: each.standing for each in figures_used(priced(price, **more))}


def test_a_number_varies_is_certain_is_unusable_or_was_never_spoken_of():
    assert standing(number(100, 50, 150))[PRICE] == "drawn"
    assert standing(number(100, shape="fixed"))[PRICE] == "certain"
    assert standing(number(100, 50, 150, shape="fixed"))[PRICE] == "certain"
    assert standing(number(100, 100, 100))[PRICE] == "certain"
    assert standing(number(100))[PRICE] == "silent"
    assert standing(number(100, 150, 50))[PRICE] == "unusable"
    assert standing(number(100, 50, 150, shape="lognormal"))[PRICE] == "unusable"  # without a probability


def test_what_cannot_be_drawn_counts_among_what_nobody_spoke_of():
    counted = coverage_of(figures_used(priced(number(100, 150, 50))))
    assert counted.drawn == counted.certain == 0
    assert counted.silent == counted.all > 1
    assert sureness(priced(number(100, 150, 50)), PLAIN, FEW) is None


def test_one_number_in_several_places_is_counted_once():
    chain = example("I2")
    used = figures_used(chain)
    places = [place for each in used for place in each.places]
    assert len(places) == len(set(places))
    drawn = engine.uncertainty(chain, SWEDISH_PUBLIC_SECTOR, draws=100).figures
    assert [each.name for each in used if each.standing == "drawn"] == [each.name for each in drawn]


@pytest.mark.parametrize(
    ("counts", "mostly"), [((0, 0, 1), False), ((1, 0, 1), True), ((1, 0, 2), False), ((1, 1, 2), True)]
)
def test_most_is_stated_when_half_has_been_spoken_of(counts, mostly):
    assert Coverage(*counts).is_mostly_stated is mostly


# --- kept ---


@pytest.mark.parametrize("name", ["I1", "I2", "I3", "I4"])
def test_kept_ranges_are_the_ranges_and_are_drawn_again_to_the_digit(name):
    kept = version(chain=example(name), drawing=FEW)
    opened, problems = open_version(kept.record_json, kept.chain_json, kept.result_json)
    fresh = sureness(example(name), SWEDISH_PUBLIC_SECTOR, FEW)
    assert problems == []
    assert (opened.record.seed, opened.record.draws, opened.record.drawing) == (7, 2_000, FEW)
    assert (opened.sureness.coverage, opened.sureness.drawing) == (fresh.coverage, fresh.drawing)
    for perspective in ("public", "society", "municipality", f"actor:{example(name).actors[0].id}"):
        assert_alike(opened.sureness.of(perspective), fresh.of(perspective))
    assert recompute(opened).same


def assert_alike(kept, fresh):
    """The kept outlook tells what the fresh one does."""
    assert (kept.perspective, kept.horizon_years, kept.chance) == (
        fresh.perspective,
        fresh.horizon_years,
        fresh.chance,
    )
    for name in AMOUNTS:
        then, now = getattr(kept, name), getattr(fresh, name)
        assert (then is None) == (now is None)
        for credibility in CREDIBILITIES if now else ():
            assert then.interval(credibility) == now.interval(credibility)
            assert (then.point, then.mean, then.deviation) == (now.point, now.mean, now.deviation)


def test_without_uncertain_numbers_the_version_is_byte_for_byte_as_without_draws():
    plain, asked = (version(chain=example("wheels-to-meals"), drawing=drawing) for drawing in (None, FEW))
    assert (asked.record_json, asked.result_json) == (plain.record_json, plain.result_json)
    assert asked.sureness is None


def test_seed_and_draws_move_the_fingerprint_and_nothing_else_of_the_figures():
    plain, one, other = version(), version(drawing=FEW), version(drawing=Drawing(2_000, 8))
    assert len({each.record.fingerprint for each in (plain, one, other)}) == 3
    figures = json.loads(one.result_json)
    assert figures.pop("uncertainty") != other.figures["uncertainty"]
    assert figures == plain.figures


def test_a_package_with_draws_holds_and_a_forged_interval_is_found_out():
    kept = version(drawing=FEW)
    sound = verify(pack(kept, b"x", "sv", "test"))
    assert sound.holds
    figures = json.loads(kept.result_json)
    figures["uncertainty"]["outlooks"]["public"]["chance"]["share"] = 1.0
    forged = freeze(example("I3"), SWEDISH_PUBLIC_SECTOR, name="x", who="Eva", at=AT, drawing=FEW)
    spoiled = type(forged)(forged.record, forged.record_json, forged.chain_json, json.dumps(figures))
    found = recompute(spoiled)
    assert [each.place for each in found.differences] == ["uncertainty/outlooks/public/chance/share"]


@pytest.mark.parametrize(("name", "value"), [("draws", MOST_DRAWS + 1), ("draws", 0), ("seed", -1), ("seed", 2**64)])
def test_a_record_that_asks_for_more_than_a_page_would_is_not_read(name, value):
    kept = version(drawing=FEW)
    record = json.loads(kept.record_json) | {name: value}
    opened, problems = open_version(json.dumps(record), kept.chain_json, kept.result_json)
    assert (opened, [each.code for each in problems]) == (None, ["version.unreadable"])


def test_a_number_said_to_be_certain_is_not_drawn():
    chain = priced(number(100, 50, 150, shape=Shape.FIXED))
    assert sureness(chain, PLAIN, FEW) is None
