"""Rule: how a printed report is replayed."""

import pytest

from sroi.audit import audit
from sroi.printed import PrintedInput, PrintedRow, PrintedTotals, Report
from sroi.printed_figure import figure
from tests.spec.rule import Column, Rule, Said

RULE = Rule(
    title=Said("Granskning av en tryckt rapport", "Audit of a printed report"),
    words=Said(
        """En rapports rader räknas om med samma motor som insatserna. Alla uppsättningar konventioner prövas: avdrag
multiplicerade eller hoplagda, avtrappningens form och början, antal år, när på året det diskonteras och till
vilken ränta, investeringen diskonterad eller inte, kostnader efter de räknade åren, rader avrundade på vägen, och
om det som kallas kvot är brutto eller netto. Den uppsättning gäller som återger flest tryckta tal; bland lika goda
den som avviker minst från SROI-vägledningen. Ett tal stämmer när det räknade kunde ha tryckts så: 1,93 står för
allt mellan 1,925 och 1,935. Stämmer flera olika räkningar sägs det, för då avgör trycket inte. En rad följer inte
när ingen avrundning av dess egna uppgifter räcker; då ges det tal som uppgifterna ger, och vanliga fel som ger det
tryckta nämns som möjligheter. Det som inte är tryckt kan inte bedömas, och det sägs. Tabellen: 10 enheter à 100,
dödvikt 20 %, andras andel 50 %, två år, avtrappning 10 %, tryckt ränta 5 %, 500 satsade.""",
        """A report's rows are reckoned again by the same engine as the interventions. Every set of conventions is
tried: deductions multiplied or added, the shape and start of drop-off, the number of years, when in the year it
is discounted and at which rate, investment discounted or not, costs after the years counted, rows rounded on the
way, and whether what is called the ratio is gross or net. The set holds that reproduces most printed figures;
among equals the one that departs least from the SROI Guide. A figure agrees when what was reckoned could have been
printed so: 1.93 stands for anything between 1.925 and 1.935. When several reckonings agree this is said, since the
print does not settle it. A row does not follow when no rounding of its own inputs is enough; then the figure that
the inputs give is told, and usual slips that give the printed one are named as possibilities. What is not printed
cannot be judged, and that is said. The table: 10 units at 100, deadweight 20%, attribution 50%, two years,
drop-off 10%, a printed rate of 5%, 500 put in.""",
    ),
    formula=None,
    columns=(
        Column(Said("Tryckt nuvärde", "Printed present value"), "number"),
        Column(Said("Tryckt kvot", "Printed ratio"), "ratio"),
        Column(Said("Avdrag", "Deductions"), "choice.filters"),
        Column(Said("Diskontering", "Discounting"), "choice.discounting"),
        Column(Said("Avtrappning", "Drop-off"), "choice.drop_off_from"),
        Column(Said("Ränta", "Rate"), "share"),
        Column(Said("Det som kallas kvot är netto", "What is called the ratio is net")),
    ),
    rows=(
        (707.48, 1.41, "multiplicative", "end_year", "second_year", 0.05, False),
        (742.86, 1.49, "multiplicative", "first_year_undiscounted", "second_year", 0.05, False),
        (530.61, 1.06, "additive", "end_year", "second_year", 0.05, False),
        (636.73, 1.27, "multiplicative", "end_year", "first_year", 0.05, False),
        (760.00, 1.52, "multiplicative", None, "second_year", 0.0, False),
        (707.48, 0.41, "multiplicative", "end_year", "second_year", 0.05, True),
    ),
    source=Said(
        "Jämförd med tre publicerade rapporter: Wheels-to-Meals (2009), Circular Head (2014) och SAFE (2014).",
        "Compared with three published reports: Wheels-to-Meals (2009), Circular Head (2014) and SAFE (2014).",
    ),
)


@pytest.mark.parametrize("row", RULE.rows, ids=str)
def test_the_conventions_that_reproduce_what_is_printed(row):
    value, ratio, filters, discounting, drop_off_from, rate, net = row
    printed_row = PrintedRow(
        id="row", quantity=figure("10"), price=figure("100"), deadweight=figure("20%"), displacement=figure("0%"),
        attribution=figure("50%"), drop_off=figure("10%"), duration_years=figure("2"),
    )  # fmt: skip
    report = Report(
        discount_rate=figure("5%"),
        inputs=(PrintedInput(id="all", amount=figure("500")),),
        rows=(printed_row,),
        totals=PrintedTotals(present_value=figure(f"{value:.2f}"), ratio=figure(f"{ratio:.2f}")),
    )
    found = audit(report)
    best = found.fits[0]
    assert best.fits
    convention = best.convention
    assert (convention.filters, convention.drop_off_from) == (filters, drop_off_from)
    assert (convention.discount_rate, convention.headline) == (rate, "net" if net else "gross")
    assert discounting is None or convention.discounting == discounting
    assert [each.code for each in found.findings] == (["net_called_ratio"] if net else [])
