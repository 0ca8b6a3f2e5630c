"""What the workbook says about itself: how it was made, where its numbers come from, and the chain for machines."""

from collections.abc import Iterable
from datetime import date
import json
from typing import NamedTuple

from chain.document import fingerprint, write_chain
from chain.model import passports
from reports.headline import conventions_line
from reports.texts.numbers import format_date
from reports.texts.problems import place_name, sentence
from reports.workbook_book import Book
from sroi.settings import ENGINE_VERSION

FORMAT = "vardekedjan-workbook"
MACHINE_ROW = 3
MACHINE_KEYS = ("format", "engine_version", "fingerprint", "settings", "chain")
CHUNK = 30_000
"""Characters a cell of the document; a spreadsheet's cell holds 32,767."""


class Kept(NamedTuple):
    """The kept result that a workbook is of, in words: forecast or outcome, which version, its fingerprint, and the
    sentences that no form leaves out, since formulas give a ratio but not how sure it is."""

    mark: str
    version: str
    result_fingerprint: str
    headline: str


def write_about(book: Book, made_on: date | None, kept: Kept | None) -> None:
    """How it was made, how to use it, and what is not in it."""
    sheet = book.sheet("about")
    sheet.widths(28, 110)
    row = 3
    for name, words in _facts(book, made_on, kept):
        sheet.words(row, 0, name, "head")
        sheet.words(row, 1, words)
        row += 1
    row += 1
    for part, lines in _parts(book):
        sheet.words(row, 0, part, "part")
        for line in lines:
            row += 1
            sheet.words(row, 1, line)
        row += 2


def _facts(book: Book, made_on: date | None, kept: Kept | None) -> Iterable[tuple[str, str]]:
    chain, language = book.chain, book.language
    yield book.word("about.intervention"), chain.name.into(language)
    for name in ("need", "purpose", "target_group", "responsible_unit"):
        words = getattr(chain, name).into(language)
        if words:
            yield book.word(f"about.{name}"), words
    for name, words in kept._asdict().items() if kept else ():
        yield book.word(f"about.{name}"), words
    yield book.word("about.years"), f"{chain.start_year}–{chain.end_year}"
    yield book.word("about.conventions"), conventions_line(language, book.settings, chain)
    yield book.word("about.engine"), ENGINE_VERSION
    yield book.word("about.fingerprint"), fingerprint(chain)
    if made_on is not None:
        yield book.word("about.made_on"), format_date(made_on)


def _parts(book: Book) -> Iterable[tuple[str, list[str]]]:
    yield book.word("about.use"), [book.word(f"about.{name}") for name in ("change", "follows", "limits", "back")]
    said = [*book.numbers.result.excluded, *book.numbers.result.problems]
    if said:
        yield book.word("about.not_counted"), [_problem(book, each) for each in said]
    beside = [each for each in book.chain.outcomes if not each.valued]
    if beside:
        yield (
            book.word("about.beside"),
            [
                ". ".join(filter(None, (each.name.into(book.language), each.not_valued_reason.into(book.language))))
                for each in beside
            ],
        )


def _problem(book: Book, found) -> str:
    where = place_name(book.language, found.place, book.chain)
    return book.word("about.problem", place=where, sentence=sentence(book.language, found, book.chain))


def write_sources(book: Book) -> None:
    """Every source once, with its address and the numbers that rest on it."""
    sheet = book.sheet("sources")
    sheet.widths(70, 60, 90)
    sheet.heads(3, [book.word(f"sources.{name}") for name in ("source", "url", "used_by")])
    sheet.frozen(4)
    users: dict[tuple[str, str], list[str]] = {}
    for place, figure in passports(book.chain):
        if figure.source.strip() or figure.url.strip():
            users.setdefault((figure.source, figure.url), []).append(book.name(place))
    for row, ((source, url), names) in enumerate(users.items(), start=4):
        sheet.words(row, 0, source)
        sheet.words(row, 1, url)
        sheet.words(row, 2, ", ".join(names)[:CHUNK])


def write_machine(book: Book) -> None:
    """The chain as its open document, in pieces that fit a cell, so that it can be brought back unchanged."""
    sheet = book.sheet("machine")
    sheet.widths(20, 100)
    facts = (FORMAT, ENGINE_VERSION, fingerprint(book.chain), book.settings.model_dump_json())
    for row, (key, value) in enumerate(zip(MACHINE_KEYS, facts, strict=False), start=MACHINE_ROW):
        sheet.words(row, 0, key, "line")
        sheet.words(row, 1, value, "line")
    for row, piece in enumerate(_pieces(write_chain(book.chain)), start=MACHINE_ROW + len(facts)):
        sheet.words(row, 0, MACHINE_KEYS[-1], "line")
        sheet.words(row, 1, piece, "line")


def _pieces(document: str) -> list[str]:
    """The document without line breaks, in ASCII, and without `_`, which spreadsheets read as the start of a code."""
    plain = json.dumps(json.loads(document), ensure_ascii=True, separators=(",", ":")).replace("_", "\\u005f")
    return [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)]
