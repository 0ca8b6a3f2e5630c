"""Every problem has its sentence in both languages, with the values it needs, and every place and choice has a name."""

from enum import StrEnum
import inspect

from pydantic import BaseModel
import pytest

from chain import assumption, judgement, model, problem, refusals, text
from chain.checks import CODES, check_chain
from chain.document import read_chain
from chain.forecast import effect as forecast_effect
from chain.forecast import model as forecast
from chain.people import Role, Wish, able
from chain.plan import model as portfolio
from chain.problem import Problem, Severity
from chain.problem import problem as make
from chain.procurement import model as procurement
from chain.text import LONGEST_WORDS, Text
from reports.texts import LANGUAGES, catalogue, has_text
from reports.texts.problems import place_name, placeholders, sentence, severity_name
from tests.chain.broken_rules import BROKEN
from tests.chain.sound import THIS_YEAR, spoiled, words
from tests.chain.test_document import REFUSED, written

OFFERED = {"code", "field", "place"}


def found_by_rules() -> dict[str, tuple[Problem, model.Chain]]:
    """One real problem of every rule, with the chain it was found in."""
    chains = [spoiled(**changes) for _, changes in BROKEN.values()]
    chains.append(spoiled().model_copy(update={"need": Text(en="").rewritten("sv", "x" * (LONGEST_WORDS + 1))}))
    return {found.code: (found, chain) for chain in chains for found in check_chain(chain, THIS_YEAR)}


def found_by_reader() -> dict[str, Problem]:
    """One real problem of every kind that reading a document can answer with."""
    documents = [data for data, _, _ in REFUSED.values()]
    documents.append(written(**{"/chain/risks": [1] * 1_500}))
    return {found.code: found for data in documents for found in read_chain(data)[1]}


BY_RULES, BY_READER = found_by_rules(), found_by_reader()
ALL = {**{code: found for code, (found, _) in BY_RULES.items()}, **BY_READER}


def test_every_code_is_tried_here():
    assert set(BY_RULES) == set(CODES)
    known = {key.removeprefix("problem.") for key in catalogue() if key.startswith("problem.document.")}
    assert known - {"document.unfit"} == set(BY_READER)
    of_others = {code for code in refusals.CODES.values() if code.startswith(("report.", "cohort."))}
    assert set(refusals.CODES.values()) - of_others <= known


@pytest.mark.parametrize("code", ALL)
def test_the_sentence_asks_for_exactly_what_the_problem_supplies(code):
    for language in LANGUAGES:
        assert placeholders(language, f"problem.{code}") - OFFERED == set(ALL[code].words())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ALL)
def test_the_sentence_is_whole_and_ends_as_one(code, language):
    chain = BY_RULES[code][1] if code in BY_RULES else None
    said = sentence(language, ALL[code], chain)
    assert said[0].isupper() or said[0] in "”“0123456789"
    assert said.endswith(".")
    assert not set("{}") & set(said)
    assert "Text(" not in said
    assert "–" not in said.replace("0–100", "").replace("a–z", "")
    assert code not in said


SAID = {
    "effect.deadweight_on_comparison": ("dra av 20 % igen", "Taking off 20% again"),
    "proxy.old_price": ("från 2020 och alltså 6 år", "from 2020, so 6 years"),
    "resource.zero_investment": ("0 kr", "SEK 0"),
    "scope.cohort_negative": ("för 2024", "for 2024"),
    "double.same_people": ("Färre stödinsatser och Färre stödinsatser", "together they come to 1.1 units"),
    "link.step_missing": ("”Aktiviteter”", "“Activities”"),
    "proxy.weak_source": ("medier", "media"),
    "figure.below_low": ("20 % är lägre än det lägsta rimliga, 25 %", "20% is below"),
    "figure.same_id_differs": (
        "(Indikator ”Skattning 1”: utgångsläge (nollmätning))",
        "(Indicator “Skattning 1”: baseline)",
    ),
    "proxy.replaced_without_reason": ("50 000 kr", "SEK 40,000"),
}


@pytest.mark.parametrize("code", SAID)
def test_values_are_written_as_the_language_writes_them(code):
    found, chain = BY_RULES[code]
    for language, expected in zip(LANGUAGES, SAID[code], strict=True):
        assert expected.lower() in sentence(language, found, chain).replace("\u00a0", " ").lower()


PLACES = {
    "effects/E1/deadweight": (
        "Värderad effekt ”Färre stödinsatser”: vad som ändå hade hänt (dödvikt)",
        "Monetised effect “Färre stödinsatser”: what would have happened anyway (deadweight)",
    ),
    "effects/E1/quantity/share/evidence": (
        "Värderad effekt ”Färre stödinsatser”: andel av deltagarna som förändras: evidensnivå",
        "Monetised effect “Färre stödinsatser”: share of the participants who change: level of evidence",
    ),
    "resources/R1/on_cost_share": ("Resurs ”Gruppledare”: PO-pålägg", "Resource “Gruppledare”: employer on-cost"),
    "actors/gone/name": ("Aktör ”gone”: namn", "Actor “gone”: name"),
    "chain/evidence": ("Insatsen: evidens för insatsen", "The intervention: evidence for the intervention"),
    "chain/risks/0": ("Insatsen: risker: 1", "The intervention: risks: 1"),
    "chain": ("Insatsen", "The intervention"),
    "": ("Filen", "The file"),
    "/version": ("Filen: version", "The file: version"),
    "/chain/cohorts/values/1066": (
        "Insatsen: antal som börjar varje år: 1066",
        "The intervention: number who start each year: 1066",
    ),
    "/chain/effects/0/drop_off/value": (
        "Värderad effekt nr 1: avtrappning per år: värde",
        "Monetised effect no. 1: drop-off per year: value",
    ),
    "/chain/effects/²/x~1y": ("Insatsen: värderade effekter: ²: x/y", "The intervention: monetised effects: ²: x/y"),
    "settings/index": ("settings/index", "settings/index"),
}


@pytest.mark.parametrize("place", PLACES)
def test_places_have_names(place):
    assert tuple(place_name(language, place, spoiled()) for language in LANGUAGES) == PLACES[place]


def test_a_hostile_name_is_quoted_in_one_short_line():
    chain = spoiled(
        **{"activities/V1/name": words("{0} {name}\n" + "x" * 500), "activities/V1/description": words("191212121212")}
    )
    named = place_name("sv", check_chain(chain, THIS_YEAR)[0].place, chain)
    assert named.startswith("Aktivitet ”{0} {name} xxx")
    assert len(named) < 120


def test_an_unknown_code_or_a_missing_value_never_fails():
    assert "nowhere.known" in sentence("en", make("nowhere.known", "chain", count=3))
    assert "–" in sentence("en", make("scope.years_far_away", "chain/end_year"))


FAMILIES = {
    "level": model.Level,
    "resource_kind": model.ResourceKind,
    "term": model.Term,
    "direction": model.Direction,
    "quality": model.PriceQuality,
    "basis": model.CostBasis,
    "span": model.Span,
    "method": model.Method,
    "status": model.Status,
    "claim": model.Claim,
    "mark": assumption.Mark,
    "evidence": assumption.Evidence,
    "shape": assumption.Shape,
    "severity": Severity,
}


def test_no_choice_of_the_model_is_forgotten():
    classes = {
        each for module in (model, assumption, problem) for each in vars(module).values() if inspect.isclass(each)
    }
    assert {each for each in classes if issubclass(each, StrEnum) and each is not StrEnum} == set(FAMILIES.values())


def test_a_role_that_is_not_enough_is_told_which_are():
    refused = make("storage.not_for_role", "chain", role=able(Wish.REVIEW))
    assert "Roller som räcker: granskare och controller." in sentence("sv", refused)
    assert "Roles that do: reviewer and controller." in sentence("en", refused)


def test_every_choice_has_words_and_nothing_else_has():
    for family, members in (FAMILIES | {"role": Role}).items():
        known = {key.removeprefix(f"{family}.") for key in catalogue() if key.startswith(f"{family}.")}
        assert known == {str(member) for member in members}, family


def test_every_field_of_the_model_has_a_label():
    classes = [each for module in (model, assumption, text) for each in vars(module).values()]
    held = [each for each in classes if inspect.isclass(each) and issubclass(each, BaseModel)]
    fields = {field for each in held for field in each.model_fields}
    assert {field for field in fields if not has_text(f"field.{field}")} == set()


HELPED = {
    "chain": (model.Chain,),
    "actors": (model.Actor,),
    "stakeholders": (model.Stakeholder,),
    "resources": (model.Resource, model.Account),
    "outputs": (model.Output,),
    "outcomes": (model.Outcome,),
    "indicators": (model.Indicator,),
    "proxies": (model.Proxy, assumption.Passport),
    "effects": (model.MonetisedEffect, model.ShareOfCohort),
    "answers": (judgement.Answer,),
    "reviews": (judgement.Review,),
    "decisions": (judgement.Decision,),
    "decision": (forecast.Decision,),
    "population": (forecast.Population,),
    "options": (forecast_effect.Effect,),
    "portfolio": (portfolio.Spread, portfolio.Overlap),
    "procurement": (procurement.Procurement, procurement.Measure, procurement.Criterion, procurement.PriceBase),
}


ON_PAGES = {"retention": ("retention_reason",)}
"""Fields of forms about no part of a chain or a comparison."""


def test_help_is_for_fields_that_exist():
    for key in (key.removeprefix("help.") for key in catalogue() if key.startswith("help.")):
        kind, field = key.split("_", 1)
        assert field in ON_PAGES.get(kind, ()) or any(field in each.model_fields for each in HELPED[kind]), key


def test_severities_have_names():
    assert [severity_name("en", each) for each in Severity] == ["Error", "Warning", "Worth a thought"]
