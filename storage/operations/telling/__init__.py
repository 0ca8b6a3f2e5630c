"""Telling what was kept: `from storage.operations import telling`, one function for each thing a person does."""

from storage.operations.telling.answers import DeckTemplate, LinkMade, OwnWords, SharedResult, ShareLink, WordsMoved
from storage.operations.telling.links import make_share_link, revoke_share_link, share_links, shared_result
from storage.operations.telling.own_words import own_words, put_own_words, words_in
from storage.operations.telling.templates import add_deck_template, deck_template, deck_templates, remove_deck_template

__all__ = [
    "DeckTemplate",
    "LinkMade",
    "OwnWords",
    "ShareLink",
    "SharedResult",
    "WordsMoved",
    "add_deck_template",
    "deck_template",
    "deck_templates",
    "make_share_link",
    "own_words",
    "put_own_words",
    "remove_deck_template",
    "revoke_share_link",
    "share_links",
    "shared_result",
    "words_in",
]
