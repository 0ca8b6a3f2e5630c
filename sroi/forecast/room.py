"""Room for numbers over draws, laid so that the processor reads it in whole lines."""

import numpy as np

LINE = 64
"""Bytes that a processor reads at a time. A vector that begins within a line is read and written a third slower."""


def room(draws: int, filled: float | None = None) -> np.ndarray:
    """A vector (N,) that begins where a line of the cache does; what stands in it is chance, or as `filled`."""
    held = np.empty(draws + LINE // 8)
    first = -held.ctypes.data % LINE // 8
    found = held[first : first + draws]
    if filled is not None:
        found.fill(filled)
    return found
