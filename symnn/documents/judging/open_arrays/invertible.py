r"""Matrices that are invertible or definite for all arrays in them: X^T X + c I with c > 0.

What is made of squares X^T X and positive multiples of the identity is definite by its form. A
product that passes through fewer columns than it has rows is singular. "Invertible for all X" is
false once it is singular for one X at sizes that the words allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from itertools import product
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.deferred import dataclass, regex
from symnn.documents.judging.open_arrays import judge
from symnn.documents.judging.open_arrays.definite import Definite
from symnn.documents.judging.open_arrays.equal_sizes import expression
from symnn.documents.judging.open_arrays.evaluate import Evaluation
from symnn.documents.judging.open_arrays.examples import SUPPOSES, is_special
from symnn.documents.judging.open_arrays.grids import Grid
from symnn.documents.judging.open_arrays.jets import Jets
from symnn.documents.judging.open_arrays.memory import Memory
from symnn.documents.judging.open_arrays.reading import Reading
from symnn.documents.judging.open_arrays.rings import Free, NoValueError, TooLargeError
from symnn.documents.judging.open_arrays.said import said_of
from symnn.documents.judging.open_arrays.sizes import SCALAR, Size, UnreadError
from symnn.documents.judging.open_arrays.spaces import is_nothing, size_of
from symnn.documents.judging.open_arrays.terms import Term
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.wording.conditions import Condition
from symnn.errors import SymnnError
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name

FORM: Final = "definite by its form"
RANK: Final = "ranks of products"
POINT: Final = "a singular matrix of numbers"
_CLAIM: Final = regex(
    r"is (?P<no>not |never )?(?:always |also |again |an? )*"
    r"(?P<kind>invertible|non-?singular|singular|positive[ -]definite|positive semi-?definite"
    r"|of full rank)(?: matrix)?"
    r"(?: for (?P<all>all|every|any|each)(?: real| matrix| matrices| choices? of)*"
    r"| (?:if|when|whenever|for|with|where|provided|provided that|since|as))?"
)
_BESIDE: Final = regex(r"(?:(?:and|with|where|if|when|whenever|for|for all|such that)[ ,]*)?")
_ORDERS: Final = {"<": "<", "≤": "<=", ">": ">", "≥": ">=", "≠": "!="}
_HOLDS: Final = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b, "!=": lambda a, b: a != b,
}  # fmt: skip
_LARGEST: Final = 3
_MOST_LETTERS: Final = 3


@final
@dataclass(slots=True)
class _Beside:
    """What the words say: relations of sizes, positive numbers, and where arrays live."""

    sizes: list[tuple[str, Size, Size]] = field(default_factory=list)
    positive: set[str] = field(default_factory=set)
    spaces: list[Condition] = field(default_factory=list)


def invertible_claim(
    memory: Memory, scope: judge.Scope, body: tree.Node, conditions: Sequence[Condition], near: str
) -> Judgement | None:
    """What is found about "X^T X + c I is invertible for all X"; None for other words.

    Args:
        memory: what the document has said of arrays.
        scope: the definitions of names.
        body: the matrix.
        conditions: the words behind it, and what they govern.
        near: the prose around it, in lower case.

    Raises:
        SymnnError: it is not read with arrays.
    """
    words = " ".join(conditions[0].words.lower().split())
    claim = _CLAIM.fullmatch(words)
    if claim is None or isinstance(body, tree.Name) or (claim["no"] and claim["all"] != "any"):
        return None
    beside = _heard(memory, claim, conditions)
    if beside is None:
        return None
    reading = judge.ready(memory, said_of(beside.spaces), scope, (body,))
    term = reading.read(reading.apart(body))
    reading.square(term)
    if reading.sizes.pending or not _is_known(reading):
        return None
    positive = frozenset(memory.positive | beside.positive)
    return _found(claim, Definite(memory, scope, positive), body, (reading, term), beside, near)


def _found(
    claim: re.Match[str],
    definite: Definite,
    body: tree.Node,
    read: tuple[Reading, Term],
    beside: _Beside,
    near: str,
) -> Judgement | None:
    kind, no = claim["kind"], bool(claim["no"])
    wants_singular = (kind == "singular") != no
    form = definite.of(body)
    if kind.startswith("positive semi"):
        return Judgement("proved", FORM) if form and not no else None
    if form == "definite":
        return Judgement("refuted" if wants_singular else "proved", FORM)
    if (rank := _fewer(read[0], body, beside)) is not None:
        notes = (f"its rank is at most {rank[0]}, and it has {rank[1]} rows",)
        return Judgement("proved" if wants_singular else "refuted", RANK, notes=notes)
    if wants_singular or claim["all"] is None or SUPPOSES.search(near):
        return None
    point = _singular(read[0], read[1], beside, definite.positive)
    return None if point is None else Judgement("refuted", POINT, counterexample=point)


def _is_known(reading: Reading) -> bool:
    """Whether each array in it has a shape that was said."""
    told = reading.memory.shapes.keys() | reading.said.shapes.keys()
    arrays = {key for key, shape in reading.leaves.items() if shape != SCALAR}
    return not reading.open_names and not reading.broadcast and arrays <= told


def _heard(memory: Memory, claim: re.Match[str], conditions: Sequence[Condition]) -> _Beside | None:
    """What stands beside the claim; None where not all of it is understood."""
    found = _Beside()
    for chain in memory.apart:
        _compare(found, chain)
    if conditions[0].body is None:
        return None if claim["all"] or len(conditions) > 1 else found
    for place, condition in enumerate(conditions):
        words = " ".join(condition.words.lower().split()).strip(" ,(")
        body = condition.body
        while isinstance(body, tree.Group) and body.fence == "()" and len(body.items) == 1:
            (body,) = body.items
        if (place and _BESIDE.fullmatch(words) is None) or body is None:
            return None
        lone = isinstance(body, tree.Name) and not place and claim["all"] is not None
        if not lone and not _take_up(found, body):
            return None
    return found


def _take_up(found: _Beside, body: tree.Node) -> bool:
    if not isinstance(body, tree.Chain):
        return False
    if [link.relation for link in body.links] == ["∈"]:
        found.spaces.append(Condition("for all", body))
        return True
    if len(body.links) == 1 and is_nothing(body.links[0].operand):
        key = name_key(body.first)
        if key is None or body.links[0].relation != ">":
            return False
        found.positive.add(key)
        return True
    return _compare(found, body)


def _compare(found: _Beside, chain: tree.Chain) -> bool:
    """Note the relations of sizes in a chain; whether it has nothing else."""
    more: list[tuple[str, Size, Size]] = []
    for left, link in chain.pairs():
        relation = _ORDERS.get(link.relation)
        if relation is None:
            return False
        try:
            more.append((relation, size_of(left), size_of(link.operand)))
        except SymnnError:
            return False
    found.sizes += more
    return True


# --- ranks ----------------------------------------------------------------------------


def _fewer(reading: Reading, body: tree.Node, beside: _Beside) -> tuple[str, str] | None:
    """A size inside a product that is surely less than its rows, and these."""
    while isinstance(body, tree.Group) and len(body.items) == 1:
        (body,) = body.items
    if not isinstance(body, tree.Product):
        return None
    shapes = [reading.sizes.shape(reading.read(factor).shape) for factor in body.factors]
    arrays = [shape for shape in shapes if shape != SCALAR]
    over = tuple(Atomic(r, expression(a), expression(b)) for r, a, b in beside.sizes)
    for shape in arrays[:-1]:
        less = Atomic("<", expression(shape[1]), expression(arrays[0][0]))
        found = decide(Claim(less, over), seconds=1)
        if found.proved and "domain being empty" not in found.method:
            return str(shape[1]), str(arrays[0][0])
    return None


# --- singular examples ----------------------------------------------------------------


def _singular(
    reading: Reading, term: Term, beside: _Beside, positive: frozenset[str]
) -> tuple[tuple[str, str], ...] | None:
    """Sizes and arrays of small numbers for which it is singular."""
    memory = reading.memory
    leaves = {key: reading.sizes.shape(shape) for key, shape in reading.leaves.items()}
    for key, shape in leaves.items():
        if is_special(memory, key):
            return None
        if shape == SCALAR and key not in positive:
            return None
    shapes = [*leaves.values(), reading.sizes.shape(term.shape)]
    letters = sorted({letter for shape in shapes for size in shape for letter in size.letters})
    if len(letters) > _MOST_LETTERS:
        return None
    settled = judge.settled(reading, term)
    for sizes in _sizes(letters, beside):
        for pattern in ("ones", "identity", "zeros"):
            values = {key: _filled(pattern, shape, sizes) for key, shape in leaves.items()}
            if _is_singular(settled, sizes, values):
                numbers = tuple((name, str(n)) for name, n in sizes.items())
                shown = tuple((plain_name(k), _text(v)) for k, v in values.items())
                return (*numbers, *shown)
    return None


def _sizes(letters: Sequence[str], beside: _Beside) -> Iterator[dict[str, int]]:
    for numbers in product(range(1, _LARGEST + 1), repeat=len(letters)):
        sizes = dict(zip(letters, numbers, strict=True))
        relations = [
            (r, a, b) for r, a, b in beside.sizes if (a.letters | b.letters) <= sizes.keys()
        ]
        if all(_HOLDS[r](a.at(sizes), b.at(sizes)) for r, a, b in relations):
            yield sizes


def _filled(
    pattern: str, shape: tuple[Size, Size], sizes: Mapping[str, int]
) -> list[list[Fraction]]:
    rows, columns = (size.at(sizes) for size in shape)
    if shape == SCALAR:
        return [[Fraction(1)]]
    return [
        [Fraction(pattern == "ones" or (pattern == "identity" and i == j)) for j in range(columns)]
        for i in range(rows)
    ]


def _is_singular(
    term: Term, sizes: Mapping[str, int], values: Mapping[str, list[list[Fraction]]]
) -> bool:
    """Whether the determinant is 0, in whole numbers."""
    free = Free(1)
    jets = Jets(free)
    grids: dict[str, Grid] = {
        key: [[jets.number(x) for x in row] for row in rows] for key, rows in values.items()
    }
    try:
        grid = Evaluation(jets, sizes, grids).grid(Term("det", SCALAR, (term,)))
    except (NoValueError, TooLargeError, UnreadError):
        return False
    cell = grid[0][0]
    return set(cell) <= {0} and all(bool(value.top.is_zero()) for value in cell.values())


def _text(rows: list[list[Fraction]]) -> str:
    if len(rows) == len(rows[0]) == 1:
        return str(rows[0][0])
    return f"[{'; '.join(', '.join(map(str, row)) for row in rows)}]"
