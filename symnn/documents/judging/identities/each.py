r"""Claims about every entry of given data: |x_i - \mu| \le 2\sigma for all i."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import RELATIONS, Judgement, Side, judge
from symnn.errors import SymnnError
from symnn.exact.expression import free_symbols, rational
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.ranges import runs
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.values import Array, Scalar, Value
from symnn.latex.plain import plain

_INDICES: Final = frozenset("ijklmnt")
_MOST: Final = 60


def judge_each_entry(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim "for all i"; None if i numbers no given data.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what the words beside it say.
    """
    (letter, *more) = sorted(assumed.universal) or [""]
    if letter not in _INDICES or more or link.relation not in RELATIONS or assumed.is_closed:
        return None
    if assumed.domain and not _listed(letter, assumed):
        return None
    if assumed.unread is not None or place.state.scope.latest(letter) is not None:
        return None
    both = tree.Group("", (left, link.operand), (",",))
    if not _is_index(letter, both):
        return None
    view = reader(place.state.scope)
    try:
        rows = _listed(letter, assumed) or list(runs(tree.Name(letter), None, both, view))
        found = [_at(view.with_local(row), left, link) for row in rows[:_MOST]]
    except (MeaningError, SymnnError):
        return None
    if len(rows) > _MOST or view.track.supposed:
        return None
    false = [n for n, judgement in enumerate(found, 1) if judgement.outcome == "refuted"]
    if false and may_be_posed_in_words(place.formula):
        return None
    reading = f"{plain(left)} {link.relation} {plain(link.operand)}"
    if false:
        note = f"already at {letter} = {false[0]}"
        return replace(found[false[0] - 1], right=None, notes=(note,)), reading
    if any(judgement.outcome != "proved" for judgement in found) or not found:
        return None
    methods = " and ".join(dict.fromkeys(judgement.method for judgement in found))
    note = f"for each of the {len(found)} values of {letter}"
    return replace(found[0], method=methods, notes=(note,)), reading


def _listed(letter: str, assumed: Assumptions) -> list[dict[str, Value]]:
    """The numbers of "for i = 1, 2, 3", which were read as i ∈ {1, 2, 3}."""
    chain = assumed.relations[0] if len(assumed.relations) == 1 else None
    if chain is None or tree.key(chain.first) != letter or chain.links[0].relation != "∈":
        return []
    items = tree.children(chain.links[0].operand)
    numbers = [item for item in items if isinstance(item, tree.Number)]
    return [{letter: Scalar(rational(n.value))} for n in numbers if len(numbers) == len(items)]


def _is_index(letter: str, node: tree.Node) -> bool:
    """Whether a letter stands in indices, and nowhere else."""
    if isinstance(node, tree.Name):
        return tree.key(node) != letter
    return all(_is_index(letter, child) for child in tree.children(node))


def _at(view: Reader, left: tree.Node, link: tree.Link) -> Judgement:
    sides: list[Value] = [view.read(left), view.read(link.operand)]
    cells = [c for s in sides for c in (s.cells() if isinstance(s, Array) else (s,))]
    if not all(isinstance(c, Scalar) and not free_symbols(c.expr) for c in cells):
        return Judgement("undecided")
    return judge(link.relation, Side(sides[0], left), Side(sides[1], link.operand))
