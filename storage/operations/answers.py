"""What the operations answer with: plain frozen data, never rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from chain import library
from chain.assumption import Assumption, Passport
from chain.forecast.model import Comparison
from chain.measurement import Target
from chain.model import Chain, Claim, CostBasis, Goal, Method, PriceQuality, Span, Status
from chain.people import Access, Wish
from chain.problem import Problem
from chain.text import Text
from sroi.settings import Settings
from storage.changes import Change
from storage.operations.documents.answers import DocumentSummary, StoredDocument
from storage.operations.follow_up.answers import Measurement, StoredIndicator


@dataclass(frozen=True)
class Organisation:
    """A body that keeps interventions here."""

    id: str
    name: str
    is_example: bool


@dataclass(frozen=True)
class InterventionSummary:
    """What a list shows of an intervention without reading its chain. Times are UTC.

    `owner` is the name of the organisation it belongs to, `access` what the one that looks may do.
    """

    id: str
    organisation_id: str
    owner: str
    access: Access
    name: Text
    responsible_unit: Text
    status: Status
    claim: Claim
    method: Method
    start_year: int
    end_year: int
    version: int
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    archived_at: datetime | None
    archived_by: str | None


@dataclass(frozen=True)
class Wanted:
    """What a list shall show: interventions whose name or unit has all the words, in any of the statuses (none: all).

    `order`: latest changed first, name by `language`, first year, or status from idea to ended.
    """

    words: str = ""
    statuses: tuple[Status, ...] = ()
    archived: bool = False
    order: Literal["changed", "name", "start", "status"] = "changed"
    language: Literal["sv", "en"] = "sv"


@dataclass(frozen=True)
class Found:
    """One sheet of a list. `total` counts all that were wanted, `statuses` all there are by status, wanted or not."""

    total: int
    statuses: Mapping[Status, int]
    shown: tuple[InterventionSummary, ...]


@dataclass(frozen=True)
class Sharing:
    """Another organisation that an intervention is shared with, and for what."""

    organisation_id: str
    organisation: str
    access: Access
    since: datetime
    by: str


@dataclass(frozen=True)
class SetSummary:
    """What a list shows of an assumption set. `number` counts within the organisation; the highest is in force."""

    id: str
    organisation_id: str
    number: int
    name: str
    note: str
    created_at: datetime
    created_by: str
    sha256: str


@dataclass(frozen=True)
class Stored:
    """A chain as it stands in the database. `version` is what a save must name to show that it builds on this.

    `owner` is the name of the organisation it belongs to, `access` what the one that asked may do with it, `allowed`
    what the person who asked may.
    """

    chain: Chain
    version: int
    organisation_id: str
    owner: str
    access: Access
    allowed: frozenset[Wish]
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    archived_at: datetime | None
    archived_by: str | None

    @property
    def archived(self) -> bool:
        """Whether the intervention is put away."""
        return self.archived_at is not None

    @property
    def writable(self) -> bool:
        """Whether the person who asked may change it, once it is not put away."""
        return Wish.WRITE in self.allowed


@dataclass(frozen=True)
class ComparisonSummary(DocumentSummary):
    """What a list shows of a comparison without reading its document."""

    intervention_id: str | None


@dataclass(frozen=True)
class StoredComparison(StoredDocument[Comparison]):
    """A comparison as it stands.

    `intervention_id` is the organisation's own intervention that it is about, if it says one.
    """

    intervention_id: str | None

    @property
    def comparison(self) -> Comparison:
        """What it says."""
        return self.content


@dataclass(frozen=True)
class Saved:
    """The save is kept. `changes` is empty when there was nothing to change, and the version then stays."""

    version: int
    updated_at: datetime
    updated_by: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Conflict:
    """Someone else saved first, so this save was not kept: who last, when, and all that was changed meanwhile.

    `current` is the state to build on: an intervention, a document, an indicator, a target or a measurement. What the
    second writer typed is still with the caller and in the draft.
    """

    by: str
    at: datetime
    version: int
    changes: tuple[Change, ...]
    current: Stored | StoredDocument | StoredIndicator | Target | Measurement


@dataclass(frozen=True)
class HistoryEntry:
    """One change in the history. `id` counts all changes in the order they were made; `at` is UTC, by the clock.

    `action` is what was done: create, import, save, undo, archive, restore, delete, redact, …. `undoes` is the version
    that an undo took back, `by_organisation` the name of whom the person acted for where it was not the owner.
    """

    id: int
    at: datetime
    who: str
    action: str
    version: int | None
    place: str
    old: object
    new: object
    reason: str | None
    undoes: int | None
    by_organisation: str | None


@dataclass(frozen=True)
class Redaction:
    """Words to be taken away, or taken away: then `words` is None, and `sha256` is what is left of them.

    `kept_too`: also out of kept results, of which those whose chain holds the words are withdrawn.
    """

    id: str
    intervention_id: str
    words: str | None
    sha256: str
    reason: str
    kept_too: bool
    proposed_by: str
    proposed_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None


@dataclass(frozen=True)
class Refused:
    """Nothing was kept, and why."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Imported:
    """What an import did.

    `already_there`: the very same chain was in the organisation, nothing was added. `taken_id`: the document's id, when
    it was in use and the intervention got a new one. `goals_added` came into the register; `goals_matched` are pairs
    of the document's goal id and the register's id for the goal of the same name.
    """

    stored: Stored
    already_there: bool = False
    taken_id: str | None = None
    goals_added: tuple[Goal, ...] = ()
    goals_matched: tuple[tuple[str, str], ...] = ()

    @property
    def chain(self) -> Chain:
        """The chain as it stands here now."""
        return self.stored.chain


@dataclass(frozen=True)
class Draft:
    """What someone has typed and not saved, as typed. `version` is the save it was begun on, where one was named."""

    intervention_id: str
    form: str
    values: dict[str, str | list | bool]
    version: int | None
    updated_at: datetime


@dataclass(frozen=True)
class Withdrawal:
    """Why a kept result's chain is gone: who took it away, when, and the SHA-256 of what it held, canonical JSON."""

    removed_sha256: str
    reason: str
    proposed_by: str
    confirmed_by: str
    at: datetime


@dataclass(frozen=True)
class VersionSummary:
    """What a list shows of a kept version without reading what it holds. `number` counts within the intervention.

    `ratio` is the kept one, in the perspective and at the horizon of `settings`, `ratio_low` and `ratio_high` the same
    at the prices' most cautious and most hopeful ends; None when none may be shown. They stay when it is withdrawn.
    `interval_low` and `interval_high` are the ends of its 90 % interval, `value_chance` the probability that the value
    exceeds the cost (0–1), where `drawn_figures` of the `all_figures` in use were drawn; None where nothing was.
    `follow_up_sha256` is the hash of the follow-up that a result of what came out rests on; None for one of the claim.
    """

    id: str
    intervention_id: str
    intervention_version: int
    number: int
    name: str
    note: str
    claim: Claim
    created_at: datetime
    created_by: str
    engine_version: str
    fingerprint: str
    settings: Settings
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    interval_low: float | None = None
    interval_high: float | None = None
    value_chance: float | None = None
    drawn_figures: int | None = None
    all_figures: int | None = None
    follow_up_sha256: str | None = None
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True)
class RegisterGoal:
    """A goal in the organisation's register; a retired one can no longer be chosen."""

    goal: Goal
    retired_at: datetime | None


@dataclass(frozen=True)
class LibraryPrice:
    """An entry of the price library.

    `price` is the figure that counts (SEK): the organisation's own where `own`, with the shipped one in `template` for
    comparison (None for an entry that the organisation made itself). `payer` is the level that pays, empty when several
    do; `payers` are all of them. `flags` are the reservations that were made when the figure was collected.
    """

    library_id: str
    name: Text
    price: Assumption
    payer: str = ""
    quality: PriceQuality = PriceQuality.ASSUMED
    basis: CostBasis = CostBasis.AVERAGE
    span: Span = Span.EVENT
    own: bool = False
    template: Assumption | None = None
    payers: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def may_be_uprated(self) -> bool:
        """Whether an index may move the price to another year: not a fixed rate, a pay scale or a stated worth."""
        return library.may_be_uprated(self.flags)


@dataclass(frozen=True)
class PriceGuide:
    """What a price can be held against without being one: a range, a rate, or an amount in another currency.

    `value`, `low` and `high` are in `passport.unit`.
    """

    library_id: str
    name: Text
    value: float | None
    low: float | None
    high: float | None
    passport: Passport
    payers: tuple[str, ...]
    quality: PriceQuality
    flags: tuple[str, ...]
