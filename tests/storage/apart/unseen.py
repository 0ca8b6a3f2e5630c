"""What is as if it never was."""

from chain.people import Acting
from storage.unit_of_work import Store
from tests.storage.apart.asked import Call
from tests.storage.apart.county import SECRETS, Target
from tests.storage.asking import counted, nameless


def as_if_never(store: Store, acting: Acting, real: Target, calls: dict[str, Call]) -> None:
    """Every answer about the real thing is that about a thing that never was: its words, and the work behind it."""
    for name, call in calls.items():
        seen = []
        for target in (real, Target()):
            with counted(store) as sent:
                answer = nameless(call(store, acting, target), real)
            seen.append((answer, len(sent)))
        assert seen[0] == seen[1], name
        assert not [word for word in SECRETS if word in seen[0][0]], name
