"""A follow-up as it is kept with a frozen version: canonical JSON, its values by indicator, so that it can be long.

Everything that says something is written out, defaults too: they may be others one day (docs/frozen-versions.md).
"""

from itertools import chain as joined
import json

from pydantic import ValidationError

from chain import hostile
from chain.canonical import canonical
from chain.measurement import FollowUp
from chain.problem import Problem, problem

FORMAT, VERSION = "vardekedjan-kept-follow-up", 1
BY_INDICATOR = ("targets", "observations")


def follow_up_text(follow_up: FollowUp) -> str:
    """The follow-up as it is kept."""
    data = follow_up.model_dump(mode="json", exclude_none=True)
    for name in BY_INDICATOR:
        told: dict[str, list] = {}
        for each in data[name]:
            told.setdefault(each["indicator_id"], []).append(each)
        data[name] = told
    return canonical({"format": FORMAT, "version": VERSION, "follow_up": data})


def read_follow_up_text(text: str) -> tuple[FollowUp | None, list[Problem]]:
    """The follow-up in such a text; or a problem that names what cannot be read. Never an exception."""
    document, problems = hostile.parse(text)
    problems = problems or list(hostile.inspect(document))
    if problems:
        return None, _unreadable(problems[0].place or "JSON")
    try:
        return _opened(document), []
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        fields = ", ".join("/".join(map(str, each["loc"])) for each in _errors(error)[:3])
        return None, _unreadable(fields or type(error).__name__)


def _opened(document: dict) -> FollowUp:
    if (document["format"], document["version"]) != (FORMAT, VERSION):
        raise ValueError("another format")
    data = dict(document["follow_up"])
    for name in BY_INDICATOR:
        data[name] = list(joined.from_iterable(data[name].values()))
    return FollowUp.model_validate_json(json.dumps(data), strict=True)


def _errors(error: Exception) -> list:
    return error.errors() if isinstance(error, ValidationError) else []


def _unreadable(detail: str) -> list[Problem]:
    return [problem("version.follow_up_unreadable", "version", detail=detail)]
