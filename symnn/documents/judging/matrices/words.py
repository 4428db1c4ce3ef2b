"""The words beside a claim about matrices: for which it is said, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass, regex
from symnn.documents.judging.wording.conditions import Condition
from symnn.latex import syntax as tree
from symnn.latex.matrices.names import name_key, plain_name
from symnn.latex.matrices.sizes import Shape

_ALL: Final = frozenset({"all", "any", "every", "each", "arbitrary", "general", "always"})
_PLAIN: Final = frozenset(
    {"for", "a", "an", "the", "real", "matrix", "matrices", "vector", "vectors", "with", "where"}
    | {"if", "when", "is", "are", "and", "both", "of", "square", "invertible", "nonsingular"}
    | {"non-singular", "symmetric", "orthogonal", "rectangular", "possibly", "matching", "scalar"}
    | {"compatible", "conformable", "size", "sizes", "shape", "shapes", "dimension", "column"}
    | {"dimensions", "different", "lengths", "length", "holds", "in", "given", "let", "constant"}
    | {"scalars", "two", "not", "necessarily", "same", "assuming", "suppose", "full", "rank"}
    | {"number", "numbers", "some", "fixed", "then", "have", "we", "has", "generic", "appropriate"}
)
_KINDS: Final = frozenset({"matrix", "matrices", "vector", "vectors"})
_DEFINED: Final = regex(
    r"\b(is|are)( always)? (well[- ]defined|defined|conformable|possible|a valid product|valid)\b"
    r"|\bcan be (multiplied|added|computed|formed)\b(?! by\b)|\bmakes sense\b"
)
_INVERTIBLE: Final = regex(
    r"(?i)invert|non-?singular|definite|full (?:column |row )?rank|inverse|orthogonal|diagonal"
)
_UNDEFINED: Final = regex(
    r"\b(is|are) (not (well[- ])?defined|undefined|not possible|ill[- ]defined)\b"
    r"|\b(cannot|can't|can not) be (multiplied|added|computed|formed)\b"
)
_MAKES: Final = frozenset({"make", "makes", "give", "gives", "so", "so that", "then", "we have"})
_SPLIT: Final = regex(r"[^a-z'’-]+")


@final
@dataclass(frozen=True, slots=True)
class Words:
    """What the words say.

    `general` tells that the claim is said of all; `understood` that every word is known, `generic`
    that all the others leave out are zeros among entries; `flags` what is said of names; `matrices`
    that it speaks of matrices or vectors; `unequal` that letters of sizes are said to differ;
    `shapes` the shapes of names that the words give; `defined` whether it is said that something
    is defined, or not.
    """

    understood: bool = True
    general: bool = False
    unequal: bool = False
    flags: tuple[tuple[str, frozenset[str]], ...] = ()
    shapes: tuple[tuple[str, Shape], ...] = ()
    columns: bool = False
    matrices: bool = False
    defined: bool | None = None
    claim: tree.Chain | None = None
    generic: bool = False


NOTHING_SAID: Final = Words()


def words_of(conditions: Iterable[Condition]) -> Words:
    """What the words beside a statement say.

    >>> words_of(()) == Words()
    True
    """
    said = Words()
    before: tree.Node | None = None
    conditions = tuple(conditions)
    for condition in conditions:
        said = _with(said, condition, before)
        before = condition.body if condition.body is not None else before
    if said.understood:
        return said
    from symnn.documents.judging.wording.nonzero_entries import is_generic

    return replace(said, generic=is_generic(conditions))


def _with(said: Words, condition: Condition, before: tree.Node | None) -> Words:
    text = " ".join(condition.words.lower().split())
    body = _in_brackets(condition.body)
    defined = _says_defined(text)
    bare = _DEFINED.sub(" ", _UNDEFINED.sub(" ", text)) if defined is not None else text
    tokens = [t for t in _SPLIT.split(bare) if t]
    makes = text.strip(" ,:()") in _MAKES and isinstance(body, tree.Chain)
    about = before if body is None or tokens[:1] in (["is"], ["are"]) else body
    keys = tuple(_names_in(about))
    wide = keys if "rectangular" in tokens else ()
    return Words(
        said.understood and (makes or (_is_understood(tokens, text) and _is_condition(body))),
        said.general or bool(_ALL & set(tokens)),
        said.unequal or _is_unequal(body) or "different" in tokens,
        (*said.flags, *((key, _flags(tokens)) for key in keys if _flags(tokens))),
        (*said.shapes, *((key, _own_sizes(key)) for key in wide)),
        said.columns or "column" in tokens,
        said.matrices or bool(_KINDS & set(tokens)),
        said.defined if defined is None else defined,
        body if makes and isinstance(body, tree.Chain) else said.claim,
    )


def _own_sizes(key: str) -> Shape:
    """Two letters for a name alone."""
    return f"rows({plain_name(key)})", f"columns({plain_name(key)})"


def _says_defined(text: str) -> bool | None:
    if _UNDEFINED.search(text):
        return False
    return True if _DEFINED.search(text) else None


def _is_understood(tokens: list[str], text: str) -> bool:
    negated = "not" in tokens and "not necessarily" not in text
    return set(tokens) <= _PLAIN | _ALL and not negated


def _is_condition(body: tree.Node | None) -> bool:
    """Names, or names in a space, or a relation that only keeps sizes or numbers apart."""
    if body is None or isinstance(body, tree.Name):
        return True
    if isinstance(body, tree.Group):
        return all(isinstance(item, tree.Name) for item in body.items)
    if isinstance(body, tree.Chain):
        return all(link.relation in ("∈", "≠", ">") for link in body.links)
    return False


def _in_brackets(body: tree.Node | None) -> tree.Node | None:
    """The relation in brackets behind a formula: "… (x ≠ 0)"."""
    if isinstance(body, tree.Group) and body.fence == "()" and len(body.items) == 1:
        (inner,) = body.items
        return inner if isinstance(inner, tree.Chain) else body
    return body


def _is_unequal(body: tree.Node | None) -> bool:
    """Whether sizes are kept apart; a vector that is not 0 says nothing of sizes."""
    if not isinstance(body, tree.Chain) or {li.relation for li in body.links} != {"≠"}:
        return False
    return not any(_is_zero(li.operand) for li in body.links)


def _is_zero(node: tree.Node) -> bool:
    number = isinstance(node, tree.Number) and node.value == 0
    return number or (isinstance(node, tree.Name) and node.base == "0")


def _names_in(node: tree.Node | None) -> Iterable[str]:
    if isinstance(node, tree.Chain):
        node = node.first
    items = node.items if isinstance(node, tree.Group) else (node,)
    keys = (name_key(item) for item in items if isinstance(item, tree.Name))
    return [key for key in keys if key is not None]


def _flags(tokens: list[str]) -> frozenset[str]:
    found = frozenset[str]()
    if "symmetric" in tokens:
        found |= {"symmetric"}
    if "orthogonal" in tokens:
        found |= {"columns", "rows"}
    return found


def has_open_inverse(node: tree.Node, text: str) -> bool:
    """Whether a name is inverted in it of which a text never says that it can be."""
    inverses = (
        part.base
        for part in tree.walk(node)
        if isinstance(part, tree.Power) and isinstance(part.exponent, tree.Neg)
    )
    open_ = any(isinstance(part, tree.Name) for base in inverses for part in tree.walk(base))
    return open_ and _INVERTIBLE.search(text) is None
