"""Two portfolios beside each other: what the best choice of each is worth, and what makes them differ."""

from collections.abc import Iterator
from dataclasses import dataclass

from chain.model import by_id
from chain.plan.checks.whole import differences
from chain.plan.model import Option, Portfolio
from reports.plan.choice import aim_words, whose
from reports.plan.names import money, option_name, option_names, rule_name
from reports.texts import text
from reports.texts.portfolio_places import portfolio_label
from sroi.plan.choosing import difference
from sroi.plan.portfolio import Plan, alone, ready

Line = tuple[str, dict[str, str]]
"""A sentence's key, and what is put into it."""


@dataclass(frozen=True)
class Side:
    """One of them; both are without errors, and something can be chosen in each."""

    portfolio: Portfolio
    plan: Plan

    @property
    def rules(self) -> list[str]:
        """The places of its rules."""
        return [each.name for each in ready(self.portfolio).limits]


def unlike(here: Portfolio, there: Portfolio, language: str) -> str:
    """The assumptions in which they differ, so that nothing can be held side by side; empty where there are none."""
    names = [*differences(there.conventions, here.conventions)]
    names += ["start_year"] if here.start_year != there.start_year else []
    return ", ".join(portfolio_label(language, each) or each for each in names)


def result_sentences(here: Side, there: Side, language: str) -> list[str]:
    """What the best choice is worth in each, and what comes in and goes out."""
    change = there.plan.best.net_sek - here.plan.best.net_sek
    key = "same" if round(change) == 0 else "more" if change > 0 else "less"
    worth = {"here": money(language, here.plan.best.net_sek), "there": money(language, there.plan.best.net_sek)}
    came, went = difference(there.plan.best.option_ids, here.plan.best.option_ids)
    swapped = {
        "came": option_names(there.portfolio, came, language),
        "went": option_names(here.portfolio, went, language),
    }
    choice = "other_choice" if came or went else "same_choice"
    return [
        text(language, f"between.{key}", change=money(language, abs(change)), **worth),
        text(language, f"between.{choice}", **(swapped if came or went else {})),
    ]


def difference_lines(here: Side, there: Side, language: str) -> list[str]:
    """Everything that could make them differ: the aim, each rule, each option."""
    found = (*_aims(here, there, language), *_rules(here, there, language), *_options(here, there, language))
    return [text(language, f"between.{key}", **said) for key, said in found]


def _aims(here: Side, there: Side, language: str) -> Iterator[Line]:
    if here.portfolio.objective != there.portfolio.objective:
        said = (f"{aim_words(each.portfolio.objective, language)}, {whose(each.portfolio, language)}"
                for each in (here, there))  # fmt: skip
        yield "aim", dict(zip(("here", "there"), said, strict=True))


def _rules(here: Side, there: Side, language: str) -> Iterator[Line]:
    ours, theirs = ({each: rule_name(side.portfolio, each, language) for each in side.rules} for side in (here, there))
    for place in dict.fromkeys([*ours, *theirs]):
        said = {"here": ours.get(place, ""), "there": theirs.get(place, "")}
        if said["here"] != said["there"]:
            yield _sided(said)


def _options(here: Side, there: Side, language: str) -> Iterator[Line]:
    ours, theirs = (by_id(side.portfolio.options) for side in (here, there))
    for name in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(name), theirs.get(name)
        if one is None or other is None:
            end, side = ("here", here) if one else ("there", there)
            yield f"option_{end}", {"what": option_name(side.portfolio, name, language)}
        elif _amounts(one) != _amounts(other):
            nets = (money(language, alone(side.portfolio)[name].net_sek) for side in (here, there))
            told = dict(zip(("here", "there"), nets, strict=True))
            yield "amounts", {"name": option_name(here.portfolio, name, language), **told}


def _amounts(option: Option) -> dict:
    return option.model_dump(include={"payments", "gains", "uses", "reaches"})


def _sided(said: dict[str, str]) -> Line:
    """A rule of one of them alone, or that says something else in each."""
    ends = [end for end in ("here", "there") if said[end]]
    return ("rule_other", said) if len(ends) == 2 else (f"rule_{ends[0]}", {"what": said[ends[0]]})
