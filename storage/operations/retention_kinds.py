"""What is due of each kind: which rows, what they are called, and what takes them away."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from sqlalchemy import Alias, ColumnElement, Select, String, exists, func, literal, or_, select

from chain.retention import Kind
from storage.operations.documents.kinds import COMPARISONS, FUNDS, KINDS, PORTFOLIOS
from storage.operations.documents.kinds import Kind as Document
from storage.operations.printed import printed_drafts
from storage.operations.procurement.rows import procurement_key
from storage.rows import table

Which = tuple[ColumnElement[bool], ...]


class Source(NamedTuple):
    """Where a kind lies: the table whose rows go, the key of a thing, which rows are due, and how a list reads them.

    `reading` gives for each thing its key, `last`, `name_sv`, `name_en`, `within_sv`, `within_en`, `past` (whose
    history tells of it) and `lines` (how many rows it is).
    """

    table: str
    key: tuple[str, ...]
    which: Callable[[str, date], Which]
    reading: Callable[[Which], Select]


def moment(day: date) -> datetime:
    """The day's beginning in UTC, in which all moments are kept."""
    return datetime.combine(day, time(), UTC)


def _beside(name: str) -> Alias:
    """A table to look in, apart from the same table read or deleted from in the same statement."""
    return table(name).alias()


def _texts(label: str, sv: object, en: object) -> tuple[ColumnElement, ColumnElement]:
    return tuple(
        (literal(column, String) if isinstance(column, str) else column).label(f"{label}_{language}")
        for column, language in ((sv, "sv"), (en, "en"))
    )


def _reading(rows, key: tuple[str, ...], last, name: tuple, within: tuple = ("", ""), past=None, lines=None) -> Select:
    return select(
        *(rows.c[column] for column in key),
        last.label("last"),
        *_texts("name", *name),
        *_texts("within", *within),
        (literal("", String) if past is None else past).label("past"),
        (literal(1) if lines is None else lines).label("lines"),
    )


def _names(rows) -> tuple:
    return rows.c.name_sv, rows.c.name_en


# --- drafts -----------------------------------------------------------------------------------------------------------


def _drafts(organisation_id: str, before: date) -> Which:
    rows = table("draft")
    log, things, typed, bought = map(_beside, ("change", "intervention", "printed_report", "procurement"))
    about = rows.c.intervention_id
    told = exists().where(log.c.intervention_id == about, log.c.organisation_id == organisation_id)
    there = exists().where(things.c.id == about, things.c.organisation_id == organisation_id)
    of_typed = literal(printed_drafts(""), String).concat(typed.c.id)
    report = exists().where(of_typed == about, typed.c.organisation_id == organisation_id)
    of_bought = literal(procurement_key(""), String).concat(bought.c.id)
    buying = exists().where(of_bought == about, bought.c.organisation_id == organisation_id)
    own = or_(about == f"register {organisation_id}", there, told, report, buying)
    return rows.c.updated_at < moment(before), own


def _read_drafts(which: Which) -> Select:
    rows, things = table("draft"), table("intervention")
    read = _reading(rows, ("who", "intervention_id", "form"), rows.c.updated_at, (rows.c.form, rows.c.form),
                    tuple(func.coalesce(name, "") for name in _names(things)))  # fmt: skip
    return read.outerjoin_from(rows, things, things.c.id == rows.c.intervention_id).where(*which)


# --- follow-up --------------------------------------------------------------------------------------------------------


def _is_of(part, whole, *names: str) -> Which:
    return tuple(part.c[name] == whole.c[name] for name in names)


def _evidence(organisation_id: str, before: date) -> Which:
    rows, values = table("evidence_file"), _beside("measurement")
    of = _is_of(values, rows, "intervention_id", "indicator_id", "period")
    ours = values.c.organisation_id == organisation_id
    return (exists().where(*of, ours, values.c.period_end < before),)


def _read_evidence(which: Which) -> Select:
    rows, values, things = table("evidence_file"), table("measurement"), table("intervention")
    read = _reading(rows, ("id",), values.c.period_end, (rows.c.name, rows.c.name), _names(things), things.c.id)
    of = _is_of(values, rows, "intervention_id", "indicator_id", "period")
    joined = rows.join(values, _all(of)).join(things, things.c.id == rows.c.intervention_id)
    return read.select_from(joined).where(*which)


def _all(conditions: Which) -> ColumnElement[bool]:
    first, *rest = conditions
    for each in rest:
        first = first & each
    return first


def _measurements(organisation_id: str, before: date) -> Which:
    rows, values, things = table("planned_indicator"), _beside("measurement"), _beside("intervention")
    of = values.c.intervention_id == rows.c.intervention_id, values.c.indicator_id == rows.c.id
    ours = exists().where(things.c.id == rows.c.intervention_id, things.c.organisation_id == organisation_id)
    return ours, exists().where(*of), ~exists().where(*of, values.c.period_end >= before)


def _read_measurements(which: Which) -> Select:
    rows, values, things = table("planned_indicator"), _beside("measurement"), table("intervention")
    of = values.c.intervention_id == rows.c.intervention_id, values.c.indicator_id == rows.c.id
    last = select(func.max(values.c.period_end)).where(*of).scalar_subquery()
    read = _reading(rows, ("intervention_id", "id"), last, _names(rows), _names(things), things.c.id)
    return read.join_from(rows, things, things.c.id == rows.c.intervention_id).where(*which)


# --- what was put away, typed or kept ---------------------------------------------------------------------------------


def _before(name: str, column: str) -> Callable[[str, date], Which]:
    def which(organisation_id: str, before: date) -> Which:
        rows = table(name)
        return rows.c.organisation_id == organisation_id, rows.c[column] < moment(before)

    return which


def _read_interventions(which: Which) -> Select:
    rows = table("intervention")
    return _reading(rows, ("id",), rows.c.archived_at, _names(rows), past=rows.c.id).where(*which)


def _documents(kind: Document) -> Source:
    """The documents of a kind that were put away."""

    def reading(which: Which) -> Select:
        rows = table(kind.table)
        return _reading(rows, ("id",), rows.c.archived_at, _names(rows), past=_past_of(kind, rows)).where(*which)

    return Source(kind.table, ("id",), _before(kind.table, "archived_at"), reading)


def _past_of(kind: Document, rows) -> ColumnElement:
    """What the past of each document is kept under."""
    return literal(kind.key(""), String).concat(rows.c.id)


def _read_printed(which: Which) -> Select:
    rows = table("printed_report")
    return _reading(rows, ("id",), rows.c.updated_at, (rows.c.title, rows.c.title)).where(*which)


def _procurements(organisation_id: str, before: date) -> Which:
    rows = table("procurement")
    return rows.c.organisation_id == organisation_id, rows.c.kept_until < before


def _read_procurements(which: Which) -> Select:
    rows = table("procurement")
    return _reading(rows, ("id",), rows.c.kept_until, (rows.c.title_sv, rows.c.title_en)).where(*which)


def _read_kept(which: Which) -> Select:
    rows, things = table("frozen_version"), table("intervention")
    within = tuple(func.coalesce(name, rows.c.intervention_id) for name in _names(things))
    # What is gone gets no new line, which would keep its past for longer.
    read = _reading(
        rows, ("id",), rows.c.created_at, (rows.c.name, rows.c.name), within, func.coalesce(things.c.id, "")
    )
    return read.outerjoin_from(rows, things, things.c.id == rows.c.intervention_id).where(*which)


# --- the past of what is gone -----------------------------------------------------------------------------------------


def _pasts(organisation_id: str, before: date) -> Which:
    rows = table("change")
    things, kept, later = map(_beside, ("intervention", "frozen_version", "change"))
    of = rows.c.intervention_id
    return (
        rows.c.organisation_id == organisation_id,
        of.is_not(None),
        rows.c.at < moment(before),
        ~exists().where(things.c.id == of),
        *(~exists().where(_past_of(kind, _beside(kind.table)) == of) for kind in KINDS),
        ~exists().where(kept.c.intervention_id == of),
        ~exists().where(later.c.intervention_id == of, later.c.at >= moment(before)),
    )


def _read_pasts(which: Which) -> Select:
    rows = table("change")
    of, last = rows.c.intervention_id, func.max(rows.c.at, type_=rows.c.at.type)
    read = _reading(rows, ("intervention_id",), last, (of, of), lines=func.count())
    return read.where(*which).group_by(of)


SOURCES: dict[Kind, Source] = {
    Kind.DRAFTS: Source("draft", ("who", "intervention_id", "form"), _drafts, _read_drafts),
    Kind.EVIDENCE: Source("evidence_file", ("id",), _evidence, _read_evidence),
    Kind.MEASUREMENTS: Source("planned_indicator", ("intervention_id", "id"), _measurements, _read_measurements),
    Kind.INTERVENTIONS: Source("intervention", ("id",), _before("intervention", "archived_at"), _read_interventions),
    Kind.COMPARISONS: _documents(COMPARISONS),
    Kind.PRINTED: Source("printed_report", ("id",), _before("printed_report", "updated_at"), _read_printed),
    Kind.PASTS: Source("change", ("intervention_id",), _pasts, _read_pasts),
    Kind.KEPT: Source("frozen_version", ("id",), _before("frozen_version", "created_at"), _read_kept),
    Kind.PROCUREMENTS: Source("procurement", ("id",), _procurements, _read_procurements),
    Kind.PORTFOLIOS: _documents(PORTFOLIOS),
    Kind.FUNDS: _documents(FUNDS),
}
