"""The page to which an invitation leads: make the account, prove that one has it already, or choose a new password."""

from starlette.requests import Request
from starlette.responses import Response

from chain.problem import problem
from pages.parts import logs
from pages.parts.gate import addresses, forms, paper, passwords, peers, visits
from pages.parts.gate.passwords import OLD_FORM, Problems
from reports.texts import text
from storage import operations
from storage.configuration import configuration
from storage.operations import OpenInvitation, SignedIn
from storage.sign_in_settings import SignIn


async def invitation(request: Request) -> Response:
    """GET: who is invited to what, and a form. POST: take the invitation up and let the person in."""
    token = request.query_params.get("token", "")
    there = await visits.ask(lambda store: operations.invitation_of(store, token)) if token else None
    if there is None:
        return _none(request)
    if configuration().sign_in is not SignIn.ACCOUNTS:
        return _elsewhere(request, there)
    if request.method != "POST":
        return _asked(request, there)
    fields = await forms.received(request)
    if fields is None:
        return _asked(request, there, (OLD_FORM,), status=403)
    return await _accept(request, there, token, fields)


async def _accept(request: Request, there: OpenInvitation, token: str, fields: dict[str, str]) -> Response:
    name, password = fields.get("name", "").strip(), fields.get("password", "")
    problems = passwords.unfit(password, password if _is_known(there) else fields.get("again", ""))
    if problems:
        return _asked(request, there, problems, name, 400)
    address = peers.address_of(request.scope)
    outcome = await visits.ask_with_password(
        lambda store: operations.accept_invitation(store, token, name, password, address)
    )
    if not isinstance(outcome, SignedIn):
        return _asked(request, there, visits.refused(outcome), name, 400)
    await visits.end(request)
    logs.event("signed_in")
    return visits.begun(outcome, addresses.to("/", lang=addresses.language_of(request)))


def _is_known(there: OpenInvitation) -> bool:
    """Whether it is the password of an account that there is already which is asked for."""
    return there.has_account and not there.new_password


def _asked(
    request: Request, there: OpenInvitation, problems: Problems = (), name: str = "", status: int = 200
) -> Response:
    language, wrong = addresses.language_of(request), bool(problems)
    about = "invited_anew" if there.new_password else "invited_known" if there.has_account else "invited"
    fields = [passwords.login_field(language, there.login)]
    if not there.has_account:
        words = text(language, "sign_in.name")
        fields.append(paper.field("name", words, value=name or there.name, autocomplete="name"))
    known = passwords.present_field(language, "password", wrong)
    fields += [known] if _is_known(there) else passwords.new_fields(language, wrong)
    button = text(language, "sign_in.accept_known" if there.has_account else "sign_in.accept")
    inside = (
        paper.told(visits.told(request, problems)),
        paper.element("p", text(language, f"sign_in.{about}", organisation=there.organisation)),
        paper.form(request, button, *fields),
    )
    return paper.page(request, text(language, "sign_in.invitation"), *inside, status=status)


def _none(request: Request) -> Response:
    language = addresses.language_of(request)
    sentences = visits.told(request, (problem("sign_in.no_invitation", "sign_in"),))
    again = paper.link(addresses.to(addresses.SIGN_IN, lang=language), text(language, "sign_in.again"))
    inside = paper.told(sentences), paper.element("p", again)
    return paper.page(request, text(language, "sign_in.invitation"), *inside, status=404)


def _elsewhere(request: Request, there: OpenInvitation) -> Response:
    """Where someone else knows the passwords, an invitation counts for whoever signs in under its login."""
    language = addresses.language_of(request)
    about = text(language, "sign_in.invited_service", organisation=there.organisation, login=there.login)
    again = paper.link(addresses.to("/", lang=language), text(language, "sign_in.button"))
    inside = paper.element("p", about), paper.element("p", again)
    return paper.page(request, text(language, "sign_in.invitation"), *inside)
