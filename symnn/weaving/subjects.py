"""What a derivation is about: a network, a matrix or a vector, and a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symnn.deferred import dataclass
from symnn.documents.judging.placing import State
from symnn.documents.source import Source
from symnn.errors import DocumentError, LatexError, SymnnError
from symnn.exact.evaluate import value as exact_value
from symnn.exact.expression import Expr
from symnn.exact.matrix import Matrix
from symnn.functions.lower import lower
from symnn.latex import syntax as tree
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Array, Scalar
from symnn.latex.parser import parse
from symnn.network_files.entries import expression_of
from symnn.network_files.reading import read_network
from symnn.weaving.definitions import Found, network_in
from symnn.weaving.directives import Directive, split_items
from symnn.weaving.files import file_name


@dataclass(frozen=True, slots=True)
class Subject:
    """What is derived.

    Attributes:
        value: a network, a matrix network, or a matrix.
        label: what messages call it.
        point: the point, or the points, if there is one.
        found: the names that an author gave to the parts of a network.
    """

    value: Any
    label: str
    point: tuple[Any, ...] | None = None
    found: Found | None = None

    @property
    def weight(self) -> tuple[int, int]:
        """How much there is to derive: layers, and entries of a matrix."""
        if isinstance(self.value, Matrix):
            return 0, len(self.value.entries())
        return len(self.value.layers), 0


def resolve(directive: Directive, state: State, offset: int) -> Subject:
    """What a directive is about, by the definitions of a document so far.

    Raises:
        DocumentError: a name that stands for nothing that can be derived, a file that cannot be
            read, a point that has no value; why, and the way out.
    """
    scope = state.scope
    point = point_of(directive.at, scope) if directive.at else None
    if directive.file:
        name = file_name(state.source, offset, directive.file)
        return Subject(read_network(attached_text(state.source, name), name), name, point)
    return named_subject(name_key(directive.subject), scope, point)


def named_subject(key: str, scope: Scope, point: tuple[Any, ...] | None) -> Subject:
    """What a name of a document stands for: a matrix or a network.

    Raises:
        DocumentError: neither; why, and the way out.
    """
    binding = scope.latest(key)
    if binding is not None and binding.parameters is None:
        matrix = _matrix(tree.Name(key), scope, key)
        if matrix is not None:
            return Subject(matrix, key, point)
    found = network_in(scope, key, None if point is None else len(point))
    return Subject(found.network, key, point, found)


def _matrix(node: tree.Node, scope: Scope, key: str) -> Matrix | None:
    try:
        found = reader(scope).named(key, node)
        if not isinstance(found, Array):
            return None
        return Matrix([[exact_value(lower(cell.expr)) for cell in row] for row in found.rows])
    except SymnnError:
        return None


def name_key(written: str) -> str:
    """The key of a name as an author writes it, `W_1` or `f(x)`.

    Raises:
        DocumentError: it is no name.
    """
    statements = parse(written).statements
    first = statements[0] if len(statements) == 1 else None
    body = first.body if isinstance(first, tree.Statement) else None
    if isinstance(body, tree.Call):
        body = body.head
    key = None if body is None else tree.key(body)
    if key is None:
        raise DocumentError(f"{written!r} is no name; write the name of a network, as f")
    return key


def attached_text(source: Source, name: str) -> str:
    """The text of a file that a document names.

    Raises:
        DocumentError: it was not read, and why.
    """
    for attached in source.attached:
        if attached.name == name:
            if attached.problem:
                raise DocumentError(attached.problem)
            return attached.text
    raise DocumentError(f"{name}: was not read; run `symnn weave` or `symnn check` on a file")


# --- points ---------------------------------------------------------------------------------


def point_of(written: str, scope: Scope | None = None) -> tuple[Any, ...]:
    """The entries of a point: numbers in plain notation or LaTeX, or the name of a vector.

    Entries in brackets are lists: matrices by rows, or vectors.

    Raises:
        DocumentError: an entry that is no number.

    Examples:
        >>> from symnn.exact.expression import rational
        >>> point_of("5/6, 1/3") == (rational("5/6"), rational("1/3"))
        True
    """
    text = written.replace(r"\left", "").replace(r"\right", "").strip()
    items = split_items(text)
    if len(items) == 1 and scope is not None:
        named = _vector(items[0], scope)
        if named is not None:
            return named
    return tuple(_item(item, scope) for item in items)


def points_of(written: str, *, several: bool) -> Any:
    """A number, or a list of them if `several` are meant or brackets stand around them.

    Examples:
        >>> from symnn.exact.expression import rational
        >>> points_of("1/2", several=False) == rational("1/2")
        True
    """
    text = written.strip()
    is_list = text[:1] in ("(", "[") and text[-1:] in (")", "]")
    items = split_items(text[1:-1] if is_list else text)
    if several or is_list or len(items) > 1:
        return tuple(_item(item, None) for item in items)
    return _item(text, None)


def _item(text: str, scope: Scope | None) -> Any:
    if text[:1] == "[" and text[-1:] == "]":
        return [_item(item, scope) for item in split_items(text[1:-1])]
    try:
        return expression_of(text)
    except LatexError as error:
        found = None if scope is None else _value(text, scope)
        if found is not None and len(found) == 1:
            return found[0]
        raise DocumentError(f"{text!r} in the point is no number: {error.message}") from None


def _value(text: str, scope: Scope) -> Sequence[Expr] | None:
    statements = parse(text).statements
    if len(statements) != 1 or not isinstance(statements[0], tree.Statement):
        return None
    try:
        found = reader(scope).read(statements[0].body)
    except MeaningError:
        return None
    if isinstance(found, Scalar):
        return [found.expr]
    return [cell.expr for cell in found.cells()] if isinstance(found, Array) else None


def _vector(text: str, scope: Scope) -> tuple[Expr, ...] | None:
    found = _value(text, scope)
    return tuple(found) if found is not None and len(found) > 1 else None
