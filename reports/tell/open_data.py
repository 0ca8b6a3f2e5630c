"""A told result as open data: one JSON document, and a zip with it and every chart and table as a file of its own."""

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from pandas import DataFrame

from chain.canonical import canonical
from reports.columns import OWN_TITLE
from reports.table_output import to_csv
from reports.tell.open_model import Chart, Fact, Figures, Interval, PriceSpan, Row, Sentence, Table, TellingPart, Told
from reports.tell.story import Chapter, Exhibit, Grid, Said, Story
from reports.tell.voice import Voice
from reports.whose import holder_name
from sroi.frozen import FrozenVersion
from sroi.package import entry
from sroi.perspective import LEVELS, members_of
from sroi.sureness import CREDIBILITY

JSON, ZIP = "application/json", "application/zip"


def open_json(story: Story, version: FrozenVersion) -> bytes:
    """The story and its figures as one document; canonical, so that equal results are equal bytes."""
    return canonical(told(story, version).model_dump(mode="json")).encode()


def open_zip(story: Story, version: FrozenVersion) -> bytes:
    """The document, and each chart and table as CSV in the language's own way; guarded against formulas."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(story, version):
            archive.writestr(entry(name), content, ZIP_DEFLATED)
    return packed.getvalue()


def _files(story: Story, version: FrozenVersion) -> Iterator[tuple[str, bytes]]:
    yield "told.json", open_json(story, version)
    about = (story.title, story.mark, story.version, story.fingerprint, story.conventions)
    for chapter in story.chapters:
        for exhibit in chapter.exhibits:
            named = (exhibit.title, exhibit.finding.words, *about)
            yield f"{exhibit.place.replace('/', '-')}.csv", to_csv(exhibit.figure.table, story.language, named)
        for number, grid in enumerate(chapter.grids, start=1):
            yield f"{chapter.part}-{number}.csv", to_csv(_frame(grid), story.language, (grid.caption, *about))


def _frame(grid: Grid) -> DataFrame:
    """The numbers behind a table where they are known, else the table as it is read."""
    if grid.frame is not None:
        return grid.frame
    return DataFrame(list(grid.rows), columns=[OWN_TITLE + title for title in grid.titles])


# --- the document ---


def told(story: Story, version: FrozenVersion) -> Told:
    """The story as the document that is published."""
    voice = Voice(version, story.language)
    return Told(
        language=story.language,
        title=story.title,
        organisation=story.organisation,
        made_on=story.made_on,
        mark=story.mark,
        kept_version=story.version,
        fingerprint=story.fingerprint,
        engine_version=version.record.engine_version,
        horizon_years=voice.settings.horizon_years,
        perspective=voice.perspective,
        conventions=story.conventions,
        settings=voice.settings,
        headline=tuple(map(_sentence, story.headline)),
        figures=tuple(_figures(voice, each) for each in _perspectives(voice)),
        parts=tuple(map(_part, story.chapters)),
    )


def _perspectives(voice: Voice) -> Iterator[str]:
    levels = (level for level in LEVELS if members_of(voice.chain, level))
    yield from dict.fromkeys((voice.perspective, "public", "society", *levels))


def _figures(voice: Voice, perspective: str) -> Figures:
    total = voice.result.total(perspective)
    known, ratio = total.investment_known, voice.ratio_range(perspective)
    return Figures(
        perspective=perspective,
        name=holder_name(perspective, voice.chain, voice.language),
        investment_known=known,
        investment_sek=float(total.investment),
        value_sek=float(total.value),
        net_sek=float(total.net) if known else None,
        cashable_sek=float(total.cashable),
        calculated_saving_sek=float(total.calculated_saving),
        welfare_value_sek=float(total.welfare_value),
        payback_years=float(total.payback.years) if total.payback and known else None,
        ratio=float(total.ratio) if ratio is not None else None,
        interval=_interval(voice, perspective),
        price_span=_span(voice, perspective),
    )


def _interval(voice: Voice, perspective: str) -> Interval | None:
    ratio = voice.ratio_range(perspective)
    if ratio is None:
        return None
    low, high = ratio.interval(CREDIBILITY)[:2]
    counted = voice.sure.coverage
    return Interval(credibility=CREDIBILITY, low=low, high=high, drawn=counted.drawn, all_figures=counted.all)


def _span(voice: Voice, perspective: str) -> PriceSpan | None:
    if perspective not in ("public", "society", voice.perspective):
        return None
    ends = voice.version.span.of(perspective)
    if ends.cautious is None:
        return None
    return PriceSpan(cautious=float(ends.cautious), hopeful=float(ends.hopeful))


def _sentence(said: Said) -> Sentence:
    return Sentence(place=said.place, words=said.words, original=said.original if said.own else None)


def _part(chapter: Chapter) -> TellingPart:
    return TellingPart(
        part=chapter.part,
        heading=chapter.heading,
        said=tuple(map(_sentence, chapter.said)),
        facts=tuple(Fact(name=name, words=words) for name, words in chapter.facts),
        charts=tuple(map(_chart, chapter.exhibits)),
        tables=tuple(Table(caption=each.caption, columns=each.titles, rows=each.rows) for each in chapter.grids),
        items=chapter.items,
    )


def _chart(exhibit: Exhibit) -> Chart:
    plot = exhibit.plot
    return Chart(
        place=exhibit.place,
        title=exhibit.title,
        finding=_sentence(exhibit.finding),
        description=exhibit.figure.description,
        kind=plot.kind,
        unit=plot.unit,
        categories=plot.categories,
        series=tuple(Row(name=each.name, values=each.values, written=each.written) for each in plot.series),
        breaks_even_at=plot.even,
    )
