"""Starts the app as it would run on another day: `python -m tests.browser.on_a_day 2026-02-14`.

What pages call today and what storage stamps are moved; passwords, visits and the browser go by the same moved clock.
"""

from datetime import UTC, date, datetime
import runpy
import sys

import pages.parts.today
import storage.unit_of_work

APP = "app.py"


def begin(day: date) -> None:
    """From now on it is this day, and time goes on from the hour that it is."""
    ahead = datetime.combine(day, datetime.now(UTC).time(), UTC) - datetime.now(UTC)

    class Day(date):
        @classmethod
        def today(cls) -> date:
            return (datetime.now(UTC) + ahead).date()

    class Moment(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime.now(tz) + ahead

    pages.parts.today.date = Day
    storage.unit_of_work.datetime = Moment


if __name__ == "__main__":
    begin(date.fromisoformat(sys.argv[1]))
    sys.argv = [APP]
    runpy.run_path(APP, run_name="__main__")
