"""z3 on polynomial relations: a proof is its word, a model is read as exact algebraic numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from flint import fmpq, fmpz_poly

from symnn.claims.provers.polynomials.rows import Row, Terms, Variable, coordinates
from symnn.claims.provers.polynomials.univariate import behind, symbol_of
from symnn.claims.provers.systems import Deadline, Refutation, Witness
from symnn.exact.ball import precision, real_roots
from symnn.exact.expression import Expr, RealRoot, rational
from symnn.exact.field import Field, X
from symnn.exact.number import Number, real_root
from symnn.exact.radicals import isolate

#: Seconds and megabytes for one question.
MOST_SECONDS: Final = 30
MOST_MEMORY: Final = 2048
#: Coefficients of roots of degree > 2 that may be longer are not worth the work in their fields.
MOST_BITS: Final = 160


def decide(
    rows: Sequence[Row], field: Field, names: Iterable[str], deadline: Deadline, complete: bool
) -> Refutation | Witness | None:
    """Ask z3 whether polynomials can satisfy relations, as text that it parses.

    Args:
        rows: the relations; those at a position below 0 are facts about their variables.
        field: a field that holds all coefficients.
        names: the symbols that a witness must give values to.
        deadline: z3 is given the time left.
        complete: whether the relations are all there are; a witness is of use only then.

    Exactness: a witness is exact; a refutation is as good as z3, and says so.
    """
    import z3

    z3.set_param("memory_max_size", MOST_MEMORY)
    variables = sorted({v for row in rows for v in row.variables}, key=Variable.text)
    text = _text(rows, variables, field)
    left = deadline.left()
    if text is None or deadline.passed:
        return None
    solver = z3.SolverFor("QF_NRA")
    seconds = MOST_SECONDS if left is None else min(left, MOST_SECONDS)
    solver.set("timeout", max(1, int(seconds * 1000)))
    try:
        solver.from_string(text)
        answer = str(solver.check())
        model = solver.model() if answer == "sat" and complete else None
    except z3.Z3Exception:
        return None
    if answer == "unsat":
        version = z3.get_version_string()
        positions = [row.position for row in rows if row.position >= 0]
        proof = {"kind": "oracle", "engine": "z3", "version": version, "relations": positions}
        return Refutation(proof, f"z3 {version}")
    return None if model is None else _witness(model, variables, names)


def _text(rows: Sequence[Row], variables: Sequence[Variable], field: Field) -> str | None:
    """The question in SMT-LIB, the generator of the field as a variable of its own."""
    index = {v: k for k, v in enumerate(variables)}
    lines = [f"(declare-const x{k} Real)" for k in index.values()]
    if field.degree > 1:
        root = isolate(Number.of(field, X))
        minimal = _sum([*field.coefficients()])
        lines += ["(declare-const alpha Real)", f"(assert (= 0 {minimal}))"]
        lines.append(f"(assert (< {_rational(root.lower)} alpha {_rational(root.upper)}))")
    lines += [f"(assert (> x{index[v]} 0))" for v in variables if v.positive]
    for row in rows:
        side = _polynomial(row.terms, index, field)
        if side is None:
            return None
        lines.append(f"(assert ({row.sign} {side} 0))")
    return "\n".join(lines)


def _polynomial(terms: Terms, index: Mapping[Variable, int], field: Field) -> str | None:
    parts = []
    for powers, c in terms.items():
        known = coordinates(c, field)
        if known is None:
            return None
        factors = "".join(f" x{index[v]}" * k for v, k in powers)
        parts.append(f"(* 1 {_sum(known)}{factors})")
    return f"(+ 0 0 {' '.join(parts)})"


def _sum(coefficients: Sequence[fmpq]) -> str:
    """A polynomial in alpha."""
    parts = [f"(* 1 {_rational(c)}{' alpha' * k})" for k, c in enumerate(coefficients)]
    return f"(+ 0 0 {' '.join(parts)})"


def _rational(q: fmpq) -> str:
    sign = "(- 1)" if q < 0 else "1"
    return f"(* {sign} (/ {abs(int(q.p))} {int(q.q)}))"


def _witness(model: Any, variables: Sequence[Variable], names: Iterable[str]) -> Witness | None:
    values: dict[str, Expr] = {}
    by_name = dict(_values(model))
    for k, variable in enumerate(variables):
        name, number = symbol_of(variable), by_name.get(f"x{k}", Number(0))
        if number is None or name is None or name in values:
            return None
        value = behind(number, variable)
        if value is None:
            return None
        values[name] = value
    return Witness({name: values.get(name, rational(0)) for name in names})


def _values(model: Any) -> Iterator[tuple[str, Number | None]]:
    import z3

    for constant in model.decls():
        value, number = model[constant], None
        if z3.is_rational_value(value):
            number = Number(fmpq(value.numerator_as_long(), value.denominator_as_long()))
        elif z3.is_algebraic_value(value):
            coefficients = [c.numerator_as_long() for c in value.poly()]
            number = _root(coefficients, value.index() - 1)
        yield constant.name(), number


def _root(coefficients: Sequence[int], index: int) -> Number | None:
    """The real root with this index, counted from the left, of a polynomial."""
    factors = [f for f, _ in fmpz_poly(list(coefficients)).factor()[1] if f.degree() > 0]
    for bits in (128, 512, 2048):
        balls = [(ball, f) for f in factors for ball in real_roots(f, bits)]
        apart = all(a < b or b < a for (a, _), (b, _) in combinations(balls, 2))
        if apart and index < len(balls):
            ball, factor = sorted(balls, key=lambda item: item[0].mid())[index]
            if factor.degree() == 1:
                return Number(fmpq(-factor[0], factor[1]))
            if factor.degree() > 2 and factor.height_bits() > MOST_BITS:
                return None
            with precision(bits):
                ends = ball.lower().fmpq(), ball.upper().fmpq()
            return real_root(RealRoot(tuple(int(c) for c in factor.coeffs()), *ends))
    return None
