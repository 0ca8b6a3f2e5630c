"""What is folded away is drawn only when someone opens it, so that a page costs what is seen of it."""

from typing import Any

import streamlit as st


def folded(label: str, key: str, **extra: Any) -> st.delta_generator.DeltaGenerator:
    """An expander that knows whether it is `open`: draw its contents only then.

    To Streamlit another label is another expander, which would close under the person's hands where the label tells
    a count or a name. So what is open is held open.
    """
    if st.session_state.get(key):
        st.session_state[key] = True
    return st.expander(label, key=key, on_change="rerun", **extra)
