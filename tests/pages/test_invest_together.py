"""Invest together: the worked example, an intervention of one's own, what stops it, the annex, and follow-up."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from chain.plan.shared_example import shared_example
from chain.text import Text
from pages.parts import together_shown
from reports.texts import LANGUAGES
from tests.pages.visit import Visit

PAGE = "invest_together"


def told(visit: Visit) -> str:
    """All words of the page with plain spaces."""
    return visit.words.replace("\u00a0", " ").replace("&nbsp;", " ")


def caught(monkeypatch) -> dict[str, bytes]:
    """What the page's files hold, by their names, as soon as it is drawn."""
    taken: dict[str, bytes] = {}

    def take(label, data, file_name, **_) -> None:
        taken[file_name] = data()

    monkeypatch.setattr(together_shown.st, "download_button", take)
    return taken


def test_without_an_open_intervention_one_is_shown_the_way_to_one_and_to_the_example(empty):
    visit = Visit(PAGE)
    assert visit.title == "Investera tillsammans"
    assert "Ingen insats är öppen" in visit.told("info")
    assert not visit.at.selectbox


EXAMPLE = {
    "sv": ("kostar 7,4 mkr och ger 20,7 mkr på 8 år", "2,80 kr per satsad krona", "Det är 44 % av all nytta",
           "Kommunen går plus år 7 (2032)", "3,6 mkr omsättningsbar", "kvot 0,49 (intervall inte beräknat)",
           "Lägst är det 2027: −6,3 mkr", "ingen part och ingen grupp av parter skulle ha mer kvar på egen hand"),
    "en": ("costs SEK 7.4 million and gives SEK 20.7 million over 8 years", "SEK 2.80 per krona", "44% of all gains",
           "The municipality: ahead from year 7 (2032)", "SEK 3.6 million is cashable", "no group of parties"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_tells_who_pays_who_gains_when_and_how_it_could_be_shared(empty, language):
    visit = Visit(PAGE, shared="team-start", lang=language)
    words = told(visit)
    for part in EXAMPLE[language]:
        assert part in words
    assert "Team Start" in visit.told("info")


def test_horizon_grouping_share_and_who_takes_part_change_the_figures(empty):
    visit = Visit(PAGE, shared="team-start")
    for years, ratio in ((2, "0,15"), (5, "0,76"), (8, "1,23")):
        visit.choose("together-horizon@sv", years)
        assert f"på {years} år: kvot {ratio} (intervall inte beräknat)" in told(visit)
    visit.choose("together-by@sv", "sector")
    assert "Offentlig sektor betalar 7,4 mkr" in told(visit)
    visit.choose("together-share@sv", 1.0)
    assert "Prövas här: 100 % av all offentlig nytta" in told(visit)
    visit.choose("together-by@sv", "level").choose("together-share@sv", None)
    visit.choose("together-counting@sv", "cashable")
    assert "Ingen delning föreslås" in visit.told("warning")
    visit.choose("together-counting@sv", "gain")
    visit.at.multiselect(key="together-among-level-gain@sv").set_value([])
    assert "Ingen part är med och delar" in visit.run().told("warning")
    visit.at.multiselect(key="together-among-level-gain@sv").set_value(["region", "state"])
    assert "Ingen delning föreslås" in visit.run().told("warning")  # 6.5 of 7.4 millions
    assert visit.speak("en").at.selectbox(key="together-by@en").value == "level"


def test_the_annex_is_made_for_the_chosen_proposal(empty, monkeypatch):
    taken = caught(monkeypatch)
    visit = Visit(PAGE, shared="team-start").choose("together-proposal_choice@sv", "shapley")
    assert {"team-start-bilaga-delning.docx", "team-start-bilaga-delning.pdf"} < set(taken)
    assert taken["team-start-bilaga-delning.pdf"].startswith(b"%PDF")
    word = ZipFile(BytesIO(taken["team-start-bilaga-delning.docx"])).read("word/document.xml").decode()
    assert "2\u00a0805\u00a0547\u00a0kr" in word  # the Shapley payment of the municipality
    assert "påhittat exempel" in word
    assert "Exemplet har ingen uppföljning" in visit.told("info")


def test_an_own_intervention_with_its_intervals_and_what_was_measured(example):
    visit = Visit(PAGE, intervention="I2", horizon="10")
    words = told(visit)
    assert "90 %-intervall" in words
    assert "Till och med" in words
    visit.choose("together-by@sv", "actor")
    assert "Kommunens socialtjänst" in told(visit)
    assert "Ingen delning föreslås" in visit.told("warning")  # I2 gives less than it costs over ten years


def test_an_intervention_of_which_nothing_is_known_says_what_to_mend(empty):
    visit = Visit(PAGE, intervention="T1")
    assert "Här går det inte att visa någon delning än" in visit.told("warning")
    assert not visit.at.get("vega_lite_chart")


def test_a_name_with_markup_is_shown_as_it_was_typed(example):
    example.save(lambda chain: chain.model_copy(update={"name": Text(sv="**Bli** <b>$x$</b>")}), "I1")
    assert "**Bli** <b>$x$</b>" in told(Visit(PAGE, intervention="I1"))


def test_the_shipped_example_is_written_as_the_program_writes_it():
    assert shared_example().years == range(2026, 2034)
