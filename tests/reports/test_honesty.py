"""The checklist in words, and own figures beside published bands."""

from datetime import date

import pytest

from reports.honesty import SIGNS, bands_sentence, bands_source, bands_table, panel_sentence, panel_table, state_words
from reports.texts import LANGUAGES, has_text
from sroi.bands import REPORTS, SOURCE, beside_published
from sroi.checklist import State
from sroi.honesty import ITEMS, hold_up


@pytest.fixture(scope="module")
def panel(chain, settings, result):
    return hold_up(chain, settings, result, date(2026, 6, 1))


def test_every_item_has_its_words_and_every_count_its_name(panel):
    counts = {name for row in panel.rows for name, _ in row.evidence}
    keys = [*(f"honesty.{part}.{item.key}" for item in ITEMS for part in ("item", "mend")),
            *(f"honesty.count.{name}" for name in counts)]  # fmt: skip
    assert not [key for key in keys if not has_text(key)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_are_told_by_a_sign_and_a_word_each_its_own(language):
    told = [state_words(state, language) for state in State]
    assert len(set(SIGNS.values())) == len(set(told)) == len(State)
    assert all(len(words.split()) > 1 for words in told)


def test_the_counts_of_the_sentence_are_those_of_the_table(panel):
    table = panel_table(panel, "sv")
    for state, word in ((State.MET, "uppfyllda"), (State.PARTLY, "delvis uppfyllda")):
        count = sum(cell == state_words(state, "sv") for cell in table["stands"])
        assert count == panel.count(state) > 0
        assert f"{count} {word}" in panel_sentence(panel, "sv").replace("är ", "")
    met = table[table["stands"] == state_words(State.MET, "sv")]
    assert set(met["mend"]) == {""}


def test_the_bands_stand_beside_own_figures_with_source_and_caveat(chain, result):
    found = beside_published(chain, result)
    table = bands_table(found, chain, "en")
    ratio = table.iloc[-1]
    assert (ratio["figure"], ratio["own"], ratio["p50"], ratio["p90"]) == ("The ratio", "3.45", "3.60", "10.20")
    assert set(table["p50"]) == {"20%", "25.5%", "21.5%", "3.60"}
    below = sum(cell == "▼ below the band" for cell in table["position"])
    assert f"{below} lie below the band" in bands_sentence(found, "en")
    assert SOURCE in bands_source("en")
    assert str(REPORTS) in bands_source("en")
    assert "language models" in bands_source("en")
