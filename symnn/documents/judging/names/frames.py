r"""How far a value reaches: a heading, an example, an exercise or a theorem ends what came before.

A heading that goes on with the work (a step, a pass, a layer, the solution) ends nothing, nor does
a proof. A value from a frame that has ended may prove a relation, but never refutes one. Examples
and theorems are known by their words, by ``\begin{example}`` and by directives such as
``:::{prf:theorem}``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, final

from symnn.deferred import dataclass, regex

_CONTINUES: Final = regex(
    r"\b(steps?|forward|backward|backprop\w*|pass(es)?|iterations?|epochs?|updates?|updating"
    r"|layers?|phases?|parts?|calculat\w+|comput\w+|evaluat\w+|solutions?|answers?|results?"
    r"|outputs?|hidden|gradients?|loss|errors?|check\w*|verif\w+|final|summary|weights?)\b",
    re.IGNORECASE,
)
_EXAMPLE: Final = r"(?:example|exercise|problem|question|case|scenario|task|trial|experiment)"
_IS_EXAMPLE: Final = regex(rf"\b{_EXAMPLE}\b", re.IGNORECASE)
_STATED: Final = (
    r"(?:theorem|thm|proposition|prop|lemma|lem|corollary|cor|definition|defn?|def|conjecture|claim"
    r"|axiom|property|algorithm|example|exmp|exm|exercise|exc|exr|ex|problem|prob|question|task)"
)
#: A paragraph that opens with such a word, as in **Example 2.**, an environment, a directive.
_OPENS: Final = regex(
    rf"^[ \t>*_+\-\d.()]*{_EXAMPLE}\b|^[ \t]*\\begin\{{{_STATED}s?\*?\}}"
    rf"|^[ \t]*\\{_EXAMPLE}s?[ \t]*[\[{{]"
    rf"|^[ \t]*(?::::+|```+)[ \t]*\{{[ \t]*(?:prf:|[.#])?{_STATED}\b",
    re.IGNORECASE | re.MULTILINE,
)
#: A point of a list: how far it is indented, and its words.
_POINT: Final = regex(r"^([ \t]*)[-+*][ \t]+(.*)", re.MULTILINE)


@final
@dataclass(frozen=True, slots=True)
class Frame:
    """Where a document is: the frames around a place, from the outermost.

    `examples` are the frames that an example or an exercise opened, `point` the indentation of the
    point of a list that opened the innermost, and whether there are points of its own below it.
    """

    headings: tuple[str, ...] = ()
    path: tuple[int, ...] = (0,)
    count: int = 1
    examples: frozenset[int] = frozenset()
    point: tuple[int, bool] | None = None

    def entered(self, headings: tuple[str, ...], between: str) -> Frame:
        """The frame of the next formula.

        Args:
            headings: the headings above it.
            between: the text since the formula before it.

        Examples:
            >>> first = Frame().entered(("Example 1",), "")
            >>> second = first.entered(("Example 2",), "")
            >>> second.covers(first.path) or not first.covers(first.path)
            False
            >>> first.entered(("Solution",), "").covers(first.path)
            True
        """
        found = self if headings == self.headings else self._under(headings)
        found = found._past_points(between)
        openings = list(_OPENS.finditer(between))
        if not openings:
            return found
        opened = openings[-1]
        path = found.path[: len(headings) + 1]
        new = found._opened(path[:-1] if path[-1] in found.examples else path, True)
        point = _POINT.match(opened[0])
        if point is None:
            return replace(new, point=None)
        pointed = replace(new, point=(len(point[1].expandtabs()), False))
        return pointed._past_points(between[opened.end() :])

    def covers(self, path: tuple[int, ...]) -> bool:
        """Whether what was given at another path is in force here."""
        return self.path[: len(path)] == path

    def _past_points(self, between: str) -> Frame:
        """Without the example that was a point of a list with points of its own, behind its end."""
        if self.point is None or self.path[-1] not in self.examples:
            return self
        indent, nested = self.point
        for found in _POINT.finditer(between):
            if len(found[1].expandtabs()) > indent:
                nested = True
            elif nested and not _CONTINUES.search(found[2]):
                return replace(self, path=self.path[:-1], point=None)
        return replace(self, point=(indent, nested))

    def _under(self, headings: tuple[str, ...]) -> Frame:
        pairs = zip(self.headings, headings, strict=False)
        same = 0
        for old, new in pairs:
            if old != new:
                break
            same += 1
        found = Frame(headings, self.path[: same + 1], self.count, self.examples)
        for depth, heading in enumerate(headings[same:], same):
            example = bool(_IS_EXAMPLE.search(heading))
            beside = depth == same < len(self.headings)
            if beside and not example and _CONTINUES.search(heading):
                path = (*found.path, *self.path[depth + 1 : depth + 2])
                found = Frame(headings, path, found.count, found.examples)
            else:
                found = found._opened(found.path, example)
        return found

    def _opened(self, path: tuple[int, ...], example: bool) -> Frame:
        more = self.examples | {self.count} if example else self.examples
        return Frame(self.headings, (*path, self.count), self.count + 1, more)
