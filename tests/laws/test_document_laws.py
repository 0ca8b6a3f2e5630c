"""Laws of the open document: what is written is read back the same, and reading never fails with an exception."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from chain.document import fingerprint, json_schema, read_chain, write_chain
from chain.model import Chain
from tests.laws.chains import any_chain, chains

SCHEMA = Draft202012Validator(json_schema())


@settings(max_examples=40, deadline=None)
@given(any_chain())
def test_writing_then_reading_gives_an_identical_chain(chain):
    again, problems = read_chain(write_chain(chain))
    assert problems == []
    assert again == chain
    assert fingerprint(again) == fingerprint(chain)
    assert write_chain(again) == write_chain(chain)


@settings(max_examples=20, deadline=None)
@given(any_chain())
def test_the_published_schema_accepts_what_is_written(chain):
    assert [error.message for error in SCHEMA.iter_errors(json.loads(write_chain(chain)))] == []


@settings(max_examples=30, deadline=None)
@given(chains(), st.data())
def test_a_changed_figure_changes_the_fingerprint(chain, data):
    chosen = data.draw(st.sampled_from(chain.effects))
    changed = chosen.model_copy(
        update={"deadweight": chosen.deadweight.model_copy(update={"value": chosen.deadweight.value / 2 + 0.25})}
    )
    moved = chain.model_copy(
        update={"effects": tuple(changed if effect is chosen else effect for effect in chain.effects)}
    )
    assert (fingerprint(moved) == fingerprint(chain)) == (moved == chain)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(chains(), JSON_VALUES, st.data())
def test_any_value_anywhere_is_answered_with_a_chain_or_problems(chain, value, data):
    document = json.loads(write_chain(chain))
    node = document
    for _ in range(data.draw(st.integers(0, 6))):
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        if not keys:
            break
        parent, key = node, data.draw(st.sampled_from(keys))
        node = node[key]
        if not isinstance(node, dict | list):
            break
    else:
        parent, key = document, "chain"
    if node is document:
        parent, key = document, "chain"
    parent[key] = value
    found, problems = read_chain(json.dumps(document))
    assert isinstance(found, Chain) != bool(problems)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_bytes_are_answered_with_problems(data):
    found, problems = read_chain(data)
    assert found is None
    assert problems
