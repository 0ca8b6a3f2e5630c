"""The page that tells how the program counts says what the program itself counts with."""

import pytest

from chain.model import passports
from reports.technique import conventions, figures, method, sources
from reports.texts import LANGUAGES, text
from reports.texts.places import field_name
from sroi.settings import ENGINE_VERSION, PRESETS, SROI_GUIDE, Settings
from storage.sources.prices import shipped_prices
from tests.golden.examples import example
from tests.pages.visit import Visit
from tests.spec.manual import RULES

SHIPPED = [(each.name, each.price) for each in shipped_prices()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_there_with_its_formula_in_one_language(language):
    told = method(language)
    for number, rule in enumerate(RULES, start=1):
        section = next(each for each in told if each.heading == f"{number}. {getattr(rule.title, language)}")
        assert rule.formula is None or getattr(rule.formula, language).split("\n")[0] in section.body
    headings = [each.heading for each in told]
    assert len(headings) == len(set(headings)) == len(RULES) + 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_every_figure_and_every_price_is_there(language):
    chosen = conventions(language).set_index("what")
    assert len(chosen) == len(Settings.model_fields) - 1, "all but the name of the conventions"
    assert list(chosen.loc[text(language, "version.setting.discount_rate")]) == [
        text(language, "number.percent", amount=amount) for amount in ("3", "3,5" if language == "sv" else "3.5")
    ]
    asked = set(zip(*(figures(language)[column] for column in ("belongs_to", "what")), strict=True))
    for name in ("I1", "I2", "I3", "I4"):
        for place, _ in passports(example(name)):
            kind = text(language, f"kind.{place.split('/')[0]}")
            assert (kind, field_name(language, place.rsplit("/", 1)[-1])) in asked
    rows = sources(language, SHIPPED)
    assert len(rows) == len(SHIPPED) + 1
    assert rows["source"].str.strip().all()


def test_the_page_reads_it_in_both_languages_and_opens_a_rule(empty):
    page = Visit("technique")
    assert ENGINE_VERSION in page.told("markdown")
    assert len(page.at.expander) == len(RULES) + 2
    assert SROI_GUIDE.name in PRESETS
    page.at.session_state["technique-8"] = True
    assert "diskonter" in page.run().told("markdown").lower()
    assert "3,5" in page.told("html")
    assert "rules" in Visit("technique", lang="en").told("header").lower()
