"""A forecast is put into the chain from its page: what is added is shown first, and afterwards where it came from."""

from storage import operations
from tests.acting import here
from tests.chain.comparisons import changed, shipped
from tests.pages.forecasts import ID, kept
from tests.pages.test_forecast_read import told
from tests.pages.visit import Visit


def test_into_the_chain_moved_since_and_in_again(example):
    kept(example)
    visit = Visit("forecast_beside", comparison=ID, intervention="I1", option="A")
    assert "Det här läggs in" in told(visit)
    assert "prognosens kostnad om den inte ingår" in told(visit), "the chain pays for things of its own"
    assert not visit.at.checkbox[0].value
    visit.press("put-forecast")
    assert "Prognosen är inlagd i värdekedjan" in visit.told("success")
    assert "Det finns inget att lägga in" in told(visit)
    result = Visit("result", intervention="I1")
    assert "Siffrorna i kedjan är de som jämförelsen ger nu" in told(result)
    acting = here(example.store)
    better = changed(shipped(), "options/A/effect/estimate/value", 0.25).model_copy(update={"id": ID})
    operations.save_comparison(example.store, acting, better, 1)
    for page in ("result", "value"):
        assert "Lägg in prognosen igen" in told(Visit(page, intervention="I1"))
    again = Visit("forecast_beside", comparison=ID, intervention="I1", option="A")
    assert "har ändrats sedan dess" in told(again)
    before = len(operations.load(example.store, acting, "I1").chain.effects)
    again.press("put-forecast")
    assert len(operations.load(example.store, acting, "I1").chain.effects) == before
    assert "de som jämförelsen ger nu" in told(again)
    version = operations.load(example.store, acting, "I1").version
    again.press("flash-undo")
    assert "har ändrats sedan dess" in told(again)
    assert operations.load(example.store, acting, "I1").version == version + 1


def test_what_would_be_counted_twice_is_named_before(example):
    kept(example)
    visit = Visit("forecast_beside", comparison=ID, intervention="I1", option="A").press("put-forecast")
    other = visit.go("forecast_beside", option="B")
    other.choose("forecast-option@sv", "B")
    assert "Kontrollera innan du lägger in" in told(other)
    assert "är inlagda som prognoser" in told(other)
    [costs] = [each for each in other.at.checkbox if each.key.startswith("put-costs")]
    costs.check()
    assert "räknas den två gånger: lägg in prognosen utan kostnaden" in told(other.run())


def test_someone_who_saves_meanwhile_is_not_overwritten(example):
    kept(example)
    visit = Visit("forecast_beside", comparison=ID, intervention="I1", option="A")
    acting = here(example.store, "bo")
    there = operations.load(example.store, acting, "I1")
    button = visit.at.button(key="put-forecast")
    operations.save(example.store, acting, there.chain.model_copy(update={"start_year": 2030, "end_year": 2031}), 1)
    button.click()
    assert "har sparat insatsen sedan sidan visades" in visit.run().told("error")
