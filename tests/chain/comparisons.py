"""The shipped comparison and how to change one thing in it."""

from functools import cache
from pathlib import Path

import chain
from chain.assumption import Assumption
from chain.forecast.document import read_comparison
from chain.forecast.model import Comparison

EXAMPLE = Path(chain.__file__).parent / "examples" / "forecast" / "parenting.json"


@cache
def shipped() -> Comparison:
    """The example that ships with the product."""
    found, problems = read_comparison(EXAMPLE.read_bytes())
    assert not problems
    return found


def changed(holder, place: str, value):
    """The same with another value at a place such as `natural_course/remission/0/probability/value`."""
    step, _, rest = place.partition("/")
    if isinstance(holder, tuple):
        at = next((i for i, each in enumerate(holder) if getattr(each, "id", None) == step), None)
        at = int(step) if at is None else at
        return (*holder[:at], changed(holder[at], rest, value) if rest else value, *holder[at + 1 :])
    new = changed(getattr(holder, step), rest, value) if rest else value
    return holder.model_copy(update={step: new})


def number(value: float, **more) -> Assumption:
    """A bare number."""
    return Assumption(value=value, **more)
