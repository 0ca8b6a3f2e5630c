"""The columns by which a list finds and sorts interventions, so that the database reads only what is shown.

Databases disagree on how å, ä and ö compare and on their small letters; so the words to search in are kept without
capitals, and the words to sort by in letters whose plain order is the Swedish one.
"""

from unicodedata import combining, normalize

from chain.model import Chain
from storage.figures import Row

AFTER_Z = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
LONGEST_ORDER = 200


def finding(chain: Chain) -> Row:
    """What these columns hold for this chain."""
    words = (chain.name.sv, chain.name.en, chain.responsible_unit.sv, chain.responsible_unit.en)
    order = {f"order_{tongue}": ordered(chain.name.into(tongue)) for tongue in ("sv", "en")}
    return {"searched": _small("\n".join(words))} | order


def _small(words: str) -> str:
    """Without capitals, and each letter as one sign: some computers write å as an a and a ring."""
    return normalize("NFC", words).casefold()


def ordered(name: str) -> str:
    """The name in letters that sort as Swedish does: å, ä, ö after z, other accents as if they were not there."""
    turned = _small(name.strip()).translate(AFTER_Z)
    return "".join(letter for letter in normalize("NFD", turned) if not combining(letter))[:LONGEST_ORDER]


def holds(word: str) -> str:
    """The pattern for LIKE that finds this word in `searched`; `\\` takes away what a sign means to the database."""
    literal = _small(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{literal}%"
