r"""Recurrences that vectors tell: F_{k+2} = F_{k+1} + F_k by u_{k+1} = Au_k, u_k = (F_{k+1}, F_k).

All rows but one must say F_{k+1} = F_{k+1}; the last one is the recurrence. What is told so is as
good as written: closed forms of F_k are claims. Entries of such vectors are never free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from symnn.documents.judging.heard import heard_of
from symnn.documents.judging.identities.forms import number
from symnn.documents.judging.identities.recurrences import shift_of
from symnn.documents.judging.identities.stated import letters
from symnn.documents.judging.placing import Place, State
from symnn.documents.judging.sequences.hooks import learn
from symnn.documents.judging.statements import statement_entries
from symnn.documents.judging.wording.clauses import Clause
from symnn.documents.regions import Formula
from symnn.latex import syntax as tree
from symnn.latex.meaning.families import index_letter
from symnn.latex.parser import parse
from symnn.latex.rewriting import Rewriting

_TIMES: Final = ("", "·")
#: The steps of vectors of more entries are left as they are.
_LONGEST: Final = 4
#: A vector at k + 1, the matrix, the vector at k, and the letter.
_Step = tuple[Sequence[tree.Node], tree.Node, Sequence[tree.Node], str]


def note_vector_rules(state: State, formula: Formula) -> None:
    """Take up the recurrence that a vector and its steps tell, once both are known."""
    memory = heard_of(state).memory
    if memory is not None:
        memory.tied |= _tied(state)
    for after, matrix, before, letter in (*_told(state, formula), *_written(formula)):
        families = _families((*after, *before), letter)
        if len(families) != 1 or _has_rule(state, *families):
            continue
        rule = _rule(_rows(state, matrix), after, before, letter)
        if rule is not None:
            _tell(state, formula, rule)


def _tell(state: State, formula: Formula, rule: tree.Chain) -> None:
    """Hear the recurrence as if it stood beside the formula."""
    place = Place(state, formula, Rewriting(""))
    statement = tree.Statement(rule)
    clause, last = Clause(statement), state.last
    for _ in statement_entries(place, statement, clause):
        pass
    state.last = last
    memory = heard_of(state).memory
    if memory is None:
        heard_of(state).before.append((formula.headings, [clause], []))
    else:
        learn(memory, formula.headings, [clause], [])


def _has_rule(state: State, base: str) -> bool:
    """Whether a formula for the members of a family was given."""
    return any(state.scope.latest(key) for key in state.scope.families.get(base, {}))


def _tied(state: State) -> set[str]:
    """The families in vectors that are stepped, or that hold two members of the same."""
    found = set[str]()
    for patterns in state.scope.families.values():
        for key, pattern in patterns.items():
            known = state.scope.latest(key)
            letter = index_letter(pattern, state.scope)
            column = _column(known.body) if known is not None else ()
            families = _families(column, letter) if letter is not None else set()
            if len(patterns) > 1 or len(families) < len(column):
                found |= families
    return found


# --- where it is told -------------------------------------------------------------------


def _told(state: State, formula: Formula) -> Iterator[_Step]:
    """The steps of vectors that have a name, and whose entries are given."""
    scope = state.scope
    for patterns in list(scope.families.values()):
        known = [
            (pattern, found.body)
            for key, pattern in patterns.items()
            if (found := scope.latest(key)) is not None and found.section == formula.headings
        ]
        entries = [(p, column) for p, body in known if (column := _column(body))]
        steps = [(p, body) for p, body in known if isinstance(body, tree.Product)]
        if len(entries) == 1 and len(steps) == 1:
            yield from _step(state, *steps[0], *entries[0])


def _step(
    state: State,
    pattern: tree.Name,
    body: tree.Product,
    vector: tree.Name,
    column: Sequence[tree.Node],
) -> Iterator[_Step]:
    letter, own = index_letter(pattern, state.scope), index_letter(vector, state.scope)
    if letter is None or own is None or len(body.factors) != 2 or body.operators[0] not in _TIMES:
        return
    matrix, last = body.factors
    if not isinstance(last, tree.Name) or _bare(last) != _bare(pattern):
        return
    shifts = shift_of(pattern, letter), shift_of(last, letter), shift_of(vector, own)
    if None in shifts or letter in letters(matrix):
        return
    at = shifts[2] or 0
    if (shifts[0] or 0) - (shifts[1] or 0) == 1:
        after = [_moved(entry, own, 1 - at) for entry in column]
        yield after, matrix, [_moved(entry, own, -at) for entry in column], own


def _written(formula: Formula) -> Iterator[_Step]:
    """Steps whose vectors are written out: (F_{n+1}, F_n) = A(F_n, F_{n-1})."""
    if r"\begin" not in formula.latex:
        return
    for statement in parse(formula.latex).statements:
        if not isinstance(statement, tree.Statement) or statement.qualifiers:
            continue
        body = statement.body
        if not isinstance(body, tree.Chain) or body.links[0].relation != "=":
            continue
        after, right = _column(body.first), body.links[0].operand
        if not after or not isinstance(right, tree.Product) or len(right.factors) != 2:
            continue
        before = _column(right.factors[1])
        inside = {key for entry in after for key in _index_letters(entry)}
        if before and right.operators[0] in _TIMES and len(inside) == 1:
            yield after, right.factors[0], before, inside.pop()


def _column(node: tree.Node) -> Sequence[tree.Node]:
    """The entries of a vector in a column; none of anything else."""
    lying = isinstance(node, tree.Transpose)
    inner = node.operand if isinstance(node, tree.Transpose) else node
    if isinstance(inner, tree.Matrix):
        rows = tuple(zip(*inner.rows, strict=True)) if lying else inner.rows
        column = [cell for row in rows for cell in row]
        return column if len(column) == len(rows) and 1 < len(rows) <= _LONGEST else ()
    if isinstance(inner, tree.Group) and 1 < len(inner.items) <= _LONGEST:
        return inner.items
    return ()


def _rows(state: State, matrix: tree.Node) -> Sequence[Sequence[tree.Node]]:
    """The rows of a matrix that is written out, or has a name."""
    known = state.scope.latest(tree.key(matrix) or "")
    body = matrix if known is None else known.body
    return body.rows if isinstance(body, tree.Matrix) else ()


# --- what it says -----------------------------------------------------------------------


def _rule(
    rows: Sequence[Sequence[tree.Node]],
    after: Sequence[tree.Node],
    before: Sequence[tree.Node],
    letter: str,
) -> tree.Chain | None:
    """The one row that says something; None if there is none, or more."""
    size = len(before)
    if len(rows) != size or len(after) != size or any(len(row) != size for row in rows):
        return None
    if any(letter in letters(cell) for row in rows for cell in row):
        return None
    found = []
    for left, row in zip(after, rows, strict=True):
        terms = [_term(a, e) for a, e in zip(row, before, strict=True) if not _is(a, 0)]
        if len(terms) != 1 or terms[0] != left:
            found.append((left, terms))
    if len(found) != 1 or not found[0][1]:
        return None
    left, terms = found[0]
    top = shift_of(left, letter) if isinstance(left, tree.Name) else None
    lower = [shift_of(e, letter) for e in before if isinstance(e, tree.Name)]
    if top is None or any(low is None or low >= top for low in lower):
        return None
    right = terms[0] if len(terms) == 1 else tree.Sum(tuple(terms))
    return tree.Chain(left, (tree.Link("=", right),))


def _term(factor: tree.Node, entry: tree.Node) -> tree.Node:
    if _is(factor, 1):
        return entry
    if isinstance(factor, tree.Neg):
        return tree.Neg(_term(factor.operand, entry))
    factor = tree.Group("()", (factor,)) if isinstance(factor, tree.Sum) else factor
    return tree.Product((factor, entry), ("",))


def _is(node: tree.Node, value: int) -> bool:
    return isinstance(node, tree.Number) and node.value == value


def _families(entries: Sequence[tree.Node], letter: str) -> set[str]:
    """The names of the entries, if all are members at an index that moves by whole numbers."""
    names = [entry for entry in entries if isinstance(entry, tree.Name)]
    members = [name for name in names if shift_of(name, letter) is not None]
    return {name.base for name in members} if len(members) == len(entries) else set()


def _index_letters(node: tree.Node) -> set[str]:
    if not isinstance(node, tree.Name) or node.subscript is None:
        return set()
    return {key for part in tree.walk(node.subscript) if (key := tree.key(part))}


def _bare(name: tree.Name) -> tree.Name:
    return replace(name, subscript=None, labels=())


def _moved(node: tree.Node, letter: str, by: int) -> tree.Node:
    """F_{k+2} of F_{k+1}, for a move by 1."""
    shift = shift_of(node, letter) if isinstance(node, tree.Name) else None
    if not isinstance(node, tree.Name) or shift is None or node.subscript is None:
        return node
    index: tree.Node = tree.Name(letter)
    if shift + by > 0:
        index = tree.Sum((index, number(shift + by)))
    elif shift + by < 0:
        index = tree.Sum((index, tree.Neg(number(-shift - by))))
    return replace(node, subscript=index)
