"""Asking the statistics service: what was asked and nothing else, politely, and every bad answer refused in words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
import gzip
import json

import httpx
import pytest

from chain.problem import Problem
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from storage.sources import kolada_polite
from storage.sources.kolada import MOST_IN_SEGMENT, fetch_lists, fetch_values
from storage.sources.kolada_answers import AreaKind, Asked, Cell, Fetched, Figure, Missing, Sex
from storage.sources.kolada_polite import NotAnswered, Polite
from tests.statistics_service import Service, cut_off, huge, next_at, onwards, serving, silent, status, words

ASKED = Asked(("N31849", "N02797", "N33816", "N00000"), ("9999", "0000"), tuple(range(2021, 2025)))


@pytest.fixture(autouse=True)
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited each time, without waiting."""
    told: list[float] = []
    monkeypatch.setattr(kolada_polite, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(Polite.__init__, "__defaults__", (told.append, Polite.__init__.__defaults__[1]))
    return told


@pytest.fixture
def service() -> Iterator[Service]:
    """The service on this computer."""
    with serving() as running:
        yield running


def silently(_done: int, _of: int) -> None:
    """Nobody follows."""


def fetched(service: Service, asked: Asked = ASKED) -> Fetched:
    """What comes of a fetch that goes well."""
    found = fetch_values(service.base, asked, progress=silently)
    assert isinstance(found, Fetched), found
    return found


@pytest.mark.parametrize("next_name", ["next_url", "next_page"])
def test_figures_come_over_pages_of_both_shapes_and_what_is_missing_says_why(service, next_name):
    service.next_name = next_name
    found = fetched(service)
    series = {year: found.figures[Cell("N31849", "0000", year, Sex.ALL)] for year in (2022, 2023, 2024)}
    assert series == {2022: Figure(67020.0), 2023: Figure(70600.0), 2024: Figure(75045.0)}
    women = {year: found.figures[Cell("N02797", "9999", year, Sex.WOMEN)] for year in (2021, 2022, 2023)}
    assert women == {2021: Figure(9.1), 2022: Figure(missing=Missing.NOT_STATED), 2023: Figure(missing=Missing.REMOVED)}
    assert found.figures[Cell("N33816", "9999", 2023, Sex.ALL)] == Figure(missing=Missing.NOT_STATED)
    assert [each.title for each in found.key_figures][:1] == ["Utbetalt ekonomiskt bistånd, kr/hushåll"]
    assert [each.title for each in found.areas] == ["Ljusnaby (fiktiv)", "Riket"]
    assert found.unknown == ("N00000",)
    assert Cell("N31849", "9999", 2021, Sex.ALL) not in found.figures, "what was never said is not made up"


def test_a_year_may_be_words_and_a_mark_of_the_services_own_is_kept(service):
    service.told["data"] = [
        {"kpi": "N31849", "municipality": "9999", "period": "2024", "values": [
            {"gender": "T", "value": None, "status": "Sekretess"}, {"gender": "K", "value": 0, "count": 1}]},
    ]  # fmt: skip
    assert fetched(service).figures == {
        Cell("N31849", "9999", 2024, Sex.ALL): Figure(missing=Missing.MARKED, status="Sekretess"),
        Cell("N31849", "9999", 2024, Sex.WOMEN): Figure(0.0),
    }


def test_nothing_is_sent_but_the_ids_that_were_asked_for(service):
    fetched(service, Asked(("N31849",), ("9999", "0000"), (2023, 2024)))
    asked_for = "/v3/data/kpi/N31849/municipality/9999,0000/year/2023,2024"
    assert service.asked == ["/v3/kpi/N31849", "/v3/municipality/9999,0000", asked_for]


def test_at_most_25_ids_stand_in_a_part_of_an_address_and_progress_is_told(service):
    asked = Asked(tuple(f"N{number:05}" for number in range(30)), ("9999",), tuple(range(1990, 2025)))
    told: list[tuple[int, int]] = []
    fetch_values(service.base, asked, progress=lambda done, of: told.append((done, of)))
    parts = [part.split(",") for path in service.asked for part in path.split("?")[0].split("/")]
    assert max(map(len, parts)) == MOST_IN_SEGMENT
    assert told == [(done, 7) for done in range(8)]
    found = fetch_values(service.base, Asked(("N31849",), ("G99999", "0000", "1234"), (2024,)), progress=silently)
    assert ([each.title for each in found.areas], found.unknown) == (["Liknande kommuner (fiktiv)", "Riket"], ("1234",))
    ids = {each for path in service.asked if "/data/" in path for each in path.split("/")[4].split(",")}
    assert ids == {*asked.key_figure_ids, "N31849"}


def test_rows_that_were_not_asked_for_are_left(service):
    service.rows = lambda path: service.told[path.split("/")[2]]
    found = fetched(service, Asked(("N31849",), ("9999",), (2024,)))
    assert list(found.figures) == [Cell("N31849", "9999", 2024, Sex.ALL)]
    assert [each.id for each in found.key_figures] == ["N31849"]


def test_the_lists_hold_what_there_is_by_the_services_own_names(service):
    lists = fetch_lists(service.base, progress=silently)
    assert {each.id: (each.title, each.kind) for each in lists.areas} == {
        "9999": ("Ljusnaby (fiktiv)", AreaKind.MUNICIPALITY),
        "9998": ("Åsunda (fiktiv)", AreaKind.MUNICIPALITY),
        "0000": ("Riket", AreaKind.REGION),
        "G99999": ("Liknande kommuner (fiktiv)", AreaKind.GROUP),
    }
    assert {each.id for each in lists.key_figures} == {"N31849", "N33002", "N02797", "N33816"}


# --- patience ---------------------------------------------------------------------------------------------------------


def test_a_busy_service_is_asked_again_when_it_says_so(service, waited):
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
    service.faults = [status(429, Retry_After="7"), status(503), status(429, Retry_After=later)]
    assert len(fetched(service).key_figures) == 3
    assert waited[0] == 7
    assert waited[1] == 4
    assert 15 < waited[2] <= 20


def test_a_service_that_asks_for_an_hour_is_not_waited_for(service, waited):
    service.always = status(429, Retry_After="3600")
    assert code(service) == "statistics.too_many"
    assert waited == [30, 30, 30]


def test_a_line_that_goes_dead_is_tried_again(service):
    service.faults = [cut_off]
    assert len(fetched(service).key_figures) == 3


def test_there_is_a_pause_between_questions(service, monkeypatch):
    monkeypatch.setattr(kolada_polite, "PAUSE_SECONDS", 0.4)
    slept: list[float] = []
    polite = Polite(service.base, sleep=slept.append, clock=lambda: 0.0)
    for _ in range(3):
        list(polite.pages("/municipality"))
    polite.close()
    assert slept == [0.4, 0.4]


# --- what is refused --------------------------------------------------------------------------------------------------


def code(service: Service) -> str:
    """Why a fetch failed; the reason can be said in every language, and repeats nothing of the answer."""
    found = fetch_values(service.base, ASKED, progress=silently)
    assert isinstance(found, Problem)
    for language in LANGUAGES:
        assert len(sentence(language, found)) > 40
    return found.code


ROW = {"kpi": "N31849", "municipality": "9999", "period": 2024, "values": [{"gender": "T", "value": 1.0}]}


def page(**changed: object) -> bytes:
    """A page with one row, changed in some way."""
    return json.dumps({"values": [ROW | changed]}).encode()


MALFORMED = {
    "no JSON": b"<html>Underh\xc3\xa5ll</html>",
    "half": b'{"values": [',
    "not UTF-8": b'{"values": [{"id": "\xff"}]}',
    "a list": b"[]",
    "no rows": b'{"count": 0}',
    "a year that is none": page(period="i fjol"),
    "a year far off": page(period=20240),
    "a value in words": page(values=[{"gender": "T", "value": "12"}]),
    "a value that is yes": page(values=[{"gender": "T", "value": True}]),
    "no number": b'{"values": [' + json.dumps(ROW).encode().replace(b"1.0", b"NaN") + b"]}",
    "too large a number": b'{"values": [' + json.dumps(ROW).encode().replace(b"1.0", b"1e999") + b"]}",
    "no value told": page(values=[{"gender": "T"}]),
    "another sex": page(values=[{"gender": "X", "value": 1.0}]),
    "rows in rows": page(values={"T": 1.0}),
    "an id that is a number, its noughts lost": page(municipality=21),
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED)
def test_an_answer_in_another_form_is_refused(service, content):
    service.faults = [*(2 * [words(b'{"values": []}')]), words(content)]
    assert code(service) == "statistics.malformed"


def test_hidden_signs_in_titles_do_not_come_in(service):
    service.told["kpi"][0]["title"] = "Utbetalt\u202e \0bistånd\n, kr"
    assert fetched(service).key_figures[0].title == "Utbetalt bistånd , kr"


def test_one_odd_line_in_a_list_does_not_cost_the_others(service):
    odd = {"id": "N1", "title": None, "is_divided_by_gender": None}
    service.told["kpi"] += [odd, odd | {"id": "N55555"}]
    service.told["municipality"] += [
        {"id": "Gävle", "title": "x", "type": "K"},
        {"id": "0022", "title": "y", "type": "R"},
    ]
    lists = fetch_lists(service.base, progress=silently)
    assert [each.id for each in lists.key_figures][-2:] == ["N33816", "N55555"]
    assert (lists.areas[3].id, lists.areas[3].kind) == ("0022", AreaKind.REGION)


def test_a_packed_answer_is_unpacked_and_a_broken_pack_refused(service):
    packed = gzip.compress(page())
    service.faults = [*(2 * [words(b'{"values": []}')]), words(packed, Content_Encoding="gzip")]
    assert list(fetched(service).figures.values()) == [Figure(1.0)]
    service.faults = [words(packed[:20] + b"x" * 20, Content_Encoding="gzip")]
    assert code(service) == "statistics.malformed"


@pytest.mark.parametrize("address", [
    "http://127.0.0.1:1/v3/kpi", "https://api.example.org/v3/kpi", "//example.org/kpi", "ftp://127.0.0.1/", "http://[",
    "file:///etc/passwd",
])  # fmt: skip
def test_a_next_page_on_another_computer_is_not_followed(service, address):
    service.faults = [next_at(address)]
    assert code(service) == "statistics.elsewhere"
    assert len(service.asked) == 1


def test_a_next_page_may_be_told_without_its_host(service):
    service.faults = [next_at("/v3/kpi/N31849?page=9")]
    fetched(service)
    assert service.asked[1] == "/v3/kpi/N31849?page=9"


@pytest.mark.parametrize("always", [onwards, next_at("/v3/kpi")], ids=["ever new ones", "round and round"])
def test_pages_without_end_are_refused(service, always, monkeypatch):
    monkeypatch.setattr(kolada_polite, "MOST_PAGES", 12)
    service.always = always
    assert code(service) == "statistics.endless"
    assert len(service.asked) <= 12


def test_a_redirection_is_not_followed(service):
    service.faults = [status(302, Location="http://127.0.0.1:1/")]
    assert code(service) == "statistics.refused"


@pytest.mark.parametrize(("number", "told"), [(500, "unavailable"), (404, "refused"), (403, "refused")])
def test_a_service_that_fails_is_told(service, number, told):
    service.always = status(number)
    assert code(service) == f"statistics.{told}"
    assert len(service.asked) == (4 if number == 500 else 1)


def test_an_answer_without_end_is_refused(service, monkeypatch):
    monkeypatch.setattr(kolada_polite, "MOST_BYTES", 1_000_000)
    service.always = huge
    assert code(service) == "statistics.too_large"


def test_a_silent_service_is_not_waited_for(service, monkeypatch):
    monkeypatch.setattr(kolada_polite, "TIMEOUT", httpx.Timeout(0.2))
    service.always = silent
    assert code(service) == "statistics.slow"


def test_an_answer_that_trickles_in_is_not_waited_for(service):
    ticks = iter(range(0, 10_000, 50))
    polite = Polite(service.base, sleep=lambda _: None, clock=lambda: float(next(ticks)))
    service.always = huge
    with pytest.raises(NotAnswered) as told:
        list(polite.pages("/kpi"))
    assert told.value.problem.code == "statistics.slow"
    polite.close()


def test_no_contact_is_told():
    with serving() as gone:
        base = gone.base
    found = fetch_lists(base, progress=silently)
    assert found.code == "statistics.no_contact"


def test_a_proxy_of_the_environment_is_asked(service, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy"):
        monkeypatch.setenv(name, service.base.removesuffix("/v3"))
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    list(Polite("http://kolada.example/v3").pages("/kpi"))
    assert service.asked[0] == "http://kolada.example/v3/kpi"
