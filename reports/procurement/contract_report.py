"""What became of a contract: promised, delivered and validated at the locked values, what is paid, who said what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pandas import DataFrame

from chain.procurement.contract import Delivery
from chain.procurement.document import fingerprint
from chain.procurement.model import Procurement
from reports.paper.frames import table_of
from reports.paper.model import Block, Document, Facts, Foot, Heading, Note, Paragraph
from reports.procurement.fulfilment import fulfilment_table, headline, paid_sentence
from reports.procurement.paying import pay_sentence
from reports.procurement.words import names_of
from reports.texts import text
from reports.texts.moments import format_moment
from reports.texts.numbers import format_amount, format_date, format_number
from sroi.procurement.delivered import fulfilled, paid
from sroi.procurement.kept import Commitments
from sroi.procurement.pay import agreed_pay


@dataclass(frozen=True)
class Reported:
    """A delivery as it was reported: when, by whom, of which measure, in which period (its position), how many units
    and with which note; and what a check found, when and by whom (`is_validated` None: not looked at yet)."""

    at: datetime
    who: str
    measure_id: str
    period: int
    quantity: float
    note: str = ""
    is_validated: bool | None = None
    checked_by: str = ""
    checked_at: datetime | None = None
    reason: str = ""

    @property
    def counting(self) -> Delivery | None:
        """As it counts; None where a check found that it was not so."""
        if self.is_validated is False:
            return None
        told = {"measure_id": self.measure_id, "period": self.period, "quantity": self.quantity}
        return Delivery(**told, validated_by=self.checked_by if self.is_validated else "")


@dataclass(frozen=True)
class Contract:
    """A signed contract on a locked model, and the deliveries that were reported of it."""

    model: Procurement
    commitments: Commitments
    signed_on: date
    reported: tuple[Reported, ...] = ()

    @property
    def last_on(self) -> date:
        """The day of the last thing that was done: what happens later is not in the report."""
        moments = (at for each in self.reported for at in (each.at, each.checked_at) if at)
        return max([self.signed_on, *(each.date() for each in moments)])


def contract_report(contract: Contract, language: str, on: date) -> Document:
    """The report as it stands on a day."""
    model = contract.model
    version = text(language, "procurement_words.round", round=model.round)
    return Document(
        title=text(language, "contract_report.title", title=model.title.into(language)),
        subtitle=model.buyer,
        language=language,
        made_on=on,
        author=model.buyer,
        blocks=tuple(_blocks(contract, language, on)),
        foot=Foot(version=version, fingerprint=fingerprint(model)),
    )


def _blocks(contract: Contract, language: str, on: date) -> Iterator[Block]:
    model, counting = contract.model, [found for each in contract.reported if (found := each.counting)]
    rows = fulfilled(contract.commitments, counting)
    yield Facts(tuple(_facts(contract, language)))
    yield Heading(text(language, "tender_contract.table"))
    yield Paragraph(headline(model, rows, language))
    if rows:
        frame = fulfilment_table(model, rows, on, language)
        yield table_of(frame, language, text(language, "tender_contract.table"))
        yield Note(text(language, "tender_contract.table_help"))
    yield Heading(text(language, "tender_contract.pay"))
    yield from _pay(contract, counting, language)
    yield Heading(text(language, "contract_report.reported"))
    yield from _reported(contract, language)
    yield Note(text(language, "procurement_words.no_legal_advice"))


def _facts(contract: Contract, language: str) -> Iterator[tuple[str, str]]:
    told = {
        "supplier": contract.commitments.bidder,
        "signed_on": format_date(contract.signed_on),
        "price": format_amount(language, contract.commitments.price),
    }
    return ((text(language, f"contract_report.{name}"), said) for name, said in told.items())


def _pay(contract: Contract, counting: Sequence[Delivery], language: str) -> Iterator[Block]:
    terms, pay = contract.model.outcome_terms, agreed_pay(contract.model, contract.commitments)
    if terms is None or pay is None:
        yield Paragraph(text(language, "tender_contract.no_pay"))
        return
    yield Paragraph(pay_sentence(contract.model, pay, language))
    yield Paragraph(paid_sentence(paid(pay, terms.measure_id, counting), language))


def _reported(contract: Contract, language: str) -> Iterator[Block]:
    if not contract.reported:
        yield Paragraph(text(language, "tender_contract.none_told"))
        return
    names, periods = names_of(contract.model.measures, language), contract.model.periods
    rows = [
        {
            "moment": format_moment(each.at),
            "person": each.who,
            "measure": names[each.measure_id],
            "period": periods[each.period].key,
            "delivered_units": format_number(language, each.quantity),
            "delivery_note": each.note,
            "fulfilment": checked(each, language),
        }
        for each in contract.reported
    ]
    yield table_of(DataFrame(rows), language, text(language, "contract_report.reported"))


def checked(each: Reported, language: str) -> str:
    """What a check found of a delivery, or that nobody has checked it yet."""
    if each.is_validated is None:
        return text(language, "tender_contract.unchecked")
    key = "validated" if each.is_validated else "found_wrong"
    when = format_moment(each.checked_at)
    return text(language, f"tender_check.{key}", who=each.checked_by, when=when, reason=each.reason).strip()
