"""Plain pages of HTML, without scripts: for password managers, screen readers and small windows, light or dark."""

from collections.abc import Iterable
from functools import cache
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pages.parts.gate import addresses, cookies, forms
from pages.parts.gate.cookies import Cookie
from reports.texts import LANGUAGES, text

STYLE = Path(__file__).with_name("paper.css")
KEPT = ("next", "token")
"""What the address of a page holds that must follow to the same page in the other language."""


class Markup(str):
    """Words that are HTML already; everything else is escaped."""


@cache
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def element(tag: str, /, *inside: str, **attributes: str | bool | None) -> Markup:
    """An element; `_` in an attribute's name stands for a hyphen, and one at its end is left out."""
    told = "".join(_attribute(each, value) for each, value in attributes.items() if value not in (None, False))
    content = "".join(each if isinstance(each, Markup) else escape(each) for each in inside)
    return Markup(f"<{tag}{told}>" if tag in ("input", "meta", "link") else f"<{tag}{told}>{content}</{tag}>")


def _attribute(name: str, value: str | bool | None) -> str:
    plain = name.rstrip("_").replace("_", "-")
    return f" {plain}" if value is True else f' {plain}="{escape(str(value))}"'


def field(name: str, label: str, kind: str = "text", *, value: str = "", help_: str = "", wrong: bool = False,
          **more: str | bool) -> Markup:  # fmt: skip
    """A field under its label, with a line of help that a screen reader tells together with it."""
    described = f"{name}-help" if help_ else None
    box = element("input", id=name, name=name, type=kind, value=value or None, required=True,
                  aria_describedby=described, aria_invalid="true" if wrong else None, **more)  # fmt: skip
    hint = element("p", help_, id=described, class_="help") if help_ else Markup()
    return Markup(element("label", label, for_=name) + box + hint)


def form(request: Request, button: str, *inside: str, **hidden: str) -> Markup:
    """A form that is sent to the address it stands at, with what shows that it came from here."""
    sent = {forms.TOKEN: forms.token_for(request), **hidden}
    carried = [element("input", type="hidden", name=name, value=value) for name, value in sent.items()]
    return element("form", *carried, *inside, element("button", button, type="submit"), method="post")


def told(sentences: Iterable[str], *, wrong: bool = True) -> Markup:
    """What went wrong, or what has been done; read out at once."""
    lines = [element("p", each) for each in sentences]
    return element("div", *lines, role="alert" if wrong else "status") if lines else Markup()


def link(address: str, words: str, **more: str) -> Markup:
    """A link."""
    return element("a", words, href=address, **more)


def page(request: Request, title: str, *inside: str, status: int = 200, turns: bool = True) -> HTMLResponse:
    """A whole page in the reader's language; the browser keeps no copy, and holds what its forms are known by.

    It leads to itself in the other language, unless it says (`turns`) nothing of the address that it stands at.
    """
    language = addresses.language_of(request)
    head = (
        Markup('<meta charset="utf-8">'),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", f"{title} – {text(language, 'common.product')}"),
        Markup('<link rel="icon" href="data:,">'),
        element("style", Markup(_style())),
    )
    others = _languages(request, language) if turns else ()
    top = element("header", element("strong", text(language, "common.product")), *others)
    body = element("body", top, element("main", element("h1", title), *inside))
    whole = element("html", element("head", *head), body, lang=language)
    response = HTMLResponse(f"<!doctype html>{whole}", status_code=status, headers={"Cache-Control": "no-store"})
    if hasattr(request.state, forms.TOKEN):
        cookies.put(response, Cookie.FORM, forms.token_for(request))
    return response


def _languages(request: Request, language: str) -> list[Markup]:
    kept = {name: request.query_params[name] for name in KEPT if name in request.query_params}
    place = addresses.below(request.url.path) or "/"
    return [
        link(addresses.to(place, lang=other, **kept), text(other, f"language.{other}"), hreflang=other, lang=other)
        for other in LANGUAGES
        if other != language
    ]
