"""A small intervention, worked out by hand, and the walk that enters it.

Programme 2024–2025, ten pupils start each year. Rate 3 %, the first year undiscounted, horizon ten years.

Investment, by the social services: 100 000 kr in 2024, 103 000 kr in 2025: 100 000 + 103 000 ÷ 1.03 = 200 000 kr.
Assistance, to the social services: 4 households × 75 045 kr (the library's price of 2024) × (1 − 50 %) = 150 090 kr
in 2024, of which 20 % = 30 018 kr can leave the budget.
Visits: 10 × 50 % × 1 visit × 10 609 kr (own price of 2024) × (1 − 20 %) × (1 − 25 %) = 31 827 kr to the region,
for the first ten in 2025 and for the next in 2026: 31 827 ÷ 1.03 + 31 827 ÷ 1.0609 = 30 900 + 30 000 = 60 900 kr.

Value 210 990 kr, net 10 990 kr, ratio 1.05495, net ratio 0.05495. The running sum is +50 090 kr after 2024, −19 010 kr
after 2025 and +10 990 kr after 2026, so it stays positive from the third year on.
"""

from tests.browser.hands import Mouse
from tests.browser.visit import wait_idle

YEARS = (2024, 2025)
WORDS = {
    "sv": {
        "organisation": "Ljusnaby kommun",
        "intervention": "Läxhjälp på biblioteket",
        "payer": "Kommunen: socialtjänst",
        "gainer": "Regionen: hälso- och sjukvård",
        "library": "Ekonomiskt bistånd per hushåll och år, riket",
        "group": "Deltagarna",
        "half": "50 %",
        "fifth": "20 %",
        "quarter": "25,0 %",
        "price": "10 609,00",
        "amounts": ("100 000", "103000"),
    },
    "en": {
        "organisation": "Ljusnaby municipality",
        "intervention": "Homework help at the library",
        "payer": "Municipality: social services",
        "gainer": "Region: health care",
        "library": "Social assistance per household and year, Sweden",
        "group": "The participants",
        "half": "50%",
        "fifth": "20%",
        "quarter": "25.0%",
        "price": "10609.00",
        "amounts": ("100 000", "103000"),
    },
}
FIGURES = {
    "sv": {
        "investment": "200 000 kr",
        "value": "210 990 kr",
        "net": "10 990 kr",
        "ratio": "1,05",
        "net_ratio": "0,05",
        "payback": "3 år",
        "cashable": "30 018 kr",
        "payer": ["200 000 kr", "150 090 kr", "−49 910 kr"],
        "terms": ["75 045,00 kr", "300 180,00 kr", "50 %", "150 090,00 kr"],
        "gainer": ["0 kr", "60 900 kr", "60 900 kr"],
    },
    "en": {
        "investment": "SEK 200,000",
        "value": "SEK 210,990",
        "net": "SEK 10,990",
        "ratio": "1.05",
        "net_ratio": "0.05",
        "payback": "3 years",
        "cashable": "SEK 30,018",
        "payer": ["SEK 200,000", "SEK 150,090", "SEK −49,910"],
        "terms": ["SEK 75,045.00", "SEK 300,180.00", "50%", "SEK 150,090.00"],
        "gainer": ["SEK 0", "SEK 60,900", "SEK 60,900"],
    },
}


def begin(hand: Mouse) -> None:
    """From the welcome to an open, empty intervention."""
    own = WORDS[hand.language]
    hand.write(hand.box(hand.word("welcome.organisation")), own["organisation"])
    hand.press(hand.button("welcome.empty_button"))
    hand.write(hand.box(hand.word("overview.new_name")), own["intervention"])
    hand.fill("start_year", str(YEARS[0]))
    hand.fill("end_year", str(YEARS[1]))
    hand.press(hand.button("overview.create"))


def walk(hand: Mouse) -> None:
    """Every link of the chain, from need to learning."""
    for link in (need, people, resource, activity, output, outcome, indicator, own_price, library_price, impact, value):
        link(hand)
    hand.step("result")
    hand.fill("learning", "Vi fortsätter ett år till.")
    hand.save()


def need(hand: Mouse) -> None:
    hand.fill("need", "Var tredje elv klarar inte läxorna hemma.")
    hand.fill("purpose", "Fler klarar skolan.")
    for year in YEARS:
        hand.year("cohorts", year, "10")
    hand.save()


def people(hand: Mouse) -> None:
    hand.step("stakeholders")
    hand.add("stakeholders")
    hand.name("Elever")
    hand.choose(hand.label("actor_id"), WORDS[hand.language]["group"])
    hand.save()


def resource(hand: Mouse) -> None:
    own = WORDS[hand.language]
    hand.step("resources")
    hand.add("resources")
    hand.name("Ledare")
    hand.choose(hand.label("payer_id"), own["payer"])
    for year, amount in zip(YEARS, own["amounts"], strict=True):
        hand.year("amounts", year, amount)
    hand.save()


def activity(hand: Mouse) -> None:
    hand.step("activities")
    hand.add("activities")
    hand.name("Läxkvällar")
    hand.choose(hand.label("resource_ids"), "Ledare")
    hand.save()


def output(hand: Mouse) -> None:
    hand.step("outputs")
    hand.add("outputs")
    hand.name("Elever som kom")
    hand.choose(hand.label("activity_ids"), "Läxkvällar")
    hand.save()


def outcome(hand: Mouse) -> None:
    hand.step("outcomes")
    hand.add("outcomes")
    hand.name("Klarar skolan")
    hand.choose(hand.label("stakeholder_id"), "Elever")
    hand.choose(hand.label("output_ids"), "Elever som kom")
    hand.save()


def indicator(hand: Mouse) -> None:
    hand.step("indicators")
    hand.add("indicators")
    hand.name("Andel med godkänt")
    hand.choose(hand.label("outcome_id"), "Klarar skolan")
    hand.save()


def own_price(hand: Mouse) -> None:
    hand.step("value")
    hand.add("proxies")
    hand.name("Besök")
    hand.fill("price", WORDS[hand.language]["price"])
    hand.unfold(hand.word("figure.passport", field=hand.label("price")))
    hand.fill("price_year", "2024")
    hand.save()


def library_price(hand: Mouse) -> None:
    own = WORDS[hand.language]
    hand.write(hand.box(hand.word("price.search")), own["library"])
    wait_idle(hand.page)
    hand.press(hand.main().get_by_role("button", name=hand.word("price.use", name=own["library"])).first)


def impact(hand: Mouse) -> None:
    own = WORDS[hand.language]
    hand.step("impact")
    hand.add("effects")
    hand.name("Mindre bistånd")
    hand.choose(hand.label("outcome_id"), "Klarar skolan")
    hand.choose(hand.word("quantity.way"), hand.word("quantity.direct_number"))
    hand.fill("number", "4")
    _deductions(hand, deadweight=own["half"])
    hand.add("effects")
    hand.name("Färre besök")
    hand.choose(hand.label("outcome_id"), "Klarar skolan")
    hand.fill("share", own["half"])
    hand.fill("units", "1")
    _deductions(hand, deadweight=own["fifth"], attribution=own["quarter"], lag_years="1")


def _deductions(hand: Mouse, **given: str) -> None:
    for field in ("deadweight", "displacement", "attribution", "drop_off"):
        hand.fill(field, given.get(field, "0"))
        hand.because(field, "Enligt förra årets grupp.")
    hand.fill("lag_years", given.get("lag_years", "0"))
    hand.fill("duration_years", "1")
    hand.save()


def value(hand: Mouse) -> None:
    own = WORDS[hand.language]
    hand.step("value")
    hand.change("Mindre bistånd")
    hand.choose(hand.label("actor_id"), own["payer"])
    hand.choose(hand.label("proxy_id"), own["library"])
    hand.fill("cashable_share", own["fifth"])
    hand.because("cashable_share", "En handläggare mindre.")
    hand.save()
    hand.change("Färre besök")
    hand.choose(hand.label("actor_id"), own["gainer"])
    hand.choose(hand.label("proxy_id"), "Besök")
    hand.save()
