"""Stories made by hand for slides: one of every kind of chart, and the same with whatever text in every place."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
import re

from pandas import DataFrame

from reports.figure import Figure
from reports.tell.story import Chapter, Exhibit, Grid, Plot, Said, Series, Story

Change = Callable[[str], str]


def row(name: str, *values: float | None) -> Series:
    """A series, its numbers written with a space between thousands."""
    return Series(name, values, tuple("" if v is None else f"{v:,.2f}".replace(",", "\u00a0") for v in values))


TWO, THREE = ("2024", "2025"), ("2024", "2025", "2026")
KINDS = {
    "stacked": (TWO, (row("Kommunen", 1_250_000, 80_000), row("Regionen", 0, -40_000)), None),
    "waterfall": (("Brutto", "Bortfall", "Avdrag", "Netto"), (row("Belopp", 900, -400, -700, -200),), 0.0),
    "bars": (("Kommunens socialtjänst", "Regionen"), (row("Betalar", 5_000, 0), row("Får", 7_500, -320)), 0.0),
    "lines": (THREE, (row("Kommunen", -10, 4, None), row("Staten", None, 3, 9)), 0.0),
    "ranges": (("Samhället", "Kommunen"), (row("Låg", 0.7, -0.4), row("Kvot", 1.2, 0.1), row("Hög", 2.5, 0.9)), 1.0),
}
PLOTS = {kind: Plot(kind, "kr", names, series, even) for kind, (names, series, even) in KINDS.items()}


def exhibit(kind: str, change: Change = str) -> Exhibit:
    """A chart of this kind with its finding."""
    plot = PLOTS[kind]
    plot = replace(
        plot,
        categories=tuple(change(each) for each in plot.categories),
        series=tuple(replace(each, name=change(each.name)) for each in plot.series),
    )
    figure = Figure({}, change(f"Beskrivning av {kind}"), DataFrame())
    return Exhibit(
        f"x/{kind}", change(f"Rubrik {kind}"), Said(f"x/{kind}/finding", change(f"Fynd {kind} 3,0")), figure, plot
    )


def story(language: str = "sv", change: Change = str) -> Story:
    """A story with every kind of content; `change` is laid on every text of it."""
    heads = tuple(map(change, ("Kommer av", "Effekt", "Antal")))
    grid = Grid(change("Kedjan"), heads, (False, False, True), ((change("Stöd"), change("Närvaro"), "1\u00a0234"),) * 3)
    sources = Grid(
        "K", ("Tal", {"sv": "Källa", "en": "Source"}[language]), (False,) * 2, ((change("1"), change("SCB")),)
    )
    said = Said("a", change("Det första som sägs."))
    return Story(
        title=change("En insats"), language=language, organisation=change("Kommunen"), made_on=date(2026, 11, 30),
        mark=change("Prognos"), version=change("Version 3"), fingerprint="abcdefabcdefabcd",
        conventions=change("10 år"),
        headline=(Said("h", change("1 krona ger 3,0 kronor (1,9–4,2) på 10 år för det offentliga.")), said),
        chapters=(
            Chapter("need", change("Behovet"), (said,), facts=((change("Målgrupp"), change("96 elever")),)),
            Chapter("chain", change("Kedjan"), (said,), grids=(grid,)),
            Chapter("cost", change("Kostnad"), (said,), exhibits=(exhibit("stacked", change),)),
            Chapter("value", change("Värde"), (said,), exhibits=(exhibit("waterfall", change),)),
            Chapter("who", change("Vem"), exhibits=(exhibit("bars", change),)),
            Chapter("when", change("När"), (said,), exhibits=(exhibit("lines", change),)),
            Chapter("sure", change("Hur säkert"), (said,), exhibits=(exhibit("ranges", change),)),
            Chapter("unknown", change("Vad vi inte vet"), items=(change("En risk"), change("En annan"))),
            Chapter("decision", change("Beslut"), (said,)),
            Chapter("sources", change("Källor"), grids=(sources,)),
        ),
    )  # fmt: skip


def numbers(words: str) -> set[str]:
    """Every number as it is written in some words."""
    return set(re.findall(r"\d[\d\u00a0.,]*\d|\d", words))
