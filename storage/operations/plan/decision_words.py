"""Words taken out of what was decided on a portfolio: out of its reason, and out of the options' names."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, select, update

from storage.rows import table
from storage.tombstones import cleaned_everywhere

HOLDING = ("chosen", "best", "reason_sv", "reason_en")


def decisions_with(db: Connection, portfolio_id: str, words: str) -> Iterator[tuple[Mapping, dict]]:
    """Every decision on the portfolio with what has to be written anew in it."""
    rows = table("portfolio_decision")
    for row in db.execute(select(rows).where(rows.c.portfolio_id == portfolio_id)).mappings().all():
        clean = {name: cleaned_everywhere(row[name], words) for name in HOLDING}
        yield row, {name: value for name, value in clean.items() if value != row[name]}


def take_out_of_decisions(db: Connection, portfolio_id: str, words: str) -> None:
    """Put the tombstone where the words stood, while the redaction is carried out."""
    rows = table("portfolio_decision")
    for row, clean in decisions_with(db, portfolio_id, words):
        if clean:
            this = rows.c.portfolio_id == portfolio_id, rows.c.number == row["number"]
            db.execute(update(rows).where(*this).values(clean))
