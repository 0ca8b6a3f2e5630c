"""A kept version told in one language: the headline, the nine parts of the story, and the appendices of a report.

Everything is read from the version, so the same version, language and own words always give the same story. Nothing is
told that the public may not see: of what was measured only what the public edition shows, of people only what the chain
itself says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from reports.tell import after, before, results
from reports.tell.first import first_sentences
from reports.tell.own_words import fitting
from reports.tell.story import Chapter, Story
from reports.tell.voice import Voice
from sroi.frozen import FrozenVersion

NO_WORDS: Mapping[str, str] = MappingProxyType({})


def tell(
    version: FrozenVersion,
    language: str,
    *,
    organisation: str = "",
    number: int | None = None,
    own_words: Mapping[str, str] = NO_WORDS,
    earlier: FrozenVersion | None = None,
) -> Story:
    """The story of a kept version.

    `number` is the version's number within its intervention, `own_words` what a person put in the place of what a rule
    said (by `Said.place`; `own_words.unfit` tells which cannot stand), `earlier` the version before this one, which the
    changes are told from.
    """
    voice = Voice(version, language, fitting(Voice(version, language), own_words))
    record = version.record
    story = Story(
        title=version.chain.name.into(language) or version.chain.id,
        language=language,
        organisation=organisation,
        made_on=record.created_at.date(),
        mark=voice.words(f"told.mark.{voice.kind}"),
        version=after.made(voice, number),
        fingerprint=record.fingerprint,
        conventions=after.conventions(voice),
        headline=tuple(first_sentences(voice)),
        chapters=tuple(_parts(voice, earlier)),
    )
    rewritten = sum(bool(said.own) for said in story.told())
    last = (after.method(voice, rewritten), after.coverage(voice))
    return replace(story, chapters=(*story.chapters, *last))


def _parts(voice: Voice, earlier: FrozenVersion | None) -> Iterator[Chapter]:
    """Every part but those that tell of the story itself."""
    yield before.need(voice)
    yield before.chain(voice)
    yield before.cost(voice)
    yield results.value(voice)
    yield results.gains(voice)
    yield results.when(voice)
    yield results.sure(voice)
    yield after.unknown(voice)
    yield after.decision(voice)
    yield after.all_sources(voice)
    yield after.changes(voice, earlier)
