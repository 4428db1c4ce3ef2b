r"""Names in rules of learning: what they are of, which entry, and at which moment.

w_i(\text{new}), w_i^{new}, w_i' and \Delta w_i are the same letter at different moments; so are
w(k+1), w^{(k+1)} and w_{k+1}, and W^{k+1} where W is known to be a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from symnn.latex import syntax as tree

NOW: Final = ""
NEW: Final = "new"
OLD: Final = "old"
CHANGE: Final = "change"
_WORDS: Final = {
    "new": NEW, "old": OLD, "next": NEW, "previous": OLD, "prev": OLD, "after": NEW, "before": OLD,
    "neu": NEW, "alt": OLD, "current": OLD, "updated": NEW,
}  # fmt: skip
_PLAIN_ACCENTS: Final = frozenset({"vec", "overrightarrow", "underline"})


class Step(NamedTuple):
    """The number of a step: a letter and how far from it; no letter for a number."""

    letter: str
    shift: int


class Ref(NamedTuple):
    """A name: its letter, the entry it is of, and its moment: a word, a step or a label."""

    base: str
    index: str = ""  # type: ignore[assignment]
    mark: str = NOW
    step: Step | None = None
    label: str = ""


def named(node: tree.Node, raised: frozenset[str] = frozenset()) -> Ref | None:
    """What a node names; None for what is no name.

    Args:
        node: the node.
        raised: letters of which a superscript is a number, and no power.
    """
    match node:
        case tree.Name():
            return _of_name(node)
        case tree.Prime(operand=operand, count=1):
            return _marked(named(operand, raised), NEW)
        case tree.Mark(operand=operand, mark="+"):
            return _marked(named(operand, raised), NEW)
        case tree.Product(factors=(tree.Name() as word, operand), operators=("",)):
            if word.base == "Delta" and word.subscript is None and not word.labels:
                return _marked(named(operand, raised), CHANGE)
            if word.base in _WORDS and word.subscript is None:
                return _marked(named(operand, raised), _WORDS[word.base])
        case tree.Power(base=tree.Name() as base, exponent=exponent) if base.base in raised:
            return _at_step(_of_name(base), exponent)
        case tree.Call(head=tree.Name() as head, arguments=tree.Group(items=(item,))):
            return _of_call(head, item)
        case tree.Call(head=tree.Product(factors=(tree.Name(base="Delta"), head))) if (
            isinstance(head, tree.Name)
            and isinstance(node.arguments, tree.Group)
            and len(node.arguments.items) == 1
        ):
            return _marked(_of_call(head, node.arguments.items[0]), CHANGE)
    return None


def names_in(node: tree.Node, raised: frozenset[str] = frozenset()) -> Iterator[Ref]:
    """The names in a formula as they are read: `w_i(old)` is one, and its index is none."""
    found = named(node, raised)
    if found is not None:
        yield found
        return
    for child in tree.children(node):
        yield from names_in(child, raised)


def _of_call(head: tree.Name, item: tree.Node) -> Ref | None:
    """w(new), w(k+1) and d(A)."""
    found = _of_name(head)
    if found is None or found.mark or found.step is not None:
        return None
    word = _word(item)
    if word in _WORDS:
        return _marked(found, _WORDS[word])
    step = step_of(item)
    if step is not None and (not step.letter or step.letter in "knt"):
        return found._replace(step=step)
    return None


def _of_name(name: tree.Name) -> Ref | None:
    accents = [a for a in name.accents if a not in _PLAIN_ACCENTS]
    base = "".join([f"{a} " for a in accents]) + name.base
    if name.font not in ("", "bold", "upright"):
        base = f"{name.font} {base}"
    found = Ref(base)
    if len(name.labels) > 1:
        return None
    for label in name.labels:
        item = label.items[0] if len(label.items) == 1 else None
        if item is None:
            return None
        word = _word(item)
        if word in _WORDS:
            found = found._replace(mark=_WORDS[word])
            continue
        step = step_of(item)
        if step is None:
            return None
        found = found._replace(step=step)
    return found if name.subscript is None else _with_index(found, name.subscript)


def _with_index(found: Ref, subscript: tree.Node) -> Ref | None:
    parts = subscript.items if isinstance(subscript, tree.Group) else (subscript,)
    words = [_word(part) for part in parts]
    if words[-1] in _WORDS and not found.mark:
        found, words = found._replace(mark=_WORDS[words[-1]]), words[:-1]
    if not words:
        return found
    if len(words) > 1 or not words[0]:
        step = step_of(subscript)
        if step is None or found.step is not None or len(words) > 1:
            return None
        return found._replace(step=step)
    word = words[0]
    if word.isdigit() or (len(word) == 1 and word.isalpha()):
        return found._replace(index=word)
    return found._replace(base=f"{found.base}_{word}")


def _word(node: tree.Node) -> str:
    """A name without anything, a number or letters in a row as one word; "" for others."""
    if isinstance(node, tree.Name) and not (node.subscript or node.labels or node.accents):
        return node.base
    if isinstance(node, tree.Text):
        return node.text.strip().lower()
    if isinstance(node, tree.Number) and node.decimals in (None, 0):
        return node.text
    if isinstance(node, tree.Product) and set(node.operators) == {""}:
        return "".join(map(_word, node.factors))
    return ""


def step_of(node: tree.Node) -> Step | None:
    """k, k+1, t-1 or 2 as a step; None for anything else."""
    if isinstance(node, tree.Group) and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, tree.Number) and node.value.denominator == 1:
        return Step("", int(node.value))
    if isinstance(node, tree.Name) and len(node.base) == 1 and node.subscript is None:
        return Step(node.base, 0)
    if not isinstance(node, tree.Sum) or len(node.terms) != 2:
        return None
    letter, other = node.terms
    sign = -1 if isinstance(other, tree.Neg) else 1
    number = other.operand if isinstance(other, tree.Neg) else other
    if not isinstance(letter, tree.Name) or not isinstance(number, tree.Number):
        return None
    if len(letter.base) != 1 or number.value.denominator != 1:
        return None
    return Step(letter.base, sign * int(number.value))


def _marked(found: Ref | None, mark: str) -> Ref | None:
    return None if found is None or found.mark else found._replace(mark=mark)


def _at_step(found: Ref | None, exponent: tree.Node) -> Ref | None:
    step = step_of(exponent)
    word = _word(exponent)
    if found is None or found.step is not None:
        return None
    if word in _WORDS:
        return _marked(found, _WORDS[word])
    return None if step is None else found._replace(step=step)
