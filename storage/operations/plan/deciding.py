"""What was decided on a portfolio: rows that stand, each with the figures that the engine gives for it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from chain.model import by_id
from chain.people import Acting
from chain.plan.document import fingerprint
from chain.plan.model import Portfolio
from chain.problem import RefusedError, problem
from chain.text import Text
from sroi.plan.choosing import Chosen
from sroi.plan.portfolio import Beside, decided
from sroi.settings import ENGINE_VERSION
from storage.changes import Change
from storage.operations.answers import Refused
from storage.operations.documents.answers import StoredDocument
from storage.operations.documents.keeping import note
from storage.operations.documents.kinds import PORTFOLIOS
from storage.operations.documents.rows import document_row, stored_document, unchangeable
from storage.operations.keeping import text_of
from storage.rows import table
from storage.unit_of_work import Store, now

CHOICE = "choice/reason"


@dataclass(frozen=True)
class Named:
    """An option as it was called when it was decided on."""

    id: str
    name: Text


@dataclass(frozen=True)
class Decision:
    """A decision on a portfolio as it stood at `version`, with the fingerprint `sha256`.

    Money is the present value in SEK to the portfolio's aim. `price_sek` is what the choice is worth less than `best`;
    None, like `best_net_sek`, where nothing keeps within the rules. `broken` are the places of the rules that the
    choice breaks, and by how much.
    """

    portfolio_id: str
    number: int
    version: int
    sha256: str
    engine_version: str
    chosen: tuple[Named, ...]
    best: tuple[Named, ...]
    broken: tuple[tuple[str, float], ...]
    net_sek: float
    gain_sek: float
    cost_sek: float
    best_net_sek: float | None
    price_sek: float | None
    reason: Text
    at: datetime
    who: str

    @property
    def differs(self) -> bool:
        """Whether something else than the best was chosen."""
        return {each.id for each in self.chosen} != {each.id for each in self.best}


_PLAIN = tuple(each.name for each in fields(Decision) if each.name not in ("chosen", "best", "broken", "reason"))


def portfolio_decisions(store: Store, acting: Acting, portfolio_id: str) -> list[Decision]:
    """What was decided on the portfolio, latest first; nothing for who may not read it."""
    with store.reading() as db:
        if document_row(db, acting, PORTFOLIOS, portfolio_id) is None:
            return []
        rows = table("portfolio_decision")
        query = select(rows).where(rows.c.portfolio_id == portfolio_id).order_by(rows.c.number.desc())
        return [_decision(row) for row in db.execute(query).mappings()]


def _decision(row) -> Decision:
    named = {name: tuple(Named(each["id"], Text(sv=each["sv"], en=each["en"])) for each in row[name])
             for name in ("chosen", "best")}  # fmt: skip
    broken = tuple((place, amount) for place, amount in row["broken"])
    return Decision(**{name: row[name] for name in _PLAIN}, **named, broken=broken, reason=text_of(row, "reason"))


def decide_portfolio(store: Store, acting: Acting, portfolio_id: str, expected_version: int) -> Decision | Refused:
    """Write down that the portfolio's own choice (without one, the best) is what was decided, for good.

    The figures are worked out here, so that none other can be written. Refused when the portfolio has been changed
    since the version that the person saw, when it has errors, and without a reason where the choice is not the best.
    """
    with store.reading() as db:
        row = document_row(db, acting, PORTFOLIOS, portfolio_id)
    refused = unchangeable(PORTFOLIOS, row, portfolio_id)
    if refused:
        return Refused((refused,))
    there = stored_document(PORTFOLIOS, row)
    if there.version != expected_version:
        return _moved(there)
    try:
        best, own = decided(there.content)
    except RefusedError as refusal:
        return Refused(tuple(refusal.problems))
    if _differs(best, own) and not _reason(there.content):
        return Refused((problem("portfolio.decided_without_reason", CHOICE),))
    return _written(store, acting, there, best, own)


def _written(
    store: Store, acting: Acting, there: StoredDocument[Portfolio], best: Chosen | None, own: Beside
) -> Decision | Refused:
    """The decision as a row, if nobody has saved since the portfolio was read."""
    portfolio, rows = there.content, table("portfolio_decision")
    with store.writing(PORTFOLIOS.key(portfolio.id)) as db:
        row = document_row(db, acting, PORTFOLIOS, portfolio.id)
        refused = unchangeable(PORTFOLIOS, row, portfolio.id)
        if refused:
            return Refused((refused,))
        if row["version"] != there.version:
            return _moved(stored_document(PORTFOLIOS, row))
        told = _columns(portfolio, best, own) | {"portfolio_id": portfolio.id, "number": _next(db, portfolio.id)}
        told |= {"version": there.version, "at": now(), "who": acting.who}
        db.execute(insert(rows).values(told))
        line = Change("portfolio/decision", None, {"number": told["number"], "sha256": told["sha256"]})
        note(db, acting, told["at"], PORTFOLIOS, "decide", (line,), portfolio.id, there.version)
    return _decision(told)


def _moved(there: StoredDocument) -> Refused:
    return Refused((problem("portfolio.moved", "name", who=there.updated_by),))


def _differs(best: Chosen | None, own: Beside) -> bool:
    return best is None or set(best.option_ids) != set(own.portfolio.option_ids)


def _reason(portfolio: Portfolio) -> Text:
    return portfolio.choice.reason if portfolio.choice else Text()


def _next(db: Connection, portfolio_id: str) -> int:
    rows = table("portfolio_decision")
    last = db.execute(select(func.max(rows.c.number)).where(rows.c.portfolio_id == portfolio_id)).scalar()
    return (last or 0) + 1


def _columns(portfolio: Portfolio, best: Chosen | None, own: Beside) -> dict[str, object]:
    reason, mine = _reason(portfolio), own.portfolio
    return {
        "sha256": fingerprint(portfolio),
        "engine_version": ENGINE_VERSION,
        "chosen": _names(portfolio, mine.option_ids),
        "best": _names(portfolio, best.option_ids if best else ()),
        "broken": [list(each) for each in own.broken],
        "net_sek": mine.net_sek,
        "gain_sek": mine.gain_sek,
        "cost_sek": mine.cost_sek,
        "best_net_sek": best.net_sek if best else None,
        "price_sek": own.price_sek,
        "reason_sv": reason.sv,
        "reason_en": reason.en,
    }


def _names(portfolio: Portfolio, option_ids: Sequence[str]) -> list[dict[str, str]]:
    options = by_id(portfolio.options)
    return [{"id": each, "sv": options[each].name.sv, "en": options[each].name.en} for each in option_ids]
