"""The catalogue of texts: both languages complete, nothing missing, nothing left over."""

import ast
from functools import cache
import re
from string import Formatter

import pytest

from reports.texts import LANGUAGES, catalogue
from tests.house.source import files, short, tree

KEY = re.compile(r"[a-z][a-z0-9_]*(\.[A-Za-z0-9_\-]+)+")
FAMILY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.")
READERS = {"t", "text", "has_text", "say"}


def places(template: str) -> set[str]:
    """The names of the `{places}` in a sentence."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_written(language):
    assert not [key for key, pair in catalogue().items() if not pair[language].strip()]


def test_both_languages_fill_in_the_same_places():
    assert not [key for key, pair in catalogue().items() if places(pair["sv"]) != places(pair["en"])]


@cache
def constants() -> frozenset[str]:
    """Every string written in the code."""
    nodes = (node for path in files() for node in ast.walk(tree(path)))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@cache
def composed() -> tuple[re.Pattern, ...]:
    """The families of keys put together in code: f"level.{level}" uses every key of the form level.…"""
    patterns = [re.escape(words) + ".+" for words in constants() if FAMILY.fullmatch(words)]
    for path in files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                patterns.append(_pattern(node) if FAMILY.match(node.values[0].value) else "(?!)")
            elif _names_a_family(node):
                patterns.append(re.escape(node.args[0].value) + r"\..+")  # the options of an enumeration
    return tuple(map(re.compile, patterns))


def _names_a_family(node: ast.AST) -> bool:
    called = getattr(node.func, "attr", None) if isinstance(node, ast.Call) else None
    return called == "members" and isinstance(node.args[0], ast.Constant)


def _pattern(node: ast.JoinedStr) -> str:
    return "".join(re.escape(each.value) if isinstance(each, ast.Constant) else ".+" for each in node.values)


def test_no_sentence_is_left_over():
    unused = [
        key
        for key in catalogue()
        if key not in constants() and not any(pattern.fullmatch(key) for pattern in composed())
    ]
    assert not unused


def test_every_key_asked_for_exists():
    asked = [
        (f"{short(path)}:{node.lineno}", argument.value)
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", None)) in READERS
        for argument in node.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and KEY.fullmatch(argument.value)
    ]
    assert asked, "no texts are asked for: this test would see nothing"
    assert not [(where, key) for where, key in asked if key not in catalogue()]


def test_every_sentence_about_a_problem_belongs_to_a_rule_in_the_code():
    codes = {key.removeprefix("problem.") for key in catalogue() if key.startswith("problem.")}
    assert not sorted(codes - constants())


def test_every_problem_the_code_can_find_has_its_sentence():
    found = {
        (short(path), node.args[0].value)
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in {"problem", "Problem"} and node.args
        if isinstance(node.args[0], ast.Constant)
    }
    assert found, "no problems are found in the code: this test would see nothing"
    assert not sorted((where, code) for where, code in found if f"problem.{code}" not in catalogue())
