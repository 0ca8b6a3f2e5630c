"""Sums and powers whose digits do not depend on the computer."""

from math import fsum
import os
import subprocess
import sys

import numpy as np
import pytest

from sroi import steady
from tests.golden.examples import EXAMPLES

DIGITS = """
import sys
from chain.document import read_chain
from sroi.breakdown import by_goal, by_outcome, by_stakeholder
from sroi.explain import explain_total
from sroi.perspective import LEVELS, ONE_ACTOR, OTHERS
from sroi.ratio import calculate
from sroi.settings import PRESETS
from sroi.span import price_span
for file in sys.argv[1:]:
    chain, _ = read_chain(open(file, "rb").read())
    for settings in PRESETS.values():
        result = calculate(chain, settings)
        print(repr((result.public, result.society, result.actors, result.effects)))
        span = price_span(chain, settings)
        for whose in ("public", "society", *LEVELS, OTHERS, *(ONE_ACTOR + actor.id for actor in chain.actors)):
            print(repr((result.total(whose), span.of(whose), explain_total(chain, settings, whose, "ratio"))))
            print(repr([read(chain, result, whose) for read in (by_goal, by_outcome, by_stakeholder)]))
"""
OTHER_PROCESSORS = {"OPENBLAS_CORETYPE": "Prescott", "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX2 FMA3 AVX512F"}
"""An old processor's matrix kernels and no wide registers; a computer that never had them leaves it as it is."""


def test_an_old_and_a_new_processor_give_every_figure_to_the_same_digit():
    files = [str(path) for path in sorted(EXAMPLES.glob("*.json"))]
    assert files
    command = [sys.executable, "-W", "ignore", "-c", DIGITS, *files]
    runs = [
        subprocess.run(command, env=os.environ | more, capture_output=True, check=True, timeout=120).stdout
        for more in ({}, OTHER_PROCESSORS)
    ]
    assert len(runs[0]) > 10_000
    assert runs[0] == runs[1]


@pytest.mark.parametrize("width", [1, 3, steady.AT_ONCE])
def test_few_and_many_columns_are_added_in_the_same_order(width, monkeypatch):
    rng = np.random.default_rng(1)
    weights, series = rng.integers(-1, 2, (3, 7)).astype(float), rng.lognormal(8, 4, (7, width))
    found = steady.weighed(weights, series)
    monkeypatch.setattr(steady, "AT_ONCE", 0)
    assert np.array_equal(found, steady.weighed(weights, series))
    exact = [[fsum(weights[row] * series[:, column]) for column in range(3 % width + 1)] for row in range(3)]
    assert found[:, : 3 % width + 1] == pytest.approx(np.array(exact))


def test_nothing_to_add_is_nought_and_nought_has_no_sign():
    assert np.array_equal(steady.weighed(np.zeros((2, 0)), np.zeros((0, 3))), np.zeros((2, 3)))
    assert str(steady.weighed(np.array([-0.0]), np.array([[1.0]]))[0]) == "0.0"


@pytest.mark.parametrize("base", [0.0, 0.25, 1.0, 1.035])
def test_whole_powers(base):
    exponents = np.arange(0, 101)
    assert steady.power(base, exponents) == pytest.approx([base ** int(each) for each in exponents], rel=1e-14)
    if base:
        assert steady.power(base, -exponents) == pytest.approx([base ** -int(each) for each in exponents], rel=1e-14)
