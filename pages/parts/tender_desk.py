"""The open procurement: its address, how forms write in its model, and what stands at the top of each of its pages."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from chain import edit
from chain.assumption import Assumption, Frozen
from chain.people import Wish
from chain.procurement.model import Procurement
from chain.procurement.state import LOCKED, State, Step, refusal
from pages.parts import editor, flash, links, visit, workspace
from pages.parts.desk import Desk
from pages.parts.sheet import Sheet
from pages.parts.words import language, plain, t
from reports.texts.problems import sentence
from reports.texts.procurement_places import state_name
from storage.document_changes import document_changes
from storage.operations import Conflict, Refused, Saved, procurement
from storage.operations.procurement import ProcurementMoved, StoredProcurement

NAME = "procurement"
"""What it is called in the address."""
PREFIX = "procurement/"
SEEN, MOST_SEEN = "procurement-seen", 20
SHOWN_HASH = 12


@dataclass(frozen=True)
class Open:
    """The open procurement as last saved, as forms and lists know what they write in."""

    found: StoredProcurement

    @property
    def model(self) -> Procurement:
        """The draft, or the locked model."""
        return self.found.model

    @property
    def version(self) -> int:
        """What a save builds on."""
        return self.found.version

    @property
    def locked(self) -> bool:
        """Whether nothing of the model can be changed."""
        return self.found.state in LOCKED or self.found.closed_at is not None

    @property
    def writable(self) -> bool:
        """Whether this person can change the model now."""
        return not self.locked and workspace.may(Wish.PROCURE)

    @property
    def name(self) -> str:
        """Its title, safe to show."""
        return plain(self.model.title.into(language()) or self.model.id)


def open_procurement(procurement_id: str) -> None:
    """Make this the procurement that the pages show."""
    visit.show(NAME, procurement_id)


def procurement_id() -> str | None:
    """The open procurement's id."""
    return visit.shown(NAME)


def stored() -> Open | None:
    """The open procurement as last saved, or None when none is open or it is not there for this person."""
    asked = procurement_id()
    found = procurement.load(workspace.store(), workspace.acting(), asked) if asked else None
    if found is None:
        return None
    _remember(found)
    return Open(found)


def opened() -> Open:
    """The open procurement; without one, the page ends with a way to choose."""
    found = stored() if workspace.organisation() else None
    if found is None:
        st.title(t("tender.none_open"), anchor=False)
        st.write(t("tender.none_open_help"))
        links.link("procurements", t("tender.choose"))
        st.stop()
    return found


# --- how forms write in it --------------------------------------------------------------------------------------------


def _remember(found: StoredProcurement) -> None:
    """Hold the model that this visit saw of each version, to tell a later writer what somebody else has changed."""
    seen = st.session_state.setdefault(SEEN, {})
    seen[found.id, found.version] = found.model
    for oldest in list(seen)[:-MOST_SEEN]:
        del seen[oldest]


def _save(model: Procurement, version: int) -> Saved | Conflict | Refused:
    outcome = procurement.save(workspace.store(), workspace.acting(), model, version)
    if isinstance(outcome, StoredProcurement):
        _remember(outcome)
        return Saved(outcome.version, outcome.updated_at, outcome.updated_by, ())
    return _conflict(outcome, version) if isinstance(outcome, ProcurementMoved) else outcome


def _conflict(moved: ProcurementMoved, version: int) -> Conflict:
    """What was changed since the version that one began on. A visit that never saw it takes all for changed."""
    now = moved.current.model
    before = st.session_state.get(SEEN, {}).get((now.id, version)) or Procurement(id=now.id, title=now.title)
    return Conflict(moved.by, moved.at, moved.version, document_changes(before, now), Open(moved.current))


def _take(model: Procurement, kind: str, element_id: str) -> Procurement:
    """Without the element, and without what the test bids and the pay for outcomes say of it."""
    kept = tuple(each for each in getattr(model, kind) if each.id != element_id)
    told = {"measures": "quantities", "criteria": "levels"}.get(kind)
    update: dict[str, object] = {kind: kept}
    if kind == "measures" and model.outcome_terms and model.outcome_terms.measure_id == element_id:
        update["outcome_terms"] = None
    if told:
        update["test_bids"] = tuple(
            each.model_copy(update={told: {id_: of for id_, of in getattr(each, told).items() if id_ != element_id}})
            for each in model.test_bids
        )
    return model.model_copy(update=update)


def _figures(model: Procurement) -> Iterator[tuple[str, Assumption]]:
    for measure in model.measures:
        for field in type(measure).model_fields:
            figure = getattr(measure, field)
            if isinstance(figure, Assumption):
                yield f"measures/{measure.id}/{field}", figure


def _nobody(*_: Any) -> list[tuple[str, Frozen]]:
    """Nothing in a model loses a link that is not taken away with it."""
    return []


DESK = Desk(
    stored, lambda found: found.model, lambda found: procurement.procurement_key(found.model.id), _save,
    edit.with_element, _take, _nobody, _figures, None, has_settings=False, prefix=PREFIX,
)  # fmt: skip


def form(
    found: Open, name: str, draw: Callable[[Sheet, Procurement], Mapping[str, object]], places: Collection[str]
) -> None:
    """The form for some of the model's own parts; `places` are those that it changes."""
    sheet = Sheet(DESK.key(found), PREFIX + name, found.version, closed=not found.writable, desk=DESK)
    attributes = draw(sheet, found.model)

    def apply(model: Procurement) -> Procurement:
        return Procurement.model_validate({**dict(model), **attributes})

    editor.finish(sheet, apply, tuple(places), closes=False)


# --- the top and the bottom of a page ---------------------------------------------------------------------------------


def begin(page: str) -> Open:
    """The top of a page: which procurement, its round, state and fingerprint, and why it is locked where it is."""
    found = opened()
    st.caption(
        " · ".join((found.name, t("tender.round", number=found.found.round), where_it_stands(found.found.state)))
    )
    st.title(t(f"page.{page}"), anchor=False)
    flash.show()
    if found.found.fingerprint:
        st.caption(t("tender.fingerprint_is", start=found.found.fingerprint[:SHOWN_HASH]))
    return found


def where_it_stands(state: State) -> str:
    """Where a procurement stands, in words."""
    return state_name(language(), state)


def say_why_not(found: Open) -> None:
    """On a page with forms: why nothing can be changed, and the only way on; or what a change does to a review."""
    if found.locked:
        refused = refusal(found.found.state, Step.EDIT)
        st.info(plain(sentence(language(), refused)) if refused else t("tender.closed"))
        links.link("tender_lock", t("tender.to_new_round"))
    elif not workspace.may(Wish.PROCURE):
        st.info(t("tender.only_read"))
    elif found.found.state is State.REVIEWED:
        st.info(t("tender.is_reviewed"))


def onward(name: str, label: str, **more: str) -> None:
    """The one next step of a page, at its end."""
    st.divider()
    with st.container(key="tender-next"):
        links.link(name, label, **more)
