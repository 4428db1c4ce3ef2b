"""The spectral projectors of a small matrix step by step: A = sum of (λ P + N)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import prod
from typing import Any, Final, NamedTuple, final

from symnn.derivations.derivation import Derivation
from symnn.derivations.draft import Draft, Form
from symnn.derivations.formulas.arithmetic import scaled
from symnn.derivations.formulas.from_expressions import value_formula
from symnn.derivations.formulas.nodes import Fraction, Name, Negative, Node, Stated, times, total
from symnn.derivations.linear_algebra.writing import (
    ONE,
    ZERO,
    A,
    grid,
    identity,
    in_powers,
    numbered,
    pair,
    polynomial,
    power_of,
    shifted,
    square,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import UnsupportedError
from symnn.exact.matrix import Matrix
from symnn.exact.number import Number
from symnn.functions.matrix_functions.covariants import SpectralPart, spectral_parts
from symnn.functions.matrix_functions.spectrum import spectrum

J: Final = Name("J")
_I: Final = Stated("i", "i", ())
#: Products of more matrices, or of larger ones, are not written with all numbers in them.
_WIDEST: Final = 3


@final
class Component(NamedTuple):
    """A real eigenvalue with its names on the page, or a conjugate pair, which has no λ.

    Attributes:
        part: the eigenvalue with its projector.
        eigenvalue: λ; None for a pair.
        projector: P, onto the generalised eigenspace; I where there is no other eigenvalue.
        nilpotent: N of Jordan blocks of a real eigenvalue.
        rotation: J of a pair a ± bi without Jordan blocks: AP = aP + bJ, J² = -P.
    """

    part: SpectralPart
    eigenvalue: Name | None
    projector: Node
    nilpotent: Name | None
    rotation: Name | None

    @property
    def value(self) -> Number:
        """The real eigenvalue, or the real part of the pair."""
        return self.part.eigenvalue()[0]


def derive_projectors(
    matrix: Any, *, depth: Depth = "textbook", style: Style | None = None
) -> Derivation:
    """The spectral decomposition of a matrix, every step proved.

    The minimal polynomial, for each eigenvalue the projector P as a polynomial in A, the nilpotent
    part N = (A - λI)P of Jordan blocks, and A = sum of (λP + N). A conjugate pair a ± bi has one
    real projector for both, and without Jordan blocks AP = aP + bJ with J² = -P: the pair acts as
    multiplication by a + bi.

    Args:
        matrix: n×n up to 8, exact.
        depth: "full" also proves that each projector is one, and that they annihilate each other.
        style: brackets, names, decimals.

    Exactness: every printed relation has been proved and replayed.

    Raises:
        ShapeError, TooLargeError: not square, or too large for a page.
        UnsupportedError: eigenvalues without radicals.

    Examples:
        >>> print(derive_projectors([[2, 1], [1, 2]], depth="result"))
        A = (2, 1; 1, 2)
        λ₁ = 3
        λ₂ = 1
        P₁ = (1/2, 1/2; 1/2, 1/2)
        P₂ = (1/2, -1/2; -1/2, 1/2)
        λ₁ P₁ + λ₂ P₂ = A
        >>> print(derive_projectors([[1, -2], [2, 1]], depth="result"))
        A = (1, -2; 2, 1)
        J = 1/2 (A - I) = (0, -1; 1, 0)
        J² = -I
        A = I + 2 J
    """
    check_depth(depth)
    exact = square(matrix)
    draft = Draft("Spectral projectors")
    draft.define(A, Form(grid(exact)), is_result=False)
    found = decomposition(draft, exact)
    _laws(draft, found)
    terms = [term for c in found for term in _terms(c)]
    if found[0].projector != identity():
        draft.prove(total(*terms), Form(A))
    elif terms != [J]:
        draft.prove(A, Form(total(*terms)))
    return draft.finish(depth, style)


def decomposition(draft: Draft, matrix: Matrix, depth: Depth = "result") -> list[Component]:
    """The lines of the eigenvalues, projectors and nilpotent parts, from a depth on."""
    whole = spectrum(matrix)
    parts = list(spectral_parts(whole))
    _refuse(parts)
    parts.sort(key=lambda p: p.eigenvalue()[0], reverse=True)
    parts.sort(key=lambda p: not p.is_real)
    real = [p for p in parts if p.is_real]
    names = {id(p): numbered("lambda", k) for k, p in enumerate(real, 1)}
    found = [
        Component(
            p,
            names.get(id(p)),
            identity() if len(parts) == 1 and _turns(p) else numbered("P", k),
            numbered("N", k) if p.size > 1 and p.is_real else None,
            (numbered("J", k) if len(parts) > 1 else J) if _turns(p) else None,
        )
        for k, p in enumerate(parts, 1)
    ]
    for c in found:
        if c.eigenvalue is not None:
            draft.define(c.eigenvalue, Form(value_formula(c.value)), depth=depth)
    if len(parts) > 1 or parts[0].size > 1 or not parts[0].is_real:
        _in_words(draft, found)
        _minimal(draft, found, matrix.shape[0])
    for c in found:
        _projector(draft, c, found, depth)
        if c.rotation is not None:
            _rotation(draft, c, c.rotation)
    return found


def _turns(part: SpectralPart) -> bool:
    """Whether it is a conjugate pair without Jordan blocks."""
    return not part.is_real and part.size == 1


def _in_words(draft: Draft, found: Sequence[Component]) -> None:
    """That the minimal polynomial vanishes; what it is, where a pair has no name on the page."""
    pairs = [complex_pair(c) for c in found if c.eigenvalue is None]
    if not pairs:
        draft.say("The minimal polynomial vanishes at the matrix:", depth="textbook")
        return
    factors = {
        tuple(c.part.part.field.factor): power_of(polynomial(c.part.part.field.factor), c.part.size)
        for c in found
    }
    roots = [w for p in pairs for w in (" and ", pair(*p))][1:]
    draft.say(
        "The minimal polynomial of ", A, " is ", times(*factors.values()), ", with the roots ",
        *roots, ". It vanishes at the matrix:", depth="textbook",
    )  # fmt: skip


def complex_pair(c: Component) -> tuple[Number, Number]:
    """a and b > 0 of a pair a ± bi."""
    a, b = c.part.eigenvalue()
    return a, abs(b) if b is not None else Number(0)


def _rotation(draft: Draft, c: Component, name: Name) -> None:
    """J = (A - aI)P/b, whose square is -P."""
    a, b = complex_pair(c)
    moved = shifted(value_formula(a))
    if c.projector != identity():
        moved = times(moved, c.projector)
    covariant = c.part.covariant()
    matrix = c.part.powers[1]
    turn = (matrix @ covariant - covariant * a) * (Number(1) / b)
    draft.say(
        "The pair ", pair(a, b), " acts as the complex number does, with ", name,
        " in place of ", _I, ":", depth="textbook",
    )  # fmt: skip
    over = value_formula(Number(1) / b)
    forms = [Form(scaled(over, moved))]
    if forms[0].formula != A:
        forms.append(Form(grid(turn)))
    draft.define(name, *forms, is_result=False)
    draft.prove(power_of(name, 2), Form(Negative(c.projector)))


def _refuse(parts: Sequence[SpectralPart]) -> None:
    for p in parts:
        degree = p.part.field.degree
        if degree > 2:
            raise UnsupportedError(
                f"the eigenvalue {p.part.name(p.index)} is a root of an irreducible polynomial of "
                f"degree {degree}: its projector has no radicals to write. covariants(A) has it "
                "exactly, with balls of any precision"
            )


def _minimal(draft: Draft, found: Sequence[Component], size: int) -> None:
    factors: list[Node] = []
    seen: set[int] = set()
    for c in found:
        if c.eigenvalue is not None:
            factors.append(power_of(shifted(c.eigenvalue), c.part.size))
        elif id(c.part.part) not in seen:
            seen.add(id(c.part.part))
            factors.append(power_of(_at_matrix(c), c.part.size))
    draft.prove(
        times(*factors), Form(grid(Matrix.zeros(size, size))), depth="textbook", is_result=False
    )


def _at_matrix(c: Component) -> Node:
    """The real quadratic factor of a pair at A: (A - aI)² + b²I."""
    a, b = c.part.eigenvalue()
    imaginary = b if b is not None else Number(0)
    return in_powers([value_formula(a * a + imaginary * imaginary), value_formula(a * -2), ONE])


def _projector(draft: Draft, c: Component, found: Sequence[Component], depth: Depth) -> None:
    reason = "the polynomial that is 1 at this eigenvalue and 0 at all others"
    forms = [Form(grid(c.part.covariant()))]
    if c.projector == identity():
        return
    if len(found) == 1:
        forms.insert(0, Form(identity(), "textbook", "there is no other eigenvalue"))
    elif all(o.eigenvalue is not None and o.part.size == 1 for o in found):
        forms.insert(0, Form(_lagrange(c, found), "textbook", reason))
        if c.part.powers[0].shape[0] <= _WIDEST and len(found) <= _WIDEST:
            forms.insert(1, Form(_put_in(c, found), "full", "all put in"))
    else:
        weights = [value_formula(w) for w in c.part.coefficients()]
        forms.insert(0, Form(in_powers(weights), "textbook", reason))
    draft.define(c.projector, *forms, depth=depth, is_result=False)
    if c.nilpotent is not None and c.eigenvalue is not None:
        draft.define(
            c.nilpotent,
            Form(times(shifted(c.eigenvalue), c.projector), "textbook"),
            Form(grid(c.part.nilpotent())),
            depth=depth,
            is_result=False,
        )


def _lagrange(c: Component, found: Sequence[Component]) -> Node:
    """The product of (A - μI)/(λ - μ) over the other eigenvalues."""
    others = [o.eigenvalue for o in found if o is not c and o.eigenvalue is not None]
    if c.eigenvalue is None:
        return identity()
    gaps = [total(c.eigenvalue, Negative(o)) for o in others]
    return times(Fraction(ONE, times(*gaps)), *(shifted(o) for o in others))


def _put_in(c: Component, found: Sequence[Component]) -> Node:
    """The same with the numbers put in for A and all eigenvalues."""
    identity_, matrix, *_ = c.part.powers
    others = [o.value for o in found if o is not c]
    gaps = prod((c.value - o for o in others), start=Number(1))
    shifts = times(*(grid(matrix - identity_ * o) for o in others))
    over = shifts if abs(gaps) == 1 else times(Fraction(ONE, value_formula(abs(gaps))), shifts)
    return Negative(over) if gaps.sign() < 0 else over


def _laws(draft: Draft, found: Sequence[Component]) -> None:
    size = found[0].part.powers[0].shape[0]
    if len(found) == 1:
        return
    zero = grid(Matrix.zeros(size, size))
    draft.prove(total(*(c.projector for c in found)), Form(identity()), depth="textbook")
    for c in found:
        draft.prove(power_of(c.projector, 2), Form(c.projector), depth="full")
        if c.nilpotent is not None:
            draft.prove(power_of(c.nilpotent, c.part.size), Form(zero), depth="full")
    for one, other in pairwise(found):
        draft.prove(times(one.projector, other.projector), Form(zero), depth="full")


def _terms(c: Component) -> list[Node]:
    """λP + N; of a pair aP + bJ, or AP where it has Jordan blocks."""
    if c.rotation is not None:
        a, b = map(value_formula, complex_pair(c))
        return [scaled(w, m) for w, m in ((a, c.projector), (b, c.rotation)) if w != ZERO]
    if c.eigenvalue is None:
        return [times(A, c.projector)]
    terms: list[Node] = [times(c.eigenvalue, c.projector)]
    return terms if c.nilpotent is None else [*terms, c.nilpotent]
