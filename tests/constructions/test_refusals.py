"""What cannot be built is refused: the value, the rule, the way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

import symnn as sn
from symnn import constructions as built
from symnn.claims.language import as_claim


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: built.identity(0), "n = 0 is no integer from 1 to 1000"),
        (lambda: built.maximum(True), "n = True is no integer"),
        (lambda: built.clip(1, 1), r"low, high\[0\] = 1 is not less than low, high\[1\] = 1"),
        (lambda: built.clip(0, sp.Symbol("a")), "holds the symbol a"),
        (lambda: built.hat(0, 2, 1), "must increase"),
        (lambda: built.lattice([[1]], [1], [()]), r"groups\[0\] = \[\]: a group holds"),
        (lambda: built.lattice([[1]], [1], [(1,)]), "numbers from 0 to 0"),
        (lambda: built.lattice([[1]], [1], []), "a maximum of no groups"),
        (lambda: built.lattice([[1]], [1, 2], [(0,)]), "1 slopes need as many shifts"),
        (lambda: built.truth_table([]), "a truth table of 0 rows"),
        (lambda: built.hopfield(5), "patterns = 5 is no list"),
        (lambda: built.hopfield([]), "patterns is empty"),
        (lambda: built.piecewise_linear(0, [5]), "kinks = 0 is no list"),
        (lambda: built.half_space([0, 0], 1, 1), "all weights are 0"),
        (lambda: built.half_space([1], 1, -1), "the neuron would turn around"),
        (lambda: built.half_space([], 1, 1), "at least one weight"),
        (lambda: built.ramp(0, 0), "is continuous and has no jump"),
        (lambda: built.median(4), "n = 4 is even"),
        (lambda: built.sorting(9), "n = 9 is no integer from 1 to 8"),
        (lambda: built.piecewise_linear([], []), "at least one"),
        (lambda: built.piecewise_linear([0, 1], [0]), "2 kinks need as many values"),
        (lambda: built.interpolation([(0, 1), (0, 1)], [1, 2]), r"\(0, 1\) is given twice"),
        (lambda: built.interpolation([1, 2], [1]), "2 points need as many values"),
        (lambda: built.interpolation([(1, 2), (1,)], [1, 2]), "must be equally long"),
        (lambda: built.interpolation([sp.pi, 1], [1, 2]), "algebraic coordinates"),
        (lambda: built.truth_table([0, 1, 1]), "a truth table of 3 rows"),
        (lambda: built.truth_table([0, 2]), "row 1 of the truth table is 2"),
        (lambda: built.truth_table({(0,): 1}), "no row"),
        (lambda: built.polynomial([0, 0, 1], 0, (0, 1)), "is not positive"),
        (lambda: built.polynomial([0, 0, 1], "1/100000000", (0, 1)), "pieces"),
        (lambda: built.polytope_indicator([[1, 0]], [1, 2]), "1 half-spaces need as many bounds"),
        (built.union_indicator, "no polytopes"),
        (lambda: built.nearest_neighbour([(0, 0)]), "at least two points"),
        (lambda: built.nearest_neighbour([0, "0"]), "given twice"),
        (lambda: built.associative_memory([(0, 0)], [1]), "the stored input 0 is 0"),
        (lambda: built.associative_memory([(1, 1), (2, 2)], [1, 2]), "have one direction"),
        (lambda: built.associative_memory([(1, 0)], [1], 1), "not in 0 <= t < 1"),
        (lambda: built.associative_memory([(1, 0)], [1], scaling="no"), "neither 'unit' nor 'own'"),
        (
            lambda: built.associative_memory([("1/2", 0), (0, 1)], [1, 2], "3/4", "own"),
            "never answers",
        ),
        (lambda: built.associative_memory([(1, 0)], [1, 2]), "1 stored inputs need as many"),
        (lambda: built.hopfield([(1, 0)]), "neither 1 nor -1"),
        (lambda: built.hopfield([(1, -1)], "other"), "neither 'hebb' nor 'projection'"),
        (lambda: built.convolution([1, 2, 3], 2), "larger than the padded input"),
        (lambda: built.convolution([1, 2], (3, 3)), "does not fit size"),
        (lambda: built.mean_pooling(2, 3), "a window of 3 does not fit 2 inputs"),
        (lambda: built.batch_normalisation([0], [0]), "is not positive"),
        (lambda: built.batch_normalisation([0, 1], [1]), "equally long"),
        (lambda: built.copying_head(3, 1, 1, 0), "nothing would be preferred"),
        (lambda: built.copying_head(3, 3), "offset = 3 is no integer from 0 to 2"),
        (lambda: built.lookup_head([(1, 0), (1, 1)], [(1,), (2,)], 1), "have the product 1"),
        (lambda: built.lookup_head([(1, 0)], [(1,), (2,)], 1), "1 keys need as many values"),
        (lambda: built.threshold_circuit(([[1, 1]], [1]), ([[1, 1]], [2])), "layer 3"),
    ],
)
def test_impossible_parameters_are_named(make: Callable[[], Any], said: str) -> None:
    with pytest.raises(sn.SymnnError, match=said):
        make()


def test_a_float_is_refused_with_its_place() -> None:
    with pytest.raises(sn.InexactError) as caught:
        built.clip(0.1, 1)
    assert any("low, high[0]" in note for note in caught.value.__notes__)


def test_a_false_theorem_is_not_proved() -> None:
    """The clause is named, with what is known instead."""
    x = sp.Symbol("x", real=True)
    false = built.Clause("x is 0", as_claim(sn.Eq(x, 0)))
    with pytest.raises(sn.EvidenceError, match="wrong: x is 0: REFUTED"):
        built.Construction("wrong", sn.Network(sn.identity), (false,), "").prove()
