"""Long calculations outside the page's process: two at a time, with progress, cancelled when nobody waits any more.

Each runs in a process of its own (`pages/parts/worker.py`), so that cancelling is ending it, a lost one takes nothing
along, and no page ever waits for another visitor's numbers. Why not a pool: docs/decisions/0014-one-range-per-ratio.md.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
import pickle
import subprocess
import sys
from threading import Lock
from typing import Literal

from pages.parts import worker

HERE = Path(__file__).resolve().parents[2]
AT_ONCE = 2
KEPT = 40
"""Finished jobs that are remembered, with their results."""

State = Literal["waiting", "running", "done", "cancelled", "lost", "failed"]


@dataclass
class Job:
    """One calculation: how far it has come, who waits for it, and in the end its result."""

    key: Hashable
    task: tuple
    state: State = "waiting"
    progress: tuple[int, int] = (0, 0)
    result: object = None
    waiting: set[str] = field(default_factory=set)
    process: subprocess.Popen | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state not in ("waiting", "running")


class Jobs:
    """The calculations under way and those just finished, by key; visitors who ask for the same share one."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once, self._lock = at_once, Lock()
        self._jobs: OrderedDict[Hashable, Job] = OrderedDict()
        self._pool: ThreadPoolExecutor | None = None

    def find(self, key: Hashable) -> Job | None:
        """The job of this key, if it is known."""
        with self._lock:
            return self._jobs.get(key)

    def start(self, key: Hashable, visitor: str, function: Callable, *arguments: object, **keywords: object) -> Job:
        """The job of this key, begun unless it is under way or done; the visitor waits for it, and for no other."""
        self.leave(visitor, but=key)
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.state in ("cancelled", "lost", "failed"):
                job = self._jobs[key] = Job(key, (function, arguments, keywords))
                self._pool = self._pool or ThreadPoolExecutor(self._at_once, thread_name_prefix="job")
                self._pool.submit(self._run, job)
            job.waiting.add(visitor)
            self._jobs.move_to_end(key)
            self._forget_oldest()
            return job

    def leave(self, visitor: str, but: Hashable = None) -> None:
        """The visitor waits for nothing any more (`but` for one); what nobody waits for is ended."""
        with self._lock:
            left = [job for job in self._jobs.values() if visitor in job.waiting and job.key != but]
            for job in left:
                job.waiting.discard(visitor)
                if not job.waiting and not job.is_over:
                    _end(job)

    def close(self) -> None:
        """End everything under way; for when the server stops. The next job begins anew."""
        with self._lock:
            pool, self._pool = self._pool, None
            for job in self._jobs.values():
                if not job.is_over:
                    _end(job)
            self._jobs.clear()
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    def forget(self) -> None:
        """Let go of every finished result."""
        with self._lock:
            for key in [key for key, job in self._jobs.items() if job.is_over]:
                del self._jobs[key]

    def _forget_oldest(self) -> None:
        over = [key for key, job in self._jobs.items() if job.is_over]
        for key in over[: max(0, len(over) - KEPT)]:
            del self._jobs[key]

    def _run(self, job: Job) -> None:
        """In a thread of the pool: start the process, follow it to its end."""
        with self._lock:
            if job.state != "waiting":
                return
            job.process = process = _started()
            job.state = "running"
        ending, content = _followed(job, process)
        with self._lock:
            if job.state == "running":
                job.state, job.result = ending, content
            job.process = None


def _started() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", worker.__name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # an error's words may hold someone's; only its kind is told
        cwd=HERE,  # where `-m` looks first
    )


def _followed(job: Job, process: subprocess.Popen) -> tuple[State, object]:
    """How it ended and what came of it; *lost* when the process went without a word."""
    with process:
        try:
            process.stdin.write(pickle.dumps(job.task))
            process.stdin.close()
            while frame := worker.read_frame(process.stdout):
                kind, content = frame
                if kind != "progress":
                    return ("done" if kind == "done" else "failed"), content
                job.progress = content
        except (OSError, EOFError, pickle.UnpicklingError):
            process.kill()
        return "lost", None


def _end(job: Job) -> None:
    job.state = "cancelled"
    if job.process is not None:
        job.process.kill()


JOBS = Jobs()
"""Of this server."""
