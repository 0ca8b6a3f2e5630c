"""Rows that do not follow from their own inputs: found, the right figure given, and what would explain them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import numpy as np

from sroi.audit_results import Compared, ConventionSet, Explanation, Finding, RowFinding, finding
from sroi.audit_slips import Explainer, on_print
from sroi.printed import PrintedRow
from sroi.printed_figure import Figure
from sroi.replay import Row
from sroi.replay_search import Search

MOST_EXPLANATIONS = 5
GENERAL_SLIPS = frozenset({"forgotten", "twice", "complement", "all_forgotten", "all_years", "quantity_forgotten",
                           "cut_off", "sign"})  # fmt: skip
"""Slips that a whole report may make in the same way."""


class Rule(NamedTuple):
    """How a row's impact was reckoned: how filters combine, and whether a year's drop-off is in it."""

    filters: str
    dropped: bool


RULES = (
    Rule("multiplicative", False),
    Rule("additive", False),
    Rule("multiplicative", True),
    Rule("additive", True),
)


@dataclass(frozen=True)
class RowAudit:
    """The rows of one report, held against the engine under the report's own conventions.

    `trusted` False: too little in print agrees with these conventions to judge yearly and present values by them.
    """

    search: Search
    own: ConventionSet
    trusted: bool = True

    @property
    def printed(self) -> dict[str, PrintedRow]:
        """The printed rows by id."""
        return self.search.printed

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The computed rows."""
        return self.search.replay.rows

    @cached_property
    def by_rule(self) -> dict[Rule, np.ndarray]:
        """Every row's impact under every rule, (E,)."""
        return {rule: self.search.replay.first_years(rule.filters, dropped=rule.dropped) for rule in RULES}

    @cached_property
    def fitting(self) -> dict[str, tuple[Rule, ...]]:
        """The rules that give the impact of each row that prints one."""
        found = {}
        for at, row in enumerate(self.rows):
            impact = self.printed[row.id].impact
            if impact is not None and row.from_inputs:
                found[row.id] = tuple(rule for rule in RULES if impact.agrees(float(self.by_rule[rule][at])))
        return found

    @cached_property
    def rule(self) -> Rule:
        """The rule that most rows fit; among equals the one of the report's conventions, then the Guide's."""
        votes = Counter(rule for rules in self.fitting.values() for rule in rules)
        preferred = sorted(RULES, key=lambda rule: (rule.dropped, rule.filters != self.own.filters))
        return max(preferred, key=lambda rule: votes[rule])

    @property
    def checked(self) -> int:
        """How many rows print a figure that can be held against their inputs."""
        return sum(1 for row in self.rows if self._judged(row))

    def _judged(self, row: Row) -> bool:
        printed = self.printed[row.id]
        own = row.from_inputs and (printed.gross is not None or printed.impact is not None)
        return bool(own or (self.trusted and _prints_later(printed)))

    def findings(self) -> list[RowFinding]:
        """Every figure of a row that does not follow, in the report's order; one finding for what it carries on to."""
        return [found for at, row in enumerate(self.rows) for found in self._row(at, row)]

    def _row(self, at: int, row: Row) -> Iterator[RowFinding]:
        gross = self.printed[row.id].gross
        wrong_gross = gross is not None and row.from_inputs and not gross.agrees(float(self._gross[at]))
        impact = self._impact(at, row)
        if wrong_gross:
            carried = []
            if impact is not None and self.printed[row.id].impact.agrees(self._impact_of_gross(row, gross)):
                carried, impact = ["impact", *self._carried(at)], None
            yield self._finding(row, "gross", gross, float(self._gross[at]), tuple(carried))
        if impact is not None:
            yield impact
        elif not wrong_gross:
            yield from self._later(at, row)

    @cached_property
    def _gross(self) -> np.ndarray:
        return self.search.replay.first_years(gross=True)

    def _impact(self, at: int, row: Row) -> RowFinding | None:
        """The row's impact, where it is printed and no single rule of this report gives it."""
        rules = self.fitting.get(row.id)
        if rules is None or self.rule in rules:
            return None
        right = float(self.by_rule[self.rule][at])
        return self._finding(row, "impact", self.printed[row.id].impact, right, tuple(self._carried(at)))

    def _impact_of_gross(self, row: Row, gross: Figure) -> float:
        return float(self._explainer.impacts([replace(row, quantity=1.0, price=gross.value)])[0])

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.search.replay, self.printed, self.rule.filters, self.rule.dropped)

    def _finding(self, row: Row, name: str, printed: Figure, right: float, carried: tuple[str, ...]) -> RowFinding:
        gross = name == "gross"
        other_rules = [] if gross else [rule for rule in self.fitting.get(row.id, ()) if rule != self.rule]
        explained = [Explanation(f"rule_{rule.filters}" + "_dropped" * rule.dropped) for rule in other_rules]
        explained += self._explainer.explain(row, printed, right, gross)
        allowed = self._explainer.rounding_allows(row, printed, gross)
        return _row_finding(row.id, name, printed, right, allowed, explained, carried)

    # --- by year, and present value ---

    @cached_property
    def _figures(self) -> dict[str, dict[str, list[Compared]]]:
        """Rows' printed figures by year and present value, from exact impacts and from the printed ones."""
        own = self.search.at(self.own)
        exact = own.columns.index((self._filters, "exact"))
        found = {"exact": own.row_figures(exact)}
        if self.search.prints_impact:
            found["as_printed"] = own.row_figures(own.columns.index((self._filters, "as_printed")))
        return found

    @property
    def _filters(self) -> str:
        return self.rule.filters if self.rule.filters in self.search.options["filters"] else "multiplicative"

    def _carried(self, at: int) -> list[str]:
        """The row's later figures that follow from its impact as printed, and not from its inputs."""
        row_id = self.rows[at].id
        exact = self._figures["exact"].get(row_id, [])
        later = self._figures.get("as_printed", {}).get(row_id, [])
        pairs = zip(later, exact, strict=False)
        return [here.place.split("/", 2)[2] for here, own in pairs if here.fits and not own.fits]

    def _later(self, at: int, row: Row) -> Iterator[RowFinding]:
        """Figures by year and present value that neither the inputs nor the printed impact give."""
        later = self._figures["exact"].get(row.id, []) if self.trusted else []
        follows = set(self._carried(at))
        for compared in later:
            name = compared.place.split("/", 2)[2]
            if not compared.fits and name not in follows:
                explained = list(on_print(compared.printed, compared.computed))
                allowed = self._rounding_allows(row, compared)
                yield _row_finding(row.id, name, compared.printed, compared.computed, allowed, explained, ())

    def _rounding_allows(self, row: Row, compared: Compared) -> bool:
        """Whether inputs rounded when printed could give a later figure, which moves with the impact in proportion."""
        impact = self.by_rule[self.rule][self.rows.index(row)]
        if not (impact and compared.computed):
            return False
        share = compared.computed / impact
        at_impact = Figure("", compared.printed.value / share, abs(compared.printed.half_step / share))
        return self._explainer.rounding_allows(row, at_impact)

    # --- several rows at once ---

    def not_judged(self) -> list[Finding]:
        """Tells when yearly values and present values are printed but cannot be judged."""
        printing = sum(1 for row in self.rows if _prints_later(self.printed[row.id]))
        return [finding("years_not_judged", "rows", count=printing)] if printing and not self.trusted else []

    def same_slip(self, found: list[RowFinding]) -> list[Finding]:
        """The slip that most of several wrong rows share, as when attribution is read the other way throughout."""
        wrong = [each for each in found if not each.within_input_rounding]
        shared = Counter(
            (each.code, each.field) for row in wrong for each in set(row.explanations) if each.code in GENERAL_SLIPS
        )
        (slip, field), count = shared.most_common(1)[0] if shared else (("", ""), 0)
        if count < 2 or 2 * count < len(wrong):
            return []
        return [finding("same_slip", "rows", count=count, of=len(wrong), slip=slip, field=field)]

    def mixed_rules(self) -> list[Finding]:
        """Tells when rows fit different rules, and how many fit which; rows that fit the report's rule count there."""
        telling = {row: rules for row, rules in self.fitting.items() if len(rules) < len(RULES)}
        counted = Counter(self.rule if self.rule in rules else rules[0] for rules in telling.values() if rules)
        if len(counted) < 2:
            return []
        none = sum(1 for rules in telling.values() if not rules)
        named = {f"{rule.filters}{'_dropped' * rule.dropped}": counted[rule] for rule in RULES}
        return [finding("mixed_rules", "rows", rows=len(telling), none=none, **named)]


def _prints_later(row: PrintedRow) -> bool:
    return bool(row.value_by_year) or row.present_value is not None


def _row_finding(row_id, name, printed, right, allowed, explained, carried) -> RowFinding:
    explained = tuple(dict.fromkeys(explained))
    return RowFinding(
        row_id=row_id,
        figure=name,
        printed=printed,
        right=right,
        difference=printed.value - right,
        within_input_rounding=allowed,
        explanations=tuple(islice(explained, MOST_EXPLANATIONS)),
        explanation_count=len(explained),
        carried=carried,
    )
