"""What is found about a claim at given indices: proved in free letters, or false at numbers."""

from __future__ import annotations

from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim
from symnn.claims.verdict import Status
from symnn.documents.judging.doubts.confirming import truth
from symnn.documents.judging.relations import Judgement
from symnn.documents.judging.sequences.arrays import UnreadError, number, pairs
from symnn.documents.judging.sequences.asked import Asked, has_arrays, letters_in, unrolled
from symnn.documents.judging.sequences.standing import is_surely_claimed
from symnn.documents.judging.sequences.unrolled import SIZE, Unrolled
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, add, apply, free_symbols, mul, negative, rational
from symnn.latex import syntax as tree

_BITS: Final = 128
_SECONDS: Final = 5
#: A printed decimal is that close to what it is printed for, or false of it.
_NEAR: Final = "1/100"
#: Activations that may be meant by a letter, beside any other function.
_CURVES: Final = ("", "logistic", "tanh")


def proved(asked: Asked, cases: list[dict[str, int]]) -> Judgement | None:
    """Proved in free letters at each case, in some layout of derivatives."""
    for turned in (False, True):
        methods = []
        laid_out = False
        for case in cases:
            work = unrolled(asked, case, None)
            work.turned = turned
            left, right = (work.value(side, letters_in(asked, case)) for side in asked.sides)
            laid_out = laid_out or work.is_laid_out
            method = _all_proved(asked, work, pairs(left, right))
            if method is None:
                break
            methods.append(method)
        else:
            text = " and ".join(dict.fromkeys(methods))
            return Judgement("proved", text, notes=_note(asked, cases))
        if not laid_out:
            break
    return None


def _note(asked: Asked, cases: list[dict[str, int]]) -> tuple[str, ...]:
    named = [", ".join(f"{k} = {v}" for k, v in case.items()) for case in cases]
    if not has_arrays(asked):
        return ()
    where = "; ".join(text for text in named[:4] if text)
    return (f"proved with free entries, {SIZE} a side" + (f", for {where}" if where else ""),)


def _all_proved(asked: Asked, work: Unrolled, both: list[tuple[Expr, Expr]]) -> str | None:
    over = []
    for text, key in work.leaves.families.items():
        value = work.leaves.known[text]
        if key in asked.shares | asked.positive:
            over.append(Atomic(">", value, rational(0)))
        if key in asked.shares:
            over.append(Atomic("<", value, rational(1)))
    methods = dict[str, None]()
    for left, right in both:
        used = free_symbols(left, right)
        near = tuple(f for f in over if free_symbols(f.left) <= used)
        verdict = decide(Claim(Atomic(asked.relation, left, right), near), seconds=_SECONDS)
        if verdict.status is not Status.PROVED:
            return None
        methods[verdict.method] = None
    return " and ".join(methods)


def refuted(asked: Asked, cases: list[dict[str, int]], total: bool = False) -> Judgement | None:
    """False at some indices and numbers, in every way that derivatives and functions are meant.

    Args:
        asked: the claim.
        cases: numbers for its open indices.
        total: whether only derivatives through all that moves are meant.
    """
    if not total and not is_surely_claimed(asked):
        return None
    for case in cases:
        found = _false_case(asked, case, total)
        if found is not None:
            return found
    return None


def _false_case(asked: Asked, case: dict[str, int], total: bool) -> Judgement | None:
    derived = any(
        isinstance(part, tree.Derivative) for side in asked.sides for part in tree.walk(side)
    )
    first: Judgement | None = None
    for shallow, turned in ((False, False), (False, True), (True, False)):
        if ((shallow or turned) and not derived) or (shallow and total):
            continue
        for curve in _CURVES:
            try:
                found, used = _false_reading(asked, case, (shallow, turned), curve)
            except UnreadError:
                if not (shallow or turned):
                    raise
                break  # nothing can be meant so
            if found is None:
                return None
            first = first or found
            if not used:
                break
    return first


def _false_reading(
    asked: Asked, case: dict[str, int], how: tuple[bool, bool], curve: str
) -> tuple[Judgement | None, bool]:
    used, printed = False, any(_is_printed(p) for side in asked.sides for p in tree.walk(side))
    for point in (0, 1):
        work = unrolled(asked, case, point, curve)
        work.shallow, work.turned = how
        work.leaves.narrow = asked.relation != "="
        left, right = (work.value(side, letters_in(asked, case)) for side in asked.sides)
        used = bool(work.leaves.functions)
        if work.loose:
            return None, used
        for one, two in pairs(left, right):
            claim = Atomic(asked.relation, one, two)
            if not _seems_false(claim) or (printed and _is_near(one, two)):
                continue
            verdict = decide(Claim(claim), seconds=_SECONDS)
            if verdict.status is Status.REFUTED:
                shown = [*((k, str(v)) for k, v in case.items()), *work.leaves.shown()]
                method = f"a counterexample, {verdict.method}"
                return Judgement("refuted", method, counterexample=tuple(shown)), used
    return None, used


def _is_printed(node: tree.Node) -> bool:
    """Whether it is a decimal, which may be a rounded one."""
    return isinstance(node, tree.Number) and bool(node.decimals)


def _is_near(one: Expr, two: Expr) -> bool:
    """Whether two numbers are so close that one may be the other, as it is printed."""
    gap, size = (apply("abs", value) for value in (add(one, negative(two)), two))
    claim = Atomic("<=", gap, mul(rational(_NEAR), size))
    try:
        return truth(claim, {}, _BITS) is not False
    except SymnnError:
        return True


def _seems_false(claim: Atomic) -> bool:
    one, two = number(claim.left), number(claim.right)
    if one is not None and two is not None and claim.relation == "=":
        return bool(one != two)
    try:
        return truth(claim, {}, _BITS) is False
    except SymnnError:
        return False
