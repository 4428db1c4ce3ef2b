r"""How far a value reaches: a heading, an example, an exercise or a theorem ends what came before.

A heading that goes on with the work (a step, a pass, a layer, the solution) ends nothing, nor does
a proof. A value from a frame that has ended may prove a relation, but never refutes one. Examples
and theorems are known by their words, by ``\begin{example}`` and by directives such as
``:::{prf:theorem}``.
"""

from __future__ import annotations

import re
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


@final
@dataclass(frozen=True, slots=True)
class Frame:
    """Where a document is: the frames around a place, from the outermost.

    `examples` are the frames that an example or an exercise opened.
    """

    headings: tuple[str, ...] = ()
    path: tuple[int, ...] = (0,)
    count: int = 1
    examples: frozenset[int] = frozenset()

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
        if not _OPENS.search(between):
            return found
        path = found.path[: len(headings) + 1]
        return found._opened(path[:-1] if path[-1] in found.examples else path, True)

    def covers(self, path: tuple[int, ...]) -> bool:
        """Whether what was given at another path is in force here."""
        return self.path[: len(path)] == path

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
