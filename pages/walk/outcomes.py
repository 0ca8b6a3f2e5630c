"""Outcomes: what changes for people, soon and later, good and bad, and which goals it serves."""

from collections.abc import Mapping

from chain.model import Chain, Outcome, Term
from chain.text import Text
from chain.walk import Step
from pages.parts import editor, inputs, steps, workspace
from pages.parts.access import guard
from pages.parts.editor import Kind
from pages.parts.sheet import Sheet
from pages.parts.words import t


def _draw(sheet: Sheet, chain: Chain, old: Outcome) -> Mapping[str, object]:
    given = {
        "name": inputs.text(sheet, "name", old.name, required=True),
        "description": inputs.text(sheet, "description", old.description, long=True),
        "term": inputs.choice(sheet, "term", old.term, inputs.members("term", Term)),
        "positive": inputs.tick(sheet, "positive", old.positive),
        "intended": inputs.tick(sheet, "intended", old.intended),
        "stakeholder_id": inputs.choice(
            sheet, "stakeholder_id", old.stakeholder_id, inputs.named(chain.stakeholders), optional=True
        ),
        "output_ids": inputs.choices(sheet, "output_ids", old.output_ids, inputs.named(chain.outputs)),
        "outcome_ids": inputs.choices(sheet, "outcome_ids", old.outcome_ids, inputs.named(chain.outcomes, skip=old.id)),
        "goal_ids": inputs.choices(sheet, "goal_ids", old.goal_ids, inputs.named(workspace.goals(chain))),
        "valued": inputs.tick(sheet, "valued", old.valued),
    }
    if not given["valued"]:
        given["not_valued_reason"] = inputs.text(sheet, "not_valued_reason", old.not_valued_reason, long=True)
    return given


def _summary(chain: Chain, each: Outcome) -> str:
    marks = [t(f"term.{each.term}"), t("about.positive" if each.positive else "about.negative")]
    if not each.intended:
        marks.append(t("about.unintended"))
    if not each.valued:
        marks.append(t("about.beside"))
    return " · ".join(marks)


def _no_negative(sheet: Sheet, chain: Chain) -> Mapping[str, object]:
    return {"no_negative_reason": inputs.text(sheet, "no_negative_reason", chain.no_negative_reason)}


KIND = Kind("outcomes", _draw, lambda ident: Outcome(id=ident, name=Text()), _summary, then=workspace.with_goals)


def render() -> None:
    """Draw the page."""
    guard()
    stored, states = steps.begin(Step.OUTCOMES)
    editor.show_several(stored, KIND)
    if not editor.is_open() and all(each.positive for each in stored.chain.outcomes):
        editor.header(stored, "no_negative", _no_negative)
    steps.end(Step.OUTCOMES, states)
