"""What a file is, told by what it holds and never by its name alone; nothing in it is run or unpacked.

Only kinds that a value can rest on are taken in. A file whose name says another kind than it holds is refused, and so
is one that holds something to run: macros, or a page that a browser would run.
"""

from io import BytesIO
from pathlib import PurePosixPath
import re
from zipfile import BadZipFile, ZipFile

from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL

LARGEST_FILE = 10_000_000
"""Bytes."""
LONGEST_NAME = 120
ENDINGS = {
    "pdf": "pdf", "png": "png", "jpg": "jpeg", "jpeg": "jpeg", "xlsx": "xlsx", "docx": "docx", "csv": "text",
    "txt": "text",
}  # fmt: skip
_PARTS = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}
_MARKUP = re.compile(rb"^\s*(<!doctype|<html|<svg|<script|<\?xml|<\?php|#!)", re.I)
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')


def unfit_file(name: str, content: bytes) -> str | Problem:
    """The kind of the file (pdf, png, jpeg, xlsx, docx, csv, txt), or why it is not taken in."""
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower().removeprefix(".")
    if not content:
        return problem("follow_up.file_empty", "evidence")
    if len(content) > LARGEST_FILE:
        return problem("follow_up.file_too_large", "evidence", most=LARGEST_FILE // 1_000_000)
    if ending not in ENDINGS:
        return problem("follow_up.file_kind", "evidence", ending=ending or "–")
    if _found(content) != ENDINGS[ending]:
        return problem("follow_up.file_lies", "evidence", ending=ending)
    return ending if ENDINGS[ending] == "text" else ENDINGS[ending]


def _found(content: bytes) -> str | None:
    """What the file holds."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2_048:]:
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return "png"
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\0")[-2:] == b"\xff\xd9":
        return "jpeg"
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    return "text" if _is_text(content) else None


def _office(content: bytes) -> str | None:
    """A spreadsheet or a document without macros; the names in it are read, nothing is unpacked."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = {name.lower() for name in archive.namelist()}
    except (BadZipFile, ValueError, NotImplementedError, OSError):
        return None
    if "[content_types].xml" not in names or any(name.endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
        return None
    return next((kind for kind, part in _PARTS.items() if part in names), None)


def _is_text(content: bytes) -> bool:
    """Plain text in UTF-8, UTF-16 with its mark, or the old Western set, and nothing that a browser would run."""
    coded = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        told = content.decode(coded)
    except UnicodeDecodeError:
        told = content.decode("cp1252", errors="replace") if coded == "utf-8-sig" else "\0"
    return not (CONTROL.search(told) or "\ufffd" in told or _MARKUP.match(told.encode()[:200]))


def cleaned_name(name: str, kind: str) -> str:
    """The file's own name without folders and without signs that mean something to a computer or hide something."""
    last = PurePosixPath(name.replace("\\", "/")).name
    stem = PurePosixPath(BIDI.sub("", CONTROL.sub("", _UNSAFE.sub("-", last)))).stem.strip(" .-")
    return f"{stem[:LONGEST_NAME] or 'fil'}.{kind.replace('jpeg', 'jpg')}"
