"""The published cohort models as documents, and the draws that the reference figures were made with."""

from functools import cache

import numpy as np

from chain.cohort_document import read_model
from chain.cohort_model import CohortModel
from tests.golden.examples import HERE


@cache
def cohort(name: str) -> CohortModel:
    """One of this folder's models."""
    model, problems = read_model((HERE / f"cohort_{name}.json").read_bytes())
    assert not problems, problems
    return model


def half_cycle(model: CohortModel) -> CohortModel:
    """The model with half weights at both ends in place of its own."""
    return model.model_copy(update={"occupancy": "half_cycle", "weights": ()})


def reference_draws(model: CohortModel, draws: int) -> dict[str, np.ndarray]:
    """Every parameter drawn by its own numbers with one generator, in the document's order."""
    generator = np.random.Generator(np.random.PCG64(20250101))
    return {each.id: getattr(generator, each.drawn.shape)(*each.drawn.numbers, draws) for each in model.parameters}


def ageing(model: CohortModel) -> CohortModel:
    """The model with a mortality that rises by a factor e^0.07 each cycle: the matrix is another in every cycle."""
    older = {"p_HD": "1-exp(-r_HD*grows)", "p_S1D": "1-exp(-(r_HD*hr_S1)*grows)", "p_S2D": "1-exp(-(r_HD*hr_S2)*grows)"}
    kept = [each.model_copy(update={"formula": older.get(each.id, each.formula)}) for each in model.definitions]
    grows = model.definitions[0].model_copy(update={"id": "grows", "formula": "exp(0.07*(cycle-1))"})
    return model.model_copy(update={"definitions": (grows, *kept)})
