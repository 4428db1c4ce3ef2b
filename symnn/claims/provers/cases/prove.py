"""From a claim over free symbols to a proof by cases, or to a cell on which it is false."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from symnn.claims.formula import Claim, sides
from symnn.claims.program import Program, statement
from symnn.claims.provers.algebraic import certificate, field_of_roots
from symnn.claims.provers.cases.branch import Branch, Json
from symnn.claims.provers.cases.points import simple_point
from symnn.claims.provers.cases.problem import Problem, compile_claim
from symnn.claims.provers.cases.relations import relations_of
from symnn.claims.provers.cases.search import Failed, Open, Search
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.claims.verdict import Reason
from symnn.exact.expression import ZERO, Expr
from symnn.exact.field import Field

#: An engine for what holds more than symbols.
Engine: TypeAlias = Callable[[Sequence[Relation], Field, Deadline], "Refutation | Witness | None"]


class Proof(NamedTuple):
    """The proof as JSON, the methods used, and the number of branches."""

    proof: dict[str, Any]
    method: str


class Point(NamedTuple):
    """Exact values of all symbols at which the claim is believed to be false."""

    point: dict[str, Expr]


class Undecided(NamedTuple):
    """Why no proof was found, and how far the search came."""

    reason: Reason
    detail: str


class _Found(Exception):  # noqa: N818
    def __init__(self, point: dict[str, Expr]) -> None:
        super().__init__()
        self.point = point


def by_cases(
    claim: Claim, deadline: Deadline, engines: Sequence[Engine] = ()
) -> Proof | Point | Undecided:
    """Decide a claim by cells, and by the engines where it holds more than affine forms.

    Exactness: complete for piecewise-linear claims with algebraic coefficients over polyhedra,
        up to time. A proof or a point is a proposal, which the caller replays.
    """
    _, program = statement(claim)
    size = len(program.nodes)
    written = tuple(e for f in (*claim.over, claim.formula) for e in sides(f))
    problem = compile_claim(claim, program.place, field_of_roots(written))
    methods: dict[str, None] = {}
    engine = _engine(problem, engines, deadline, methods)
    search = Search(problem, engine, deadline)
    try:
        tree = search.tree()
    except Failed as failed:
        return Point(_complete(claim, simple_point(failed.branch.cell, problem.symbols)))
    except _Found as found:
        return Point(_complete(claim, found.point))
    except Open as open_:
        reason = Reason.TIME if str(open_) == "time" else Reason.THEORY
        return Undecided(reason, f"{_counted(search.cells)} settled before")
    return _evidence(problem, program, size, written, tree, _method(search.cells, methods))


def _evidence(
    problem: Problem,
    program: Program,
    size: int,
    written: tuple[Expr, ...],
    tree: list[Any],
    method: str,
) -> Proof | Undecided:
    pairs = [[program.place(a), program.place(b)] for a, b in problem.pairs]
    gates = [program.place(gate) for gate in problem.gate_exprs]
    reached = (*written, *problem.gate_exprs, *(e for pair in problem.pairs for e in pair))
    field = certificate(reached, program.index, "cases", problem.ring.field)
    if field is None:
        return Undecided(Reason.SIZE, "the field of all coefficients is over its cap")
    nodes = program.nodes[size:]
    return Proof({**field, "nodes": nodes, "gates": gates, "pairs": pairs, "tree": tree}, method)


def _method(cells: int, methods: dict[str, None]) -> str:
    own = "cases" if cells == 1 else f"cases, {_counted(cells)}"
    return " and ".join([own, *methods]) if cells > 1 or not methods else " and ".join(methods)


def _counted(cells: int) -> str:
    return f"{cells} cell" + ("" if cells == 1 else "s")


def _complete(claim: Claim, point: dict[str, Expr]) -> dict[str, Expr]:
    """A value for every symbol of the claim; those that do not matter are 0."""
    return {name: point.get(name, ZERO) for name in sorted(claim.symbols())}


def _engine(
    problem: Problem, engines: Sequence[Engine], deadline: Deadline, methods: dict[str, None]
) -> Callable[[Branch], Json]:
    """The first engine that settles a branch; a point that one finds ends the search."""

    def settle(branch: Branch) -> Json:
        relations = relations_of(branch)
        for engine in engines:
            if deadline.passed:
                raise Open("time")
            found = engine(relations, problem.ring.field, deadline)
            if isinstance(found, Witness):
                raise _Found(dict(found.point))
            if isinstance(found, Refutation):
                methods[found.method] = None
                return found.proof
        raise Open("theory")

    return settle
