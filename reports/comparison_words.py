"""What a comparison's fields, choices and places are called, and its problems in sentences."""

from chain.forecast.model import Comparison
from chain.problem import Problem
from chain.text import Text
from reports.texts import has_text, text
from reports.texts.problems import sentence

LONGEST = 80


def field_label(language: str, field: str) -> str:
    """The label of a field; of a passport's own fields the label they have everywhere."""
    for key in (f"comparison_field.{field}", f"field.{field}"):
        if has_text(key):
            return text(language, key)
    return field


def choice_name(language: str, family: str, member: str) -> str:
    """A choice in words, for example of family `fading` the member `half_life`."""
    return text(language, f"comparison_choice.{family}.{member}")


def scenario_name(language: str, name: str) -> str:
    """A scenario in words."""
    return text(language, f"comparison_scenario.{name}")


def cheers_title(language: str, key: str) -> str:
    """A reporting item in words."""
    return text(language, f"cheers_item.{key}")


def place_name(language: str, place: str, comparison: Comparison | None = None) -> str:
    """A place of a comparison, or of its document, as a person would call it: *Comet: effect: estimate*."""
    steps = place.strip("/").split("/") if place.strip("/") else []
    if place.startswith("/"):
        steps = steps[1:] if steps[:1] == ["comparison"] else steps
    if not steps:
        return text(language, "comparison.whole")
    found, held = [], comparison
    for at, step in enumerate(steps):
        held, label = _inside(language, held, step)
        is_list_of_named = at + 1 < len(steps) and step in ("options", "excess_costs")
        if not is_list_of_named or comparison is None:
            found.append(label if not found else label[:1].lower() + label[1:])
    return ": ".join(found)


def _inside(language: str, held: object, step: str) -> tuple[object, str]:
    """What a step leads to, and what it is called."""
    if isinstance(held, tuple):
        by_step = {getattr(each, "id", str(at)): each for at, each in enumerate(held)} | {
            str(at): each for at, each in enumerate(held)
        }
        found = by_step.get(step)
        name = getattr(found, "name", None)
        return found, _short((name.into(language) if isinstance(name, Text) else "") or _number(step))
    return getattr(held, step, None), field_label(language, step) if not step.isdigit() else _number(step)


def _number(step: str) -> str:
    """A row's number, counted from one."""
    return str(int(step) + 1) if step.isdigit() else step


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1]}…"


def comparison_sentence(language: str, problem: Problem, comparison: Comparison | None = None) -> str:
    """What is wrong and what mends it, with other places of the comparison by their names."""
    values = tuple(
        (name, place_name(language, str(value), comparison) if name.endswith("_place") else value)
        for name, value in problem.values
    )
    return sentence(language, problem._replace(values=values))
