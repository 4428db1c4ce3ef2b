r"""The formulas of a document with the author's commands expanded.

The commands are known from where they are defined, in a formula or between the formulas; one
that is defined in a group is forgotten at its end.
"""

from __future__ import annotations

from dataclasses import field, replace
from typing import Final, TypeAlias

from symnn.deferred import dataclass, regex
from symnn.documents.macros.definitions import DEFINING, Definition, key_of, read_definition
from symnn.documents.macros.expansion import ExpansionError, Table, expand, unclear
from symnn.documents.macros.tokens import Incomplete, Stream, tokens_of
from symnn.documents.macros.trace import joined
from symnn.documents.regions import Damage, Formula, Origin, Passage, Reading

#: Commands that some sites define for all of their pages.
_IN_BOLD: Final = regex(r"\\(?:vv|vect|vct|bvec|mat|matr|mtx|bmat|tens|mb)(?![A-Za-z])")


def expand_formulas(reading: Reading) -> Reading:
    r"""The reading with every formula expanded; what held definitions only is left out.

    A command without an end in sight is a damage; what cannot be expanded is not read.
    """
    pass_over = _Pass()
    if any(_IN_BOLD.search(formula.latex) for formula in reading.formulas):
        from symnn.documents.macros.customary import customary

        for usual in customary(reading.formulas, reading.definitions):
            pass_over.table.define(usual)
    parts: list[Passage | Formula] = [*reading.definitions, *reading.formulas]
    for part in sorted(parts, key=lambda p: p.start):
        pass_over.take(part)
    damages = sorted((*reading.damages, *pass_over.damages), key=lambda d: d.start)
    return Reading(tuple(pass_over.formulas), tuple(damages), tables=reading.tables)


#: What a command was before; its own name if it was nothing.
Known: TypeAlias = Definition | str | None


@dataclass(slots=True)
class _Pass:
    """One pass over a document: the commands known by now, and what came of the formulas."""

    table: Table = field(default_factory=Table)
    formulas: list[Formula] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    blamed: set[tuple[str, str]] = field(default_factory=set)
    local: list[tuple[int, str, Known]] = field(default_factory=list)

    def take(self, part: Passage | Formula) -> None:
        """A formula, or a definition between formulas."""
        while self.local and self.local[-1][0] <= part.start:
            self._forget()
        if isinstance(part, Passage):
            self._define(part)
        elif self.table.touches(part.latex):
            self._expand(part)
        else:
            self.formulas.append(part)

    def _forget(self) -> None:
        """Give the command that was defined last in a group back what it was before."""
        _, key, before = self.local.pop()
        if isinstance(before, str):
            self.table.known.pop(key, None)
        else:
            self.table.known[key] = before

    def _define(self, passage: Passage) -> None:
        stream = Stream.over(tokens_of(passage.latex))
        name = stream.pop().name
        if name not in DEFINING:
            return
        try:
            defined = read_definition(stream, name)
        except Incomplete:
            return
        if defined is None:
            return
        if passage.until is not None and name not in ("gdef", "xdef"):
            key = key_of(defined.value)
            self.local.append((passage.until, key, self.table.known.get(key, key)))
        self.table.define(defined.value, provided=defined.provided, unsure=passage.unsure)

    def _expand(self, formula: Formula) -> None:
        try:
            tokens = expand(formula.latex, self.table)
        except ExpansionError as error:
            self._blame(formula, error)
            length = len(formula.latex)
            tokens = [unclear(error.name)._replace(calls=((0, length),), held=True)]
        latex, trace = joined(tokens)
        if latex.strip():
            origin = Origin(formula.latex, trace)
            self.formulas.append(replace(formula, latex=latex, origin=origin))

    def _blame(self, formula: Formula, error: ExpansionError) -> None:
        if (error.name, error.what) in self.blamed:
            return
        self.blamed.add((error.name, error.what))
        start, end = formula.map.span(*error.span)
        remedy = f"{error.remedy}; the formulas that use it so are not read"
        self.damages.append(Damage(start, end, error.what, remedy))
