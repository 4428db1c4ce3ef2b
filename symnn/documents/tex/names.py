"""The environments and commands that shape a LaTeX file, by what they mean for its reading."""

from __future__ import annotations

import re
from typing import Final

from symnn.deferred import regex


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _starred(text: str) -> frozenset[str]:
    return frozenset(name + star for name in text.split() for star in ("", "*"))


#: Environments that turn text into a display.
DISPLAYS: Final = _starred(
    "align alignat dmath displaymath eqnarray equation flalign gather multline xalignat xxalignat "
    "IEEEeqnarray dgroup"
)

#: An environment that turns text into mathematics in a line.
INLINE: Final = "math"

#: Environments that stand inside of mathematics.
INNER: Final = _starred(
    "aligned alignedat array bmatrix Bmatrix cases dcases rcases gathered matrix multlined "
    "pmatrix psmallmatrix bsmallmatrix smallmatrix split subarray vmatrix Vmatrix darray "
    "IEEEeqnarraybox tabular"
)

#: Environments whose content is no text: code, drawings, what is left out.
OPAQUE: Final = _names(
    "verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim SaveVerbatim lstlisting minted "
    "comment alltt filecontents filecontents* tikzpicture tikzcd pgfpicture pspicture picture "
    "algorithm algorithm* algorithmic algorithm2e pycode sagesilent python code"
)

#: Environments that hold one statement, and the word for it.
STATEMENTS: Final = {
    name: title
    for names, title in {
        "theorem thm theo": "Theorem",
        "lemma lem": "Lemma",
        "proposition prop": "Proposition",
        "corollary cor coro": "Corollary",
        "definition defn defi dfn": "Definition",
        "example exa exm exmp eg": "Example",
        "exercise exer exo": "Exercise",
        "remark rem rmk": "Remark",
        "proof": "Proof",
        "problem prob": "Problem",
        "solution sol soln": "Solution",
        "question qn": "Question",
        "answer ans": "Answer",
        "claim": "Claim",
        "fact": "Fact",
        "note": "Note",
        "assumption": "Assumption",
        "conjecture": "Conjecture",
        "observation": "Observation",
        "property": "Property",
        "notation": "Notation",
        "case": "Case",
    }.items()
    for name in names.split()
}

#: Words in the name of an environment that tell what it holds.
WORDS: Final = regex(
    "(example|exercise|problem|question|solution|answer|theorem|lemma|corollary|proposition|"
    "definition|remark|proof|claim|conjecture)",
    re.IGNORECASE,
)

#: Commands that dress their argument, or set it aside, and begin nothing new.
DRESS: Final = _names(
    "textbf textit textsl textsc texttt textrm textsf textmd textup textnormal text emph underline "
    "uline textcolor color colorbox fcolorbox footnote footnotetext thanks caption parbox makebox "
    "mbox hbox vbox framebox fbox centerline title author date resizebox scalebox raisebox hspace "
    "vspace label ref index input include usepackage marginpar marginnote sidenote large Large "
    "small foreignlanguage href url hyperref texorpdfstring begin end boxed ensuremath uppercase "
    "MakeUppercase noindent hl highlight"
)

#: Commands that open a part of the text, from the widest.
SECTIONS: Final = {
    name: level
    for level, name in enumerate(
        ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph")
    )
}

#: Commands that end a paragraph.
BREAKS: Final = frozenset(
    {"par", "item", "bibitem", "include", "newpage", "clearpage", "frametitle"}
)

#: TeX's conditionals; the document's own are added to them.
CONDITIONALS: Final = _names(
    "if ifcat ifx ifcase ifnum ifdim ifodd ifmmode ifvmode ifhmode ifinner ifvoid ifhbox ifvbox "
    "iftrue iffalse ifdefined ifcsname ifeof iffontchar ifpdf ifxetex ifluatex"
)

#: Commands whose first argument is no text.
SILENT: Final = _names("url nolinkurl path href hyperref includegraphics")
