"""Where benchmarks keep their databases: a SQLite file, or a PostgreSQL server that waits for the disk as it does."""

from collections.abc import Iterator
from contextlib import contextmanager
import os
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from tests.storage.cluster import Cluster

KINDS = ("sqlite", "postgres")


@contextmanager
def new_database(kind: str) -> Iterator[str]:
    """The address of an empty database of this kind, taken away afterwards."""
    if kind == "sqlite":
        with TemporaryDirectory(prefix="vk-bench-") as folder:
            yield f"sqlite:///{Path(folder) / 'bench.db'}"
        return
    cluster = Cluster(durable=True)
    try:
        yield cluster.database()
    finally:
        cluster.remove()


def load() -> str:
    """How busy this computer has been in the last minute, for whoever reads the figures."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def middle_and_late(seconds: list[float]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds."""
    return median(seconds) * 1000, quantiles(seconds, n=20, method="inclusive")[-1] * 1000
