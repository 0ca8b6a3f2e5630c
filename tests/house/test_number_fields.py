"""Streamlit's own number fields read a Swedish 7,25 as 725, without a word. None may be used anywhere."""

import ast

from tests.house.source import files, short, tree

TRAPS = {"number_input", "NumberColumn", "ProgressColumn", "data_editor"}


def test_no_field_that_drops_the_decimal_comma():
    found = [
        f"{short(path)}:{node.lineno} {node.attr}"
        for path in files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in TRAPS
    ]
    assert not found
