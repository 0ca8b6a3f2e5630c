"""A shared investment in sentences: what it costs and gives, when it has come back, and who would do better alone."""

from collections.abc import Iterator, Sequence

from reports.plan.parties import Seen
from reports.texts import text
from reports.texts.numbers import format_millions, format_ratio, format_share
from sroi.plan.shared import Party
from sroi.plan.split import MOST_PARTIES, Better
from sroi.plan.together import PROPOSALS

MOST_GROUPS = 3
"""So many groups that would do better alone are named; the rest are counted."""


def headline(seen: Seen) -> str:
    """What it costs and gives everyone, within which horizon, and per krona with its interval."""
    whole, language = seen.found.investment.everyone, seen.language
    told = {
        "paid": format_millions(language, whole.paid_sek),
        "gained": format_millions(language, whole.gained_sek),
        "horizon": seen.horizon,
    }
    if whole.ratio is None:
        return text(language, "together.nothing_paid", **told)
    ratio = format_ratio(language, whole.ratio)
    return text(language, "together.headline", ratio=ratio, range=seen.whole_range, **told)


def payer_lines(seen: Seen) -> list[str]:
    """Of each party that pays: what it pays and has back, its part of all gains, and when it has come back."""
    return [_payer(seen, each) for each in seen.found.investment.parties if each.paid_sek > 0]


def _payer(seen: Seen, party: Party) -> str:
    language = seen.language
    told = {
        "party": seen.name(party.name),
        "paid": format_millions(language, party.paid_sek),
        "gained": format_millions(language, party.gained_sek),
        "ratio": seen.party_ratio(party),
        "horizon": seen.horizon,
    }
    line = text(language, "together.payer", **told)
    parts = [_share_of_all(seen, party), turns(seen, party), _cashable(seen, party)]
    return " ".join([line, *filter(None, parts)])


def _share_of_all(seen: Seen, party: Party) -> str:
    if party.gain_share is None:
        return ""
    return text(seen.language, "together.gain_share", share=format_share(seen.language, party.gain_share, 0))


def turns(seen: Seen, party: Party) -> str:
    """In which year what a party pays has come back: the last one in which it is still behind is the one before."""
    told = {"party": seen.name(party.name), "horizon": seen.horizon}
    if party.payback_years is None:
        return text(seen.language, "together.never", **told)
    year = seen.years[party.payback_years - 1]
    return text(seen.language, "together.turns", number=party.payback_years, year=year, **told)


def _cashable(seen: Seen, party: Party) -> str:
    if not party.cashable_sek or party.cashable_ratio is None:
        return ""
    ratio = format_ratio(seen.language, party.cashable_ratio) + seen.without_interval
    return text(seen.language, "together.cashable", amount=format_millions(seen.language, party.cashable_sek),
                ratio=ratio)  # fmt: skip


def why_no_split(seen: Seen) -> str:
    """Why nothing is proposed, and what can be done about it; empty where something is."""
    found, language = seen.found, seen.language
    if not found.among:
        return text(language, "together.nobody_joins")
    if len(found.among) > MOST_PARTIES:
        return text(language, "together.too_many", count=len(found.among), most=MOST_PARTIES)
    if found.splits is None:
        return text(language, "together.income_covers")
    if found.splits.worth_it:
        return ""
    gains = sum(found.splits.gains.values())
    told = {"gained": format_millions(language, gains), "cost": format_millions(language, found.splits.cost_sek)}
    return text(language, "together.not_worth_it", parties=seen.names(found.among), **told)


def core_lines(seen: Seen, proposals: Sequence[str] = PROPOSALS) -> list[str]:
    """Of each proposal, whether any group of parties would do better by itself, which, and by how much."""
    return [line for name in proposals for line in _core(seen, name)]


def _core(seen: Seen, name: str) -> Iterator[str]:
    split, language = seen.found.proposal(name), seen.language
    told = {"proposal": text(language, f"together.proposal.{name}")}
    if split.is_in_core:
        yield text(language, "together.in_core", **told)
        return
    for each in split.better_alone[:MOST_GROUPS]:
        yield text(language, f"together.better.{_how_better(each)}", **told, **_amounts(seen, each))
    more = len(split.better_alone) - MOST_GROUPS
    if more > 0:
        yield text(language, "together.better_more", count=more, **told)


def _how_better(group: Better) -> str:
    """Whether it would rather carry the whole investment, or have nothing to do with it; one party or several."""
    way = "carry" if group.alone_sek > 0 else "leave"
    return f"{way}_one" if len(group.parties) == 1 else f"{way}_several"


def _amounts(seen: Seen, group: Better) -> dict[str, str]:
    return {
        "parties": seen.names(group.parties),
        "alone": seen.money(group.alone_sek),
        "in_split": seen.money(group.in_split_sek),
        "difference": seen.money(group.difference_sek),
    }


def compensation_line(seen: Seen) -> str:
    """Whom a proposal would pay instead of being paid by; empty where nobody."""
    paid = [name for proposal in PROPOSALS for name, sek in seen.found.proposal(proposal).payments.items() if sek < 0]
    names = list(dict.fromkeys(paid))
    return text(seen.language, "together.compensated", parties=seen.names(names)) if names else ""


def income_line(seen: Seen) -> str:
    """Whose income lowers the cost that is shared, and how it could be kept apart; empty where nobody's does."""
    names = [each.name for each in seen.found.investment.parties if each.paid_sek < 0]
    return text(seen.language, "together.has_income", parties=seen.names(names)) if names else ""


def how_counted(seen: Seen) -> str:
    """The conventions of the amounts in one line."""
    terms = seen.portfolio.conventions
    price = _price_year(terms.price_year, seen.language)
    return text(
        seen.language,
        "together.how_counted",
        horizon=seen.horizon,
        first=seen.years[0],
        rate=format_share(seen.language, terms.discount_rate, None),
        timing=text(seen.language, f"convention_line.discounting.{terms.discounting}"),
        price=price,
    )


def _price_year(price_year: int | None, language: str) -> str:
    """The year whose money it is, or that each amount is in its own year's."""
    return text(language, "together.own_prices") if price_year is None else str(price_year)
