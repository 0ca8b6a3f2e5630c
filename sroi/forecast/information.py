"""What it is worth to know a forecast's parameters before choosing, from the draws that were made anyway."""

from collections.abc import Iterable, Mapping

from sroi.forecast.decision import net_monetary_benefit
from sroi.forecast.results import Sampled
from sroi.voi import ValueOfInformation, value_of_information


def worth_of_knowing(
    sampled: Sampled, threshold: float, groups: Mapping[str, Iterable[str]] | None = None
) -> ValueOfInformation:
    """The value of perfect information about everything, each parameter and each group (names by group), money.

    For the whole cohort that the model starts with; by person, divide by how many they are. Options are the strategies
    in the document's order, their net benefit effect × threshold − cost. See `sroi.voi.value_of_information`.
    """
    net = net_monetary_benefit(sampled.costs, sampled.effects, threshold)
    return value_of_information(net.T, sampled.parameters, groups)
