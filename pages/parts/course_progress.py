"""How far a person has come in the course: kept with their own choices, so that it is there on the next visit."""

from pages.parts import workspace
from storage import operations

_KEY = "course"


def done() -> frozenset[str]:
    """The stops and exercises that this person has ticked off or solved."""
    return frozenset((operations.preference(workspace.store(), workspace.who(), _KEY) or "").split())


def mark(name: str, is_done: bool) -> None:
    """Tick one off, or take the tick away."""
    now = done() | {name} if is_done else done() - {name}
    operations.set_preference(workspace.store(), workspace.who(), _KEY, " ".join(sorted(now)))
