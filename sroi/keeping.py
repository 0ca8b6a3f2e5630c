"""What everything that is kept for years shares: its name, its moment, its hash, and how it is read again."""

from datetime import UTC, datetime
from typing import Annotated, TypeVar

from pydantic import Field, ValidationError

from chain import hostile
from chain.assumption import Frozen
from chain.problem import Problem, problem
from chain.text import BIDI, CONTROL, LONGEST_WORDS

LONGEST_NAME = 200
Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Kept = TypeVar("Kept", bound=Frozen)


def unfit_naming(room: str, name: str, note: str) -> list[Problem]:
    """Why something cannot be kept under this name with this note: too long, or with characters nobody sees."""
    return unfit_wording(f"{room}/name", name, LONGEST_NAME) + unfit_wording(f"{room}/note", note, LONGEST_WORDS)


def unfit_wording(place: str, words: str, longest: int) -> list[Problem]:
    """Why words cannot be kept at a place: too long, or with characters nobody sees."""
    hidden = CONTROL.search(words) or BIDI.search(words)
    if hidden:
        return [problem("form.unreadable", place, character=hostile.named(hidden[0]))]
    return [problem("form.too_long", place, count=len(words), limit=longest)] if len(words) > longest else []


def moment(at: datetime) -> str:
    """A moment in UTC to the second, as it is written in what is kept."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read_kept(text: str, model: type[Kept], unreadable: str) -> tuple[Kept | None, object, list[Problem]]:
    """What is kept in a text, also as plain data; or a problem with the code `unreadable` that names the places that
    cannot be read. Never an exception, whatever the text is."""
    place = unreadable.partition(".")[0]
    data, problems = hostile.parse(text)
    problems = problems or list(hostile.inspect(data))
    if problems:
        return None, None, [problem(unreadable, place, detail=problems[0].place or "JSON")]
    try:
        return model.model_validate_json(text), data, []
    except ValidationError as error:
        fields = ", ".join(dict.fromkeys("/".join(map(str, each["loc"])) for each in error.errors()))
        return None, None, [problem(unreadable, place, detail=fields)]
