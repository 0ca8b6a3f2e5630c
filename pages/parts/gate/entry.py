"""The page on which one signs in."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from chain.problem import Problem, problem
from pages.parts import logs
from pages.parts.gate import addresses, forms, paper, passwords, peers, visits
from reports.texts import text
from storage import operations
from storage.configuration import configuration
from storage.sign_in_settings import SignIn


async def sign_in(request: Request) -> Response:
    """GET: ask who it is, or send them on when that is known. POST: let them in, or say why not."""
    language = addresses.language_of(request)
    onward = addresses.onward(request.query_params.get("next"), language)
    if request.method == "POST" and configuration().sign_in is SignIn.ACCOUNTS:
        return await _sign_in(request, onward)
    if await visits.person_at(request):
        return RedirectResponse(onward, 303, headers={"Cache-Control": "no-store"})
    return page(request)


async def _sign_in(request: Request, onward: str) -> Response:
    fields = await forms.received(request)
    if fields is None:
        return page(request, (passwords.OLD_FORM,), status=403)
    login, password = fields.get("login", "").strip(), fields.get("password", "")
    if not login or not password or len(password) > passwords.LONGEST:
        return page(request, (problem("sign_in.both", "sign_in"),), login, status=400)
    address = peers.address_of(request.scope)
    outcome = await visits.ask_with_password(lambda store: operations.sign_in(store, login, password, address))
    if wrong := visits.refused(outcome):
        return page(request, wrong, login, status=403)
    await visits.end(request)
    logs.event("signed_in")
    return visits.begun(outcome, onward)


def page(request: Request, problems: tuple[Problem, ...] = (), login: str = "", status: int = 200) -> Response:
    """The page, with what was wrong and what was typed; never the password."""
    language = addresses.language_of(request)
    ways = {SignIn.ACCOUNTS: _with_password, SignIn.OIDC: _with_service, SignIn.PROXY: _by_proxy}
    inside = ways[configuration().sign_in](request, language, login, bool(problems))
    title = text(language, "sign_in.title")
    return paper.page(request, title, paper.told(visits.told(request, problems)), *inside, status=status)


def _with_password(request: Request, language: str, login: str, wrong: bool) -> tuple[str, ...]:
    fields = (
        paper.field("login", text(language, "sign_in.login"), value=login, wrong=wrong, autocomplete="username",
                    autocapitalize="none", spellcheck="false", autofocus=not login),
        paper.field("password", text(language, "sign_in.password"), "password", wrong=wrong,
                    autocomplete="current-password", autofocus=bool(login)),
    )  # fmt: skip
    asked = paper.form(request, text(language, "sign_in.button"), *fields)
    return asked, paper.element("p", text(language, "sign_in.forgotten"))


def _with_service(request: Request, language: str, login: str, wrong: bool) -> tuple[str, ...]:
    place = addresses.to(addresses.OIDC, next=request.query_params.get("next", ""), lang=language)
    button = paper.link(place, text(language, "sign_in.service_button"), class_="button")
    return paper.element("p", text(language, "sign_in.service")), button


def _by_proxy(request: Request, language: str, login: str, wrong: bool) -> tuple[str, ...]:
    return (paper.element("p", text(language, "sign_in.proxy")),)
