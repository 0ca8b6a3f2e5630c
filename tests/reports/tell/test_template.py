"""Templates that nobody should have to trust: each gets a clear problem, and of a sound one only the look is kept."""

from io import BytesIO
import re
from zipfile import ZipFile

from hypothesis import given
from hypothesis import settings as running
from hypothesis import strategies as st
import pptx
import pytest

from chain.problem import Severity
from reports.tell.template import LARGEST_FILE, check_template
from reports.texts import LANGUAGES
from reports.texts.problems import sentence
from tests.reports.tell.slide_templates import SOUND, TYPES, changed, pale, related, saved, usual, without_content

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
MASTER, FIRST = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout1.xml"
BILLION = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def replaced(where: str, old: bytes, new: bytes) -> bytes:
    return changed(lambda name, part: part.replace(old, new) if name == where else part)


HOSTILE = {
    "nothing": (b"", "empty_file"),
    "too large": (b"PK" + bytes(LARGEST_FILE), "too_large"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old presentation": (OLE, "old_format"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not_slides"),
    "another archive": (changed(lambda name, part: None if name == TYPES else part), "not_slides"),
    "a document": (replaced(TYPES, b"presentationml.presentation.main", b"wordprocessingml.document.main"),
                   "not_slides"),
    "half a file": (usual()[:9_000], "damaged"),
    "macros": (changed(lambda name, part: part, {"ppt/vbaProject.bin": b"Sub AutoOpen"}), "macros"),
    "macros by kind": (replaced(TYPES, b"presentation.main+xml", b"presentation.macroEnabled.main+xml"), "macros"),
    "a bomb": (changed(lambda name, part: part, {"ppt/media/image1.png": bytes(40_000_000)}), "bomb"),
    "many small parts": (changed(lambda name, part: part, {f"ppt/media/{n}": b"" for n in range(1_600)}), "bomb"),
    "entities": (changed(lambda name, part: BILLION if name == MASTER else part), "odd_xml"),
    "no XML": (changed(lambda name, part: b"<p:sldMaster>" if name == MASTER else part), "damaged"),
    "a master gone": (changed(lambda name, part: None if name == MASTER else part), "damaged"),
    "other XML": (changed(lambda name, part: b"<x/>" if name == MASTER else part), "damaged"),
    "parts twice": (changed(lambda name, part: part, {"PPT/presentation.xml": b"<x/>"}), "damaged"),
    "a linked picture": (related("image", "https://example.org/spy.png"), "external"),
    "a linked file": (related("hyperlink", "file://server/share/x.docx"), "external"),
    "an outside part": (related("oleObject", "https://example.org/x"), "external"),
    "a thing that acts": (related("control", "../activeX/a.xml", "Internal", {"ppt/activeX/a.xml": b"<x/>"}), "active"),
    "a press that runs": (
        replaced(FIRST, b'<p:cNvPr id="2" name="Title 1"/>', b'<p:cNvPr id="2" name="Title 1"><a:hlinkClick '
                 b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="" '
                 b'action="ppaction://program"/></p:cNvPr>'), "active"),
    "no layouts of use": (without_content(), "no_layout"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_each_gets_its_own_clear_problem(name):
    data, code = HOSTILE[name]
    kept, found = check_template(data)
    assert kept is None
    assert [problem.code for problem in found] == [f"template.{code}"]
    for language in LANGUAGES:
        assert not re.search(r"[{}]", sentence(language, found[0]))


@pytest.mark.parametrize("name", SOUND)
def test_of_a_sound_template_the_look_alone_is_kept(name):
    kept, found = check_template(SOUND[name]())
    assert found == []
    assert kept == check_template(SOUND[name]())[0], "the same template is the same bytes"
    slides = pptx.Presentation(BytesIO(kept))
    assert list(slides.slides) == []
    with ZipFile(BytesIO(kept)) as parts:
        everything = b"".join(parts.read(each) for each in parts.namelist())
        names = " ".join(parts.namelist())
    assert b"Hemlig" not in everything
    assert b"Konsulten" not in everything
    assert b"hemligt.docx" not in everything
    assert not re.search("thumbnail|printer|notes|slides/slide|app.xml", names)


def test_a_template_for_templates_and_a_web_address_in_it_are_no_hindrance():
    template = replaced(TYPES, b"presentationml.presentation.main+xml", b"presentationml.template.main+xml")
    assert check_template(template)[1] == []
    assert check_template(related("hyperlink", "https://www.example.org/"))[1] == []


def test_pale_letters_are_warned_of_and_not_refused():
    kept, [problem] = check_template(pale())
    assert kept
    assert (problem.code, problem.severity) == ("template.pale", Severity.WARNING)
    assert "1,9 till 1" in sentence("sv", problem)


@running(max_examples=15, deadline=None)
@given(st.integers(0, 25_000), st.binary(min_size=1, max_size=40))
def test_no_damage_is_ever_an_exception(at, more):
    data = usual()
    kept, found = check_template(data[:at] + more + data[at + len(more) :])
    assert (kept is None) == any(problem.severity is Severity.ERROR for problem in found)


def test_what_was_kept_may_come_again():
    kept, _ = check_template(saved(pptx.Presentation()))
    assert check_template(kept) == (kept, [])
