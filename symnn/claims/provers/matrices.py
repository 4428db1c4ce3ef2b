"""Statements about matrices of open sizes: proved in their entries, refuted at numbers.

A statement is written as its evidence has it (`claims/replay/engines/matrices.py`): names with
their sizes, a relation, two sides. Whatever is found here is replayed before it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final, NamedTuple, TypeAlias

from symnn.claims.recheck import recheck
from symnn.errors import EvidenceError

Statement: TypeAlias = "Mapping[str, Any]"
PROVED, REFUTED = "proved", "refuted"
METHOD: Final = "normal form of matrix entries"
_POINTS: Final = 6
_MOST_SIZES: Final = 4
_Columns: TypeAlias = "tuple[tuple[str, ...], ...]"
_AXES: Final[_Columns] = (("2", "0", "0"), ("0", "3", "0"), ("0", "0", "5"))
_UNITS: Final[_Columns] = (("3/5", "4/5"), ("5/13", "12/13"), ("8/17", "15/17"))


class Point(NamedTuple):
    """Sizes, and matrices of integers, at which an equation fails."""

    sizes: Mapping[str, int]
    values: Mapping[str, list[list[str]]]
    rates: Mapping[str, list[list[str]]]

    def text(self) -> tuple[tuple[str, str], ...]:
        """The point for people: first the matrices, without them the sizes."""
        grids = {n: "; ".join(", ".join(r) for r in rows) for n, rows in self.values.items()}
        written = [(n, f"[{g}]" if len(g) > 1 and not _is_lone(g) else g) for n, g in grids.items()]
        return tuple(written) or tuple((n, str(s)) for n, s in self.sizes.items())


def _is_lone(text: str) -> bool:
    return "," not in text and ";" not in text


def evidence(statement: Statement, status: str, proof: Mapping[str, Any]) -> dict[str, Any]:
    """Evidence as `recheck` reads it."""
    return {"symnn_evidence": 1, "status": status, "statement": statement, "proof": proof}


def prove(statement: Statement) -> dict[str, Any] | None:
    """Evidence that a statement holds for all sizes; None if it is not found."""
    found = evidence(statement, PROVED, {"kind": "matrices"})
    return found if _replays(found) else None


def refute(statement: Statement, equal: bool = False) -> tuple[dict[str, Any], Point] | None:
    """A point where a statement fails, with the evidence; None if none is met.

    Args:
        statement: the statement.
        equal: whether different letters may be the same size there.
    """
    for sizes in _some_sizes(_letters(statement), equal):
        for point in _points(statement, sizes):
            found = evidence(statement, REFUTED, _proof(point))
            if _replays(found):
                return found, point
    return None


def holds_for_special_vectors(statement: Statement) -> str | None:
    """Whether an equation that fails in general is not seen to fail for vectors as authors suppose.

    Those of length 1, and those that are orthogonal, are tried; None if it fails for all.
    """
    names, letters = statement["names"], _letters(statement)
    vectors = [n for n, row in names.items() if (row["columns"] == "1") != (row["rows"] == "1")]
    kinds = {"vectors of length 1": _UNITS}
    if not _has(statement["right"], "mul"):  # where products stand, they are not meant to vanish
        kinds["orthogonal vectors"] = _AXES
    for kind, columns in kinds.items() if vectors else ():
        sizes = dict.fromkeys(letters, len(columns[0]))
        points = [_with(point, names, vectors, columns) for point in _points(statement, sizes)]
        proofs = [evidence(statement, REFUTED, _proof(point)) for point in points[1:]]
        if not any(_replays(proof) for proof in proofs):
            return kind
    return None


def _with(point: Point, names: Mapping[str, Any], vectors: list[str], columns: _Columns) -> Point:
    """The point with these columns for the vectors."""
    values = dict(point.values)
    for place, name in enumerate(vectors):
        column = columns[place % len(columns)]
        flat = names[name]["rows"] == "1"
        values[name] = [list(column)] if flat else [[cell] for cell in column]
    return point._replace(values=values)


def _proof(point: Point) -> dict[str, Any]:
    return {"kind": "matrices"} | {part: dict(value) for part, value in point._asdict().items()}


def _has(node: Any, kind: str) -> bool:
    return isinstance(node, list) and (node[:1] == [kind] or any(_has(p, kind) for p in node))


def _replays(found: dict[str, Any]) -> bool:
    try:
        recheck(found)
    except EvidenceError:
        return False
    return True


def _letters(statement: Statement) -> list[str]:
    """The letters that are sizes anywhere in a statement."""
    found = {s for n in statement["names"].values() for s in (n["rows"], n["columns"])}
    stack: list[Any] = [statement["left"], statement["right"]]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            if node[:1] and node[0] in ("identity", "ones", "zero", "size", "power"):
                found |= {part for part in node[1:] if isinstance(part, str)}
            stack += node
    if statement["relation"] == "in":
        found |= set(statement["right"])
    return sorted(s for s in found if not s.isdigit())


def _some_sizes(letters: list[str], equal: bool) -> Iterator[dict[str, int]]:
    """Small sizes, different for different letters if possible, then equal ones."""
    first = [1, 2, 3, 4, 5, 6]
    if len(letters) <= len(first):
        yield dict(zip(letters, first, strict=False))
        yield dict(zip(letters, first[1:], strict=False))
        yield dict(zip(letters, reversed(first[: len(letters)]), strict=True))
    if equal or len(letters) > len(first):
        for numbers in product((2, 1, 3), repeat=min(len(letters), _MOST_SIZES)):
            rest = [2] * (len(letters) - len(numbers))
            yield dict(zip(letters, (*numbers, *rest), strict=True))


def _points(statement: Statement, sizes: dict[str, int]) -> Iterator[Point]:
    """The sizes alone, then small integers for all names, the simplest first."""
    yield Point(sizes, {}, {})
    for turn in range(_POINTS):
        values = {
            name: _matrix(place, turn, known, sizes)
            for place, (name, known) in enumerate(statement["names"].items())
        }
        rates = {
            name: _matrix(place + 5, turn + 1, known, sizes)
            for place, (name, known) in enumerate(statement["names"].items())
            if known["of"]
        }
        yield Point(sizes, values, rates)


def _matrix(
    place: int, turn: int, known: Mapping[str, Any], sizes: dict[str, int]
) -> list[list[str]]:
    letters = known["rows"], known["columns"]
    rows, columns = (int(s) if s.isdigit() else sizes[s] for s in letters)
    if {"rows", "columns"} & set(known["flags"]):
        return [[str(int((i + turn) % rows == j)) for j in range(columns)] for i in range(rows)]

    def entry(i: int, j: int) -> int:
        if "symmetric" in known["flags"]:
            i, j = min(i, j), max(i, j)
        k = 7 * place + 3 * i + 5 * j + 11 * turn + i * j
        return (k * k + k // 2) % (3 + turn) - (turn > 1) + (i == j)

    return [[str(entry(i, j)) for j in range(columns)] for i in range(rows)]
