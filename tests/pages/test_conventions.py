"""Conventions: chosen on screen, said beside every result, kept, and never out of range without a word."""

import pytest

from chain.assumption import Series
from pages.parts.conventions import CHOICES
from reports.texts.numbers import format_money
from sroi.ratio import calculate
from sroi.settings import SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings
from storage import operations
from tests.pages.visit import Visit


def kept(writer) -> Settings:
    """The conventions in force."""
    told = operations.preference(writer.store, "local user", f"conventions:{writer.home}")
    return Settings.model_validate_json(told) if told else SWEDISH_PUBLIC_SECTOR


def typed(visit: Visit, name: str, words: str) -> Visit:
    """Type in one of the fields of the conventions, behind their fold."""
    visit.open("conventions-finer")
    [field] = [each for each in visit.at.text_input if str(each.key).startswith(f"convention-typed-{name}=")]
    field.set_value(words)
    return visit.run()


def stands(visit: Visit, name: str) -> str:
    """What stands in that field."""
    [field] = [each for each in visit.at.text_input if str(each.key).startswith(f"convention-typed-{name}=")]
    return field.value


def ratio_shown(visit: Visit, result) -> bool:
    """Whether the result's ratio is the one on the page."""
    total = result.total(result.settings.perspective)
    return f"krona {format_money('sv', total.ratio, 2)} i beräknad" in visit.words


def test_a_preset_changes_everything_but_the_question(example):
    visit = Visit("result", intervention="I3").choose("convention-perspective@sv", "society")
    typed(visit, "horizon_years", "7").choose("convention-preset@sv", "sroi_guide")
    wanted = SROI_GUIDE.model_copy(update={"horizon_years": 7, "perspective": "society"})
    assert kept(example) == wanted
    assert ratio_shown(visit, calculate(example.chain("I3"), wanted))
    assert stands(visit, "discount_rate") == "3,5 %".replace(" ", "\u00a0")
    assert "Konventioner: SROI-guiden" in [each.label for each in visit.at.expander]


def test_a_single_choice_makes_the_conventions_ones_own_and_back(example):
    visit = Visit("result", intervention="I3").choose("convention-discounting@sv", "mid_year")
    assert kept(example) == SWEDISH_PUBLIC_SECTOR.model_copy(update={"name": "own", "discounting": "mid_year"})
    assert "mitt i året" in visit.words
    assert ratio_shown(visit, calculate(example.chain("I3"), kept(example)))
    visit.choose("convention-discounting@sv", "first_year_undiscounted")
    assert kept(example) == SWEDISH_PUBLIC_SECTOR


def test_every_choice_is_said_beside_the_result(example):
    visit = Visit("result", intervention="I1")
    said = [visit.words.rsplit("Så är det räknat", 1)[-1]]
    for name, options in CHOICES.items():
        other = next(code for code in options if code != getattr(SWEDISH_PUBLIC_SECTOR, name))
        visit.choose(f"convention-{name}@sv", other)
        assert getattr(kept(example), name) == other
        said.append(next(each.value for each in visit.at.markdown if each.value.startswith("Räknat enligt")))
    assert len(set(said)) == len(CHOICES) + 1


def test_a_horizon_that_cannot_be_is_told_and_the_former_stands(example):
    visit = Visit("calculation", intervention="I1")
    for words in ("0", "101", "-3", "tio", "7,5", "1.234,5", "1" * 30):
        typed(visit, "horizon_years", words)
        told = visit.told("error")
        assert "orisont" in told, words
        assert len(told) > 40, words
        assert stands(visit, "horizon_years") == words
        assert kept(example) == SWEDISH_PUBLIC_SECTOR
    typed(visit, "horizon_years", "12")
    assert kept(example).horizon_years == 12
    assert not visit.told("error")
    assert "På 12" in visit.go("result").words


def test_a_rate_or_year_that_cannot_be_is_told(example):
    for name, words in (("discount_rate", "150 %"), ("discount_rate", "0,03"), ("price_year", "24")):
        visit = typed(Visit("calculation", intervention="I1"), name, words)
        assert visit.told("error")
        assert stands(visit, name) == words
        assert kept(example) == SWEDISH_PUBLIC_SECTOR


def test_the_rate_and_the_price_year_are_read_as_typed(example):
    visit = typed(Visit("result", intervention="I1"), "discount_rate", "4,5")
    assert kept(example).discount_rate == 0.045
    visit.go("overview")
    assert (stands(visit, "horizon_years"), stands(visit, "price_year")) == ("10", "2024")
    typed(visit, "price_year", "").go("result")
    assert kept(example).price_year is None
    assert "priser som de är angivna" in visit.words


def test_a_price_year_outside_the_index_shows_no_ratio_and_why(example):
    visit = typed(Visit("result", intervention="I1"), "price_year", "2150")
    assert "Ingen kvot visas" in visit.told("warning")
    assert "2150" in visit.told("warning")
    assert "ger varje satsad" not in visit.words


@pytest.mark.parametrize("amount", [0.0, -500_000.0])
def test_nothing_or_less_put_in_gives_no_ratio_and_says_why(example, amount):
    def free(chain):
        amounts = Series(values={chain.start_year: amount})
        first = chain.resources[0].model_copy(
            update={"amounts": amounts, "hours": None, "hourly_cost": None, "on_cost_share": None}
        )
        return chain.model_copy(update={"resources": (first,)})

    example.save(free, "I1")
    visit = Visit("result", intervention="I1")
    assert "Ingen kvot visas" in visit.told("warning")
    assert ("ingenting investeras" if amount == 0 else "investeringen är −500") in visit.told("warning")
    assert "ger varje satsad" not in visit.words
    assert "Ingen kvot visas" in visit.go("overview").words


def test_ratios_side_by_side_are_counted_alike_and_say_how(example):
    visit = Visit().choose("convention-preset@sv", "sroi_guide")
    settings = kept(example)
    assert all(ratio_shown(visit, calculate(example.chain(name), settings)) for name in ("I1", "I2", "I3", "I4"))
    assert "Konventioner: SROI-guiden" in [each.label for each in visit.at.expander]


def test_broken_kept_conventions_fall_back_to_the_swedish_ones(example):
    operations.set_preference(example.store, "local user", f"conventions:{example.home}", '{"horizon_years": 0}')
    visit = Visit("result", intervention="I1")
    assert ratio_shown(visit, calculate(example.chain("I1"), SWEDISH_PUBLIC_SECTOR))
