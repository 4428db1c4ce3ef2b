"""Patterns in tables: the inputs in columns x_1, x_2, … and the target in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from symnn.deferred import regex
from symnn.documents.judging.training.lessons import Lesson
from symnn.documents.judging.training.names import Ref, named
from symnn.documents.judging.training.values import View, value_of
from symnn.documents.judging.training.vectors import UnknownError, Vector, number
from symnn.documents.regions import ValueTable
from symnn.latex import syntax as tree
from symnn.latex.parser import parse

_TARGET: Final = regex(
    r"(?i)(?:(?:desired|target|true|teacher) )?(?:targets?|outputs?|class|label|value|answer)"
    r"(?: (?:t|y|d))?"
)
_NUMBERING: Final = regex(
    r"(?i)(?:#|no\.?|n|k|p|i|(?:training )?(?:pattern|example|sample|pair|row))"
)
_TARGETS: Final = frozenset({"t", "d", "y", "l", "T", "D", "Y"})


def learn_table(lesson: Lesson, table: ValueTable) -> None:
    """Take in the patterns of a table, if that is all that it holds."""
    head = [_parsed(cell.text) for cell in table.head]
    titles = [regex(r"[$*\\]").sub("", cell.text).strip() for cell in table.head]
    rows = [[_parsed(cell.text) for cell in row] for row in table.rows]
    _learn(lesson, head, titles, rows)


def learn_array(lesson: Lesson, array: tree.Matrix) -> None:
    """The same of an array in a formula, with the names in its first row."""
    head, *rows = array.rows
    titles = [node.text if isinstance(node, tree.Text) else "" for node in head]
    _learn(lesson, list(head), titles, [list(row) for row in rows])


def _parsed(text: str) -> tree.Node:
    bare = text.strip().strip("$").strip()
    statements = parse(bare).statements
    if len(statements) == 1 and isinstance(statements[0], tree.Statement):
        return statements[0].body
    return tree.Empty()


def _learn(
    lesson: Lesson,
    head: Sequence[tree.Node],
    titles: Sequence[str],
    rows: Sequence[Sequence[tree.Node]],
) -> None:
    refs = [named(node) for node in head]
    inputs = [k for k, ref in enumerate(refs) if ref is not None and ref.index.isdigit()]
    if not inputs or len(rows) < 2:
        return
    first = refs[inputs[0]]
    alike = [refs[k] == Ref(first.base, str(n)) for n, k in enumerate(inputs, 1)] if first else []
    others = [k for k in range(len(head)) if k not in inputs]
    targets = [k for k in others if _is_target(refs[k], titles[k])]
    rest = [k for k in others if k not in targets]
    if not alike or not all(alike) or len(targets) != 1 or len(rest) > 1:
        return
    if rest and (rest != [0] or _NUMBERING.fullmatch(titles[0]) is None):
        return
    pairs = []
    for row in rows:
        try:
            values = [number(value_of(row[k], View({}))) for k in (*inputs, targets[0])]
        except UnknownError:
            return
        *entries, target = values
        pairs.append((Vector(1, tuple(entries)), target))
    if (lesson.pairs or lesson.is_answered) and lesson.pairs != pairs:
        lesson.conflicts[""] = "the patterns are told twice"
    lesson.pairs[:] = pairs
    letter = refs[targets[0]]
    if first is not None and letter is not None and len(titles[targets[0]]) <= 1:
        lesson.letters = first.base, letter.base


def _is_target(ref: Ref | None, title: str) -> bool:
    letter = ref is not None and ref.base in _TARGETS and not (ref.index or ref.mark)
    return letter or _TARGET.fullmatch(title) is not None
