"""What is most worth finding out before choosing a portfolio, and which number of which intervention that is."""

from collections.abc import Mapping
from dataclasses import dataclass

from pandas import DataFrame

from chain.model import Chain
from chain.plan.model import Portfolio
from reports.amounts import number_name
from reports.figure import Figure
from reports.learning import money, says_something
from reports.plan.names import listed, option_names
from reports.texts import text
from reports.vega import COLOURS, amount_axis, bar, label_lines, row_axis, row_chart
from sroi.plan.drawn_factors import WHOLE
from sroi.plan.how_sure import HowSure
from sroi.voi import Worth

MOST_BARS = 10
Chains = Mapping[str, Chain]
"""The chains that options are counted from, by chain id."""


@dataclass(frozen=True)
class Learnable:
    """One number that is worth knowing: what it is called, the options it is of, and where it stands in a chain.

    `place` is None where a whole option's gains were drawn as one number.
    """

    name: str
    worth: Worth
    option_ids: tuple[str, ...]
    chain_id: str | None
    place: str | None

    @property
    def says_something(self) -> bool:
        """Whether the estimate stands clear of what draws alone could give."""
        return says_something(self.worth)


def learnables(found: HowSure, portfolio: Portfolio, chains: Chains, language: str) -> list[Learnable]:
    """Every drawn number by what it is worth to know it, the one most worth measuring first."""
    if found.learning is None:
        return []
    numbers = {each.name: each for each in found.numbers}
    return [
        _of_chain(numbers[worth.name].places, worth, portfolio, chains, language)
        if worth.name in numbers
        else _of_whole(worth, portfolio, language)
        for worth in found.learning.assumptions
    ]


def _of_whole(worth: Worth, portfolio: Portfolio, language: str) -> Learnable:
    known = worth.name.removeprefix(WHOLE)
    options = [each for each in portfolio.options if known in (each.project_id, each.id)]
    names = option_names(portfolio, [each.id for each in options], language)
    return Learnable(text(language, "portfolio_sure.size_of", name=names), worth, tuple(each.id for each in options),
                     options[0].origin.chain_id, None)  # fmt: skip


def _of_chain(places, worth: Worth, portfolio: Portfolio, chains: Chains, language: str) -> Learnable:
    chain_id, place = places[0]
    owners = dict.fromkeys(each for each, _ in places)
    options = [each.id for each in portfolio.options if each.origin.chain_id in owners]
    name = text(language, "portfolio_sure.number_of", name=number_name(place, chains[chain_id], language),
                owners=listed([chains[each].name.into(language) or each for each in owners], language))  # fmt: skip
    return Learnable(name, worth, tuple(options), chain_id, place)


def first_sentence(found: HowSure, known: list[Learnable], language: str) -> str:
    """What gives most to know more about, or that nothing would change the choice."""
    if found.learning is None or not says_something(found.learning.everything):
        return text(language, "portfolio_sure.learn_nothing")
    everything = money(found.learning.everything.worth_sek, language)
    first = known[0]
    if not first.says_something:
        return text(language, "portfolio_sure.learn_no_single", everything=everything)
    worth = money(first.worth.worth_sek, language)
    return text(language, "portfolio_sure.learn_first", name=first.name, worth=worth, everything=everything)


def worth_table(known: list[Learnable], language: str) -> DataFrame:
    """Every number: what it is at most worth to know, with its error, and its part of knowing everything."""
    rows = [
        {"assumption": each.name, "worth": each.worth.worth_sek, "worth_error": each.worth.standard_error_sek,
         "share": each.worth.share,
         "says": text(language, "portfolio_words.yes" if each.says_something else "learning.says_no")}
        for each in known
    ]  # fmt: skip
    return DataFrame(rows, columns=["assumption", "worth", "worth_error", "share", "says"])


def worth_figure(found: HowSure, known: list[Learnable], language: str) -> Figure:
    """The numbers worth knowing, as bars; those that cannot be told from nought stand in the table alone."""
    clear = [each for each in known if each.says_something][:MOST_BARS]
    rows = [
        {"row": str(at), "worth": each.worth.worth_sek,
         "label": label_lines(text(language, "learning.bar", name=each.name,
                                   worth=money(each.worth.worth_sek, language)))}
        for at, each in enumerate(clear)
    ]  # fmt: skip
    axis = amount_axis(text(language, "chart.millions"))
    encoding = {"y": row_axis([row["row"] for row in rows]),
                "x": {"field": "worth", "type": "quantitative", "axis": axis}}  # fmt: skip
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}]
    description = first_sentence(found, known, language)
    return Figure(row_chart(language, rows, layers, description), description, worth_table(known, language))
