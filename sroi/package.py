"""The archive package of a frozen version: a zip that another computer can check without this installation.

The same version gives the same bytes: fixed order, fixed times, nothing compressed. Reading a package writes nothing
anywhere, trusts no name or size in it, and answers with problems. Told in docs/frozen-versions.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
import io
import json
from typing import Literal
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
import zlib

from pydantic import ValidationError

from chain import hostile
from chain.assumption import Frozen, Line
from chain.canonical import sha256
from chain.problem import Problem, problem
from sroi.frozen import FrozenVersion, Recomputation, open_version, recompute
from sroi.keeping import Hash

FORMAT, VERSION = "vardekedjan-package", 1
CONTENT = ("version.json", "chain.json", "result.json", "report.html")
MANIFEST = "manifest.json"
FILES = (*CONTENT, MANIFEST)
FOLLOW_UP = "follow_up.json"
"""Besides, in packages of what came out."""
LARGEST_BYTES = 40_000_000
LARGEST_FILE = 10_000_000
MOST_TOLD = 20
BROKEN = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error)
"""What the standard library raises for archives that are damaged, encrypted or packed in strange ways."""


class Manifest(Frozen):
    """What a package holds: the hash of each file, and in which language and edition its report was written."""

    format: Literal["vardekedjan-package"]
    version: Literal[1]
    language: Literal["sv", "en"]
    report_edition: Line
    files: dict[Literal["version.json", "chain.json", "result.json", "report.html", "follow_up.json"], Hash]


# --- writing ---------------------------------------------------------------------------------------------------------


def pack(version: FrozenVersion, report: bytes, language: str, report_edition: str) -> bytes:
    """The package as bytes; `report` is the readable page, `report_edition` names its words and layout."""
    texts = (version.record_json, version.chain_json, version.result_json)
    files = dict(zip(CONTENT, (*(text.encode() for text in texts), report), strict=True))
    if version.follow_up_json is not None:
        files[FOLLOW_UP] = version.follow_up_json.encode()
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "language": language,
        "report_edition": report_edition,
        "files": {name: sha256(content) for name, content in files.items()},
    }
    files[MANIFEST] = (json.dumps(manifest, indent=2) + "\n").encode()
    return zipped(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip in this order; the same files give the same bytes."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            archive.writestr(entry(name), content)
    return target.getvalue()


def entry(name: str) -> ZipInfo:
    """A file within a zip, with the first day a zip knows in place of an hour and the same rights on every system."""
    made = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.create_system, made.external_attr = 3, 0o644 << 16
    return made


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Holds:
    """What a kind of package holds: the files that it must, which others it may, and how many bytes at most."""

    needed: tuple[str, ...]
    may: Callable[[str], bool]
    largest_bytes: int | None = None

    @property
    def most(self) -> int:
        """How many bytes, packed and unpacked."""
        return LARGEST_BYTES if self.largest_bytes is None else self.largest_bytes


OF_A_RESULT = Holds(FILES, lambda name: name == FOLLOW_UP)


def unpack(data: bytes, kind: Holds = OF_A_RESULT) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of a package by name, in memory; or every reason why it is none."""
    if len(data) > kind.most:
        return {}, [problem("package.too_large", "package", megabytes=len(data) / 1e6, limit=kind.most / 1e6)]
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            problems = _about_names(Counter(entry.filename for entry in archive.infolist()), kind)
            return ({}, problems) if problems else _contents(archive, kind.most)
    except BROKEN:
        return {}, [problem("package.not_a_zip", "package")]


def _about_names(names: Counter[str], kind: Holds) -> list[Problem]:
    """Exactly the known files, each once. A path that leads out of a folder is named as what it is."""
    found = []
    for name, count in names.items():
        if name not in kind.needed and not kind.may(name):
            leads_out = name.startswith("/") or "\\" in name or ".." in name or ":" in name
            code = "package.unsafe_name" if leads_out else "package.stranger"
            found.append(problem(code, "package", file=hostile.pointer("", name)[1:]))
        elif count > 1:
            found.append(problem("package.twice", "package", file=name))
    missing = [problem("package.missing", "package", file=name) for name in kind.needed if name not in names]
    return found[:MOST_TOLD] + missing


def _contents(archive: ZipFile, most: int) -> tuple[dict[str, bytes], list[Problem]]:
    """Every file; no more is read in all than a package may hold, however small it is packed."""
    contents, problems, read = {}, [], 0
    for entry in archive.infolist():
        content = _content(archive, entry)
        if isinstance(content, Problem):
            problems.append(content)
            continue
        contents[entry.filename], read = content, read + len(content)
        if read > most:
            return {}, [problem("package.too_large", "package", megabytes=read / 1e6, limit=most / 1e6)]
    return ({}, problems) if problems else (contents, [])


def _content(archive: ZipFile, entry: ZipInfo) -> bytes | Problem:
    """One file, read no further than a file may be long, whatever size the archive claims."""
    if entry.flag_bits & 1:
        return problem("package.encrypted", "package", file=entry.filename)
    try:
        with archive.open(entry) as source:
            content = source.read(LARGEST_FILE + 1)
    except BROKEN:
        return problem("package.broken", "package", file=entry.filename)
    if len(content) > LARGEST_FILE:
        return problem("package.file_too_large", "package", file=entry.filename, limit=LARGEST_FILE / 1e6)
    return content


# --- verifying -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """What came out of checking a package. `problems` name everything that does not hold, file by file."""

    version: FrozenVersion | None
    manifest: Manifest | None
    report: bytes
    recomputed: Recomputation | None
    problems: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether every hash fits and every figure came out to the same digit."""
        return not self.problems and self.recomputed is not None and self.recomputed.same


def verify(data: bytes) -> Verdict:
    """Check every hash of a package and calculate its version again; never an exception, nothing written."""
    files, problems = unpack(data)
    if problems:
        return Verdict(None, None, b"", None, tuple(problems))
    manifest, problems = _manifest(files[MANIFEST])
    if manifest:
        problems += altered(files, manifest.files, (*CONTENT, FOLLOW_UP))
    version, found = _version(files)
    again = recompute(version) if version else None
    return Verdict(version, manifest, files["report.html"], again, (*problems, *found))


def altered(files: Mapping[str, bytes], listed: Mapping[str, str], names: Iterable[str]) -> list[Problem]:
    """The files of these names whose hash is not the one listed; also where a file or its hash is lacking."""
    return [
        problem("package.altered", "package", file=name)
        for name in names
        if listed.get(name) != (sha256(files[name]) if name in files else None)
    ]


def _manifest(data: bytes) -> tuple[Manifest | None, list[Problem]]:
    content, problems = hostile.parse(data)
    try:
        return (None if problems else Manifest.model_validate(content)), _unreadable(problems)
    except ValidationError:
        return None, _unreadable([problem("document.broken", "")])


def _unreadable(problems: list[Problem]) -> list[Problem]:
    return [problem("package.no_manifest", "package", file=MANIFEST)] if problems else []


def _version(files: dict[str, bytes]) -> tuple[FrozenVersion | None, list[Problem]]:
    try:
        texts = [files[name].decode("utf-8") for name in (*CONTENT[:3], FOLLOW_UP) if name in files]
    except UnicodeDecodeError:
        return None, [problem("version.unreadable", "version", detail="UTF-8")]
    return open_version(*texts)
