"""About how long the heavier questions take to answer, so that a page can ask the long ones elsewhere.

Measured on two cores that others use too, for 7 to 200 effects; a guess within a factor of two is enough.
"""

from sroi.accounted import affordable_draws

SHARES = 0.1, 0.6e-3
SWITCHING = 1.0e-3
DECIDING = 4e-7, 0.5e-3
FEW_OPTIONS = 10
CHOOSING = 0.2, 5e-3

SEARCH = 5e-3, 1e-6
"""A search among few options, and what each further one adds to it, by the power of three."""
SEARCHES_A_RULE = 3


def seconds_of_shares(drawn: int) -> float:
    """Shares of variance of so many uncertain numbers (`sroi.accounted`)."""
    return SHARES[0] + SHARES[1] * drawn


def seconds_of_switching(numbers: int) -> float:
    """Switching values of so many assumptions (`sroi.switching`)."""
    return SWITCHING * numbers


def seconds_of_deciding(drawn: int) -> float:
    """What it is worth to know so many uncertain numbers (`sroi.deciding`): draws to make, then a curve for each."""
    return drawn * (DECIDING[0] * affordable_draws(drawn) + DECIDING[1])


def seconds_of_choosing(options: int, draws: int, chains: int) -> float:
    """How sure a choice among so many options is (`sroi.plan.how_sure`): few portfolios are looked through at once,
    many are searched draw by draw; a chain's own numbers take their time."""
    each = CHOOSING[1] * draws if options > FEW_OPTIONS else CHOOSING[0]
    return each + seconds_of_deciding(100) * chains


def seconds_of_sizes(options: int, sizes: int) -> float:
    """The best choice among so many options, proven at so many sizes of a budget (`sroi.plan.sizes`)."""
    return sizes * (SEARCH[0] + SEARCH[1] * options**3)


def seconds_of_limits(options: int, rules: int) -> float:
    """What limits the best choice among so many options under so many rules, and the margins (`sroi.plan.plan`)."""
    return seconds_of_sizes(options, SEARCHES_A_RULE * rules)
