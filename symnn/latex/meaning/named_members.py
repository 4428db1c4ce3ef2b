r"""Members of a family with words as indices: idf_{Romeo} of idf_t, w_{wit,d} of w_{t,d}."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from symnn.latex import syntax as tree
from symnn.latex.meaning.opaque import opaque_key
from symnn.latex.meaning.scope import Binding, Scope
from symnn.latex.meaning.subscripts import binds
from symnn.latex.symbols import FUNCTION_WORDS

_LETTERS: Final = 1


def by_word(
    name: tree.Name,
    pattern: tree.Name,
    known: Binding,
    scope: Scope,
    is_member: Callable[[tree.Name, Scope], object],
) -> tree.Node | None:
    """The formula of the family, written for the words in the index of a name.

    Each name in the formula that carries the letter has to be defined for the word: of x_max
    x_t = f(x_{t-1}) says nothing.

    Examples:
        >>> from fractions import Fraction
        >>> x, t, word = tree.Name("x"), tree.Name("t"), tree.Name("cat")
        >>> pattern, scope = replace(x, subscript=t), Scope()
        >>> scope.bind(Binding("y_cat", tree.Number("2", Fraction(2), 0), 1))
        >>> known = Binding("x_t", tree.Neg(replace(x, base="y", subscript=t)), 2, None, True)
        >>> found = by_word(replace(x, subscript=word), pattern, known, scope, lambda *_: None)
        >>> found == tree.Neg(replace(x, base="y", subscript=word))
        True
    """
    if replace(name, subscript=None) != replace(pattern, subscript=None):
        return None
    wanted, letters = _places(name.subscript), _places(pattern.subscript)
    if len(wanted) != len(letters) or not letters:
        return None
    words: dict[str, tree.Node] = {}
    for word, letter in zip(wanted, letters, strict=True):
        key = tree.key(letter) or ""
        if not isinstance(letter, tree.Name) or len(letter.base) > _LETTERS or key in words:
            return None
        if _is_word(word):
            words[key] = word
        elif tree.key(word) != key:
            return None
    parts = list(tree.walk(known.body))
    if not words or any(binds(part, letter) for part in parts for letter in words):
        return None
    if any(scope.latest(letter) is not None for letter in words):
        return None
    carriers = [name for name in _names(known.body) if _holds(name, words)]
    members = [_with(part, words) for part in carriers]
    if not members or not all(_is_known(part, scope, is_member) for part in members):
        return None
    return _with(known.body, words)


def _places(index: tree.Node | None) -> tuple[tree.Node, ...]:
    if isinstance(index, tree.Group) and index.fence == "":
        return index.items
    return () if index is None else (index,)


def _is_word(node: tree.Node) -> bool:
    named = isinstance(node, tree.Name) and node.subscript is None and not node.labels
    base = node.base if isinstance(node, tree.Name) else ""
    return named and len(base) > _LETTERS and base.isalpha() and base not in FUNCTION_WORDS


def _names(node: tree.Node) -> Iterator[tree.Node]:
    """The names and applications in a formula, without the names in their indices."""
    if isinstance(node, (tree.Name, tree.Call)):
        yield node
        return
    for part in tree.children(node):
        yield from _names(part)


def _holds(name: tree.Node, words: Mapping[str, tree.Node]) -> bool:
    """Whether one of the letters stands in the index of a name, or is one itself."""
    return any(tree.key(part) in words for part in tree.walk(name))


def _with(node: tree.Node, words: Mapping[str, tree.Node]) -> tree.Node:
    word = words.get(tree.key(node) or "")
    return word or tree.map_children(node, lambda part: _with(part, words))


def _is_known(
    node: tree.Node, scope: Scope, is_member: Callable[[tree.Name, Scope], object]
) -> bool:
    """Whether a name is defined, or is a member of a family itself."""
    if isinstance(node, tree.Call):
        return scope.latest(opaque_key(node) or "") is not None
    if not isinstance(node, tree.Name):
        return False
    if scope.latest(tree.key(node) or "") is not None:
        return True
    return is_member(node, scope) is not None
