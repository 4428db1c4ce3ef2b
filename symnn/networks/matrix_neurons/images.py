"""Which matrices are f(A) of some real matrix A, and which are only limits of such.

Theorems about the target B, whatever A is:

* e^A is nonsingular, and B = e^A for a real A if and only if B is nonsingular and has an even
  number of Jordan blocks of each size for each negative eigenvalue (Culver).
* B = σ(A) means B⁻¹ - I = e^(-A), B = tanh A means (I + B)(I - B)⁻¹ = e^(2A), and B = softplus(A)
  means e^B - I = e^A with |Im β| < π for each eigenvalue β of B: Culver's theorem again, with the
  ends of the range of the function for 0, and what lies outside for the negative numbers.
* relu(A), |A| and the principal √A have eigenvalues β with Re β > 0, or semisimple 0.
* A power A^(2k) is a square: for each negative eigenvalue it has an even number of Jordan blocks
  of each size; and where A^k has the eigenvalue 0, its blocks there obey a rule on their sizes
  (Psarrakos). A^(-k) is nonsingular. sign(A)² = I.

And B is a limit of f(A) if (1 - ε)B + εcI is f of a real matrix for every small ε > 0, with a
number c inside the range of f: an eigenvalue at the end of the range moves inside. A real
eigenvalue outside the range does no harm if its multiplicity is even: in a real Schur form it
stands in 2×2 blocks [[β, c], [0, β]], and [[β, c + δ], [-δ², β]] (or [[β, δ], [-δ, β]] for c = 0)
has conjugate eigenvalues.

References:
    W. Culver, On the existence and uniqueness of the real logarithm of a matrix, 1966.
    N. Higham, Functions of Matrices (2008), theorems 1.23, 1.29 and 7.3, chapters 5 and 6.
    P. Psarrakos, On the mth roots of a complex matrix, 2002.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, final

from flint import arb, fmpq

from symnn.exact.ball import precision
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.exact.univariate import Poly, polynomial
from symnn.functions.function import ScalarFunction
from symnn.functions.matrix_functions.jets import exponent_of, kind_of
from symnn.functions.matrix_functions.spectrum import Eigenvalues, spectrum


@final
class Range(NamedTuple):
    """The open range of an increasing function on the reals; None for no end there.

    Attributes:
        low, high: its ends, which are limits and no values.
        inside: a number between them, to which targets are moved.
    """

    low: fmpq | None
    high: fmpq | None
    inside: fmpq


#: Increasing bijections of the reals onto an open interval, with an inverse by logarithms.
RANGES: Final[Mapping[str, Range]] = {
    "exp": Range(fmpq(0), None, fmpq(1)),
    "softplus": Range(fmpq(0), None, fmpq(1)),
    "sigmoid": Range(fmpq(0), fmpq(1), fmpq(1, 2)),
    "logistic": Range(fmpq(0), fmpq(1), fmpq(1, 2)),
    "tanh": Range(fmpq(-1), fmpq(1), fmpq(0)),
}
#: Functions whose values are the matrices with spectrum in the right half-plane, or semisimple 0.
HALF_PLANE: Final = ("relu", "abs", "sqrt")


@final
class Place(NamedTuple):
    """One eigenvalue β of a target: the factor it is a root of, and which root."""

    part: Eigenvalues
    k: int

    @property
    def name(self) -> str:
        """β as a person would name it."""
        return self.part.name(self.k)

    def real(self) -> Number | None:
        """β, if it is real."""
        found = self.part.exactly(self.k) if self.part.is_real()[self.k] else None
        return None if found is None else found[0]

    def side(self) -> int:
        """The sign of Re β."""
        return self.part.real_part(self.part.field.root)[self.k]


def places(target: Matrix) -> Iterator[Place]:
    """The eigenvalues of a matrix."""
    for part in spectrum(target).parts:
        for k in range(part.field.degree):
            yield Place(part, k)


def missed(function: ScalarFunction, target: Matrix) -> str:
    """Why no real matrix A has f(A) = B, or nothing.

    Exactness: what is said is a theorem about B. Nothing said is no proof that A exists.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> missed(exp, Matrix([[1, 0], [0, -1]]))
        'det e^A = e^(tr A) is positive, and the determinant of the target is negative'
        >>> missed(exp, Matrix([[1, 0], [0, 2]]))
        ''
    """
    kind, name = kind_of(function.body), function.name
    if kind == "exp":
        return _no_real_logarithm(target)
    if kind in RANGES:
        return _outside(name, kind, target)
    if kind in HALF_PLANE:
        return _left_half_plane(name, target)
    if kind == "sign" and target @ target != Matrix.identity(target.shape[0]):
        return "sign(A)² = I for every A, and the square of the target is not I"
    exponent = exponent_of(function.body)
    return "" if exponent is None or exponent.q != 1 else _no_power(int(exponent.p), target)


def _no_real_logarithm(target: Matrix) -> str:
    """Culver's theorem."""
    determinant = target.determinant()
    if determinant.is_zero():
        return "e^A is never singular, and the target is"
    if determinant.sign() < 0:
        return "det e^A = e^(tr A) is positive, and the determinant of the target is negative"
    for place in places(target):
        beta = place.real()
        odd = odd_blocks(target, place.part) if beta is not None and beta.sign() < 0 else 0
        if odd:
            return (
                f"the target has no real logarithm: its negative eigenvalue {place.name} "
                f"has an odd number of Jordan blocks of size {odd} (Culver)"
            )
    return ""


def _outside(name: str, kind: str, target: Matrix) -> str:
    """An eigenvalue at an end of the range, or beyond it with an odd number of blocks."""
    ends = RANGES[kind]
    for place in places(target):
        beta = place.real()
        if beta is None:
            if kind == "softplus" and _imaginary_part(place) >= 0:
                return (
                    f"the eigenvalues of {name}(A) have imaginary parts between -π and π, and the "
                    f"target has {place.name}"
                )
            continue
        side = _side(beta, ends)
        if side == 0:
            return f"{name}(A) never has the eigenvalue {place.name}, and the target has"
        odd = odd_blocks(target, place.part) if side < 0 else 0
        if odd:
            return (
                f"the eigenvalue {place.name} of the target lies outside the range of {name} and "
                f"has an odd number of Jordan blocks of size {odd}, which no real A gives (Culver)"
            )
    return ""


def _side(beta: Number, ends: Range) -> int:
    """1 inside a range, 0 at an end of it, -1 outside."""
    low = 1 if ends.low is None else (beta - ends.low).sign()
    high = 1 if ends.high is None else (-beta + ends.high).sign()
    return min(low, high)


def _imaginary_part(place: Place) -> int:
    """The sign of |Im β| - π; it is never 0, as π is transcendental."""
    bits = 64
    while True:
        with precision(bits):
            gap = abs(place.part.balls(bits)[place.k].imag) - arb.pi()
        if gap > 0 or gap < 0:
            return 1 if gap > 0 else -1
        bits *= 2


def _left_half_plane(name: str, target: Matrix) -> str:
    for place in places(target):
        side = place.side()
        if side < 0:
            return (
                f"{name} of a matrix has no eigenvalue with a negative real part, and the target "
                f"has {place.name}"
            )
        zero = not place.part.field.root
        if side == 0 and not zero:
            return (
                f"the eigenvalues of {name} of a matrix that are not 0 have positive real parts, "
                f"and the target has {place.name}"
            )
        if zero and not place.part.semisimple:
            return (
                f"the eigenvalue 0 of {name} of a matrix has Jordan blocks of size 1 only, and the "
                f"target has one of size {place.part.multiplicity}"
            )
    return ""


def _no_power(n: int, target: Matrix) -> str:
    determinant = target.determinant()
    if n < 0 and determinant.is_zero():
        return f"A^{n} is never singular, and the target is"
    if n > 1 and determinant.is_zero() and not _has_root_at_zero(n, target):
        return f"the target is no A^{n}: its Jordan blocks at 0 have other sizes (Psarrakos)"
    if n % 2 or not n:
        return ""
    if determinant.sign() < 0:
        return f"det A^{n} = (det A)^{n} is not negative, and the determinant of the target is"
    for place in places(target):
        beta = place.real()
        odd = odd_blocks(target, place.part) if beta is not None and beta.sign() < 0 else 0
        if odd:
            return (
                f"the target is no square of a real matrix: its negative eigenvalue {place.name} "
                f"has an odd number of Jordan blocks of size {odd}"
            )
    return ""


def _has_root_at_zero(n: int, target: Matrix) -> bool:
    """Of the steps dim ker B^i - dim ker B^(i-1) at most one lies between nν and nν + n, inside."""
    size, power, before = target.shape[0], Matrix.identity(target.shape[0]), 0
    seen: set[int] = set()
    for _ in range(size):
        power = power @ target
        nullity = size - power.rank()
        step, before = nullity - before, nullity
        if step % n:
            if step // n in seen:
                return False
            seen.add(step // n)
    return True


def odd_blocks(matrix: Matrix, part: Eigenvalues) -> int:
    """A size of which there is an odd number of Jordan blocks for each root; 0 if there is none.

    The ranks of p(A)^j tell the number of blocks of each size, the same for all roots of p.
    """
    step = _evaluated(part.field.factor, matrix)
    nullities, power = [0], Matrix.identity(matrix.shape[0])
    for _ in range(part.multiplicity + 1):
        power = power @ step
        nullities.append((matrix.shape[0] - power.rank()) // part.field.degree)
    for size in range(1, part.multiplicity + 1):
        blocks = 2 * nullities[size] - nullities[size - 1] - nullities[size + 1]
        if blocks % 2:
            return size
    return 0


def algebraic_multiplicity(matrix: Matrix, part: Eigenvalues) -> int:
    """How often each of these eigenvalues is a root of the characteristic polynomial."""
    power = _evaluated(part.field.factor, matrix) ** part.multiplicity
    return (matrix.shape[0] - power.rank()) // part.field.degree


def _evaluated(p: Poly, matrix: Matrix) -> Matrix:
    total = Matrix.zeros(*matrix.shape)
    one = Matrix.identity(matrix.shape[0])
    for c in reversed(polynomial(p)):
        total = total @ matrix + one * c
    return total


# --- limits -----------------------------------------------------------------------------


@final
class Approach(NamedTuple):
    """A way to B as a limit of f(A_ε), ε -> 0.

    Attributes:
        proof: in a sentence.
        primary: whether A_ε is a polynomial in B.
    """

    proof: str
    primary: bool


def approached(function: ScalarFunction, target: Matrix) -> Approach | None:
    """Why the target is a limit of values f(A) of real matrices, if that is shown.

    Exactness: what is said is proved; None is no proof of the contrary.

    Examples:
        >>> from symnn.functions.smooth import exp
        >>> approached(exp, Matrix([[1, 0], [0, 0]])).primary
        True
        >>> approached(exp, Matrix([[1, 0], [0, -1]])) is None
        True
    """
    kind, name = kind_of(function.body), function.name
    exponent = exponent_of(function.body)
    if exponent is not None and exponent.q == 1 and exponent not in (0, 1):
        return _into_powers(int(exponent.p), target)
    if kind in HALF_PLANE:
        if any(place.side() < 0 for place in places(target)):
            return None
        shown = "(1 - ε)B + εI has its spectrum in the right half-plane for every small ε > 0"
        return Approach(f"{shown}, and is {name} of a polynomial in B", True)
    return _into_the_range(name, kind, target) if kind in RANGES else None


def _into_powers(n: int, target: Matrix) -> Approach | None:
    """B + εI is nonsingular, and has roots."""
    outside = [] if n % 2 else [p for p in places(target) if _is_negative(p)]
    if any(algebraic_multiplicity(target, p.part) % 2 for p in outside):
        return None
    paired = _PAIRED if outside else ""
    proof = f"B + εI is nonsingular and A^{n} of a real A for every small ε > 0{paired}"
    return Approach(proof, not outside)


def _is_negative(place: Place) -> bool:
    beta = place.real()
    return beta is not None and beta.sign() < 0


def _into_the_range(name: str, kind: str, target: Matrix) -> Approach | None:
    ends, outside = RANGES[kind], list[Place]()
    for place in places(target):
        beta = place.real()
        if beta is None:
            if kind == "softplus" and _imaginary_part(place) > 0:
                return None
        elif _side(beta, ends) < 0:
            outside.append(place)
    if any(algebraic_multiplicity(target, p.part) % 2 for p in outside):
        return None
    c, paired = ends.inside, _PAIRED if outside else ""
    moved = "(1 - ε)B" if c == 0 else f"(1 - ε)B + ε{'' if c == 1 else f'({c})'}I"
    proof = f"{moved} is {name}(A) for a real A, for every small ε > 0{paired}"
    return Approach(proof, not outside)


#: What is added where eigenvalues lie outside the range of f, with even multiplicities.
_PAIRED: Final = (
    ", after a change as small as one likes that turns its real eigenvalues outside the range, of "
    "even multiplicity, into conjugate pairs"
)
