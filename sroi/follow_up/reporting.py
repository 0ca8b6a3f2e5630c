"""Who has reported: how many of the values that were due came, and came in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """One value that was to be sent in: by when, and when it was (None: not yet)."""

    due_on: date
    sent_on: date | None = None


@dataclass(frozen=True)
class Reporting:
    """How reporting stands on a day. `due` = `in_time` + `late` + `not_in`; `ahead` are not due yet and not in.

    A value that was sent in before it was due counts as due and in time.
    """

    due: int
    in_time: int
    late: int
    not_in: int
    ahead: int
    longest_late_days: int

    @property
    def in_time_share(self) -> float | None:
        """The share (0–1) of the values due that came in time; None when none was due."""
        return self.in_time / self.due if self.due else None

    @property
    def in_share(self) -> float | None:
        """The share (0–1) of the values due that are in, late ones too; None when none was due."""
        return (self.in_time + self.late) / self.due if self.due else None


def reporting(values: Iterable[Due], today: date) -> Reporting:
    """The reporting status of these values."""
    in_time = late = not_in = ahead = longest = 0
    for each in values:
        if each.sent_on is not None:
            in_time, late = (in_time + 1, late) if each.sent_on <= each.due_on else (in_time, late + 1)
        elif each.due_on < today:
            not_in += 1
            longest = max(longest, (today - each.due_on).days)
        else:
            ahead += 1
    return Reporting(in_time + late + not_in, in_time, late, not_in, ahead, longest)
