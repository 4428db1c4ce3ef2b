r"""Claims about arrays of open sizes: written out at small sizes, and judged entry by entry.

What is true of \partial L/\partial W_{ij} for every i and j, and of \partial L/\partial W as a
whole, is decided where the axes have 2 and 3 places, for indices that are equal and that differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import partial
from itertools import product
from typing import Final, final

from symnn.deferred import dataclass
from symnn.documents.judging.identities.said_of_indices import (
    ONE_HOT,
    Said,
    of_declared,
    said_of_indices,
)
from symnn.documents.judging.index_notation.agreeing import agreement
from symnn.documents.judging.index_notation.alone import of_open_sizes
from symnn.documents.judging.index_notation.arrays import Atoms
from symnn.documents.judging.index_notation.at_any_values import at_any_values
from symnn.documents.judging.index_notation.at_numbers import judged_at_numbers
from symnn.documents.judging.index_notation.axes import MisfitError, Shape
from symnn.documents.judging.index_notation.cells import (
    Cells,
    as_value,
    entries_of,
    free_in,
    pairs,
)
from symnn.documents.judging.index_notation.fixed_places import (
    are_as_numbered,
    at_letters,
    check_places,
)
from symnn.documents.judging.index_notation.gathering import check_squares, names_of
from symnn.documents.judging.index_notation.names import Names, gradient_variables
from symnn.documents.judging.index_notation.one_hot import (
    fails_with_one_hot,
    is_said_of_all,
    judged_with_one_hot,
)
from symnn.documents.judging.index_notation.operators import has_operators
from symnn.documents.judging.index_notation.own_names import at_own_names, at_roots
from symnn.documents.judging.index_notation.pairs import has_diagonal, sums_over_pairs
from symnn.documents.judging.index_notation.points import false_at_a_point
from symnn.documents.judging.index_notation.shapes import Shapes
from symnn.documents.judging.index_notation.sinks import independent, note_sinks
from symnn.documents.judging.index_notation.spelling import bound_beside
from symnn.documents.judging.index_notation.stating import is_stated, tells_apart
from symnn.documents.judging.index_notation.targets import hot_ones, targets_of
from symnn.documents.judging.index_notation.told import check_told, of_all_sizes, sizes_apart
from symnn.documents.judging.index_notation.trial_sizes import TRIALS, trials_of_proofs
from symnn.documents.judging.index_notation.uneven import is_uneven, places
from symnn.documents.judging.index_notation.unknowns import ANY, LOGISTIC, READINGS, Unknowns
from symnn.documents.judging.index_notation.ways import ways
from symnn.documents.judging.index_notation.written import Written
from symnn.documents.judging.names.letters.unsaid import SIGMA
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement
from symnn.exact.expression import postorder
from symnn.latex import syntax as tree
from symnn.latex.matrices.context import LAYOUTS, NUMERATOR
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.values import Value
from symnn.latex.plain import plain

_RELATIONS: Final = frozenset({"=", "≡"})
_MOST_CELLS: Final = 60
_MOST_LARGE: Final = 1000
_MOST_CASES: Final = 30
_MOST_NODES: Final = 4000


def judge_index_notation(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about arrays; None if nothing is found.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what words beside it say, such as i ≠ j.
    """
    if link.relation not in _RELATIONS or assumed.denied:
        return None
    scope = place.state.scope
    if has_operators(place, left, link.operand):
        return None  # the variance of a sum is no product with it
    try:
        assumed = of_declared(assumed, lambda key: place.state.declared.latest(key) is not None)
        assumed, apart = sizes_apart(assumed, place.state.declared)
        said = replace(said_of_indices(assumed), apart=apart)
        if not said.understood:
            return None
        both = at_own_names(left, scope), at_own_names(link.operand, scope)
        scope = at_roots(scope, both)
        check_squares(scope, both, place.state.source.text)
        found = _in_some_way(both, said, place)
        if found is None and (opened := at_letters(scope, both)) is not None:
            found = _in_some_way(opened[0], replace(said, numbers=opened[1]), place)
        if found is None and r"\partial" in place.latex:
            found = at_any_values(place, both, partial(_in_some_way, both, said), said.indices)
    except MisfitError:
        return None
    return None if found is None else (found, f"{plain(left)} = {plain(link.operand)}")


def _in_some_way(sides: tuple[tree.Node, tree.Node], said: Said, place: Place) -> Judgement | None:
    """What is found in the first way to read the names in which all shapes fit."""
    names = names_of(place.state.scope, sides)
    for reading in ways(names, sides, place.formula.headings):
        found, fits = _in_layouts(place, reading, sides, said)
        if fits:
            return None if sums_over_pairs(reading, sides) else found
    return None


def _in_layouts(
    place: Place, names: Names, sides: tuple[tree.Node, tree.Node], said: Said
) -> tuple[Judgement | None, bool]:
    """Proved in some layout of derivatives; refuted only if it is so in all that fit.

    It is also said whether the shapes fit in any.
    """
    found: dict[str, Judgement] = {}
    fits = False
    has_hot = any(word in place.state.source.text.lower() for word in ONE_HOT)
    gradients = [v for side in sides for v in gradient_variables(side)]
    sides = names.ready(sides[0]), names.ready(sides[1])
    for layout in LAYOUTS:
        shapes = Shapes(names, place.state.declared, layout=layout)
        try:
            shapes.settle(*sides)
            if layout == NUMERATOR and any(map(shapes.is_matrix, gradients)):
                continue  # ∇_A has the shape of A with every author
            check_told(shapes, said.apart, sides, place.state.source.text)
        except MisfitError:
            continue
        fits = True
        if not any(map(shapes.axes.is_array, shapes.wholes.values())):
            return None, True  # numbers alone are judged elsewhere
        check_places(shapes.axes, shapes.free, said.numbers)
        claim = _Claim(names, shapes, sides, said, has_hot=has_hot)
        judged = of_all_sizes(claim.judged(), shapes)
        if judged is not None:
            found[layout] = judged
        if not claim.is_laid_out():
            return judged, True
    proved = frozenset(k for k, judged in found.items() if judged.outcome == "proved")
    if proved:
        first = next(found[k] for k in LAYOUTS if k in proved)
        return replace(first, layouts=frozenset() if len(proved) == len(LAYOUTS) else proved), True
    return next(iter(found.values()), None), fits


@final
@dataclass(slots=True)
class _Claim:
    names: Names
    shapes: Shapes
    sides: tuple[tree.Node, tree.Node]
    said: Said
    summing: frozenset[str] = frozenset()
    used: set[str] = field(default_factory=set)
    has_hot: bool = False
    kinks: bool = False
    hot: int = 0
    met: dict[int, frozenset[str]] = field(default_factory=dict)
    slopes_at: dict[int, bool] = field(default_factory=dict)

    def is_laid_out(self) -> bool:
        """Whether an array is derived, or derived by: then its layout matters."""
        parts = [part for side in self.sides for part in tree.walk(side)]
        slopes = [part for part in parts if isinstance(part, tree.Derivative)]
        return any(
            isinstance(v, tree.Name) and not (m and m.entry)
            for slope in slopes
            for v in slope.variables
            for m in [self.names.member(v)]
        )

    def judged(self) -> Judgement | None:
        """The judgement for all cases at all sizes."""
        if self.said.numbers and (self.shapes.steps_in or is_uneven(self.names, self.sides)):
            return None  # the first place is not as good as the seventh
        try:
            if (found := judged_at_numbers(self)) is not None:
                return found
            plainly = None if self.said.summing else self._read()
            if plainly is not None and plainly.outcome == "proved":
                return plainly
            self.summing = targets = targets_of(self.names, self.shapes, self.sides)
            hot = hot_ones(self.names, targets, self.sides)
            if self.said.hot and len(hot) == 1:
                return judged_with_one_hot(self, *hot)
            if not targets:
                return None if self.said.summing else plainly
            under = self._read()
            if under is not None and under.outcome == "proved":
                return self._proved_under_one(targets, under)
            if plainly is not None and self.has_hot and not fails_with_one_hot(self):
                return None  # y_j^2 = y_j holds where one of them is 1, and all others are 0
        except MisfitError:
            return None
        return under if under is None or self.said.summing else plainly

    def _proved_under_one(self, targets: frozenset[str], under: Judgement) -> Judgement | None:
        """Proved where the entries of one list sum to 1: authors have no more targets than that."""
        if len(targets) == 1:
            return under
        for target in sorted(targets):
            self.summing = frozenset({target})
            found = self._read()
            if found is not None and found.outcome == "proved":
                return found
        return None

    def _read(self) -> Judgement | None:
        """Proved if every case is; refuted if it fails with every meaning of an activation."""
        false = [self.failures(reading) for reading in READINGS[:1]]
        if self.used:
            false += [self.failures(reading) for reading in READINGS[1:]]
        if not all(self.slopes_at.values()):
            raise MisfitError("a derivative that is 0 everywhere: of other arrays than are meant")
        if not any(one for row in false[0] for one in row):
            return self._proved(not any(one for rows in false for row in rows for one in row))
        refuted = [self._refuted(rows) for rows in false]
        if any(one is None for one in refuted):
            return None
        return refuted[0]

    def failures(self, reading: str) -> list[list[Judgement | None]]:
        """For all sizes, and each place of the indices: how the claim fails at numbers, if so."""
        found: list[list[Judgement | None]] = []
        for trial in TRIALS:
            sizes = self.sizes(trial)
            found.append([self.failing(case, sizes, reading) for case in self.cases(sizes)])
        return found

    def failing(
        self, case: dict[str, int], sizes: dict[int, int], reading: str, most: int = _MOST_NODES
    ) -> Judgement | None:
        written, values = self.written(case, sizes, Unknowns(reading, algebraic=False), most)
        self.used |= self.met[0] | self.met[1]
        for place, differs in written.slopes_at.items():
            self.slopes_at[place] = differs or self.slopes_at.get(place, False)
        found = false_at_a_point(pairs(values))
        if found is None:
            return None
        unknown = any(name.startswith("∂") for value in values for name in free_in(value))
        apart = (self.met[0] ^ self.met[1]) - {SIGMA}  # what defines a function is not false
        if apart or (unknown and len(written.unknowns.sinks) > 1) or written.unknowns.is_lopsided:
            raise MisfitError("what a number is made of, or on which side of a kink, is not said")
        if is_said_of_all(self) or is_stated(self.names, self.sides, values):
            return found
        raise MisfitError("it may be a condition, or an equation to solve")

    def _proved(self, of_any: bool) -> Judgement | None:
        """By the algebra of entries; for any activation, or else for the logistic function."""
        readings = [ANY] if of_any else []
        if self.used == {"sigma"}:
            readings.append(LOGISTIC)
        for reading in readings or [ANY]:
            found = self._proved_for(reading)
            if found is not None and (reading == ANY or not self.used):
                return found
            if found is not None:
                note = "σ, which is not defined here, is read as the logistic function"
                return replace(found, notes=(*found.notes, note))
        return None

    def _proved_for(self, reading: str) -> Judgement | None:
        first: Judgement | None = None
        letters = self.shapes.letters_of_sizes()
        for trial in trials_of_proofs(self.names.scope, letters, *self.sides):
            sizes = self.sizes(trial)
            for case in self.cases(sizes):
                found = agreement(self, case, sizes, reading)
                if found is None:
                    return None
                first = first or found
        return None if first is None else self.labelled(first)

    def _refuted(self, rows: list[list[Judgement | None]]) -> Judgement | None:
        """False in all cases; or in one, where a claim tells equal and different indices apart."""
        if self.shapes.axes.large and not self._fails_at_large():
            return None
        first, *others = rows
        columns = list(zip(first, *others, strict=False))
        failing = [all(one is not None for one in column) for column in columns]
        few = not self.said.indices and len(self.shapes.free) > 1
        if has_diagonal(self.names, self.shapes.wholes):
            return None  # w_{ii} = 0 is not put in
        if not all(failing) and is_uneven(self.names, self.sides):
            return None
        if not any(failing) or not (failing[-1] or not few or tells_apart(self.sides)):
            return None  # that it fails where two indices are equal may not be meant
        if bound_beside(*self.sides) & self.shapes.free.keys():
            return None  # the y_i of \sum_i c - y_i may be meant to stand in the sum
        return first[failing.index(True)]

    def _fails_at_large(self) -> bool:
        """Whether it is false for the sizes that are said, which are larger than those tried."""
        axes = self.shapes.axes
        said = {axes.root(axis): size for axis, size in axes.large.items()}
        sizes = {**self.sizes(TRIALS[0]), **said}
        cells = [sizes.get(axes.root(a), 1) * sizes.get(axes.root(b), 1) for a, b in self._met()]
        if sum(cells) > _MOST_LARGE:
            return False
        *_, case = self.cases(sizes)
        readings = READINGS if self.used else READINGS[:1]
        return all(self.failing(case, sizes, reading, _MOST_NODES * 10) for reading in readings)

    def _met(self) -> Iterable[Shape]:
        return self.shapes.wholes.values()

    def sizes(self, trial: tuple[int, ...]) -> dict[int, int]:
        """So many places for each axis: those that are said, else two and three in turn."""
        axes = self.shapes.axes
        found: dict[int, int] = {}
        stepped = {
            axes.root(self.shapes.free[k]) for k in self.shapes.steps_in if k in self.shapes.free
        }
        roots = dict.fromkeys(axes.root(a) for a in sorted(axes.several))
        for k, root in enumerate(roots):
            found[root] = 3 if root in stepped else axes.sizes.get(root, trial[k % 2])
        cells = sum(found.get(axes.root(a), 1) * found.get(axes.root(b), 1) for a, b in self._met())
        if cells > _MOST_CELLS:
            raise MisfitError("too many entries to be written out")
        return found

    def cases(self, sizes: dict[int, int]) -> Iterator[dict[str, int]]:
        """Where the indices may stand: those of one axis at the same place, or at others."""
        axes = self.shapes.axes
        groups: dict[int, list[str]] = {}
        for letter in self.shapes.free:
            groups.setdefault(axes.root(self.shapes.free[letter]), []).append(letter)
        count, uneven = 0, is_uneven(self.names, self.sides)
        for choice in product(
            *(places(g, sizes[root], self.shapes.steps_in, uneven) for root, g in groups.items())
        ):
            case = {k: v for part in choice for k, v in part.items()}
            differ = all(len(set(part.values())) == len(part) for part in choice)
            same = all(len(set(part.values())) == 1 for part in choice)
            if (self.said.indices == "≠" and not differ) or (self.said.indices == "=" and not same):
                continue
            if not are_as_numbered(choice, self.said.numbers):
                continue
            count += 1
            if count > _MOST_CASES:
                raise MisfitError("too many cases")
            yield case
        if not count and self.said.numbers:
            raise MisfitError("too few places for so many numbers")

    def written(
        self,
        case: dict[str, int],
        sizes: dict[int, int],
        unknowns: Unknowns,
        most: int = _MOST_NODES,
    ) -> tuple[Written, tuple[Value, Value]]:
        """Both sides in entries."""
        lowest = 2 if self.shapes.steps_in else 1
        names, shapes = self.names, self.shapes
        written = Written(
            names, shapes, sizes, case, lowest, self.summing, self.hot, unknowns=unknowns
        )
        left, right = self._both(written, frozenset())
        if written.asked:
            note_sinks(written)
            left, right = self._both(written, independent(written))
        values = as_value(unknowns.spelled(left)), as_value(unknowns.spelled(right))
        self.kinks = self.kinks or unknowns.has_kinks
        if sum(1 for value in values for _ in postorder(*entries_of(value))) > most:
            raise MisfitError("entries that are too long")
        return written, values

    def _both(self, written: Written, atoms: Atoms) -> tuple[Cells, Cells]:
        """Both sides, and the functions in each of them that nothing defines."""
        found: list[Cells] = []
        for side in self.sides:
            written.known.clear()
            written.unknowns.used.clear()
            found.append(written.of(side, {}, atoms))
            self.met[len(found) - 1] = frozenset(written.unknowns.used)
        return found[0], found[1]

    def labelled(self, found: Judgement) -> Judgement:
        notes = of_open_sizes(self) if self.shapes.axes.several else []
        notes += ["where no max(0, ·) is at its kink"] if self.kinks else []
        if self.summing:
            notes.append(f"where the {', '.join(sorted(self.summing))} sum to 1")
        return replace(found, notes=(*found.notes, *notes))
