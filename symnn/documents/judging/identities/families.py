r"""Claims about names with an open index: \partial o_i/\partial z_j = o_i(\delta_{ij} - o_j).

A family such as o_i = e^{z_i}/\sum_j e^{z_j} has as many members as the author likes. A claim is
written out for 2 and 3 of them, with the indices equal or different, and judged each time.
Where all that is summed are exponentials of the variables, one member beside the named ones
stands for all others, so that it is decided for any number; else the sizes are said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Final, TypeAlias, TypeGuard, final

from symnn.deferred import dataclass
from symnn.documents.judging.doubts.withheld import may_be_posed_in_words
from symnn.documents.judging.identities.indices import (
    SOFTMAX,
    Families,
    Writing,
    base_of,
    families_in,
    free_letters,
)
from symnn.documents.judging.identities.inlined import indexed_names, inlined, with_letters
from symnn.documents.judging.identities.layouts import entry_by_entry
from symnn.documents.judging.identities.members import Members, NotWrittenOutError
from symnn.documents.judging.identities.said_of_indices import (
    ONE_HOT,
    SIZE_LETTERS,
    Said,
    said_of_indices,
)
from symnn.documents.judging.identities.stated import differentiated, unknowns
from symnn.documents.judging.names.letters.unsaid import SIGMA, is_applied, is_chance, rising
from symnn.documents.judging.placing import Place
from symnn.documents.judging.relations import Judgement, Side, judge
from symnn.latex import syntax as tree
from symnn.latex.meaning.assumptions import Assumptions
from symnn.latex.meaning.elaborate import reader
from symnn.latex.meaning.obstacles import MeaningError
from symnn.latex.meaning.reader import Reader
from symnn.latex.meaning.scope import Scope
from symnn.latex.meaning.values import Builtin, Value
from symnn.latex.plain import plain

_RELATIONS: Final = frozenset({"=", "≤", "≥", "<", ">"})
_MAX_LETTERS: Final = 2
_Case: TypeAlias = "dict[str, int]"


def judge_family(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement and the reading of a claim about a family; None if it is about none.

    Args:
        place: where it stands.
        left, link: the relation.
        assumed: what words beside it say, such as i ≠ j.
    """
    if link.relation not in _RELATIONS or assumed.denied:
        return None
    if "infty" in place.latex or "∞" in place.latex:
        from symnn.documents.judging.identities.endless import is_endless_twice

        if is_endless_twice(left, link.operand):
            return None
    scope = place.state.scope
    whole = entry_by_entry(left, link.operand, scope) if link.relation == "=" else ()
    if not whole and (law := _of_softmax(left, link, scope)) is not None:
        found_law = _judged(place, law, link, assumed, is_law=True)
        return None if found_law is None else (found_law[0], _text(left, link))
    if not whole:
        return _judged(place, (left, link.operand), link, assumed)
    found = [_judged(place, pair, link, assumed) for pair in whole]
    for one in found:
        if one is not None and one[0].outcome == "proved":
            return one
    false = all(one is not None and one[0].outcome == "refuted" for one in found)
    return found[0] if false else None


def judge_sums_of_family(
    place: Place, left: tree.Node, link: tree.Link, assumed: Assumptions
) -> tuple[Judgement, str] | None:
    """The judgement of families of sums that go on from a member; they are rare, too."""
    if link.relation != "=" or not place.state.scope.families:
        return None
    scope = place.state.scope
    used = {n.base for side in (left, link.operand) for n in tree.walk(side) if _is_open(n)}
    known = (scope.latest(key) for base in used for key in scope.families.get(base, ()))
    if not any(k is not None and _has_sum(k.body) for k in known):
        return None
    from symnn.documents.judging.identities.shifted_sums import judge_shifted

    return judge_shifted(place, left, link, assumed)


def _is_open(node: tree.Node) -> TypeGuard[tree.Name]:
    """A name with an index that is no number."""
    return isinstance(node, tree.Name) and not isinstance(node.subscript, (tree.Number, type(None)))


def _has_sum(body: tree.Node) -> bool:
    parts = tree.walk(body)
    return any(isinstance(part, tree.BigOperator) and part.operator == "sum" for part in parts)


def _of_softmax(
    left: tree.Node, link: tree.Link, scope: Scope
) -> tuple[tree.Node, tree.Node] | None:
    """Both sides of a law of softmax at an index; None for any other relation."""
    if link.relation != "=" or not (
        isinstance(left, tree.Apply) and tree.key(left.function) in SOFTMAX
    ):
        return None
    from symnn.documents.judging.identities.softmax_laws import softmax_entries

    return softmax_entries(left, link.operand, scope)


def _text(left: tree.Node, link: tree.Link) -> str:
    return f"{plain(left)} {link.relation} {plain(link.operand)}"


def _judged(
    place: Place,
    sides: tuple[tree.Node, tree.Node],
    link: tree.Link,
    assumed: Assumptions,
    is_law: bool = False,
) -> tuple[Judgement, str] | None:
    scope = place.state.scope
    sides = with_letters(sides, scope)
    vectors = indexed_names(*sides)
    left, right = sides = (
        inlined(sides[0], scope, vectors),
        inlined(sides[1], scope, vectors),
    )
    spoken = _spoken(sides, scope)
    if spoken is not None:
        left, right = sides = spoken.formula(left), spoken.formula(right)
    families = families_in(sides, place.state.scope, spoken)
    if families is None:
        return None
    letters = free_letters(sides, families)
    if len(letters) > _MAX_LETTERS or _has_values(place, sides):
        return None
    names = _names_in(sides, families)
    if _is_bound(names, scope) or _are_apart(letters, names, *sides, *families.formulas.values()):
        return None  # of L = z_1^2 the slopes by z_1 and by z_2 are not alike
    from symnn.documents.judging.identities.constants import constants

    view = assumed.view(reader(scope, open_names=True)).varying(constants(sides, families, scope))
    hot = any(word in place.state.source.text.lower() for word in ONE_HOT)
    work = _Work(view, sides, families, letters, link.relation, is_law, hot)
    try:
        found = _with_sigma(work, said_of_indices(assumed))
    except (MeaningError, NotWrittenOutError):
        return None
    if found is None or (found.outcome == "refuted" and may_be_posed_in_words(place.formula)):
        return None
    slope = differentiated(left) is not None
    behind = [*families.formulas.values(), *(body for _, body in families.bodies.values())]
    if found.outcome == "refuted" and slope and _has_kink(*behind) and not _has_kink(right):
        return None  # it may be meant on one side of the kink
    if found.outcome == "refuted" and not (letters or slope or _is_normalised(families)):
        return None  # an equation for the sum of data
    return found, f"{plain(left)} {link.relation} {plain(right)}"


def _has_kink(*nodes: tree.Node) -> bool:
    """Whether a maximum, a minimum or an indicator stands in some formulas."""
    return any(tree.key(p) in ("max", "min", "1") for node in nodes for p in tree.walk(node))


def _names_in(sides: tuple[tree.Node, tree.Node], families: Families) -> list[tree.Name]:
    """The names with an index in a claim, and in the formulas behind it."""
    bodies = (body for _, body in families.bodies.values())
    nodes = (*sides, *families.formulas.values(), *bodies)
    return [p for n in nodes for p in tree.walk(n) if isinstance(p, tree.Name) and p.subscript]


def _are_apart(letters: tuple[str, ...], names: list[tree.Name], *nodes: tree.Node) -> bool:
    from symnn.documents.judging.index_notation.uneven import are_apart

    return bool(letters) and are_apart(letters, names, *nodes)


def _is_bound(names: list[tree.Name], scope: Scope) -> bool:
    """Whether w_{ij} = w_{ji} was said of a name, or a_{ij} = 0: its entries are not all free."""
    for base in {name.base for name in names}:
        known = (scope.latest(key) for key in scope.indexed.get(base, {}))
        bodies = (binding.body for binding in known if binding is not None)
        if any(_is_no_formula(base, body) for body in bodies):
            return True
    return False


def _is_no_formula(base: str, body: tree.Node) -> bool:
    turned = isinstance(body, tree.Name) and body.base == base
    return turned or isinstance(body, (tree.Number, tree.Unreadable))


def _spoken(sides: tuple[tree.Node, tree.Node], scope: Scope) -> Writing | None:
    """What a claim about a slope speaks of; None for all others."""
    if not any(isinstance(part, tree.Derivative) for side in sides for part in tree.walk(side)):
        return None
    from symnn.documents.judging.identities.spoken import spoken_of

    return spoken_of(scope, *sides)


def _with_sigma(work: _Work, stated: Said) -> Judgement | None:
    """The judgement; with a σ that is not defined, that of each σ which it may be.

    It is proved with the logistic function, and refuted only if it is false with each of them.
    """
    scope = work.view.scope
    bodies = [body for _, body in work.families.bodies.values()]
    inside = (*work.sides, *work.families.formulas.values(), *bodies)
    if scope.latest(SIGMA) is not None or not is_applied(scope, *inside):
        return work.judged(stated)
    readings: tuple[Value, ...] = (Builtin("sigmoid"), Builtin("tanh"), rising())
    readings = readings[:1] if is_chance(scope, *inside) else readings
    views = (work.view.varying({SIGMA: value}) for value in readings)
    first, *others = (replace(work, view=view).judged(stated) for view in views)
    if first is None:
        return None
    if first.outcome == "refuted" and any(f is None or f.outcome != "refuted" for f in others):
        return None
    note = "σ, which is not defined here, is read as the logistic function"
    return replace(first, notes=(*first.notes, note))


def _has_values(place: Place, sides: tuple[tree.Node, tree.Node]) -> bool:
    """Whether all that a claim speaks of is given, so that it is about these numbers alone."""
    view = reader(place.state.scope)
    try:
        for side in sides:
            view.read(side)
    except MeaningError:
        return False
    return True


def _is_normalised(families: Families) -> bool:
    """Whether a formula of a family sums over all members, as softmax does."""
    bodies = [body for _, body in families.bodies.values()]
    return any(isinstance(part, tree.BigOperator) for b in bodies for part in tree.walk(b))


@final
@dataclass(frozen=True, slots=True)
class _Work:
    """One claim and what it rests on."""

    view: Reader
    sides: tuple[tree.Node, tree.Node]
    families: Families
    letters: tuple[str, ...]
    relation: str = "="
    is_law: bool = False
    has_hot: bool = False

    def judged(self, stated: Said) -> Judgement | None:
        """Proved if every case is; refuted if the claim fails whatever is left unsaid."""
        targets = self._targets()
        plainly = None if stated.summing else self._over_sizes(stated, frozenset())
        if plainly is not None and plainly.outcome == "proved":
            return plainly
        if targets:
            under = self._over_sizes(stated, targets)
            if under is None or under.outcome == "proved" or not stated.understood:
                return under if under is not None and under.outcome == "proved" else None
            if self.has_hot and not self._fails_with_one_hot(stated, targets):
                return None  # y_j^2 = y_j holds where one of them is 1, and all others are 0
            return under if stated.summing else plainly
        return plainly if stated.understood and not stated.summing else None

    def _fails_with_one_hot(self, stated: Said, targets: frozenset[str]) -> bool:
        """Whether a claim is false for some targets of which one is 1, and all others are 0."""
        size = self._sizes()[-1]
        return any(
            self._one(case, size, targets, hot).outcome == "refuted"
            for case in self._cases(stated)
            for hot in range(1, size + 1)
        )

    def _targets(self) -> frozenset[str]:
        """Indexed names that are neither families nor variables: targets that may sum to 1."""
        parts = (p for body in self.families.formulas.values() for p in tree.walk(body))
        inside = frozenset(base for part in parts if (base := base_of(part)) is not None)
        return inside - self.families.bodies.keys() - self.families.fixed

    def _sizes(self) -> tuple[int, ...]:
        from symnn.documents.judging.index_notation.trial_sizes import sizes_of_proofs

        size = self.families.size
        if size:
            return (size,)
        return sizes_of_proofs(self.view.scope, self.families.counts, *self.sides)

    def _over_sizes(self, stated: Said, targets: frozenset[str]) -> Judgement | None:
        sizes = self._sizes()
        cases = list(self._cases(stated))
        rows = [[self._one(case, sizes[0], targets)] for case in cases]
        if {found.outcome for row in rows for found in row} == {"undecided"}:
            return None
        for row, case in zip(rows, cases, strict=True):
            row.extend(self._one(case, size, targets) for size in sizes[1:])
        if all(found.outcome == "proved" for row in rows for found in row):
            from symnn.documents.judging.identities.any_size import labelled

            alone = "proved" if self.families.size else self._alone(stated, targets)
            return labelled(rows[0][0], self.families, self.relation, sizes, targets, alone)
        failing = [row for row in rows if all(found.outcome == "refuted" for found in row)]
        if len(failing) == len(rows) or (failing and self._is_for_every_case(stated)):
            return failing[0][0]
        return None

    def _cases(self, stated: Said) -> Iterator[_Case]:
        """Where the indices may stand: the same member or another one."""
        for places in product(*(range(1, k + 2) for k in range(len(self.letters)))):
            differ = len(set(places)) == len(places)
            same = len(set(places)) <= 1
            if {"≠": differ, "=": same}.get(stated.indices, True):
                yield dict(zip(self.letters, places, strict=True))

    def _is_for_every_case(self, stated: Said) -> bool:
        """Whether a claim tells equal and different indices apart, so that it must hold for both.

        Without δ or a condition an author may tacitly mean different indices.
        """
        if stated.indices or len(self.letters) == 1:
            return True
        parts = [part for side in self.sides for part in tree.walk(side)]
        return any(
            isinstance(part, tree.Cases)
            or (isinstance(part, tree.Name) and part.base in ("delta", "1"))
            for part in parts
        )

    def _found(
        self, case: _Case, size: int, targets: frozenset[str], hot: int = 0
    ) -> tuple[Judgement, Side, Side]:
        members = Members(self.families, size, case, targets, hot)
        written = [members.written(side) for side in self.sides]
        view = replace(self.view, work=self.view.work.afresh())
        left, right = (Side(view.read(side), side) for side in written)
        return judge(self.relation, left, right), left, right

    def _one(self, case: _Case, size: int, targets: frozenset[str], hot: int = 0) -> Judgement:
        found, left, right = self._found(case, size, targets, hot)
        sizes = self._may_be_sizes(unknowns(left.value) | unknowns(right.value))
        stated = (self.is_law or self._is_stated(left, right)) and not sizes
        if found.outcome == "refuted" and not stated:
            return replace(found, outcome="undecided")
        return found

    def _may_be_sizes(self, letters: frozenset[str]) -> bool:
        """Whether one of these may be the number of terms: the m of 1/m before a sum."""
        nodes = (*self.sides, *self.families.formulas.values())
        bars = (p for n in nodes for p in tree.walk(n) if isinstance(p, tree.Quotient))
        below = {tree.key(part) for bar in bars for part in tree.walk(bar.denominator)}
        return bool(letters & SIZE_LETTERS & below)

    def _is_stated(self, left: Side, right: Side) -> bool:
        """Whether a false claim is no condition on the variables, such as a slope that is 0.

        It is one about a derivative, made from the same names, or about a whole sum of members.
        """
        if not (self.families.bodies or self.families.formulas) or self.relation != "=":
            return False
        used = unknowns(right.value)
        if isinstance(self.sides[0], tree.BigOperator):
            whole = self.families.has_sums_of_exponentials_in_members
            formulas = whole and self._sums_formulas(self.sides[0])
            return formulas and used <= unknowns(left.value)
        derived = differentiated(self.sides[0]) is not None
        return derived and bool(used) and used <= unknowns(left.value)

    def _sums_formulas(self, total: tree.BigOperator) -> bool:
        """Whether every member in a sum has a formula: a sum of v_i mu_i = 0 sets a condition."""
        summed = {base for part in tree.walk(total) if (base := base_of(part)) is not None}
        return summed <= {*self.families.bodies, *self.families.formulas}

    def _alone(self, stated: Said, targets: frozenset[str]) -> str:
        """What is found with one member alone: that it fails there, or holds, or neither."""
        from symnn.documents.judging.index_notation.alone import names_second

        if stated.indices == "≠" or names_second(*self.sides):
            return "proved"
        try:
            return self._found(dict.fromkeys(self.letters, 1), 1, targets)[0].outcome
        except (MeaningError, NotWrittenOutError):
            return "undecided"
