r"""Units that compute a formula of logic in their inputs: (\bar x_1 \wedge x_2) \vee x_3."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import Final, TypeAlias

from symnn.claims.formula import Atomic, Compound, Formula, conjunction
from symnn.deferred import regex
from symnn.documents.phrases.functions import Function, Statement
from symnn.documents.phrases.gates import MAX_INPUTS, has_signs, units_spoken_of
from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.phrase import Phrase
from symnn.documents.phrases.subjects import PLACE, Speaker
from symnn.exact.expression import ONE, ZERO, rational
from symnn.latex import syntax as tree
from symnn.latex.symbols import NEGATIONS

_FORMULA: Final = regex(
    rf"(?:the )?(?:boolean |logical )?(?:function |formula |expression )?(?P<of>{PLACE})"
)
_AND: Final = frozenset({"", "·", "*", "∧"})
_NEGATED: Final = frozenset({("bar",), ("overline",)})
Bits: TypeAlias = "Mapping[str, int]"


def formula_rule(
    speaker: Speaker, subject: str, predicate: str
) -> Callable[[], Phrase | None] | None:
    """The rule of "computes ⟨0⟩" for a formula of logic; None for any other."""
    match = _FORMULA.fullmatch(predicate)
    node = speaker.clause.part(match["of"]).node if match is not None else None
    if node is None or not speaks_of_logic(node):
        return None
    return partial(_computes, speaker, subject, node)


def _computes(speaker: Speaker, subject: str, node: tree.Node) -> Phrase | None:
    """The values of the unit at all bits, beside those of the formula."""
    units = units_spoken_of(speaker, subject)
    if not units:
        return None
    bits: list[Formula] = []
    statements = [_table(speaker, unit, node, bits) for unit in units]
    return Phrase("computes", "", tuple(statements), support=tuple(bits))


def _table(speaker: Speaker, unit: Function, node: tree.Node, bits: list[Formula]) -> Statement:
    inputs = _inputs(speaker, letters_in(node), unit)
    if inputs is None or unit.inputs > MAX_INPUTS:
        raise refuse("which inputs the formula is about is not said")
    if has_signs(unit):
        raise refuse("whether 0 or -1 stands for false is not said")
    wanted: list[Formula] = []
    for corner in product((0, 1), repeat=unit.inputs):
        value = unit.value([rational(bit) for bit in corner])
        truth = value_at(node, dict(zip(inputs, corner, strict=True)))
        wanted.append(Atomic("=", value, rational(truth)))
        bits.append(Compound("or", (Atomic("=", value, ZERO), Atomic("=", value, ONE))))
    return conjunction(tuple(wanted)), ()


def _inputs(speaker: Speaker, names: set[str], unit: Function) -> list[str] | None:
    """x_1, x_2, … of a formula in some of these, in the unit's own order; None for other letters.

    What is itself computed from the inputs, such as a hidden h_1, is no input.
    """
    scope = speaker.reader.scope
    stems = {name.partition("_")[0] for name in names}
    known = [scope.latest(name) for name in names]
    if len(stems) != 1 or any(one is not None and one.computed for one in known):
        return None
    (stem,) = stems
    listed = [f"{stem}_{k}" for k in range(1, unit.inputs + 1)]
    binding = scope.latest(unit.name)
    own = list(binding.parameters or ()) if binding is not None else []
    if len(own) == unit.inputs > 1:
        return own if names <= set(own) else None
    return listed if names <= set(listed) else None


def speaks_of_logic(node: tree.Node) -> bool:
    """Whether a formula has signs of logic in it, or a letter with a bar."""
    parts = list(tree.walk(node))
    signs = {op for p in parts if isinstance(p, tree.Product) for op in p.operators}
    denied = any(isinstance(p, tree.Name) and p.accents in _NEGATED for p in parts)
    return bool(signs & {"∧", "∨", "⊕"}) or denied or any(map(_negation, parts))


def _negation(node: tree.Node) -> bool:
    function = node.function if isinstance(node, tree.Apply) else None
    return isinstance(function, tree.Name) and function.base in NEGATIONS


def letters_in(node: tree.Node) -> set[str]:
    """The letters of a formula, those with a bar without it."""
    found = set[str]()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tree.Name):
            found.add(_letter(part)[0])
        elif isinstance(part, tree.Apply) and _negation(part):
            waiting.append(part.argument)
        else:
            waiting += tree.children(part)
    return found


def _letter(name: tree.Name) -> tuple[str, bool]:
    """The key of a letter without its bar, and whether it had one."""
    if name.labels or (name.accents and name.accents not in _NEGATED):
        raise refuse("what a letter in the formula is, is not certain")
    bare = tree.Name(name.base, name.font, (), name.subscript)
    return tree.key(bare) or "", bool(name.accents)


def value_at(node: tree.Node, bits: Bits) -> int:
    """The truth value of a formula.

    Raises:
        MeaningError: something in it is no operation of logic, or it is not certain which.
    """
    match node:
        case tree.Name():
            key, denied = _letter(node)
            if key not in bits:
                raise refuse(f"{key} is no input")
            return 1 - bits[key] if denied else bits[key]
        case tree.Number(value=value) if value in (0, 1):
            return int(value)
        case tree.Prime(operand=operand, count=1):
            return 1 - value_at(operand, bits)
        case tree.Group(fence="()" | "[]", items=(item,)):
            return value_at(item, bits)
        case tree.Call(head=tree.Name() as head, arguments=tree.Group(fence="()", items=(item,))):
            return value_at(head, bits) & value_at(item, bits)
        case tree.Apply(power=None, ambiguous=False, argument=argument) if _negation(node):
            return 1 - value_at(argument, bits)
        case tree.Product():
            return _joined(node, bits)
        case tree.Sum(terms=terms):
            return int(any(value_at(term, bits) for term in terms))
    raise refuse("only operations of logic are understood in it")


def _joined(node: tree.Product, bits: Bits) -> int:
    """Conjunctions, which bind first, and then one kind of ∨ or ⊕."""
    loose = {op for op in node.operators if op not in _AND}
    if len(loose) > 1 or not loose <= {"∨", "⊕"}:
        raise refuse("which operation comes first is not certain")
    runs = [1]
    for operator, factor in zip(("", *node.operators), node.factors, strict=True):
        if operator in loose:
            runs.append(1)
        runs[-1] &= value_at(factor, bits)
    return sum(runs) % 2 if loose == {"⊕"} else int(any(runs))
