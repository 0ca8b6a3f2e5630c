"""The pages on which one chooses a password: when accepting an invitation, and in place of an old one."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chain.problem import Problem, problem
from pages.parts import logs
from pages.parts.gate import addresses, forms, paper, visits
from pages.parts.gate.entry import LONGEST_PASSWORD
from reports.texts import text
from storage import operations
from storage.configuration import configuration
from storage.operations import Invited, Person, SignedIn
from storage.sign_in_settings import SignIn

Problems = tuple[Problem, ...]
OLD_FORM = problem("sign_in.old_form", "sign_in")


async def invitation(request: Request) -> Response:
    """GET: who is invited to what, and a form. POST: make the account and let the person in."""
    token = request.query_params.get("token", "")
    invited = await visits.ask(lambda store: operations.invited(store, token)) if token else None
    if invited is None:
        return _no_invitation(request)
    if configuration().sign_in is not SignIn.ACCOUNTS:
        return _no_password_needed(request, invited)
    if request.method != "POST":
        return _invitation(request, invited)
    fields = await forms.received(request)
    if fields is None:
        return _invitation(request, invited, (OLD_FORM,), status=403)
    if wrong := _unlike(fields):
        return _invitation(request, invited, wrong, fields.get("name", ""), 400)
    name, password = fields.get("name", "").strip(), fields["password"]
    outcome = await visits.ask(lambda store: operations.accept_invitation(store, token, name, password))
    if not isinstance(outcome, SignedIn):
        return _invitation(request, invited, visits.refused(outcome), name, 400)
    await visits.end(request)
    logs.event("signed_in")
    return visits.begun(request, outcome, addresses.to("/", lang=addresses.language_of(request)))


def _unlike(fields: dict[str, str]) -> Problems:
    """What is wrong with a password that is typed twice, before anybody holds it against the rules."""
    password, again = fields.get("password", ""), fields.get("again", "")
    if len(password) > LONGEST_PASSWORD:
        return (problem("sign_in.long_password", "sign_in", limit=LONGEST_PASSWORD),)
    return () if password == again else (problem("sign_in.unlike", "sign_in"),)


def _chosen(language: str, wrong: bool) -> tuple[str, ...]:
    return (
        paper.field("password", text(language, "sign_in.new_password"), "password", wrong=wrong,
                    help_=text(language, "sign_in.password_help"), autocomplete="new-password"),
        paper.field("again", text(language, "sign_in.password_again"), "password", wrong=wrong,
                    autocomplete="new-password"),
    )  # fmt: skip


def _invitation(request: Request, invited: Invited, problems: Problems = (), name: str = "", status: int = 200):
    language = addresses.language_of(request)
    asked = paper.form(
        request,
        text(language, "sign_in.accept"),
        paper.field("login", text(language, "sign_in.login"), value=invited.email, autocomplete="username", readonly=True),
        paper.field("name", text(language, "sign_in.name"), value=name or invited.name, autocomplete="name"),
        *_chosen(language, bool(problems)),
    )
    about = paper.element("p", text(language, "sign_in.invited", organisation=invited.organisation))
    title = text(language, "sign_in.invitation")
    return paper.page(request, title, paper.told(visits.told(request, problems)), about, asked, status=status)


def _no_invitation(request: Request) -> Response:
    language = addresses.language_of(request)
    sentences = visits.told(request, (problem("sign_in.no_invitation", "sign_in"),))
    again = paper.element("p", paper.link(addresses.to(addresses.SIGN_IN), text(language, "sign_in.again")))
    return paper.page(request, text(language, "sign_in.invitation"), paper.told(sentences), again, status=404)


def _no_password_needed(request: Request, invited: Invited) -> Response:
    """Where someone else knows the passwords, an invitation counts for whoever signs in under its login."""
    language = addresses.language_of(request)
    about = text(language, "sign_in.invited_service", organisation=invited.organisation, login=invited.email)
    again = paper.element("p", paper.link(addresses.to("/", lang=language), text(language, "sign_in.button")))
    return paper.page(request, text(language, "sign_in.invitation"), paper.element("p", about), again)


async def change(request: Request) -> Response:
    """GET: ask for the old and the new password. POST: change it, and end every other visit of this person."""
    person = await visits.person_at(request)
    if person is None or configuration().sign_in is not SignIn.ACCOUNTS:
        return RedirectResponse(addresses.to("/"), 303)
    if request.method != "POST":
        return _change(request, person)
    fields = await forms.received(request)
    if fields is None:
        return _change(request, person, (OLD_FORM,), 403)
    if wrong := _unlike(fields):
        return _change(request, person, wrong, 400)
    token, old, new = visits.token_of(request), fields.get("old", ""), fields["password"]
    outcome = await visits.ask(lambda store: operations.change_password(store, token, old, new))
    if not isinstance(outcome, SignedIn):
        return _change(request, person, visits.refused(outcome), 400)
    logs.event("password_changed")
    return visits.begun(request, outcome, addresses.to(addresses.PASSWORD_CHANGED, lang=addresses.language_of(request)))


def _change(request: Request, person: Person, problems: Problems = (), status: int = 200) -> Response:
    language = addresses.language_of(request)
    asked = paper.form(
        request,
        text(language, "sign_in.change_button"),
        paper.field("login", text(language, "sign_in.login"), value=person.login, autocomplete="username", readonly=True),
        paper.field("old", text(language, "sign_in.old_password"), "password", wrong=bool(problems),
                    autocomplete="current-password"),
        *_chosen(language, bool(problems)),
    )  # fmt: skip
    title, back = text(language, "sign_in.change"), _back(language)
    return paper.page(request, title, paper.told(visits.told(request, problems)), asked, back, status=status)


async def changed(request: Request) -> Response:
    """What changing the password did."""
    language = addresses.language_of(request)
    said = paper.told([text(language, "sign_in.changed")], wrong=False)
    return paper.page(request, text(language, "sign_in.change"), said, _back(language))


def _back(language: str) -> str:
    return paper.element("p", paper.link(addresses.to("/account", lang=language), text(language, "sign_in.back")))
