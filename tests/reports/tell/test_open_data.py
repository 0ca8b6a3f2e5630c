"""Open data: the engine's numbers with all their digits, a published schema, files no spreadsheet runs as formulas."""

import csv
from io import BytesIO, StringIO
import json
from pathlib import Path
from zipfile import ZipFile

import jsonschema
import pytest

from chain.text import Text
from reports.tell.open_data import open_json, open_zip
from reports.tell.open_model import schema_text
from reports.tell.telling import tell
from sroi.perspective import members_of
from tests.golden.examples import example
from tests.reports.tell.stories import DRAWN, kept, story
from tests.reports.tell.test_telling import engine
from tests.sroi.kept import version

PUBLISHED = Path(__file__).parents[3] / "docs" / "told.schema.json"


def data(language: str = "sv", perspective: str = "society", is_drawn: bool = True) -> dict:
    return json.loads(open_json(story(language, "I3", perspective, is_drawn), kept("I3", perspective, is_drawn)))


def files(packed: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(packed)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def test_the_schema_is_the_published_one():
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run: python -m reports.tell.open_model"


@pytest.mark.parametrize("is_drawn", [True, False])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_written_fits_the_schema(language, is_drawn):
    jsonschema.validate(data(language, "public", is_drawn), json.loads(schema_text()))


def test_every_figure_is_the_engines_to_the_digit():
    result = engine()
    for told in data()["figures"]:
        total = result.total(told["perspective"])
        for name in ("investment", "value", "net", "cashable", "calculated_saving", "welfare_value"):
            assert told[f"{name}_sek"] == float(getattr(total, name))
        outlook = kept().sureness.of(told["perspective"])
        if told["ratio"] is None:
            assert told["interval"] is None
            continue
        assert told["ratio"] == float(total.ratio)
        low, high = outlook.ratio.interval()[:2]
        assert (told["interval"]["low"], told["interval"]["high"]) == (low, high)
    assert {each["perspective"] for each in data()["figures"] if each["ratio"]} == {"society", "public", "municipality"}


def test_without_an_interval_there_is_no_ratio_but_the_span_of_the_prices():
    told = data(is_drawn=False)
    assert {each["ratio"] for each in told["figures"]} == {None}
    assert told["figures"][0]["price_span"]["cautious"] == kept("I3", "society", False).span.of("society").cautious


def test_charts_hold_the_same_numbers_as_the_story():
    plots = {each.place: each.plot for chapter in story().chapters for each in chapter.exhibits}
    charts = {each["place"]: each for part in data()["parts"] for each in part["charts"]}
    assert charts.keys() == plots.keys()
    for place, plot in plots.items():
        assert [tuple(each["values"]) for each in charts[place]["series"]] == [each.values for each in plot.series]


def test_the_zip_has_a_file_for_every_chart_and_table_and_is_the_same_each_time():
    packed = open_zip(story(), kept())
    assert packed == open_zip(story(), kept())
    found = files(packed)
    count = sum(len(each.exhibits) + len(each.grids) for each in story().chapters)
    assert len(found) == count + 1
    assert json.loads(found["told.json"]) == data()
    rows = list(csv.reader(StringIO(found["value-waterfall.csv"]), delimiter=";"))
    fall = engine().society.waterfall
    amounts = [float(row[1].replace(",", ".")) for row in rows[1:8]]
    assert amounts == [fall.gross, *fall.steps.values(), fall.present_value]
    assert all(story().fingerprint in content for content in found.values())


def test_no_file_holds_anything_a_spreadsheet_would_run():
    bad = '=HYPERLINK("https://evil.example","x")'
    chain = example("I3")
    named = {
        kind: tuple(each.model_copy(update={"name": Text(sv=bad)}) for each in getattr(chain, kind))
        for kind in ("actors", "outcomes", "effects", "proxies", "stakeholders", "resources", "outputs")
    }
    spoiled = version(chain=chain.model_copy(update={"name": Text(sv=bad), **named}), name=bad, drawing=DRAWN)
    found = files(open_zip(tell(spoiled, "sv", organisation=bad), spoiled))
    cells = [cell for name, content in found.items() if name.endswith("csv")
             for row in csv.reader(StringIO(content), delimiter=";") for cell in row]  # fmt: skip
    assert any(bad in cell for cell in cells)
    assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]
    assert not [
        cell for cell in cells if cell.startswith("-") and not cell[1:].replace(",", "").replace("e-", "").isdigit()
    ]


def test_own_words_stand_with_the_original_beside():
    told = tell(kept(), "sv", own_words={"headline/payback": "Det dröjer."})
    said = {each["place"]: each for each in json.loads(open_json(told, kept()))["headline"]}
    assert said["headline/payback"]["words"] == "Det dröjer."
    assert said["headline/payback"]["original"].startswith("Kommunen får inte tillbaka")
    assert said["headline/ratio"]["original"] is None


def test_a_level_that_nobody_belongs_to_is_not_told():
    found = {each["perspective"] for each in data()["figures"]}
    assert found == {"society", "public"} | {
        level for level in ("municipality", "region", "state") if members_of(example("I3"), level)
    }
