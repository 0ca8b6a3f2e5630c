"""What weakens a figure is told where the figure stands, gravest first, and each line leads to the row in question."""

from datetime import date
from urllib.parse import parse_qs

import pytest

from chain import edit
from chain.checks import check_chain
from chain.model import Actor, Level, Resource, ResourceKind
from chain.problem import Severity
from chain.text import Text
from pages.parts import caution
from tests.pages.test_conventions import typed
from tests.pages.visit import Visit


def weakened(chain):
    """The example with one price for everything, gains credited elsewhere, and figures and prices of unknown origin."""
    bare = {"mark": "not_stated", "source": "", "url": "", "price_year": None}
    proxies = tuple(
        each.model_copy(update={"price": each.price.model_validate({**each.price.model_dump(), **bare})})
        for each in chain.proxies
    )
    resources = tuple(
        each.model_copy(update={"amounts": each.amounts.model_copy(update={"price_year": None})})
        for each in chain.resources
    )
    effects = tuple(each.model_copy(update={"proxy_id": proxies[0].id}) for each in chain.effects)
    return chain.model_copy(update={"proxies": proxies, "resources": resources, "effects": effects})


def found_in(writer, ident: str) -> list:
    """What the checks find this year."""
    return check_chain(writer.chain(ident), date.today().year)


def links(visit: Visit) -> list:
    """The links on the page."""
    return [each.proto for each in visit.at.main if each.type == "page_link"]


def test_the_headline_is_followed_by_what_weakens_it(example):
    example.save(weakened, "I1")
    visit = Visit("result", intervention="I1")
    found = found_in(example, "I1")
    errors, warnings, notes = (sum(each.severity is severity for each in found) for severity in Severity)
    assert (errors, warnings > 6) == (0, True)
    assert f"0 fel, {warnings} varningar och {notes} att tänka på." in visit.words
    told = visit.words.split("Innan ni använder talet:")[1].split("\nFörst")[0].split("\n")
    assert [each.partition(":")[0] for each in told[1:4]] == ["Varning"] * 3
    assert "samma prislapp" in told[1], "value counted twice comes before missing words"
    assert f"{len(example.chain('I1').proxies)} av " in visit.words
    assert "saknar uppgift om ursprung" in visit.words
    costs = len(example.chain("I1").resources)
    assert f"{costs} av {costs} kostnader saknar prisår och räknas som 2024 års priser." in visit.words


def test_each_line_leads_to_its_row_with_the_form_open(example):
    example.save(weakened, "I1")
    first = links(Visit("result", intervention="I1"))[0]
    address = parse_qs(first.query_string)
    kind, element = address["edit"][0].split("/")
    assert kind == "effects"
    assert address["intervention"] == ["I1"]
    visit = Visit(first.page, **{name: values[0] for name, values in address.items()})
    assert visit.field(f"effects/{element}/{first.page}", "name.sv").value in first.label.replace("\\", "")


def warnings(writer, ident: str) -> list:
    """The warnings about an intervention."""
    return [each for each in found_in(writer, ident) if each.severity is Severity.WARNING]


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [("sv", "Kan räknas. 1 varning finns.", "Kan räknas. {} varningar finns."),
     ("en", "Can be counted. There is 1 warning.", "Can be counted. There are {} warnings.")],
)  # fmt: skip
def test_the_list_counts_the_warnings(example, language, one, several):
    unseen = warnings(example, "I4")[0]
    assert unseen.code == "outcome.nobody_measures"

    def measured(chain):
        seen = chain.indicators[0].model_copy(update={"id": "seen", "outcome_id": unseen.place.split("/")[1]})
        return edit.with_element(chain, "indicators", seen)

    example.save(measured, "I4")
    counts = [len(warnings(example, ident)) for ident in ("I1", "I2", "I3", "I4")]
    assert counts[3] == 1
    words = Visit(lang=language).words
    assert words.count(one) == counts.count(1)
    assert all(words.count(several.format(count)) == counts.count(count) for count in counts if count > 1)


def test_what_the_checks_and_the_calculation_both_find_is_told_once(empty):
    def begin(chain):
        actor = Actor(id="a", name=Text(sv="Nämnden"), level=Level.MUNICIPALITY)
        resource = Resource(id="r", name=Text(sv="Lokal"), kind=ResourceKind.PREMISES, payer_id="a")
        return edit.with_element(edit.with_element(chain, "actors", actor), "resources", resource)

    empty.save(begin, "T1")
    visit = Visit("result", intervention="T1").open("caution-all")
    told = visit.words.split("Innan ni använder talet:")[1]
    assert told.count("Resurs ”Lokal”: belopp per år. Belopp saknas.") == 2, "among the gravest, and among all"
    assert "Resursen saknar belopp" not in told
    assert "Innan ni använder talet: 2 fel" in visit.words.replace("**", "")
    assert "Kan inte räknas fullt ut: 2 saker saknas eller är fel." in visit.go("overview").words


def test_a_missing_price_level_is_one_line_with_the_last_year_there_is(example):
    visit = typed(Visit("result", intervention="I1"), "price_year", "2026")
    told = visit.words.split("Innan ni använder talet:")[1]
    assert told.startswith("** 3 fel")
    assert told.split("\n")[1] == "Fel: Prisår. Prisnivå 2026 finns inte; senaste år är 2024. Välj ett år som finns."
    assert "Prisnivå 2026" in visit.told("warning")
    assert "kan inte räknas om till 2026" not in visit.words


def test_a_chain_without_anything_to_say_has_no_box(example, monkeypatch):
    monkeypatch.setattr(caution, "everything", lambda stored, settings: [])
    assert "Innan ni använder talet" not in Visit("result", intervention="I1").words
    assert "Kan räknas. Inga varningar finns." in Visit().words
