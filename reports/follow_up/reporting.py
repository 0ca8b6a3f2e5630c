"""How the reporting stands, in a sentence and as a table: what is approved, what waits, what is late."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pandas import DataFrame

from chain.text import Text
from chain.workflow import COUNTING, State
from reports.texts import text


class Reported(Protocol):
    """One indicator's reporting: its periods that are over by state, how many are late, how many changed since."""

    name: Text
    indicator_id: str
    over: int
    late: int
    changed_since_approval: int
    states: Mapping[State, int]


def reporting_sentence(found: Sequence[Reported], language: str) -> str:
    """*9 av 12 värden godkända; 2 försenade; 1 ändrat sedan godkännande.*"""
    over, late = sum(each.over for each in found), sum(each.late for each in found)
    if not over:
        return text(language, "reporting.none_over")
    words = [text(language, "reporting.approved", approved=sum(map(_approved, found)), over=over)]
    words.append(text(language, "reporting.late", late=late) if late else text(language, "reporting.none_late"))
    changed = sum(each.changed_since_approval for each in found)
    words += [text(language, "reporting.changed", changed=changed)] if changed else []
    return "; ".join(words) + "."


def _approved(each: Reported) -> int:
    return sum(each.states.get(state, 0) for state in COUNTING)


def reporting_table(found: Sequence[Reported], language: str) -> DataFrame:
    """One row an indicator: periods over, approved, waiting for review, returned, late."""
    return DataFrame(
        [
            {
                "indicator": each.name.into(language) or each.indicator_id,
                "periods_over": each.over,
                "approved_values": _approved(each),
                "to_review": each.states.get(State.SUBMITTED, 0),
                "returned_values": each.states.get(State.RETURNED, 0),
                "late_values": each.late,
            }
            for each in found
        ]
    )
