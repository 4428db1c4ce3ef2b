r"""How far a value reaches: a heading, an example, an exercise or a theorem ends what came before.

A heading that goes on with the work (a step, a pass, a layer, the solution) ends nothing, nor does
a proof. A value from a frame that has ended may prove a relation, but never refutes one. Examples
and theorems are known by their words, by ``\begin{example}`` and by directives such as
``:::{prf:theorem}``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final, final

from symnn.deferred import dataclass, regex

_CONTINUES: Final = regex(
    r"\b(steps?|forward|backward|backprop\w*|pass(es)?|iterations?|epochs?|updates?|updating"
    r"|layers?|phases?|parts?|calculat\w+|comput\w+|evaluat\w+|solutions?|answers?|results?"
    r"|outputs?|hidden|gradients?|loss|errors?|check\w*|verif\w+|final|summary|weights?)\b",
    re.IGNORECASE,
)
_EXAMPLE: Final = (
    r"(?:example|exercise|problem|question|case|scenario|task|trial|experiment|beispiel|aufgabe"
    r"|exemple|exercice|ejemplo|ejercicio|esempio|esercizio|exemplo|exercício|пример|задача|örnek"
    r"|soru|voorbeeld|oefening|eksempel|opgave|例题|习题|练习|예제|문제)"
)
_IS_EXAMPLE: Final = regex(rf"\b{_EXAMPLE}\b", re.IGNORECASE)
_STATED: Final = (
    r"(?:theorem|thm|proposition|prop|lemma|lem|corollary|cor|definition|defn?|def|conjecture|claim"
    r"|axiom|property|algorithm|example|exmp|exm|exercise|exc|exr|ex|problem|prob|question|task)"
)
#: The names of environments: what they state, perhaps within a longer word.
_LONG: Final = (
    r"(?:theorem|proposition|lemma|corollary|definition|example|exercise|problem|question)"
)
_NAMED: Final = rf"(?:{_STATED}s?(?:box|block|env)?|[a-z]{{0,12}}{_LONG}[a-z]{{0,12}})\*?"
#: A paragraph that opens with such a word, as in **Example 2.**, an environment, a directive.
_OPENS: Final = regex(
    rf"^[ \t>*_+\-\d.()]*{_EXAMPLE}\b|^[ \t]*\\begin\{{{_NAMED}\}}"
    rf"|^[ \t]*\\{_EXAMPLE}s?[ \t]*[\[{{]"
    rf"|^[ \t]*(?::::+|```+)[ \t]*\{{[ \t]*(?:prf:|[.#])?{_STATED}\b",
    re.IGNORECASE | re.MULTILINE,
)
#: The end of an environment with an example, and that of its solution or proof behind it.
_CLOSES: Final = regex(
    r"\\end\{([a-z]{0,12}(?:example|exercise|problem|question)[a-z]{0,12}|ex|exm|exmp|exc|prob)\*?\}",
    re.IGNORECASE,
)
_SOLVES: Final = regex(
    r"\\(begin|end)\{[a-z]{0,12}(?:solution|answer|proof|hint)[a-z]{0,12}\*?\}|\\(?:solution|answer)\b",
    re.IGNORECASE,
)
#: The beginning of a solution, and the end of one.
_SOLUTION: Final = regex(
    r"\\(begin|end)\{[a-z]{0,12}(?:solution|answer)[a-z]{0,12}\*?\}", re.IGNORECASE
)
_CONCLUDES: Final = regex(
    r"[*_]*(?:so|then|thus|hence|therefore|now|and|finally|next)\b", re.IGNORECASE
)
#: A point of a list: how far it is indented, and its words.
_POINT: Final = regex(r"^([ \t]*)[-+*][ \t]+(.*)", re.MULTILINE)


#: Signs and words of what holds in a stretch or under a condition, or of one of several solutions.
_ENDS: Final = regex(
    r"(?im)^ {0,3}>|<(?:aside|blockquote|details|fig)|:::|```|!!!|\?\?\?|^\.\. |\[\^"
    r"|^#[^\n]*\n(?s:.*?)^#|\\(?:begin|footnote|margin|side|thanks|endnote|item|section|implies|iff|[a-z]*rightarrow)"
    r"|[⇒⇔⟹⟺<>≤≥≠]|\\[lg](?:eq?|eqslant|t)(?![a-z])|\\neq?(?![a-z])|(?<![a-z])\([a-h]|\([iv]{2,3}\)"
    r"|\b(?:sub)?(?:cases?|scenario|option|situation|possibilit|alternative|variant|regime|fall|cas"
    r"|caso|say|e\.?\s?g\b|example|exercise|problem|instance|such|like|perhaps|typical|usual|often"
    r"|common|normal|suppose|assum|imagine|think|pretend|instead|hypothetical|moment|temporar|if|when"
    r"|provided|unless|implies|iff|only|exactly|precisely|forces|equivalent|for|at|with|positive"
    r"|(?:hyper|half-|sub)?(?:plane|space|line)|ax[ei]s|asymptote|boundar|loc(?:us|i)\b|curve|parabola"
    r"|hyperbola|circle|ellipse|surface|diagonal|edge|kink|corner|jump|level|contour|slice|face|solv|system"
    r"|constrain|subject to|(?:min|max)imi[sz]|unknown"
    r"|negative|root|solution|admissib|discard|impossible|exclud|reject|contradict"
    r"|cannot|not|drop|ignor|extraneous|meaningless|throw"
    r"|ruled?\b|eliminat|spurious|valid|physical|feasible|sense\b|allowed)"
    r"|情况|情形"
)


@lru_cache(maxsize=2)
def may_end(text: str) -> bool:
    """Whether anything that a text says of names may end before the text does.

    >>> may_end("Let $x = 1$."), may_end("> Let $x = 1$.")
    (False, True)
    """
    return _ENDS.search(text) is not None


def _width(point: re.Match[str]) -> int:
    """How far a point of a list is indented."""
    return len(point[1].expandtabs())


def _closed_at(between: str) -> int:
    """Where the environment of an example, or of its solution, ended last; -1 if none did."""
    if r"\end{" not in between:
        return -1
    ends = [m.start() for m in _CLOSES.finditer(between)]
    ends += [m.start() for m in _SOLVES.finditer(between) if m[1] == "end"]
    return max(ends, default=-1)


@final
@dataclass(frozen=True, slots=True)
class Frame:
    """Where a document is: the frames around a place, from the outermost.

    `examples` are the frames that an example or an exercise opened; `points` tells of those of
    the innermost that are points of lists, how far they are indented, and whether there are points
    of their own below them.
    """

    headings: tuple[str, ...] = ()
    path: tuple[int, ...] = (0,)
    count: int = 1
    examples: frozenset[int] = frozenset()
    points: tuple[tuple[int, bool], ...] = ()

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
        solution = found._in_solution(between, openings[-1].start() if openings else -1)
        if solution is not None:
            return solution
        if not openings or _closed_at(between) > openings[-1].start():
            return found._left(between)
        opened = openings[-1]
        point = _POINT.match(opened[0])
        if point is None:
            return replace(found._beside(-1, len(headings))._opened_example(), points=())
        indent = _width(point)
        around = found._beside(indent, len(headings))
        new = replace(around._opened_example(), points=(*around.points, (indent, False)))
        return new._past_points(between[opened.end() :])

    def covers(self, path: tuple[int, ...]) -> bool:
        """Whether what was given at another path is in force here."""
        return self.path[: len(path)] == path

    def _in_solution(self, between: str, opened: int) -> Frame | None:
        """With a frame for the solution that begins, if it is not that of the example here.

        In a list of solutions each is of another exercise; one inside an exercise goes on with it.
        """
        marks = list(_SOLUTION.finditer(between)) if "{" in between else []
        if not marks or marks[-1][1].lower() != "begin" or opened > marks[-1].start():
            return None
        ended = any(mark[1].lower() == "end" for mark in marks)
        if not ended and opened < 0 and self.path[-1] in self.examples:
            return None
        before = self._left(between[: marks[-1].start()])
        return replace(before._opened_example(), points=())

    def _left(self, between: str) -> Frame:
        """Without the example whose environment ended, unless its solution begins."""
        end = _closed_at(between)
        begins = any(m[1] != "end" for m in _SOLVES.finditer(between, max(end, 0)))
        if end < 0 or begins or self.path[-1] not in self.examples:
            return self
        return replace(self, path=self.path[:-1], points=())

    def _past_points(self, between: str) -> Frame:
        """Without the examples that were points of lists with points of their own, and ended."""
        found = self
        for line in _POINT.finditer(between):
            indent = _width(line)
            while found.points and indent <= found.points[-1][0]:
                goes_on = _CONTINUES.search(line[2]) or _CONCLUDES.match(line[2])
                if goes_on or not found.points[-1][1]:
                    break
                found = replace(found, path=found.path[:-1], points=found.points[:-1])
            if found.points and indent > found.points[-1][0]:
                nested = (found.points[-1][0], True)
                found = replace(found, points=(*found.points[:-1], nested))
        return found

    def _beside(self, indent: int, depth: int) -> Frame:
        """Without the examples that end where another opens, as a point indented so far."""
        path, points = self.path, self.points
        while points and points[-1][0] >= indent:
            path, points = path[:-1], points[:-1]
        if points:
            return replace(self, path=path, points=points)
        path = path[: depth + 1]
        return replace(self, path=path[:-1] if path[-1] in self.examples else path, points=())

    def _opened_example(self) -> Frame:
        return self._opened(self.path, True)

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
