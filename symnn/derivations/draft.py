"""A derivation in the making: each line is proved when it is written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, final

from symnn.claims.check import decide
from symnn.claims.formula import Atomic, Claim, Formula
from symnn.deferred import dataclass
from symnn.derivations.decimals import beside
from symnn.derivations.derivation import Derivation
from symnn.derivations.formulas.meaning import Meaning
from symnn.derivations.formulas.nodes import Listed, Name, Node, Relation
from symnn.derivations.steps import (
    Definition,
    Line,
    Part,
    Prose,
    Quantity,
    Step,
    Table,
    Words,
    claim_of,
    conditions_of,
    defined,
    in_letters,
)
from symnn.derivations.typesetting.style import Depth, Style, check_depth
from symnn.errors import ClaimError, SymnnError
from symnn.exact.expression import Expr

#: Seconds after which a step counts as one that cannot be proved.
STEP_SECONDS = 30
#: Seconds for a look whether it is an identity in the parts that are not algebraic.
_BRIEF: Final = 5


@final
@dataclass(frozen=True, slots=True)
class Form:
    """A form that a chain goes on to.

    Attributes:
        formula: what is printed.
        depth: the least depth at which it is.
        reason: why it is so, in a few words.
        relation: how the form before is related to it.
        within: for ≈, how far apart they may be; see `Step`.
    """

    formula: Node
    depth: Depth = "result"
    reason: str = ""
    relation: str = "="
    within: Expr | None = None


@final
class Draft:
    """Collects parts; the only thing here that changes, and only while a kind is at work.

    Examples:
        >>> from symnn.derivations.formulas.nodes import Name, Sum, number
        >>> draft = Draft("A sum")
        >>> _ = draft.define(Name("s"), Form(Sum((number(1), number(2)))), Form(number(3)))
        >>> draft.finish().steps[0].verdict.proved
        True
    """

    def __init__(self, title: str = "", seconds: float | None = STEP_SECONDS) -> None:
        self.title = title
        self.seconds = seconds
        self.meaning = Meaning()
        self.parts: list[Part] = []

    def define(
        self,
        first: Node,
        form: Form,
        *forms: Form,
        depth: Depth = "result",
        is_result: bool = True,
    ) -> Quantity:
        """A line that gives a name, or a function of names, its meaning; then steps.

        Returns:
            The last exact form.

        Raises:
            EvidenceError: a step is false, or could not be proved.
        """
        body = Quantity(form.formula, self.meaning.values(form.formula))
        self.meaning = defined(self.meaning, first, form.formula)
        definition = Definition(body, form.depth, form.reason)
        steps = self._steps(body, forms, ())
        line = Line(first, definition, steps, (), depth, is_result)
        self.parts.append(line)
        return line.exact or body

    def prove(
        self,
        first: Node,
        *forms: Form,
        conditions: tuple[Relation, ...] = (),
        depth: Depth = "result",
        is_result: bool = True,
        in_one_row: bool = False,
    ) -> Quantity:
        """A line about what has a meaning already, proved from its first form on.

        Raises:
            EvidenceError: a step is false, or could not be proved.
        """
        line = self.line(first, *forms, conditions=conditions, depth=depth, is_result=is_result)
        line = replace(line, in_one_row=in_one_row)
        self.parts.append(line)
        return line.exact or Quantity(first, self.meaning.values(first))

    def line(
        self,
        first: Node,
        *forms: Form,
        conditions: tuple[Relation, ...] = (),
        depth: Depth = "result",
        is_result: bool = True,
    ) -> Line:
        """A proved line that is not put in yet: a cell of a table."""
        start = Quantity(first, self.meaning.values(first))
        over = conditions_of(conditions, self.meaning)
        steps = self._steps(start, forms, over)
        return Line(first, None, steps, conditions, depth, is_result)

    def holds(self, relation: str, left: Expr, right: Expr) -> bool:
        """Whether left ~ right is proved; for choosing what to write, not for writing it."""
        return decide(Claim(Atomic(relation, left, right)), self.seconds).proved

    def say(self, *words: str | Node, depth: Depth = "result") -> None:
        """A paragraph: texts and formulas that say nothing which would need a proof."""
        self.parts.append(Prose(tuple(words), False, depth))

    def for_all(self, names: Iterable[Name], depth: Depth = "result") -> None:
        """Say for which letters lines hold: "For all real x, y:"; nothing if there are none."""
        listed = tuple(dict.fromkeys(names))
        if listed:
            self.say("For all real ", Listed(listed), ":", depth=depth)

    def heading(self, *words: str | Node, depth: Depth = "result") -> None:
        """A small heading."""
        self.parts.append(Prose(tuple(words), True, depth))

    def table(
        self, header: tuple[Words, ...], *rows: tuple[Words | Line, ...], depth: Depth = "result"
    ) -> None:
        """A table whose cells are words or proved lines."""
        self.parts.append(Table(header, rows, depth))

    def finish(self, depth: Depth = "textbook", style: Style | None = None) -> Derivation:
        """The derivation, with decimals beside its results as the style wants them."""
        check_depth(depth)
        style = Style() if style is None else style
        if not isinstance(style, Style):
            raise ClaimError(f"a style is a Style(…), as Style(digits=4), and this is {style!r}")
        return Derivation(beside(tuple(self.parts), style), self.title, depth, style)

    def _steps(
        self, start: Quantity, forms: tuple[Form, ...], over: tuple[Formula, ...]
    ) -> tuple[Step, ...]:
        left = start
        steps: list[Step] = []
        for form in forms:
            right = Quantity(form.formula, self.meaning.values(form.formula))
            if (abstract := self._abstract(left, right, form, over)) is not None:
                steps.append(abstract)
                left = right
                continue
            claim = claim_of(left, form.relation, right, over, form.within)
            verdict = decide(claim, self.seconds)
            if verdict.undecided and (general := self._general(left, form, over)) is not None:
                steps.append(general)
            else:
                steps.append(
                    Step(left, form.relation, right, form.reason, verdict, form.depth, over,
                         form.within)
                )  # fmt: skip
            left = left if form.relation == "≈" else right
        return tuple(steps)

    def _abstract(
        self, left: Quantity, right: Quantity, form: Form, over: tuple[Formula, ...]
    ) -> Step | None:
        """The step with letters for what is not algebraic in it; None if that does not do."""
        if form.relation != "=" or over:
            return None
        try:
            sides = in_letters(left, right)
            verdict = decide(claim_of(sides[0], "=", sides[1]), _BRIEF)
        except SymnnError:
            return None
        if not verdict.proved:
            return None
        verdict = replace(verdict, conditions=())  # they hold, as both sides have their values
        return Step(left, "=", right, form.reason, verdict, form.depth, is_abstract=True)

    def _general(self, left: Quantity, form: Form, over: tuple[Formula, ...]) -> Step | None:
        """The step for all values of the names that have no algebraic value; None if it is open."""
        if form.relation == "≈" or over:
            return None
        general = self.meaning.general()
        a = Quantity(left.formula, general.values(left.formula))
        b = Quantity(form.formula, general.values(form.formula))
        verdict = decide(claim_of(a, form.relation, b), self.seconds)
        if not verdict.proved:
            return None
        return Step(a, form.relation, b, form.reason, verdict, form.depth, is_general=True)
