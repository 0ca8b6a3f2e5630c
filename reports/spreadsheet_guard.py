"""What must hold of an uploaded spreadsheet before anything in it is read, besides what holds of every office file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
import re
from xml.etree.ElementTree import ParseError, iterparse
from zipfile import ZipFile

from chain.problem import Problem, Severity, problem
from reports.office_guard import UNPACKING, XML_PARTS, Limits, Refused, is_plain_xml, refuse_file, refuse_parts

LARGEST_FILE, LARGEST_WHOLE = 10_000_000, 128_000_000
LIMITS = Limits(LARGEST_FILE, part=64_000_000, whole=LARGEST_WHOLE, parts=1_000)
LARGEST_STRINGS, _STRINGS = 16_000_000, "sharedstrings.xml"
MOST_ROWS = 20_000
MOST_COLUMNS = 400
MOST_CELLS = 500_000
MOST_MERGED = 5_000

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TOLD = {
    "empty_file": "spreadsheet.empty_file",
    "too_large": "spreadsheet.too_large",
    "password": "spreadsheet.password",
    "old_format": "spreadsheet.old_format",
    "other_kind": "spreadsheet.not_spreadsheet",
    "bomb": "spreadsheet.bomb",
    "damaged": "spreadsheet.damaged",
    "macros": "spreadsheet.macros",
}
_BESIDE = tuple(
    f"xl/{each}"
    for each in ("comments", "threadedcomments", "drawings/", "media/", "embeddings/", "externallinks/", "activex/")
)


@dataclass
class Scan:
    """What a sheet's XML says of its extent: last row and column with a value, merged areas, results never stored.

    `formula_at` is the first cell with a formula, empty when there is none.
    """

    last_row: int = 0
    last_column: int = 0
    rows: int = 0
    cells: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncalculated: int = 0
    formula_at: str = ""


@dataclass
class Guarded:
    """A file that may be read: how each sheet part extends, and what else there is to tell.

    `beside` says that it holds something that is in no cell: comments, drawings, pictures, links to other files.
    """

    sheets: dict[str, Scan] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    beside: bool = False


def guard(data: bytes) -> tuple[Guarded | None, list[Problem]]:
    """Whether a file may be opened as a spreadsheet; never an exception. No place is given: it is the whole file."""
    refused = _told(refuse_file(data, LIMITS))
    if refused:
        return None, [refused]
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _inside(archive)
    except UNPACKING:
        return None, [problem("spreadsheet.damaged", "")]


def _told(refused: Refused | None) -> Problem | None:
    if refused is None:
        return None
    sizes = {"too_large": LARGEST_FILE, "bomb": LARGEST_WHOLE}
    megabytes = {"megabytes": sizes[refused] // 1_000_000} if refused in sizes else {}
    return problem(_TOLD[refused], "", **megabytes)


def _inside(archive: ZipFile) -> tuple[Guarded | None, list[Problem]]:
    found = _strings(archive) or _told(refuse_parts(archive, LIMITS)) or _kinds(archive)
    if found:
        return None, [found]
    guarded = Guarded()
    for name in archive.namelist():
        if name.endswith(XML_PARTS):
            refused = _part(archive, name, guarded)
            if refused:
                return None, [refused]
    names = [name.lower() for name in archive.namelist()]
    if any(name.startswith("xl/externallinks/") for name in names):
        guarded.notes.append(problem("spreadsheet.external", "", Severity.NOTE))
    guarded.beside = any(name.startswith(_BESIDE) for name in names)
    return guarded, []


def _strings(archive: ZipFile) -> Problem | None:
    """Words of a sheet are few beside its numbers."""
    large = any(p.file_size > LARGEST_STRINGS for p in archive.infolist() if p.filename.lower().endswith(_STRINGS))
    return _told("bomb") if large else None


def _kinds(archive: ZipFile) -> Problem | None:
    names = [name.lower() for name in archive.namelist()]
    if any("/macrosheets/" in name for name in names):
        return problem("spreadsheet.macros", "")
    if "[content_types].xml" not in names or "xl/workbook.xml" not in names:
        return problem("spreadsheet.not_spreadsheet", "")
    return None


def _part(archive: ZipFile, name: str, guarded: Guarded) -> Problem | None:
    data = archive.read(name)
    if not is_plain_xml(data):
        return problem("spreadsheet.odd_xml", "")
    if name == "[Content_Types].xml" and b"macroEnabled" in data:
        return problem("spreadsheet.macros", "")
    if not name.lower().startswith("xl/worksheets/") or not name.endswith(".xml"):
        return None
    try:
        scan = guarded.sheets[name] = scanned(data)
    except (ParseError, ValueError):
        return problem("spreadsheet.damaged", "")
    return _extent(scan)


def _extent(scan: Scan) -> Problem | None:
    if scan.rows > MOST_ROWS or scan.last_row > 4 * MOST_ROWS or scan.cells > MOST_CELLS:
        return problem("spreadsheet.too_many_rows", "", most=MOST_ROWS)
    if scan.last_column > MOST_COLUMNS:
        return problem("spreadsheet.too_many_columns", "", most=MOST_COLUMNS)
    return problem("spreadsheet.too_many_rows", "", most=MOST_ROWS) if len(scan.merged) > MOST_MERGED else None


def scanned(data: bytes) -> Scan:
    """Read a sheet's extent; stops as soon as it is longer than anything that is read."""
    scan = Scan()
    for kind, element in _elements(data):
        if kind == "c":
            _cell(scan, element)
        elif kind == "mergeCell":
            area = _area(element.get("ref", ""))
            if area:
                scan.merged.append(area)
        elif kind == "row":
            valued = sum(_has_value(cell) for cell in element)
            scan.rows, scan.cells = scan.rows + bool(valued), scan.cells + valued
            element.clear()
        if scan.rows > MOST_ROWS or scan.cells > MOST_CELLS or len(scan.merged) > MOST_MERGED:
            break
    return scan


def _elements(data: bytes) -> Iterator[tuple[str, object]]:
    for _, element in iterparse(BytesIO(data)):
        yield element.tag.rsplit("}", 1)[-1], element


def _has_value(cell) -> bool:
    return any(child.tag.rsplit("}", 1)[-1] in ("v", "is") for child in cell)


def _cell(scan: Scan, cell) -> None:
    kinds = {child.tag.rsplit("}", 1)[-1] for child in cell}
    if "f" in kinds:
        scan.formula_at = scan.formula_at or cell.get("r", "?")[:10]
        scan.uncalculated += "v" not in kinds
    where = _REFERENCE.fullmatch(cell.get("r", ""))
    if where and kinds & {"v", "is"}:
        scan.last_row = max(scan.last_row, int(where[2]))
        scan.last_column = max(scan.last_column, column_number(where[1]))


def _area(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of `A1:B4`, from 0; None when it is no such area."""
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    if len(corners) != 2 or not all(corners):
        return None
    (one, first), (other, last) = ((column_number(c[1]) - 1, int(c[2]) - 1) for c in corners)
    return first, one, last, other


def column_number(letters: str) -> int:
    """`A` is 1, `AA` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
