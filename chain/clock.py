"""The clock that Swedish days and times of day are told by."""

from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")
