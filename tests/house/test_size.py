"""Short functions, files that hold one concept."""

import ast

from tests.house.source import Function, files, short, tree

LONGEST_FUNCTION = 50
LONGEST_FILE = 400


def test_no_function_is_longer_than_a_screen():
    functions = [(path, node) for path in files() for node in ast.walk(tree(path)) if isinstance(node, Function)]
    assert functions
    long = [
        f"{short(path)}:{node.lineno} {node.name}"
        for path, node in functions
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


def test_no_file_holds_too_much():
    lengths = {short(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files()}
    assert not {name: length for name, length in lengths.items() if length > LONGEST_FILE}
