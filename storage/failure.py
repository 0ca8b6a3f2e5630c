"""When the database itself cannot do what was asked: the disk is full, the file is damaged, someone else holds it."""

from chain.problem import Problem, problem


class StorageFailed(Exception):  # noqa: N818  (it says what happened)
    """Nothing of the action was kept. `problem` tells the person what happened and what to do."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.problem: Problem = problem(code, "storage", **values)
