"""An evaluation as it is kept: canonical JSON, so that doing it again can be held against it letter by letter."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
import json

from pydantic import BaseModel

from chain.canonical import canonical, sha256
from sroi.procurement.evaluate import Evaluation, MeasureTerm


@dataclass(frozen=True)
class Commitments:
    """What a contract binds the supplier to: whose bid it was, its price (SEK), and what it promised by measure."""

    bid_id: str
    bidder: str
    price: Decimal
    measures: tuple[MeasureTerm, ...]


def evaluation_text(evaluation: Evaluation) -> str:
    """The whole evaluation; decimals as their digits."""
    return kept_text(evaluation)


def evaluation_sha256(evaluation: Evaluation) -> str:
    """What tells one evaluation from every other: SHA-256 in hex over its text."""
    return sha256(evaluation_text(evaluation))


def first_of(text: str) -> tuple[str, ...]:
    """The ids of the bids that come first in a kept evaluation: one, or those that nothing tells apart."""
    return tuple(line["bid_id"] for line in json.loads(text)["lines"] if line["rank"] == 1)


def commitments_text(text: str, bid_id: str) -> str:
    """What a bid of a kept evaluation binds its bidder to."""
    line = next(each for each in json.loads(text)["lines"] if each["bid_id"] == bid_id)
    return kept_text({each.name: line[each.name] for each in fields(Commitments)})


def read_commitments(text: str) -> Commitments:
    """What was written by `commitments_text`."""
    told = json.loads(text)
    measures = tuple(_term(each) for each in told["measures"])
    return Commitments(told["bid_id"], told["bidder"], Decimal(told["price"]), measures)


def _term(told: Mapping) -> MeasureTerm:
    def digits(name: str) -> tuple[Decimal | None, ...]:
        return tuple(None if each is None else Decimal(each) for each in told[name])

    amounts = (digits(name) for name in ("promised", "counted", "unit_worth"))
    return MeasureTerm(told["measure_id"], *amounts, Decimal(told["value"]))


def kept_text(value: object) -> str:
    """A value with everything in it as canonical JSON, as it is kept beside an evaluation."""
    return canonical(_plain(value))


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date | datetime) else value
