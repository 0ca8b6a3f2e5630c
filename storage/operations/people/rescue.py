"""The way in from the shell: the first administrator of an organisation, and whoever has been locked out."""

from chain.people import LOCAL, Acting, Grant, Role
from chain.problem import Problem, problem
from storage.operations.answers import Refused
from storage.operations.organisations import organisations, start_empty
from storage.operations.people.answers import Invited
from storage.operations.people.invitations import put_invitation, unfit_login
from storage.operations.people.record import note
from storage.operations.people.roles import put_roles, set_active
from storage.operations.people.who import PEOPLE, grants_told, person_where, plain_login, unfit_name
from storage.unit_of_work import Store

ADMINISTRATOR = frozenset({Grant(Role.ADMINISTRATOR)})


def administrator_link(
    store: Store, organisation: str, login: str, name: str = "", begin: bool = False
) -> Invited | Refused:
    """An invitation for this login to look after the organisation of this name, which is made first where `begin`.

    Somebody with an account gets the role at once, their account is opened if it was shut, and the link lets them
    choose a new password. Asked by whoever has the machine, who could as well change the database.
    """
    login = plain_login(login)
    problems = (*unfit_login(login), *unfit_name(name, needed=False))
    home = None if problems else _home(store, organisation, begin)
    if not isinstance(home, str):
        return Refused(problems or (home,))
    acting, at = Acting(LOCAL, home), store.clock()
    with store.writing(PEOPLE) as db:
        there = person_where(db, login=login)
        if there is None:
            return put_invitation(db, acting, at, login, name, ADMINISTRATOR)
        set_active(db, acting, at, there["id"], active=True)
        for given in put_roles(db, acting, at, there["id"], ADMINISTRATOR):
            note(db, acting, at, "give_role", f"people/{there['id']}", None, grants_told((given,))[0])
        by_password = there["id"] if there["issuer"] is None else None
        return put_invitation(db, acting, at, login, there["name"], ADMINISTRATOR, by_password)


def _home(store: Store, name: str, begin: bool) -> str | Problem:
    """The id of the organisation of this name."""
    there = {each.name: each.id for each in organisations(store, LOCAL)}
    tidy = " ".join(name.split())
    if tidy in there:
        return there[tidy]
    if not begin:
        return problem("people.no_such_organisation", "organisation", name=tidy, there=", ".join(there) or "–")
    made = start_empty(store, LOCAL, name)
    return made.problems[0] if isinstance(made, Refused) else made.id
