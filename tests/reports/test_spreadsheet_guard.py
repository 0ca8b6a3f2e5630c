"""Spreadsheets nobody should have to trust: each gets a clear problem, and nothing is left behind."""

from io import BytesIO
import re
import tempfile
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import given
from hypothesis import settings as running
from hypothesis import strategies as st
from openpyxl import Workbook
import pytest

from reports.spreadsheet_cells import read_spreadsheet
from reports.spreadsheet_guard import LARGEST_FILE, MOST_ROWS, scanned
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from reports.value_map import read_upload
from tests.reports.maps import older_map, saved

MAP = older_map()


def repacked(change: dict[str, bytes | None], more: dict[str, bytes] | None = None, data: bytes = MAP) -> bytes:
    """The file with parts replaced, taken away (None) or added."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name, content in (more or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def part(name: str) -> bytes:
    with ZipFile(BytesIO(MAP)) as archive:
        return archive.read(name)


def sheet_of(rows: str, after: str = "") -> bytes:
    """A sheet's XML with these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
BILLION = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""
LONG = sheet_of("".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 100_001)))
HOSTILE = {
    "spreadsheet.empty_file": b"",
    "spreadsheet.too_large": b"PK" + bytes(LARGEST_FILE),
    "spreadsheet.password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "spreadsheet.old_format": OLE,
    "spreadsheet.not_spreadsheet": b"%PDF-1.7",
    "spreadsheet.damaged": MAP[: len(MAP) // 2],
    "spreadsheet.macros": repacked({}, {"xl/vbaProject.bin": b"Sub AutoOpen"}),
    "spreadsheet.bomb": repacked({}, {"xl/media/image1.png": bytes(30_000_000)}),
    "spreadsheet.odd_xml": repacked({"xl/styles.xml": BILLION}),
    "spreadsheet.too_many_rows": repacked({SHEET: LONG}),
    "spreadsheet.too_many_columns": repacked({SHEET: sheet_of('<row r="1"><c r="XFD1"><v>1</v></c></row>')}),
    "spreadsheet.no_cells": saved(Workbook()),
    "value_map.no_header": repacked({SHEET: sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>')}),
}


@pytest.mark.parametrize("code", HOSTILE)
def test_each_gets_its_own_clear_problem(code):
    found = read_upload(HOSTILE[code], 2026)
    assert found.chain is None
    assert [problem.code for problem in found.problems] == [code]
    for language in LANGUAGES:
        assert not re.search(r"[{}]", sentence(language, found.problems[0]))


MORE = {
    "a zip that is no spreadsheet": (repacked({"xl/workbook.xml": None}), "spreadsheet.not_spreadsheet"),
    "macros by content type": (
        repacked({TYPES: part(TYPES).replace(b"sheet.main", b"sheet.macroEnabled.main")}),
        "spreadsheet.macros",
    ),
    "an old macro sheet": (repacked({}, {"xl/macrosheets/sheet1.xml": b"<x/>"}), "spreadsheet.macros"),
    "a sheet in another encoding": (
        repacked({SHEET: part(SHEET).decode().replace("<worksheet", "<!DOCTYPE a><worksheet").encode("utf-16")}),
        "spreadsheet.odd_xml",
    ),
    "an encoding that hides things": (
        repacked({SHEET: b'<?xml version="1.0" encoding="cp037"?>' + part(SHEET)}), "spreadsheet.odd_xml",
    ),
    "a sheet that is no XML": (repacked({SHEET: b"<worksheet><row></worksheet>"}), "spreadsheet.damaged"),
    "a workbook without its sheet": (repacked({SHEET: None}), "spreadsheet.no_cells"),
    "a row far below": (repacked({SHEET: sheet_of('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')}),
                        "spreadsheet.too_many_rows"),
    "many small parts": (repacked({}, {f"xl/media/{n}": b"" for n in range(1_100)}), "spreadsheet.bomb"),
    "two parts of one name": (repacked({}, {"XL/workbook.xml": b"<x/>"}), "spreadsheet.damaged"),
    "an archive of an archive": (repacked({}, {"xl/embeddings/bomb.zip": bytes(70_000_000)}), "spreadsheet.bomb"),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_so_do_their_cousins(name):
    data, code = MORE[name]
    assert [problem.code for problem in read_upload(data, 2026).problems] == [code]


def test_a_merged_area_over_the_whole_sheet_costs_nothing():
    after = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    found, problems = read_spreadsheet(repacked({SHEET: sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>', after)}))
    assert not problems
    assert found.pages[0].merged == {(0, 0): (0, 0)}


def test_reading_stops_where_a_sheet_is_too_long():
    assert scanned(LONG).rows == MOST_ROWS + 1


def test_links_to_other_files_are_told_and_not_followed():
    data = repacked({}, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert "spreadsheet.external" in [guess.code for guess in read_upload(data, 2026).guesses]


def test_formulas_are_never_kept_only_their_results():
    cells = ("""<row r="1"><c r="A1" t="str"><f>cmd|' /C calc'!A0</f><v>a result</v></c>"""
             """<c r="B1"><f>HYPERLINK("http://x.example")</f></c></row>""")  # fmt: skip
    found, _ = read_spreadsheet(repacked({SHEET: sheet_of(cells)}))
    assert {at: cell.value for at, cell in found.pages[0].cells.items()} == {(0, 0): "a result"}
    assert [(note.code, note.words()["count"]) for note in found.notes] == [("spreadsheet.uncalculated", 1)]


def test_nothing_is_left_on_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for data in (MAP, *HOSTILE.values()):
        read_upload(data, 2026)
    assert not list(tmp_path.iterdir())


@running(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, len(MAP)), st.integers(0, 40))
def test_any_bytes_are_answered_with_problems_or_a_chain(noise, at, cut):
    for data in (noise, b"PK\x03\x04" + noise, MAP[:at] + noise + MAP[at + cut :]):
        found = read_upload(data, 2026)
        assert found.chain is not None or found.problems


XML = st.text(st.sampled_from("<>&;\"'=/ rcvtsf?!x[]019AZ-:"), max_size=80)


@pytest.mark.filterwarnings("ignore::UserWarning")
@running(max_examples=60, deadline=None)
@given(XML, st.sampled_from((SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels")), st.floats(0, 1))
def test_any_damage_to_a_part_is_answered_so_too(noise, name, where):
    content = part(name).decode()
    at = int(where * len(content))
    found = read_upload(repacked({name: (content[:at] + noise + content[at:]).encode()}), 2026)
    assert found.chain is not None or found.problems
