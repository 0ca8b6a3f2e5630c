"""What a value is split on: sex, age groups, and groups of one's own, written as a list."""

import re

import streamlit as st

from chain.measurement import Group, Split
from chain.text import Text
from pages.parts import inputs
from pages.parts.sheet import Sheet
from pages.parts.value_form import Slots
from pages.parts.words import language, t
from reports.follow_up import plan

SEX, AGE, OWN = "sex", "age", "own"
BETWEEN = re.compile(r"\s*[;\n]\s*")


def fields(sheet: Sheet, old: tuple[Split, ...], slots: Slots) -> tuple[Split, ...]:
    """The splits in their order; those that exist keep their groups' identifiers, since values point at them."""
    there = {each.id: each for each in old}
    st.caption(t("measuring.splits_help"))
    told = [there.get(SEX, plan.sex_split())] if sheet.tick("sex", t("measuring.by_sex"), SEX in there) else []
    slots.leave(f"indicator/splits/{SEX}")
    told += _groups(sheet, AGE, plan.in_both("measuring.split_age"), there.get(AGE), t("measuring.by_age"))
    slots.leave(f"indicator/splits/{AGE}")
    own = next((each for each in old if each.id not in (SEX, AGE)), None)
    called = own.name if own else Text()
    name = inputs.text(sheet, "own_name", called, label=t("measuring.own_name"))
    split_id = own.id if own else OWN
    told += _groups(sheet, split_id, name or plan.in_both("measuring.split_own"), own, t("measuring.by_own"))
    slots.leave(f"indicator/splits/{split_id}")
    slots.leave("indicator/splits")
    rest = [each for each in old if each.id not in (SEX, AGE, split_id)]
    return (*told, *rest)


def _groups(sheet: Sheet, split_id: str, name: Text, old: Split | None, label: str) -> list[Split]:
    known = {each.name.into(language()): each for each in (old.groups if old else ())}
    typed = inputs.line(sheet, f"groups_{split_id}", "; ".join(known), label=label)
    names = list(dict.fromkeys(filter(None, BETWEEN.split(typed.strip()))))
    if not names:
        return []
    taken, groups = {each.id for each in known.values()}, []
    for each in names:
        group = known.get(each) or Group(id=_free(taken), name=Text(**{language(): each}))
        taken.add(group.id)
        groups.append(group)
    return [Split(id=split_id, name=name, groups=tuple(groups))]


def _free(taken: set[str]) -> str:
    return next(name for number in range(1, len(taken) + 2) if (name := f"g{number}") not in taken)
