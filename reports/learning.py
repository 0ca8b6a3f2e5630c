"""What it is most worth to find out before deciding: sentences, ranked table, chart."""

from collections.abc import Iterable, Mapping

from pandas import DataFrame

from chain.model import Chain
from reports.amounts import number_name
from reports.figure import Figure
from reports.texts import text
from reports.texts.numbers import format_money, format_share
from reports.vega import COLOURS, amount_axis, bar, label_lines, row_axis, row_chart
from sroi.deciding import Decision, Drawn
from sroi.voi import Worth

MOST_BARS = 12
Chains = Mapping[str, Chain]
"""The interventions of the decision by their ids."""


def drawn_name(number: Drawn, chains: Chains, language: str) -> str:
    """What a number of the decision is called, with its intervention where there are several."""
    chain_id, place = number.places[0]
    name = number_name(place, chains[chain_id], language)
    owners = [chains[each].name.into(language) or each for each in dict.fromkeys(each for each, _ in number.places)]
    return name if len(chains) == 1 else text(language, "learning.of", name=name, owners=", ".join(owners))


def says_something(worth: Worth) -> bool:
    """Whether the estimate stands clear of what draws alone could give."""
    return worth.worth_sek > worth.standard_error_sek


def option_name(decision: Decision, at: int, chains: Chains, language: str) -> str:
    """An option by its place; the first is to do none of them."""
    if at == 0:
        return text(language, "learning.nothing_one" if len(chains) == 1 else "learning.nothing_many")
    chain_id = decision.chain_ids[at - 1]
    return chains[chain_id].name.into(language) or chain_id


def choice_sentence(decision: Decision, chains: Chains, language: str) -> str:
    """What is best as things are known, by how much, and how often it is."""
    found = decision.found
    name = option_name(decision, found.best, chains, language)
    name = name if found.best else name[:1].lower() + name[1:]
    said = {"net": format_money(language, found.mean_net_sek[found.best]),
            "chance": chance(found.chance_best[found.best], language)}  # fmt: skip
    return text(language, "learning.best", name=name, **said)


def chance(share: float, language: str) -> str:
    """A chance without false certainty: never quite 0 or 100 per cent."""
    if share < 0.005:
        return text(language, "learning.chance_low")
    return text(language, "learning.chance_high") if share > 0.995 else format_share(language, share, 0)


def everything_sentence(decision: Decision, language: str) -> str:
    """What it is worth at most to know all that is uncertain."""
    worth = decision.found.everything
    if not says_something(worth):
        return text(language, "learning.nothing_worth")
    amounts = {"worth": money(worth.worth_sek, language), "error": money(worth.standard_error_sek, language)}
    return text(language, "learning.everything", **amounts)


def money(sek: float, language: str) -> str:
    """An estimate from draws, to two digits: more would say more than is known."""
    size = len(str(int(abs(sek)))) - 2
    return format_money(language, round(sek, -size) if size > 0 else sek)


def first_sentence(decision: Decision, chains: Chains, language: str) -> str:
    """The number that is most worth measuring, if any is."""
    first = next(iter(decision.found.assumptions), None)
    if first is None or not says_something(first):
        return text(language, "learning.no_single") if says_something(decision.found.everything) else ""
    names = {each.name: each for each in decision.numbers}
    name = drawn_name(names[first.name], chains, language)
    return text(language, "learning.first", name=name, worth=money(first.worth_sek, language))


def worth_table(decision: Decision, chains: Chains, language: str) -> DataFrame:
    """Every uncertain number by what it is worth to know it, and the same for kinds of numbers."""
    names = {each.name: drawn_name(each, chains, language) for each in decision.numbers}
    return _table(((names[worth.name], worth) for worth in decision.found.assumptions), language)


def groups_table(decision: Decision, language: str) -> DataFrame:
    """Kinds of numbers studied together."""
    return _table(((text(language, f"learning.group.{each.name}"), each) for each in decision.found.groups), language)


def _table(named: Iterable[tuple[str, Worth]], language: str) -> DataFrame:
    rows = [
        {
            "assumption": name,
            "worth": worth.worth_sek,
            "worth_error": worth.standard_error_sek,
            "share": worth.share,
            "says": text(language, "learning.says_yes" if says_something(worth) else "learning.says_no"),
        }
        for name, worth in named
    ]
    return DataFrame(rows, columns=["assumption", "worth", "worth_error", "share", "says"])


def options_table(decision: Decision, chains: Chains, language: str) -> DataFrame:
    """Each option: its mean net value, and its chance of being the best."""
    found = decision.found
    rows = [
        {"option": option_name(decision, at, chains, language), "mean_net": mean,
         "chance_best": chance(share, language)}
        for at, (mean, share) in enumerate(zip(found.mean_net_sek, found.chance_best, strict=True))
    ]  # fmt: skip
    return DataFrame(rows, columns=["option", "mean_net", "chance_best"])


def worth_figure(decision: Decision, chains: Chains, language: str) -> Figure:
    """The numbers worth knowing, as bars; those that cannot be told from nought stand in the table alone."""
    table = worth_table(decision, chains, language)
    clear = [row for row in table.to_dict("records") if row["worth"] > row["worth_error"]][:MOST_BARS]
    rows = [
        {"row": str(at), "worth": row["worth"], "label": label_lines(_label(row, language))}
        for at, row in enumerate(clear)
    ]
    axis = amount_axis(text(language, "chart.millions"))
    encoding = {"y": row_axis([row["row"] for row in rows]), "x": {"field": "worth", "type": "quantitative",
                                                                   "axis": axis}}  # fmt: skip
    largest = "; ".join(_label(row, language) for row in clear[:3])
    description = text(language, "learning.largest" if clear else "learning.no_single", largest=largest)
    layers = [{"mark": bar(color=COLOURS["gain"]), "encoding": encoding}]
    return Figure(row_chart(language, rows, layers, description), description, table)


def _label(row: dict, language: str) -> str:
    return text(language, "learning.bar", name=row["assumption"], worth=money(row["worth"], language))
