r"""Mathematics in a LaTeX file, with the exact place of every character of it.

Read are `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\ensuremath{…}` and the environments of amsmath, with
the author's own names for them, between `\begin{document}` and `\end{document}` or, in a
fragment, everywhere. Sections and environments such as `example` are the headings of a formula.
Definitions of commands are handed on. The time is linear in the text.
"""

from __future__ import annotations

from dataclasses import field
from typing import Final

from symnn.deferred import dataclass, regex
from symnn.documents.markdown.delimiters import looks_like_prose
from symnn.documents.regions import Damage, Formula, OffsetMap, Passage, Reading
from symnn.documents.tex.headings import LONGEST_TITLE, own_part, title_after, title_span, word_in
from symnn.documents.tex.marks import Mark, Marks, marks_of
from symnn.documents.tex.names import BREAKS, DISPLAYS, SECTIONS
from symnn.documents.tex.packages import PACKAGES
from symnn.documents.tex.prose import end_of, plain, start_of
from symnn.documents.tex.regions import Break, Finder, Found, Region
from symnn.documents.tex.tables import find_tables
from symnn.documents.tex.visible import visible

_PARAGRAPH_END = regex(
    r"\n[ \t]*\n|\\(?:item|par|begin|end|chapter|(?:sub)*section|paragraph)(?![A-Za-z])"
)
#: What may stand between the arguments of a command.
_ADJACENT = regex(r"[ \t]{0,80}\n?[ \t]{0,80}")
_PACKAGES = regex(r"\s*(?:\[[^\[\]]*\]\s*)?\{([^{}]*)\}")
_DEEPEST: Final = 500
_CONTEXT: Final = 400


def read_latex(text: str) -> Reading:
    r"""The formulas, the damage and the definitions of a LaTeX text.

    >>> [formula] = read_latex(r"Let~\(x = 1\). % not $y$").formulas
    >>> (formula.latex, formula.start, formula.before) == ("x = 1", 6, "Let")
    True
    """
    seen = visible(text)
    walk = _Walk(seen.text, seen.map, marks_of(seen.text))
    walk.run()
    damages = sorted((*walk.damages, *seen.damages), key=lambda damage: damage.start)
    definitions = sorted(walk.definitions, key=lambda passage: passage.start)
    tables = find_tables(seen.text, seen.map, walk.formulas)
    return Reading(tuple(walk.formulas), tuple(damages), tuple(definitions), tables)


@dataclass(slots=True)
class _Group:
    """An open brace or environment; `passages` are the definitions that end with it."""

    mark: Mark
    is_argument: bool = False
    is_soft: bool = False
    title: str = ""
    passages: list[Passage] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """One walk over the marks of a text."""

    text: str
    map: OffsetMap
    marks: Marks
    finder: Finder = field(init=False)
    formulas: list[Formula] = field(default_factory=list)
    damages: list[Damage] = field(default_factory=list)
    definitions: list[Passage] = field(default_factory=list)
    groups: list[_Group] = field(default_factory=list)
    sections: list[tuple[int, str]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    conditions: int = 0
    reads: bool = True
    paragraph: int = 0
    paragraph_start: int = 0
    spans: list[tuple[int, int]] = field(default_factory=list)
    ensured_until: int = 0
    lead_in: str = ""
    odd_until: int = 0
    is_odd: bool = False
    closed: tuple[int, str] = (0, "")

    def __post_init__(self) -> None:
        self.finder = Finder(self.marks)

    def run(self) -> None:
        marks = self.marks.marks
        self.reads = not any(m.kind == "begin" and m.name == "document" for m in marks)
        index = 0
        while index < len(marks):
            index = self._step(index, marks[index])
        self._close_all(len(self.text))

    def _step(self, index: int, mark: Mark) -> int:
        """Take a mark; the mark to go on with."""
        if mark.kind == "word":
            return self._word(index, mark)
        if mark.kind == "brace":
            self._brace(mark)
        elif mark.kind == "blank":
            self._new_paragraph(mark.end)
        elif mark.kind == "begin":
            return self._begin(index, mark)
        elif mark.kind == "end":
            self._end(mark)
        elif self.reads and mark.kind == "dollars":
            return self._dollars(index, mark)
        elif self.reads and mark.kind == "sign" and mark.name in "([":
            found = self.finder.inline if mark.name == "(" else self.finder.display
            return self._found(found(index))
        return index + 1

    # -- mathematics -----------------------------------------------------------------------

    def _dollars(self, index: int, mark: Mark) -> int:
        if mark.name == "$$":
            return self._found(self.finder.display(index))
        found = self.finder.inline(index)
        region = found.region
        if region is not None and self._is_stray(index, region):
            what, remedy = "this `$` has no partner", "write `\\$` for money, or close it with `$`"
            self.damages.append(self._damage(Break(mark.start, mark.end, what, remedy)))
            return index + 1
        return self._found(found)

    def _is_stray(self, index: int, region: Region) -> bool:
        """Whether a `$` opens prose, in a paragraph with an odd number of them."""
        if not looks_like_prose(self.text[region.start : region.end]):
            return False
        if region.start >= self.odd_until:
            count = 0
            for place in range(index, len(self.marks.marks)):
                mark = self.marks.marks[place]
                if mark.kind == "blank":
                    break
                count += mark.kind == "dollars" and mark.name == "$"
                self.odd_until = mark.end
            self.is_odd = count % 2 == 1
        if not self.is_odd:
            return False
        self.is_odd = False
        return True

    def _found(self, found: Found) -> int:
        if found.region is not None:
            self._formula(found.region)
        self.damages += [self._damage(broken) for broken in found.breaks]
        return found.following

    def _formula(self, region: Region) -> None:
        if not self.text[region.start : region.end].strip():
            return
        start, end = self.map.span(region.start, region.end)
        outer_start, outer_end = self.map.span(region.outer_start, region.outer_end)
        before = end_of(self._text_before(region.outer_start))
        after = self.text[region.outer_end : region.outer_end + _CONTEXT]
        self.formulas.append(
            Formula(
                latex=self.text[region.start : region.end],
                start=start,
                end=end,
                outer_start=outer_start,
                outer_end=outer_end,
                display=region.display,
                map=self.map.cut(region.start, region.end),
                headings=self._headings(),
                paragraph=self.paragraph,
                before=before,
                after=start_of(_PARAGRAPH_END.split(after, maxsplit=1)[0]),
                lead_in="" if before else self.lead_in,
            )
        )
        self.spans.append((region.outer_start, region.outer_end))

    def _text_before(self, position: int) -> str:
        """The text of the paragraph up to a position; no formula in it is cut."""
        start = max(position - _CONTEXT, self.paragraph_start)
        for outer_start, outer_end in reversed(self.spans):
            if outer_end <= start:
                break
            if outer_start < start:
                start = outer_end
        return self.text[start:position]

    def _headings(self) -> tuple[str, ...]:
        titles = [title for _, title in self.sections]
        return (*titles, *(group.title for group in self.groups if group.title))

    def _damage(self, broken: Break) -> Damage:
        start, end = self.map.span(broken.start, broken.end)
        return Damage(start, end, broken.what, broken.remedy)

    # -- words -----------------------------------------------------------------------------

    def _word(self, index: int, mark: Mark) -> int:
        name = mark.name
        if index in self.marks.definitions:
            return self._definition(index)
        if name in SECTIONS:
            self._section(mark)
        elif name in ("usepackage", "RequirePackage"):
            self._package(mark)
        elif name in BREAKS:
            self._new_paragraph(mark.end)
        elif name == "ensuremath" and self.reads:
            return self._ensured(index, mark)
        elif name in ("begingroup", "bgroup"):
            self._open(_Group(mark))
        elif name in ("endgroup", "egroup"):
            self._close_group("word", mark)
        elif name == "fi":
            self.conditions = max(self.conditions - 1, 0)
        elif name.startswith("if") and name in self.marks.conditionals:
            self.conditions += 1
        return index + 1

    def _definition(self, index: int) -> int:
        """Hand on a definition, and step past its marks."""
        found = self.marks.definitions[index]
        if found.value is not None:
            start = self.map.offset(found.start)
            unsure = self.conditions > 0 or any(
                group.is_argument and "if" in group.mark.name for group in self.groups
            )
            passage = Passage(self.text[found.start : found.end], start, None, unsure)
            group = next((g for g in reversed(self.groups) if not g.is_argument), None)
            if group is None or group.mark.name == "document":
                self.definitions.append(passage)
            else:
                group.passages.append(passage)
        index += 1
        while index < len(self.marks.marks) and self.marks.marks[index].start < found.end:
            index += 1
        return index

    def _package(self, mark: Mark) -> None:
        """Hand on what a package defines."""
        names = _PACKAGES.match(self.text, mark.end)
        for name in names[1].split(",") if names else ():
            start = self.map.offset(mark.start)
            self.definitions += [Passage(line, start) for line in PACKAGES.get(name.strip(), ())]

    def _section(self, mark: Mark) -> None:
        self._new_paragraph(mark.start)
        if not self.reads:
            return
        self._forget_statements(mark)
        level = SECTIONS[mark.name]
        self.sections = [section for section in self.sections if section[0] < level]
        self.sections.append((level, title_after(self.text, mark.end)))
        self.paragraph_start = title_span(self.text, mark.end)[1]

    def _ensured(self, index: int, mark: Mark) -> int:
        marks = self.marks.marks
        opening = marks[index + 1] if index + 1 < len(marks) else mark
        if (
            index < self.ensured_until
            or opening.name != "{"
            or self.text[mark.end : opening.start].strip()
        ):
            return index + 1
        depth = 0
        for place in range(index + 1, len(marks)):
            inner = marks[place]
            self.ensured_until = place
            if inner.kind == "blank":
                break
            if inner.kind == "brace":
                depth += 1 if inner.name == "{" else -1
                if depth == 0:
                    region = Region(opening.end, inner.start, mark.start, inner.end, False)
                    return self._found(Found(region, (), place + 1))
        return index + 1

    # -- groups and environments -------------------------------------------------------------

    def _brace(self, mark: Mark) -> None:
        if mark.name == "}":
            self._close_group("brace", mark)
            return
        before = self.text[mark.start - 1 : mark.start]
        head = before.isalpha() or before in ("}", "]", "*")
        group = _Group(mark, is_argument=head and self._follows_command(mark.start))
        if group.is_argument and self.reads and before.isalpha():
            group.title = self._own_part(mark)
        elif _ADJACENT.fullmatch(self.text, self.closed[0], mark.start):
            group.title = self.closed[1]
        self._open(group)

    def _open(self, group: _Group) -> None:
        """Enter a group; what is deeper than any author writes is not followed."""
        if len(self.groups) < _DEEPEST:
            self.groups.append(group)

    def _follows_command(self, position: int) -> bool:
        near = self.text[max(position - 60, 0) : position]
        return near[-1] in "}]" or near.rpartition("\\")[2].rstrip("*").isalpha()

    def _own_part(self, mark: Mark) -> str:
        name = own_part(self.text[max(mark.start - 60, self.paragraph_start) : mark.start])
        if not name:
            return ""
        self.counts[name] = self.counts.get(name, 0) + 1
        return f"{name} {self.counts[name]}"

    def _close_group(self, kind: str, mark: Mark) -> None:
        """The end of a group; one that closes nothing is passed over."""
        if not self.groups or self.groups[-1].mark.kind != kind:
            return
        group = self.groups.pop()
        self.closed = mark.end, group.title
        self._close(group, mark.end)

    def _close(self, group: _Group, end: int) -> None:
        until = self.map.offset(end)
        for passage in group.passages:
            self.definitions.append(Passage(passage.latex, passage.start, until, passage.unsure))

    def _close_all(self, end: int) -> None:
        while self.groups:
            group = self.groups.pop()
            self._close(group, end)
            if group.mark.kind == "begin" and group.mark.name != "document":
                self._unclosed(group, "at the end of the file")

    def _begin(self, index: int, mark: Mark) -> int:
        if mark.name in self.marks.displays and self.reads:
            return self._found(self.finder.environment(index))
        if mark.name == "document":
            self.reads = True
            self.groups.clear()
        self._new_paragraph(mark.start)
        group = _Group(mark, is_soft=self.conditions > 0)
        word = self.marks.statements.get(mark.name) or word_in(mark.name)
        if word:
            group.title = self._statement(mark, word)
        self._open(group)
        return index + 1

    def _statement(self, mark: Mark, word: str) -> str:
        self.counts[word] = self.counts.get(word, 0) + 1
        option = self.text[mark.end : mark.end + LONGEST_TITLE]
        title = plain(option[1:].partition("]")[0]) if option.startswith("[") else ""
        number = f"{word} {self.counts[word]}"
        return f"{number}: {title}" if title else number

    def _end(self, mark: Mark) -> None:
        self._new_paragraph(mark.end)
        names = [group.mark.name for group in self.groups if group.mark.kind == "begin"]
        if mark.name not in names:
            if self._is_sure(mark.name):
                what = f"`\\end{{{mark.name}}}` closes nothing"
                remedy = f"write `\\begin{{{mark.name}}}` before it, or delete it"
                self.damages.append(self._damage(Break(mark.start, mark.end, what, remedy)))
            return
        while True:
            group = self.groups.pop()
            self._close(group, mark.end)
            if group.mark.kind == "begin" and group.mark.name == mark.name:
                return
            if group.mark.kind == "begin":
                self._unclosed(group, f"before `\\end{{{mark.name}}}`")

    def _is_sure(self, name: str) -> bool:
        """Whether no condition and no command of the author's may open or close it elsewhere."""
        known = name in DISPLAYS or name in self.marks.statements
        return self.reads and known and not self.conditions and name not in self.marks.hidden

    def _forget_statements(self, mark: Mark) -> None:
        """No example goes on into the next section."""
        open_ = [place for place, group in enumerate(self.groups) if group.title]
        if not open_:
            return
        for group in self.groups[open_[0] :]:
            if group.title:
                self._unclosed(group, f"before `\\{mark.name}`")
                group.title = ""
                group.is_soft = True

    def _unclosed(self, group: _Group, where: str) -> None:
        name = group.mark.name
        if group.is_soft or not self._is_sure(name):
            return
        what = f"`\\begin{{{name}}}` is not closed {where}"
        remedy = f"write `\\end{{{name}}}` where it ends"
        broken = Break(group.mark.start, group.mark.end, what, remedy)
        self.damages.append(self._damage(broken))

    def _new_paragraph(self, position: int) -> None:
        passed = end_of(self._text_before(position))
        self.lead_in = passed or self.lead_in
        self.paragraph += bool(passed)
        self.paragraph_start = position
