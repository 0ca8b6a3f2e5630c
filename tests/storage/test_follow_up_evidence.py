"""Files that values rest on: known by what they hold; and words go out of everything that was written."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest

from chain.measurement import Target
from chain.people import Acting
from chain.period import Every
from storage.evidence_kinds import LARGEST_FILE, cleaned_name, unfit_file
from storage.operations import (
    EvidenceSummary,
    Refused,
    add_evidence,
    confirm_redaction,
    evidence,
    history,
    lock_period,
    measurement,
    plan_of,
    propose_redaction,
    remove_evidence,
    remove_indicator,
    return_value,
    save_indicator,
    save_value,
    set_target,
    submit,
)
from tests.storage.asking import codes
from tests.storage.following import KEY, SHARE, TODAY, approved, look, olle, planned, rut, seen
from tests.storage.look import rows_of
from tests.storage.samples import words

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\xff\xd9"


def office(*names: str) -> bytes:
    """An archive with parts of these names."""
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name in ("[Content_Types].xml", *names):
            archive.writestr(name, "<x/>")
    return held.getvalue()


XLSX, DOCX = office("xl/workbook.xml"), office("word/document.xml")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("enkät.pdf", PDF, "pdf"),
        ("bild.PNG", PNG, "png"),
        ("foto.jpg", JPEG, "jpeg"),
        ("svar.xlsx", XLSX, "xlsx"),
        ("brev.docx", DOCX, "docx"),
        ("svar.csv", "kön;antal\nkvinnor;21\n".encode("cp1252"), "csv"),
        ("not.txt", "\ufeffÅtta svarade".encode(), "txt"),
    ],
)
def test_what_values_rest_on_is_taken_in(name, content, kind):
    assert unfit_file(name, content) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tom.pdf", b"", "file_empty"),
        ("stor.txt", b"x" * (LARGEST_FILE + 1), "file_too_large"),
        ("program.exe", b"MZ\x90\x00", "file_kind"),
        ("sida.html", b"<html></html>", "file_kind"),
        ("bild.svg", b"<svg onload='alert(1)'/>", "file_kind"),
        ("utan", PDF, "file_kind"),
        ("makron.xlsm", office("xl/workbook.xml", "xl/vbaProject.bin"), "file_kind"),
        ("program.pdf", b"MZ\x90\x00" + PDF, "file_lies"),
        ("avhuggen.pdf", PDF[:12], "file_lies"),
        ("sida.txt", b"\n<!DOCTYPE html><script>alert(1)</script>", "file_lies"),
        ("skript.csv", b"#!/bin/sh\nrm -rf /", "file_lies"),
        ("binär.csv", b"\x00\x01\x02", "file_lies"),
        ("makron.xlsx", office("xl/workbook.xml", "xl/vbaProject.bin"), "file_lies"),
        ("brev.xlsx", DOCX, "file_lies"),
        ("arkiv.docx", office("other.xml"), "file_lies"),
        ("trasig.xlsx", XLSX[: len(XLSX) // 2], "file_lies"),
        ("bild.png", JPEG, "file_lies"),
        ("rapport.pdf.exe", PDF, "file_kind"),
    ],
)
def test_what_lies_about_its_kind_is_refused(name, content, code):
    assert unfit_file(name, content).code == f"follow_up.{code}"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\anna\\enkät 2025.txt", "enkät 2025.txt"),
        ('a"b<c>|d?.txt', "a-b-c-d.txt"),
        ("\u202eexe.txt", "exe.txt"),
        ("...txt", "fil.txt"),
        ("x" * 300 + ".txt", "x" * 120 + ".txt"),
    ],
)
def test_names_are_cleaned(name, cleaned):
    assert cleaned_name(name, "txt") == cleaned


def test_a_file_is_kept_once_as_it_came_and_stands_when_the_value_is_locked(store, home):
    planned(store, home)
    owner = olle(home)
    made = add_evidence(store, owner, KEY, "../enkät.pdf", PDF, TODAY)
    assert (made.name, made.kind, made.size) == ("enkät.pdf", "pdf", len(PDF))
    assert made.sha256 == sha256(PDF).hexdigest()
    assert add_evidence(store, owner, KEY, "annat namn.pdf", PDF, TODAY) == made
    assert evidence(store, owner, "C1", made.id).content == PDF
    assert evidence(store, owner, "C9", made.id) is evidence(store, Acting("x", "nobody"), "C1", made.id) is None
    other = add_evidence(store, owner, KEY, "bild.png", PNG, TODAY)
    assert remove_evidence(store, owner, KEY, other.id, TODAY) is None
    assert remove_evidence(store, owner, KEY, other.id, TODAY) is None
    approved(store, home)
    lock_period(store, rut(home), "C1", "2025", TODAY)
    assert codes(remove_evidence(store, owner, KEY, made.id, TODAY)) == ("follow_up.locked_approved",)
    assert codes(add_evidence(store, owner, KEY, "bild.png", PNG, TODAY)) == ("follow_up.locked_approved",)
    assert codes(add_evidence(store, rut(home), KEY, "b.png", PNG, TODAY)) == ("storage.not_for_role",)
    assert look(store, owner).evidence == (made,)
    told = [each.new or each.old for each in history(store, owner, "C1") if each.action == "evidence"]
    assert all(set(each) == {"kind", "size", "sha256"} for each in told)


def test_a_measurement_has_so_many_files_at_most(store, home, monkeypatch):
    monkeypatch.setattr("storage.operations.follow_up.evidence.MOST_FILES", 2)
    planned(store, home)
    for text in (b"a", b"b"):
        assert isinstance(add_evidence(store, olle(home), KEY, "a.txt", text, TODAY), EvidenceSummary)
    assert codes(add_evidence(store, olle(home), KEY, "a.txt", b"c", TODAY)) == ("follow_up.too_many_files",)


NAME = "Kerstin Karlsson"


def test_two_people_take_words_out_of_everything_that_was_written(store, home, address):
    named = SHARE.model_copy(update={"method": words(f"Ring {NAME}"), "unit": f"andel ({NAME})"})
    planned(store, home, named)
    owner = olle(home)
    again = Target(indicator_id="M1", period="2025", value=0.4, version=2, reason=words(NAME), decided_by=NAME)
    set_target(store, owner, "C1", again)
    draft = save_value(store, owner, "C1", seen(comment=f"Svar av {NAME}"), 1, TODAY)
    sent = submit(store, owner, KEY, draft.version, TODAY)
    back = return_value(store, rut(home), KEY, f"Fråga {NAME}", sent.version, TODAY)
    add_evidence(store, owner, KEY, f"{NAME}.txt", b"8 svar", TODAY)
    told = save_value(store, owner, "C1", seen(22), back.version, TODAY, f"{NAME} ringde")
    before = look(store, owner)
    alone = Acting("anna", home.id)
    asked = propose_redaction(store, alone, "C1", NAME, "Ett namn")
    assert not isinstance(asked, Refused), asked
    assert not isinstance(confirm_redaction(store, Acting("bo", home.id), asked.id), Refused)
    assert NAME not in str([rows for name, rows in rows_of(address).items() if name != "redaction"])
    after = look(store, owner)
    assert [each.observation.total for each in after.versions] == [each.observation.total for each in before.versions]
    assert (after.version, after.target.value) == (told.version + 1, 0.4)
    assert asked.sha256 in after.versions[1].observation.comment
    assert asked.sha256 in plan_of(store, owner, "C1").of("M1").indicator.method.sv
    assert asked.sha256 in measurement(store, owner, *KEY, TODAY).evidence[0].name


def test_files_are_not_lost_with_a_period_or_an_indicator_that_nothing_was_measured_in(store, home):
    planned(store, home)
    owner = olle(home)
    made = add_evidence(store, owner, KEY, "enkät.pdf", PDF, TODAY)
    before = plan_of(store, owner, "C1").of("M1")
    later = before.indicator.model_copy(update={"first_on": date(2026, 1, 1)})
    rarer = before.indicator.model_copy(update={"every": Every.HALF_YEAR})
    for each in (later, rarer):
        assert codes(save_indicator(store, owner, "C1", each, before.version)) == ("follow_up.leaves_files",)
    assert codes(remove_indicator(store, owner, "C1", "M1", before.version)) == ("follow_up.has_files",)
    assert evidence(store, owner, "C1", made.id).content == PDF
    assert remove_evidence(store, owner, KEY, made.id, TODAY) is None
    assert remove_indicator(store, owner, "C1", "M1", before.version) is None
