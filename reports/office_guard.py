"""What must hold of an uploaded office file before anything in it is read: what kind it is, its sizes, plain XML.

Nothing is unpacked to disk, and no part is unpacked before its stated size is known to be modest; unpacking stops
there, so that stating too little gains nothing. The XML of office files never declares entities, so a part with a
document type is refused before any parser sees it.
"""

from dataclasses import dataclass
import re
from typing import Literal
from zipfile import BadZipFile, LargeZipFile, ZipFile
import zlib

Refused = Literal["empty_file", "too_large", "password", "old_format", "other_kind", "bomb", "damaged", "macros"]

STEEPEST = 250
"""How many times its packed size a large part may grow to; honest sheets grow some ten to thirty times."""
SMALL_PART = 1_000_000
UNPACKING = (BadZipFile, LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
"""What reading a damaged archive may raise; unsupported compression and encrypted parts are among them."""
XML_PARTS = (".xml", ".rels", ".vml")

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCODING = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})["']""")


@dataclass(frozen=True)
class Limits:
    """The most that a kind of file may hold: bytes packed, bytes of one part and of all, and parts."""

    file: int
    part: int
    whole: int
    parts: int


def refuse_file(data: bytes, limits: Limits) -> Refused | None:
    """Why the bytes are no file of the newer office kind, or too many."""
    if not data:
        return "empty_file"
    if len(data) > limits.file:
        return "too_large"
    if data.startswith(_OLE):
        return "password" if _ENCRYPTED in data else "old_format"
    return None if data.startswith(b"PK") else "other_kind"


def refuse_parts(archive: ZipFile, limits: Limits) -> Refused | None:
    """Why the parts may not be unpacked: their sizes as the archive states them, their names, what they hold."""
    parts = archive.infolist()
    steep = any(p.file_size > SMALL_PART and p.file_size > STEEPEST * max(p.compress_size, 1) for p in parts)
    large = any(p.file_size > limits.part for p in parts) or sum(p.file_size for p in parts) > limits.whole
    if steep or large or len(parts) > limits.parts:
        return "bomb"
    if any(part.flag_bits & 1 for part in parts):
        return "password"
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names):
        return "damaged"
    return "macros" if any(name.endswith("vbaproject.bin") for name in names) else None


def is_plain_xml(data: bytes) -> bool:
    """UTF-8 without a document type: then no entity can be declared, whatever the parser."""
    stated = _ENCODING.match(data)
    if stated and stated[1].lower() not in (b"utf-8", b"us-ascii"):
        return False
    return b"\0" not in data[:4] and b"<!DOCTYPE" not in data and b"<!ENTITY" not in data
