"""Telling what was kept, for tests: own words, a link and a template."""

from datetime import date, timedelta

from chain.people import Acting
from storage.operations import telling
from storage.unit_of_work import Store

PLACE, ORIGINAL = "value/finding", "Mest ger effekten på skolan."
TEMPLATE = b"PK\x03\x04 a template"


def last_day(store: Store) -> date:
    """A month from now."""
    return store.clock().date() + timedelta(days=30)


def put(store: Store, acting: Acting, version_id: str, words: str, expected: int = 0, language: str = "sv") -> object:
    """These words in the place of a sentence."""
    return telling.put_own_words(store, acting, version_id, language, PLACE, ORIGINAL, words, expected)


def link(store: Store, acting: Acting, version_id: str, **other: object) -> object:
    """A link to the result as it is told now."""
    there = telling.words_in(telling.own_words(store, acting, version_id), "sv")
    given = {"language": "sv", "name": "Nämnden", "last_day": last_day(store), "seen_words": there} | other
    return telling.make_share_link(store, acting, version_id, **given)
