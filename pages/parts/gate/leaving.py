"""The page on which one signs out."""

from starlette.requests import Request
from starlette.responses import Response

from pages.parts import logs
from pages.parts.gate import addresses, cookies, forms, oidc, paper, visits
from pages.parts.gate.cookies import Cookie
from pages.parts.gate.passwords import OLD_FORM
from reports.texts import text
from storage.configuration import configuration
from storage.sign_in_settings import SignIn


async def sign_out(request: Request) -> Response:
    """GET: ask. POST: end the visit and let the browser forget it. A link alone signs nobody out."""
    person = await visits.person_at(request)
    if person is None:
        return await _signed_out(request)
    if request.method != "POST":
        return _asked(request, person.name or person.login)
    if await forms.received(request) is None:
        return _asked(request, person.name or person.login, old=True)
    await visits.end(request)
    logs.event("signed_out")
    return await _signed_out(request)


def _asked(request: Request, name: str, old: bool = False) -> Response:
    language = addresses.language_of(request)
    sentences = visits.told(request, (OLD_FORM,) if old else ())
    inside = (
        paper.told(sentences),
        paper.element("p", text(language, "sign_in.signed_in_as", name=name)),
        paper.form(request, text(language, "sign_in.out_button")),
        paper.element("p", paper.link(addresses.to("/", lang=language), text(language, "sign_in.stay"))),
    )
    return paper.page(request, text(language, "sign_in.out_title"), *inside, status=403 if old else 200)


async def _signed_out(request: Request) -> Response:
    language = addresses.language_of(request)
    again = paper.link(addresses.to(addresses.SIGN_IN, lang=language), text(language, "sign_in.again"))
    inside = [paper.element("p", text(language, "sign_in.out")), paper.element("p", again)]
    if configuration().sign_in is SignIn.OIDC and (place := await oidc.ending()):
        inside += [
            paper.element("p", text(language, "sign_in.out_service")),
            paper.element("p", paper.link(place, text(language, "sign_in.out_service_link"))),
        ]
    response = paper.page(request, text(language, "sign_in.out_done"), *inside)
    for each in (Cookie.VISIT, Cookie.FORM, Cookie.TRIP):
        cookies.drop(response, each)
    return response
