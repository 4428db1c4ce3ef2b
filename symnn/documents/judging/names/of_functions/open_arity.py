r"""Functions of as many numbers as one likes: f(x_1, \dots, x_n) = \sum_{i=1}^n x_i^2.

f(1, 2, 3) is then the formula with n = 3, and x_1, x_2, x_3 for these. Each number of arguments
that a document uses is bound as a function of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words, supposes
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.placing import State
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.builtins import SPELLINGS
from symnn.latex.meaning.scope import Binding

Statements = Sequence["tree.Statement | tree.Unreadable"]

#: A function is not written out for more arguments.
_MOST: Final = 24
#: Names that are given to one function after the other.
_GENERIC: Final = frozenset({"f", "g", "h", "F", "G", "y", "z", "u", "v", "p", "q", "P", "L"})
_DEFINING: Final = frozenset({"=", ":=", "≡"})


@final
@dataclass(frozen=True, slots=True)
class OpenArity:
    """A formula in x_first, …, x_last, where the last index is `count` and so many less."""

    key: str
    stem: tree.Name
    first: int
    count: str
    less: int
    body: tree.Node
    line: int

    def written(self, many: int) -> tuple[tuple[str, ...], tree.Node]:
        """The parameters and the formula of so many arguments."""
        places = range(self.first, self.first + many)
        keys = [tree.key(_at(self.stem, place)) or "" for place in places]
        count = self.first + many - 1 + self.less
        number = tree.Number(str(count), Fraction(count))

        def visit(node: tree.Node) -> tree.Node:
            return number if tree.key(node) == self.count else tree.map_children(node, visit)

        return tuple(keys), visit(self.body)


def with_open_arity(
    state: State, formula: Formula, statements: Statements
) -> list[tree.Statement | tree.Unreadable]:
    """The statements; definitions of such functions are kept, and the sizes in use are bound.

    Args:
        state: what is known so far; the functions are bound in its scope.
        formula: where the statements stand.
        statements: those of the formula.
    """
    line = state.source.position(formula.start).line
    found: list[tree.Statement | tree.Unreadable] = []
    for statement in statements:
        learnt = _learnt(state, statement, line)
        if learnt is not None and isinstance(statement, tree.Statement):
            state.open_arity[learnt.key] = learnt
            statement = _of_whole(statement, learnt)
        elif isinstance(statement, tree.Statement):
            for key, many in _calls(statement):
                _bind(state, formula, key, many)
            statement = _stated(state, formula, statement)
        found.append(statement)
    return found


def _learnt(
    state: State, statement: tree.Statement | tree.Unreadable, line: int
) -> OpenArity | None:
    body = statement.body if isinstance(statement, tree.Statement) else None
    if not isinstance(body, tree.Chain) or body.links[0].relation not in _DEFINING:
        return None
    call = _call(body.first)
    if call is None or (key := tree.key(call[0])) is None:
        return None
    formula = body.links[0].operand
    known = state.scope.latest(key)
    own = state.open_arity.get(key)
    if known is not None and (own is None or known.body is not own.body):
        return None
    spread = _spread(call[1])
    if spread is None or any(tree.key(part) == key for part in tree.walk(formula)):
        return None
    stem, first, count, less = spread
    used = {_stem_key(part) for part in tree.walk(formula)}
    if tree.key(stem) not in used:
        return None
    return OpenArity(key, stem, first, count, less, formula, line)


def _stem_key(node: tree.Node) -> str | None:
    named = isinstance(node, tree.Name) and node.subscript is not None
    return (
        tree.key(replace(node, subscript=None)) if isinstance(node, tree.Name) and named else None
    )


def _call(node: tree.Node) -> tuple[tree.Name, tuple[tree.Node, ...]] | None:
    if isinstance(node, tree.Call) and isinstance(node.head, tree.Name):
        return node.head, node.arguments.items
    if isinstance(node, tree.Apply) and node.power is None and isinstance(node.function, tree.Name):
        group = node.argument
        if isinstance(group, tree.Group) and node.function.base not in SPELLINGS:
            return node.function, group.items
    return None


def _spread(items: Sequence[tree.Node]) -> tuple[tree.Name, int, str, int] | None:
    """x, 1, n and 0 of x_1, x_2, …, x_n; of x_0, …, x_{n-1} it is 0, n and 1."""
    if len(items) < 3 or not isinstance(items[-2], tree.Dots):
        return None
    *shown, _, last = items
    if not all(isinstance(item, tree.Name) and item.subscript is not None for item in shown):
        return None
    names = [item for item in shown if isinstance(item, tree.Name)]
    indices = [name.subscript for name in names]
    numbers = [int(index.value) for index in indices if isinstance(index, tree.Number)]
    stem = replace(names[0], subscript=None)
    if len(numbers) < len(names) or numbers[0] not in (0, 1):
        return None
    row = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    same = all(replace(name, subscript=None, span=stem.span) == stem for name in names)
    if not row or not same or not isinstance(last, tree.Name) or last.subscript is None:
        return None
    if tree.key(replace(last, subscript=None)) != tree.key(stem):
        return None
    count, less = _count(last.subscript)
    return None if count is None else (stem, numbers[0], count, less)


def _count(index: tree.Node) -> tuple[str | None, int]:
    """n, or n - 1."""
    if isinstance(index, tree.Name):
        return tree.key(index), 0
    if isinstance(index, tree.Sum) and len(index.terms) == 2:
        name, one = index.terms
        taken = one.operand if isinstance(one, tree.Neg) else None
        if isinstance(taken, tree.Number) and taken.value == 1 and isinstance(name, tree.Name):
            return tree.key(name), 1
    return None, 0


def _of_whole(statement: tree.Statement, learnt: OpenArity) -> tree.Statement:
    """The definition as one of the vector: f(x) = …, with entries as its formula says."""
    body = statement.body
    call = _call(body.first) if isinstance(body, tree.Chain) else None
    if not isinstance(body, tree.Chain) or call is None:
        return statement
    group = tree.Group("()", (learnt.stem,), span=body.first.span)
    return replace(
        statement, body=replace(body, first=tree.Call(call[0], group, span=body.first.span))
    )


def _calls(statement: tree.Statement) -> Iterator[tuple[str, int]]:
    """The functions with the numbers of arguments they are applied to."""
    bodies = [statement.body, *(q.body for q in statement.qualifiers if q.body is not None)]
    for part in (part for body in bodies for part in tree.walk(body)):
        call = _call(part)
        if call is None or (key := tree.key(call[0])) is None:
            continue
        if not any(isinstance(item, tree.Dots) for item in call[1]):
            yield key, len(call[1])


def _bind(state: State, formula: Formula, key: str, many: int, anew: bool = False) -> None:
    """Bind the function of so many arguments, if it is one of these and means nothing else.

    With `anew` also where it is bound already, but was last spoken of with more or fewer.
    """
    own = state.open_arity.get(key)
    scope = state.scope
    if own is None or not 1 < many <= _MOST:
        return
    known = scope.latest(key)
    latest = anew and known is not None and len(known.parameters or ()) != many
    if scope.with_arity(key, many, scope.version) is not None and not latest:
        return
    if key in _GENERIC and known is not None and known.section != formula.headings:
        return
    if known is None or known.line != own.line:
        return
    names, body = own.written(many)
    version = scope.version + 1
    state.frames[version] = state.frame.path
    state.spoken[version] = state.words
    state.ends[version] = formula.outer_start
    scope.bind(Binding(key, body, version, names, computed(body), own.line, formula.headings))


def _stated(state: State, formula: Formula, statement: tree.Statement) -> tree.Statement:
    """What is said of the function of some letters, as said of all numbers: it has its formula.

    Not of an f or g, which is another function at the next place, nor under another heading.
    """
    body = statement.body
    call = _call(body.first) if isinstance(body, tree.Chain) else None
    key = "" if call is None else tree.key(call[0]) or ""
    own = state.open_arity.get(key)
    if own is None or call is None or not isinstance(body, tree.Chain) or key in _GENERIC:
        return statement
    known = state.scope.latest(key)
    letters = [tree.key(item) for item in call[1]]
    expected = own.written(len(letters))[0] if 1 < len(letters) <= _MOST else ()
    here = known is not None and known.line == own.line and known.section == formula.headings
    bare = statement.lead is None and not statement.qualifiers and not statement.connective
    link = body.links[0]
    used = {tree.key(p) for p in tree.walk(link.operand) if isinstance(p, tree.Name)}
    if not here or not bare or tuple(letters) != expected or len(body.links) > 1:
        return statement
    if link.relation != "=" or not used <= {*expected} or any(map(state.scope.latest, expected)):
        return statement
    if may_be_posed_in_words(formula) or supposes(formula):
        return statement
    _bind(state, formula, key, len(expected), anew=True)
    names = tree.Group("", call[1], (",",) * (len(call[1]) - 1), span=body.first.span)
    return replace(statement, qualifiers=(tree.Qualifier("for all", names, span=body.first.span),))


def _at(stem: tree.Name, place: int) -> tree.Name:
    return replace(stem, subscript=tree.Number(str(place), Fraction(place)))
