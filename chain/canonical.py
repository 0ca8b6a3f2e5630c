"""One spelling for data, so that equal data has equal bytes and one fingerprint. Told in docs/frozen-versions.md."""

import hashlib
import json


def canonical(data: object) -> str:
    """The data as canonical JSON: keys in code point order, no spaces, ASCII only, every float by its shortest digits.

    Text is kept letter by letter, in whatever Unicode form it was written. Raises ValueError for a number that is not
    finite, since JSON has no sign for it.
    """
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def sha256(written: str | bytes) -> str:
    """SHA-256 in hex over bytes, or over text as UTF-8."""
    return hashlib.sha256(written.encode() if isinstance(written, str) else written).hexdigest()
