"""All that came in, for those who see bids; for everybody else the page ends with the same words whatever that is."""

import streamlit as st

from pages.parts import follow_acts, workspace
from pages.parts.tender_desk import Open, onward
from pages.parts.words import t
from storage.operations import Refused, procurement
from storage.operations.procurement import BlindBids, SeenBids


def whole(found: Open) -> SeenBids | None:
    """The bids of this round. Never kept beyond this drawing: what one person may see, another may not."""
    seen = procurement.bids_for(workspace.store(), workspace.acting(), found.found.id)
    if isinstance(seen, Refused):
        st.info(follow_acts.refused(seen))
        return None
    if isinstance(seen, BlindBids):
        st.info(t("tender_bids.blind"))
        onward("tender_assess", t("walk.next", title=t("page.tender_assess")), procurement=found.found.id)
        return None
    return seen
