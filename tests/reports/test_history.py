"""The history in a person's words, and as files."""

import csv
from datetime import UTC, datetime, timedelta, timezone
import io
import json
from typing import NamedTuple

import pytest

from chain.assumption import Assumption, Series
from chain.plan.starter import worked_example
from chain.text import Text
from reports.history import history_json, history_table, in_words, pair_in_words
from reports.tables import to_csv, to_html
from reports.texts.moments import format_moment


class Noted(NamedTuple):
    """One change."""

    place: str
    old: object
    new: object
    at: datetime = datetime(2026, 3, 1, 11, 30, tzinfo=UTC)
    who: str = "anna"
    action: str = "save"
    version: int | None = 2
    reason: str | None = None
    by_organisation: str | None = None


def figure(**given) -> dict:
    """A figure as the history keeps it."""
    return Assumption(**given).model_dump(mode="json")


COHORTS = Series(values={2025: 10, 2026: 0.5}).model_dump(mode="json")


@pytest.mark.parametrize(
    ("place", "value", "swedish", "english"),
    [
        ("effects/E1/deadweight", figure(value=0.25), "25 %", "25%"),
        ("proxies/P1/price", figure(value=1234.5), "1 234,5", "1,234.5"),
        ("chain/cohorts", COHORTS, "2025: 10; 2026: 0,5", "2025: 10; 2026: 0.5"),
        ("chain/end_year", 2027, "2027", "2027"),
        ("chain/status", "running", "Pågår", "Running"),
        ("resources/R1/kind", "money", "Pengar", "Money"),
        ("outcomes/O1/valued", True, "Ja", "Yes"),
        ("chain/name", Text(sv="Läxhjälp", en="Homework help").model_dump(), "Läxhjälp", "Homework help"),
        ("chain/name", Text(sv="Läxhjälp").model_dump(), "Läxhjälp", "Läxhjälp"),
        ("effects", ["E2", "E1"], "E2, E1", "E2, E1"),
        ("effects/E1", {"id": "E1", "name": {"sv": "Vårddygn", "en": ""}, "position": 3}, "Vårddygn", "Vårddygn"),
        ("chain", {"sha256": "ab12", "places": ["need"]}, "sha256:ab12", "sha256:ab12"),
        ("chain/need", {"sv": "", "en": ""}, "–", "–"),
        ("effects/E1", None, "–", "–"),
        ("chain/risks", [], "–", "–"),
        ("chain/need", {"sv": "x" * 400, "en": ""}, "x" * 299 + "…", "x" * 299 + "…"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_a_person_reads_it(place, value, swedish, english):
    assert in_words("sv", place, value).replace("\N{NO-BREAK SPACE}", " ") == swedish
    assert in_words("en", place, value) == english


def test_what_a_portfolio_points_at_is_told_by_its_name():
    held = worked_example()
    changed = Noted("portfolio/choice/option_ids", ["P1"], ["P1", "P3", "gone"])
    [row] = history_table([changed], held, "sv").to_dict("records")
    assert row["before"] == held.options[0].name.sv
    assert row["after"] == f"{held.options[0].name.sv}, {held.options[2].name.sv}, gone"


def test_of_two_figures_only_what_differs_is_told():
    old = figure(value=0.2, source="Studie A", reason=Text(sv="Skäl", en="Reason"))
    assert pair_in_words("en", "effects/E1/deadweight", old, old | {"value": 0.3}) == ("20%", "30%")
    source, both = old | {"source": "Studie B"}, old | {"source": "Studie B", "value": 0.3}
    assert pair_in_words("en", "effects/E1/deadweight", old, source) == ("Source: Studie A", "Source: Studie B")
    assert pair_in_words("en", "effects/E1/deadweight", old, both) == ("20%; Source: Studie A", "30%; Source: Studie B")
    assert pair_in_words("en", "effects/E1/deadweight", None, old) == ("–", "20%")


def test_the_table_names_places_and_what_was_done_and_is_safe_to_show():
    entries = [
        Noted("chain/need", None, {"sv": "<b>=1+1", "en": ""}, reason="@skäl"),
        Noted("chain", None, {}, action="archive"),
    ]
    frame = history_table(entries, None, "sv")
    assert list(frame["action"]) == ["Ändrad", "Arkiverad"]
    assert frame["moment"][0] == format_moment(entries[0].at)
    assert "<b>" not in to_html(frame, "sv", "Historik")
    written = list(csv.reader(io.StringIO(to_csv(frame, "sv").decode("utf-8-sig")), delimiter=";"))
    assert written[0] == ["När", "Vem", "Vad", "Var", "Stod", "Står", "Varför"]
    assert written[1][-2:] == ["<b>=1+1", "'@skäl"]


def test_an_action_without_words_is_named_by_its_code():
    assert list(history_table([Noted("chain", None, None, action="frozen-later")], None, "sv")["action"]) == [
        "frozen-later"
    ]


def test_the_data_file_holds_everything_as_it_is_kept():
    later = datetime(2026, 3, 1, 13, 30, tzinfo=timezone(timedelta(hours=2)))
    old, new = figure(value=0.2), figure(value=1 / 3)
    told = json.loads(history_json([Noted("effects/E1/deadweight", old, new, at=later, reason="Ny studie")]))
    assert told == [
        {
            "at": "2026-03-01T11:30:00+00:00", "who": "anna", "organisation": None, "action": "save", "version": 2,
            "place": "effects/E1/deadweight", "old": old, "new": new, "reason": "Ny studie",
        }
    ]  # fmt: skip


def test_a_new_answer_is_told_with_its_point_and_what_was_said():
    told = {"name": {"sv": "Begränsningar", "en": ""}, "stand": "partly", "words": {"sv": "Bara vinsten", "en": ""}}
    assert pair_in_words("sv", "answers/limitations", None, told)[1] == "Begränsningar; Delvis; Bara vinsten"
