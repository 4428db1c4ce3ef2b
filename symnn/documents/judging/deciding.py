"""A relation between values, decided; if need be with derivatives carried out, or by rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Compound, Formula, atoms
from symnn.claims.reason import Reason
from symnn.claims.verdict import Status, Verdict
from symnn.documents.judging.calculus.one_sided import (
    beside_kink,
    either_side,
    goes_on_through_kinks,
    off_kinks,
)
from symnn.documents.judging.calculus.where_given import where_given
from symnn.documents.judging.calculus.whole_parts import without_whole_parts
from symnn.documents.judging.doubts.confirming import confirmed
from symnn.errors import SymnnError
from symnn.exact.expression import Expr, bound_name, free_symbols, postorder, symbol
from symnn.functions.angles import with_single_angles
from symnn.functions.lower import lower

SECONDS: Final = 5
QUICKLY: Final = 2
#: Milliseconds for what rules settle at once if it takes longer by itself.
AT_ONCE: Final = 400


def decided(formula: Formula, over: tuple[Formula, ...] = ()) -> Verdict:
    """The verdict on a formula, confirmed; none where an equation leaves it without a value."""
    found = confirmed(formula, _found(formula, over))
    if found.proved and any(isinstance(f, Atomic) and f.relation == "=" for f in over):
        from symnn.documents.judging.equations.put_in import has_no_value

        if has_no_value(formula, over):
            return Verdict(Status.UNDECIDED, found.claim, reason=Reason.UNDEFINED)
    return found


def _found(formula: Formula, over: tuple[Formula, ...]) -> Verdict:
    """The verdict; once more with derivatives carried out, which keeps values and domain."""
    ahead = _in_parts(formula, over)
    if ahead is not None:
        return ahead
    limit = 1 if _is_circular(formula) else SECONDS
    nodes = list(postorder(formula.left, formula.right)) if isinstance(formula, Atomic) else []
    rules = isinstance(formula, Atomic) and _has_rules(formula, nodes)
    found = decide(Claim(formula, over), seconds=AT_ONCE / 1000 if rules else limit)
    if found.status is not Status.UNDECIDED:
        return found
    if not isinstance(formula, Atomic):
        return _without_derivatives(formula, over, found)
    again = _by_rules(formula, over, nodes) if rules else None
    if again is not None:
        return again
    return decide(Claim(formula, over), seconds=limit) if rules else found


def _has_rules(formula: Atomic, nodes: Sequence[Expr]) -> bool:
    """Whether derivatives can be carried out, angles be split, or logarithms be taken apart."""
    derived = any(node.op == "derivative" for node in nodes)
    circular = any(node.data in ("sin", "cos", "tan") for node in nodes)
    return derived or circular or _is_logarithmic(formula, nodes)


def _is_logarithmic(formula: Atomic, nodes: Sequence[Expr]) -> bool:
    return formula.relation == "=" and any(node.data == "log" for node in nodes)


def _by_rules(formula: Atomic, over: tuple[Formula, ...], nodes: Sequence[Expr]) -> Verdict | None:
    """The verdict once the rules of the functions in it were used, which keep the values."""
    derived = any(node.op == "derivative" for node in nodes)
    circular = any(node.data in ("sin", "cos", "tan") for node in nodes)
    try:
        off = [off_kinks(s, over) if derived else s for s in (formula.left, formula.right)]
        sides = lower(off[0]), lower(off[1])
    except SymnnError:
        return None
    by_rules = "rules of differentiation; then " if derived else ""
    ways = [(by_rules, sides)] if derived else []
    if circular:
        ways.append((f"{by_rules}addition theorems; then ", with_single_angles(*sides)))
    if _is_logarithmic(formula, nodes):
        from symnn.documents.judging.calculus.logarithms import (
            exponentiated,
            split_on,
            where_defined,
        )

        over = (*over, *where_defined(*sides))
        split = (split_on(sides[0], over), split_on(sides[1], over))
        ways.append((f"{by_rules}rules of logarithms; then ", split))
        if (without := exponentiated(*sides)) is not None:
            ways.append((f"{by_rules}logarithms taken away; then ", without))
        if derived and (inside := _split_inside(off, over)) is not None:
            ways.append((f"rules of logarithms; then {by_rules}", inside))
    for words, (left, right) in ways:
        limit = SECONDS if words == by_rules else QUICKLY
        again = decide(Claim(Atomic(formula.relation, left, right), over), seconds=limit)
        if again.status is not Status.UNDECIDED:
            return replace(again, method=words + again.method)
    return None


def _split_inside(sides: Sequence[Expr], over: tuple[Formula, ...]) -> tuple[Expr, Expr] | None:
    """Both sides with logarithms split before derivatives are carried out, and then lowered.

    Factors that are positive at a place are so near it. Only of derivatives in a letter, taken at
    that letter, does the domain say anything.
    """
    derivatives = [n for n in postorder(*sides) if n.op == "derivative"]
    if not over or any(n.args[1] != symbol(bound_name(n)) for n in derivatives):
        return None
    from symnn.documents.judging.calculus.logarithms import split_on

    split = [split_on(side, over) for side in sides]
    if split == list(sides):
        return None
    try:
        return lower(split[0]), lower(split[1])
    except SymnnError:
        return None


def _in_parts(formula: Formula, over: tuple[Formula, ...]) -> Verdict | None:
    """The verdict by the cases of a function, on either side of a kink, or what is quick."""
    if isinstance(formula, Atomic) and (given := where_given((formula.left, formula.right), over)):
        (left, right), domain = given
        return _found(Atomic(formula.relation, left, right), domain)
    if any(isinstance(f, Atomic) and f.relation == "=" for f in over):
        from symnn.documents.judging.equations.put_in import with_equation_put_in

        instead = with_equation_put_in(formula, over)
        if instead is not None and (found := _found(*instead)).proved:
            return replace(found, method=f"an equation of its domain put in; {found.method}")
    if halves := either_side(formula, over):
        return _of_all([_found(formula, half) for half in halves])
    if sides := beside_kink(formula, over):
        beside = [_found(formula, side) for side in sides]
        if (false := next((v for v in beside if v.status is Status.REFUTED), None)) is not None:
            return false
        everywhere = all(v.status is Status.PROVED for v in beside)
        if everywhere and goes_on_through_kinks(formula, over):
            method = f"on either side of the kink, and at it by continuity; {beside[0].method}"
            return replace(beside[0], method=method)
    compared = isinstance(formula, Atomic) and formula.relation not in ("=", "!=")
    nodes = postorder(formula.left, formula.right) if isinstance(formula, Atomic) else ()
    if compared and any(node.op == "nth_root" and free_symbols(node) for node in nodes):
        from symnn.documents.judging.calculus.roots_out import has_open_roots, proved_without_roots

        rooted = proved_without_roots(formula, over) if has_open_roots(formula) else None
        if rooted is not None:
            return replace(rooted, method=f"roots as letters; then {rooted.method}")
    whole = without_whole_parts(formula, over)
    if whole is not None and (found := _found(*whole)).status is Status.PROVED:
        return found
    return _soon(formula, over) if over else None


def _of_all(parts: Sequence[Verdict]) -> Verdict:
    """That of all parts of a domain, some of which may be empty."""
    for status in (Status.REFUTED, Status.UNDECIDED):
        if (found := next((v for v in parts if v.status is status), None)) is not None:
            return found
    return next((v for v in parts if "domain being empty" not in v.method), parts[0])


def _is_circular(formula: Formula) -> bool:
    """Whether it is an equation for all angles, which the addition theorems settle soonest."""
    if not isinstance(formula, Atomic) or formula.relation != "=":
        return False
    nodes = list(postorder(formula.left, formula.right))
    waves = any(n.op == "apply" and n.data in ("sin", "cos", "tan") for n in nodes)
    return waves and bool(free_symbols(formula.left, formula.right))


def _soon(formula: Formula, over: tuple[Formula, ...]) -> Verdict | None:
    """An inequality with logarithms or exponentials: first what is quick, then by convexity."""
    if not isinstance(formula, Atomic) or formula.relation in ("=", "!="):
        return None
    if not any(node.data in ("log", "exp") for node in postorder(formula.left, formula.right)):
        return None
    found = decide(Claim(formula, over), seconds=1)
    if found.status is not Status.UNDECIDED:
        return found
    from symnn.documents.judging.calculus.convexity import by_convexity
    from symnn.documents.judging.calculus.logarithms import exponentiated, where_defined

    if (without := exponentiated(formula.left, formula.right)) is not None:
        domain = (*over, *where_defined(formula.left, formula.right))
        found = decide(Claim(Atomic(formula.relation, *without), domain), seconds=SECONDS)
        if found.proved:
            return replace(found, method=f"logarithms taken away; then {found.method}")
    from symnn.documents.judging.calculus.peeling import by_peeling

    peeled = by_peeling(formula, over)
    return by_convexity(formula, over) if peeled is None else peeled


def _without_derivatives(formula: Formula, over: tuple[Formula, ...], found: Verdict) -> Verdict:
    """Several relations, as of a printed decimal, once more with derivatives carried out."""
    sides = [side for atom in atoms(formula) for side in (atom.left, atom.right)]
    if not any(node.op == "derivative" for node in postorder(*sides)):
        return found
    try:
        carried = _carried_out(formula, over)
    except SymnnError:
        return found
    again = decide(Claim(carried, over), seconds=SECONDS)
    if again.status is Status.UNDECIDED:
        return found
    return replace(again, method=f"rules of differentiation; then {again.method}")


def _carried_out(formula: Formula, over: tuple[Formula, ...]) -> Formula:
    if isinstance(formula, Atomic):
        left, right = (lower(off_kinks(side, over)) for side in (formula.left, formula.right))
        return Atomic(formula.relation, left, right)
    if isinstance(formula, Compound):
        parts = tuple(_carried_out(part, over) for part in formula.parts)
        return Compound(formula.connective, parts)
    return formula
