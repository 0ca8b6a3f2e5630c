"""A story as slides for PowerPoint: charts that can be worked on, words for those who do not see them, and the same
bytes for the same story and template."""

from datetime import datetime, time
from io import BytesIO

import pptx
from pptx.opc.package import XmlPart
from pptx.presentation import Presentation

from reports.packed import without_the_hour
from reports.paper.letters import on_one_line
from reports.tell.report import foot
from reports.tell.slides.chart import put_chart
from reports.tell.slides.frame import Frame, frame
from reports.tell.slides.look import look
from reports.tell.slides.plan import plan
from reports.tell.slides.write import LOCALES, Pen, begin, point_to
from reports.tell.slides.write_table import put_table
from reports.tell.story import Story
from reports.texts import text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
LONGEST_PROPERTY = 255
POINTER_PT = 18.0


def deck(story: Story, template: bytes | None = None) -> bytes:
    """The story as the bytes of a PowerPoint file (pptx), in the built-in look or in a template that was found fit by
    `reports.tell.template`. ValueError of a template without room for anything."""
    found = frame(pptx.Presentation(BytesIO(template)) if template else look())
    if found is None:
        raise ValueError("the template has no layout with a title and room for content")
    _write(found, story)
    _properties(found.slides, story)
    _in_one_language(found.slides, LOCALES[story.language])
    packed = BytesIO()
    found.slides.save(packed)
    return without_the_hour(packed)


def _write(found: Frame, story: Story) -> None:
    pen = Pen(found, story.language)
    slides = plan(story, found.rooms)
    said = on_one_line(" · ".join(foot(story).parts(story.language)))
    sheets = [begin(pen, slide, said) for slide in slides]
    tables = {slide.of: at for at, slide in reversed(list(enumerate(slides))) if slide.of}
    for slide, sheet in zip(slides, sheets, strict=True):
        body = found.rooms.body
        if slide.table:
            put_table(pen, sheet, slide.table, slide.table_pt, body)
        if slide.exhibit:
            chart, below = (body.parted()[0] if slide.words else body).above(POINTER_PT)
            put_chart(pen, sheet, slide.exhibit, chart, story.made_on, slide.title)
            at = tables[slide.exhibit.place]
            point_to(pen, sheet, text(story.language, "deck.table_on", number=at + 1), sheets[at], below)


def _properties(slides: Presentation, story: Story) -> None:
    """What the file says of itself; nothing of the library or the template's author, and no hour."""
    about, made = slides.core_properties, datetime.combine(story.made_on, time())
    said = {
        "title": story.title,
        "author": story.organisation,
        "last_modified_by": story.organisation,
        "subject": f"{story.mark} · {story.version}",
        "keywords": "",
        "comments": "",
        "category": "",
        "language": LOCALES[story.language],
    }
    for name, words in said.items():
        setattr(about, name, on_one_line(words)[:LONGEST_PROPERTY])
    about.created, about.modified, about.revision = made, made, 1


def _in_one_language(slides: Presentation, locale: str) -> None:
    """Also where the library itself has written that something is American English: ends of lines, empty ones."""
    told = {each.part for each in slides.slides} | {each.notes_slide.part for each in slides.slides}
    for part in [*told, *(each.target_part for owner in told for each in owner.rels.values() if not each.is_external)]:
        if part.partname.startswith(("/ppt/slides/", "/ppt/notesSlides/", "/ppt/charts/")) and isinstance(
            part, XmlPart
        ):
            for each in part._element.iter():
                if each.get("lang"):
                    each.set("lang", locale)
