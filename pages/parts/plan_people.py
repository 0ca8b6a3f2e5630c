"""Who enters and who reviews: chosen among those that are known, or written."""

from collections.abc import Iterable

from chain.measurement import PlannedIndicator
from pages.parts import inputs, workspace
from pages.parts.sheet import Option, Sheet
from pages.parts.words import t

NOBODY, OTHER = "", "other"


def known(plan: Iterable[PlannedIndicator]) -> tuple[str, ...]:
    """This person first, then everyone that the plan names."""
    named = (who for each in plan for who in (each.owner, each.reviewer) if who)
    return tuple(dict.fromkeys((workspace.who(), *named)))


def field(sheet: Sheet, name: str, label: str, old: str, people: Iterable[str]) -> str:
    """One of the known, nobody, or another who is written by name."""
    options: list[Option] = [(NOBODY, t("measuring.nobody"))]
    options += [(f"={each}", workspace.person(each)) for each in people]
    options.append((OTHER, t("measuring.other_person")))
    picked = sheet.choice(name, label, f"={old}" if old else NOBODY, options)
    if picked == OTHER:
        return inputs.line(sheet, f"{name}_other", "", label=t("measuring.person_name", label=label))
    return picked.removeprefix("=")
