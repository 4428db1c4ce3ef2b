r"""Tables of values: a column for x, one for f(x), and in each row what f is there.

Each cell below a formula is a claim, at the values that the other cells of its row give. A column
is judged only if its head has a value in the rows, and it is said to be wrong somewhere only if
most of it is right: what is measured, counted or rounded in another way is no table of values. A
table of names and their values defines them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final, final

from flint import fmpq

from symnn.deferred import dataclass, regex
from symnn.documents.judging.formulas import judge_formula
from symnn.documents.judging.names.customs import judged_by_custom
from symnn.documents.judging.names.definitions import computed
from symnn.documents.judging.notations.other_ways import NEAR_WORDS, speaks_of_other_arithmetic
from symnn.documents.judging.placing import Place, State, judged_entry
from symnn.documents.judging.relations import Judgement, soften
from symnn.documents.macros.trace import Piece, Trace
from symnn.documents.model import Entry
from symnn.documents.regions import Formula, OffsetMap, Origin, TableCell, ValueTable
from symnn.errors import SymnnError
from symnn.exact.expression import symbol
from symnn.latex import syntax as tree
from symnn.latex.healing import heal
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.softness import Box, Softness
from symnn.latex.meaning.values import Scalar, Value
from symnn.latex.parser import parse
from symnn.latex.siunitx import plain_numbers
from symnn.latex.typed import typed

_DELIMITED: Final = regex(r"\*{0,2}(?:\$([^$]+)\$|\\\((.+?)\\\)|\\\\\((.+?)\\\\\))\*{0,2}")
_PLAIN: Final = regex(r"[-+−]?[\d.,/ ]+|[A-Za-zα-ωΑ-Ω](?:_?\d)?'?(?:\([^()|]{1,20}\))?")
_ABOUT: Final = regex(r"(?:≈|\\approx|~)\s*")
_VALUES: Final = regex(
    r"(?:initial |start(?:ing)? |given )?(?:values?|weights?|settings?|numbers?|wert|初始值|值)"
)
#: What stands beside the sums, or the means, of the columns.
_SUMMED: Final = regex(
    r"\W*(?:(?:sub|grand )?totals?|sums?|sum total|averages?|avg\.?|means?|median|all|overall|summe"
    r"|gesamt|mittel(?:wert)?|total(?:e|es)?|somme|moyenne|suma|media|soma|média|somma|итого|сумма"
    r"|合计|总计|总和|平均(?:值)?|Σ|∑|\$?\\sum\b[^|]{0,20})\W*",
    0x2,  # in either case
)
#: Numbers with so many decimals may have been rounded.
_ROUNDED: Final = 2
#: So many cells of a column have to be right before another is said to be wrong.
_MOST_WRONG: Final = 3


#: X = 0, or p(x).
_GIVES_CHANCES: Final = regex(r"=|(?:[pP]|Pr)(?![A-Za-z])[^()$]{0,8}\(")


@final
@dataclass(frozen=True, slots=True)
class _Column:
    """A column below a formula: what stands in its head, and the claim of each row."""

    head: str
    claims: tuple[tuple[TableCell, Mapping[str, Value]], ...]


def judge_table(state: State, table: ValueTable) -> Iterator[Entry]:
    """The entries of a table, column by column."""
    if any(_GIVES_CHANCES.search(cell.text) for cell in (*table.head, table.rows[-1][0])):
        from symnn.documents.judging.chances.from_tables import note_chances

        note_chances(state, table)
    start = table.head[0].start
    near = state.source.text[max(start - NEAR_WORDS, 0) : start]
    if speaks_of_other_arithmetic(" ".join((near, *table.headings))):
        return
    rows = tuple(row for row in table.rows if not any(_SUMMED.fullmatch(c.text) for c in row))
    if not rows:
        return
    table = replace(table, rows=rows)
    if _gives_values(table):
        yield from _definitions(state, table)
        return
    for column in _columns(state, table):
        found = [_judged(state, table, column, k) for k in range(len(column.claims))]
        known = [pair for pair in found if pair is not None]
        right = sum(judgement.outcome == "proved" for _, judgement in known)
        wrong = sum(judgement.outcome == "refuted" for _, judgement in known)
        if right < 2 or right < wrong * _MOST_WRONG or len(known) < len(found):
            continue
        yield from (entry for entry, judgement in known if judgement.outcome != "undecided")


# Definitions ------------------------------------------------------------------------------


def _gives_values(table: ValueTable) -> bool:
    """Names in the first column, and numbers below "value" in the second."""
    if len(table.head) != 2 or not _VALUES.fullmatch(table.head[1].text.strip("*").lower()):
        return False
    return all(
        tree.key(_node(name.text)) is not None and _is_number(_node(value.text))
        for name, value in table.rows
    )


def _definitions(state: State, table: ValueTable) -> Iterator[Entry]:
    for name, value in table.rows:
        known = state.scope.latest(tree.key(_node(name.text)) or "")
        if known is None:
            latex = f"{_inside(name.text)} = {_inside(value.text)}"
            yield from judge_formula(state, _formula(state, table, value, latex))


# Columns ----------------------------------------------------------------------------------


def _columns(state: State, table: ValueTable) -> Iterator[_Column]:
    """The columns with a formula above and numbers below, beside those of its variables."""
    heads = [_node(cell.text) for cell in table.head]
    cells = [[_node(row[k].text) for row in table.rows] for k in range(len(heads))]
    given = [k for k, head in enumerate(heads) if _is_variable(state, head, cells[k])]
    values: list[dict[str, Value]] = [{} for _ in table.rows]
    for k in given:
        for row, cell in enumerate(cells[k]):
            found = _value(state, cell)
            if found is None:
                return
            values[row][tree.key(heads[k]) or ""] = found
    if not given or len({tuple(map(str, row.items())) for row in values}) < len(values):
        return  # the same point twice: what is listed are observations
    for k, head in enumerate(heads):
        text = _applied(state, table, k, given)
        if k not in given and not isinstance(head, tree.Empty) and all(map(_is_number, cells[k])):
            claims = ((row[k], values[n]) for n, row in enumerate(table.rows))
            yield _Column(text, tuple(claims))


def _applied(state: State, table: ValueTable, at: int, given: list[int]) -> str:
    """The head of a column; f as f(x) for a function of what stands in other columns."""
    text = _inside(table.head[at].text)
    known = state.scope.latest(tree.key(_node(table.head[at].text)) or "")
    if known is None or known.parameters is None:
        return text
    names = {tree.key(_node(table.head[k].text)): _inside(table.head[k].text) for k in given}
    if not set(known.parameters) <= set(names):
        return text
    return f"{text}({', '.join(names[name] for name in known.parameters)})"


def _is_variable(state: State, head: tree.Node, cells: list[tree.Node]) -> bool:
    """A name that nothing has worked out, with numbers below it."""
    key = tree.key(head)
    known = state.scope.latest(key) if key is not None else None
    worked_out = known is not None and (known.computed or known.parameters is not None)
    return key is not None and not worked_out and all(map(_is_number, cells))


def _judged(
    state: State, table: ValueTable, column: _Column, row: int
) -> tuple[Entry, Judgement] | None:
    """The entry of one cell and its judgement; None if the head has no value in its row."""
    cell, values = column.claims[row]
    about = _ABOUT.match(_inside(cell.text))
    number = _inside(cell.text)[about.end() if about else 0 :]
    relation = r"\approx" if about else "="
    formula = _formula(state, table, cell, f"{column.head} {relation} {number}")
    healed = heal(formula.latex)
    healed = healed.then(plain_numbers(healed.text))
    body = _body(healed.text)
    if not isinstance(body, tree.Chain) or len(body.links) != 1:
        return None
    place = Place(state, formula, healed)
    link, assumed = body.links[0], Assumptions(values)
    try:
        judgement, text = judged_by_custom(place, body.first, link, True, assumed)
        if judgement.outcome == "refuted":
            judgement = _doubted(place, judgement, body.first, link, values)
    except SymnnError:
        return None
    at = ", ".join(f"{key} = {_cell_text(table, key, row)}" for key in values)
    return judged_entry(place, body.first, link, judgement, f"{text} at {at}"), judgement


def _doubted(
    place: Place, found: Judgement, left: tree.Node, link: tree.Link, values: Mapping[str, Value]
) -> Judgement:
    """A refutation, unless the values in its row were rounded, or the cell to a whole number."""
    right, boxes = link.operand, dict[str, Box]()
    if not any(isinstance(part, tree.Number) and part.decimals for part in tree.walk(right)):
        gap = tree.Abs(tree.Sum((left, tree.Neg(right))))
        one = tree.Link("<", tree.Number("1", Fraction(1)), relation_span=link.relation_span)
        if judged_by_custom(place, gap, one, True, Assumptions(values))[0].outcome != "refuted":
            return Judgement("undecided", reason="it may be rounded to a whole number")
    given: dict[str, Value] = {}
    for key, value in values.items():
        given[key] = value
        number = value.expr.data if isinstance(value, Scalar) else None
        places = value.decimals or 0 if isinstance(value, Scalar) else 0
        if isinstance(number, fmpq) and places >= _ROUNDED:
            name = f"≈{key}"
            boxes[name] = Box(number, fmpq(1, 2) * fmpq(10) ** -places)
            given[key] = Scalar(symbol(name))
    soft = Softness(least=1)
    result = reader(place.state.scope, soft=soft).read(right)
    view = Assumptions(given).view(reader(place.state.scope))
    return soften(found, view.read(left), result, {**boxes, **soft.boxes}) if boxes else found


def _cell_text(table: ValueTable, key: str, row: int) -> str:
    """What stands in a row below a name."""
    for head, cell in zip(table.head, table.rows[row], strict=True):
        if tree.key(_node(head.text)) == key:
            return _inside(cell.text)
    return "?"


# Cells ------------------------------------------------------------------------------------


def _formula(state: State, table: ValueTable, cell: TableCell, latex: str) -> Formula:
    """A relation that stands in no place of its own, at the place of a cell."""
    written = state.source.text[cell.start : cell.end]
    whole = ((0, len(written)),)
    return Formula(
        latex=latex,
        start=cell.start,
        end=cell.end,
        outer_start=cell.start,
        outer_end=cell.end,
        display=True,
        map=OffsetMap((0,), (cell.start,)),
        headings=table.headings,
        paragraph=table.paragraph,
        before="",
        after="",
        lead_in="",
        origin=Origin(written, Trace((Piece(0, 0, whole, True),))),
    )


def _inside(text: str) -> str:
    """The LaTeX of a cell, without its delimiters; what is typed without any as LaTeX."""
    found = _DELIMITED.fullmatch(text)
    if found:
        return next(part for part in found.groups() if part is not None).strip()
    text = text.strip("*").strip()
    if not _PLAIN.fullmatch(_ABOUT.sub("", text)):
        return ""
    written = typed(f"{_ABOUT.sub('', text)} = 0")
    return text if written is None else written.text.removesuffix(" = 0")


def _node(text: str) -> tree.Node:
    """The expression in a cell; Empty if there is none that is understood."""
    inside = _ABOUT.sub("", _inside(text))
    body = _body(heal(inside).text)
    if isinstance(body, (tree.Chain, tree.System, tree.Unreadable, tree.Text, tree.Logic)):
        return tree.Empty()
    return body or tree.Empty()


def _body(latex: str) -> tree.Node | None:
    """The one thing that a text says, if it is understood."""
    found = parse(latex).statements if latex else ()
    statement = found[0] if len(found) == 1 else None
    return statement.body if isinstance(statement, tree.Statement) else None


def _is_number(node: tree.Node) -> bool:
    """Whether a cell holds a number and nothing but digits in it."""
    kinds = (tree.Group, tree.Matrix, tree.Empty, tree.Dots)
    parts = list(tree.walk(node))
    numeric = any(isinstance(part, tree.Number) for part in parts) or tree.key(node) == "pi"
    return numeric and not computed(node) and not any(isinstance(part, kinds) for part in parts)


def _value(state: State, node: tree.Node) -> Scalar | None:
    try:
        found = reader(state.scope).read(node)
    except SymnnError:
        return None
    return found if isinstance(found, Scalar) else None
