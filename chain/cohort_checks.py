"""Every rule of a sound cohort model that can be seen without reckoning it; places are JSON pointers.

What only shows when it is reckoned (rows that do not sum to one, probabilities outside 0–1, negative costs, tables that
end too early) is found by `sroi.forecast.trial`.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from chain.cohort_drawn import problems_of_drawn
from chain.cohort_model import RESERVED, REST, CohortModel, Strategy, Table
from chain.cohort_names import TIMES, Names, moves_under
from chain.cycle_length import cycles_in_a_year
from chain.formula import FUNCTIONS, FormulaError, calls_in, names_in, read
from chain.problem import Problem, Severity, problem
from chain.text import Text, says_something

MODEL = "/model"
MOST_PROBLEMS = 100
MOST_LETTERS = 5_000_000
"""In all formulas, times the strategies that they are read under."""
MOST_WORK = 20_000_000
"""Formulas, or steps of them, times the cycles they are reckoned in: about half a minute for one set of numbers."""
HIGHEST_RATE = 0.2
"""Above this, or below nought, a yearly discount rate is rather a slip of the pen: 3 for 3 %."""
CLAIMS = {
    "comparator": "cohort.no_comparator",
    "perspective": "cohort.no_perspective",
    "price_year": "cohort.no_price_year",
    "effect_unit": "cohort.no_effect_unit",
    "persistence": "cohort.no_persistence",
}
NOTHING = {"cost": "cohort.no_costs", "effect": "cohort.no_effects"}


def check_model(model: CohortModel) -> list[Problem]:
    """All problems at once, errors and warnings; a model without errors can be reckoned."""
    found: dict[Problem, None] = dict.fromkeys(_size(model))
    if found:
        return list(found)
    for rule in (_claims, _names, _links, _formulas, _start, _moves, _tables, _timing, _rewards, _parameters):
        found |= dict.fromkeys(rule(model))
        if len(found) > MOST_PROBLEMS:
            break
    return list(found)[:MOST_PROBLEMS]


def _size(model: CohortModel) -> Iterator[Problem]:
    """Small enough to be looked through and reckoned while somebody waits."""
    formulas = [formula for _, formula, _ in (*_definitions(model), *written_formulas(model))]
    letters = sum(len(each) if isinstance(each, str) else 1 for each in formulas)
    if (
        letters * len(model.strategies) > MOST_LETTERS
        or len(formulas) * len(model.strategies) * model.cycles > MOST_WORK
    ):
        yield problem("cohort.too_large", MODEL)


def _claims(model: CohortModel) -> Iterator[Problem]:
    """What no result may be told without."""
    for field, code in CLAIMS.items():
        said = getattr(model, field)
        words = f"{said.sv} {said.en}" if isinstance(said, Text) else str(said or "")
        if not says_something(words):
            yield problem(code, f"{MODEL}/{field}")
    if len(model.strategies) == 1:
        yield problem("cohort.one_strategy", f"{MODEL}/strategies", Severity.WARNING)


def _names(model: CohortModel) -> Iterator[Problem]:
    """Every name once among all that formulas can use; states and strategies among themselves."""
    reserved = frozenset({*RESERVED, *FUNCTIONS})
    seen = set(reserved)
    for kind in ("parameters", "tables", "definitions"):
        for index, each in enumerate(getattr(model, kind)):
            if each.id in seen:
                code = "cohort.reserved_name" if each.id in reserved else "cohort.repeated_name"
                yield problem(code, f"{MODEL}/{kind}/{index}/id", name=each.id)
            seen.add(each.id)
    for kind in ("states", "strategies"):
        yield from _repeated(kind, getattr(model, kind))


def _repeated(kind: str, elements: Iterable) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, each in enumerate(elements):
        if each.id in seen:
            yield problem("cohort.repeated_name", f"{MODEL}/{kind}/{index}/id", name=each.id)
        seen.add(each.id)


def _links(model: CohortModel) -> Iterator[Problem]:
    """States and strategies that are spoken of exist."""
    states, strategies = {each.id for each in model.states}, {each.id for each in model.strategies}
    if model.comparator is not None and model.comparator not in strategies:
        yield problem("cohort.unknown_strategy", f"{MODEL}/comparator", name=model.comparator)
    for name in model.start:
        if name not in states:
            yield problem("cohort.unknown_state", f"{MODEL}/start/{name}", name=name)
    for kind in ("transitions", "state_rewards", "transition_rewards", "one_off_rewards"):
        for index, each in enumerate(getattr(model, kind)):
            place = f"{MODEL}/{kind}/{index}"
            for field in ("origin", "to"):
                if getattr(each, field, None) not in {None, *states}:
                    yield problem("cohort.unknown_state", f"{place}/{field}", name=getattr(each, field))
            for name in getattr(each, "states", ()):
                if name not in states:
                    yield problem("cohort.unknown_state", f"{place}/states", name=name)
            for name in each.strategies:
                if name not in strategies:
                    yield problem("cohort.unknown_strategy", f"{place}/strategies", name=name)
            yield from _named_twice(each, place)


def _named_twice(each, place: str) -> Iterator[Problem]:
    """A state or strategy that stands twice in one list would be counted twice, or is meant to be another."""
    for field in ("states", "strategies"):
        named = getattr(each, field, ())
        for again in sorted({name for name in named if named.count(name) > 1}):
            yield problem("cohort.named_twice", f"{place}/{field}", name=again)


Written = tuple[str, float | str, bool]
"""A formula's place, the formula, and whether it may change from cycle to cycle."""


def written_formulas(model: CohortModel) -> Iterator[Written]:
    """Every formula of the document outside definitions."""
    yield from ((f"{MODEL}/start/{state}", formula, False) for state, formula in model.start.items())
    fields = {
        "transitions": ("probability", True),
        "state_rewards": ("per_year", True),
        "transition_rewards": ("per_move", True),
        "one_off_rewards": ("per_person", False),
    }
    for kind, (field, varies) in fields.items():
        for index, each in enumerate(getattr(model, kind)):
            if not (kind == "transitions" and each.probability == REST):
                yield f"{MODEL}/{kind}/{index}/{field}", getattr(each, field), varies


def _definitions(model: CohortModel) -> Iterator[Written]:
    for index, each in enumerate(model.definitions):
        yield f"{MODEL}/definitions/{index}/formula", each.formula, True
    for index, strategy in enumerate(model.strategies):
        for name, formula in strategy.sets.items():
            yield f"{MODEL}/strategies/{index}/sets/{name}", formula, True


def _formulas(model: CohortModel) -> Iterator[Problem]:
    names = Names(model)
    all_written = [*_definitions(model), *written_formulas(model)]
    found = [each for place, formula, _ in all_written for each in _about_formula(names, place, formula)]
    for index, strategy in enumerate(model.strategies):
        for name in strategy.sets:
            if not (name in names.parameters or name in names.definitions):
                found.append(problem("cohort.sets_unknown", f"{MODEL}/strategies/{index}/sets/{name}", name=name))
    yield from found
    if not found:
        for place, formula, varies in all_written:
            yield from _about_meaning(names, place, formula, varies)


def _about_formula(names: Names, place: str, formula: float | str) -> Iterator[Problem]:
    try:
        tree = read(formula)
    except FormulaError as wrong:
        yield problem(wrong.code, place, formula=formula, position=wrong.position)
        return
    for name in sorted(set(names_in(tree))):
        if not names.known(name):
            yield problem("cohort.unknown_name", place, name=name)
    for call in calls_in(tree):
        least, most = FUNCTIONS.get(call.function, (1, 1))
        if call.function not in FUNCTIONS and call.function not in names.tables:
            yield problem("cohort.unknown_function", place, name=call.function)
        elif not least <= len(call.arguments) <= most:
            yield problem("cohort.wrong_arguments", place, name=call.function, count=len(call.arguments))


def _about_meaning(names: Names, place: str, formula: float | str, varies: bool) -> Iterator[Problem]:
    """What a formula comes down to under each strategy: no circles, no age without a start age, no time in a start."""
    for strategy in names.model.strategies:
        try:
            leaves = names.leaves(read(formula), strategy)
            indexes = [names.leaves(call.arguments[0], strategy) for call in calls_in(read(formula))
                       if call.function in names.tables]  # fmt: skip
        except FormulaError as wrong:
            yield problem(wrong.code, place)
            return
        if names.model.start_age is None and {"age", "start_age"} & leaves:
            yield problem("cohort.no_start_age", f"{MODEL}/start_age")
        if not varies and set(TIMES) & leaves:
            yield problem("cohort.time_at_start", place)
        if any(each & names.parameters.keys() for each in indexes):
            yield problem("cohort.uncertain_index", place)


def _start(model: CohortModel) -> Iterator[Problem]:
    if not model.start:
        yield problem("cohort.no_start", f"{MODEL}/start")


def _moves(model: CohortModel) -> Iterator[Problem]:
    """Under every strategy each state has a way on, one move to each state, and one rest at most."""
    seen: set[tuple] = set()
    for index, each in enumerate(model.transitions):
        keys = {(each.origin, each.to, strategy) for strategy in each.strategies or ("",)}
        if keys & seen:
            yield problem("cohort.repeated_move", f"{MODEL}/transitions/{index}", origin=each.origin, to=each.to)
        seen |= keys
    for strategy in model.strategies:
        yield from _rows(model, strategy)


def _rows(model: CohortModel, strategy: Strategy) -> Iterator[Problem]:
    moves = moves_under(model, strategy.id)
    for state in model.states:
        row = [at for (origin, _), at in moves.items() if origin == state.id]
        if not row:
            yield problem("cohort.no_way_on", f"{MODEL}/transitions", name=state.id)
        rests = [index for index, each in row if each.probability == REST]
        if len(rests) > 1:
            yield problem("cohort.two_rests", f"{MODEL}/transitions/{rests[1]}/probability", name=state.id)


def _tables(model: CohortModel) -> Iterator[Problem]:
    for index, table in enumerate(model.tables):
        place = f"{MODEL}/tables/{index}"
        if bool(table.values) == bool(table.bands):
            yield problem("cohort.table_form", place, name=table.id)
        yield from _bands(table, place)


def _bands(table: Table, place: str) -> Iterator[Problem]:
    """Bands in order, none empty, no gaps and no overlaps."""
    ordered = sorted(table.bands, key=lambda band: band.first)
    for band in ordered:
        if band.last < band.first:
            yield problem("cohort.band_reversed", f"{place}/bands", name=table.id, first=band.first, last=band.last)
    for before, after in pairwise(ordered):
        if after.first > before.last + 1:
            yield problem(
                "cohort.table_gap", f"{place}/bands", name=table.id, first=before.last + 1, last=after.first - 1
            )
        elif after.first <= before.last:
            yield problem("cohort.table_overlap", f"{place}/bands", name=table.id, first=after.first)


def _timing(model: CohortModel) -> Iterator[Problem]:
    wanted = model.cycles + 1 if model.occupancy == "weights" else 0
    if len(model.weights) != wanted:
        yield problem("cohort.weights_count", f"{MODEL}/weights", count=len(model.weights), wanted=wanted)
    if count := cycles_in_a_year(model.cycle_years):
        told = {"length": model.cycle_years, "count": count, "exact": f"{1 / count:.12g}"}
        yield problem("cohort.rounded_cycle", f"{MODEL}/cycle_years", Severity.WARNING, **told)
    for field in ("cost_rate", "effect_rate"):
        rate = getattr(model.discounting, field)
        if not 0 <= rate <= HIGHEST_RATE:
            place = f"{MODEL}/discounting/{field}"
            yield problem("cohort.odd_rate", place, Severity.WARNING, rate_share=rate, most_share=HIGHEST_RATE)


def _rewards(model: CohortModel) -> Iterator[Problem]:
    for index, each in enumerate(model.state_rewards):
        first, last, place = each.first_cycle or 1, each.last_cycle, f"{MODEL}/state_rewards/{index}"
        if last is not None and last < first:
            yield problem("cohort.cycles_reversed", place, first=first, last=last)
        elif first > model.cycles:
            yield problem("cohort.never_paid", place, Severity.WARNING, first=first, cycles=model.cycles)
    moves = {strategy.id: moves_under(model, strategy.id) for strategy in model.strategies}
    for index, each in enumerate(model.transition_rewards):
        for strategy in each.strategies or moves:
            if (each.origin, each.to) not in moves.get(strategy, ()):
                place = f"{MODEL}/transition_rewards/{index}"
                yield problem("cohort.no_such_move", place, origin=each.origin, to=each.to, strategy=strategy)
    kinds = {each.kind for kind in ("state_rewards", "transition_rewards", "one_off_rewards")
             for each in getattr(model, kind)}  # fmt: skip
    for kind, code in NOTHING.items():
        if kind not in kinds:
            yield problem(code, f"{MODEL}/state_rewards", Severity.WARNING)


def _parameters(model: CohortModel) -> Iterator[Problem]:
    """Distributions that can be drawn, and prices of the year that the result is told in."""
    for index, each in enumerate(model.parameters):
        if None not in (each.price_year, model.price_year) and each.price_year != model.price_year:
            place, years = f"{MODEL}/parameters/{index}/price_year", (each.price_year, model.price_year)
            yield problem("cohort.other_price_year", place, Severity.WARNING, found=years[0], wanted=years[1])
        if each.drawn is not None:
            yield from problems_of_drawn(each.drawn, each.value, f"{MODEL}/parameters/{index}/drawn")
