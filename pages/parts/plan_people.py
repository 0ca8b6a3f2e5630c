"""Who enters and who reviews: chosen among those who may, or written by name where nobody signs in."""

from collections.abc import Iterable

import streamlit as st

from chain.measurement import PlannedIndicator
from chain.people import Wish, able
from pages.parts import inputs, workspace
from pages.parts.sheet import Option, Sheet
from pages.parts.words import t
from storage import operations
from storage.operations import Colleague

NOBODY, OTHER = "", "other"
WISHES = {"owner": Wish.LOG, "reviewer": Wish.REVIEW}


def field(sheet: Sheet, name: str, old: str, plan: Iterable[PlannedIndicator], intervention_id: str) -> str:
    """The owner or the reviewer: a person's id, a name that somebody wrote, or nobody."""
    if workspace.acting().grants is None:
        return _written(sheet, name, old, plan)
    return _picked(sheet, name, old, intervention_id)


def _written(sheet: Sheet, name: str, old: str, plan: Iterable[PlannedIndicator]) -> str:
    """One of the known (this person, and everyone that the plan names), nobody, or another who is written by name."""
    label, options = t(f"measuring.{name}"), [(NOBODY, t("measuring.nobody"))]
    named = (who for each in plan for who in (each.owner, each.reviewer) if who)
    options += [(f"={each}", workspace.person(each)) for each in dict.fromkeys((workspace.who(), *named))]
    options.append((OTHER, t("measuring.other_person")))
    picked = sheet.choice(name, label, f"={old}" if old else NOBODY, options)
    if picked == OTHER:
        return inputs.line(sheet, f"{name}_other", "", label=t("measuring.person_name", label=label))
    return picked.removeprefix("=")


def _picked(sheet: Sheet, name: str, old: str, intervention_id: str) -> str:
    """One of those whose roles allow it, nobody, or the one who stands there now whether they may or not."""
    acting = workspace.acting()
    found = workspace.ask(
        *("colleagues", acting, intervention_id),
        find=lambda there: operations.colleagues(there, acting, intervention_id),
    )
    people = [each for each in found if WISHES[name] in each.may]
    options: list[Option] = [(NOBODY, t("measuring.nobody"))]
    options += [(f"={each.id}", _called(each, people)) for each in people]
    if old and old not in {each.id for each in people}:
        kept = workspace.person(old)
        options.append((f"={old}", kept if sheet.closed else t("measuring.without_role", name=kept)))
    picked = sheet.choice(name, t(f"measuring.{name}"), f"={old}" if old else NOBODY, options)
    if not people and not sheet.closed:
        roles = ", ".join(t(f"role.{each}") for each in able(WISHES[name]))
        st.caption(t("measuring.nobody_may", roles=roles))
    return picked.removeprefix("=")


def _called(one: Colleague, people: Iterable[Colleague]) -> str:
    """*Anna Berg – controller*; with the login where two bear one name."""
    namesakes = sum(each.name == one.name for each in people) > 1
    name = f"{one.name} ({one.login})" if namesakes else one.name
    return f"{name} – {', '.join(sorted(t(f'role.{each}') for each in one.roles))}"
