"""The exercises of the course in words: the question, its choices, and what an answer was worth."""

from reports.texts import text
from reports.texts.numbers import format_money, format_ratio
from sroi.course import Choice, Exercise


def question(language: str, exercise: Exercise) -> str:
    """What is asked."""
    return text(language, f"course.question.{exercise.name}", **_told(language, exercise))


def choice_words(language: str, choice: Choice) -> str:
    """One choice: a name, an amount, or a ratio."""
    if choice.number is None:
        return choice.name.into(language)
    return (format_money if abs(choice.number) >= 100 else format_ratio)(language, choice.number)


def verdict(language: str, exercise: Exercise, chosen: str) -> str:
    """Whether the answer was right, and why, in the program's own numbers."""
    told = _told(language, exercise)
    if exercise.name == "tipping_price":
        told["chosen"] = format_ratio(language, exercise.numbers[f"ratio_{chosen}"])
    first = text(language, "course.right" if chosen in exercise.right else "course.not_yet")
    kind = "why" if chosen in exercise.right else "hint"
    return f"{first} {text(language, f'course.{kind}.{exercise.name}', **told)}"


def _told(language: str, exercise: Exercise) -> dict[str, str]:
    names = {name: words.into(language) for name, words in exercise.names.items()}
    written = {name: _number(language, name, number) for name, number in exercise.numbers.items()}
    rights = (choice_words(language, each) for each in exercise.choices if each.id in exercise.right)
    pages = {"tips": text(language, "page.tipping"), "learned": text(language, "page.learned")}
    return {**names, **written, **pages, "right": ", ".join(rights)}


def _number(language: str, name: str, number: float) -> str:
    return (format_money if name.endswith("_sek") else format_ratio)(language, number)
