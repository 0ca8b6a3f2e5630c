"""The weekly letter: what there is to enter and to review, in one organisation or in several, in both languages."""

from datetime import date

import pytest

from reports.follow_up.letter import Part, Waiting, subject, words

TODAY = date(2026, 2, 23)
NOTHING = dict.fromkeys(("due", "late", "returned", "review"), 0)
LATE = Waiting("Ungdomsstart", "Andel i\narbete", "2025", date(2026, 2, 14), "late", "https://x.se/log")
REVIEW = Waiting("Läxhjälp", "Deltagare", "2026-Q1", date(2026, 5, 15), "review", "https://x.se/review")
HERE = Part("Ljusnaby", NOTHING | {"late": 1}, [LATE], "https://x.se/to_do")
THERE = Part("Regionen", NOTHING | {"review": 3}, [REVIEW], "https://x.se/to_do?there")


def told(*parts: Part, language: str = "sv") -> list[str]:
    """The letter's blocks."""
    return words("Anna Berg", parts, "https://x.se/account", TODAY, language).strip().split("\n\n")


def test_one_organisation_needs_no_heading_and_what_there_is_nothing_of_is_not_told():
    assert told(HERE)[:-1] == [
        "Hej Anna Berg!",
        "Det här väntar på dig i Värdekedjan.",
        "1 mätning ska in – 1 försenad (9 dagar).",
        "Ungdomsstart: Andel i arbete\n2025 · senast 2026-02-14 · ! försenad 9 dagar\nhttps://x.se/log",
    ]
    assert told(HERE)[-1].endswith("https://x.se/account")


def test_two_organisations_each_have_theirs_and_what_is_not_shown_is_counted():
    assert told(HERE, THERE, language="en")[2:-1] == [
        "Ljusnaby",
        "1 measurement is due – 1 late (9 days).",
        "Ungdomsstart: Andel i arbete\n2025 · due 2026-02-14 · ! 9 days late\nhttps://x.se/log",
        "Regionen",
        "3 measurements wait for your review.",
        "Läxhjälp: Deltagare\n2026-Q1 · due 2026-05-15 · ? waits for review\nhttps://x.se/review",
        "And 2 more: https://x.se/to_do?there",
    ]


@pytest.mark.parametrize(
    ("parts", "sv", "en"),
    [
        ([HERE], "1 mätning väntar på dig", "1 measurement waits for you"),
        ([HERE, THERE], "4 mätningar väntar på dig", "4 measurements wait for you"),
    ],
)
def test_the_subject_counts_everything_and_names_nothing(parts, sv, en):
    assert (subject(parts, "sv"), subject(parts, "en")) == (sv, en)
