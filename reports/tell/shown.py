"""Parts of a told story as HTML: on the screen, before a room, and on the page for those without an account."""

from base64 import b64encode
from collections.abc import Iterable

from reports import tables
from reports.figure import Figure
from reports.markup import escaped
from reports.table_output import scroll_hint
from reports.tell.pictures import BROAD, MEDIA_TYPE, NARROW, TYPEFACE, picture
from reports.tell.story import Exhibit, Grid
from reports.texts import text

STYLE = (
    "figure{margin:1.75rem 0}figcaption :is(h2,h3){margin:0 0 .25rem;padding:0;font-size:1.1rem}"
    "figure img{display:block;width:100%;height:auto;background:#fff;border:1px solid #8a949e;"
    "border-radius:.3rem;padding:.75rem;margin:.75rem 0}summary{cursor:pointer;padding:.4rem 0}"
    ".vk-narrow{display:none!important}@media(max-width:32rem){"
    ".vk-broad{display:none!important}.vk-narrow{display:block!important}}"
    "dt{font-weight:600}dd{margin:0 0 .5rem;overflow-wrap:anywhere}"
)


LETTERS = {BROAD: 74, NARROW: 44}
"""In a line of words above a bar: fewer than on paper, since a screen may have broader letters than we measured."""
TYPEFACES = f"{TYPEFACE}, Arial, Helvetica, sans-serif"
"""Those as broad as the one that was measured first: few screens have that one."""


def exhibit_html(exhibit: Exhibit, language: str, level: int = 3) -> str:
    """A chart as a picture with its description, under its title (a heading of this level) and finding, and its numbers
    folded away as a table. Without a level only picture and table: title and finding then stand before them."""
    title = f"<h{level}>{escaped(exhibit.title)}</h{level}>{escaped(exhibit.finding.words)}"
    table = tables.to_html(exhibit.figure.table, language, exhibit.title)
    return (
        f"<figure>{f'<figcaption>{title}</figcaption>' if level else ''}"
        f"{_drawn(exhibit.figure, BROAD, 'vk-broad')}{_drawn(exhibit.figure, NARROW, 'vk-narrow')}"
        f"{folded(table, exhibit.title, language)}</figure>"
    )


def _drawn(figure: Figure, width: int, name: str) -> str:
    """The picture for one width of screen; the other is not there then, neither to be seen nor to be heard."""
    drawn = picture(figure, width, letters=LETTERS[width]).replace(TYPEFACE.encode(), TYPEFACES.encode())
    drawn = b64encode(drawn).decode()
    return f'<img class="{name}" src="data:{MEDIA_TYPE};base64,{drawn}" alt="{escaped(figure.description)}">'


def folded(table: str, title: str, language: str) -> str:
    """A table that opens when somebody asks for it."""
    summary = escaped(text(language, "told_page.as_table", title=title))
    return f"<details><summary>{summary}</summary>{table}</details>"


def grid_html(grid: Grid, language: str) -> str:
    """A real table in a region that the keyboard can scroll; the first column heads its row."""
    shape = [' class="vk-number"' if number else "" for number in grid.numbers]
    heads = "".join(
        f'<th scope="col"{each}>{escaped(name)}</th>' for name, each in zip(grid.titles, shape, strict=True)
    )
    rows = "".join(f"<tr>{_row(row, shape)}</tr>" for row in grid.rows)
    name, hint = escaped(grid.caption), scroll_hint(len(shape), language)
    return (
        f'<div class="vk-table" role="region" tabindex="0" aria-label="{name}">{hint}<table><caption>'
        f"<span>{name}</span></caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: tuple[str, ...], shape: list[str]) -> str:
    first, *rest = row
    cells = (f"<td{each}>{escaped(words)}</td>" for words, each in zip(rest, shape[1:], strict=True))
    return f'<th scope="row">{escaped(first)}</th>{"".join(cells)}'


def facts_html(facts: Iterable[tuple[str, str]]) -> str:
    """Names and what they are; nothing for none."""
    pairs = "".join(f"<dt>{escaped(name)}</dt><dd>{escaped(words)}</dd>" for name, words in facts)
    return f"<dl>{pairs}</dl>" if pairs else ""


def items_html(items: Iterable[str]) -> str:
    """A list; nothing for none."""
    lines = "".join(f"<li>{escaped(each)}</li>" for each in items)
    return f"<ul>{lines}</ul>" if lines else ""
