"""The readable page of a kept version: the kept figures, nothing from outside, no markup out of anyone's words."""

from html.parser import HTMLParser

import pytest

from chain.text import Text
from reports import version_report
from reports.version_report import report_edition, sources
from sroi.settings import SROI_GUIDE
from sroi.sureness import Drawing
from tests.golden.examples import example
from tests.sroi.kept import version

BAD = '<img src="https://evil.example/x" onerror=alert(1)>'


class Seen(HTMLParser):
    """Tags, attributes and words of a page."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags, self.attributes, self.words = set(), set(), []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words).replace("\u00a0", " ")


def page(language: str = "sv", **more) -> Seen:
    return Seen(version_report.version_report(version(**more), language))


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", ("0,77", "10 år", "det offentliga", "mellan 0,50 kr och 0,91 kr", "5 074 510 kr", "multipliceras")),
        (
            "en",
            ("0.77", "10 years", "the public sector", "between SEK 0.50 and SEK 0.91", "SEK 5,074,510", "multiplied"),
        ),
    ],
)
def test_it_says_the_ratio_with_horizon_whose_and_ends_conventions_and_fingerprint(language, told):
    seen = page(language)
    for words in (*told, version().record.fingerprint, "Till socialnämnden", "Eva", version().record.engine_version):
        assert words in seen.text


def test_every_effect_every_payer_and_every_source_stands_in_it():
    seen, result, chain = page(), version().result, example("I3")
    for effect in chain.effects:
        assert effect.name.sv in seen.text
    for actor in result.actors:
        if actor.investment or actor.value:
            assert next(each.name.sv for each in chain.actors if each.id == actor.actor_id) in seen.text
    rows = sources(chain, "sv")
    assert len(rows) > 50
    assert all(" ".join(row.source.split()) in " ".join(seen.text.split()) for row in rows.itertuples())


def test_it_asks_for_nothing_and_runs_nothing_whatever_people_wrote():
    chain = example("I3").model_copy(update={"name": Text(sv=BAD)})
    effects = tuple(each.model_copy(update={"name": Text(sv=BAD)}) for each in chain.effects)
    seen = page(chain=chain.model_copy(update={"effects": effects}), name=BAD, note=f"{BAD}\n{BAD}", who=BAD)
    assert BAD in seen.text
    assert not seen.tags & {"script", "img", "link", "iframe", "object", "a", "base", "form", "svg"}
    assert not {name for name in seen.attributes if name in ("src", "href") or name.startswith("on")}


def test_it_shows_the_kept_figures_and_calculates_nothing(monkeypatch):
    kept = version(SROI_GUIDE)
    monkeypatch.setattr("sroi.ratio.flows_of", None)
    assert f"{kept.result.society.ratio:.2f}" in Seen(version_report.version_report(kept, "en")).text


def test_the_edition_moves_with_a_word(monkeypatch, tmp_path):
    before = report_edition()
    report_edition.cache_clear()
    assert report_edition() == before
    (tmp_path / "words.toml").write_text("x", "utf-8")
    monkeypatch.setattr(version_report, "__file__", str(tmp_path / "version_report.py"))
    report_edition.cache_clear()
    assert report_edition() != before
    report_edition.cache_clear()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("sv", ("90 %-intervall 0,62 kr till 0,82 kr om bara 6 av 62 tal varierar", "2 000 dragningar, frö 7")),
        ("en", ("90% interval SEK 0.62 to SEK 0.82 if only 6 of 62 figures vary", "2,000 draws, seed 7")),
    ],
)
def test_with_draws_it_says_interval_probability_and_seed(language, told):
    seen = page(language, drawing=Drawing(2_000, 7))
    for words in (*told, {"sv": "0 av 20 fall", "en": "0 cases out of 20"}[language]):
        assert words in seen.text
