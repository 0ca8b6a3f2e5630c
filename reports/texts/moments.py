"""A moment as Swedish clocks show it: `2026-05-04 09:00`, typed and told; a tender period ends by them."""

from datetime import UTC, datetime
import re

from chain.clock import SWEDEN
from chain.problem import Problem, problem
from reports.texts import text
from reports.texts.numbers import format_date

WRITTEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}[:.][0-9]{2}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200


def format_moment(moment: datetime | None) -> str:
    """`2026-05-04 09:00`; nothing where there is none."""
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M") if moment else ""


def spoken_moment(language: str, moment: datetime) -> str:
    """*2026-05-04 kl. 09.00 svensk tid*: for who reads it outside the page, maybe by another clock."""
    here = moment.astimezone(SWEDEN)
    hour, minute = f"{here:%H}", f"{here:%M}"
    return text(language, "number.spoken_moment", day=format_date(here.date()), hour=hour, minute=minute)


def parse_moment(raw: str, place: str = "") -> datetime | Problem:
    """A day and a time of day, 1900 to 2200 (`number.moment`); one hour in spring does not exist."""
    written = raw.strip().replace(".", ":")
    try:
        moment = datetime.fromisoformat(written).replace(tzinfo=SWEDEN) if WRITTEN.fullmatch(written) else None
    except ValueError:
        moment = None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return problem("number.moment", place, raw=raw.strip()[:40])
    if moment.astimezone(UTC).astimezone(SWEDEN).hour != moment.hour:
        return problem("number.no_such_hour", place, raw=raw.strip())
    return moment
