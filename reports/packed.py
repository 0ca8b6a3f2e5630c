"""Office files are zips: packed without the hour of the day, so that the same content is the same bytes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sroi.package import entry


def without_the_hour(packed: BytesIO) -> bytes:
    """The same parts in the same order, none with the time it was written."""
    told = BytesIO()
    with ZipFile(packed) as written, ZipFile(told, "w", ZIP_DEFLATED) as dated:
        for name in written.namelist():
            dated.writestr(entry(name), written.read(name), ZIP_DEFLATED)
    return told.getvalue()
