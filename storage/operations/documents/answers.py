"""What the operations on an organisation's documents answer with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from chain.assumption import Frozen
from chain.text import Text

Held = TypeVar("Held", bound=Frozen)


@dataclass(frozen=True)
class DocumentSummary:
    """What a list shows of a document without reading it. Times are UTC."""

    id: str
    name: Text
    version: int
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    archived_at: datetime | None
    archived_by: str | None


@dataclass(frozen=True)
class StoredDocument(Generic[Held]):
    """A document as it stands. `version` is what a save must name to show that it builds on this.

    `writable`: whether the person who asked may change it, once it is not put away.
    """

    content: Held
    version: int
    organisation_id: str
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    archived_at: datetime | None
    archived_by: str | None
    writable: bool

    @property
    def archived(self) -> bool:
        """Whether it is put away."""
        return self.archived_at is not None
