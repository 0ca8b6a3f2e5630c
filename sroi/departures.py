"""Where a chain departs from its organisation's assumption set, and where one set departs from another.

Everything here compares; only `with_set_prices` changes anything, and then a chain, never a set.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from chain import edit
from chain.assumption import Assumption
from chain.library import price_in_use
from chain.model import Chain, Proxy
from chain.problem import Problem, problem
from sroi.assumption_set import KeptSet, LockedSet, SetPrice
from sroi.discounting import INDEXES, Index
from sroi.frozen import FrozenVersion
from sroi.settings import Settings

VIEWS = frozenset({"name", "horizon_years", "perspective", "with_optional"})
"""Settings that no set can bind: which of the same figures one looks at, and what the settings are called."""
CONVENTIONS = tuple(name for name in Settings.model_fields if name not in VIEWS)
MEASURES = ("value", "low", "high", "price_year", "unit")
"""What of a price decides a figure that is shown, and what the figure is for. Source and words decide none."""


class Departure(NamedTuple):
    """One point where a chain is counted otherwise than its set says.

    `convention`: place `settings/FIELD`. `index`: place `indexes/NAME`, one departure for each year with another level.
    `price`: place `proxies/ID/price`, one for each field that differs; `in_set` is the set's figure as a chain uses it.
    `outside`: a price in use that the set does not hold, an own one or one that came into the library later; it is no
    fault, and then `in_set` is None and `in_chain` the whole price.
    """

    kind: Literal["convention", "index", "price", "outside"]
    place: str
    field: str
    in_chain: object
    in_set: object


class Amendment(NamedTuple):
    """One point where a set differs from an earlier one, or this program from a set.

    Places: `settings/FIELD`, `prices/ID`, `indexes/NAME`; the `field` of an index is a calendar year, `preliminary` or
    `source`. A price that came or went stands whole, as SetPrice. None where one of the two has nothing there.
    """

    kind: Literal["convention", "price", "added", "removed", "index"]
    place: str
    field: str
    before: object
    after: object


# --- a chain and its set ---------------------------------------------------------------------------------------------


def departures(
    chain: Chain, settings: Settings, locked: LockedSet, indexes: Mapping[str, Index] = INDEXES
) -> tuple[Departure, ...]:
    """Where a chain counted under these settings with these indexes departs from a set: conventions, levels of the
    index, prices, and last the prices outside it.

    Every setting that decides how something is counted must be the set's, payback too. Horizon, perspective and whether
    effects outside the base case are shown may be any: they are views of the same figures, told with every ratio, and
    an organisation looks at several. Prices are compared whether an effect uses them yet or not.
    """
    return (
        *_other_conventions(settings, locked),
        *_other_levels(settings, locked, indexes),
        *_other_prices(chain, locked),
        *_outside(chain, locked),
    )


def _other_conventions(settings: Settings, locked: LockedSet) -> Iterator[Departure]:
    for name in CONVENTIONS:
        here, there = getattr(settings, name), getattr(locked.set.settings, name)
        if here != there:
            yield Departure("convention", f"settings/{name}", name, here, there)


def _other_levels(settings: Settings, locked: LockedSet, indexes: Mapping[str, Index]) -> Iterator[Departure]:
    """Nothing where no price is moved, or where already the choice of index departs."""
    if settings.price_year is not None and settings.index == locked.set.settings.index:
        for found in index_amended(locked, indexes):
            yield Departure("index", found.place, found.field, found.after, found.before)


def _other_prices(chain: Chain, locked: LockedSet) -> Iterator[Departure]:
    for proxy in chain.proxies:
        entry = locked.prices.get(proxy.library_id)
        if entry is not None:
            yield from _other_price(proxy, price_in_use(entry))


def _other_price(proxy: Proxy, wanted: Assumption) -> Iterator[Departure]:
    """A set whose price has no range binds none: a range of one's own around its number is no departure."""
    silent = ("low", "high") if wanted.low is None and wanted.high is None else ()
    for name in MEASURES:
        if name in silent:
            continue
        here, there = getattr(proxy.price, name), getattr(wanted, name)
        if here != there:
            yield Departure("price", f"proxies/{proxy.id}/price", name, here, there)


def _outside(chain: Chain, locked: LockedSet) -> Iterator[Departure]:
    used = {effect.proxy_id for effect in chain.effects}
    for proxy in chain.proxies:
        if proxy.id in used and proxy.library_id not in locked.prices:
            yield Departure("outside", f"proxies/{proxy.id}/price", "price", proxy.price, None)


def count_departing(found: Iterable[Departure]) -> int:
    """How many conventions, indexes and prices depart; a price with several fields that differ is one."""
    return len({each.place for each in found if each.kind != "outside"})


def kept_under(locked: LockedSet, found: Iterable[Departure]) -> KeptSet:
    """What a result that is kept says of the set it was made under, given its departures."""
    found = tuple(found)
    return KeptSet(
        number=locked.set.number,
        name=locked.set.name,
        locked_on=locked.set.locked_at.date(),
        sha256=locked.sha256,
        departs=count_departing(found),
        outside=len({each.place for each in found if each.kind == "outside"}),
    )


def recheck(version: FrozenVersion, locked: LockedSet) -> list[Problem]:
    """Whether what a kept version says of its set is what this set and the kept chain give; a problem if not."""
    told = kept_under(locked, departures(version.chain, version.record.settings, locked, version.indexes))
    said = version.record.assumption_set
    return [] if said == told else [problem("version.other_set", "version", number=locked.set.number)]


# --- taking the set's prices -----------------------------------------------------------------------------------------


def with_set_prices(chain: Chain, locked: LockedSet, used: Callable[[SetPrice], Assumption] = price_in_use) -> Chain:
    """The chain in which every price that departs is the set's; afterwards none does.

    Such a proxy takes the price with its whole passport, and what tells what kind of price it is (quality, basis,
    span); payer, name and template stay. A number that stands in several places under one name changes in all of them;
    where the set has different numbers for such places, those that change leave the shared name. `used` makes the price
    that a chain uses, so that a caller may add words to its note.
    """
    split = _split_figures(chain, locked)
    for proxy_id in [proxy.id for proxy in chain.proxies]:
        proxy = edit.element(chain, "proxies", proxy_id)
        entry = locked.prices.get(proxy.library_id)
        if entry is not None and any(_other_price(proxy, price_in_use(entry))):
            shared = None if proxy.price.figure_id in split else proxy.price.figure_id
            chain = _with_price(chain, proxy, entry, used(entry).model_copy(update={"figure_id": shared}))
    return chain


def _split_figures(chain: Chain, locked: LockedSet) -> frozenset[str]:
    """The names of shared numbers for whose places the set has different numbers."""
    wanted: dict[str, set] = {}
    for proxy in chain.proxies:
        entry = locked.prices.get(proxy.library_id)
        if entry is not None and proxy.price.figure_id:
            numbers = tuple(getattr(entry.price, name) for name in edit.ASSUMPTION_NUMBERS)
            wanted.setdefault(proxy.price.figure_id, set()).add(numbers)
    return frozenset(name for name, numbers in wanted.items() if len(numbers) > 1)


def _with_price(chain: Chain, proxy: Proxy, entry: SetPrice, price: Assumption) -> Chain:
    kind_of_price = {"quality": entry.quality, "basis": entry.basis, "span": entry.span}
    changed = proxy.model_copy(update={"price": price, **kind_of_price})
    # The template is only compared with: it must not decide the number that a name stands for.
    source = changed.model_copy(update={"template": None})
    return edit.with_shared_figures(edit.with_element(chain, "proxies", changed), source)


# --- one set and another ---------------------------------------------------------------------------------------------


def between(earlier: LockedSet, later: LockedSet) -> tuple[Amendment, ...]:
    """What changed from one set to the next: settings, prices (also their sources and words), levels of an index that
    both hold. The settings' own name is left out, and so is the order of prices."""
    return (*_amended_settings(earlier, later), *_amended_prices(earlier, later), *_amended_indexes(earlier, later))


def _amended_settings(earlier: LockedSet, later: LockedSet) -> Iterator[Amendment]:
    before, after = earlier.set.settings, later.set.settings
    for name in Settings.model_fields:
        if name != "name" and getattr(before, name) != getattr(after, name):
            yield Amendment("convention", f"settings/{name}", name, getattr(before, name), getattr(after, name))


def _amended_prices(earlier: LockedSet, later: LockedSet) -> Iterator[Amendment]:
    for name, after in later.prices.items():
        before = earlier.prices.get(name)
        if before is None:
            yield Amendment("added", f"prices/{name}", "", None, after)
        else:
            yield from _amended_price(before, after)
    for name, before in earlier.prices.items():
        if name not in later.prices:
            yield Amendment("removed", f"prices/{name}", "", before, None)


def _amended_price(before: SetPrice, after: SetPrice) -> Iterator[Amendment]:
    old, new = _fields(before), _fields(after)
    for name in new:
        if old[name] != new[name]:
            yield Amendment("price", f"prices/{after.library_id}", name, old[name], new[name])


def _fields(entry: SetPrice) -> dict[str, object]:
    """Everything that an entry says, its number and passport field by field."""
    whole = {name: getattr(entry, name) for name in SetPrice.model_fields if name not in ("library_id", "price")}
    return {name: getattr(entry.price, name) for name in Assumption.model_fields} | whole


def _amended_indexes(earlier: LockedSet, later: LockedSet) -> Iterator[Amendment]:
    for name in sorted(earlier.indexes.keys() & later.indexes.keys()):
        before, after = earlier.indexes[name], later.indexes[name]
        yield from _amended_levels(name, before.values, after.values, before.values.keys() | after.values.keys())
        told = (("preliminary", *_years(before, after)), ("source", before.source, after.source))
        for field, old, new in told:
            if old != new:
                yield Amendment("index", f"indexes/{name}", field, old, new)


def _years(*indexes: Index) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(sorted(index.preliminary)) for index in indexes)


def _amended_levels(name: str, before: Mapping, after: Mapping, years: Iterable[int]) -> Iterator[Amendment]:
    for year in sorted(years):
        if before.get(year) != after.get(year):
            yield Amendment("index", f"indexes/{name}", str(year), before.get(year), after.get(year))


def index_amended(locked: LockedSet, indexes: Mapping[str, Index] = INDEXES) -> tuple[Amendment, ...]:
    """The levels in a set that this program holds otherwise, or no longer; years that only came later are no matter."""
    return tuple(
        found
        for name, kept in locked.indexes.items()
        for found in _amended_levels(name, kept.values, indexes[name].values if name in indexes else {}, kept.values)
    )
