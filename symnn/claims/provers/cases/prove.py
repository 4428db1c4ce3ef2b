"""From a claim over free symbols to a proof by cases, or to a cell on which it is false."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, final

from symnn.claims.formula import Atomic, Claim, sides
from symnn.claims.program import statement
from symnn.claims.provers.algebraic import certificate, field_of_roots
from symnn.claims.provers.cases.branch import Branch, Json
from symnn.claims.provers.cases.points import simple_point
from symnn.claims.provers.cases.problem import SIGNS, Condition, Problem, compile_claim
from symnn.claims.provers.cases.relations import relations_of
from symnn.claims.provers.cases.search import Failed, Open, Search
from symnn.claims.provers.cases.solutions import solutions
from symnn.claims.provers.cases.written import AsWritten
from symnn.claims.provers.systems import Deadline, Refutation, Relation, Witness
from symnn.claims.reason import Reason
from symnn.claims.solution_set import SolutionSet
from symnn.errors import SymnnError
from symnn.exact.expression import ZERO, Expr, substitute
from symnn.exact.field import Field
from symnn.functions.lower import lower
from symnn.functions.signs import closed_sign

#: An engine for what holds more than symbols.
Engine: TypeAlias = Callable[[Sequence[Relation], Field, Deadline], "Refutation | Witness | None"]
#: What fails where a relation holds, as one relation.
CONTRARY: Final = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


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


@final
class ByCases:
    """A claim compiled for a proof by cases.

    Raises, when made:
        TooLargeError: the field of its coefficients is over the cap.
        UnsupportedError: a function without a definition.
    """

    def __init__(self, claim: Claim) -> None:
        self.stated, self.program = statement(claim)
        self.claim, self.size = claim, len(self.program.nodes)
        self.written = tuple(e for f in (*claim.over, claim.formula) for e in sides(f))
        self.place = AsWritten(self.program)
        self.problem = compile_claim(claim, self.place, field_of_roots(tuple(self.program.index)))

    @property
    def is_linear(self) -> bool:
        """Whether everything is affine in the symbols between gates, so that cells decide it."""
        return self.problem.base == self.problem.symbols

    def decide(
        self, deadline: Deadline, engines: Sequence[Engine] = ()
    ) -> Proof | Point | Undecided:
        """Decide by cells, and by the engines where the claim holds more than affine forms.

        Exactness: complete for piecewise-linear claims with algebraic coefficients over
            polyhedra, up to time. A proof or a point is a proposal, which the caller replays.
        """
        methods: dict[str, None] = {}
        engine = _engine(self.problem, engines, deadline, methods)
        search = Search(self.problem, engine, deadline)
        try:
            tree = search.tree()
        except Failed as failed:
            return self._point(simple_point(failed.branch.cell, self.problem.symbols))
        except _Found as found:
            return self._point(found.point)
        except Open as open_:
            reason = Reason.TIME if str(open_) == "time" else Reason.THEORY
            return Undecided(reason, f"{_counted(search.cells)} settled before")
        return self._evidence(tree, _method(self.problem, search.cells, methods))

    def solutions(self, deadline: Deadline) -> SolutionSet | None:
        """Where the claim holds; None if that takes too many cells or too long."""
        return solutions(self.problem, Search(self.problem, _refusing, deadline))

    def _point(self, point: Mapping[str, Expr]) -> Point:
        """A value for every symbol of the claim; those that do not matter are 0."""
        names = sorted(self.claim.symbols())
        return Point({name: point.get(name, ZERO) for name in names})

    def _evidence(self, tree: list[Any], method: str) -> Proof | Undecided:
        problem, place, index = self.problem, self.place, self.program.index
        pairs = [[place(a), place(b)] for a, b in problem.pairs]
        gates = [place(gate) for gate in problem.gate_exprs]
        field = certificate(list(index), index, "cases", problem.ring.field)
        if field is None:
            return Undecided(Reason.SIZE, "the field of all coefficients is over its cap")
        nodes = self.program.nodes[self.size :]
        contraries = self._contraries(tree)
        if contraries:
            formula = self.stated["formula"]
            stated = [formula] if len(contraries) == 1 else formula[1:]
            by = [{**field, "kind": "contrary", "nodes": nodes, "proof": p} for p in contraries]
            rows = zip(stated, by, strict=True)
            atoms = [{"formula": f, "truth": True, "by": way} for f, way in rows]
            return Proof({"kind": "atoms", "atoms": atoms}, method)
        proof = {**field, "nodes": nodes, "gates": gates, "pairs": pairs, "tree": tree}
        return Proof(proof, method)

    def _contraries(self, tree: list[Any]) -> list[Json]:
        """For each relation of the claim why its contrary is impossible, if engines say no more."""
        claim, over = self.problem.claim, self.claim.over
        parts = (claim,) if isinstance(claim, Condition) else claim[1] if claim[0] == "and" else ()
        plain = all(isinstance(f, Atomic) and f.relation != "!=" for f in over)
        found: list[Json] = []
        for part in parts if plain and not self.problem.gate_exprs else ():
            step, *rest = tree
            if not isinstance(part, Condition) or len(step) != 3 or step[0] != -1 - part.form:
                return []
            (name, proof), (_, then) = sorted(step[1:], key=lambda row: row[0] == part.relation)
            proof = proof[0] if isinstance(proof, list) else proof
            if name != CONTRARY.get(part.relation) or not isinstance(proof, dict):
                return []
            found, tree = [*found, proof], rest if then is None else then
        engines = all(proof["kind"] != "linear" for proof in found)
        return found if engines and tree == ["true"] else []


def _refusing(_: Branch) -> Json:
    raise Open("theory")


def _method(problem: Problem, cells: int, methods: dict[str, None]) -> str:
    """In words: the cells if there are several, and the engines that were needed."""
    if not cells:
        return "the domain being empty"
    if cells < 2 and not problem.gates:
        return " and ".join(methods) or "linear arithmetic"
    return " and ".join([f"{_counted(cells)}", *methods])


def _counted(cells: int) -> str:
    return f"{cells} cell" + ("" if cells == 1 else "s")


def is_wrong(witness: Witness, relations: Sequence[Relation]) -> bool:
    """Whether a relation certainly fails at the point, so that another engine is to be asked."""
    for relation in relations:
        try:
            sign = closed_sign(lower(substitute(relation.expr, witness.point)))
        except SymnnError:
            return True
        if sign is not None and sign not in SIGNS[relation.sign]:
            return True
    return False


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
            if isinstance(found, Witness) and not is_wrong(found, relations):
                raise _Found(dict(found.point))
            if isinstance(found, Refutation):
                methods[found.method] = None
                return found.proof
        raise Open("theory")

    return settle
