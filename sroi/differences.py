"""Where two pieces of plain data differ, leaf by leaf."""

import json
from typing import NamedTuple


class Difference(NamedTuple):
    """One place (a path of keys and positions) where two pieces of data differ; None where one has nothing there."""

    place: str
    before: object
    after: object


def differences(before: object, after: object, place: str = "") -> list[Difference]:
    """Every leaf where two pieces of plain data differ; numbers are compared by their digits, so 1 is not 1.0."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [*before, *(key for key in after if key not in before)]
        steps = [(key, before.get(key), after.get(key)) for key in keys]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        steps = [(at, *pair) for at, pair in enumerate(zip(before, after, strict=True))]
    else:
        return (
            []
            if json.dumps(before, sort_keys=True) == json.dumps(after, sort_keys=True)
            else [Difference(place, before, after)]
        )
    return [found for key, one, other in steps for found in differences(one, other, f"{place}/{key}".lstrip("/"))]
