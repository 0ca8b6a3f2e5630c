"""Published reports that an organisation types in: kept as their open document, shared by all who act for it."""

from collections.abc import Mapping
from uuid import uuid4

from sqlalchemy import Connection, delete, insert, select, update

from chain.people import Acting, Standing, Wish, may
from chain.problem import Problem, problem
from sroi.printed import Report, read_report, write_report
from sroi.printed_edit import touched
from storage.fitness import unfit_words
from storage.operations.answers import Refused
from storage.operations.keeping import barred_here, reads_here, stamps_of
from storage.operations.printed_answers import PrintedMoved, PrintedSummary, StoredPrinted
from storage.rows import table
from storage.unit_of_work import Store, now

MOST_CHARACTERS = 5_000_000
"""As much as the document's own reader takes."""


def printed_drafts(report_id: str) -> str:
    """Where drafts about a typed report are kept: under what can be no intervention's id."""
    return f"printed {report_id}"


def printed_reports(store: Store, acting: Acting) -> list[PrintedSummary]:
    """The reports that the organisation has typed in, latest changed first."""
    rows = table("printed_report")
    query = select(rows.c.id, rows.c.title, rows.c.version, rows.c.updated_at, rows.c.updated_by)
    query = query.where(rows.c.organisation_id == acting.organisation_id)
    if not reads_here(acting):
        return []
    with store.reading() as db:
        return [PrintedSummary(*row) for row in db.execute(query.order_by(rows.c.updated_at.desc(), rows.c.id))]


def printed_report(store: Store, acting: Acting, report_id: str) -> StoredPrinted | None:
    """One typed report as it stands, or None when it is not there for this organisation."""
    with store.reading() as db:
        return _found(db, acting, report_id)


def _found(db: Connection, acting: Acting, report_id: str) -> StoredPrinted | None:
    rows = table("printed_report")
    row = db.execute(select(rows).where(rows.c.id == report_id)).mappings().first()
    if row is None or not may(acting, Wish.READ, Standing(row["organisation_id"])):
        return None
    return _stored(row)


def _stored(row: Mapping[str, object]) -> StoredPrinted:
    report, problems = read_report(row["content"])
    if report is None:
        raise ValueError(f"a kept report cannot be read: {problems[0].code}")
    told = {name: row[name] for name in ("id", "version", "touched", "updated_at", "updated_by")}
    return StoredPrinted(report=report, **told)


def add_printed_report(store: Store, acting: Acting, report: Report) -> StoredPrinted | Refused:
    """Keep a report, from now on to be typed in: an empty one, the example, or one out of a document."""
    content = write_report(report)
    unfit = _unfit(content)
    if unfit:
        return Refused(unfit)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.COMPARE)
        if problems:
            return Refused(problems)
        own = {"id": str(uuid4()), "organisation_id": acting.organisation_id, "version": 1, "touched": {}}
        row = own | {"title": report.title, "content": content} | stamps_of(acting, now())
        db.execute(insert(table("printed_report")).values(row))
    return _stored(row)


def save_printed_report(
    store: Store, acting: Acting, report_id: str, report: Report, version: int
) -> StoredPrinted | PrintedMoved | Refused:
    """Put the report in place of the one that `version` names; told apart when another save came between."""
    content = write_report(report)
    unfit = _unfit(content)
    if unfit:
        return Refused(unfit)
    rows = table("printed_report")
    with store.writing() as db:
        there = _found(db, acting, report_id)
        refused = _barred(db, acting, there, report_id)
        if refused:
            return Refused((refused,))
        if there.report == report:
            return there
        marks = dict.fromkeys(touched(there.report, report), version + 1)
        told = {"version": version + 1, "title": report.title, "content": content, "touched": there.touched | marks}
        told |= {"updated_at": now(), "updated_by": acting.who}
        this = rows.c.id == report_id, rows.c.version == version
        if db.execute(update(rows).where(*this).values(told)).rowcount == 0:
            return PrintedMoved(_found(db, acting, report_id) or there)
    return _stored({"id": report_id} | told)


def delete_printed_report(store: Store, acting: Acting, report_id: str) -> Problem | None:
    """Take a typed report away with everybody's drafts about it."""
    rows, drafts = table("printed_report"), table("draft")
    with store.writing() as db:
        refused = _barred(db, acting, _found(db, acting, report_id), report_id)
        if refused:
            return refused
        db.execute(delete(drafts).where(drafts.c.intervention_id == printed_drafts(report_id)))
        db.execute(delete(rows).where(rows.c.id == report_id))
    return None


def _barred(db: Connection, acting: Acting, there: StoredPrinted | None, report_id: str) -> Problem | None:
    """Why this report cannot be changed by this person: it is not there for them, or their roles do not cover it."""
    return next(iter(barred_here(db, acting, Wish.COMPARE)), None) if there else _gone(report_id)


def _gone(report_id: str) -> Problem:
    return problem("storage.no_printed_report", "report", id=report_id)


def _unfit(content: str) -> tuple[Problem, ...]:
    """Why a report cannot be kept, or read again once it is."""
    if len(content) > MOST_CHARACTERS:
        return (problem("storage.printed_too_long", "report", most=MOST_CHARACTERS),)
    return tuple(unfit_words("report", content)) or tuple(read_report(content)[1])
