"""Who acts and for whom, which roles people have, and the one rule of what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

LOCAL = "local user"
"""Who acts where nobody signs in: the one person at the machine, and whoever gives commands at its shell."""


class Role(StrEnum):
    """What a person is in an organisation, for all of its interventions or for one."""

    PROJECT_OWNER = "project_owner"
    REVIEWER = "reviewer"
    STRATEGIST = "strategist"
    CONTROLLER = "controller"
    PROCURER = "procurer"
    MODEL_OWNER = "model_owner"
    OPENER = "opener"
    ASSESSOR = "assessor"
    SUPPLIER = "supplier"
    READER = "reader"
    ADMINISTRATOR = "administrator"


class Access(StrEnum):
    """What an organisation may do with an intervention, least first; each includes those before it.

    READ: see everything about it. WRITE: also change what it says and keep results. OWN: also put it away, delete it
    and share it; only the organisation that it belongs to.
    """

    READ = "read"
    WRITE = "write"
    OWN = "own"


_RANK = {access: rank for rank, access in enumerate(Access)}


class Wish(StrEnum):
    """What a person asks to do.

    READ: see everything about an intervention, of what was measured as much as may be published. EXAMINE: also see
    single values in full, with their groups and files. WRITE: change what its chain says. OWN: put it away, delete it,
    share it. PLAN: decide what is measured, when, by whom. LOG: enter measurements and send them in. REVIEW: return,
    approve and lock them. REOPEN: let a locked period be opened again. KEEP: keep a result as it was shown, and publish
    it. BEGIN: make a new intervention. COMPARE: work with the organisation's comparisons and published reports.
    PROCURE: make its procurements and appoint people in them; what comes in as bids is for those appointed alone.
    REGISTER: change its goals, prices and locked assumptions. ADMINISTER: its people, its name, what it fetches from
    outside and what is due to be disposed of.
    """

    READ = "read"
    EXAMINE = "examine"
    WRITE = "write"
    OWN = "own"
    PLAN = "plan"
    LOG = "log"
    REVIEW = "review"
    REOPEN = "reopen"
    KEEP = "keep"
    BEGIN = "begin"
    COMPARE = "compare"
    PROCURE = "procure"
    REGISTER = "register"
    ADMINISTER = "administer"


_FOR_OWNER = frozenset({Wish.OWN, Wish.BEGIN, Wish.COMPARE, Wish.PROCURE, Wish.REGISTER, Wish.ADMINISTER})
NEEDS: Mapping[Wish, Access] = MappingProxyType(
    dict.fromkeys(Wish, Access.WRITE) | dict.fromkeys(_FOR_OWNER, Access.OWN) | {Wish.READ: Access.READ}
)
"""What the organisation that the person acts for must be allowed with the intervention (or be, for its registers)."""

WITHIN: Mapping[Access, frozenset[Wish]] = MappingProxyType(
    {access: frozenset(wish for wish in Wish if _RANK[NEEDS[wish]] <= _RANK[access]) for access in Access}
)
"""What each access lets an organisation's people do, as far as their own roles go."""

_WORK = frozenset({Wish.READ, Wish.EXAMINE, Wish.WRITE, Wish.PLAN, Wish.LOG, Wish.KEEP})
MAY: Mapping[Role, frozenset[Wish]] = MappingProxyType(
    {
        Role.PROJECT_OWNER: _WORK | {Wish.OWN, Wish.BEGIN},
        Role.REVIEWER: frozenset({Wish.READ, Wish.EXAMINE, Wish.REVIEW, Wish.REOPEN}),
        Role.STRATEGIST: _WORK - {Wish.LOG} | {Wish.BEGIN, Wish.COMPARE},
        Role.CONTROLLER: _WORK | {Wish.BEGIN, Wish.COMPARE, Wish.REGISTER, Wish.REVIEW, Wish.REOPEN},
        Role.PROCURER: frozenset({Wish.READ, Wish.COMPARE, Wish.PROCURE, Wish.KEEP}),
        Role.MODEL_OWNER: frozenset({Wish.READ, Wish.COMPARE, Wish.PROCURE}),
        Role.OPENER: frozenset({Wish.READ}),
        Role.ASSESSOR: frozenset(),
        Role.SUPPLIER: frozenset(),
        Role.READER: frozenset({Wish.READ}),
        Role.ADMINISTRATOR: frozenset({Wish.READ, Wish.ADMINISTER}),
    }
)
"""What each role may do. An assessor and a supplier see what is handed to them: criteria, a contract."""


ALL = frozenset(Wish)


def able(*wishes: Wish) -> tuple[Role, ...]:
    """The roles that may do this, or one of these."""
    return tuple(role for role in Role if not MAY[role].isdisjoint(wishes))


@dataclass(frozen=True)
class Grant:
    """A role that a person has: for one intervention, or (None) for everything of the organisation."""

    role: Role
    intervention_id: str | None = None


@dataclass(frozen=True)
class Acting:
    """A person at work for an organisation. Whoever asks for something asks as one of these.

    `grants` are the roles of a person who has signed in. None: an installation that nobody signs in to, where the one
    person at the machine has them all.
    """

    who: str
    organisation_id: str
    grants: frozenset[Grant] | None = None

    def wishes(self, intervention_id: str | None = None) -> frozenset[Wish]:
        """What the person's roles allow for this intervention, or (None) for the organisation as a whole."""
        if self.grants is None:
            return ALL
        held = (each.role for each in self.grants if each.intervention_id in (None, intervention_id))
        return frozenset().union(*(MAY[role] for role in held))

    def reads(self) -> frozenset[str] | None:
        """The interventions that the person's roles let them read; None: all that the organisation may read."""
        if Wish.READ in self.wishes():
            return None
        read = (each.intervention_id for each in self.grants or () if Wish.READ in MAY[each.role])
        return frozenset(each for each in read if each is not None)


@dataclass(frozen=True)
class Standing:
    """Whose an intervention is, what it is shared for with other organisations, and which it is.

    Without an id it stands for what belongs to the organisation as a whole: its registers, its comparisons, its people.
    """

    owner_id: str
    shared: Mapping[str, Access] = field(default_factory=lambda: MappingProxyType({}))
    intervention_id: str | None = None

    def access(self, organisation_id: str) -> Access | None:
        """What this organisation may do; None when the intervention does not exist for it."""
        return Access.OWN if organisation_id == self.owner_id else self.shared.get(organisation_id)

    def within(self, organisation_id: str, wish: Wish) -> bool:
        """Whether the wish is within what this organisation may do, whoever asks."""
        access = self.access(organisation_id)
        return access is not None and wish in WITHIN[access]


def allowed(acting: Acting, which: Standing) -> frozenset[Wish]:
    """All that may be done with what stands so."""
    access = which.access(acting.organisation_id)
    return acting.wishes(which.intervention_id) & WITHIN[access] if access else frozenset()


def may(acting: Acting, wish: Wish, which: Standing) -> bool:
    """Whether this may be done with what stands so: the person's roles allow it, and so does the organisation's."""
    return wish in allowed(acting, which)
