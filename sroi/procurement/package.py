"""The archive package of an award: a zip that another computer can check, as that of a kept result can be.

It holds the locked model, the bids as they were received and as they were read, judgements, clarifications, the
evaluation, the award with its masked edition, the log, the documents, and a list with the hash of every file. The same
award gives the same bytes. Checking it holds every file against the list, and evaluates the bids of the package under
the model of the package once more: the answer must be the kept evaluation byte by byte.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
import io
import json
import re
from typing import Annotated, Literal
from zipfile import ZipFile

from pydantic import Field, ValidationError

from chain import hostile
from chain.assumption import Frozen, Line
from chain.canonical import sha256
from chain.open_document import Held, OpenDocument
from chain.problem import Problem, problem
from chain.procurement.bid import Bids
from chain.procurement.document import BIDS, PROCUREMENT
from chain.procurement.model import Procurement
from sroi.keeping import Hash
from sroi.package import BROKEN, MANIFEST, Holds, altered, unpack, zipped
from sroi.procurement.evaluate import evaluate
from sroi.procurement.kept import evaluation_text, kept_text
from sroi.settings import ENGINE_VERSION

FORMAT, VERSION = "vardekedjan-procurement-package", 1
MODEL, EVALUATION, RECEIVED = "model.json", "evaluation.json", "received.json"
PARTS = {"bids.json": "bids", "judgements.json": "judgements", "clarifications.json": "clarifications"}
"""What came in, each kind in a file of its own."""
README = "README.txt"
AWARD, PUBLIC = "award.json", "public.json"
NEEDED = (MANIFEST, README, MODEL, *PARTS, RECEIVED, EVALUATION, AWARD, PUBLIC, "log.json")
MAY = re.compile(r"received/[0-9]{3}(\.[a-z0-9]{1,5})?|documents/[a-z0-9-]{1,80}\.(pdf|docx|xlsx)")
HOLDS = Holds(NEEDED, lambda name: MAY.fullmatch(name) is not None, largest_bytes=400_000_000)
_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")


@dataclass(frozen=True)
class Received:
    """A file that came in, as it came: its own name, its bytes, whose it is, and the bid that was accepted from it."""

    name: str
    content: bytes
    bidder: str
    bid_id: str = ""
    at: datetime | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Contents:
    """Everything that a package is made of.

    `evaluation`, `award`, `public` and `log` are the texts (JSON) as they were kept; `documents` are files by name,
    and `readme` says in words what the package holds, in `language`.
    """

    model: Procurement
    came: Bids
    received: tuple[Received, ...]
    evaluation: str
    award: str
    public: str
    log: str
    documents: Mapping[str, bytes]
    readme: str
    language: str


class Manifest(Frozen):
    """What a package holds: the hash of each file, and of which documents' versions the model and the bids are."""

    format: Literal["vardekedjan-procurement-package"]
    version: Literal[1]
    language: Literal["sv", "en"]
    model_version: Annotated[int, Field(ge=1)]
    bids_version: Annotated[int, Field(ge=1)]
    files: dict[Line, Hash]


# --- writing ---------------------------------------------------------------------------------------------------------


def pack(contents: Contents) -> bytes:
    """The package as bytes. Raises ValueError for a document whose name a package cannot hold."""
    files = dict(sorted(_files(contents)))
    strange = [name for name in files if name not in NEEDED and not HOLDS.may(name)]
    if strange:
        raise ValueError(f"no package can hold a file called {strange[0]!r}")
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "language": contents.language,
        "model_version": PROCUREMENT.version,
        "bids_version": BIDS.version,
        "files": {name: sha256(content) for name, content in files.items()},
    }
    return zipped({MANIFEST: (json.dumps(manifest, indent=2) + "\n").encode(), **files})


def _files(contents: Contents) -> Iterator[tuple[str, bytes]]:
    yield README, contents.readme.encode()
    yield MODEL, PROCUREMENT.canonical(contents.model).encode()
    for name, field in PARTS.items():
        yield name, BIDS.canonical(_only(contents.came, field)).encode()
    yield RECEIVED, kept_text([_about(at, each) for at, each in enumerate(contents.received, 1)]).encode()
    yield from ((_place(at, each), each.content) for at, each in enumerate(contents.received, 1))
    yield EVALUATION, contents.evaluation.encode()
    yield from ((AWARD, contents.award.encode()), (PUBLIC, contents.public.encode()))
    yield "log.json", contents.log.encode()
    yield from ((f"documents/{name}", content) for name, content in contents.documents.items())


def _only(came: Bids, field: str) -> Bids:
    return Bids(procurement_id=came.procurement_id, **{field: getattr(came, field)})


def _place(at: int, each: Received) -> str:
    """A number instead of the bidder's own name for the file, which may hold anything; its ending is kept."""
    ending = _ENDING.search(each.name.lower())
    return f"received/{at:03}{ending[0] if ending else ''}"


def _about(at: int, each: Received) -> dict[str, object]:
    return {
        "file": _place(at, each),
        "name": each.name,
        "bidder": each.bidder,
        "bid_id": each.bid_id,
        "at": each.at,
        "sha256": sha256(each.content),
        "problems": [{"code": found.code, "place": found.place} for found in each.problems],
    }


# --- verifying -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Verdict:
    """What came out of checking a package. `problems` name everything that does not hold, file by file.

    `evaluation` is the evaluation done once more (JSON; None where model or bids cannot be read), and `same` whether it
    is the kept one. `files` are those of the package by name, empty where it is none.
    """

    files: Mapping[str, bytes]
    manifest: Manifest | None
    model: Procurement | None
    came: Bids | None
    evaluation: str | None
    engine_then: str
    problems: tuple[Problem, ...]

    @property
    def same(self) -> bool:
        """Whether the bids of the package under its model give the kept evaluation, byte by byte."""
        return self.evaluation is not None and self.evaluation.encode() == self.files.get(EVALUATION)

    @property
    def holds(self) -> bool:
        """Whether every hash fits and the evaluation came out the same."""
        return not self.problems and self.same


def recognises(data: bytes) -> bool:
    """Whether this looks like a package of an award; whether it is a sound one, `verify` tells."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return EVALUATION in archive.namelist()
    except BROKEN:
        return False


def verify(data: bytes) -> Verdict:
    """Check every hash of a package, evaluate its bids again and hold the decision against that.

    Never an exception, nothing written.
    """
    files, problems = unpack(data, HOLDS)
    if problems:
        return Verdict({}, None, None, None, None, "", tuple(problems))
    manifest = _manifest(files[MANIFEST])
    if manifest is None:
        return Verdict(files, None, None, None, None, "", (problem("package.no_manifest", "package", file=MANIFEST),))
    names = sorted((files.keys() | manifest.files.keys()) - {MANIFEST})
    problems = altered(files, manifest.files, names)
    model, came, unread = _read(files, manifest)
    then = _engine(files[EVALUATION])
    again = _again(model, came, then) if model and came else None
    verdict = Verdict(files, manifest, model, came, again, then, ())
    return replace(verdict, problems=(*problems, *unread, *_evaluated(verdict), *_decided(files)))


def _manifest(data: bytes) -> Manifest | None:
    content, problems = hostile.parse(data)
    try:
        return None if problems else Manifest.model_validate(content)
    except ValidationError:
        return None


def _read(files: Mapping[str, bytes], manifest: Manifest) -> tuple[Procurement | None, Bids | None, list[Problem]]:
    """The model and what came in, or the files that cannot be read."""
    model, wrong = _reopened(PROCUREMENT, files, MODEL, manifest.model_version)
    parts: dict[str, Bids] = {}
    for name, field in PARTS.items():
        part, found = _reopened(BIDS, files, name, manifest.bids_version)
        wrong = [*wrong, *found]
        parts |= {field: part} if part else {}
    if len(parts) < len(PARTS):
        return model, None, wrong
    came = parts["bids"].model_copy(update={field: getattr(part, field) for field, part in parts.items()})
    return model, came, wrong


def _reopened(
    kind: OpenDocument[Held], files: Mapping[str, bytes], name: str, version: int
) -> tuple[Held | None, list[Problem]]:
    try:
        value, problems = kind.reopen(files[name].decode("ascii"), version)
    except UnicodeDecodeError:
        value, problems = None, [problem("package.unreadable", "package", file=name)]
    return value, [problem("package.unreadable", "package", file=name)] if problems else []


def _engine(evaluation: bytes) -> str:
    """The engine that the kept evaluation says that it was made with; empty where it says none."""
    told = _object(evaluation).get("engine_version")
    return told if isinstance(told, str) else ""


def _again(model: Procurement, came: Bids, then: str) -> str:
    """The evaluation once more, under the name of the engine of then: another engine may give the same."""
    return evaluation_text(replace(evaluate(model, came), engine_version=then or ENGINE_VERSION))


def _evaluated(verdict: Verdict) -> Iterator[Problem]:
    if verdict.evaluation is None:
        return
    if _object(verdict.files[EVALUATION]).get("fingerprint") != sha256(verdict.files[MODEL]):
        yield problem("package.other_model", "package", file=MODEL)
    if not verdict.same:
        yield problem("package.evaluated_otherwise", "package", file=EVALUATION, bids=", ".join(PARTS))


def _decided(files: Mapping[str, bytes]) -> Iterator[Problem]:
    """The decision and its masked edition, where they are not of this evaluation: its bids, its model, who is first."""
    kept, award, public = (_object(files[name]) for name in (EVALUATION, AWARD, PUBLIC))
    chosen = _objects([award.get("chosen")])
    first = [each for each in _objects(kept.get("lines")) if each.get("rank") == 1]
    agreed = [one for one in chosen for each in first if _same(one, each, "bid_id", "bidder")]
    if not agreed or award.get("evaluation") != kept:
        yield problem("package.decided_otherwise", "package", file=AWARD, evaluation=EVALUATION)
    names = [each.get("bidder") for each in agreed]
    if public.get("chosen") not in names or not _same(public, kept, "fingerprint"):
        yield problem("package.decided_otherwise", "package", file=PUBLIC, evaluation=EVALUATION)


def _same(one: Mapping[str, object], other: Mapping[str, object], *names: str) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def _object(data: bytes) -> dict[str, object]:
    """The file's JSON object, empty where it is none."""
    content, problems = hostile.parse(data)
    return content if isinstance(content, dict) and not problems else {}


def _objects(told: object) -> list[dict[str, object]]:
    return [each for each in told if isinstance(each, dict)] if isinstance(told, list) else []
