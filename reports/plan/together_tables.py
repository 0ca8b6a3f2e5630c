"""A shared investment as tables: who pays and gains, year by year, what each split proposes, who has got what."""

from collections.abc import Sequence

from pandas import DataFrame

from reports.plan.parties import Seen
from reports.table_output import with_under
from reports.texts import text
from sroi.plan.shared import Party
from sroi.plan.so_far import SoFar
from sroi.plan.together import PROPOSALS

BY = {"proportional": "by_gain", "shapley": "by_shapley"}
"""The column of each proposal."""


def parties(seen: Seen) -> DataFrame:
    """One row a party: what it pays and gains, what can leave a budget, and when it has come back; everyone last."""
    found = seen.found.investment
    rows = [_party(seen, seen.name(each.name), each) for each in found.parties]
    whole = _party(seen, text(seen.language, "party.everyone"), found.everyone) | {"comes_back": None}
    return with_under(DataFrame([*rows, whole]), gains=("cashable",))


def _party(seen: Seen, name: str, party: Party) -> dict[str, object]:
    return {
        "party": name,
        "pays_today": party.paid_sek,
        "gains": party.gained_sek,
        "cashable": party.cashable_sek,
        "net": party.net_sek,
        "share": party.gain_share,
        "comes_back": party.payback_years and str(seen.years[party.payback_years - 1]),
    }


def by_year(seen: Seen) -> DataFrame:
    """What each party pays and gains each calendar year, as planned and not discounted."""
    rows = []
    for each in seen.found.investment.parties:
        for flow, amounts in (("pays", each.paid_by_year), ("gains", each.gained_by_year)):
            if any(amounts):
                told = {"party": seen.name(each.name), "flow": text(seen.language, f"table.flow.{flow}")}
                rows.append(told | _yearly(seen.years, amounts))
    return DataFrame(rows, columns=["party", "flow", *map(str, seen.years), "total"])


def _yearly(years: Sequence[int], amounts: Sequence[float]) -> dict[str, float]:
    return {str(year): amount for year, amount in zip(years, amounts, strict=True)} | {"total": sum(amounts)}


def matrix(seen: Seen) -> DataFrame:
    """What each gainer has from each payer's money each calendar year, as planned and not discounted.

    A payer is credited with as large a part of every gain as it pays of the whole investment.
    """
    found = seen.found.investment
    rows = [
        {"who_pays": seen.name(payer), "who_gains": seen.name(gainer)} | _yearly(seen.years, flows.tolist())
        for payer, gained in zip(found.payers, found.flows, strict=True)
        for gainer, flows in zip(found.gainers, gained, strict=True)
    ]
    return DataFrame(rows, columns=["who_pays", "who_gains", *map(str, seen.years), "total"])


def cumulative(seen: Seen) -> DataFrame:
    """What each payer has back so far less what it has paid, present values, at the end of each calendar year."""
    rows = [
        {"party": seen.name(each.name)}
        | {str(year): sek for year, sek in zip(seen.years, each.cumulative_by_year, strict=True)}
        for each in payers(seen)
    ]
    return DataFrame(rows, columns=["party", *map(str, seen.years)])


def payers(seen: Seen) -> list[Party]:
    """The parties that put money in."""
    return [each for each in seen.found.investment.parties if each.paid_sek > 0]


def splits(seen: Seen) -> DataFrame:
    """What each party gains and pays today beside what each split proposes, present values; everyone last."""
    found = seen.found
    taking = [each for each in found.investment.parties if each.name in found.among or each.paid_sek]
    rows = [_split(seen, each) for each in taking]
    total = {name: sum(row[name] for row in rows) for name in rows[0] if name != "party"}
    return DataFrame([*rows, {"party": text(seen.language, "party.all_together")} | total])


def _split(seen: Seen, party: Party) -> dict[str, object]:
    row: dict[str, object] = {"party": seen.name(party.name), "gains_counted": seen.found.gain(party.name)}
    row["pays_today"] = party.paid_sek
    for name in PROPOSALS:
        row[BY[name]] = seen.found.share(name, party.name)
        row[f"more_{BY[name]}"] = seen.found.change(name, party)
    return row


def yearly_payments(seen: Seen, proposal: str) -> DataFrame:
    """What each party pays each calendar year by a proposal, as planned and not discounted."""
    paid = seen.found.proposal(proposal).by_year(seen.found.investment.everyone.paid_by_year)
    years = [at for at, sek in enumerate(seen.found.investment.everyone.paid_by_year) if sek]
    shown = [seen.years[at] for at in years]
    rows = [{"party": seen.name(name)} | _yearly(shown, [each[at] for at in years]) for name, each in paid.items()]
    return DataFrame(rows, columns=["party", *map(str, shown), "total"])


def got(seen: Seen, so_far: SoFar) -> DataFrame:
    """What each party has paid and gained by the last measured year, as forecast and with what was measured."""
    outcome = {each.name: each for each in so_far.outcome.parties}
    forecast = {each.name: each for each in so_far.forecast.parties}
    rows = []
    for name in dict.fromkeys((*forecast, *outcome)):
        was, became = forecast.get(name), outcome.get(name)
        if not any(each and (each.paid_sek or each.gained_sek) for each in (was, became)):
            continue
        rows.append(
            {
                "party": seen.name(name),
                "paid_forecast": was and was.paid_sek,
                "paid_now": became and became.paid_sek,
                "gained_forecast": was and was.gained_sek,
                "gained_now": became and became.gained_sek,
                "net_so_far": became and became.net_sek,
            }
        )
    return DataFrame(rows)
