"""Every rule finds what it is for, in its place, and nothing in a sound chain."""

from collections import Counter

import pytest

from chain.checks import ALL_RULES, CODES, check_chain
from chain.model import Chain
from chain.problem import Severity
from chain.text import LONGEST_WORDS, Text
from tests.chain.broken_rules import ALONG_WITH, BROKEN
from tests.chain.sound import THIS_YEAR, effect, figure, price, share, spoiled, words, years

UNBUILDABLE = {"text.too_long"}
"""Broken only by a chain that was changed around the model's own limits."""


def codes_in(chain: Chain) -> set[str]:
    return {found.code for found in check_chain(chain, THIS_YEAR)}


def test_the_sound_chain_has_no_problems():
    assert check_chain(spoiled(), THIS_YEAR) == []


def test_every_rule_has_its_own_code_and_a_case():
    assert [code for code, times in Counter(rule.code for rule in ALL_RULES).items() if times > 1] == []
    assert set(BROKEN) | UNBUILDABLE == set(CODES)
    assert all(rule.source for rule in ALL_RULES)


@pytest.mark.parametrize("code", BROKEN)
def test_a_spoiled_chain_breaks_this_rule_and_no_other(code):
    place, changes = BROKEN[code]
    found = check_chain(spoiled(**changes), THIS_YEAR)
    assert {each.code for each in found} == {code} | ALONG_WITH.get(code, set())
    assert place in [each.place for each in found if each.code == code]
    assert {each.severity for each in found if each.code == code} == {CODES[code]}
    assert all(hash(each) is not None for each in found)


def test_a_text_grown_too_long_is_found():
    need = Text().rewritten("sv", "x" * (LONGEST_WORDS + 1))
    assert codes_in(spoiled().model_copy(update={"need": need})) == {"text.too_long"}


def test_an_empty_chain_is_told_what_is_missing_and_nothing_more():
    empty = Chain(id="C1", name=Text(sv="Ny"), start_year=2025, end_year=2027)
    assert codes_in(empty) == {
        "scope.need_missing",
        "scope.purpose_missing",
        "scope.evidence_missing",
        "stakeholder.none",
        "resource.none",
        "effect.none",
    }


def test_an_effect_just_begun_is_told_what_is_missing_and_nothing_more():
    begun = spoiled(**{"+effects": [{"id": "E2", "name": words("Ny rad")}]})
    found = Counter(each.code for each in check_chain(begun, THIS_YEAR))
    assert found == {
        "effect.no_outcome": 1,
        "effect.no_actor": 1,
        "effect.no_proxy": 1,
        "effect.no_quantity": 1,
        "effect.figure_missing": 6,
    }


def test_a_yearly_profile_needs_no_timing_of_its_own():
    profile = {"kind": "yearly_profile", "units": years(y2025=3)}
    timed = dict.fromkeys(("drop_off", "lag_years", "duration_years"))
    assert codes_in(spoiled(effects=[effect(quantity=profile, **timed)])) == set()


def test_all_problems_come_at_once_in_a_stable_order():
    changes = {"need": words(""), "effects/E1/displacement": None, "effects/E1/lag_years": figure(-1)}
    found = check_chain(spoiled(**changes), THIS_YEAR)
    assert [(each.code, each.place) for each in found] == [
        ("scope.need_missing", "chain/need"),
        ("effect.figure_missing", "effects/E1/displacement"),
        ("effect.years_too_few", "effects/E1/lag_years"),
    ]


SILENT = {
    "same people, units that sum to exactly one": {"+effects": [effect(id="E2", quantity=share(0.2, 0.5))]},
    "same people, one after the other": {
        "effects/E1/quantity": share(0.2, 1),
        "+effects": [effect(id="E2", quantity=share(0.2, 1), lag_years=figure(4))],
    },
    "a transfer written as two rows": {
        "proxies/P1/basis": "transfer",
        "proxies/P1/payer_id": None,
        "+effects": [effect(id="E2", actor_id="families", sign=-1, cashable_share=None)],
    },
    "a cost that is wholly felt at average price": {"effects/E1/cashable_share": figure(1), "effects/E1/sign": -1},
    "zero deadweight on a measured difference": {
        "effects/E1/measured_against_comparison": True,
        "effects/E1/deadweight": figure(0),
    },
    "a price exactly five years old": {"proxies/P1/price": figure(50_000, price_year=2021)},
    "a programme of the past that has ended": {
        "start_year": 2023,
        "end_year": 2025,
        "status": "ended",
        "learning": words("Vi fortsätter."),
    },
    "a context indicator without target": {"indicators/I1/direction": "context", "indicators/I1/target": None},
    "both outcomes priced, one of them negative": {
        "outcomes": [
            {"id": "O1", "name": words("Barn bråkar mindre"), "stakeholder_id": "S1", "output_ids": ["U1"]},
            {
                "id": "O2",
                "name": words("Fler anmälningar"),
                "stakeholder_id": "S1",
                "outcome_ids": ["O1"],
                "positive": False,
            },
        ],
        "+proxies": [price(id="P2")],
        "+effects": [effect(id="E2", outcome_id="O2", proxy_id="P2", sign=-1)],
    },
    "an income that no activity uses": {
        "+resources": [
            {
                "id": "R3",
                "name": words("Avgift"),
                "kind": "income",
                "payer_id": "social",
                "amounts": {**years(y2024=5), "price_year": 2024},
            }
        ]
    },
    "numbers that only look like a person's": {
        "target_group": words(
            "Org.nr 556036-0793, 20241301-1234, 850230-1234, tfn 026-17 80 00, 1 234 567 8901 kr, 8501011234567"
        )
    },
}


@pytest.mark.parametrize("what", SILENT)
def test_no_false_alarm(what):
    assert codes_in(spoiled(**SILENT[what])) == set()


def test_a_personal_number_is_found_in_any_writing_and_never_repeated():
    for written in (
        "191212121212", "19121212-1212", "121212-1212", "121212+1212", "1212121212", "121272-1219",
        "850101-1234", "8501011234", "19850101 1234", "850101 – 1234", "240229\u20111234",
    ):  # fmt: skip
        (found,) = check_chain(spoiled(**{"activities/V1/description": words(f"Per {written}.")}), THIS_YEAR)
        assert (found.code, found.place, found.values) == ("text.personal_number", "activities/V1/description", ())


def test_a_circle_of_outcomes_is_named_once():
    circle = {"outcomes/O1/outcome_ids": ["O2"], "outcomes/O2/outcome_ids": ["O1"]}
    (found,) = check_chain(spoiled(**circle), THIS_YEAR)
    assert [name.sv for name in found.words()["names"]] == ["Barn bråkar mindre", "Syskon får mindre tid"]


def test_only_errors_stop_a_figure():
    errors = {code for code, severity in CODES.items() if severity is Severity.ERROR}
    assert {"effect.figure_missing", "scope.cohorts_missing", "resource.no_amount", "figure.share_outside"} <= errors
    assert not {code for code in errors if code.startswith(("double.", "stakeholder.", "outcome."))}
