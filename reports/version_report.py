"""A kept version as a page to read and archive: everything in one HTML file that asks for nothing from anywhere."""

from collections.abc import Callable, Collection, Iterable
from functools import cache
import hashlib
from pathlib import Path

import babel
from pandas import DataFrame

from chain.assumption import Assumption, Series
from chain.checks import SHARE_FIELDS
from chain.model import Chain, passports
from reports import judgement, tables
from reports.assumption_sets import counted_by
from reports.headline import conventions_line, headline
from reports.markup import escaped
from reports.sureness import drawn_with
from reports.texts import text
from reports.texts.numbers import format_number, format_share
from reports.texts.places import place_name
from reports.texts.problems import sentence
from sroi.frozen import FrozenVersion, Record
from sroi.package import pack

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#1b1f23;background:#fff;max-width:62rem;margin:2rem auto;"
    "padding:0 1rem;overflow-wrap:break-word}h1{line-height:1.2}h2{margin-top:2.2rem}dt{font-weight:600}"
    "dd{margin:0 0 .5rem}code{overflow-wrap:anywhere}.first{font-size:1.15rem;font-weight:600}"
    ".vk-table td:not(.vk-number){overflow-wrap:anywhere;min-width:6rem}"
    ".vk-table caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}"
    "@media print{body{margin:0;max-width:none}.vk-table{overflow:visible}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Even if something slipped through the escaping, a browser would run and fetch nothing."""


def archive(version: FrozenVersion, language: str) -> bytes:
    """The version's archive package, with its report in this language."""
    return pack(version, version_report(version, language), language, report_edition())


@cache
def report_edition() -> str:
    """Names the words, the layout and the number formats that reports are written with; moves when any of them does."""
    here = Path(__file__).parent
    files = sorted(path for kind in ("*.py", "*.toml") for path in here.rglob(kind))
    digest = hashlib.sha256(babel.__version__.encode())
    for path in files:
        digest.update(path.relative_to(here).as_posix().encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:16]


def version_report(version: FrozenVersion, language: str) -> bytes:
    """The page as UTF-8 bytes; the same version, language and edition always give the same bytes."""
    title = escaped(text(language, "version.report.title", name=version.chain.name.into(language)))
    body = "\n".join(_sections(version, language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{title}</h1>\n{body}\n</main></body></html>\n"
    ).encode()


def _sections(version: FrozenVersion, language: str) -> Iterable[str]:
    chain, result, perspective = version.chain, version.result, version.record.settings.perspective
    first, *rest = headline(result, chain, language, perspective, version.span, version.sureness)
    yield f'<p class="first">{escaped(first)}</p>'
    yield from (f"<p>{escaped(line)}</p>" for line in rest)
    yield from _said(version, language)
    yield _heading(language, "conventions")
    yield f"<p>{escaped(conventions_line(language, result.settings, chain))}</p>"
    for key, frame in _tables(version, language):
        if len(frame):
            yield _heading(language, key)
            yield tables.to_html(frame, language, text(language, f"version.report.{key}"))
    yield _heading(language, "kept")
    yield _facts(version.record, language)


def _said(version: FrozenVersion, language: str) -> Iterable[str]:
    """Why no ratio is shown, what weakens it, and what was not counted."""
    found = (*version.result.problems, *version.result.excluded)
    if found:
        yield _heading(language, "mind")
        lines = (f"<li>{escaped(sentence(language, each, version.chain))}</li>" for each in found)
        yield f"<ul>{''.join(lines)}</ul>"


def _heading(language: str, key: str) -> str:
    return f"<h2>{escaped(text(language, f'version.report.{key}'))}</h2>"


def _tables(version: FrozenVersion, language: str) -> Iterable[tuple[str, DataFrame]]:
    chain, result = version.chain, version.result
    fall = result.total(version.record.settings.perspective).waterfall
    yield "money", tables.money(result, language, version.span, version.sureness)
    yield "who", tables.actors(result, chain, language)
    yield "when", tables.actor_year(result, chain, language)
    yield "effects", tables.effects(result, chain, language)
    yield "waterfall", tables.waterfall(fall, language)
    yield "beside", tables.unpriced(result, chain, language)
    yield from judgement.tables(chain, language)
    yield "sources", sources(chain, language)


def sources(chain: Chain, language: str, hidden: Collection[str] = ()) -> DataFrame:
    """Every number of the chain with where it stands, its reason and its source; in `hidden` places neither the number
    nor the words beside it are told."""
    rows = [
        {
            "in_chain": place_name(language, place, chain),
            **(_unseen(language) if place in hidden else _told(place, number, language)),
            "mark": text(language, f"mark.{number.mark}"),
        }
        for place, number in passports(chain)
    ]
    return DataFrame(rows, columns=["in_chain", "written", "reason", "source", "mark"])


def _told(place: str, number: Assumption | Series, language: str) -> dict[str, str]:
    return {
        "written": _written(place, number, language),
        "reason": number.reason.into(language),
        "source": "; ".join(part for part in (number.source, number.url) if part),
    }


def _unseen(language: str) -> dict[str, str]:
    return {"written": text(language, "seen.hidden"), "reason": "", "source": ""}


def _written(place: str, number: Assumption | Series, language: str) -> str:
    """The number as the reader writes it, with its unit; a series year by year."""
    values = {"": number.value} if isinstance(number, Assumption) else number.values
    is_share = not SHARE_FIELDS.isdisjoint(place.split("/")[-2:])
    shown = "; ".join(f"{year}: {_one(value, is_share, language)}".removeprefix(": ") for year, value in values.items())
    return shown if is_share or not number.unit else f"{shown} ({number.unit})"


def _one(value: float, is_share: bool, language: str) -> str:
    return format_share(language, value, None) if is_share else format_number(language, value)


def facts(record: Record, language: str, person: Callable[[str], str] = str) -> list[tuple[str, str]]:
    """What the record says of a version, as pairs of words; times in UTC. `person` tells what to call someone."""
    at, who = f"{record.created_at:%Y-%m-%d %H:%M}", person(record.created_by)
    indexes = ", ".join(f"{each.name} ({each.source})" if each.source else each.name for each in record.indexes)
    counted = record.assumption_set
    told = {
        "name": record.name,
        "note": record.note,
        "claim": text(language, f"headline.claim.{record.claim}"),
        "created": text(language, "version.at", at=at, who=who),
        "engine": record.engine_version,
        "index": indexes,
        "drawing": drawn_with(language, record.drawing) if record.drawing else "",
        "assumption_set": counted_by(counted, language) if counted else "",
        "fingerprint": record.fingerprint,
        "assumption_set_sha256": counted.sha256 if counted else "",
    }
    return [(text(language, f"version.fact.{key}"), words) for key, words in told.items() if words]


def _facts(record: Record, language: str) -> str:
    pairs = (f"<dt>{escaped(name)}</dt><dd>{escaped(words)}</dd>" for name, words in facts(record, language))
    return f"<p>{escaped(text(language, 'version.report.how'))}</p><dl>{''.join(pairs)}</dl>"
