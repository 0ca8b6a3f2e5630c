"""A told result on exactly one page of A4: what must be read, in the largest letters that all of it has room in.

Long words of people are cut where the page would not hold them; the report has them whole.
"""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path

from reports.paper.letters import on_one_line, parted
from reports.paper.model import Figure
from reports.paper.pdf import REGIONS, pictures, told, typeset
from reports.tell.pictures import NARROW, picture
from reports.tell.report import foot, subtitle
from reports.tell.story import Exhibit, Part, Story
from reports.texts import text

LONGEST_TITLE, LONGEST_WORDS, LONGEST_METHOD, LONGEST_ITEM = 140, 420, 900, 90
MOST_SAID, MOST_ITEMS = 3, 5
"""Letters, sentences and items that always have room in the smallest size."""
MOST_ROWS = 7
"""Of a chart that has one for each who gains; the way from gross value has as many."""
SHOWN: tuple[tuple[Part, str], ...] = (("value", "value/waterfall"), ("who", "who/kinds"), ("when", "when/running"))


def summary(story: Story) -> bytes:
    """The page as the bytes of a PDF."""
    shown = {exhibit.place: Figure(*_drawn(exhibit)) for exhibit in _exhibits(story)}
    files = {"summary.json": json.dumps(_page(story, shown), ensure_ascii=False), **pictures(shown.values())}
    look = Path(__file__).with_suffix(".typ").read_bytes()
    return typeset(look, files, story.made_on)


def shortened(words: str, letters: int) -> str:
    """The words on one line, whole where they have room; else to the last whole word within, and an ellipsis."""
    line = on_one_line(words).strip()
    if len(line) <= letters:
        return parted(line)
    kept = line[: letters - 1]
    at_word = kept.rsplit(" ", 1)[0]
    return parted((at_word if len(at_word) > letters // 2 else kept) + "…")


def _exhibits(story: Story) -> Iterator[Exhibit]:
    for part, place in SHOWN:
        yield from (exhibit for exhibit in story.chapter(part).exhibits if exhibit.place == place)


def _drawn(exhibit: Exhibit) -> tuple[bytes, str]:
    return picture(exhibit.figure, NARROW, MOST_ROWS), exhibit.figure.description


def _page(story: Story, shown: Mapping[str, Figure]) -> dict:
    first, *rest = story.headline
    panels = [_picture(exhibit, shown[exhibit.place]) for exhibit in _exhibits(story)]
    panels += [_words(story, part) for part in ("sure", "unknown", "decision")]
    return {
        "title": shortened(story.title, LONGEST_TITLE),
        "subtitle": shortened(subtitle(story), LONGEST_TITLE),
        "about": [shortened(each, LONGEST_WORDS) for each in _about(story)],
        "author": on_one_line(story.organisation),
        "subject": text(story.language, "told_paper.summary_subject"),
        "language": story.language,
        "region": REGIONS[story.language],
        "made_on": {"year": story.made_on.year, "month": story.made_on.month, "day": story.made_on.day},
        "watermark": story.mark,
        "first": shortened(first.words, LONGEST_WORDS),
        "rest": [shortened(each.words, LONGEST_WORDS) for each in rest if each.place != "headline/beside"],
        "columns": [panels[:2], panels[2:]],
        "last": [_sources(story)],
        "foot": [shortened(part, LONGEST_TITLE) for part in foot(story).parts(story.language)],
    }


def _about(story: Story) -> Iterator[str]:
    """What the intervention is: what it is for, and for whom, how many and when."""
    need = story.chapter("need")
    yield need.said[-1].words
    if need.facts:
        names = [text(story.language, f"told.fact.{name}") for name in ("target_group", "starters", "period")]
        yield " · ".join(said for name, said in need.facts if name in names)


def _panel(
    heading: str, words: list[str], items: list[str], figure: Figure | None = None, longest: int = LONGEST_WORDS
) -> dict:
    drawn = told(figure) if figure else {"file": "", "alternative": ""}
    return {
        "heading": shortened(heading, LONGEST_TITLE),
        "words": [shortened(each, longest) for each in words],
        "items": [shortened(each, LONGEST_ITEM) for each in items],
        "file": drawn["file"],
        "alternative": drawn["alternative"],
    }


def _picture(exhibit: Exhibit, figure: Figure) -> dict:
    return _panel(exhibit.title, [exhibit.finding.words], [], figure)


def _words(story: Story, part: Part) -> dict:
    """A part in words alone: what is said first, and the names of what stands in its table."""
    chapter = story.chapter(part)
    named = [row[0] for grid in chapter.grids for row in grid.rows if part in LISTED]
    left = len(named) - MOST_ITEMS
    items = named[:MOST_ITEMS] + ([text(story.language, "told_paper.more", count=left)] if left > 0 else [])
    said = [each.words for each in chapter.said if each.place not in LEFT_OUT][:MOST_SAID]
    return _panel(chapter.heading, said, items)


LISTED: frozenset[Part] = frozenset({"unknown", "decision"})
"""Whose tables say by their first column what there is."""
LEFT_OUT = frozenset({"sure/net", "sure/evidence", "decision/learning"})
"""Said in the report, but not on the one page."""


def _sources(story: Story) -> dict:
    """How it was counted, where the numbers come from, and which version it is."""
    language = story.language
    marks: dict[str, int] = {}
    for grid in story.chapter("sources").grids:
        for row in grid.rows:
            marks[row[-1]] = marks.get(row[-1], 0) + 1
    counted = [text(language, "told_paper.of_kind", kind=kind, count=count) for kind, count in marks.items()]
    told_sources = text(language, "told_paper.sources", count=sum(marks.values()), kinds="; ".join(counted))
    fingerprint = text(language, "told_paper.fingerprint", fingerprint=story.fingerprint)
    words = [story.conventions, told_sources, story.version, fingerprint]
    return _panel(text(language, "told_paper.how"), words, [], longest=LONGEST_METHOD)
