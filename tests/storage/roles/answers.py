"""The three answers that a role can get: it is done, it is refused, or it is as if it never was."""

import inspect

from chain.people import Acting
from storage.unit_of_work import Store
from tests.storage.asking import codes, counted, nameless, operation
from tests.storage.roles.asked import Call
from tests.storage.roles.municipality import SECRETS, Target

CHANGES = ("INSERT", "UPDATE", "DELETE")
IN_THE_WAY = ("storage.not_archived", "storage.comparison_not_archived")
"""What is answered to somebody who may, but first has to put the thing away."""


NOTHING = ("last_own", "open_values", "colleagues")
UNSEEN = ("measurement", "evidence")
"""What answers with nothing, or with None, instead of a reason."""


def as_if_never(store: Store, acting: Acting, real: Target, name: str, call: Call) -> None:
    """The answer about the real thing is that about a thing that never was, and nothing is written."""
    with counted(store, *CHANGES) as sent:
        answer = nameless(call(store, acting, real), real)
    assert answer == nameless(call(store, acting, Target()), real), name
    assert not [word for word in SECRETS if word in answer], name
    assert not sent, name


def lets(store: Store, acting: Acting, real: Target, name: str, call: Call) -> None:
    """It is answered, or done."""
    answer = call(store, acting, real)
    assert not codes(answer) or codes(answer)[0] in IN_THE_WAY, (name, answer)
    done = str(inspect.signature(operation(name)).return_annotation) == "chain.problem.Problem | None"
    assert answer or done or name in ("remove_indicator", "remove_evidence"), name


def refuses(store: Store, acting: Acting, real: Target, name: str, call: Call, code: str) -> None:
    """It is refused for this reason, and nothing is written."""
    with counted(store, *CHANGES) as sent:
        answer = call(store, acting, real)
    nothing = answer == () if name.startswith(NOTHING) else answer is None and name in UNSEEN
    assert nothing or codes(answer) == (code,), (name, answer)
    assert not sent, name
