"""What the engine says of spreads and ranges, in words."""

from chain.assumption import Series
from chain.problem import Problem
from reports.texts.problems import placeholders, sentence
from sroi.distributions import distribution_of
from sroi.uncertainty import uncertainty
from tests.spec.small import PLAIN, by_year, chain, effect, money
from tests.sroi.unsure import number

SHARE, AMOUNT = "effects/E1/deadweight", "proxies/P1/price"


def found() -> dict[str, Problem]:
    """One real problem of each kind that only the engine can find."""
    income = money(Series(values={2024: 900}, low_factor=0.5, high_factor=1.5), name="R2", kind="income")
    told = uncertainty(chain(effect(), resources=(money(by_year(1000.0)), income)), PLAIN, draws=600).problems
    for place, figure in (
        (SHARE, number(0.3, 0.3, 0.3000001, shape="beta", credibility=0.9)),
        (SHARE, number(0.5, 0.4, 0.6, shape="normal", credibility=0.1)),
        (SHARE, number(0.1, 0.01, 0.19, shape="normal", credibility=0.5)),
        (AMOUNT, number(110, 100, 700, shape="lognormal", credibility=0.9)),
    ):
        told += tuple(distribution_of(place, figure)[1])
    return {each.code: each for each in told}


SAID = {
    "spread.no_fit": ("formen ”beta: för andelar”", "shape “beta: for shares”"),
    "spread.mostly_impossible": ("% utanför vad talet kan vara", "% lies outside"),
    "spread.cut_off": ("skärs bort", "is cut off"),
    "spread.value_off_centre": ("Värdet 110", "The value 110"),
    "engine.investment_not_always_positive": ("vid 10 år", "at 10 years"),
}


def test_every_problem_of_the_draws_has_its_sentence_with_its_values():
    problems = found()
    assert SAID.keys() <= problems.keys()
    for code, expected in SAID.items():
        for language, words in zip(("sv", "en"), expected, strict=True):
            said = sentence(language, problems[code]).replace("\u00a0", " ")
            assert words in said, said
            assert "–" not in said
            left_open = placeholders(language, f"problem.{code}") - {"field", "place", "code"}
            assert left_open <= set(problems[code].words())
