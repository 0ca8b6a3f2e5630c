"""The forecast moves from the same measurements; whether the method is kept to; the local result beside the study's."""

from datetime import date
from html import unescape

import pytest

from chain.forecast.model import Comparison
from chain.measurement import Cell, Focus, Observation, PlannedIndicator, Replacing, Rule, Target
from chain.text import Text
from pages.parts import forecast_compute
from pages.parts.jobs import JOBS
from reports.texts.numbers import format_money, format_ratio
from sroi.follow_up.comparison import learned_comparison, put_again
from sroi.follow_up.learned import learned
from sroi.forecast.child import forecast
from sroi.ratio import headline_in
from sroi.settings import Settings
from storage import operations
from storage.operations import Done, MeasurementKey, StoredIndicator
from tests.acting import here
from tests.pages.conftest import WHO, Writer
from tests.pages.following import TODAY, on_the_day
from tests.pages.forecasts import ID, kept
from tests.pages.slow import until
from tests.pages.test_follow_up_seen import told
from tests.pages.visit import Visit

UPTAKE = PlannedIndicator(
    id="UP", name=Text(sv="Familjer som tackar ja", en="Families who accept"), element="chain", rule=Rule.SHARE,
    focus=Focus.VOLUME, first_on=date(2025, 1, 1), last_on=date(2026, 12, 31),
    replaces=Replacing(place=f"forecast/{ID}/options/A/delivery/uptake_share", prior_weight=0),
)  # fmt: skip
SETTINGS = Settings(perspective="society")
DOSE = UPTAKE.model_copy(
    update={"id": "DOSE", "name": Text(sv="Minst tio träffar"), "replaces": None, "focus": Focus.FIDELITY}
)


@pytest.fixture(autouse=True)
def day(monkeypatch):
    """It is the day of the journey."""
    on_the_day(monkeypatch)


def planned(writer: Writer, indicator: PlannedIndicator, chain_id: str = "I1") -> None:
    made = operations.save_indicator(writer.store, here(writer.store, WHO), chain_id, indicator)
    assert isinstance(made, StoredIndicator), made


def approved(writer: Writer, indicator: PlannedIndicator, cell: Cell, chain_id: str = "I1") -> None:
    key, acting = MeasurementKey(chain_id, indicator.id, "2025"), here(writer.store)
    value = Observation(indicator_id=indicator.id, period="2025", total=cell)
    version = operations.measurement(writer.store, acting, *key, TODAY).version
    done = operations.submit(writer.store, acting, key, version, TODAY, value)
    assert isinstance(done, Done), done
    assert isinstance(operations.approve(writer.store, acting, key, done.version, TODAY), Done)


def net(comparison: Comparison, language: str = "sv") -> str:
    """The net of the first option over ten years to the comparison's own purse, as it is written."""
    found = forecast(comparison)
    return plain(format_money(language, found.of("A").at(10).of(comparison.decision.perspective).net))


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_forecast_and_the_ratio_of_its_chain_move_when_a_value_is_approved(example):
    kept(example)
    Visit("forecast_beside", comparison=ID, intervention="I1", option="A").press("put-forecast")
    planned(example, UPTAKE)
    before = told(Visit("learned", intervention="I1"))
    assert "Inget godkänt mätvärde ersätter något tal i prognosen än" in before
    assert "Räknas den om där också" not in before
    assert "Godkända mätvärden" not in Visit("forecast_beside", comparison=ID, intervention="I1").told("info")
    approved(example, UPTAKE, Cell(hits=40, answered=50))

    visit = Visit("learned", intervention="I1")
    there = operations.load_comparison(example.store, here(example.store), ID).comparison
    follow_up = operations.follow_up_of(example.store, here(example.store), "I1")
    found = learned_comparison(there, follow_up)
    assert f"var {net(there)} (90 %-intervall" in told(visit)
    assert f"är {net(found.comparison)} (90 %-intervall" in told(visit)
    assert net(found.comparison) != net(there)
    assert "Familjer som tackar ja" in told(visit).split("Antaganden i prognosen som mätningen har ersatt")[-1]

    chain = operations.load(example.store, here(example.store), "I1").chain
    both = [put_again(chain, there, found), chain]
    ratios = [
        plain(format_ratio("sv", float(headline_in(learned(each, follow_up).chain, SETTINGS).ratio))) for each in both
    ]
    [line] = [each for each in told(visit).splitlines() if "Räknas den om där också" in each]
    assert f"blir kvoten {ratios[0]} (" in line
    assert f"mot {ratios[1]} (" in line
    assert ratios[0] != ratios[1]

    beside = Visit("forecast_beside", comparison=ID, intervention="I1")
    assert "ersätter 1 av prognosens tal" in beside.told("info")


def test_what_lies_outside_and_what_a_few_decided_is_said_of_a_forecast(example):
    kept(example)
    effect = UPTAKE.model_copy(update={"replaces": Replacing(place=f"forecast/{ID}/options/A/effect/estimate")})
    planned(example, effect)
    approved(example, effect, Cell(hits=3, answered=4))
    visit = Visit("learned", intervention="I1", lang="en")
    assert "lies outside the assumed interval" in visit.told("warning")
    assert "The forecast rests here on measurements of a few people that are not shown: Families" in visit.told(
        "warning"
    )
    assert "75%" not in told(visit)


def test_a_plan_without_them_shows_nothing_of_forecast_method_or_study(example):
    words = told(Visit("learned", intervention="I4")) + told(Visit("follow_up", intervention="I4"))
    for each in ("Öppna prognosen", "Hålls metoden?", "Lokalt resultat mot studiens"):
        assert each not in words


@pytest.mark.parametrize(("hits", "words"), [(45, "✓ hålls"), (20, "✗ hålls inte"), (3, "? går inte att säga")])
def test_whether_the_method_is_kept_to(example, hits, words):
    planned(example, DOSE)
    asked = Target(indicator_id="DOSE", period="2025", value=0.8)
    assert operations.set_target(example.store, here(example.store), "I1", asked) == asked
    approved(example, DOSE, Cell(hits=hits, answered=50))
    visit = Visit("follow_up", intervention="I1")
    assert "Hålls metoden?" in told(visit)
    row = told(visit).split("Metodens krav")[-1].split("Minst tio träffar")[1].split("</tr>")[0]
    assert f">{words}</td>" in unescape(row)
    assert "80 %" in row


def test_the_local_result_beside_the_studys_claims_no_effect(example):
    words = told(Visit("follow_up", intervention="I1"))
    [line] = [each for each in words.splitlines() if "i studien 18,0 % (95 %-intervall 6,1 % till 29,9 %)" in each]
    assert "här uppmätt 20,6 % (95 %-intervall" in line
    assert "en förändring utan jämförelsegrupp och inte en effekt" in line


def test_long_draws_of_both_forecasts_are_waited_for_one_after_the_other(example, monkeypatch):
    monkeypatch.setattr(forecast_compute, "is_long", lambda *_: True)
    visit = Visit("learned", intervention="I1")
    moved = "på 10 år var 1 964 301 kr{} i prognosen och är 2 209 400 kr{} med det"
    assert moved.format("", "") in told(visit)
    for _ in range(2):
        until(lambda: all(job.is_over for job in JOBS._jobs.values()))
        visit.run()
    assert "och är 2 209 400 kr (90 %-intervall" in told(visit)
    assert [job.state for job in JOBS._jobs.values()] == ["done", "done"]
    JOBS.close()
