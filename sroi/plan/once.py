"""Options chosen together, with each person counted once."""

from collections.abc import Iterable, Mapping, Sequence
import math

from chain.model import by_id
from chain.plan.model import ByYear, Gain, Option, Overlap, Portfolio
from sroi.plan.worth import Worth


def is_of(gain: Gain, overlap: Overlap) -> bool:
    """Whether a gain comes from the overlap's persons; one that names no target group is taken to."""
    return gain.target_group_id in (None, overlap.target_group_id)


def ranked(overlap: Overlap, options: Mapping[str, Option], worth: Worth) -> list[str]:
    """Those of the overlap's options that are there, the one that gives everyone the most per person first.

    Among equals by id. The order is the same whatever the aim is, so that a person's gains do not move with it.
    """

    def per_person(name: str) -> float:
        option = options[name]
        given = sum(worth.present(each.amounts) for each in option.gains if is_of(each, overlap))
        return given / (option.persons(overlap.target_group_id) or math.inf)

    return sorted(sorted(set(overlap.option_ids) & options.keys()), key=per_person, reverse=True)


def lost_share(option: Option, overlap: Overlap) -> float:
    """The share of an option's gains (0–1) that is not counted when another option comes first for the shared persons.

    Formula: persons of the overlap ÷ persons the option reaches × (1 − left share).
    """
    persons = option.persons(overlap.target_group_id)
    return (1 - (overlap.left_share or 0.0)) * overlap.persons / persons if persons else 0.0


def counted_once(portfolio: Portfolio, option_ids: Iterable[str]) -> tuple[Option, ...]:
    """The options as they count when chosen together: the gains that would count a person twice are taken off.

    In the portfolio's order. Raises KeyError for an option that is not there.
    """
    wanted = set(option_ids)
    chosen = by_id(tuple(each for each in portfolio.options if each.id in wanted))
    if unknown := wanted - chosen.keys():
        raise KeyError(f"no options {sorted(unknown)}")
    worth = Worth(portfolio)
    later = [(name, overlap) for overlap in portfolio.overlaps for name in ranked(overlap, chosen, worth)[1:]]
    return tuple(_without(each, [overlap for name, overlap in later if name == each.id]) for each in chosen.values())


def _without(option: Option, overlaps: Sequence[Overlap]) -> Option:
    gains = tuple(
        scaled(gain, 1 - sum(lost_share(option, each) for each in overlaps if is_of(gain, each)))
        for gain in option.gains
    )
    return option.model_copy(update={"gains": gains}) if overlaps else option


def scaled(gain: Gain, share: float) -> Gain:
    """A gain with every year's amount multiplied."""
    amounts = ByYear(values={year: amount * share for year, amount in gain.amounts.values.items()})
    return gain.model_copy(update={"amounts": amounts})


def persons_once(portfolio: Portfolio, option_ids: Iterable[str], target_group_id: str) -> tuple[float, int]:
    """How many different persons of a target group the options reach, and how many of the options do not say."""
    wanted = set(option_ids)
    stated = [each.persons(target_group_id) for each in portfolio.options if each.id in wanted]
    shared = sum(
        each.persons * max(0, len(wanted & set(each.option_ids)) - 1)
        for each in portfolio.overlaps
        if each.target_group_id == target_group_id
    )
    return math.fsum(each for each in stated if each is not None) - shared, stated.count(None)
