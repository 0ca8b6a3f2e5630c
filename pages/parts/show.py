"""Tables and charts on a page: every chart with its finding in words before it and its table after it."""

from pandas import DataFrame
import streamlit as st

from pages.parts.words import language, plain, t
from reports.charts import Figure
from reports.tables import to_csv, to_html


def table(frame: DataFrame, caption: str, *, download: str = "") -> None:
    """A table as text, with its caption; `download` names the file in which it can be taken along."""
    st.html(to_html(frame, language(), caption))
    if download:
        st.download_button(
            t("show.csv", caption=plain(caption)),
            data=to_csv(frame, language()),
            file_name=f"{download}.csv",
            mime="text/csv",
            key=f"csv-{download}",
            on_click="ignore",
        )


def chart(figure: Figure, caption: str, *, download: str) -> None:
    """A chart after its finding, and the same figures as a table behind it."""
    st.markdown(plain(figure.description))
    st.vega_lite_chart(spec=figure.spec, key=f"chart-{download}")
    with st.expander(t("show.as_table", caption=plain(caption))):
        table(figure.table, caption, download=download)
