"""The annex to an agreement on sharing an investment: who pays what and when, why, and what is followed up.

Made for one proposal. It is a ground for an agreement and says so: nobody has undertaken anything by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from pandas import DataFrame

from reports.paper.frames import table_of
from reports.paper.model import Block, Column, Document, Facts, Foot, Heading, Items, Note, Paragraph, Table
from reports.plan import together, together_tables
from reports.plan.parties import Seen
from reports.texts import text
from reports.texts.numbers import format_date, format_millions

POINTS = ("pays", "when", "follow_up", "again")
"""What the parties would agree on, besides the amounts."""
ROOM_TO_SIGN = "\u00a0\n\u00a0"


@dataclass(frozen=True)
class Terms:
    """What the annex is made of besides the figures: which proposal, whose version, and who has got what so far.

    `basis` says in words what is split: all gains or only cashable money, and a share that was tried.
    """

    proposal: str
    made_on: date
    basis: str
    version: str = ""
    fingerprint: str = ""
    got: DataFrame | None = None
    got_words: str = ""
    example: bool = False


def agreement(seen: Seen, terms: Terms) -> Document:
    """The annex. Raises ValueError where no split is proposed."""
    if seen.found.proposal(terms.proposal) is None:
        raise ValueError("no split is proposed: the gains do not cover the cost")
    language = seen.language
    return Document(
        title=text(language, "agreement.title", investment=seen.title),
        subtitle=text(language, f"together.proposal.{terms.proposal}"),
        language=language,
        made_on=terms.made_on,
        blocks=tuple(_blocks(seen, terms)),
        foot=Foot(version=terms.version, fingerprint=terms.fingerprint, mark=text(language, "agreement.mark")),
    )


def _blocks(seen: Seen, terms: Terms) -> Iterator[Block]:
    say = partial(_said, seen)
    yield Note(say("ground_only"))
    if terms.example:
        yield Note(text(seen.language, "together.example_about"))
    yield Facts(tuple(_facts(seen, terms)))
    yield Heading(say("who_pays"))
    yield Paragraph(text(seen.language, f"together.proposal_about.{terms.proposal}"))
    yield table_of(_of_proposal(together_tables.splits(seen), terms), seen.language, say("splits"))
    notes = (together.compensation_line(seen), together.income_line(seen))
    yield from map(Paragraph, filter(None, notes))
    yield Heading(say("when"))
    yield Paragraph(text(seen.language, "together.yearly_help"))
    yield table_of(together_tables.yearly_payments(seen, terms.proposal), seen.language, say("yearly"))
    yield Heading(say("why"))
    yield Paragraph(together.headline(seen))
    yield Items(tuple(together.payer_lines(seen)))
    yield Heading(say("alone"))
    yield Items(tuple(together.core_lines(seen, (terms.proposal,))))
    yield Heading(say("agreed"))
    yield Items(tuple(text(seen.language, f"agreement.point.{name}") for name in POINTS), numbered=True)
    yield from _so_far(seen, terms)
    yield Heading(say("signed"))
    yield _signatures(seen)


def _said(seen: Seen, key: str) -> str:
    return text(seen.language, f"agreement.{key}")


def _facts(seen: Seen, terms: Terms) -> Iterator[tuple[str, str]]:
    told = {
        "investment": seen.title,
        "parties": seen.names(seen.found.among),
        "cost": format_millions(seen.language, seen.found.splits.cost_sek),
        "basis": terms.basis,
        "counted": together.how_counted(seen),
        "made_on": format_date(terms.made_on),
    }
    return ((text(seen.language, f"agreement.fact.{name}"), said) for name, said in told.items())


def _of_proposal(table: DataFrame, terms: Terms) -> DataFrame:
    """Of the splits only the chosen one."""
    chosen = together_tables.BY[terms.proposal]
    return table[["party", "gains_counted", "pays_today", chosen, f"more_{chosen}"]]


def _so_far(seen: Seen, terms: Terms) -> Iterator[Block]:
    yield Heading(text(seen.language, "together.got"))
    yield Paragraph(terms.got_words or text(seen.language, "agreement.got_nothing"))
    if terms.got is not None:
        yield table_of(terms.got, seen.language, text(seen.language, "together.got"))


def _signatures(seen: Seen) -> Table:
    titles = (text(seen.language, f"agreement.sign.{each}") for each in ("party", "name", "day"))
    rows = tuple((seen.name(each), ROOM_TO_SIGN, "") for each in seen.found.among)
    return Table(text(seen.language, "agreement.signed"), tuple(map(Column, titles)), rows)
