"""The chain as one picture: five columns from left to right, links as curves, loose ends marked in line and in words.

Shown by `st.markdown(chain_picture(…), unsafe_allow_html=True)`: `st.html` strips SVG, Markdown keeps it, and a user's
text holds no sign that could be markup. Colours follow the page through `currentColor`, so light and dark both work.
"""

from typing import NamedTuple

from chain.model import Chain
from reports.graph import COLUMNS, Loose, Node, columns, leading_to, links, loose_ends
from reports.markup import escaped, parted
from reports.texts import text

BOX_WIDTH, GAP_X, GAP_Y, MARGIN = 170, 46, 14, 10
HEAD, LINE, PADDING = 40, 17, 9
LINE_LENGTH, MOST_LINES = 23, 4
LANES, ROOM_FOR_BOWS = 3, 44
"""So many links within a column can be told apart beside each other."""
_STYLE = (
    ".vk-picture{overflow-x:auto;max-width:100%}"
    ".vk-picture svg{display:block;width:100%;height:auto;min-width:820px;font-family:inherit}"
    ".vk-picture .vk-scroll{display:none;margin:0;font-size:.85rem}"
    "@media (max-width:900px){.vk-picture .vk-scroll{display:block}}"
    ".vk-picture text{fill:currentColor;font-size:13px}"
    ".vk-picture .vk-head{font-weight:600;font-size:14px}"
    ".vk-picture .vk-loose{font-style:italic}"
    ".vk-picture rect{fill:currentColor;fill-opacity:.04;stroke:currentColor;stroke-width:1.2}"
    ".vk-picture rect.vk-open{stroke-dasharray:6 4;stroke-width:2}"
    ".vk-picture rect.vk-beside{fill-opacity:0;stroke-dasharray:2 3}"
    ".vk-picture path.vk-link{fill:none;stroke:currentColor;stroke-opacity:.55;stroke-width:1.4}"
)


class Box(NamedTuple):
    """Where a box stands, in pixels from the top left corner, and what is written in it."""

    node: Node
    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    name: str
    mark: str
    note: str


def chain_picture(chain: Chain, language: str) -> str:
    """The picture as HTML on one line: a focusable scroll region around an SVG with title and description.

    It shrinks to the page, but not beyond what can be read; on a narrow screen it scrolls in its own region.
    """
    boxes = _boxes(chain, language)
    width = _column_x(len(COLUMNS) - 1) + BOX_WIDTH + MARGIN
    height = max((box.y + box.height for box in boxes.values()), default=HEAD) + MARGIN
    title = escaped(text(language, "picture.title", name=chain.name.into(language)))
    drawn = "".join((*_heads(language), *_curves(chain, boxes), *map(_drawn, boxes.values())))
    return (
        f'<div class="vk-picture" role="region" tabindex="0" aria-label="{title}"><style>{_STYLE}</style>'
        f'<p class="vk-scroll">{escaped(text(language, "picture.scroll"))}</p>'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" style="max-width:{width}px" '
        f'role="img" aria-labelledby="vk-picture-title vk-picture-desc"><title id="vk-picture-title">{title}</title>'
        f'<desc id="vk-picture-desc">{escaped(picture_finding(chain, language))}</desc>{drawn}</svg></div>'
    )


def picture_finding(chain: Chain, language: str) -> str:
    """How much the picture holds, and how many of its boxes are not yet connected."""
    counts = {kind: len(getattr(chain, kind)) for kind in COLUMNS}
    if not any(counts.values()):
        return text(language, "picture.finding_empty")
    loose = len(loose_ends(chain))
    return text(language, "picture.finding" if loose else "picture.finding_whole", loose=loose, **counts)


def loose_words(language: str, loose: Loose | None) -> str:
    """`not connected`, with the side when only one of two is missing; empty for a box that hangs together."""
    if loose is None:
        return ""
    side = "both" if loose.behind and loose.ahead else "behind" if loose.behind else "ahead"
    return text(language, f"picture.loose.{side}")


def unpriced_words(chain: Chain, node: Node, language: str) -> str:
    """`without a price` for an outcome that no monetised effect values; empty for every other box."""
    if node.kind != "outcomes" or any(effect.outcome_id == node.id for effect in chain.effects):
        return ""
    return text(language, "picture.unpriced")


def wrapped(words: str, length: int = LINE_LENGTH, most: int = MOST_LINES) -> tuple[str, ...]:
    """The words in lines of at most `length` signs; long words are broken, and an ellipsis ends what does not fit."""
    lines: list[str] = []
    for word in parted(words):
        pieces = [word[at : at + length] for at in range(0, len(word), length)]
        for piece in pieces:
            if lines and len(lines[-1]) + 1 + len(piece) <= length and piece is pieces[0]:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
        if len(lines) > most:
            return (*lines[: most - 1], lines[most - 1][: length - 1] + "…")
    return tuple(lines) or ("–",)


def _boxes(chain: Chain, language: str) -> dict[Node, Box]:
    loose, boxes = loose_ends(chain), {}
    for at, (kind, elements) in enumerate(columns(chain).items()):
        x, y = _column_x(at), HEAD
        for element in elements:
            node = Node(kind, element.id)
            marks = loose_words(language, loose.get(node)), unpriced_words(chain, node, language)
            box = _box(node, element.name.into(language), marks, x, y)
            boxes[node], y = box, y + box.height + GAP_Y
    return boxes


def _box(node: Node, name: str, marks: tuple[str, str], x: int, y: int) -> Box:
    lines = wrapped(name)
    height = 2 * PADDING + LINE * (len(lines) + sum(map(bool, marks)))
    return Box(node, x, y, height, lines, name, *marks)


def _column_x(at: int) -> int:
    """Where a column begins; after the outcomes there is more room, for the links between them."""
    return MARGIN + at * (BOX_WIDTH + GAP_X) + (ROOM_FOR_BOWS if at > COLUMNS.index("outcomes") else 0)


def _heads(language: str):
    for at, kind in enumerate(COLUMNS):
        x = _column_x(at)
        head = escaped(text(language, f"picture.column.{kind}"))
        yield f'<text class="vk-head" x="{x}" y="{MARGIN + 14}">{head}</text>'


def _drawn(box: Box) -> str:
    style = ' class="vk-open"' if box.mark else ' class="vk-beside"' if box.note else ""
    marks = ((mark, ' class="vk-loose"') for mark in (box.mark, box.note) if mark)
    written = [*((line, "") for line in box.lines), *marks]
    rows = "".join(
        f'<text x="{box.x + PADDING}" y="{box.y + PADDING + LINE * at + 12}"{kind}>{escaped(line)}</text>'
        for at, (line, kind) in enumerate(written)
    )
    place = f'x="{box.x}" y="{box.y}" width="{BOX_WIDTH}" height="{box.height}" rx="6"'
    return f"<g><title>{escaped(box.name)}</title><rect{style} {place}/>{rows}</g>"


def _curves(chain: Chain, boxes: dict[Node, Box]):
    bows = 0
    for link in links(chain):
        start, end = boxes[link.start], boxes[link.end]
        drawn = _bow(start, end, bows) if start.x == end.x else _curve(start, end)
        bows += start.x == end.x
        yield f'<path class="vk-link" d="{drawn}"/>'


def _curve(start: Box, end: Box) -> str:
    x1, y1, x2, y2 = start.x + BOX_WIDTH, _middle(start), end.x, _middle(end)
    bend = (x2 - x1) // 2
    return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2 - 6} {y2}" + _arrow(x2, y2)


def _bow(start: Box, end: Box, number: int) -> str:
    """A link within a column, drawn out to the right and back; each further one bows and lands a little elsewhere."""
    lane = number % LANES
    down = 1 if end.y > start.y else -1
    x = start.x + BOX_WIDTH
    y1, y2 = _middle(start) + down * 4 * (lane + 1), _middle(end) - down * 5 * (lane + 1)
    out = x + GAP_X // 2 + lane * ROOM_FOR_BOWS // LANES
    return f"M{x} {y1}C{out} {y1} {out} {y2} {x + 6} {y2}" + _arrow(x, y2, back=True)


def _arrow(x: int, y: int, back: bool = False) -> str:
    base = x + 6 if back else x - 6
    return f"M{base} {y - 4}L{x} {y}L{base} {y + 4}"


def _middle(box: Box) -> int:
    return box.y + box.height // 2


def picture_list(chain: Chain, language: str) -> str:
    """The same as nested lists in HTML, for `st.html`: each box, what it leads to, and whether a link is missing."""
    ahead, loose = leading_to(chain), loose_ends(chain)
    names = {Node(kind, each.id): each.name.into(language) for kind in COLUMNS for each in getattr(chain, kind)}
    told = {node: (loose_words(language, loose.get(node)), unpriced_words(chain, node, language)) for node in names}
    marks = {node: ", ".join(filter(None, each)) for node, each in told.items()}
    parts = []
    for kind, elements in columns(chain).items():
        rows = "".join(_item(Node(kind, each.id), names, ahead, marks, language) for each in elements)
        inner = f"<ul>{rows}</ul>" if rows else f"<p>{escaped(text(language, 'picture.none'))}</p>"
        parts.append(f"<li><strong>{escaped(text(language, f'picture.column.{kind}'))}</strong>{inner}</li>")
    return f'<ol class="vk-picture-list">{"".join(parts)}</ol>'


def _item(node: Node, names: dict, ahead: dict, marks: dict, language: str) -> str:
    note = f" <em>({escaped(marks[node])})</em>" if marks[node] else ""
    led = "".join(f"<li>{escaped(names[other])}</li>" for other in ahead.get(node, ()))
    inner = f"<br>{escaped(text(language, 'picture.leads_to'))}<ul>{led}</ul>" if led else ""
    return f"<li>{escaped(names[node]) or '–'}{note}{inner}</li>"
