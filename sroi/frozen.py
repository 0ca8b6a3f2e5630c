"""Frozen versions: a result kept with all that it was calculated from, so that it can be calculated again for years.

A version is three pieces of canonical JSON, kept letter by letter and never edited: the record (what, who, when,
conventions, indexes, engine, hashes), the chain document, and the figures. A version of what came out has a fourth: the
follow-up; its figures are those of the chain as it has become with what was measured. Told in docs/frozen-versions.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
import json
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from chain import hostile
from chain.assumption import Frozen, Identifier, Line
from chain.canonical import canonical, sha256
from chain.document import FORMAT as CHAIN_FORMAT
from chain.document import VERSION as CHAIN_VERSION
from chain.document import read_chain
from chain.measurement import FollowUp
from chain.model import Chain, Claim
from chain.open_document import BEYOND_READING
from chain.problem import Problem, problem
from chain.text import Words
from sroi.assumption_set import KeptSet
from sroi.differences import Difference, differences
from sroi.discounting import INDEXES, Index
from sroi.follow_up.learned import Learned, learned
from sroi.keeping import Hash, Name, moment, read_kept, unfit_naming
from sroi.kept_figures import Data, KeptSpan, figures_of, result_of, span_of
from sroi.kept_follow_up import follow_up_text, read_follow_up_text
from sroi.kept_index import KeptIndex, index_as_data, indexes_of
from sroi.ratio import calculate
from sroi.results import Result
from sroi.settings import ENGINE_VERSION, Settings
from sroi.span import price_span
from sroi.sureness import Drawing, KeptSureness, kept_sureness, sureness, sureness_as_data

FORMAT, VERSION = "vardekedjan-version", 1
UNCERTAINTY = "uncertainty"
"""Under which name the ranges stand among the figures; results without draws have nothing there."""
CALCULATED_FROM = ("draws", "engine_version", "indexes", "seed", "settings")
"""What the fingerprint covers besides the chain."""
MOST_DRAWS, LARGEST_SEED = 100_000, 2**32 - 1
"""So that nobody's package can ask for more work or memory than a page would."""


class Record(Frozen):
    """What is kept beside the chain and the figures.

    `fingerprint` covers what the figures follow from: chain, settings, indexes, engine version, seed, number of draws,
    and the follow-up where there is one; `follow_up_sha256` covers that alone, and is left out where there is none.
    `result_sha256` covers the figures. `seed` and `draws` are None where nothing was drawn.

    `assumption_set` says which locked set the organisation counted by and how far the result departs from it. It is not
    part of the fingerprint: no figure follows from it, since the conventions, levels and prices that do are kept here
    themselves, and the same calculation keeps its fingerprint under any set. `assumption_set_sha256` covers it together
    with the fingerprint, so that an altered claim is seen; that the claim is true, `sroi.departures.recheck` tells from
    the set itself. Both are left out of records that name no set: taking both away leaves no trace here.
    """

    format: Literal["vardekedjan-version"] = FORMAT
    version: Literal[1] = VERSION
    name: Name
    note: Words = ""
    claim: Claim
    intervention_id: Identifier
    intervention_version: int | None = None
    created_at: datetime
    created_by: Line
    engine_version: Line
    seed: Annotated[int, Field(ge=0, le=LARGEST_SEED)] | None = None
    draws: Annotated[int, Field(ge=1, le=MOST_DRAWS)] | None = None
    settings: Settings
    indexes: tuple[KeptIndex, ...] = ()
    fingerprint: Hash
    result_sha256: Hash
    follow_up_sha256: Hash | None = None
    assumption_set: KeptSet | None = None
    assumption_set_sha256: Hash | None = None

    @property
    def drawing(self) -> Drawing | None:
        """How the kept ranges were drawn; None where nothing was."""
        return None if self.seed is None or self.draws is None else Drawing(self.draws, self.seed)


@dataclass(frozen=True)
class FrozenVersion:
    """A kept version. The texts are what is stored; everything else is read from them."""

    record: Record
    record_json: str
    chain_json: str
    result_json: str
    follow_up_json: str | None = None

    @cached_property
    def planned(self) -> Chain:
        """The chain as it was claimed, read by today's reader of documents."""
        return read_chain(self.chain_json)[0]

    @cached_property
    def follow_up(self) -> FollowUp | None:
        """What was planned, meant and measured; None where the version is of the claim alone."""
        return None if self.follow_up_json is None else read_follow_up_text(self.follow_up_json)[0]

    @cached_property
    def learned(self) -> Learned | None:
        """The chain re-valued with what was measured, and all that was replaced; None without a follow-up."""
        return None if self.follow_up is None else learned(self.planned, self.follow_up)

    @property
    def chain(self) -> Chain:
        """The chain that the figures are of: as claimed, or as it has become with what was measured."""
        return self.learned.chain if self.learned else self.planned

    @cached_property
    def figures(self) -> Data:
        """The kept figures as plain data."""
        return json.loads(self.result_json)

    @cached_property
    def result(self) -> Result:
        """The kept figures as a result; nothing is calculated."""
        return result_of(self.figures, self.chain, self.record.settings, self.record.engine_version)

    @cached_property
    def span(self) -> KeptSpan:
        """The kept span of the ratio between low and high prices."""
        return span_of(self.figures)

    @cached_property
    def sureness(self) -> KeptSureness | None:
        """The kept ranges; None where nothing was drawn."""
        drawing, told = self.record.drawing, self.figures.get(UNCERTAINTY)
        return drawing and kept_sureness(told, drawing, self.record.settings.horizon_years)

    @property
    def indexes(self) -> Mapping[str, Index]:
        """The price indexes that were used, by name."""
        return indexes_of(self.record.indexes)


# --- keeping ---------------------------------------------------------------------------------------------------------


def freeze(
    chain: Chain,
    settings: Settings,
    *,
    name: str,
    who: str,
    at: datetime,
    note: str = "",
    intervention_version: int | None = None,
    indexes: Mapping[str, Index] = INDEXES,
    assumption_set: KeptSet | None = None,
    drawing: Drawing | None = None,
    follow_up: FollowUp | None = None,
) -> FrozenVersion | list[Problem]:
    """Calculate and keep, with `drawing` also the ranges where any number in use is uncertain; or why it cannot be
    kept: a missing or unreadable name, a figure beyond all bounds, a chain that could not be read back as it is.

    With a `follow_up` (the values that count) the figures are those of the chain re-valued with what was measured.
    """
    problems = unfit_naming("version", name, note)
    if not name.strip():
        problems.append(problem("version.no_name", "version/name"))
    if problems:
        return problems
    held, problems = _held(chain, follow_up)
    if held is None:
        return problems
    used = {settings.index: indexes[settings.index]} if settings.index in indexes else {}
    try:
        result_json = canonical(figures := _calculated(held.valued, settings, used, drawing)[1])
    except ValueError:
        return [problem("version.not_finite", "version")]
    data = {
        "format": FORMAT,
        "version": VERSION,
        "name": name.strip(),
        "note": note.strip(),
        "claim": str(chain.claim),
        "intervention_id": chain.id,
        "intervention_version": intervention_version,
        "created_at": moment(at),
        "created_by": who,
        "engine_version": ENGINE_VERSION,
        **_drawn(drawing if UNCERTAINTY in figures else None),
        "settings": settings.model_dump(mode="json"),
        "indexes": [index_as_data(each) for each in used.values()],
    }
    return _sealed(held, result_json, data, assumption_set)


def _sealed(held: "_Held", result_json: str, data: Data, assumption_set: KeptSet | None) -> FrozenVersion:
    """The version, with the hashes in its record."""
    data = data | {"result_sha256": sha256(result_json)}
    if held.follow_up_json is not None:
        data["follow_up_sha256"] = sha256(held.follow_up_json)
    data["fingerprint"] = fingerprint_of(data, json.loads(held.chain_json))
    record_json = canonical(data | _claimed(assumption_set, data["fingerprint"]))
    record = Record.model_validate_json(record_json)
    return FrozenVersion(record, record_json, held.chain_json, result_json, held.follow_up_json)


class _Held(NamedTuple):
    """What the figures will follow from, as it is kept, and the chain that they are of."""

    chain_json: str
    follow_up_json: str | None
    valued: Chain


def _held(chain: Chain, follow_up: FollowUp | None) -> tuple[_Held | None, list[Problem]]:
    """The texts, read back as whoever opens them will; or why they could not be."""
    chain_json = canonical(_whole_document(chain))
    back, problems = read_chain(chain_json)
    if back != chain:
        return None, problems or [problem("version.not_readable", "version")]
    if follow_up is None:
        return _Held(chain_json, None, chain), []
    follow_up_json = follow_up_text(follow_up)
    read, problems = read_follow_up_text(follow_up_json)
    return (_Held(chain_json, follow_up_json, learned(chain, read).chain) if read else None), problems


def _drawn(drawing: Drawing | None) -> Data:
    """What a record says of its draws; None for both where nothing was drawn."""
    return {"seed": drawing and drawing.seed, "draws": drawing and drawing.draws}


def _claimed(assumption_set: KeptSet | None, fingerprint: str) -> Data:
    """What a record says of its set; nothing where none is named, so that such records keep their bytes."""
    if assumption_set is None:
        return {}
    told = assumption_set.model_dump(mode="json")
    return {"assumption_set": told, "assumption_set_sha256": _claim_hash(told, fingerprint)}


def _claim_hash(told: object, fingerprint: str) -> str:
    return sha256(canonical({"assumption_set": told, "fingerprint": fingerprint}))


def _whole_document(chain: Chain) -> Data:
    """The chain document with every field that says something, defaults too: they may be others one day."""
    return {"format": CHAIN_FORMAT, "version": CHAIN_VERSION, "chain": chain.model_dump(mode="json", exclude_none=True)}


def _calculated(
    chain: Chain, settings: Settings, indexes: Mapping[str, Index], drawing: Drawing | None
) -> tuple[Result, Data]:
    result = calculate(chain, settings, indexes=indexes)
    figures = figures_of(result, price_span(chain, settings, indexes))
    sure = sureness(chain, settings, drawing, indexes=indexes) if drawing else None
    return result, figures | ({UNCERTAINTY: sureness_as_data(sure)} if sure else {})


def fingerprint_of(record: Mapping[str, object], chain_document: object) -> str:
    """SHA-256 over the canonical JSON of chain document, settings, indexes, engine version, seed and draws; and of the
    follow-up's hash, where there is one."""
    covered = {"chain": chain_document, **{name: record[name] for name in CALCULATED_FROM}}
    followed = record.get("follow_up_sha256")
    return sha256(canonical(covered if followed is None else covered | {"follow_up_sha256": followed}))


# --- opening and calculating again -----------------------------------------------------------------------------------


def open_version(
    record_json: str, chain_json: str, result_json: str, follow_up_json: str | None = None
) -> tuple[FrozenVersion | None, list[Problem]]:
    """The version in the kept texts, and everything about them that does not hold; never an exception.

    A version comes back together with problems when it can be read but a hash does not fit.
    """
    record, data, problems = read_kept(record_json, Record, "version.unreadable")
    if record is None:
        return None, problems
    chain, problems = read_chain(chain_json)
    if chain is None:
        return None, problems
    if not _readable_figures(result_json):
        return None, [problem("version.result_unreadable", "version")]
    problems = [] if follow_up_json is None else read_follow_up_text(follow_up_json)[1]
    if problems:
        return None, problems
    version = FrozenVersion(record, record_json, chain_json, result_json, follow_up_json)
    return version, [*_broken_hashes(data, chain_json, result_json), *_broken_follow_up(version)]


def _broken_follow_up(version: FrozenVersion) -> list[Problem]:
    """A follow-up that came, went, or was altered since."""
    text, stated = version.follow_up_json, version.record.follow_up_sha256
    found = None if text is None else sha256(text)
    return [] if found == stated else [problem("version.follow_up_altered", "version")]


def _readable_figures(result_json: str) -> bool:
    figures, problems = hostile.parse(result_json)
    unfit = {"document.not_a_figure", *BEYOND_READING}
    return isinstance(figures, dict) and not problems and unfit.isdisjoint(p.code for p in hostile.inspect(figures))


def _broken_hashes(record: Data, chain_json: str, result_json: str) -> list[Problem]:
    found = fingerprint_of(record, json.loads(chain_json))
    problems = []
    if found != record["fingerprint"]:
        problems.append(problem("version.other_fingerprint", "version", stated=record["fingerprint"], found=found))
    if sha256(result_json) != record["result_sha256"]:
        problems.append(problem("version.result_altered", "version"))
    told, stated = record.get("assumption_set"), record.get("assumption_set_sha256")
    if (told or stated) and _claim_hash(told, record["fingerprint"]) != stated:
        problems.append(problem("version.set_altered", "version"))
    return problems


@dataclass(frozen=True)
class Recomputation:
    """A kept version calculated again by this engine: both results, and every digit that differs."""

    engine_then: str
    engine_now: str
    now: Result
    differences: tuple[Difference, ...]
    span_now: KeptSpan
    sureness_now: KeptSureness | None

    @property
    def same(self) -> bool:
        """Whether every figure came out to the same digit."""
        return not self.differences

    @property
    def engine_moved(self) -> bool:
        """Whether another version of the engine calculated than the one that was kept."""
        return self.engine_then != self.engine_now


def recompute(version: FrozenVersion) -> Recomputation:
    """Calculate a kept version again from its own chain, conventions, indexes and seed."""
    record = version.record
    result, figures = _calculated(version.chain, record.settings, version.indexes, record.drawing)
    now = json.loads(json.dumps(figures))
    found = tuple(differences(version.figures, now))
    told = now.get(UNCERTAINTY)
    sure = record.drawing and told and kept_sureness(told, record.drawing, record.settings.horizon_years)
    return Recomputation(record.engine_version, ENGINE_VERSION, result, found, span_of(now), sure or None)
