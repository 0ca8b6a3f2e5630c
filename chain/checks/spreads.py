"""What holds for how sure one says one is of a number: a spread that cannot be is refused at its field."""

from collections import defaultdict

from chain.checks.rule import ERROR, NOTE, WARNING, Finding, Rule, Seen, at, rule
from chain.problem import Severity
from chain.spread import spread_of

ELICITING = "O'Hagan et al. (2006), Uncertain Judgements, ch. 6: a low and a high are quantiles, with a probability"
MEASURED = "Brown, Cai and DasGupta (2001): a share in a sample is a number of hits among a number of tries"
POSSIBLE = "a distribution gives only numbers that the figure can be"


def _stated(code: str, severity: Severity, source: str) -> Rule:
    """A rule that looks at each figure's spread by itself."""

    def find(seen: Seen):
        return (Finding(each.place, each.values) for each in seen.spread_problems if each.code == code)

    return Rule(code, severity, source, find)


low_above_high = _stated("spread.low_above_high", ERROR, "the lowest is not above the highest")
credibility_outside = _stated("spread.credibility_outside", ERROR, ELICITING)
credibility_missing = _stated("spread.credibility_missing", ERROR, ELICITING)
end_missing = _stated("spread.end_missing", ERROR, ELICITING)
ends_not_positive = _stated("spread.ends_not_positive", ERROR, POSSIBLE)
beta_outside = _stated("spread.beta_outside", ERROR, POSSIBLE)
sample_of_no_share = _stated("spread.sample_of_no_share", ERROR, MEASURED)
sample_impossible = _stated("spread.sample_impossible", ERROR, MEASURED)
sample_differs = _stated("spread.sample_differs", WARNING, MEASURED)
no_ends = _stated("spread.no_ends", WARNING, "a shape says nothing without its ends")
one_end = _stated("spread.one_end", WARNING, "a figure that can only be lower, or only be higher, is rare")


@rule("spread.group_without_correlation", WARNING, "figures that move together say how closely")
def group_without_correlation(seen: Seen):
    """A figure belongs to a group, and nothing says how closely it follows it."""
    for place, figure in seen.figures:
        if figure.group_id is not None and figure.group_correlation is None:
            yield at(place, group_id=seen.group_names.get(figure.group_id, figure.group_id))


@rule("spread.group_of_one", NOTE, "figures that move together are at least two")
def group_of_one(seen: Seen):
    """A group with a single figure in it."""
    members = defaultdict(dict)
    for place, figure in seen.figures:
        if figure.group_id is not None:
            members[figure.group_id].setdefault(figure.figure_id or place, place)
    for group_id, places in members.items():
        if len(places) == 1:
            yield at(*places.values(), group_id=seen.group_names.get(group_id, group_id))


@rule("spread.same_id_differs", ERROR, "one named figure is one number, also in how sure one is of it")
def same_id_differs(seen: Seen):
    """A figure that should be the same in several places is stated with another spread."""
    first = {}
    for place, figure in seen.figures:
        if figure.figure_id is not None:
            said = spread_of("", figure)._replace(value=0.0)
            known_place, known = first.setdefault(figure.figure_id, (place, said))
            if known != said:
                yield at(place, figure_id=figure.figure_id, other_place=known_place)
