"""Rule: how bids are compared."""

from decimal import Decimal

import pytest

from sroi.procurement.evaluate import evaluate
from sroi.procurement.switching import switching
from tests.chain.bids import shipped
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Jämföra anbud: pris minus avdrag", "Comparing bids: price less deductions"),
    words=Said(
        """Anbudsgivaren lovar antal. Vad en enhet är värd står i modellen, är lika för alla och låses innan anbuden
öppnas; modellens fingeravtryck (SHA-256) trycks i underlaget. Jämförelsepriset är priset minus värdevikten gånger
löftenas värde minus de bedömda avdragen. Lägst är bäst, och negativa tal går bra. Varje avdrag avrundas som modellen
säger, halvor uppåt. Vid lika jämförelsepris gäller modellens regel, här lägst pris. Kvoten visas sist och avgör inget:
här har A högst kvot men inte lägst jämförelsepris. A hade behövt ett 345 000 kr lägre pris: det ger lika, och
regeln ger då A. Anbudet B är tomt för ett år: det är inte noll, men räknas som 0 enheter enligt regeln, och det
skrivs upp.""",
        """The bidder promises quantities. What a unit is worth stands in the model, is the same for all, and is locked
before the bids are opened; the model's fingerprint (SHA-256) is printed in the tender documents. The evaluated price is
the price less the value weight times the value of the promises less the judged deductions. Lowest is best, and negative
numbers are fine. Each deduction is rounded as the model says, halves upwards. Where evaluated prices are equal the
model's rule holds, here lowest price. The ratio is shown last and decides nothing: here A has the highest ratio but not
the lowest evaluated price. A would have needed a price SEK 345,000 lower: that gives a tie, which the rule gives to A.
Bid B is blank for one year: that is not nought, but counts as 0 units by the rule, and this is written down.""",
    ),
    formula=Said(
        """
jämförelsepris = pris − värdevikt × Σ antal × värde per enhet − Σ högsta avdrag × nivå ÷ högsta nivå
värde per enhet = låst värde × (1 − dödvikt)(1 − förflyttning)(1 − andras andel)
                  × Σ_k (1 − avtrappning)^k ÷ (1 + ränta)^t""",
        """
evaluated price = price − value weight × Σ quantity × value per unit − Σ greatest deduction × level ÷ top level
value per unit = locked value × (1 − deadweight)(1 − displacement)(1 − attribution)
                 × Σ_k (1 − drop-off)^k ÷ (1 + rate)^t""",
    ),
    columns=(
        Column(Said("Anbud", "Bid")),
        Column(Said("Pris", "Price"), "sek"),
        Column(Said("Anställningar", "Jobs"), "number"),
        Column(Said("Utbildade", "Trained"), "number"),
        Column(Said("Värde", "Value"), "sek"),
        Column(Said("Avdrag (0,70 × värde)", "Deduction (0.70 × value)"), "sek"),
        Column(Said("Jämförelsepris", "Evaluated price"), "sek"),
        Column(Said("Rang", "Rank"), "number"),
        Column(Said("Kvot", "Ratio"), "ratio"),
    ),
    rows=(
        ("A", 4_000_000, 30, 20, 11_500_000, 8_050_000, -4_050_000, 2, 2.875),
        ("B", 8_000_000, 60, 10, 17_000_000, 11_900_000, -3_900_000, 3, 2.125),
        ("C", 6_000_000, 45, 18, 14_850_000, 10_395_000, -4_395_000, 1, 2.475),
    ),
    source=Said(
        "Metodhandboken del 12, monetära modeller (Inköpsrådet). Räkneexemplet är påhittat.",
        "Metodhandboken part 12, monetary models (Inköpsrådet). The example is made up.",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=lambda row: row[0])
def test_each_bid(row):
    line = next(each for each in evaluate(*shipped()).lines if each.bid_id == row[0])
    units = (sum(term.counted) for term in line.measures)
    told = (line.bid_id, line.price, *units, line.value, line.value_deduction, line.comparison, line.rank, line.ratio)
    assert told == tuple(Decimal(str(each)) if isinstance(each, float) else each for each in row)


def test_what_a_would_have_needed():
    model, came = shipped()
    to_a = switching(model, evaluate(model, came).lines)[0]
    assert (to_a.bid_id, to_a.winning_price_cut, to_a.tie_wins) == ("A", 345_000, True)
