"""The organisation's price library: the shipped figures, and its own figures beside them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from chain.assumption import Assumption
from chain.model import CostBasis, PriceQuality, Span
from chain.people import Acting, Wish
from chain.problem import Problem, problem
from storage.changes import Change, plain
from storage.figures import Row, amount, carried_fields, carried_row, to_ore, unfit_money
from storage.fitness import unfit_row, unfit_words
from storage.operations.answers import LibraryPrice, PriceGuide, Refused
from storage.operations.keeping import barred_here, registers_of, stamps_of, text_of
from storage.operations.log import record
from storage.rows import table
from storage.sources.prices import shipped_guides
from storage.unit_of_work import Store, now

_FIGURE = ("value", "low", "high")
_PLAIN = ("library_id", "payer", "quality", "basis", "span")


def prices(store: Store, acting: Acting, of: str | None = None) -> list[LibraryPrice]:
    """The whole library in its order, with the organisation's own figures in place of the shipped ones.

    `of` is the organisation whose library it is (the person's own if left out); see `registers_of`.
    """
    with store.reading() as db:
        return list(read_library(db, registers_of(db, acting, of)).values())


def price_guides() -> tuple[PriceGuide, ...]:
    """The shipped ranges, rates and foreign amounts that a price can be held against."""
    return shipped_guides()


def read_library(db: Connection, organisation_id: str) -> dict[str, LibraryPrice]:
    """The organisation's prices that count, by id, in order."""
    rows = table("price")
    ours = select(rows).where(rows.c.organisation_id == organisation_id)
    found: dict[str, LibraryPrice] = {}
    # A shipped figure is read before the own figure that stands in its place, and keeps the entry's place in the order.
    for row in db.execute(ours.order_by(rows.c.position, rows.c.library_id, rows.c.own)).mappings():
        shipped = found.get(row["library_id"])
        found[row["library_id"]] = _entry(row, shipped and shipped.price)
    return found


def _entry(row: Mapping[str, object], template: Assumption | None) -> LibraryPrice:
    figure = carried_fields(row) | {name: amount(row, name) for name in _FIGURE}
    return LibraryPrice(
        library_id=row["library_id"],
        name=text_of(row, "name"),
        price=Assumption.model_validate(figure),
        payer=row["payer"],
        quality=PriceQuality(row["quality"]),
        basis=CostBasis(row["basis"]),
        span=Span(row["span"]),
        own=row["own"],
        template=template,
        payers=tuple(row["payers"]),
        flags=tuple(row["flags"]),
    )


def _row(organisation_id: str, entry: LibraryPrice, own: bool) -> Row:
    row = {name: getattr(entry, name) for name in _PLAIN} | carried_row(entry.price)
    row |= {f"{name}_ore": _ore(getattr(entry.price, name)) for name in _FIGURE}
    row |= {"name_sv": entry.name.sv, "name_en": entry.name.en}
    row |= {"payers": list(entry.payers), "flags": list(entry.flags)}
    return row | {"organisation_id": organisation_id, "own": own}


def _ore(sek: float | None) -> int | None:
    return None if sek is None else to_ore(sek)


def put_library(db: Connection, acting: Acting, at: datetime, entries: Iterable[LibraryPrice]) -> None:
    """Give a new organisation the shipped library."""
    stamps = stamps_of(acting, at)
    rows = [
        _row(acting.organisation_id, each, own=False) | stamps | {"position": position}
        for position, each in enumerate(entries)
    ]
    if rows:
        db.execute(insert(table("price")), rows)


def save_own_price(store: Store, acting: Acting, entry: LibraryPrice) -> LibraryPrice | Refused:
    """Let `entry.price` count in this organisation; the shipped figure stays beside it as the template.

    An id that the library does not know makes an entry of the organisation's own.
    """
    at, organisation_id = now(), acting.organisation_id
    unfit = tuple(_unfit(organisation_id, entry))
    if unfit:
        return Refused(unfit)
    with store.writing() as db:
        problems = barred_here(db, acting, Wish.REGISTER)
        if problems:
            return Refused(problems)
        before = read_library(db, organisation_id).get(entry.library_id)
        _put_own(db, acting, at, entry)
        after = read_library(db, organisation_id)[entry.library_id]
        _note(db, acting, at, entry.library_id, before, after)
    return after


def _unfit(organisation_id: str, entry: LibraryPrice) -> Iterator[Problem]:
    place = f"prices/{entry.library_id}"
    yield from unfit_words(place, entry.library_id)
    yield from unfit_row(place, _row(organisation_id, entry, own=True))
    for sek in unfit_money(entry.price):
        yield problem("storage.fraction_of_ore", f"{place}/price", amount=sek)


def _put_own(db: Connection, acting: Acting, at: datetime, entry: LibraryPrice) -> None:
    rows, organisation_id = table("price"), acting.organisation_id
    ours = (rows.c.organisation_id == organisation_id, rows.c.library_id == entry.library_id)
    shipped = db.execute(select(rows.c.position).where(*ours).order_by(rows.c.own)).scalar()
    count = select(func.count()).select_from(rows).where(rows.c.organisation_id == organisation_id)
    position = db.execute(count).scalar_one() if shipped is None else shipped
    db.execute(delete(rows).where(*ours, rows.c.own))
    row = _row(organisation_id, entry, own=True) | stamps_of(acting, at) | {"position": position}
    db.execute(insert(rows).values(row))


def reset_own_price(store: Store, acting: Acting, library_id: str) -> Problem | None:
    """Let the shipped figure count again; an entry of the organisation's own is taken away."""
    at, rows, organisation_id = now(), table("price"), acting.organisation_id
    with store.writing() as db:
        refused = barred_here(db, acting, Wish.REGISTER)
        if refused:
            return refused[0]
        before = read_library(db, organisation_id).get(library_id)
        if before is None:
            return problem("storage.no_price", f"prices/{library_id}", id=library_id)
        if before.own:
            ours = (rows.c.organisation_id == organisation_id, rows.c.library_id == library_id)
            db.execute(delete(rows).where(*ours, rows.c.own))
            _note(db, acting, at, library_id, before, None)
    return None


def _note(
    db: Connection,
    acting: Acting,
    at: datetime,
    library_id: str,
    before: LibraryPrice | None,
    after: LibraryPrice | None,
) -> None:
    """The log holds an organisation's own figure before and after; None where the shipped one counted."""
    old, new = ((each and each.own and plain(each.price)) or None for each in (before, after))
    record(db, acting, at, acting.organisation_id, "price", (Change(f"prices/{library_id}", old, new),))
