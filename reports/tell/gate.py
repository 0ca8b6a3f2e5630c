"""Whether what is told can be read by everyone: each chart with words, with a table, and in colours that are seen."""

import json
import re

from reports.tell.slides.colour import GRAPHIC_CONTRAST, WHITE, contrast
from reports.tell.story import Exhibit, Story

COLOUR = re.compile('"#([0-9A-Fa-f]{6})"')


def exhibits_of(story: Story) -> list[Exhibit]:
    """Every chart of the story."""
    return [each for chapter in story.chapters for each in chapter.exhibits]


def lacking(story: Story) -> list[str]:
    """The titles of charts without a description or a table, or with a colour under 3:1 on paper (WCAG 2.1, 1.4.11)."""
    return [each.title for each in exhibits_of(story) if not _is_for_everyone(each)]


def _is_for_everyone(exhibit: Exhibit) -> bool:
    figure = exhibit.figure
    colours = COLOUR.findall(json.dumps(figure.spec))
    is_seen = all(contrast(each, WHITE) >= GRAPHIC_CONTRAST for each in colours)
    return bool(figure.description.strip()) and not figure.table.empty and is_seen
