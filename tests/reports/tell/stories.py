"""Kept versions to tell, and their stories."""

from functools import cache

from reports.tell.story import Story
from reports.tell.telling import tell
from sroi.frozen import FrozenVersion
from sroi.settings import SWEDISH_PUBLIC_SECTOR
from sroi.sureness import Drawing
from tests.golden.examples import example
from tests.sroi.kept import version

DRAWN = Drawing(500, 7)


@cache
def kept(name: str = "I3", perspective: str = "society", is_drawn: bool = True) -> FrozenVersion:
    """An example intervention, kept from one perspective, with or without draws."""
    settings = SWEDISH_PUBLIC_SECTOR.model_copy(update={"perspective": perspective})
    return version(settings, chain=example(name), note="Bara för oss", **({"drawing": DRAWN} if is_drawn else {}))


@cache
def story(language: str = "sv", name: str = "I3", perspective: str = "society", is_drawn: bool = True) -> Story:
    """The same told."""
    return tell(kept(name, perspective, is_drawn), language, organisation="Ljusnaby kommun", number=3)


def spaced(words: str) -> str:
    """The words with every space the plain one."""
    return words.replace("\u00a0", " ")
