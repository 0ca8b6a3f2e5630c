"""The page for those without an account: every word and number of the story, nothing that runs, nothing asked for."""

from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
import re

import pytest

from reports.markup import parted
from reports.tell.edition import FACTS_ONLY, PARTS, edition
from reports.tell.story import Grid, Said
from tests.reports.paper.samples import HOSTILE
from tests.reports.tell.stories import story

ALONE = {"meta", "link", "img", "br"}


class Seen(HTMLParser):
    """What stands on the page: its words, its elements with what they carry, and whether all were closed."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open, self.elements, self.text = [], [], []
        self.feed(page.decode())
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)

    @property
    def words(self) -> str:
        """All of it on one line."""
        return " ".join(parted("".join(self.text)))

    def of(self, tag: str) -> list[dict]:
        """What the elements of a kind carry."""
        return [carried for name, carried in self.elements if name == tag]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("is_drawn", [True, False])
def test_every_word_and_number_that_is_shared_stands_on_the_page(language, is_drawn):
    told = story(language, is_drawn=is_drawn)
    seen = Seen(edition(told, date(2026, 12, 31)))
    chapters = [told.chapter(part) for part in PARTS]
    said = [*told.headline, *(each for chapter in chapters for each in chapter.said)]
    wanted = [told.title, told.mark, told.version, told.conventions, told.fingerprint, "2026-12-31"]
    wanted += [each.words for each in said] + [each.heading for each in chapters]
    for chapter in chapters:
        wanted += [*chapter.items, *(part for fact in chapter.facts for part in fact)]
        wanted += [each.finding.words for each in chapter.exhibits]
        if chapter.part not in FACTS_ONLY:
            wanted += [cell for grid in chapter.grids for row in grid.rows for cell in (*row, grid.caption)]
    assert [each for each in wanted if " ".join(parted(each)) not in seen.words] == []
    pictures = [carried["alt"] for carried in seen.of("img")]
    described = [each.figure.description for chapter in chapters for each in chapter.exhibits]
    assert [" ".join(parted(each)) for each in described for _ in range(2)] == pictures
    assert seen.of("html") == [{"lang": language}]


def test_nothing_on_it_runs_or_is_asked_for_and_names_of_reviewers_are_not_on_it():
    told = story()
    page = edition(told)
    seen = Seen(page)
    assert {tag for tag, _ in seen.elements}.isdisjoint(
        {"script", "iframe", "form", "object", "embed", "base", "input"}
    )
    loads = [value for _, carried in seen.elements for name, value in carried.items() if name in ("src", "href")]
    assert {value.partition(",")[0] for value in loads if not value.startswith("#")} == {
        "data:", "data:image/svg+xml;base64"
    }  # fmt: skip
    assert not [name for _, carried in seen.elements for name in carried if name.startswith("on")]
    assert not re.search(r"url\(|@import|https?:", unescape(page.decode()).partition("<body")[0])
    assert edition(told) == page, "the same story, the same bytes"
    reviews = Grid("Granskat", ("Vem",), (False,), (("Hemlig Granskare",),))
    reviewed = [replace(each, grids=(reviews,)) if each.part == "method" else each for each in told.chapters]
    assert edition(replace(told, chapters=tuple(reviewed))) == page


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_never_read_as_markup(words):
    told = story()
    first = Said(told.headline[0].place, told.headline[0].original, words)
    page = edition(replace(told, title=words, organisation=words, headline=(first, *told.headline[1:])))
    assert [tag for tag, _ in Seen(page).elements] == [tag for tag, _ in Seen(edition(told)).elements]
