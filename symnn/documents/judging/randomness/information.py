r"""Entropy, mutual information and divergence, of tables, of lists of chances and in general.

What is asked of variables is linear in the entropies of sets of them: I(X; Y | Z) is H(X, Z) +
H(Y, Z) - H(X, Y, Z) - H(Z). Of a table these are numbers; of variables that nothing else is told
of they are unknowns under the inequalities of Shannon, which are all that there are for three.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from symnn.claims.formula import Atomic
from symnn.documents.judging.randomness import laws
from symnn.documents.judging.randomness.model import Model, UnsettledError
from symnn.documents.judging.randomness.normal_laws import normal_law
from symnn.documents.judging.randomness.spellings import Operation
from symnn.documents.judging.randomness.tables import cells_of, given_values, marginal
from symnn.errors import SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import (
    ONE,
    ZERO,
    Expr,
    add,
    apply,
    free_symbols,
    mul,
    negative,
    postorder,
    power,
    quotient,
    rational,
    symbol,
)
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array

_MOST: Final = 3


def information(
    model: Model, asked: Operation, sides: tuple[Sequence[tree.Node], Sequence[tree.Node]] | None
) -> Expr:
    """The value of an entropy, a mutual information, a divergence or a perplexity.

    Raises:
        UnsettledError: it does not follow from what is told.
    """
    if asked.kind in ("divergence", "cross"):
        return divergence(model, asked.items, asked.kind)
    if asked.kind == "entropy":
        return _entropy(model, asked)
    if asked.kind == "information" and sides is not None:
        given = _keys(asked.given)
        one, other = (_keys(side) for side in sides)
        joint = (*one, *other, *given)
        parts = [_of_set(model, (*one, *given)), _of_set(model, (*other, *given))]
        rest = [negative(_of_set(model, joint))]
        if given:
            rest.append(negative(_of_set(model, given)))
        return add(*parts, *rest)
    if asked.kind == "perplexity":
        return power(_base(model) or _natural(), _listed_entropy(model, asked.items[0]))
    raise UnsettledError


def _natural() -> Expr:
    return apply("exp", ONE)


def _base(model: Model) -> Expr | None:
    return model.log_base


def log_of(model: Model, value: Expr) -> Expr:
    """The logarithm to the base that the document says."""
    found = apply("log", value)
    base = _base(model)
    return found if base is None else quotient(found, apply("log", base))


def _keys(nodes: Sequence[tree.Node]) -> tuple[str, ...]:
    flat = [i for n in nodes for i in (n.items if isinstance(n, tree.Group) else (n,))]
    keys = [tree.key(n) for n in flat]
    if None in keys:
        raise UnsettledError
    return tuple(key for key in keys if key is not None)


def _entropy(model: Model, asked: Operation) -> Expr:
    if len(asked.items) == 1 and not asked.given and (found := _of_law(model, asked)) is not None:
        return found
    if len(asked.items) <= 2 and not asked.given and _is_list(model, asked.items[0]):
        if len(asked.items) == 2:
            return divergence(model, asked.items, "cross")
        return _listed_entropy(model, asked.items[0])
    names = _keys(asked.items)
    if any(isinstance(g, tree.Chain) for g in asked.given):
        given = given_values(asked.given)
        rows = cells_of(model, tuple(sorted({*names, *given})))
        rows = [row for row in rows if all(row[0].get(k) == v for k, v in given.items())]
        if not rows or not given:
            raise UnsettledError
        whole = add(ZERO, *(c for _, c in rows))
        return _of_chances(model, [quotient(c, whole) for _, c in marginal(rows, names)])
    given_names = _keys(asked.given)
    whole_set = _of_set(model, (*names, *given_names))
    return add(whole_set, negative(_of_set(model, given_names))) if given_names else whole_set


def _of_law(model: Model, asked: Operation) -> Expr | None:
    """The entropy of a variable with a named law."""
    node = asked.items[0]
    atom = model.atom(node) if isinstance(node, tree.Name) else None
    law = model.world.variables.get(atom.base) if atom is not None else None
    if law is None or law.kind in ("moments", "counted") or None in law.parts:
        return None
    parts = model.parts(atom.base if atom else "", law)
    if law.kind == "bernoulli":
        return _of_chances(model, [parts[0], add(ONE, negative(parts[0]))])
    if law.kind == "values":
        return log_of(model, rational(len(parts)))
    found = laws.differential_entropy(law.kind, parts)
    base = _base(model)
    if found is None:
        raise UnsettledError
    return found if base is None else quotient(found, apply("log", base))


def _of_set(model: Model, names: Sequence[str]) -> Expr:
    """The joint entropy of variables."""
    names = tuple(sorted(set(names)))
    cells = cells_of(model, names)
    if cells:
        if set(cells[0][0]) != set(names):
            raise UnsettledError
        return _of_chances(model, [chance for _, chance in marginal(cells, names)])
    known = model.world.variables
    if len(names) > _MOST or not all(n in known and known[n].kind == "moments" for n in names):
        raise UnsettledError
    model.entropies |= set(names)
    return symbol("entropy " + ",".join(names))


def _of_chances(model: Model, chances: Sequence[Expr]) -> Expr:
    terms = [negative(mul(c, log_of(model, c))) for c in chances if not is_zero(c)]
    return add(ZERO, *terms)


def is_zero(value: Expr) -> bool:
    """Whether a number without functions in it is 0."""
    if free_symbols(value) or any(n.op == "apply" for n in postorder(value)):
        return False
    try:
        return exact_value(lower(value)).sign() == 0
    except SymnnError as error:
        raise UnsettledError from error


def shannon(model: Model) -> Iterator[Atomic]:
    """The elemental inequalities between the entropies that are unknown."""
    names = sorted(model.entropies)
    if len(names) > _MOST:
        raise UnsettledError

    def of(part: Sequence[str]) -> Expr:
        return symbol("entropy " + ",".join(sorted(part))) if part else ZERO

    for name in names:
        rest = [n for n in names if n != name]
        yield Atomic(">=", of(names), of(rest))
    for one, other in combinations(names, 2):
        others = [n for n in names if n not in (one, other)]
        for size in range(len(others) + 1):
            for given in combinations(others, size):
                left = add(of((one, *given)), of((other, *given)))
                right = add(of((one, other, *given)), of(given))
                yield Atomic(">=", left, right)
                if model.world.are_apart(one, other) and not given:
                    yield Atomic("=", left, right)


# --- lists of chances -----------------------------------------------------------------


def _is_list(model: Model, node: tree.Node) -> bool:
    key = tree.key(node)
    bound = key is not None and model.place.state.scope.latest(key) is not None
    if not bound and not isinstance(node, (tree.Group, tree.Matrix)):
        return False
    try:
        return isinstance(model.view.read(node), Array)
    except SymnnError:
        return False


def _chances(model: Model, node: tree.Node) -> list[Expr]:
    """A list of numbers that are no less than 0 and sum to 1."""
    found = [cell.expr for cell in model.array(node).cells()]
    try:
        numbers = [exact_value(lower(c)) for c in found]
    except SymnnError as error:
        raise UnsettledError from error
    whole = exact_value(lower(add(ZERO, *found)))
    if any(n.sign() < 0 for n in numbers) or (whole - 1).sign() != 0:
        raise UnsettledError
    return found


def _listed_entropy(model: Model, node: tree.Node) -> Expr:
    return _of_chances(model, _chances(model, node))


def divergence(model: Model, items: Sequence[tree.Node], kind: str) -> Expr:
    """D(p ‖ q) = Σ p log(p/q) or the cross entropy -Σ p log q, of lists or normal laws."""
    normal = [normal_law(model, item) for item in items]
    if kind == "divergence" and normal[0] is not None and normal[1] is not None:
        found = laws.normal_divergence(normal[0], normal[1])
        base = _base(model)
        return found if base is None else quotient(found, apply("log", base))
    p, q = (_chances(model, item) for item in items)
    if len(p) != len(q):
        raise UnsettledError
    terms = []
    for a, b in zip(p, q, strict=True):
        if is_zero(a):
            continue
        if is_zero(b):
            raise UnsettledError
        inner = quotient(a, b) if kind == "divergence" else quotient(ONE, b)
        terms.append(mul(a, log_of(model, inner)))
    return add(ZERO, *terms)
