"""An installation of a whole county: the examples under thousands of new names, in as many organisations as asked for.

Four interventions are made, changed and kept by the operations themselves; the rest are copies of their rows, made
inside the database, so that filling takes seconds and no second mapping between rows and chains is needed.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, String, Table, cast, insert, literal, select

from chain.model import Chain
from chain.people import LOCAL, Acting
from chain.text import Text
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from storage import operations
from storage.mapping import header_columns
from storage.operations import Organisation, Saved
from storage.rows import ORDER, table
from storage.store import Store
from tests.golden.examples import example

WHO = "local user"
EXAMPLES = ("I1", "I2", "I3", "I4")
SAVES = 8
KEPT_EVERY = 10
READ_EVERY, WRITE_EVERY = 20, 30
AT_ONCE = 1000
SUBJECTS = (
    "Läxhjälp", "Föräldrakurs", "Återbruk", "Öppen förskola", "Skolnärvaro", "Äldrestöd", "Nätvandring", "Stödboende",
    "Första jobbet", "Trygg kväll",
)  # fmt: skip
PLACES = ("Ljusnaby", "Åsele norra", "Ängby", "Österdal", "Bergsvik", "Norrtorp", "Ulvsunda", "Älvkarl")
BEGUN = datetime(2023, 1, 1, tzinfo=UTC)

COPIES = Table(
    "copies",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("number", Integer),
    Column("like", String),
    Column("organisation_id", String),
    Column("kept", Boolean),
    prefixes=["TEMPORARY"],
)


def fill(store: Store, interventions: int, organisations: int) -> list[Organisation]:
    """Fill an empty store; the organisations have as many interventions each, within one."""
    homes = [operations.start_empty(store, LOCAL, f"{PLACES[n % len(PLACES)]} {n + 1}") for n in range(organisations)]
    for home in homes:
        for goal in example("I1").goals:
            operations.save_goal(store, Acting(WHO, home.id), goal)
    models = [_model(store, homes[n % len(homes)], name) for n, name in enumerate(EXAMPLES)]
    with store.writing() as db:
        COPIES.create(db)
        for first in range(len(models), interventions, AT_ONCE):
            _put_headers(db, models, homes, range(first, min(first + AT_ONCE, interventions)))
        for name in ORDER:
            _copy_rows(db, name)
        _copy_history(db)
        _copy_kept(db)
        _share(db, homes)
        COPIES.drop(db)
    return homes


def _model(store: Store, home: Organisation, name: str) -> Chain:
    """An example with a history and two kept results."""
    acting = Acting(WHO, home.id)
    there = operations.create(store, acting, example(name))
    chain, version = there.chain, there.version
    for n in range(SAVES):
        effect = chain.effects[n % len(chain.effects)]
        figure = effect.deadweight.model_copy(update={"value": 0.1 + n / 100, "figure_id": None})
        changed = effect.model_copy(update={"deadweight": figure})
        chain = chain.model_copy(
            update={"effects": tuple(changed if each is effect else each for each in chain.effects)}
        )
        saved = operations.save(store, acting, chain, version, reason="Ny mätning")
        assert isinstance(saved, Saved), saved
        version = saved.version
        if n % 4 == 3:
            operations.keep_version(store, acting, chain.id, version, SWEDISH_PUBLIC_SECTOR, f"Nämnden {n}")
    return chain


def named(number: int) -> Text:
    """The name of the copy with this number."""
    words = f"{SUBJECTS[number % len(SUBJECTS)]} i {PLACES[number // len(SUBJECTS) % len(PLACES)]} {number}"
    return Text(sv=words, en=f"{words} (en)")


def _put_headers(db: Connection, models: list[Chain], homes: list[Organisation], numbers: range) -> None:
    """The copies' own rows, and which rows they are to get besides."""
    headers, copies = [], []
    for number in numbers:
        model, home = models[number % len(models)], homes[number % len(homes)]
        chain = model.model_copy(update={"id": f"copy-{number}", "name": named(number)})
        at = BEGUN + timedelta(minutes=(number * 7919) % 1_000_000)
        stamps = {"created_at": at, "created_by": WHO, "updated_at": at, "updated_by": WHO}
        own = {"organisation_id": home.id, "version": SAVES + 1, "archived_at": None, "archived_by": None}
        headers.append(header_columns(chain) | stamps | own)
        kept = number % KEPT_EVERY == 0
        copies.append(
            {"id": chain.id, "number": number, "like": model.id, "organisation_id": home.id, "kept": kept}
        )  # fmt: skip
    db.execute(insert(table("intervention")), headers)
    db.execute(insert(COPIES), copies)


def _copy(db: Connection, name: str, left_out: tuple[str, ...] = (), only_kept: bool = False, **instead) -> None:
    rows = table(name)
    instead = {"intervention_id": COPIES.c.id} | instead
    columns = [each for each in rows.columns if each.name not in left_out]
    query = select(*(instead.get(each.name, each) for each in columns))
    query = query.select_from(COPIES).join(rows, rows.c.intervention_id == COPIES.c.like)
    if only_kept:
        query = query.where(COPIES.c.kept)
    db.execute(insert(rows).from_select([each.name for each in columns], query))


def _copy_rows(db: Connection, name: str) -> None:
    _copy(db, name)


def _copy_history(db: Connection) -> None:
    _copy(db, "change", left_out=("id",), organisation_id=COPIES.c.organisation_id)


def _copy_kept(db: Connection) -> None:
    new_id = COPIES.c.id + literal("/") + cast(table("frozen_version").c.number, String)
    _copy(db, "frozen_version", only_kept=True, id=new_id, organisation_id=COPIES.c.organisation_id)


def _share(db: Connection, homes: list[Organisation]) -> None:
    """Share some with the next organisation, for reading or for writing."""
    if len(homes) < 2:
        return
    following = {each.id: homes[(n + 1) % len(homes)].id for n, each in enumerate(homes)}
    told = {"created_at": BEGUN, "created_by": WHO}
    rows = []
    for row in db.execute(select(COPIES.c.id, COPIES.c.number, COPIES.c.organisation_id)):
        for every, access in ((WRITE_EVERY, "write"), (READ_EVERY, "read")):
            if row.number // len(homes) % every == 1:
                to = following[row.organisation_id]
                rows.append({"intervention_id": row.id, "organisation_id": to, "access": access} | told)
                break
    if rows:
        db.execute(insert(table("sharing")), rows)
