"""Rule: every choice has a name, and the presets choose."""

import pytest

from sroi.breakdown import same_conventions
from sroi.settings import PRESETS, SROI_GUIDE, SWEDISH_PUBLIC_SECTOR, Settings
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Konventioner: valen har namn och skrivs ut", "Conventions: choices have names and are printed"),
    words=Said(
        """Där bruket skiljer sig är valet en namngiven inställning, och alla inställningar skrivs ut med varje
resultat. Två kvoter som räknats olika får inte stå sida vid sida utan att det sägs. Två uppsättningar finns färdiga:
*svensk offentlig sektor*, som räknar budgetens pengar med kostnader och nytta diskonterade från första året,
och *SROI-vägledningen*. Den som ändrar något har egna konventioner.""",
        """Where practice differs the choice is a named setting, and all settings are printed with every result. Two
ratios counted differently may not stand side by side without saying so. Two sets come ready: *the Swedish
public sector*, which counts the budgets' money with costs and benefits discounted from the first year, and
*the SROI Guide*. Whoever changes something has conventions of their own.""",
    ),
    formula=None,
    columns=(
        Column(Said("Inställning", "Setting"), "code"),
        Column(Said("Val", "Choices"), "code"),
        Column(Said("Svensk offentlig sektor", "Swedish public sector"), "code"),
        Column(Said("SROI-vägledningen", "SROI Guide"), "code"),
    ),
    rows=(
        ("discount_rate", Said("ränta per år", "rate per year"), 0.03, 0.035),
        ("discounting", "first_year_undiscounted, mid_year, end_year", "first_year_undiscounted", "end_year"),
        ("investment_discounted", Said("ja, nej", "yes, no"), True, False),
        ("filters", "multiplicative, additive", "multiplicative", "multiplicative"),
        ("drop_off", "geometric, straight_line", "geometric", "geometric"),
        ("drop_off_from", "first_year, second_year", "second_year", "second_year"),
        ("horizon_years", Said("antal år", "number of years"), 10, 10),
        ("horizon_from", "first_calendar_year, cohort_start", "first_calendar_year", "first_calendar_year"),
        ("costs_after_horizon", "cut, kept", "cut", "kept"),
        ("income", "lower_cost, benefit", "lower_cost", "lower_cost"),
        ("payback", "whole_year, interpolated, annual_value", "whole_year", "annual_value"),
        ("payback_discounted", Said("ja, nej", "yes, no"), True, False),
        ("price_year", Said("ett år, eller inget", "a year, or none"), 2024, 2024),
        ("index", Said("namnet på ett prisindex", "the name of a price index"), "KPI", "KPI"),
        ("perspective", "public, society, municipality, region, state, actor:ID", "public", "society"),
        ("with_optional", Said("ja, nej", "yes, no"), False, False),
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: row[0])
def test_presets(row):
    name, _, swedish, guide = row
    assert (getattr(SWEDISH_PUBLIC_SECTOR, name), getattr(SROI_GUIDE, name)) == (swedish, guide)


def test_the_table_names_every_setting_and_every_preset():
    assert {row[0] for row in RULE.rows} == Settings.model_fields.keys() - {"name"}
    assert PRESETS == {"swedish_public_sector": SWEDISH_PUBLIC_SECTOR, "sroi_guide": SROI_GUIDE}


def test_what_differs_is_named():
    differ = [name for name, _, swedish, guide in RULE.rows if swedish != guide]
    assert sorted(same_conventions(SWEDISH_PUBLIC_SECTOR, SROI_GUIDE)) == sorted(differ)
