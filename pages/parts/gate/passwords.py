"""The page on which one changes one's password, and the fields in which passwords are written."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chain.problem import Problem, problem
from pages.parts import logs
from pages.parts.gate import addresses, forms, paper, visits
from reports.texts import text
from storage import operations
from storage.configuration import configuration
from storage.operations import Person
from storage.sign_in_settings import SignIn

LONGEST = 1000
OLD_FORM = problem("sign_in.old_form", "sign_in")
Problems = tuple[Problem, ...]


def unfit(password: str, again: str) -> Problems:
    """What is wrong with a password typed twice, before anybody holds it against the rules."""
    if len(password) > LONGEST:
        return (problem("sign_in.long_password", "sign_in", limit=LONGEST),)
    return () if password == again else (problem("sign_in.unlike", "sign_in"),)


def login_field(language: str, login: str) -> str:
    """Whose password it is, so that a password manager keeps it under the right name."""
    return paper.field("login", text(language, "sign_in.login"), value=login, autocomplete="username", readonly=True)


def present_field(language: str, name: str, wrong: bool) -> str:
    """The password that one has."""
    words = text(language, "sign_in.old_password")
    return paper.field(name, words, "password", wrong=wrong, autocomplete="current-password")


def new_fields(language: str, wrong: bool) -> list[str]:
    """The password that one chooses, twice."""
    given = {"wrong": wrong, "autocomplete": "new-password"}
    help_ = text(language, "sign_in.password_help")
    return [
        paper.field("password", text(language, "sign_in.new_password"), "password", help_=help_, **given),
        paper.field("again", text(language, "sign_in.password_again"), "password", **given),
    ]


async def change(request: Request) -> Response:
    """GET: ask for the old and the new password. POST: change it, and end every other visit of this person."""
    person = await visits.person_at(request)
    if person is None or configuration().sign_in is not SignIn.ACCOUNTS:
        return RedirectResponse(addresses.to("/"), 303)
    if request.method != "POST":
        return _asked(request, person)
    fields = await forms.received(request)
    if fields is None:
        return _asked(request, person, (OLD_FORM,), 403)
    old, new = fields.get("old", "")[:LONGEST], fields.get("password", "")
    problems = unfit(new, fields.get("again", ""))
    token = visits.token_of(request)
    outcome = problems or await visits.ask_with_password(
        lambda store: operations.change_password(store, token, old, new)
    )
    if outcome:
        return _asked(request, person, problems or visits.refused(outcome), 400)
    logs.event("password_changed")
    return visits.sent_on(addresses.to(addresses.PASSWORD_CHANGED, lang=addresses.language_of(request)))


def _asked(request: Request, person: Person, problems: Problems = (), status: int = 200) -> Response:
    language, wrong = addresses.language_of(request), bool(problems)
    asked = paper.form(
        request,
        text(language, "sign_in.change_button"),
        login_field(language, person.login),
        present_field(language, "old", wrong),
        *new_fields(language, wrong),
    )
    inside = paper.told(visits.told(request, problems)), asked, _back(language)
    return paper.page(request, text(language, "sign_in.change"), *inside, status=status)


async def changed(request: Request) -> Response:
    """What changing the password did."""
    language = addresses.language_of(request)
    said = paper.told([text(language, "sign_in.changed")], wrong=False)
    return paper.page(request, text(language, "sign_in.change"), said, _back(language))


def _back(language: str) -> str:
    return paper.element("p", paper.link(addresses.to("/account", lang=language), text(language, "sign_in.back")))
