"""Laws of the checks: they never fail, a complete chain misses nothing, and every problem can be said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from chain.checks import CODES, check_chain
from chain.problem import Severity
from reports.texts import LANGUAGES
from reports.texts.problems import place_name, sentence
from tests.laws.chains import any_chain, chains

YEARS = st.integers(2015, 2040)


@settings(max_examples=40, deadline=None)
@given(any_chain(), YEARS, st.sampled_from(LANGUAGES))
def test_every_problem_of_any_chain_can_be_said_and_placed(chain, this_year, language):
    for found in check_chain(chain, this_year):
        assert found.severity is CODES[found.code]
        assert "–" not in sentence(language, found, chain).replace("0–100", "")
        assert place_name(language, found.place, chain)


@settings(max_examples=40, deadline=None)
@given(chains(), YEARS)
def test_a_calculable_chain_has_no_errors(chain, this_year):
    assert [found for found in check_chain(chain, this_year) if found.severity is Severity.ERROR] == []


@settings(max_examples=20, deadline=None)
@given(chains(), st.data())
def test_taking_an_answer_away_is_always_noticed_as_an_error(chain, data):
    effect = data.draw(st.sampled_from(chain.effects))
    field = data.draw(st.sampled_from(("outcome_id", "actor_id", "proxy_id", "quantity", "deadweight", "attribution")))
    poorer = effect.model_copy(update={field: None})
    effects = tuple(poorer if each is effect else each for each in chain.effects)
    found = check_chain(chain.model_copy(update={"effects": effects}), 2025)
    assert f"effects/{effect.id}/{field}" in {each.place for each in found if each.severity is Severity.ERROR}


@settings(max_examples=20, deadline=None)
@given(any_chain(), YEARS)
def test_checking_twice_gives_the_same_problems_in_the_same_order(chain, this_year):
    assert check_chain(chain, this_year) == check_chain(chain.model_copy(), this_year)
