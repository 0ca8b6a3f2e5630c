"""Starts the app as it would run on another day: `python -m tests.browser.on_a_day FILE`.

The file tells how many days ahead it is, and may tell another number while the app runs. What pages call today and what
storage stamps are moved; passwords, visits and the browser go by the same moved clock.
"""

from datetime import UTC, date, datetime, timedelta
import os
from pathlib import Path
import runpy
import sys

import pages.parts.today
import storage.unit_of_work

APP = "app.py"


def turn_to(told: Path, day: date) -> None:
    """From now on it is this day, and time goes on from the hour that it is."""
    beside = told.with_suffix(".new")
    beside.write_text(str((day - datetime.now(UTC).date()).days), encoding="ascii")
    os.replace(beside, told)  # whoever reads meanwhile reads the one or the other


def begin(told: Path) -> None:
    """Go by the clock that the file tells of."""

    def ahead() -> timedelta:
        return timedelta(days=int(told.read_text(encoding="ascii")))

    class Day(date):
        @classmethod
        def today(cls) -> date:
            return (datetime.now(UTC) + ahead()).date()

    class Moment(datetime):
        @classmethod
        def now(cls, tz=None) -> datetime:
            return datetime.now(tz) + ahead()

    pages.parts.today.date = Day
    storage.unit_of_work.datetime = Moment


if __name__ == "__main__":
    begin(Path(sys.argv[1]))
    sys.argv = [APP]
    runpy.run_path(APP, run_name="__main__")
