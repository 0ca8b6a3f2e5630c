"""Writes docs/method.md from the rules: `python -m tests.spec.manual`."""

from pathlib import Path

from sroi.settings import ENGINE_VERSION
from tests.spec import (
    test_spec_acceptability,
    test_spec_assumption_set,
    test_spec_audit,
    test_spec_bids,
    test_spec_bridge,
    test_spec_cashable,
    test_spec_child_course,
    test_spec_child_measures,
    test_spec_cohort,
    test_spec_conventions,
    test_spec_deductions,
    test_spec_discounting,
    test_spec_drivers,
    test_spec_drop_off,
    test_spec_follow_bridge,
    test_spec_follow_comparison,
    test_spec_follow_learning,
    test_spec_follow_non_response,
    test_spec_follow_small,
    test_spec_follow_status,
    test_spec_follow_sums,
    test_spec_follow_years,
    test_spec_frontier,
    test_spec_horizon,
    test_spec_information,
    test_spec_payback,
    test_spec_perspectives,
    test_spec_portfolio,
    test_spec_price_year,
    test_spec_quantity,
    test_spec_ratio,
    test_spec_resources,
    test_spec_shares,
    test_spec_split,
    test_spec_spread_amount,
    test_spec_spread_share,
    test_spec_switching,
    test_spec_three_middles,
    test_spec_timing,
    test_spec_uncertainty,
    test_spec_value_weight,
    test_spec_waterfall,
)
from tests.spec.rule import Said

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "method.md"
RULES = tuple(
    module.RULE
    for module in (
        test_spec_resources,
        test_spec_quantity,
        test_spec_price_year,
        test_spec_deductions,
        test_spec_timing,
        test_spec_drop_off,
        test_spec_horizon,
        test_spec_discounting,
        test_spec_ratio,
        test_spec_perspectives,
        test_spec_cashable,
        test_spec_payback,
        test_spec_waterfall,
        test_spec_shares,
        test_spec_conventions,
        test_spec_assumption_set,
        test_spec_bridge,
        test_spec_spread_amount,
        test_spec_spread_share,
        test_spec_uncertainty,
        test_spec_three_middles,
        test_spec_drivers,
        test_spec_switching,
        test_spec_information,
        test_spec_follow_sums,
        test_spec_follow_non_response,
        test_spec_follow_status,
        test_spec_follow_years,
        test_spec_follow_learning,
        test_spec_follow_comparison,
        test_spec_follow_bridge,
        test_spec_follow_small,
        test_spec_child_measures,
        test_spec_child_course,
        test_spec_audit,
        test_spec_cohort,
        test_spec_frontier,
        test_spec_acceptability,
        test_spec_bids,
        test_spec_value_weight,
        test_spec_portfolio,
        test_spec_split,
    )
)
TITLE = Said("Metod: så räknas kvoten", "Method: how the ratio is computed")
INTRODUCTION = Said(
    f"""Den här handboken är skriven av provningarna: varje tabell nedan räknas om av motorn (version
{ENGINE_VERSION}) när programmet provas, och handboken skapas ur samma filer. Räkneexemplen är gjorda för
hand. Hela formeln är:""",
    f"""This manual is written by the tests: every table below is recomputed by the engine (version {ENGINE_VERSION})
whenever the program is tested, and the manual is made from the same files. The examples are worked by hand.
The whole formula is:""",
)
FORMULA = Said(
    """
värde = Σ värderade effekter Σ startgrupper Σ effektår k
        tecken × antal som börjar × andel × enheter × pris i kalkylens prisår
        × (1 − dödvikt) × (1 − förflyttning) × (1 − andras andel)
        × (1 − avtrappning)^k
        ÷ (1 + ränta)^t           t = startår + fördröjning + k − insatsens startår

kvot = värde ÷ investering""",
    """
value = Σ effects Σ starting groups Σ effect years k
        sign × number starting × share × units × price in the price year
        × (1 − deadweight) × (1 − displacement) × (1 − attribution)
        × (1 − drop-off)^k
        ÷ (1 + rate)^t            t = starting year + lag + k − start year of the intervention

ratio = value ÷ investment""",
)
CLOSED = Said(
    """Vad en startgrupp ger beror bara på året genom antalet som börjar och diskonteringen. Därför är en effekts
nuvärde dess första års värde gånger ett polynom i (1 − avtrappning), med koefficienter som är gemensamma för
alla effekter. Motorn räknar så, med samma funktioner för ett tal och för tusentals dragningar, och jämförs i
provningarna med en andra, enkel räkning i slingor.""",
    """What a starting group gives depends on the year only through how many start and through discounting. So an
effect's present value is its first year's value times a polynomial in (1 − drop-off), with coefficients
common to all effects. The engine computes it so, with the same functions for one number and for thousands of
draws, and is compared in the tests with a second, plain computation in loops.""",
)
SOURCES = Said(
    """- A Guide to Social Return on Investment (Cabinet Office 2009; SROI Network 2012). Räkneexemplet Wheels-to-
  Meals i den ger nuvärdet 81 741,93 och kvoten 1,93, och motorn ger samma tal. Raderna är återgivna ur minnet
  och bör jämföras med originalet.
- Statistiska centralbyrån, konsumentprisindex, fastställda tal, 1980 = 100.
- GMCA Unit Cost Database v1.4 (CC BY 4.0): fem priser omräknade med BNP-deflatorn provar prisomräkningen.
- De fyra insatserna i den påhittade kommunen Ljusnaby: alla väntade tal vid tre horisonter och sju
  känslighetsfall stämmer.""",
    """- A Guide to Social Return on Investment (Cabinet Office 2009; SROI Network 2012). Its worked example Wheels-
  to-Meals gives a present value of 81,741.93 and a ratio of 1.93, and the engine gives the same. The rows
  were recalled and should be compared with the original.
- Statistics Sweden, consumer price index, fixed figures, 1980 = 100.
- GMCA Unit Cost Database v1.4 (CC BY 4.0): five prices moved with the GDP deflator test the uprating of
  prices.
- The four interventions of the fictional municipality Ljusnaby: all expected figures at three horizons and
  seven sensitivities agree.""",
)
HEADINGS = {
    "rules": Said("Reglerna", "The rules"),
    "sources": Said("Källor och jämförelser", "Sources and comparisons"),
}


def part(language: str) -> str:
    """The manual in one language."""
    said = {name: getattr(heading, language) for name, heading in HEADINGS.items()}
    introduction = (
        f"# {getattr(TITLE, language)}",
        getattr(INTRODUCTION, language),
        f"```text{getattr(FORMULA, language)}\n```",
    )
    rules = (rule.markdown(language, number) for number, rule in enumerate(RULES, 1))
    end = (f"## {said['sources']}", getattr(SOURCES, language))
    return "\n\n".join((*introduction, getattr(CLOSED, language), f"## {said['rules']}", *rules, *end)) + "\n"


def manual() -> str:
    """The whole manual: Swedish first, then English."""
    first = "<!-- Made from tests/spec by `python -m tests.spec.manual`; change the rules there, not here. -->"
    return "\n".join((first, "", "*In English: the second half.*", "", part("sv"), part("en")))


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
