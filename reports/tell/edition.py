"""A told result as one page of HTML for people without an account: nothing in it runs, and it asks for nothing.

The nine parts, the sources and how it was counted; who reviewed is for the report alone. Charts are pictures, each with
its finding, its description and its table.
"""

from collections.abc import Iterator
from datetime import date

from reports.markup import escaped
from reports.table_output import STYLE as TABLES
from reports.tell.shown import STYLE as SHOWN
from reports.tell.shown import exhibit_html, facts_html, folded, grid_html, items_html
from reports.tell.story import STORY, Chapter, Story
from reports.texts import text
from reports.texts.numbers import format_date

PARTS = (*STORY, "sources", "method")
FACTS_ONLY, FOLDED = ("method",), ("sources",)
"""Parts whose tables are left out, and whose tables are so long that they are folded away."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Even if something slipped through the escaping, a browser would run and fetch nothing."""
STYLE = (
    ":root{color-scheme:light dark;--ground:#fff;--raised:#f1f4f6;--ink:#060d14;--line:#8a949e;--link:#0b5c8c}"
    "@media(prefers-color-scheme:dark){:root{--ground:#10161c;--raised:#1a222a;--ink:#eef2f5;--line:#76828d;"
    "--link:#8cc8ee}}*{box-sizing:border-box}html{scroll-behavior:smooth}"
    "@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}"
    "body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,sans-serif;"
    "overflow-wrap:break-word}header,main,footer{max-width:54rem;margin:0 auto;padding:0 1rem}"
    "header{padding-top:1.5rem}h1{font-size:2rem;line-height:1.2;margin:.5rem 0 1rem}"
    "h2{margin:2.75rem 0 .75rem;line-height:1.25}h3{margin:0 0 .25rem;font-size:1.1rem}a{color:var(--link)}"
    ":focus-visible{outline:3px solid var(--ink);outline-offset:2px}"
    ".vk-table table{border-collapse:separate;border-spacing:0}"
    ".vk-table :is(tbody th,thead th:first-child){position:sticky;left:0;background:var(--ground)}"
    ".skip{position:absolute;left:-99rem}.skip:focus{position:static}"
    ".mark{display:inline-block;border:2px solid currentColor;border-radius:.3rem;padding:.1rem .6rem;"
    "font-weight:700;margin:0}.first{font-size:1.3rem;font-weight:600;line-height:1.4}"
    "nav ol{columns:17rem;padding-left:1.4rem}nav li{padding:.3rem 0}footer{border-top:1px solid var(--line);"
    "margin-top:3rem;padding-top:1rem;padding-bottom:3rem;font-size:1rem}code{overflow-wrap:anywhere}"
    "@media print{nav,.skip{display:none}.vk-table{overflow:visible}}"
)


def edition(story: Story, last_day: date | None = None) -> bytes:
    """The page in UTF-8; `last_day` is when the link to it ends. The same story always gives the same bytes."""
    title = escaped(story.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{story.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.partition("; frame-ancestors")[0]}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">'
        f'<title>{title} – {_words(story, "common.product")}</title><link rel="icon" href="data:,">'
        f"<style>{STYLE}{TABLES}{SHOWN}</style></head><body>"
        f'<a class="skip" href="#story">{_words(story, "told_page.skip")}</a>'
        f'{_head(story)}\n<main id="story" tabindex="-1">{"".join(_main(story))}</main>\n'
        f"{_foot(story, last_day)}</body></html>\n"
    ).encode()


def _words(story: Story, key: str, **values: object) -> str:
    return escaped(text(story.language, key, **values))


def _head(story: Story) -> str:
    about = " · ".join(escaped(each) for each in (story.organisation, story.version) if each)
    return f'<header><p>{about}</p><h1>{escaped(story.title)}</h1><p class="mark">{escaped(story.mark)}</p></header>'


def _main(story: Story) -> Iterator[str]:
    first, *rest = story.headline
    yield f'<p class="first">{escaped(first.words)}</p>'
    yield from (f"<p>{escaped(each.words)}</p>" for each in rest)
    yield f"<p><small>{escaped(story.conventions)}</small></p>"
    chapters = [story.chapter(part) for part in PARTS]
    links = "".join(f'<li><a href="#{each.part}">{escaped(each.heading)}</a></li>' for each in chapters)
    yield f'<nav aria-label="{_words(story, "told_page.contents")}"><ol>{links}</ol></nav>'
    for each in chapters:
        yield f'\n<section id="{each.part}" aria-labelledby="h-{each.part}">{"".join(_chapter(story, each))}</section>'


def _chapter(story: Story, chapter: Chapter) -> Iterator[str]:
    yield f'<h2 id="h-{chapter.part}">{escaped(chapter.heading)}</h2>'
    yield from (f"<p>{escaped(each.words)}</p>" for each in chapter.said)
    yield facts_html(chapter.facts)
    yield from (exhibit_html(each, story.language) for each in chapter.exhibits)
    for grid in chapter.grids if chapter.part not in FACTS_ONLY else ():
        table = grid_html(grid, story.language)
        yield folded(table, grid.caption, story.language) if chapter.part in FOLDED else table
    yield items_html(chapter.items)


def _foot(story: Story, last_day: date | None) -> str:
    told = [_words(story, "told_page.about")]
    if last_day:
        told.append(_words(story, "told_page.last_day", day=format_date(last_day)))
    lines = "".join(f"<p>{each}</p>" for each in told)
    fingerprint = f"{_words(story, 'version.fact.fingerprint')}: <code>{escaped(story.fingerprint)}</code>"
    return f"<footer>{lines}<p>{escaped(story.version)} · {escaped(story.mark)}</p><p>{fingerprint}</p></footer>"
