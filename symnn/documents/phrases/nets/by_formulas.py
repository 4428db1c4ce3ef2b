r"""Networks that are given by their formulas: A = XW^{(1)} + B^{(1)}, Z = σ(A), Y = ZW^{(2)}.

What the last of the formulas rests on are weights, biases and inputs, told apart by their letters;
the weights and biases are counted, each array once, with all its entries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from symnn.documents.phrases.matrices import refuse
from symnn.documents.phrases.nets.counting import Count
from symnn.documents.phrases.subjects import Speaker
from symnn.exact.expression import rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Binding
from symnn.latex.meaning.values import Array, Scalar
from symnn.latex.symbols import FUNCTION_WORDS

#: What weights, biases and inputs are called.
_WEIGHTS: Final = frozenset({"W", "w", "Theta", "theta", "omega"})
_BIASES: Final = frozenset({"B", "b"})
_INPUTS: Final = frozenset({"X", "x"})
_CONSTANTS: Final = frozenset({"e", "pi", "sigma", "max", "min"})


def count_of_formulas(speaker: Speaker) -> Count:
    """The weights and biases that the one output of the formulas so far rests on.

    Raises:
        MeaningError: there is more than one output, or a letter is none of these.
    """
    scope = speaker.reader.scope
    known = {key: bindings[-1] for key, bindings in scope.history.items()}
    formulas = {k: b for k, b in known.items() if b.computed and b.parameters is None}
    used = {key for b in formulas.values() for key in _keys(b.body)}
    outputs = [key for key in formulas if key not in used]
    apart = len({b.section for b in known.values()}) > 1  # another net may be meant
    if apart or len(outputs) != 1 or any(len(scope.history[key]) > 1 for key in formulas):
        raise refuse("which network is meant is not said")
    leaves = dict(_leaves(outputs[0], known, set()))
    weights = sum(_size(speaker, n) for n in leaves.values() if n.base in _WEIGHTS)
    biases = sum(_size(speaker, n) for n in leaves.values() if n.base in _BIASES)
    others = [n for n in leaves.values() if n.base not in _WEIGHTS | _BIASES | _INPUTS]
    tied = any(key.partition("_")[0] in _WEIGHTS | _BIASES for key in formulas)
    if tied:
        raise refuse("which network is meant is not said")
    if others or not weights:
        raise refuse("which letters are parameters is not certain")
    return Count(rational(weights), rational(biases))


def _leaves(key: str, known: dict[str, Binding], seen: set[str]) -> Iterator[tuple[str, tree.Name]]:
    """The names without a formula that one rests on; an entry of an array stands for the array."""
    for part in tree.walk(known[key].body):
        name = tree.key(part) if isinstance(part, tree.Name) else None
        if name is None or not isinstance(part, tree.Name) or name in seen:
            continue
        seen.add(name)
        held = known.get(name)
        if held is not None and held.computed and held.parameters is None:
            yield from _leaves(name, known, seen)
        elif held is not None and held.parameters is not None:
            if _keys(held.body) - {*held.parameters} - _CONSTANTS:
                raise refuse(f"{name} may have parameters too")
        elif not _is_function(part):
            whole = replace(part, subscript=None)
            array = held is None and (tree.key(whole) or "") in known
            part = whole if array else part
            yield tree.key(part) or "", part


def _keys(node: tree.Node) -> set[str]:
    found = {tree.key(p) or "" for p in tree.walk(node) if isinstance(p, tree.Name)}
    return found - {""}


def _is_function(name: tree.Name) -> bool:
    return name.base in SPELLINGS or name.base in FUNCTION_WORDS or name.base in _CONSTANTS


def _size(speaker: Speaker, name: tree.Name) -> int:
    """How many numbers a weight or a bias is; one that nothing is said of is a number.

    Raises:
        MeaningError: its shape is not known.
    """
    if speaker.reader.scope.latest(tree.key(name) or "") is None:
        if not name.base.islower() or name.font or not isinstance(name.subscript, tree.Number):
            raise refuse(f"the shape of {tree.key(name)} is not given")
        return 1
    value = speaker.reader.lookup(name)
    if isinstance(value, Scalar):
        return 1
    if not isinstance(value, Array):
        raise refuse(f"the shape of {tree.key(name)} is not given")
    return value.shape[0] * value.shape[1]
