"""The letters of a lesson: which are weights, which inputs and targets, which the output."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.training.lessons import Lesson, Update, steps_in
from symnn.documents.judging.training.names import CHANGE, Ref, named, names_in
from symnn.documents.judging.training.values import is_transposed
from symnn.documents.judging.training.vectors import UnknownError
from symnn.latex import syntax as tree

_INPUTS: Final = frozenset({"x", "X", "p", "P", "xi", "s", "z", "u", "a"})
_TARGETS: Final = frozenset({"t", "T", "d", "D", "y", "Y", "l", "r", "c", "o", "hat y", "z"})
_THRESHOLDS: Final = frozenset(
    {"sgn", "sign", "Sgn", "Sign", "hardlims", "hardlim", "step", "Step", "heaviside", "Heaviside"}
)


@final
@dataclass(frozen=True, slots=True)
class Letters:
    """What the letters of the rules and formulas are; `unknown` have no value that is told."""

    weights: frozenset[str]
    inputs: frozenset[str]
    target: str
    output: str
    steps: frozenset[str]
    used: frozenset[str]


def letters_of(lesson: Lesson, updates: Sequence[Update]) -> Letters:
    """The letters of a lesson under some rules.

    Raises:
        UnknownError: which of them are inputs and targets is not told.
    """
    weights = frozenset(update.base for update in updates)
    steps = frozenset(u.step.letter for u in updates if u.step is not None)
    refs = list(_refs(lesson, updates))
    steps |= _of_patterns(updates, refs, weights)
    used = frozenset(ref.base for ref in refs)
    plain = {t.ref.base for t in lesson.told if _is_plain(t.ref) and t.ref.base not in weights}
    open_ = set(used) - weights - set(lesson.formulas) - set(lesson.functions)
    families = {t.ref.base for t in lesson.told if not _is_plain(t.ref)}
    lists = {t.ref.base for t in lesson.told if isinstance(t.value, tuple)}
    open_ = {b for b in open_ if b not in plain or b in families or b in lists}
    bodies = [u.body for u in updates] + [u.condition for u in updates if u.condition is not None]
    for name in _reached(lesson, *bodies):
        if name in lesson.conflicts:
            raise UnknownError(lesson.conflicts[name])
    inputs, target = _told_letters(lesson, open_)
    if not inputs and open_:
        inputs, target = _guessed(lesson, refs, open_, steps)
    output = _output(lesson, weights)
    return Letters(weights, inputs, target, output, steps, used)


def _of_patterns(
    updates: Sequence[Update], refs: Sequence[Ref], weights: frozenset[str]
) -> frozenset[str]:
    """Letters that number patterns: the i of w + y_i x_i, and of x_j^{(i)}."""
    others = [ref for ref in refs if ref.base not in weights]
    letters = {ref.step.letter for ref in others if ref.step is not None and ref.step.letter}
    letters |= {ref.index for ref in others if ref.index.isalpha() and not ref.step}
    taken = {ref.index for ref in refs if ref.base in weights}
    return frozenset(letters - taken - {update.entry for update in updates})


def _is_plain(ref: Ref) -> bool:
    return not (ref.index or ref.step or ref.label)


def _told_letters(lesson: Lesson, open_: set[str]) -> tuple[frozenset[str], str]:
    """The letters that stand before a list of pairs: (x, y)."""
    if lesson.letters is None:
        return frozenset(), ""
    first, second = lesson.letters
    return (frozenset({first}), second) if open_ <= {first, second} else (frozenset(), "")


def _guessed(
    lesson: Lesson, refs: Sequence[Ref], open_: set[str], steps: frozenset[str]
) -> tuple[frozenset[str], str]:
    """Inputs have entries or lists as values, targets have not."""
    labelled = {t.ref.base for t in lesson.told if t.ref.label and t.ref.base in open_}
    vectors = {r.base for r in refs if r.index and r.index not in steps and r.base in open_}
    vectors |= {t.ref.base for t in lesson.told if isinstance(t.value, tuple)} & open_
    others = open_ - vectors
    if lesson.target_letter in open_:
        vectors, others = open_ - {lesson.target_letter}, {lesson.target_letter}
    elif not vectors:
        others = labelled or {b for b in open_ if b in _TARGETS}
        vectors = open_ - others
        if len(open_) == 2 and len(vectors) != 1:
            vectors = {b for b in open_ if b in _INPUTS}
            others = open_ - vectors
    if len(vectors) != 1 or len(others) > 1:
        missing = ", ".join(sorted(others or open_))
        raise UnknownError(f"which of {missing} are inputs and targets is not told")
    return frozenset(vectors), next(iter(others), "")


def _output(lesson: Lesson, weights: frozenset[str]) -> str:
    """The letter of what the unit says: the only formula of weights that is a threshold."""
    found = [
        name
        for name, body in lesson.formulas.items()
        if _is_threshold(lesson, body) and weights & _reached(lesson, body)
    ]
    return found[0] if len(found) == 1 else ""


def _is_threshold(lesson: Lesson, body: tree.Node) -> bool:
    if isinstance(body, tree.Cases):
        return all(not isinstance(row.value, tree.Cases) for row in body.rows)
    if isinstance(body, (tree.Call, tree.Apply)):
        head = named(body.head if isinstance(body, tree.Call) else body.function)
        if head is None:
            return False
        function = lesson.functions.get(head.base)
        return head.base in _THRESHOLDS or (
            function is not None and _is_threshold(lesson, function.body)
        )
    return False


def _reached(lesson: Lesson, *bodies: tree.Node) -> set[str]:
    """The letters and functions that formulas rest on, through others."""
    found: set[str] = set()
    waiting = list(bodies)
    while waiting:
        for ref in names_in(waiting.pop(), lesson.raised):
            if ref.base in found:
                continue
            found.add(ref.base)
            if ref.base in lesson.formulas:
                waiting.append(lesson.formulas[ref.base])
            if ref.base in lesson.functions:
                waiting.append(lesson.functions[ref.base].body)
    return found


def _refs(lesson: Lesson, updates: Sequence[Update]) -> Iterator[Ref]:
    """The names in the rules, their conditions, and the formulas that these rest on."""
    waiting = [u.body for u in updates] + [u.condition for u in updates if u.condition is not None]
    if any(u.on_mistake for u in updates):
        waiting += lesson.formulas.values()
    seen: set[str] = set()
    while waiting:
        for ref in _names_in(lesson, waiting.pop()):
            yield ref
            if ref.base in lesson.formulas and ref.base not in seen:
                seen.add(ref.base)
                waiting.append(lesson.formulas[ref.base])


def _names_in(lesson: Lesson, node: tree.Node) -> Iterator[Ref]:
    """Names as they are read: `w_i(old)` is one, and heads of known functions are none."""
    ref = named(node, lesson.raised)
    if ref is not None and ref.step is not None and ref.step.letter not in steps_in(lesson):
        ref = None if not isinstance(node, tree.Name) else ref
    if ref is not None and ref.mark != CHANGE:
        if ref.base not in lesson.functions:
            yield ref
        return
    if isinstance(node, tree.Power) and is_transposed(node):
        yield from _names_in(lesson, node.base)
        return
    bound = _bound(node)
    heads = []
    if isinstance(node, (tree.Call, tree.Apply)):
        head = named(node.head if isinstance(node, tree.Call) else node.function)
        if head is not None and (isinstance(node, tree.Apply) or head.base in _THRESHOLDS):
            heads = [node.head if isinstance(node, tree.Call) else node.function]
    for child in tree.children(node):
        if child in heads:
            continue
        yield from (r for r in _names_in(lesson, child) if r.base != bound)


def _bound(node: tree.Node) -> str:
    """The letter that a sum runs over."""
    if not isinstance(node, tree.BigOperator) or node.lower is None:
        return ""
    lower = node.lower.first if isinstance(node.lower, tree.Chain) else node.lower
    ref = named(lower)
    return ref.base if ref is not None else ""
