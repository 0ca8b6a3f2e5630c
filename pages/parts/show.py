"""Tables and charts on a page: every chart with its finding in words before it and its table after it."""

from datetime import date
import re
from typing import NamedTuple
import unicodedata

from pandas import DataFrame
import pyarrow as pa
import streamlit as st

from pages.parts import compute
from pages.parts.folded import folded
from pages.parts.words import language, plain, t
from reports.charts import Figure
from reports.headline import conventions_line, ratio_sentence
from reports.tables import to_csv, to_html
from reports.texts.numbers import format_date
from reports.whose import holder_name
from sroi.settings import Settings
from storage.operations import Stored

LONGEST_NAME = 40


class Source(NamedTuple):
    """What a file taken along must tell: of which intervention, how far ahead, whose value, counted how, and when."""

    name: str
    horizon_years: int
    whose: str
    lines: tuple[str, ...]

    def file_name(self, what: str) -> str:
        """A name that can be read: `aterbruket-resultat-15ar-samhallet.csv`."""
        parts = (
            self.name.partition(":")[0],
            t(f"file.{what}"),
            t("file.horizon", years=self.horizon_years),
            self.whose,
        )
        return "-".join(filter(None, map(slug, parts))) + ".csv"


class Cited(NamedTuple):
    """What a file of figures from elsewhere must tell: whose they are, by the lines below them."""

    lines: tuple[str, ...]

    def file_name(self, what: str) -> str:
        """Named after what it holds."""
        return f"{what}.csv"


def source(stored: Stored, settings: Settings) -> Source:
    """What to tell with figures taken from this page."""
    chain, name = stored.chain, stored.chain.name.into(language()) or stored.chain.id
    whose = holder_name(settings.perspective, chain, language())
    lines = (
        t("file.intervention", name=name, version=stored.version),
        t("file.whose", whose=whose),
        ratio_of(stored, settings),
        conventions_line(language(), settings, chain),
        t("file.taken", day=format_date(date.today())),
    )
    return Source(name, settings.horizon_years, whose, lines)


def ratio_of(stored: Stored, settings: Settings) -> str:
    """The ratio that figures belong to, with horizon, whose value and interval."""
    span, sure = compute.span(stored, settings), compute.card_sureness(stored, settings)
    return ratio_sentence(compute.result(stored, settings), language(), settings.perspective, span, sure)


def slug(words: str) -> str:
    """Words as part of a file name: small letters without accents, digits, and hyphens between."""
    bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:LONGEST_NAME].strip("-")


def table(frame: DataFrame, caption: str, *, download: str = "", origin: Source | Cited | None = None) -> None:
    """A table as text, with its caption; `download` names the file in which it can be taken along."""
    tongue = language()
    st.html(to_html(frame, tongue, caption))
    if download:
        st.download_button(
            t("show.csv", caption=plain(caption)),
            data=lambda: to_csv(frame, tongue, origin.lines if origin else ()),  # written when someone asks for it
            file_name=origin.file_name(download) if origin else f"{download}.csv",
            mime="text/csv",
            key=f"csv-{download}",
            on_click="ignore",
        )


def _sent(rows: list[dict]) -> pa.Table:
    """Rows in the form in which they travel to the browser; Streamlit would make a data frame of them on the way."""
    names = dict.fromkeys(name for row in rows for name in row)
    return pa.table({name: [row.get(name) for row in rows] for name in names})


def chart(figure: Figure, caption: str, *, download: str, origin: Source | Cited | None = None) -> None:
    """A chart after its finding, and the same figures as a table behind it."""
    st.markdown(plain(figure.description))
    spec = {name: part for name, part in figure.spec.items() if name != "data"}
    st.vega_lite_chart(data=_sent(figure.spec["data"]["values"]), spec=spec, key=f"chart-{download}")
    with folded(t("show.as_table", caption=plain(caption)), f"table-{download}") as opened:
        if opened.open:
            table(figure.table, caption, download=download, origin=origin)
