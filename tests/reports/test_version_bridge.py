"""The bridge in words, as a table and as a chart: what it says is what was calculated."""

import re

import pytest

from reports.columns import ROW_UNIT
from reports.texts import text
from reports.texts.numbers import format_ratio, format_years
from reports.version_bridge import bridge_figure, bridge_table, changes_table, finding, silent, unlike
from sroi.bridge import bridge
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings
from sroi.sureness import CREDIBILITY, Drawing
from tests.golden.examples import example
from tests.sroi.kept import version

I3 = example("I3")
CHANGED = I3.model_copy(
    update={
        "effects": I3.effects[1:],
        "cohorts": I3.cohorts.model_copy(update={"values": {y: n + 2 for y, n in I3.cohorts.values.items()}}),
    }
)
ENDS = version(), version(SROI_GUIDE, CHANGED, name="Efter")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("figure", ["ratio", "value", "investment", "net"])
def test_table_and_chart_lead_from_the_kept_figure_to_the_other(language, figure):
    found = bridge(*ENDS).of("society", figure)
    table = bridge_table(found, ENDS, language)
    amounts = list(table["contribution"])
    assert (amounts[0], amounts[-1]) == (found.start, found.end)
    assert sum(amounts[:-1]) == pytest.approx(amounts[-1])
    assert set(table[ROW_UNIT]) == {"ratio_exact" if figure == "ratio" else "sek"}
    chart = bridge_figure(found, ENDS, language)
    rows = chart.spec["data"]["values"]
    assert [row["kind"] for row in rows[:1] + rows[-1:]] == ["sum", "sum"]
    assert rows[-2]["end"] == pytest.approx(found.end)
    assert chart.description == finding(found, ENDS, language)
    drawn = {row["kind"] for row in rows}
    assert sum("transform" in layer for layer in chart.spec["layer"]) == len(drawn)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_ratio_without_its_interval_horizon_and_whose_value_in_sentence_table_and_chart(language):
    """One end has an interval, the other only its prices' ends: each tells its own."""
    unsure = I3.cohorts.model_copy(update={"low_factor": 0.8, "high_factor": 1.2})
    drawn = version(chain=CHANGED.model_copy(update={"cohorts": unsure}), name="Efter", drawing=Drawing(200))
    ends = version(), drawn
    found = bridge(*ends).of("society", "ratio")
    table, chart = bridge_table(found, ends, language), bridge_figure(found, ends, language)
    interval = drawn.sureness.of("society").ratio.interval(CREDIBILITY)[:2]
    prices = ends[0].span.of("society")
    labels = [row["label"].replace("\n", " ") for row in chart.spec["data"]["values"]]
    for start, end in (
        (finding(found, ends, language), finding(found, ends, language)),
        (table["step"].iloc[0], table["step"].iloc[-1]),
        (labels[0], labels[-1]),
    ):
        assert {format_ratio(language, each) for each in interval} <= numbers(end)
        assert {format_ratio(language, each) for each in (prices.cautious, prices.hopeful)} <= numbers(start)
        for told in (start, end):
            assert format_years(language, 10) in told
            assert text(language, "headline.whose.society") in told


def numbers(told: str) -> set[str]:
    """The numbers with two decimals in a sentence."""
    return set(re.findall(r"[0-9]+[.,][0-9]{2}", told))


def test_every_change_is_told_with_before_and_after():
    table = changes_table(bridge(*ENDS), ENDS, "sv").set_index("in_chain")
    assert (table.loc["Ränta", "was"], table.loc["Ränta", "became"]) == ("3 %".replace(" ", "\u00a0"), "3,5\u00a0%")
    assert table.loc["Diskonteringens tidpunkt", "became"] == "diskontering vid årets slut"
    gone = [where for where in table.index if "har tagits bort" in where]
    assert len(gone) == 1
    assert I3.effects[0].name.sv in gone[0]


def test_unequal_conventions_are_named_and_equal_ones_not():
    assert "Ränta" in unlike(SWEDISH_PUBLIC_SECTOR, SROI_GUIDE, "sv")
    assert unlike(SROI_GUIDE, SROI_GUIDE.model_copy(update={"name": "own"}), "en") == ""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_convention_has_a_name(language):
    for name in set(Settings.model_fields) - {"name"}:
        other = SROI_GUIDE.model_copy(update={name: object()})
        assert len(unlike(SROI_GUIDE, other, language)) > len("The ratios are not counted in the same way")


def test_a_change_of_words_alone_is_said_to_move_nothing():
    reworded = version(chain=I3.model_copy(update={"learning": I3.name}))
    found = bridge(ENDS[0], reworded)
    assert silent(found, (ENDS[0], reworded))
    assert "Inget som har ändrats" in finding(found.of("public", "ratio"), (ENDS[0], reworded), "sv")
    assert not silent(bridge(ENDS[0], ENDS[0]), (ENDS[0], ENDS[0]))
