"""Where the data is kept: one setting decides."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def data_address() -> str:
    """`DATABASE_URL`, else a file in the data folder (`VARDEKEDJAN_DATA`, else `data/` beside the program)."""
    folder = Path(os.environ.get("VARDEKEDJAN_DATA", ROOT / "data"))
    return os.environ.get("DATABASE_URL") or str(folder / "vardekedjan.db")
