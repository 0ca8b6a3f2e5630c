"""For every rule one chain that breaks it and nothing else: code → (place, how the sound chain is spoiled)."""

from tests.chain.sound import GONE, effect, figure, price, share, words, years

LIBRARY = {"mark": "sourced", "source": "Prislista", "value": 40_000}
BORN = "en pojke (20190101-1234) och hans syster"
DIRECT = {"kind": "direct_number", "number": figure(3)}
PROFILE = {"kind": "yearly_profile", "units": years(y2025=3, y2026=2)}
UNTIMED = {"drop_off": figure(0), "lag_years": figure(0), "duration_years": figure(0)}
TWO = {"activity_ids": ["V1"], "targets": years(y2024=5)}
LATER = {"id": "O3", "name": words("Lugnare klass"), "stakeholder_id": "S1", "outcome_ids": ["O1"]}
MEASURED = {"name": words("Skattning 3"), "baseline": figure(1), "target": figure(2), "data_source": words("Enkät")}
THIRD_SEEN = {"id": "I3", "outcome_id": "O3", "measured_when": words("Årligen"), **MEASURED}
OTHER_PRICE = price(id="P2", name=words("Ett annat pris"))
THREE = [effect(id=f"E{number}", quantity=share(0.1, 0.2), name=words(f"Rad {number}")) for number in (2, 3)]
WHOLE_LIFE = price(id="P2", name=words("Hela livet"), span="lifetime")

ANOTHER = {"id": "O3", "name": words("Färre barn med problemet"), "stakeholder_id": "S1", "output_ids": ["U1"]}
FORETOLD = {"url": f"forecast:J1/A?version=1&sha256={'0' * 64}"}
BARE = {"lag_years": GONE, "duration_years": GONE, "drop_off": GONE, "outcome_id": "O3", "proxy_id": "P2"}


def foretold(url: str = FORETOLD["url"], **more: object) -> dict[str, object]:
    """An effect that was put in from a forecast."""
    units = {**years(y2025=3, y2026=2), "url": url}
    told = {"id": "E2", "name": words("Stöd de första åren"), "quantity": {"kind": "yearly_profile", "units": units}}
    whole = effect(**told | BARE | more)
    return {name: value for name, value in whole.items() if value is not GONE}


PUT_IN = {"+outcomes": [ANOTHER], "+indicators": [THIRD_SEEN], "+proxies": [OTHER_PRICE]}
PUT_IN_COST = {"id": "R3", "name": words("Föräldrastöd i grupp"), "kind": "money", "payer_id": "social",
               "amounts": {**years(y2024=100), "price_year": 2024, **FORETOLD}}  # fmt: skip

Broken = dict[str, tuple[str, dict[str, object]]]

SCOPE: Broken = {
    "scope.years_reversed": (
        "chain/end_year",
        {"end_year": 2023, "cohorts": years(y2024=40), "resources/R1/hours": years(y2024=9)},
    ),
    "scope.years_far_away": ("chain/end_year", {"end_year": 2090}),
    "scope.need_missing": ("chain/need", {"need": GONE}),
    "scope.purpose_missing": ("chain/purpose", {"purpose": words(" ")}),
    "scope.purpose_is_activity": ("chain/purpose", {"purpose": words("träffar!")}),
    "scope.cohorts_missing": ("chain/cohorts", {"cohorts": GONE}),
    "scope.cohort_negative": ("chain/cohorts", {"cohorts": years(y2024=-3, y2025=10)}),
    "scope.cohort_outside_programme": ("chain/cohorts", {"cohorts": years(y2024=30, y2027=10)}),
    "scope.few_participants": ("chain/cohorts", {"cohorts": years(y2024=30, y2025=4)}),
    "scope.evidence_missing": ("chain/evidence", {"evidence": GONE}),
    "scope.period_over": (
        "chain/status",
        {"start_year": 2023, "end_year": 2025, "status": "running"},
    ),
    "scope.no_learning": ("chain/learning", {"status": "ended"}),
}
STAKEHOLDERS: Broken = {
    "stakeholder.none": (
        "chain/stakeholders",
        {"stakeholders/S1/included": False, "stakeholders/S1/exclusion_reason": words("Berörs knappt.")},
    ),
    "stakeholder.only_funders": ("chain/stakeholders", {"stakeholders/S1/actor_id": "social"}),
    "stakeholder.excluded_without_reason": (
        "stakeholders/S2/exclusion_reason",
        {"+stakeholders": [{"id": "S2", "name": words("Grannar"), "included": False}]},
    ),
    "stakeholder.not_involved": ("stakeholders/S1/involved", {"stakeholders/S1/involved": GONE}),
    "stakeholder.without_outcome": (
        "stakeholders/S2",
        {"+stakeholders": [{"id": "S2", "name": words("Lärare"), "involved": words("Möte.")}]},
    ),
}
RESOURCES: Broken = {
    "resource.none": (
        "chain/resources",
        {"resources/R1/valued": False, "resources/R1/not_valued_reason": words("Tillhör annan budget.")},
    ),
    "resource.zero_investment": ("chain/resources", {"resources/R1/hourly_cost": figure(0, price_year=2024)}),
    "resource.no_payer": ("resources/R1/payer_id", {"resources/R1/payer_id": GONE}),
    "resource.no_amount": ("resources/R1/amounts", {"resources/R1/hours": GONE}),
    "resource.no_hourly_cost": ("resources/R1/hourly_cost", {"resources/R1/hourly_cost": GONE}),
    "resource.no_on_cost": ("resources/R1/on_cost_share", {"resources/R1/on_cost_share": GONE}),
    "resource.both_ways": ("resources/R1/hours", {"resources/R1/amounts": {**years(y2024=100), "price_year": 2024}}),
    "resource.no_price_year": ("chain/resources", {"resources/R1/hourly_cost": figure(300)}),
    "resource.negative_amount": ("resources/R1/hours", {"resources/R1/hours": years(y2024=400, y2025=-1)}),
    "resource.not_valued_without_reason": (
        "resources/R2/not_valued_reason",
        {"resources/R2/not_valued_reason": GONE},
    ),
    "resource.no_in_kind": ("chain/resources", {"resources/R2/kind": "premises"}),
    "resource.outside_programme": ("resources/R1", {"resources/R1/hours": years(y2023=400)}),
}
LINKS: Broken = {
    "reference.dangling": ("outcomes/O1/goal_ids", {"outcomes/O1/goal_ids": ["M9"]}),
    "reference.repeated_id": (
        "activities/V1/id",
        {"+activities": [{"id": "V1", "name": words("Samtal"), "resource_ids": ["R1"]}]},
    ),
    "link.step_missing": ("chain/activities", {"activities": [], "outputs/U1/activity_ids": []}),
    "link.resource_unused": ("resources/R2", {"activities/V1/resource_ids": ["R1"]}),
    "link.activity_without_output": ("activities/V2", {"+activities": [{"id": "V2", "name": words("Samtal")}]}),
    "link.output_without_outcome": ("outputs/U2", {"+outputs": [{"id": "U2", "name": words("Samtal"), **TWO}]}),
    "link.outcome_from_nothing": ("outcomes/O2/output_ids", {"outcomes/O2/output_ids": []}),
    "link.outcome_cycle": (
        "outcomes/O1/outcome_ids",
        {"outcomes/O1/outcome_ids": ["O2"], "outcomes/O2/outcome_ids": ["O1"]},
    ),
    "output.no_figure": ("outputs/U1/targets", {"outputs/U1/targets": GONE}),
    "output.no_actuals": ("outputs/U1/actuals", {"claim": "evaluative", "learning": words("Vi fortsätter.")}),
}
OUTCOMES: Broken = {
    "outcome.none_negative": ("chain/no_negative_reason", {"outcomes/O2/positive": True}),
    "outcome.no_stakeholder": ("outcomes/O1/stakeholder_id", {"outcomes/O1/stakeholder_id": GONE}),
    "outcome.is_output": ("outcomes/O1/name", {"outcomes/O1/name": words("Fullföljda  KURSER.")}),
    "outcome.is_satisfaction": ("outcomes/O1/name", {"outcomes/O1/name": words("Nöjda föräldrar")}),
    "outcome.not_valued_without_reason": ("outcomes/O2/not_valued_reason", {"outcomes/O2/not_valued_reason": GONE}),
    "outcome.nobody_values": ("outcomes/O2/valued", {"outcomes/O2/valued": True}),
    "outcome.left_out_but_priced": (
        "effects/E1/outcome_id",
        {"outcomes/O1/valued": False, "outcomes/O1/not_valued_reason": words("Visas bredvid.")},
    ),
    "outcome.nobody_measures": ("outcomes/O2", {"indicators/I2/outcome_id": "O1"}),
    "indicator.none": ("chain/indicators", {"indicators": []}),
    "indicator.no_outcome": (
        "indicators/I3/outcome_id",
        {"+indicators": [{"id": "I3", "measured_when": words("Årligen"), **MEASURED}]},
    ),
    "indicator.no_baseline": ("indicators/I1/baseline", {"indicators/I1/baseline": GONE}),
    "indicator.no_target": ("indicators/I1/target", {"indicators/I1/target": GONE}),
    "indicator.no_data_source": ("indicators/I1/data_source", {"indicators/I1/data_source": GONE}),
    "indicator.no_time": ("indicators/I1/measured_when", {"indicators/I1/measured_when": GONE}),
}
EFFECTS: Broken = {
    "effect.none": ("chain/effects", {"effects": []}),
    "effect.no_outcome": (
        "effects/E1/outcome_id",
        {"effects/E1/outcome_id": GONE, "outcomes/O1/valued": False, "outcomes/O1/not_valued_reason": words("Nej.")},
    ),
    "effect.no_actor": ("effects/E1/actor_id", {"effects/E1/actor_id": GONE}),
    "effect.no_proxy": ("effects/E1/proxy_id", {"effects/E1/proxy_id": GONE, "proxies": []}),
    "effect.no_quantity": ("effects/E1/quantity", {"effects/E1/quantity": GONE}),
    "effect.figure_missing": ("effects/E1/displacement", {"effects/E1/displacement": GONE}),
    "effect.reason_missing": (
        "effects/E1/displacement/reason",
        {"effects/E1/displacement": figure(0, reason=words(""))},
    ),
    "effect.cashable_missing": ("effects/E1/cashable_share", {"effects/E1/cashable_share": GONE}),
    "effect.evidence_missing": (
        "effects/E1/quantity/share/evidence",
        {"effects/E1/quantity/share": figure(0.2, evidence=None)},
    ),
}
IMPACT: Broken = {
    "effect.filters_above_one": (
        "effects/E1",
        {"effects/E1/deadweight": figure(0.6), "effects/E1/attribution": figure(0.5)},
    ),
    "effect.nothing_left": (
        "effects/E1/deadweight",
        {"effects/E1/deadweight": figure(1), "effects/E1/attribution": figure(0)},
    ),
    "effect.drop_off_on_one_year": ("effects/E1/drop_off", {"effects/E1/duration_years": figure(1)}),
    "effect.deadweight_on_comparison": (
        "effects/E1/deadweight",
        {"effects/E1/quantity/share": figure(0.2, evidence="controlled")},
    ),
    "effect.years_not_whole": ("effects/E1/lag_years", {"effects/E1/lag_years": figure(1.5)}),
    "effect.years_too_few": ("effects/E1/duration_years", {"effects/E1/duration_years": figure(0)}),
    "effect.years_too_many": ("effects/E1/duration_years", {"effects/E1/duration_years": figure(51)}),
    "effect.profile_ignores": (
        "effects/E1/drop_off",
        {"effects": [effect(**{**UNTIMED, "quantity": PROFILE, "drop_off": figure(0.1)})]},
    ),
    "effect.deductions_all_zero": (
        "chain/effects",
        {"effects/E1/deadweight": figure(0), "effects/E1/attribution": figure(0)},
    ),
    "effect.deductions_identical": ("chain/effects", {"effects/E1/quantity": share(0.1, 0.2), "+effects": THREE}),
}
MONEY: Broken = {
    "effect.sign_against_outcome": ("effects/E1/sign", {"outcomes/O1/positive": False}),
    "effect.counterpart_is_actor": (
        "effects/E1/transfer_counterpart_id",
        {"effects/E1/transfer_counterpart_id": "school"},
    ),
    "effect.transfer_without_counterpart": ("effects/E1/transfer_counterpart_id", {"proxies/P1/basis": "transfer"}),
    "effect.tax_to_municipality": ("effects/E1/actor_id", {"proxies/P1/basis": "tax"}),
    "effect.cashable_not_public": (
        "effects/E1/cashable_share",
        {"effects/E1/actor_id": "families", "proxies/P1/payer_id": "families"},
    ),
    "effect.welfare_as_cash": ("effects/E1/cashable_share", {"proxies/P1/basis": "welfare"}),
    "effect.average_as_saving": ("effects/E1/cashable_share", {"effects/E1/cashable_share": figure(0.6)}),
    "effect.other_payer": ("effects/E1/actor_id", {"effects/E1/actor_id": "social"}),
    "effect.lifetime_repeated": (
        "effects/E1/duration_years",
        {"proxies/P1/span": "lifetime", "effects/E1/quantity": share(0.1)},
    ),
    "effect.negative_quantity": (
        "effects/E1/quantity/number",
        {"effects/E1/quantity": {**DIRECT, "number": figure(-3)}},
    ),
    "effect.before_start": (
        "effects/E1/quantity/units",
        {"effects": [effect(**{**UNTIMED, "quantity": {**PROFILE, "units": years(y2022=1, y2025=1)}})]},
    ),
}
DOUBLE: Broken = {
    "double.precursor": (
        "effects/E2/outcome_id",
        {
            "+outcomes": [LATER],
            "+indicators": [THIRD_SEEN],
            "+proxies": [OTHER_PRICE],
            "+effects": [effect(id="E2", outcome_id="O3", proxy_id="P2")],
        },
    ),
    "double.precursor_other_actor": (
        "effects/E2/outcome_id",
        {
            "+outcomes": [LATER],
            "+indicators": [THIRD_SEEN],
            "+proxies": [{**OTHER_PRICE, "payer_id": "social"}],
            "+effects": [effect(id="E2", outcome_id="O3", proxy_id="P2", actor_id="social")],
        },
    ),
    "double.precursor_same_price": (
        "effects/E2/proxy_id",
        {
            "+outcomes": [LATER],
            "+indicators": [THIRD_SEEN],
            "proxies/P1/payer_id": GONE,
            "+effects": [effect(id="E2", outcome_id="O3", actor_id="social", quantity=share(0.2, 0.5))],
        },
    ),
    "double.same_people": ("effects/E2/quantity/units", {"+effects": [effect(id="E2", quantity=share(0.2, 0.6))]}),
    "double.repeated_row": ("effects/E2", {"+effects": [effect(id="E2", quantity=DIRECT)]}),
    "double.lifetime_and_years": (
        "effects/E1/proxy_id",
        {
            "+proxies": [WHOLE_LIFE],
            "+effects": [effect(id="E2", proxy_id="P2", duration_years=figure(1), drop_off=figure(0))],
        },
    ),
    "double.forecast_options": (
        "outcomes/O3",
        {
            **PUT_IN,
            "effects/E1/actor_id": "families",
            "effects/E1/cashable_share": GONE,
            "proxies/P1/payer_id": GONE,
            "+effects": [
                foretold(),
                foretold(FORETOLD["url"].replace("/A", "/B"), id="E3", sign=-1, deadweight=figure(0)),
            ],
        },
    ),
    "double.forecast_and_row": (
        "effects/E1",
        {**PUT_IN, "+proxies": [{**OTHER_PRICE, "name": words("stöd i skolan")}], "+effects": [foretold()]},
    ),
    "double.forecast_same_payer": (
        "effects/E1",
        {**PUT_IN, "+proxies": [{**OTHER_PRICE, "price": figure(7_000, price_year=2024)}], "+effects": [foretold()]},
    ),
    "double.forecast_cost": (
        "resources/R3",
        {"+resources": [PUT_IN_COST], "activities/V1/resource_ids": ["R1", "R2", "R3"]},
    ),
}
PRICES: Broken = {
    "proxy.price_year_missing": ("proxies/P1/price/price_year", {"proxies/P1/price": figure(50_000)}),
    "proxy.old_price": ("proxies/P1/price", {"proxies/P1/price": figure(50_000, price_year=2020)}),
    "proxy.price_year_ahead": ("proxies/P1/price", {"proxies/P1/price": figure(50_000, price_year=2027)}),
    "proxy.price_not_positive": ("proxies/P1/price", {"proxies/P1/price": figure(-5, price_year=2024)}),
    "proxy.weak_source": ("proxies/P1/quality", {"proxies/P1/quality": "media"}),
    "proxy.lifetime": (
        "proxies/P1/span",
        {"proxies/P1/span": "lifetime", "effects/E1/duration_years": figure(1), "effects/E1/drop_off": figure(0)},
    ),
    "proxy.replaced_without_reason": (
        "proxies/P1/price/reason",
        {"proxies/P1/template": LIBRARY, "proxies/P1/price": figure(50_000, price_year=2024, reason=words(""))},
    ),
    "proxy.unused": ("proxies/P2", {"+proxies": [OTHER_PRICE]}),
}
FIGURES: Broken = {
    "figure.source_missing": ("chain/cohorts/source", {"cohorts/source": GONE}),
    "figure.derivation_missing": (
        "indicators/I1/baseline/derivation",
        {"indicators/I1/baseline": figure(20, mark="derived", reason=words(""))},
    ),
    "figure.illustrative": ("chain", {"indicators/I1/baseline": figure(20, mark="illustrative")}),
    "figure.not_stated": ("chain", {"indicators/I1/baseline": {"value": 20}}),
    "figure.below_low": ("effects/E1/deadweight", {"effects/E1/deadweight": figure(0.2, low=0.25)}),
    "figure.above_high": ("chain/cohorts", {"cohorts": {**years(y2024=40), "high_factor": 0.9}}),
    "figure.share_outside": ("effects/E1/drop_off", {"effects/E1/drop_off": figure(0.1, high=10)}),
    "figure.same_id_differs": (
        "indicators/I2/baseline",
        {"indicators/I1/baseline/figure_id": "f", "indicators/I2/baseline": figure(21, figure_id="f")},
    ),
}


def unsure(**more: object) -> dict[str, object]:
    """The sound chain with this spread of its deadweight, 20 per cent."""
    return {"effects/E1/deadweight": figure(0.2, **more)}


DEADWEIGHT = "effects/E1/deadweight"
SPREADS: Broken = {
    "spread.low_above_high": (DEADWEIGHT, unsure(low=0.3, high=0.1)),
    "spread.credibility_outside": (DEADWEIGHT, unsure(low=0.1, high=0.3, credibility=1)),
    "spread.credibility_missing": (DEADWEIGHT, unsure(low=0.1, high=0.3, shape="beta")),
    "spread.end_missing": (DEADWEIGHT, unsure(low=0.1, shape="normal", credibility=0.9)),
    "spread.ends_not_positive": (DEADWEIGHT, unsure(low=0, high=0.3, shape="gamma", credibility=0.9)),
    "spread.beta_outside": (DEADWEIGHT, unsure(low=0, high=0.3, shape="beta", credibility=0.9)),
    "spread.sample_of_no_share": (
        "effects/E1/lag_years",
        {"effects/E1/lag_years": figure(1, sample_hits=3, sample_size=4)},
    ),
    "spread.sample_impossible": (DEADWEIGHT, unsure(sample_hits=3, sample_size=2)),
    "spread.sample_differs": (DEADWEIGHT, unsure(sample_hits=3, sample_size=10)),
    "spread.no_ends": (DEADWEIGHT, unsure(shape="pert")),
    "spread.one_end": (DEADWEIGHT, unsure(high=0.4)),
    "spread.group_without_correlation": (
        DEADWEIGHT,
        {
            DEADWEIGHT: figure(0.2, group_id="filters"),
            "effects/E1/attribution": figure(0.3, group_id="filters", group_correlation=0.5),
        },
    ),
    "spread.group_of_one": (DEADWEIGHT, unsure(group_id="filters", group_correlation=0.5)),
    "spread.same_id_differs": (
        "indicators/I2/baseline",
        {
            "indicators/I1/baseline": figure(20, figure_id="f", low=10, high=30),
            "indicators/I2/baseline": figure(20, figure_id="f", low=15, high=30),
        },
    ),
}
TEXTS: Broken = {
    "text.name_missing": ("activities/V1/name", {"activities/V1/name": words("")}),
    "text.personal_number": ("chain/target_group", {"target_group": words(BORN)}),
    "text.unreadable_character": ("chain/risks/0", {"risks": [words("vänd \u202e text")]}),
}
BROKEN: Broken = {
    **SCOPE, **STAKEHOLDERS, **RESOURCES, **LINKS, **OUTCOMES, **EFFECTS, **IMPACT,
    **MONEY, **DOUBLE, **PRICES, **FIGURES, **SPREADS, **TEXTS,
}  # fmt: skip
ALONG_WITH = {
    "effect.lifetime_repeated": {"proxy.lifetime"},
    "double.lifetime_and_years": {"proxy.lifetime"},
}
"""Rules that cannot be broken without breaking these as well."""
