"""Systems A x = b in words: solvable, with one solution, for every b, exactly for some b."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.matrices import Rows, product, refuse, transpose
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.rank import combination, rank_of, zeros_of
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.documents.phrases.subspaces import system_of
from symnn.exact.expression import ONE, ZERO, Expr, add, free_symbols, mul, symbol
from symnn.latex import syntax as tree
from symnn.latex.meaning.values import Array, Scalar, Value

Rule: TypeAlias = "Callable[[], Phrase | None]"

_SYSTEM: Final = regex(
    rf"(?:the )?(?:linear )?(?:system|equations?)?(?: of equations)? ?(?P<of>{PLACE})"
)
_GIVEN: Final = regex(rf"(?:the )?(?:vector |point |choice )?(?P<of>{PLACE})")
_SOME: Final = regex(r"(?:is|are) (?:solvable|consistent)|has (?:a|at least one) solution")
_NO: Final = regex(r"(?:is|are) (?:unsolvable|inconsistent)|has no solutions?")
_ONE: Final = regex(
    r"has (?:exactly one|one and only one|precisely one|a unique|only one|one) solution"
    r"|is uniquely solvable"
)
_UNKNOWN: Final = regex(rf" (?:for |in )?(?P<of>{PLACE})$")
_MANY: Final = regex(r"has (?:infinitely many|more than one|several) solutions?")


def find(speaker: Speaker, subject: str, verb: str, predicate: str) -> Rule | None:
    """The rule of a clause about the solutions of `A x = b`; None if it is none."""
    if verb in ("solves", "solve", "satisfies", "satisfy"):
        pair = _GIVEN.fullmatch(subject), _SYSTEM.fullmatch(predicate)
        if pair[0] is not None and pair[1] is not None:
            return _solving(speaker, pair[0]["of"], pair[1]["of"])
    said = f"{verb} {predicate}"
    match = _SYSTEM.fullmatch(subject)
    node = speaker.clause.part(match["of"]).node if match is not None else None
    if not isinstance(node, tree.Chain) or not isinstance(node.first, tree.Product):
        return None
    said = _without_unknown(speaker, said, node)
    for pattern in (_SOME, _NO, _ONE, _MANY):
        if pattern.fullmatch(said):
            return partial(_solutions, speaker, node, pattern)
    return None


def _without_unknown(speaker: Speaker, said: str, node: tree.Chain) -> str:
    """What is said, without the letter that is looked for: "has no solution x"."""
    match = _UNKNOWN.search(said)
    name = speaker.clause.part(match["of"]).node if match is not None else None
    parts = node.first.factors if isinstance(node.first, tree.Product) else ()
    sought = tree.key(name) if isinstance(name, tree.Name) else None
    is_sought = sought is not None and sought == tree.key(parts[-1] if parts else node.first)
    return said[: match.start()] if match is not None and is_sought else said


def _solving(speaker: Speaker, given: str, place: str) -> Rule | None:
    """The rule of "x = (1, 1) solves A x = b", with the value that is given for x."""
    one, chain = (speaker.clause.part(p).node for p in (given, place))
    if not isinstance(one, tree.Chain) or not isinstance(chain, tree.Chain):
        return None
    key = tree.key(one.first)
    plain = len(one.links) == 1 and one.links[0].relation == "="
    used = any(tree.key(n) == key for n in tree.walk(chain))
    if key is None or not plain or not used or any(li.relation != "=" for li in chain.links):
        return None

    def rule() -> Phrase:
        value = speaker.reader.read(one.links[0].operand)
        view = speaker.reader.varying({**speaker.reader.varied, key: value})
        parts: list[Formula] = []
        for left, link in chain.pairs():
            sides = [_cells(view.read(side)) for side in (left, link.operand)]
            if len(sides[1]) == 1 and sides[1][0] == ZERO:
                sides[1] = sides[1] * len(sides[0])
            if len(sides[0]) != len(sides[1]):
                raise refuse("the sides are of different sizes")
            parts += [Atomic("=", a, b) for a, b in zip(*sides, strict=True)]
        return Phrase("solves", "", ((conjunction(tuple(parts)), ()),))

    return rule


def _cells(value: Value) -> list[Expr]:
    cells = list(value.cells()) if isinstance(value, Array) else [value]
    found = [c.expr for c in cells if isinstance(c, Scalar)]
    if len(found) != len(cells):
        raise refuse("a side of the equation is no number")
    return found


def _solutions(speaker: Speaker, node: tree.Chain, kind: re.Pattern[str]) -> Phrase:
    rows, right = system_of(speaker, node)
    if right is None:
        raise refuse("for which right sides is not said")
    rank, shown = rank_of(rows)
    support = [shown]
    letters = sorted(free_symbols(*right))
    if letters:  # for every b
        if len(letters) != len(right) or any(e != symbol(str(e.data)) for e in right):
            raise refuse("for which right sides is not said")
        if kind not in (_SOME, _ONE):
            raise refuse("for which right sides is not certain")
        solvable = rank == len(rows)
    else:
        solvable, found = combination(rows, right)
        support.append(found)
    unique = rank == len(rows[0])
    yes = {
        _SOME: solvable, _NO: not solvable, _ONE: solvable and unique,
        _MANY: solvable and not unique,
    }[kind]  # fmt: skip
    truth = Atomic("=", ONE, ONE if yes else ZERO)
    method = f"elimination: the rank is {rank}"
    return Phrase("has a solution", "", ((truth, ()),), support=tuple(support), method=method)


def solvable_for(
    speaker: Speaker, node: tree.Chain
) -> tuple[Formula, tuple[Formula, ...], tuple[str, ...]] | None:
    """When `A x = b` is solvable, as a formula in b_1, …, b_m; what shows it; the letters.

    It is solvable for the b that all y with y A = 0 are orthogonal to.
    """
    rows, right = system_of(speaker, node)
    if right is not None:
        return None
    key = tree.key(node.links[0].operand)
    letters = tuple(f"{key}_{k + 1}" for k in range(len(rows)))
    vectors, shown = zeros_of(transpose(rows))
    support = [shown, *(_killed(v, rows) for v in vectors)]
    parts = tuple(Atomic("=", _dot(v, letters), ZERO) for v in vectors)
    whole = conjunction(parts) if parts else Atomic("=", ZERO, ZERO)
    return whole, tuple(support), letters


def _dot(vector: Sequence[Expr], letters: Sequence[str]) -> Expr:
    return add(*(mul(e, symbol(name)) for e, name in zip(vector, letters, strict=True)))


def _killed(vector: tuple[Expr, ...], rows: Rows) -> Formula:
    (image,) = product((vector,), rows)
    return conjunction(tuple(Atomic("=", e, ZERO) for e in image))
