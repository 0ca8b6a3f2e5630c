"""The sentences of a forecast: golden words and amounts from the reference case, and what may never be said."""

from itertools import product
import re

import pytest

from chain.forecast.effect import Event
from reports.forecast import headline, stamp, tables, tipping
from reports.forecast.stamp import Beside
from sroi.forecast.child import forecast
from sroi.forecast.child_break_even import break_even, break_evens, ceilings
from sroi.forecast.child_points import Question
from sroi.forecast.child_scenarios import side_by_side
from sroi.forecast.child_sure import sure_of
from tests.chain.comparisons import changed, number, shipped

HEADLINE_10_SV = (
    "Vad går in: Föräldraprogram i grupp kostar 600 000 kr för 100 barn som börjar, 6 000 kr per barn.",
    "kostnaderna för det offentliga blir 2 564 301 kr lägre",
    "Av det är 716 226 kr pengar som går att frigöra ur en budget.",
    "kommunen betalar 600 000 kr och får 2 033 658 kr lägre kostnader, netto 1 433 658 kr",
    "regionen betalar 0 kr och får 530 644 kr lägre kostnader, netto 530 644 kr",
    "Netto för det offentliga på 10 år: 1 964 301 kr (90 %-intervall",
    "motsvaras av 4,27 kr i lägre kostnader för det offentliga på 10 år (90 %-intervall",
    "Det offentliga har fått tillbaka det som betalats efter 1,3 år (diskonterat).",
    "Kommunen har fått tillbaka det som betalats efter 1,6 år (diskonterat).",
    "den är dominant, och någon kostnad per QALY finns inte.",
    "”Bara den naturliga återhämtningen” ger 1 964 301 kr; ”Ingen effekt efter sista mätningen” ger 301 957 kr",
)
HEADLINE_1_EN = (
    "What goes in: Parenting programme in groups costs SEK 600,000 for 100 children who begin, SEK 6,000 a child.",
    "Net to the public sector over 1 year: SEK −103,200 (90% interval",
    "For the public sector that is SEK 62,319 per QALY gained (costs more and gives more in",
    "the net benefit to the public sector is SEK 724,800.",
)


def words(lines) -> str:
    return "\n".join(lines).replace("\u00a0", " ")


@pytest.mark.parametrize(("years", "language", "golden"), [(10, "sv", HEADLINE_10_SV), (1, "en", HEADLINE_1_EN)])
def test_the_reference_case_in_sentences(beside, sides, years, language, golden):
    told = words(headline.headline(beside._replace(years=years), "A", sides, language))
    assert [line for line in golden if line not in told] == []


def harmful():
    """An effect that makes it worse, and saves on quality of life."""
    return changed(shipped(), "options/A/effect/estimate", shipped().option("A").effect.estimate.model_copy(
        update={"value": -0.05, "low": -0.08, "high": -0.02}))  # fmt: skip


def free():
    """An intervention that costs nothing."""
    return changed(shipped(), "options/A/costs/child/amount", shipped().option("A").costs[0].amount.model_copy(
        update={"value": 0.0, "low": None, "high": None}))  # fmt: skip


def without_effect():
    return changed(shipped(), "options/A/effect/estimate", shipped().option("A").effect.estimate.model_copy(
        update={"value": 0.0, "low": None, "high": None}))  # fmt: skip


def cheaper_and_worse():
    """Costs nothing, harms, and the harm saves money: less health at less cost."""
    found = free()
    for cost, bands in (("municipality", 4), ("region", 3), ("state", 2)):
        for at in range(bands):
            found = changed(found, f"excess_costs/{cost}/bands/{at}/amount/value", 0.0)
    estimate = harmful().option("A").effect.estimate
    return changed(found, "options/A/effect/estimate", estimate)


NEGATIVE_RATIO = re.compile(r"(?:−|-)[\d ,.]+ ?(?:kr)? per (?:vunnen )?QALY|SEK −[\d,.]+ per QALY")


@pytest.mark.parametrize("make", [shipped, harmful, free, without_effect, cheaper_and_worse])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_sentence_or_table_holds_a_refused_figure(make, language):
    comparison = make()
    result, sides = forecast(comparison), side_by_side(comparison)
    for perspective, years in product(("municipality", "region", "public", "society"), (1, 15)):
        view = Beside(result, perspective, years, sure_of(comparison, perspective, years, draws=300))
        told = words(headline.headline(view, "A", sides, language))
        frames = (
            tables.health(view, language),
            tables.horizons(view, "A", language),
            tables.rules(view, sides, (), language),
        )
        cells = words(str(cell) for frame in frames for cell in frame["per_qaly"])
        assert not NEGATIVE_RATIO.search(told + cells)
        costs = {each.option_id: each.at(years).of(perspective).cost for each in result.options}
        for ratio, cost in zip(tables.returns(view, language)["benefit_cost"], costs.values(), strict=True):
            assert cost > 0 or ratio != ratio or ratio is None
        if costs["A"] <= 0:
            assert "motsvaras av" not in told
            assert "is matched by" not in told


def test_without_draws_there_is_no_ratio(beside, sides):
    bare = beside._replace(sure=None, years=1)
    told = words(headline.headline(bare, "A", sides, "sv"))
    assert "Ingen kvot visas" in told
    assert "Kostnaden per QALY visas när dragningarna är gjorda." in told
    assert "per vunnen QALY" not in told
    assert tables.returns(bare, "sv")["benefit_cost"].isna().all()


def test_harm_gets_a_reason_in_place_of_a_ratio():
    harmful = changed(shipped(), "options/A/effect/estimate", number(-0.05, unit="share"))
    view = Beside(forecast(harmful), "public", 10, sure_of(harmful, "public", 10, draws=300))
    told = words(headline.headline(view, "A", {}, "sv"))
    assert "höjer andra kostnader för det offentliga på 10 år" in told
    assert "Varje krona" not in told


def test_an_option_that_others_beat_has_that_word_in_place_of_a_price():
    worse = changed(shipped(), "options/B/effect/estimate", number(0.03, unit="share"))
    view = Beside(forecast(worse), "public", 1, sure_of(worse, "public", 1, draws=300))
    assert view.forecast.of("B").at(1).of("public").per_qaly.sek > 0
    row = tables.health(view, "sv").set_index("alternative").iloc[1]
    assert row["per_qaly"] == "dominerad av Föräldraprogram i grupp"
    assert row.isna()["per_qaly_sure"]
    assert "eftersom alternativet är dominerad av" in words(headline.headline(view, "B", {}, "sv"))
    assert "per vunnen QALY" in tables.health(view, "sv")["per_qaly"].iloc[0]


# --- what stands beside every figure ---

STAMP = (
    "comparator", "perspective", "horizon", "prices", "discount", "occupancy", "effect", "persistence", "payers",
    "cashable", "version", "seed",
)  # fmt: skip


@pytest.mark.parametrize("language", ["sv", "en"])
def test_everything_that_must_stand_beside_a_figure(beside, language):
    told = stamp.stamp(beside, language)
    assert len(told) == len(STAMP)
    assert all(words for _, words in told)
    line = words([stamp.stamp_line(beside, language)])
    for part in ("2024", "20260101", beside.forecast.engine_version, beside.forecast.fingerprint[:12], "24"):
        assert part in line
    assert {"sv": "påhittade", "en": "made up"}[language] in line


# --- break-evens ---


def test_the_exact_break_evens_in_sentences(beside):
    question = Question(shipped(), "A", "public", 10)
    [effect] = [each for each in break_evens(question) if each.figure.name.endswith("A/effect/estimate")]
    said = words([tipping.sentence(effect, beside, "A", "sv")])
    assert said.startswith("Effekten, Föräldraprogram i grupp, nu 18 %. Under 4,21 %:")
    assert "kostar det offentliga mer än den sparar på 10 år" in said
    assert "utanför det spann" in said
    lines = words(tipping.ceiling_sentences(ceilings(question), beside, "A", "en"))
    assert "at most SEK 25,643 per child" in lines
    assert "at most SEK 64,688 per child" in lines


def test_that_nobody_takes_part_is_no_turning_point(beside):
    question = Question(shipped(), "A", "public", 10)
    trivial = break_even(question, "options/A/delivery/uptake_share")
    assert trivial.value == pytest.approx(0)
    assert tipping.tips([trivial]) == ()


def test_the_reference_counts_recoveries():
    assert shipped().option("A").effect.event is Event.RECOVERY  # a risk difference above 0 is good
