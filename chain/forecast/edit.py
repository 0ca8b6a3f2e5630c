"""Changes to a comparison, each as a pure function."""

from chain import edit
from chain.assumption import Frozen
from chain.forecast.model import Comparison
from chain.place import put


def with_value(comparison: Comparison, place: str, value: object) -> Comparison:
    """The comparison with another value at a place such as `options/A/effect/estimate`.

    Raises KeyError where there is no such place.
    """
    return put(comparison, place.split("/"), value)


def without_element(comparison: Comparison, kind: str, element_id: str) -> Comparison:
    """The comparison without this option, or without this excess cost."""
    kept = tuple(each for each in getattr(comparison, kind) if each.id != element_id)
    return comparison.model_copy(update={kind: kept})


def with_element(comparison: Comparison, kind: str, element: Frozen) -> Comparison:
    """The comparison with this option or excess cost in place of the one with its id, or added last."""
    return edit.with_element(comparison, kind, element)
