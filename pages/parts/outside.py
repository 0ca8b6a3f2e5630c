"""An answer that takes long: worked out outside the page's process, followed, cancelled and begun again."""

from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

import streamlit as st

from pages.parts import compute, waiting
from pages.parts.jobs import JOBS, Job
from pages.parts.words import language, t
from reports.texts.numbers import format_share


class Asked(NamedTuple):
    """A function and what it is called with, under a key of its own; about how many seconds it is expected to take.

    The function takes `progress` too, and knows neither screen nor database.
    """

    key: Hashable
    seconds: float
    function: Callable
    arguments: tuple
    keywords: Mapping[str, object]

    @property
    def is_long(self) -> bool:
        """Whether it would hold the page up."""
        return self.seconds > compute.LONG_SECONDS

    def begin(self) -> Job:
        """Begin it for this visit, or join those who wait for it."""
        return JOBS.start(self.key, waiting.visitor(), self.function, *self.arguments, **self.keywords)


def answer(asked: Asked, here: Callable[[], object], what: str) -> object | None:
    """The answer: at once where that is quick (`here`); else when it is done, and None until then.

    `what` is the key of the sentence that tells what is under way.
    """
    if not asked.is_long:
        waiting.leave()
        return here()
    job = JOBS.find(asked.key)
    if job is None or waiting.is_new_here(job):
        job = asked.begin()
    if job.state == "done":
        waiting.leave()
        return job.result
    with st.container(border=True, key="outside-job"):
        waiting.tell(job, waiting.Told("outside", t(what), _share_done, "outside."), asked.begin)
    return None


def _share_done(done: int, of: int) -> str:
    return t("outside.progress", share=format_share(language(), done / of, 0))


def beside(asked: Asked, here: Callable[[], object], what: str) -> object | None:
    """The same on a page that asks for something else too: once there, it stays out of the way of what is under way."""
    if not asked.is_long:
        return here()
    job = JOBS.find(asked.key)
    return job.result if job is not None and job.state == "done" else answer(asked, here, what)
