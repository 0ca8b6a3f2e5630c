"""Who acts and for whom, and the one rule of what they may do with an intervention."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


@dataclass(frozen=True)
class Acting:
    """A person at work for an organisation. Whoever asks for something asks as one of these."""

    who: str
    organisation_id: str


class Access(StrEnum):
    """What an organisation may do with an intervention, least first; each includes those before it.

    READ: see everything about it. WRITE: also change what it says and keep results. OWN: also put it away, delete it
    and share it; only the organisation that it belongs to.
    """

    READ = "read"
    WRITE = "write"
    OWN = "own"


_RANK = {access: rank for rank, access in enumerate(Access)}


@dataclass(frozen=True)
class Standing:
    """Whose an intervention is, and what it is shared for with other organisations."""

    owner_id: str
    shared: Mapping[str, Access] = field(default_factory=lambda: MappingProxyType({}))

    def access(self, organisation_id: str) -> Access | None:
        """What this organisation may do; None when the intervention does not exist for it."""
        return Access.OWN if organisation_id == self.owner_id else self.shared.get(organisation_id)


def may(acting: Acting, wish: Access, which: Standing) -> bool:
    """Whether a person at work for an organisation may do this with an intervention that stands so."""
    access = which.access(acting.organisation_id)
    return access is not None and _RANK[access] >= _RANK[wish]
