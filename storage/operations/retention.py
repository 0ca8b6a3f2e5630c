"""How long things are kept: the organisation's rules, what is due by them, and disposing of it; an administrator's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from chain.people import Acting, Wish
from chain.problem import Problem, problem
from chain.retention import DEFAULTS, MOST, UNITS, Kind, cutoff
from chain.text import Text
from storage.changes import Change
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.documents.kinds import COMPARISONS, FUNDS, PORTFOLIOS
from storage.operations.keeping import barred_here, reads_here
from storage.operations.log import record
from storage.operations.printed import printed_drafts
from storage.operations.procurement.rows import procurement_key
from storage.operations.retention_answers import Disposal, Due, DueThing, RetentionRule
from storage.operations.retention_kinds import SOURCES, moment
from storage.rows import table
from storage.unit_of_work import Store, now

MOST_NAMED = 50
LONGEST_REASON = 300


class _Moved(Exception):  # noqa: N818  (it says what is so)
    """Something came between the list and what was taken away: then nothing is."""


class _Found(NamedTuple):
    """What is due of one kind, with every row that tells of it."""

    due: Due
    rows: Sequence[Mapping]


# --- rules ------------------------------------------------------------------------------------------------------------


def retention_rules(store: Store, acting: Acting) -> list[RetentionRule]:
    """The rules in force for whom the person acts for, one for each kind; none for who reads nothing there."""
    if not reads_here(acting):
        return []
    with store.reading() as db:
        return list(_rules(db, acting).values())


def _rules(db: Connection, acting: Acting) -> dict[Kind, RetentionRule]:
    rows = table("retention_rule")
    names = tuple(RetentionRule.__dataclass_fields__)
    query = select(*(rows.c[name] for name in names)).where(rows.c.organisation_id == acting.organisation_id)
    own = {row["kind"]: RetentionRule(**(row | {"kind": Kind(row["kind"])})) for row in map(dict, _mapped(db, query))}
    return {kind: own.get(kind) or RetentionRule(kind, DEFAULTS[kind]) for kind in Kind}


def _mapped(db: Connection, query) -> Sequence[Mapping]:
    return db.execute(query).mappings().all()


def set_retention_rule(
    store: Store, acting: Acting, kind: Kind, keep: int | None, reason: str, expected_version: int
) -> RetentionRule | Refused:
    """Decide for so many days or years (None: always), and why. Told apart when somebody else has decided since."""
    reason = reason.strip()
    problems = tuple(_unfit(kind, keep, reason))
    if problems:
        return Refused(problems)
    with store.writing() as db:
        refused = _administers(db, acting)
        there = None if refused else _rules(db, acting)[kind]
        if refused or (there.keep, there.reason) == (keep, reason):
            return Refused(refused) if refused else there
        if there.version != expected_version:
            return Refused((problem("retention.rule_moved", f"retention/{kind}", who=there.updated_by),))
        return _put_rule(db, acting, there, keep, reason)


def _unfit(kind: Kind, keep: int | None, reason: str):
    place, most = f"retention/{kind}", MOST[UNITS[kind]]
    if keep is not None and not 1 <= keep <= most:
        yield problem("retention.keep_range", f"{place}/keep", most=most)
    if not reason or len(reason) > LONGEST_REASON:
        yield problem("retention.reason", f"{place}/reason", most=LONGEST_REASON)
    yield from unfit_words(f"{place}/reason", reason)


def _put_rule(db: Connection, acting: Acting, there: RetentionRule, keep: int | None, reason: str) -> RetentionRule:
    rows, at = table("retention_rule"), now()
    made = RetentionRule(there.kind, keep, reason, there.version + 1, at, acting.who)
    key = {"organisation_id": acting.organisation_id, "kind": str(there.kind)}
    if there.version:
        db.execute(delete(rows).where(*(rows.c[name] == value for name, value in key.items())))
    db.execute(insert(rows).values(vars(made) | key))
    old, new = ({"keep": each.keep, "reason": each.reason} for each in (there, made))
    changed = Change(f"retention/{there.kind}", old, new)
    record(db, acting, at, acting.organisation_id, "retention_rule", (changed,))
    return made


def _administers(db: Connection, acting: Acting) -> tuple[Problem, ...]:
    """Why this person may neither decide nor dispose, or nothing."""
    return barred_here(db, acting, Wish.ADMINISTER)


# --- what is due ------------------------------------------------------------------------------------------------------


def due_for_disposal(store: Store, acting: Acting, today: date) -> list[Due] | Refused:
    """What is due by the rules in force, kind by kind; the kinds of which nothing is due are left out."""
    with store.reading() as db:
        refused = _administers(db, acting)
        if refused:
            return Refused(refused)
        found = (_found(db, acting, rule, today) for rule in _rules(db, acting).values())
        return [each.due for each in found if each is not None]


def _found(db: Connection, acting: Acting, rule: RetentionRule, today: date) -> _Found | None:
    if rule.keep is None:
        return None
    source, before = SOURCES[rule.kind], cutoff(rule.kind, rule.keep, today)
    rows = _mapped(db, source.reading(source.which(acting.organisation_id, before)))
    keyed = sorted((_day(row["last"]), *(row[name] for name in source.key), row["lines"], row) for row in rows)
    if not keyed:
        return None
    seal = sha256(repr([rule.keep, [each[:-1] for each in keyed]]).encode()).hexdigest()
    first = tuple(_thing(each[-1]) for each in keyed[:MOST_NAMED])
    return _Found(Due(rule, before, len(keyed), first, seal), [each[-1] for each in keyed])


def _day(last: date | datetime) -> date:
    return last.date() if isinstance(last, datetime) else last


def _thing(row: Mapping) -> DueThing:
    name, within = (Text(sv=row[f"{part}_sv"], en=row[f"{part}_en"]) for part in ("name", "within"))
    return DueThing(name, within, _day(row["last"]))


def disposals(store: Store, acting: Acting) -> list[Disposal] | Refused:
    """What was disposed of for whom the person acts for, latest first."""
    rows = table("disposal")
    query = select(*(rows.c[name] for name in Disposal.__dataclass_fields__))
    query = query.where(rows.c.organisation_id == acting.organisation_id).order_by(rows.c.at.desc(), rows.c.id)
    with store.reading() as db:
        refused = _administers(db, acting)
        return Refused(refused) if refused else [_disposal(row) for row in _mapped(db, query)]


def _disposal(row: Mapping) -> Disposal:
    return Disposal(**(dict(row) | {"kind": Kind(row["kind"])}))


# --- disposing --------------------------------------------------------------------------------------------------------


def dispose(store: Store, acting: Acting, seals: Mapping[Kind, str], today: date) -> list[Disposal] | Refused:
    """Take away for good what was due of these kinds when their lists bore these seals: exactly that, or nothing.

    The history tells of which kind, how many, by which rule, and nothing of what it was.
    """
    try:
        with store.writing() as db:
            refused = _administers(db, acting)
            if refused:
                return Refused(refused)
            _hold(db, acting)
            found = [_found(db, acting, rule, today) for kind, rule in _rules(db, acting).items() if kind in seals]
            if not found or any(each is None or each.due.seal != seals[each.due.rule.kind] for each in found):
                raise _Moved
            done = [_dispose(db, acting, each) for each in found]
    except _Moved:
        return Refused((problem("retention.moved", "retention"),))
    store.forget_deleted()
    return done


def _hold(db: Connection, acting: Acting) -> None:
    """Let nobody write in the organisation's interventions meanwhile."""
    rows = table("intervention")
    ours = select(rows.c.id).where(rows.c.organisation_id == acting.organisation_id)
    db.execute(ours.order_by(rows.c.id).with_for_update()).all()


def _dispose(db: Connection, acting: Acting, found: _Found) -> Disposal:
    due, source, disposals = found.due, SOURCES[found.due.rule.kind], table("disposal")
    made = Disposal(due.rule.kind, due.rule.keep, due.count, moment(due.before), now(), acting.who)
    own = {"id": str(uuid4()), "organisation_id": acting.organisation_id, "kind": str(made.kind)}
    db.execute(insert(disposals).values(vars(made) | own | {"under_way": True}))
    gone = db.execute(delete(table(source.table)).where(*source.which(acting.organisation_id, due.before))).rowcount
    if gone != sum(row["lines"] for row in found.rows):
        raise _Moved
    _forget_drafts(db, made.kind, found.rows)
    db.execute(update(disposals).where(disposals.c.id == own["id"]).values(under_way=False))
    _tell(db, acting, made, found.rows)
    return made


_DRAFTS_OF = {
    Kind.INTERVENTIONS: str,
    Kind.COMPARISONS: COMPARISONS.key,
    Kind.PORTFOLIOS: PORTFOLIOS.key,
    Kind.FUNDS: FUNDS.key,
    Kind.PRINTED: printed_drafts,
    Kind.PROCUREMENTS: procurement_key,
}
"""Under what the drafts about a thing lie, which go with it."""


def _forget_drafts(db: Connection, kind: Kind, rows: Sequence[Mapping]) -> None:
    drafts = table("draft")
    for row in rows if kind in _DRAFTS_OF else ():
        db.execute(delete(drafts).where(drafts.c.intervention_id == _DRAFTS_OF[kind](row["id"])))


def _tell(db: Connection, acting: Acting, made: Disposal, rows: Sequence[Mapping]) -> None:
    """One line for the organisation, and one in the history of each thing that still has one."""
    told = {"count": made.counted, "keep": made.keep, "unit": str(UNITS[made.kind])}
    own = Change(f"retention/{made.kind}", None, told)
    record(db, acting, made.at, acting.organisation_id, "dispose", (own,))
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["past"]] = counts.get(row["past"], 0) + 1
    for past, count in counts.items():
        if past:
            line = Change(f"retention/{made.kind}", None, {**told, "count": count})
            record(db, acting, made.at, acting.organisation_id, "dispose", (line,), past)
