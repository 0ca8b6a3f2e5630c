"""To whom people turn about this installation: an e-mail address or a page, fit to be shown as a link."""

import re
from urllib.parse import urlsplit

LONGEST = 254
MAIL = re.compile(r"[A-Za-z0-9.!#%&'*+/=?^_{|}~\-]+@([A-Za-z0-9]([A-Za-z0-9\-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
PAGE = re.compile(r"https://[A-Za-z0-9.\-]+(:[0-9]+)?(/[A-Za-z0-9._~%!$&*+,;=:@/?#\-]*)?")


def followable(told: str) -> str:
    """The setting as it is, or ValueError when nobody could follow it; nothing is nothing."""
    if told and not is_mail(told) and (len(told) > LONGEST or not _is_page(told)):
        raise ValueError
    return told


def is_mail(told: str) -> bool:
    """Whether this is an e-mail address that any mail server can be given."""
    return len(told) <= LONGEST and MAIL.fullmatch(told) is not None


def _is_page(told: str) -> bool:
    return PAGE.fullmatch(told) is not None and urlsplit(told).port != 0


def link(told: str) -> str:
    """Where it leads."""
    return told if told.startswith("https://") else f"mailto:{told}"
