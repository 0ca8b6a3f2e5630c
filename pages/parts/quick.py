"""Spares Streamlit work that grows with the square of a form: looked up by name instead of copied whole.

For every text field and list it draws, Streamlit copies the whole state of the visit, every value of every widget, only
to look up the field's own. In a form of fifty fields that was a fourth of its time (docs/decisions/0018).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.runtime.state.safe_session_state import SafeSessionState

INNER = "$$"
"""What Streamlit's own names begin with; the copy leaves them out."""
COPIED = SafeSessionState.filtered_state


class LookedUp(Mapping[str, Any]):
    """The same answers as the copy gives: a name is looked up when it is asked for, and all are copied for a walk."""

    def __init__(self, state: SafeSessionState) -> None:
        self._state = state

    def __getitem__(self, name: str) -> Any:
        if name.startswith(INNER):
            raise KeyError(name)
        with self._state._lock:
            return self._state._state[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._copied())

    def __len__(self) -> int:
        return len(self._copied())

    def _copied(self) -> dict[str, Any]:
        return COPIED.fget(self._state)


def make_quick() -> None:
    """Let every visit look up; called when the router is loaded, and again does no harm."""
    SafeSessionState.filtered_state = property(LookedUp)
