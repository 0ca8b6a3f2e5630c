"""The full report of a told result: every part with its charts and tables, then the appendices; for PDF and Word."""

from collections.abc import Iterator
from dataclasses import replace

from reports.paper.fit import fit
from reports.paper.frames import table_of
from reports.paper.model import (
    Block,
    Column,
    Document,
    Facts,
    Figure,
    Foot,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    Span,
    Table,
)
from reports.tell.pictures import picture
from reports.tell.slides.tables import plotted
from reports.tell.story import APPENDICES, Chapter, Exhibit, Grid, Story
from reports.tell.voice import without_empty
from reports.texts import text

MOST_ROWS = 20
"""Of a chart that has one for each actor: so many have room on a page in letters that can be read."""
SHORT = 12
"""Of a fingerprint: enough to tell two apart by eye; the whole one stands under how it was calculated."""


def report(story: Story) -> Document:
    """The story as a document."""
    return Document(
        title=text(story.language, "told_paper.report_title", title=story.title),
        subtitle=subtitle(story),
        language=story.language,
        made_on=story.made_on,
        author=story.organisation,
        subject=text(story.language, "told_paper.report_subject"),
        blocks=tuple(_blocks(story)),
        foot=foot(story),
        watermark=story.mark,
    )


def subtitle(story: Story) -> str:
    """Whose it is, and that it is a forecast or an outcome."""
    return " · ".join(part for part in (story.organisation, story.mark) if part)


def foot(story: Story) -> Foot:
    """What stands on every page."""
    return Foot(version=story.version, fingerprint=story.fingerprint[:SHORT], mark=story.mark)


def _blocks(story: Story) -> Iterator[Block]:
    yield Heading(text(story.language, "told_paper.in_short"))
    first, *rest = story.headline
    yield Paragraph((Span(first.words, strong=True),))
    yield from (Paragraph(each.words) for each in rest)
    yield Note(story.conventions)
    turned: list[Table] = []
    for chapter in story.chapters:
        if chapter.part == APPENDICES[0]:
            yield PageBreak()
        for block in _chapter(chapter, story.language):
            yield from _upright(block, turned, story.language)
    if turned:
        yield Heading(text(story.language, "told_paper.broad"))
        yield from turned


def _upright(block: Block, turned: list[Table], language: str) -> Iterator[Block]:
    """The block; a table that needs the page turned comes last of all, so that the text is read without turning."""
    if isinstance(block, Table) and fit(block).is_on_end:
        turned.append(block)
        yield Note(text(language, "told_paper.stands_last", table=block.caption))
    else:
        yield block


def _chapter(chapter: Chapter, language: str) -> Iterator[Block]:
    yield Heading(chapter.heading)
    yield from (Paragraph(each.words) for each in chapter.said)
    if chapter.facts:
        yield Facts(chapter.facts)
    for exhibit in chapter.exhibits:
        yield from _exhibit(exhibit, language)
    yield from (table(grid) for grid in chapter.grids)
    if chapter.items:
        yield Items(chapter.items)


def _exhibit(exhibit: Exhibit, language: str) -> Iterator[Block]:
    yield Heading(exhibit.title, 2)
    yield Paragraph(exhibit.finding.words)
    yield Figure(picture(exhibit.figure, most=MOST_ROWS), exhibit.figure.description)
    if len(exhibit.plot.categories) > MOST_ROWS and exhibit.plot.kind != "lines":
        yield Note(text(language, "told_paper.first_rows", count=MOST_ROWS))
    caption = text(language, "told_paper.figures_of", title=exhibit.title)
    whole = table_of(without_empty(exhibit.figure.table), language, caption)
    by_rows = replace(plotted(language, exhibit), caption=caption)
    yield by_rows if exhibit.plot.kind == "lines" and fit(whole).is_on_end else whole


def table(grid: Grid) -> Table:
    """A table of the story on paper."""
    columns = (Column(title, number=number) for title, number in zip(grid.titles, grid.numbers, strict=True))
    return Table(grid.caption, tuple(columns), grid.rows)
