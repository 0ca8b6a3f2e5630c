"""A kept version told in one language: the headline, the nine parts of the story, and the appendices of a report.

Everything is read from the version, so the same version, language and own words always give the same story. Nothing is
told that the public may not see: of what was measured only what the public edition shows, of people only what the chain
itself says.
"""

from collections.abc import Mapping
from types import MappingProxyType

from reports.tell import after, before, results
from reports.tell.first import first_sentences
from reports.tell.own_words import standing
from reports.tell.story import Story
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
    voice = Voice(version, language, own_words)
    record = version.record
    return Story(
        title=version.chain.name.into(language) or version.chain.id,
        language=language,
        organisation=organisation,
        made_on=record.created_at.date(),
        mark=voice.words(f"told.mark.{voice.kind}"),
        version=after.made(voice, number),
        fingerprint=record.fingerprint,
        conventions=after.conventions(voice),
        headline=tuple(standing(voice, each) for each in first_sentences(voice)),
        chapters=(
            before.need(voice),
            before.chain(voice),
            before.cost(voice),
            results.value(voice),
            results.gains(voice),
            results.when(voice),
            results.sure(voice),
            after.unknown(voice),
            after.decision(voice),
            after.all_sources(voice),
            after.changes(voice, earlier),
            after.method(voice),
            after.coverage(voice),
        ),
    )
