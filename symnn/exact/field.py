"""Q and the real number fields Q(alpha), each with its embedding into the reals.

Representation. A field is a monic irreducible polynomial and the index of one of its real
roots, alpha, counted from the left; an element is a polynomial in alpha of smaller degree.
A nonzero polynomial is therefore a nonzero number, and its sign is found by enclosing alpha
more and more closely.

A field also remembers the radicals it was built from (its tower), so that its elements can
be written as a person would write them. The tower never takes part in a decision.

Cost. The compositum of fields of degrees m and n is one characteristic polynomial and one
linear system of size mn over Q, and one factorisation in Q[x]. Degrees are capped.

References:
    H. Cohen, A Course in Computational Algebraic Number Theory, sections 4.2 and 4.5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, final

from flint import arb, arb_poly, fmpq, fmpq_mat, fmpq_poly

from symnn.errors import TooLargeError
from symnn.exact.ball import precision, real_roots
from symnn.exact.expression import Expr

MAX_DEGREE: Final = 64
#: Largest degree of the product ring Q[x]/(p) (x) Q[y]/(q) that a compositum may pass through.
MAX_PRODUCT: Final = 256
#: From this degree on it is quicker to ask first whether one field holds the other.
LARGE: Final = 48

X: Final = fmpq_poly([0, 1])


class Generator(NamedTuple):
    """A member of the tower: the value g, in the field, and how a person would name it.

    Either g is the real n-th root of a radicand of the field (`radical` = n), or it has a
    name of its own (`name`, a named root or a cosine). `degree` is that of g over the
    members before it.
    """

    value: tuple[fmpq, ...]
    radical: int
    radicand: tuple[fmpq, ...]
    name: Expr | None
    degree: int

    def image(self, image: fmpq_poly, field: Field) -> Generator:
        """The same generator in a larger field."""
        value = embed(fmpq_poly(list(self.value)), image, field)
        radicand = embed(fmpq_poly(list(self.radicand)), image, field)
        return self._replace(value=tuple(value.coeffs()), radicand=tuple(radicand.coeffs()))


@final
class Field:
    """A real number field Q(alpha); `QQ` is the field with alpha = 0.

    Two fields with the same polynomial, root and tower are one object.
    """

    __slots__ = ("_balls", "_traces", "ball", "degree", "index", "polynomial", "tower")

    polynomial: fmpq_poly
    index: int
    tower: tuple[Generator, ...]
    degree: int
    ball: arb

    def __init__(self, polynomial: fmpq_poly, index: int, tower: tuple[Generator, ...]) -> None:
        self.polynomial = polynomial
        self.index = index
        self.tower = tower
        self.degree = polynomial.degree()
        self._balls: dict[int, arb] = {}
        self._traces: list[fmpq] = []
        self.ball = self.enclosure(128)

    def enclosure(self, bits: int) -> arb:
        """A ball around alpha, to about this many bits."""
        if bits not in self._balls:
            roots = real_roots(self.polynomial.numer(), bits)
            self._balls[bits] = roots[self.index]
        return self._balls[bits]

    def ball_of(self, poly: fmpq_poly) -> arb:
        """A quick enclosure of a polynomial in alpha."""
        return arb_poly(poly)(self.ball)

    def mean_of_conjugates(self, poly: fmpq_poly) -> fmpq:
        """Tr(p(alpha)) / degree, for deg p <= 2 degree - 2: the same in every larger field.

        Newton's identities give the power sums of the conjugates of alpha.
        """
        if not self._traces:
            d, c = self.degree, self.polynomial.coeffs()[::-1]
            sums = [fmpq(d)]
            for k in range(1, 2 * d - 1):
                before = sum((c[i] * sums[k - i] for i in range(1, min(k - 1, d) + 1)), fmpq(0))
                sums.append(-before - (k * c[k] if k <= d else 0))
            self._traces = [s / d for s in sums]
        pairs = zip(poly.coeffs(), self._traces, strict=False)
        return sum((c * t for c, t in pairs), fmpq(0))

    def coefficients(self) -> tuple[fmpq, ...]:
        """Of the monic minimal polynomial, from the constant term up."""
        return tuple(self.polynomial.coeffs())

    def __repr__(self) -> str:
        return "Q" if self.degree == 1 else f"Q(root {self.index} of {self.polynomial})"


def check_degree(degree: int) -> None:
    """Refuse a field beyond the cap."""
    if degree > MAX_DEGREE:
        raise TooLargeError(
            f"this number needs a field of degree {degree} over the rationals; the cap is "
            f"{MAX_DEGREE}. Fewer independent roots in one expression keep the degree small"
        )


@lru_cache(maxsize=4096)
def _field(coefficients: tuple[fmpq, ...], index: int, tower: tuple[Generator, ...]) -> Field:
    return Field(fmpq_poly(list(coefficients)), index, tower)


def make_field(polynomial: fmpq_poly, index: int, tower: tuple[Generator, ...]) -> Field:
    """The field of one real root of a monic irreducible polynomial."""
    check_degree(polynomial.degree())
    return _field(tuple(polynomial.coeffs()), index, tower)


QQ: Final = make_field(fmpq_poly([0, 1]), 0, ())


def evaluate(poly: fmpq_poly, ball: arb) -> arb:
    """The image of a ball under a rational polynomial, at the working precision."""
    return arb_poly(poly)(ball)


def sign_of(poly: fmpq_poly, field: Field) -> int:
    """Sign of a polynomial in alpha, reduced modulo the minimal polynomial.

    Exactness: decides. A nonzero reduced polynomial does not vanish at alpha, so the
    precision need only grow.
    """
    if not poly:
        return 0
    if poly.degree() == 0:
        return 1 if poly[0] > 0 else -1
    value = evaluate(poly, field.ball)
    bits = 256
    while True:
        if value > 0:
            return 1
        if value < 0:
            return -1
        with precision(bits):
            value = evaluate(poly, field.enclosure(bits))
        bits *= 2


def enclose_in(poly: fmpq_poly, field: Field, bits: int) -> arb:
    """A ball around a polynomial in alpha with a relative accuracy of about `bits`."""
    working = bits + 16
    while True:
        with precision(working):
            value = evaluate(poly, field.enclosure(working))
        if value.rel_accuracy_bits() >= bits or value.is_zero():
            return value
        working *= 2


def root_index(polynomial: fmpq_poly, ball: arb) -> int:
    """Which real root of the polynomial the ball encloses; -1 if the ball is too wide."""
    bits = max(64, ball.rel_accuracy_bits() + 32)
    touching = [
        i for i, root in enumerate(real_roots(polynomial.numer(), bits)) if root.overlaps(ball)
    ]
    return touching[0] if len(touching) == 1 else -1


class Join(NamedTuple):
    """A field that holds two others, with the images of their generators."""

    field: Field
    left: fmpq_poly
    right: fmpq_poly


def embed(poly: fmpq_poly, image: fmpq_poly, field: Field) -> fmpq_poly:
    """Rewrite a polynomial in one generator as a polynomial in another."""
    if poly.degree() < 1:
        return poly
    if image == X:
        return poly
    result = fmpq_poly([0])
    for coefficient in reversed(poly.coeffs()):
        result = (result * image + coefficient) % field.polynomial
    return result


def _companion(polynomial: fmpq_poly) -> list[list[fmpq]]:
    """Multiplication by alpha on the basis 1, alpha, ..., as columns."""
    n = polynomial.degree()
    rows = [[fmpq(0)] * n for _ in range(n)]
    for i in range(n - 1):
        rows[i + 1][i] = fmpq(1)
    for i in range(n):
        rows[i][n - 1] = -polynomial[i] / polynomial[n]
    return rows


def _kronecker_sum(left: fmpq_poly, right: fmpq_poly, k: int) -> fmpq_mat:
    """Multiplication by alpha + k beta on the product ring, basis alpha^i beta^j."""
    a, b = _companion(left), _companion(right)
    m, n = len(a), len(b)
    rows = [[fmpq(0)] * (m * n) for _ in range(m * n)]
    for i in range(m):
        for j in range(m):
            for s in range(n):
                rows[i * n + s][j * n + s] += a[i][j]
    for i in range(m):
        for s in range(n):
            for t in range(n):
                rows[i * n + s][i * n + t] += k * b[s][t]
    return fmpq_mat(rows)


def _unit(size: int, position: int) -> fmpq_mat:
    return fmpq_mat(size, 1, [1 if i == position else 0 for i in range(size)])


def in_powers(step: fmpq_mat, start: fmpq_mat, target: fmpq_mat) -> fmpq_poly:
    """Coefficients c with target = sum c_i step^i start."""
    size = step.nrows()
    columns, vector = [], start
    for _ in range(size):
        columns.append(vector.entries())
        vector = step * vector
    powers = fmpq_mat(columns).transpose()
    return fmpq_poly(powers.solve(target).entries())


def vanishing_factor(
    polynomial: fmpq_poly, enclosure: Callable[[int], arb]
) -> tuple[fmpq_poly, int]:
    """The monic irreducible factor that vanishes at a real number, and which root it is.

    Args:
        polynomial: any rational polynomial that vanishes at the number.
        enclosure: a function from a precision to a ball around the number.
    """
    factors = [f for f, _ in polynomial.factor()[1]]
    bits = 128
    while True:
        number = enclosure(bits)
        with precision(bits):
            live = [f for f in factors if evaluate(f, number).contains(0)]
        if len(live) == 1:
            monic = live[0] / live[0].leading_coefficient()
            index = root_index(monic, number)
            if index >= 0:
                return monic, index
        bits *= 2


@lru_cache(maxsize=4096)
def join(left: Field, right: Field) -> Join:
    """The smallest field that holds both; one of the two themselves if it holds the other.

    Method: theta = alpha + k beta generates the product ring Q[x]/(p) (x) Q[y]/(q) as soon as
    its characteristic polynomial there is squarefree; the factor that vanishes at the real
    theta defines the compositum, and alpha in terms of theta is a linear system.
    """
    if left is right or right.degree == 1:
        return Join(left, X, fmpq_poly([0]) if right.degree == 1 and left is not right else X)
    if left.degree == 1:
        return Join(right, fmpq_poly([0]), X)
    size = left.degree * right.degree
    if size > MAX_PRODUCT:
        check_degree(size)
    if size >= LARGE:
        found = nested(left, right)
        if found is not None:
            return found
    k = 1
    while True:
        step = _kronecker_sum(left.polynomial, right.polynomial, k)
        total = step.charpoly()
        if total.gcd(total.derivative()).degree() == 0:
            break
        k = -k if k > 0 else 1 - k
    factor, index = vanishing_factor(total, _enclose_sum(left, right, k))
    check_degree(factor.degree())
    alpha = in_powers(step, _unit(size, 0), _unit(size, right.degree)) % factor
    beta = (X - alpha) / k if factor.degree() > 1 else fmpq_poly([0])
    return _named(left, right, factor, index, alpha, beta)


def nested(left: Field, right: Field) -> Join | None:
    """The join of two fields of which one is seen to hold the other; None says nothing."""
    from symnn.exact.subfields import image_in

    if left.degree >= right.degree:
        image = image_in(right, left)
        return None if image is None else Join(left, X, image)
    image = image_in(left, right)
    return None if image is None else Join(right, image, X)


def _enclose_sum(left: Field, right: Field, k: int) -> Callable[[int], arb]:
    """Encloses alpha + k beta to any precision."""

    def ball(bits: int) -> arb:
        with precision(bits):
            return left.enclosure(bits) + k * right.enclosure(bits)

    return ball


def _invert(image: fmpq_poly, polynomial: fmpq_poly) -> fmpq_poly:
    """theta as a polynomial in an element that generates the same field."""
    n = polynomial.degree()
    columns, vector = [], fmpq_poly([1])
    for _ in range(n):
        columns.append([vector[i] for i in range(n)])
        vector = (vector * image) % polynomial
    powers = fmpq_mat(columns).transpose()
    return fmpq_poly(powers.solve(_unit(n, 1)).entries())


def _named(
    left: Field, right: Field, factor: fmpq_poly, index: int, alpha: fmpq_poly, beta: fmpq_poly
) -> Join:
    """Prefer a field we already have; else give the new one the towers of both."""
    if factor.degree() == left.degree:
        theta = _invert(alpha, factor)
        return Join(left, X, embed(beta, theta, left))
    if factor.degree() == right.degree:
        theta = _invert(beta, factor)
        return Join(right, embed(alpha, theta, right), X)
    bare = make_field(factor, index, ())
    tower = merge_towers(bare, ((left, alpha), (right, beta)))
    return Join(make_field(factor, index, tower), alpha, beta)


def merge_towers(field: Field, parts: Sequence[tuple[Field, fmpq_poly]]) -> tuple[Generator, ...]:
    """The generators of several subfields, each with its degree over those before it."""
    return build_tower(
        field, [member.image(image, field) for part, image in parts for member in part.tower]
    )


def build_tower(field: Field, candidates: Sequence[Generator]) -> tuple[Generator, ...]:
    """Keep the candidates that enlarge the field generated so far."""
    n, basis = field.degree, [fmpq_poly([1])]
    tower: list[Generator] = []
    for candidate in candidates:
        value = fmpq_poly(list(candidate.value))
        degree, grown, power = 1, list(basis), value
        while _rank([*grown, power], n) == len(grown) + 1:
            grown += [(b * power) % field.polynomial for b in basis]
            power = (power * value) % field.polynomial
            degree += 1
        if degree > 1:
            tower.append(candidate._replace(degree=degree))
            basis = grown
    return tuple(tower)


def _rank(vectors: Sequence[fmpq_poly], n: int) -> int:
    return fmpq_mat([[v[i] for i in range(n)] for v in vectors]).rank()
