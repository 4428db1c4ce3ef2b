"""The spectral decomposition of a matrix and its laws."""

from __future__ import annotations

from itertools import combinations

import pytest
from flint import acb_mat, arb
from hypothesis import given

from symnn import Matrix, covariants, exp, frechet, matrix_function
from symnn.errors import ShapeError, UnsupportedError
from symnn.exact.ball import precision
from symnn.functions.matrix_functions.combination import balls
from symnn.functions.matrix_functions.spectrum import spectrum
from tests.functions.matrix_functions.matrices import ROOT2, direct_sum, jordan, matrices

QUINTIC = [[0, 0, 0, 0, 1], [1, 0, 0, 0, 1], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]]


@given(matrices)
def test_the_laws_of_projectors_hold_exactly(a: Matrix) -> None:
    """Factors of degree up to 3 of rational matrices; others by balls below."""
    if a.field.degree > 1 or any(part.field.degree > 2 for part in spectrum(a).parts):
        return
    size = a.shape[0]
    parts = covariants(a)
    projectors = [part.covariant() for part in parts]
    total = Matrix.zeros(size, size)
    for part, z in zip(parts, projectors, strict=True):
        assert z @ z == z
        assert z @ a == a @ z
        n = part.nilpotent()
        assert not (n**part.size)
        assert part.size == 1 or n ** (part.size - 1)
        if part.is_real:
            assert n == (a - Matrix.identity(size) * part.eigenvalue()[0]) @ z
        total = total + z
    assert total == Matrix.identity(size)
    assert not any(y @ z for y, z in combinations(projectors, 2))


@given(matrices)
def test_the_matrix_is_the_sum_of_its_parts(a: Matrix) -> None:
    """A = sum of λ Z_λ + N_λ, in balls, conjugate pairs by twice the real part."""
    bits = 100
    total, one = acb_mat(*a.shape), acb_mat(*a.shape)
    for part in covariants(a):
        z, n = part.enclosure(bits), part.nilpotent_enclosure(bits)
        with precision(bits):
            here = z * part.part.balls(bits)[part.index] + n
            total += here if part.is_real else here + here.conjugate()
            one += z if part.is_real else z + z.conjugate()
    expected = acb_mat(balls(a, bits))
    assert total.overlaps(expected)
    assert one.overlaps(acb_mat(balls(Matrix.identity(a.shape[0]), bits)))
    with precision(bits):
        assert all(abs(e).upper() < arb("1e-15") for e in (total - expected).entries())


def test_named_and_irrational_eigenvalues() -> None:
    parts = covariants(QUINTIC)
    assert [part.is_real for part in parts].count(True) == 1
    real = next(part for part in parts if part.is_real)
    assert real.covariant().trace() == 1
    pair = next(part for part in parts if not part.is_real)
    with pytest.raises(UnsupportedError, match="no short closed form"):
        pair.covariant()
    [one] = covariants(jordan(2, ROOT2))
    assert one.eigenvalue() == (ROOT2, None)
    assert one.nilpotent() == jordan(2, 0)
    assert "Jordan blocks up to size 2" in repr(one)
    with pytest.raises(ShapeError):
        covariants([[1, 2]])


def test_a_value_keeps_the_covariants_of_its_matrix() -> None:
    a = direct_sum(jordan(2, 3), jordan(1, 5))
    for value in (matrix_function(exp, a), frechet(exp, a, a)):
        parts = value.covariants()
        assert sorted(part.eigenvalue()[0] for part in parts) == [3, 5]
        assert [part.nilpotent() for part in parts if part.size == 2] == [
            direct_sum(jordan(2, 0), jordan(1, 0))
        ]
