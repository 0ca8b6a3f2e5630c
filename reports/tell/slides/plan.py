"""Which slides a story becomes and what stands on each, before any of them is drawn.

About ten: what it is, the headline, the nine parts, the sources. A chart has its finding as title, and its numbers in a
table on a slide at the end. What has no room goes on to another slide; nothing is cut off or made too small to read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.paper.letters import on_one_line, settable
from reports.paper.model import Table
from reports.tell.slides import room, tables
from reports.tell.slides.room import Box, Words
from reports.tell.story import STORY, Chapter, Exhibit, Plot, Said, Story
from reports.texts import text
from reports.texts.numbers import format_date

WITH_TABLES = ("chain", "unknown", "decision")
"""The parts whose tables are shown; the report has them all."""
_TITLE_MARGIN_EM = 0.4


@dataclass(frozen=True)
class Rooms:
    """Where title and content stand on a template's slides, in points of a slide 540 points high; and how large its
    titles are at most."""

    title: Box
    body: Box
    title_pt: float = room.TITLE_PT[0]
    tried: tuple[float, ...] = room.TITLE_PT

    def title_size(self, title: str) -> float | None:
        """The largest size at which a title stands in its box."""
        sizes = [size for size in self.tried if size <= self.title_pt] or [self.title_pt]
        return next(
            (size for size in sizes if len(room.lines(title, size, self.title.width)) <= self.lines(size)), None
        )

    def lines(self, size: float) -> int:
        """How many lines of a title have room above each other."""
        return max(1, int((self.title.height / size - _TITLE_MARGIN_EM) / room.LINE_EM))


@dataclass(frozen=True)
class Slide:
    """One slide: its title, and paragraphs, a chart or a table. `of`: the place of the chart that the table is of."""

    title: str
    title_pt: float
    words: tuple[Words, ...] = ()
    words_pt: float = room.BODY_PT[0]
    exhibit: Exhibit | None = None
    table: Table | None = None
    table_pt: float = tables.TABLE_PT[0]
    of: str = ""
    notes: tuple[str, ...] = ()
    is_cover: bool = False


def plan(story: Story, rooms: Rooms) -> tuple[Slide, ...]:
    """The slides of a story in order: the cover first, the tables of the charts last."""
    chapters = {chapter.part: chapter for chapter in story.chapters}
    told = [chapters[part] for part in STORY if part in chapters]
    slides = [_cover(story), *_headline(story, rooms)]
    for chapter in told:
        slides += _chapter(story, chapter, rooms)
    slides += _made(story, chapters.get("sources"), rooms)
    for exhibit in (each for chapter in told for each in chapter.exhibits):
        slides += _table(story.language, tables.plotted(story.language, exhibit), rooms, exhibit.place)
    last = (story.conventions, " · ".join((story.mark, story.version, story.fingerprint)))
    return tuple(replace(slide, notes=(*slide.notes, *last)) for slide in slides)


def _cover(story: Story) -> Slide:
    """The cover has boxes of its own, so its sizes are settled where it is drawn."""
    under = (f"{story.organisation} · {format_date(story.made_on)}", f"{story.mark} · {story.version}")
    return Slide(on_one_line(story.title), room.TITLE_PT[0], tuple(map(Words, under)), is_cover=True)


def _headline(story: Story, rooms: Rooms) -> list[Slide]:
    first, *others = story.headline
    return _texts(story.language, first.words, text(story.language, "deck.headline"), _said(others), rooms)


def _chapter(story: Story, chapter: Chapter, rooms: Rooms) -> Iterator[Slide]:
    """Its words, then its charts, then its tables. Few words stand beside the first chart, or are the table's title."""
    words = [*_said(chapter.said), *_facts(chapter), *(Words(settable(item), is_bullet=True) for item in chapter.items)]
    grids = chapter.grids if chapter.part in WITH_TABLES else ()
    side = words if chapter.exhibits and _beside_pt([*_not_titled(chapter.exhibits[0], rooms), *words], rooms) else []
    finding = words[0].text if grids and len(words) == 1 and rooms.title_size(words[0].text) else ""
    if words and not side and not finding:
        yield from _texts(story.language, chapter.heading, chapter.heading, words, rooms)
    for at, exhibit in enumerate(chapter.exhibits):
        yield from _chart(story.language, exhibit, [] if at else side, rooms)
    for grid in grids:
        yield from _table(story.language, tables.gridded(grid, chapter.heading), rooms, title=finding)


def _said(said: Sequence[Said]) -> list[Words]:
    return [Words(line) for each in said for line in settable(each.words).split("\n") if line.strip()]


def _facts(chapter: Chapter) -> list[Words]:
    return [Words(on_one_line(said), f"{on_one_line(name)}: ") for name, said in chapter.facts]


def _made(story: Story, sources: Chapter | None, rooms: Rooms) -> list[Slide]:
    """Which result this is, and where its numbers come from: each source once. The report has them number by number."""
    heading = text(story.language, "deck.made")
    facts = (
        ("made", story.version),
        ("mark", story.mark),
        ("counted", story.conventions),
        ("print", story.fingerprint),
    )
    words = [Words(said, text(story.language, f"deck.fact.{name}")) for name, said in facts]
    column = text(story.language, "table.column.source")
    for grid in sources.grids if sources else ():
        named = [row[grid.titles.index(column)] for row in grid.rows] if column in grid.titles else []
        words += [Words(name, is_bullet=True) for name in sorted(set(map(on_one_line, named))) if name.strip()]
    return _texts(
        story.language, heading, heading, [*words, *(_said(sources.said) if sources else ())], rooms, room.SOURCE_PT
    )


# Texts


def _texts(
    language: str, title: str, heading: str, words: Sequence[Words], rooms: Rooms, sizes: Sequence[float] = room.BODY_PT
) -> list[Slide]:
    """As many slides as the words need, the first sentence of all as their title where it has room there."""
    shown, size, more = titled(title, heading, rooms)
    words_pt, filled = room.pages(sizes, [*more, *words], rooms.body)
    return _numbered(language, [Slide(shown, size, group, words_pt) for group in filled], rooms)


def _numbered(language: str, slides: list[Slide], rooms: Rooms) -> list[Slide]:
    """Where several slides bear one title, which of them each is."""
    return (
        slides
        if len(slides) == 1
        else [_part(language, each, at, len(slides), rooms) for at, each in enumerate(slides, 1)]
    )


def _part(language: str, slide: Slide, number: int, count: int, rooms: Rooms) -> Slide:
    after = text(language, "deck.part", number=number, count=count)
    size = rooms.title_size(slide.title + after)
    title, size = (slide.title + after, size) if size else _cut(slide.title, after, rooms)
    return replace(slide, title=title, title_pt=size)


def _table(language: str, whole: Table, rooms: Rooms, of: str = "", title: str = "") -> list[Slide]:
    title, size, _ = titled(title or whole.caption, whole.caption, rooms)
    pieces, table_pt = tables.pieces(whole, rooms.body)
    made = [Slide(title, size, table=piece, table_pt=table_pt, of=of, notes=(whole.caption,)) for piece in pieces]
    return _numbered(language, made, rooms)


def titled(wished: str, heading: str, rooms: Rooms) -> tuple[str, float, tuple[Words, ...]]:
    """The title with its size, and what had no room in it: that is said in full below."""
    more: list[Words] = []
    for title in dict.fromkeys(map(on_one_line, (wished, heading))):
        size = rooms.title_size(title)
        if size:
            return title, size, tuple(more)
        more.append(Words(title))
    return *_cut(more[-1].text, "", rooms), tuple(more)


def _cut(title: str, after: str, rooms: Rooms) -> tuple[str, float]:
    """As much of a title as has room with what comes after it."""
    size = min(room.TITLE_PT[-1], rooms.title_pt)
    letters = sum(map(len, room.lines(title, size, rooms.title.width)[: rooms.lines(size)]))
    return f"{title[: letters - len(after) - 1].rstrip()}…{after}", size


# Charts


def _beside_pt(words: Sequence[Words], rooms: Rooms) -> float | None:
    """The size at which words stand beside a chart; None where they have no room there."""
    _, side = rooms.body.parted()
    return room.largest(room.SIDE_PT, words, side)


def _not_titled(exhibit: Exhibit, rooms: Rooms) -> tuple[Words, ...]:
    """The finding of a chart that is too long to be its title."""
    return titled(exhibit.finding.words, exhibit.title, rooms)[2]


def _chart(language: str, exhibit: Exhibit, side: Sequence[Words], rooms: Rooms) -> Iterator[Slide]:
    """The chart under its finding; a finding too long for a title stands on a slide before."""
    title, size, more = titled(exhibit.finding.words, exhibit.title, rooms)
    words = [*more, *side]
    beside = _beside_pt(words, rooms)
    if not beside:
        yield from _texts(language, title, title, words, rooms)
        words, beside = [], room.SIDE_PT[-1]
    yield Slide(title, size, tuple(words), beside, exhibit, notes=_chart_notes(exhibit))


def _chart_notes(exhibit: Exhibit) -> tuple[str, ...]:
    return (exhibit.figure.description, *(": ".join(filter(None, line)) for line in _rows_said(exhibit.plot)))


def _rows_said(plot: Plot) -> Iterator[tuple[str, str]]:
    for at, category in enumerate(plot.categories):
        written = [(each.name, each.written[at] or tables.NOTHING) for each in plot.series]
        alone = len(written) == 1
        yield category, "; ".join(number if alone else f"{name} {number}" for name, number in written)
