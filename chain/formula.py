"""Formulas that people write in a document: read into a tree, never run as a program.

    1 - exp(-r_HD)          choose(cycle <= 2, rr, 1)          1 - exp(lambda*((t-1)^gamma - t^gamma))

Numbers with a decimal point, names, + − * / ^ (or **), comparisons (1 where they hold, else 0), parentheses, and calls.
`-2^2` is −4 and `2^3^2` is 2^9, as on paper.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
import re

LONGEST, MOST_TOKENS, DEEPEST = 1_000, 400, 40
"""Letters in a formula, numbers, names and signs in it, and how deep it may be nested."""
TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(?![A-Za-z_.])"
    r"|(?P<name>[A-Za-z][A-Za-z0-9_]*)|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^<>(),]))",
    re.ASCII,
)
BINDS = {"<": 1, "<=": 1, ">": 1, ">=": 1, "==": 1, "!=": 1, "+": 2, "-": 2, "*": 3, "/": 3, "^": 5}
"""How firmly an operator holds on to what stands on its sides."""
SIGN_BINDS = 4
FUNCTIONS = {
    "exp": (1, 1), "log": (1, 1), "sqrt": (1, 1), "min": (2, 20), "max": (2, 20), "choose": (3, 3),
}  # fmt: skip
"""Every function with its least and most arguments; `choose(condition, then, else)`. Tables are called as well."""
LARGEST = 1e15


@dataclass(frozen=True)
class Name:
    """A parameter, a definition, or a name of the model's own such as `age`."""

    name: str


@dataclass(frozen=True)
class Call:
    """A function, an operator or a table, and what it is given."""

    function: str
    arguments: tuple["Tree", ...]


Tree = float | Name | Call


class FormulaError(Exception):
    """The formula cannot be read: a code, and at which letter (from 1)."""

    def __init__(self, code: str, position: int):
        super().__init__(f"{code} at {position}")
        self.code, self.position = code, position


@lru_cache(maxsize=10_000)
def read(formula: float | str) -> Tree:
    """The tree of a formula; a number is itself. Raises FormulaError for one that cannot be read."""
    if not isinstance(formula, str):
        return float(formula)
    if len(formula) > LONGEST:
        raise FormulaError("formula.too_long", LONGEST)
    tokens = list(_tokens(formula))
    if len(tokens) > MOST_TOKENS:
        raise FormulaError("formula.too_long", tokens[MOST_TOKENS][2])
    reader = _Reader(tokens, len(formula) + 1)
    tree = reader.expression(0, 0)
    reader.end()
    return tree


def _tokens(formula: str) -> Iterator[tuple[str, str, int]]:
    at, end = 0, len(formula.rstrip())
    while at < end:
        found = TOKEN.match(formula, at)
        if not found:
            raise FormulaError("formula.unknown_sign", at + len(formula[at:]) - len(formula[at:].lstrip()) + 1)
        kind = found.lastgroup
        yield kind, "^" if found[kind] == "**" else found[kind], found.start(kind) + 1
        at = found.end()


class _Reader:
    """Reads tokens by how firmly operators bind."""

    def __init__(self, tokens: list[tuple[str, str, int]], length: int):
        self._tokens = [*tokens, ("end", "", length)]
        self._at = 0

    def _next(self) -> tuple[str, str, int]:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, sign: str) -> bool:
        kind, found, _ = self._tokens[self._at]
        return kind == "sign" and found == sign

    def _expect(self, sign: str) -> None:
        if not self._is(sign):
            raise FormulaError("formula.unexpected", self._tokens[self._at][2])
        self._at += 1

    def end(self) -> None:
        """Nothing may be left."""
        if self._tokens[self._at][0] != "end":
            raise FormulaError("formula.unexpected", self._tokens[self._at][2])

    def expression(self, least: int, depth: int) -> Tree:
        """What stands here up to the first operator that binds less firmly than `least`."""
        if depth > DEEPEST:
            raise FormulaError("formula.too_deep", self._tokens[self._at][2])
        left, is_compared = self._operand(depth), False
        while True:
            kind, sign, position = self._tokens[self._at]
            binds = BINDS.get(sign) if kind == "sign" else None
            if binds is None or binds < least:
                return left
            if binds == 1 and is_compared:  # 1 < 2 < 3 means two things
                raise FormulaError("formula.unexpected", position)
            is_compared = binds == 1
            self._at += 1
            right = self.expression(binds if sign == "^" else binds + 1, depth + 1)
            left = Call(sign, (left, right))

    def _operand(self, depth: int) -> Tree:
        kind, found, position = self._next()
        if kind == "number":
            return _number(found, position)
        if kind == "name":
            return Call(found, self._arguments(depth)) if self._is("(") else Name(found)
        if kind == "sign" and found in "+-":
            inside = self.expression(SIGN_BINDS, depth + 1)
            return inside if found == "+" else Call("negative", (inside,))
        if kind == "sign" and found == "(":
            inside = self.expression(0, depth + 1)
            self._expect(")")
            return inside
        raise FormulaError("formula.ended" if kind == "end" else "formula.unexpected", position)

    def _arguments(self, depth: int) -> tuple[Tree, ...]:
        self._expect("(")
        found = [self.expression(0, depth + 1)]
        while self._is(","):
            self._at += 1
            found.append(self.expression(0, depth + 1))
        self._expect(")")
        return tuple(found)


def _number(digits: str, position: int) -> float:
    value = float(digits) if len(digits) <= 40 else LARGEST * 10
    if value > LARGEST:
        raise FormulaError("formula.too_large", position)
    return value


def names_in(tree: Tree) -> Iterator[str]:
    """Every name that the formula uses, also inside calls."""
    if isinstance(tree, Name):
        yield tree.name
    elif isinstance(tree, Call):
        for argument in tree.arguments:
            yield from names_in(argument)


def calls_in(tree: Tree) -> Iterator[Call]:
    """Every function and table that the formula calls; operators are left out."""
    if isinstance(tree, Call):
        if tree.function not in BINDS and tree.function != "negative":
            yield tree
        for argument in tree.arguments:
            yield from calls_in(argument)
