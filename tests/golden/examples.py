"""The shipped example chains and the figures copied for them."""

from functools import cache
import json
from pathlib import Path

from chain.document import read_chain
from chain.model import Chain

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "chain" / "examples"


def figures(name: str) -> dict:
    """The golden figures in one of this folder's files."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


@cache
def example(name: str) -> Chain:
    """One of the shipped example chains."""
    chain, problems = read_chain((EXAMPLES / f"{name}.json").read_bytes())
    assert not problems, problems
    return chain
