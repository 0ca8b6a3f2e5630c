"""A document as PDF: A4, tagged for those who listen to it (PDF/UA-1), the same bytes for the same document.

The look stands in `paper.typ`; the document reaches it as JSON and is set as it stands. The typefaces are those that
come with Typst, so that a page looks alike wherever it is made; what they have no sign for is shown as U+FFFD.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from functools import cache, singledispatch
import hashlib
import json
from pathlib import Path
import re

import typst

from reports.paper import fit, model
from reports.paper.letters import REPLACEMENT, on_one_line, parted, settable

MEDIA_TYPE = "application/pdf"
REGIONS = {"sv": "SE", "en": "GB"}
PIXELS_PER_INCH = 192
_HERE = Path(__file__).parent
_WRITTEN = _HERE / "written.typ"
_NO_SIGN = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_WRITTEN_OUT = re.compile(r"\\u\{([0-9a-f]+)\}")
_ROUNDS = 3
"""How often a document is set again without the signs that were found missing, before only plain letters are left."""
_RARE = re.compile("[^\t\n\r -~\u00a0-\u024f\u2010-\u2026\u200b\u20ac\u2190-\u2193\u2212\u2248\u2260\u2264\u2265]")


def write_pdf(document: model.Document) -> bytes:
    """The document as the bytes of a PDF."""
    files = {"paper.json": json.dumps(_whole(document), ensure_ascii=False), **_pictures(document)}
    return typeset((_HERE / "paper.typ").read_bytes(), files, document.made_on)


def typeset(look: bytes, files: Mapping[str, str], made_on: date) -> bytes:
    """Pages laid out by `look` from these files of texts and pictures, as the bytes of a PDF; what no typeface has a
    sign for is shown as missing."""
    for _ in range(_ROUNDS):
        try:
            return _set(look, files, made_on)
        except typst.TypstError as error:
            missing = dict.fromkeys(_without_sign(error), REPLACEMENT)
        files = {name: said.translate(missing) for name, said in files.items()}
    return _set(look, {name: _RARE.sub(REPLACEMENT, said) for name, said in files.items()}, made_on)


def _set(look: bytes, files: Mapping[str, str], made_on: date) -> bytes:
    return typst.compile(
        {"main": look, _WRITTEN.name: _WRITTEN.read_bytes(), **{name: said.encode() for name, said in files.items()}},
        format="pdf",
        root=_HERE,
        font_paths=_typefaces(),
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
    )


def as_pixels(picture: bytes) -> bytes:
    """A picture made of lines (SVG) as PNG, for programs that show pixels only."""
    look = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")'
    return typst.compile(
        {"main": look, "picture.svg": picture},
        format="png",
        ppi=PIXELS_PER_INCH,
        root=_HERE,
        font_paths=_typefaces(),
        ignore_system_fonts=True,
    )


@cache
def _typefaces() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False)


def _without_sign(error: typst.TypstError) -> set[int]:
    """The characters that no typeface has a sign for, by their numbers; the error again when something else is wrong.

    Where a mark is missing Typst may name the letter below it: letters that are not rare are never taken for missing.
    """
    found = _NO_SIGN.findall(error.diagnostic)
    if not found:
        raise error
    texts = (_WRITTEN_OUT.sub(lambda code: chr(int(code[1], 16)), text) for text in found)
    return {ord(letter) for text in texts for letter in _RARE.findall(text)}


def _whole(document: model.Document) -> dict:
    day = document.made_on
    return {
        "title": on_one_line(document.title),
        "title_shown": _line(document.title),
        "subtitle": _line(document.subtitle),
        "author": on_one_line(document.author),
        "subject": on_one_line(document.subject),
        "keywords": [on_one_line(word) for word in document.keywords],
        "language": document.language,
        "region": REGIONS[document.language],
        "made_on": {"year": day.year, "month": day.month, "day": day.day},
        "margin": fit.MARGIN_MM,
        "tallest": fit.TALLEST_PT,
        "cell_margin": fit.CELL_MARGIN_PT,
        "watermark": on_one_line(document.watermark),
        "foot": [_line(part) for part in document.foot.parts(document.language)],
        "sheets": [
            {"is_on_end": sheet.is_on_end, "blocks": [told(block) for block in sheet.blocks]}
            for sheet in fit.sheets(document.blocks)
        ],
    }


def _pictures(document: model.Document) -> dict[str, str]:
    return pictures(block for block in document.blocks if isinstance(block, model.Figure))


def pictures(figures: Iterable[model.Figure]) -> dict[str, str]:
    """The pictures as files for `typeset`, by the names that `told` gives them."""
    return {_file(figure): _as_text(figure) for figure in figures}


def _as_text(figure: model.Figure) -> str:
    """Files handed to Typst from memory hold text: a picture made of pixels goes as a list of its bytes."""
    return json.dumps(list(figure.image)) if figure.is_png else figure.image.decode(errors="replace")


def _file(figure: model.Figure) -> str:
    """A name that follows from the picture alone, so that none can stand for another."""
    return f"{hashlib.sha256(figure.image).hexdigest()}.{'json' if figure.is_png else 'svg'}"


def _line(text: str) -> str:
    return parted(on_one_line(text))


def _spans(text: model.Text) -> list[dict]:
    return [
        {"text": parted(settable(span.text)), "strong": span.strong, "stressed": span.stressed}
        for span in model.spans(text)
    ]


@singledispatch
def told(block: model.Block) -> dict:
    """A block as data for `paper.typ`."""
    raise TypeError(f"no way to set a {type(block).__name__}")


@told.register
def _(block: model.Heading) -> dict:
    return {"kind": "heading", "level": block.level, "text": _line(block.text)}


@told.register
def _(block: model.Paragraph) -> dict:
    return {"kind": "paragraph", "text": _spans(block.text), "leads": block.leads}


@told.register
def _(block: model.Items) -> dict:
    return {"kind": "numbered" if block.numbered else "bullets", "items": [_spans(item) for item in block.items]}


@told.register
def _(block: model.Note) -> dict:
    return {"kind": "note", "text": _spans(block.text)}


@told.register
def _(block: model.Facts) -> dict:
    return {"kind": "facts", "pairs": [_fact(name, said) for name, said in block.pairs]}


def _fact(name: str, said: model.Text) -> dict:
    return {"name": _line(name), "is_beside": fit.stands_beside(name), "said": _spans(said)}


@told.register
def _(block: model.Table) -> dict:
    room = fit.fit(block)
    return {
        "kind": "table",
        "caption": "" if block.is_titled else _line(block.caption),
        "is_short": fit.is_short(block),
        "head": [_line(column.title) for column in block.columns],
        "numbers": [column.number for column in block.columns],
        "rows": [{"cells": list(map(_spans, row)), "is_whole": fit.is_whole(row)} for row in block.rows],
        "size": room.size_pt,
        "widths": room.widths_pt,
    }


@told.register
def _(block: model.Figure) -> dict:
    return {
        "kind": "figure",
        "file": _file(block),
        "is_png": block.is_png,
        "alternative": on_one_line(block.alternative),
        "caption": _line(block.caption),
    }


@told.register
def _(block: model.PageBreak) -> dict:
    return {"kind": "page-break"}
