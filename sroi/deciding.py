"""What to learn before deciding: one intervention or none, or one of several, from draws made together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chain.model import Chain, by_id
from sroi.accounted import affordable_draws, net_of_draws
from sroi.draws import Drawer, Uncertain, uncertain_figures
from sroi.perspective import members_of
from sroi.ratio import calculate
from sroi.settings import Settings
from sroi.simulate import Progress
from sroi.uncertainty import SEED
from sroi.voi import ValueOfInformation, choice, value_of_information

GROUPS = ("prices", "sizes", "deductions", "timing", "costs", "participants")
"""Kinds of numbers that are studied together: what a unit is worth, how much changes, what is not ours, when, what is
put in, how many take part."""
SHARED = "library/"
"""Before the name of a price that several interventions take from the library."""
_KINDS = {
    "price": "prices",
    **dict.fromkeys(("share", "units", "number"), "sizes"),
    **dict.fromkeys(("deadweight", "displacement", "attribution", "drop_off"), "deductions"),
    **dict.fromkeys(("lag_years", "duration_years"), "timing"),
    "cohorts": "participants",
}


@dataclass(frozen=True)
class Drawn:
    """One uncertain number of a decision: its name there, and where it stands: (chain id, place), the first first."""

    name: str
    places: tuple[tuple[str, str], ...]

    @property
    def group(self) -> str:
        """What kind of number it is, one of `GROUPS`."""
        return _KINDS.get(self.places[0][1].rsplit("/", 1)[-1], "costs")


@dataclass(frozen=True)
class Decision:
    """A choice among interventions, doing none of them being the first option, and what knowing more is worth to it.

    `chain_ids` are the options after the first, in the order of `found.mean_net_sek`. `shared` are the names of
    numbers that stand in more than one of them and are drawn once.
    """

    chain_ids: tuple[str, ...]
    numbers: tuple[Drawn, ...]
    found: ValueOfInformation
    draws: int

    @property
    def shared(self) -> tuple[Drawn, ...]:
        """The numbers that more than one intervention rests on."""
        return tuple(each for each in self.numbers if len({chain_id for chain_id, _ in each.places}) > 1)


def may_decide(chain: Chain, settings: Settings) -> bool:
    """Whether the chain has a net value in the settings' perspective: someone in it, all costs known, and anything."""
    total = calculate(chain, settings).total(settings.perspective) if members_of(chain, settings.perspective) else None
    return bool(total and total.investment_known and (total.investment or total.value))


def decide(chains: Sequence[Chain], settings: Settings, seed: int = SEED, progress: Progress | None = None) -> Decision:
    """The value of information for doing none or one of the interventions, counted by the same conventions.

    One intervention is drawn as in `sroi.uncertainty` under the same seed. Of several, each number is drawn by itself,
    except a price of the same library entry with the same spread: that is one number and one draw. Errors as in
    `sroi.ratio.calculate`, and ValueError without any chain. Sources: see `sroi.voi`.
    """
    drawn = drawn_together(chains, settings, seed)
    groups: dict[str, list[str]] = {}
    for each in drawn.numbers:
        groups.setdefault(each.group, []).append(each.name)
    found = value_of_information(choice(drawn.nets), drawn.columns, groups, progress)
    return Decision(tuple(chain.id for chain in chains), drawn.numbers, found, drawn.count)


@dataclass(frozen=True)
class Together:
    """Interventions drawn together: their uncertain numbers, each number's draws, and the net values (N,), SEK."""

    numbers: tuple[Drawn, ...]
    columns: Mapping[str, np.ndarray]
    nets: tuple[np.ndarray, ...]
    count: int


def drawn_together(chains: Sequence[Chain], settings: Settings, seed: int = SEED) -> Together:
    """Net values of interventions in the settings' perspective, from draws that they share as `decide` says."""
    uncertain = [uncertain_figures(chain, settings.with_optional)[0] for chain in chains]
    named = [
        figures if len(chains) == 1 else tuple(_renamed(chain, each) for each in figures)
        for chain, figures in zip(chains, uncertain, strict=True)
    ]
    once = {figure.name: figure for figures in named for figure in figures}
    count = affordable_draws(len(once))
    columns = dict(zip(once, Drawer(seed).draw(tuple(once.values()), 0, count), strict=True))
    nets = (
        net_of_draws(chain, settings, figures, columns, count) for chain, figures in zip(chains, named, strict=True)
    )
    return Together(_numbers(chains, named), columns, tuple(nets), count)


def _renamed(chain: Chain, figure: Uncertain) -> Uncertain:
    """The figure under a name of its own intervention, or of the library entry that its price is from."""
    group = None if figure.group is None else f"{chain.id}/{figure.group}"
    return replace(figure, name=_library_name(chain, figure) or f"{chain.id}/{figure.name}", group=group)


def _library_name(chain: Chain, figure: Uncertain) -> str:
    """The shared name of a price that stands as the library has it; the spread is part of it."""
    kind, element_id, *_ = figure.places[0].split("/")
    proxy = by_id(chain.proxies).get(element_id) if kind == "proxies" else None
    if proxy is None or not proxy.library_id or len(figure.places) > 1 or figure.group is not None:
        return ""
    return f"{SHARED}{proxy.library_id}/{figure.distribution!r}"


def _numbers(chains: Sequence[Chain], named: Sequence[Sequence[Uncertain]]) -> tuple[Drawn, ...]:
    places: dict[str, list[tuple[str, str]]] = {}
    for chain, figures in zip(chains, named, strict=True):
        for figure in figures:
            places.setdefault(figure.name, []).extend((chain.id, place) for place in figure.places)
    return tuple(Drawn(name, tuple(found)) for name, found in places.items())
