r"""Damage in a formula that has one remedy: editors, converters and web pages leave it behind.

Read as they are meant are doubled backslashes, characters that Markdown has escaped, HTML
entities, `<br>`, full-width characters, roots, fractions and accents of Unicode, zero-width
characters in numbers, and a row end of a matrix that has lost one of its backslashes. What could
be read in two ways is left as it is: the lexer says so there. Words in `\text{…}` are not touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.entities import html5
from typing import Final

from symnn.deferred import regex
from symnn.latex import symbols as sy
from symnn.latex.commands import is_command
from symnn.latex.lines import line_pieces
from symnn.latex.rewriting import Piece, Rewriting, rewrite
from symnn.latex.roots import root_pieces

_SUSPECT = regex(
    r"[^\x00-\x7f]|=>|\\\\[A-Za-z,;!:%_{}]|\\[_*<\[\]()+\-=^ \r\n#]|&[#A-Za-z]|<[bs/]|\n|%"
    r"|\\(?:short)?intertext|[0-9] ?\.\. ?[A-Za-z0-9]|\{\{\s*(?:d|\\partial)"
)
_SUPERSCRIPTS: Final = "".join(sy.SUPERSCRIPTS)
_SUBSCRIPTS: Final = "".join(sy.SUBSCRIPTS)

_DAMAGE = regex(
    rf"""(?P<words>\\(?:text(?:rm|bf|it|tt|sf|normal)?|mbox|hbox|label|tag)\s*\{{[^{{}}]*\}})
    |(?P<entity>\\?&(?:amp;)*(?P<name>\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}
        |[A-Za-z][A-Za-z0-9]{{1,30}});)
    |(?P<line_break></?[bB][rR]\s*/?>)
    |(?P<note>(?<!\\)%[ \t]*[A-Za-z]{{3}}[^\n]*|\(\\\#[A-Za-z]+:[^()\s]{{0,80}}\))
    |(?P<raised><(?P<side>sub|sup)>[^<>]{{1,60}}</(?P=side)>)
    |(?P<set>\\\\\{{(?P<inside>[^{{}}\\]{{0,200}})\\\\\}})
    |(?P<doubled>\\\\(?P<mark>[,;!:%_]))
    |(?P<row>\\\\)
    |(?P<escaped>\\[_*<\[\]()+\-=^])
    |(?P<line_end>\\(?=\r?\n))
    |(?P<fraction>[¼-¾⅐-⅞])
    |(?P<slash>(?:\d{{1,9}}|[{_SUPERSCRIPTS}]{{1,9}})⁄(?:\d{{1,9}}|[{_SUBSCRIPTS}]{{1,9}})(?!\d))
    |(?P<mark_before>\^(?=[{_SUPERSCRIPTS}])|_(?=[{_SUBSCRIPTS}]))
    |(?P<accent>\w[\u0302-\u0304\u0307\u20d7]|[^\W\d_\x00-\x7f])
    |(?P<wide>[！-～])
    |(?P<prime>[”″‴´])
    |(?P<thousands>(?<=\d)[\u2009\u202f](?=\d{{3}}(?!\d)))
    |(?P<range>(?:(?<=\\in)|(?<==))\s{{0,3}}\d\s?\.\.\s?[A-Za-z0-9](?![A-Za-z0-9.]))
    |(?P<arrow>(?<![<>=])=>)
    |(?P<hidden>[\u200b-\u200f\u2060\ufeff\u00ad]+)""",
    re.VERBOSE,
)
_PRIMES: Final = {"”": "''", "″": "''", "‴": "'''", "´": "'"}
_ACCENTS: Final = {
    "\u0302": "hat",
    "\u0303": "tilde",
    "\u0304": "bar",
    "\u0307": "dot",
    "\u20d7": "vec",
}
#: Full-width signs that are more than a wide form: in TeX they act.
_NOT_WIDE: Final = frozenset("＃＄＆＠＼｛｝～＂＇｀")

_LAST_COMMAND = regex(r"\\[A-Za-z]+$")
_BACKSLASHES = regex(r"(\\+)([A-Za-z]+|.|$)", re.DOTALL)
_MATRIX = regex(r"\\begin\{([bpvBV]?matrix)\}((?:[^\\]|\\(?!begin|end|\\))*)\\end\{\1\}", re.DOTALL)
_INTERTEXT = regex(r"\\(?:short)?intertext\s*\{[^{}]{0,400}(?:\{[^{}]{0,80}\}[^{}]{0,200}){0,9}\}")
_LOST_ROW_END = regex(r"\\(?=[ \t\r\n])")
_PLAIN_CELL = regex(r"[\s\d.a-z]+")

#: A differential in braces of its own, as some editors write it.
_BRACED = regex(r"(?<=\{)\{(\s*(?:d|\\partial)\s*\\?[A-Za-z]+(?:_\w)?(?:\([a-z]\))?\s*)\}(?=\s*\})")


def heal(latex: str) -> Rewriting:
    r"""The formula as it is meant, with the places of what is written.

    >>> heal(r"1 &lt; 2 \\times x\_{1}").text == r"1 < 2 \\times x_{1}"
    True
    >>> heal(r"\\frac{1}{2} = 0.5").text == r"\frac{1}{2} = 0.5"
    True
    """
    if _SUSPECT.search(latex) is None:
        return Rewriting(latex)
    healed = Rewriting(latex)
    named = (_pieces,) if "&" in latex else ()  # &frac12; is a ½ first, and then a fraction
    first = (_doubled, _lost_row_ends, _between_rows, _braced_slopes)
    for find in (*first, *named, _pieces, root_pieces, line_pieces):
        healed = healed.then(rewrite(healed.text, find(healed.text)))
    return healed


def _braced_slopes(latex: str) -> Iterator[Piece]:
    r"""`\frac{{dJ}}{{da}}` is a slope: one pair of braces is enough, above and below."""
    for found in _BRACED.finditer(latex):
        yield Piece(*found.span(), found[1])


# Backslashes ------------------------------------------------------------------------------


def _doubled(latex: str) -> Iterator[Piece]:
    r"""Halve every run of backslashes, if all of them were doubled, as `\\frac{1}{2} \\\\ x`."""
    runs = list(_BACKSLASHES.finditer(latex))
    certain = any(len(run[1]) == 2 and _is_certain(run) for run in runs)
    if not certain or any(len(run[1]) % 2 for run in runs):
        return
    ends_rows = any(len(run[1]) >= 4 for run in runs)
    if not ends_rows and any(len(run[1]) == 2 and not run[2].strip() for run in runs):
        return  # `\\ ` is a line end that was not doubled, or a space that was
    for run in runs:
        yield Piece(run.start(), run.end(1), run[1][: len(run[1]) // 2])


def _is_certain(run: re.Match[str]) -> bool:
    return is_command(run[2]) or (run[2] == "sqrt" and run.string.startswith("{", run.end()))


def _between_rows(latex: str) -> Iterator[Piece]:
    r"""`\intertext{so that}` between two rows ends the first, if nothing else does."""
    for words in _INTERTEXT.finditer(latex):
        if not latex[max(words.start() - 40, 0) : words.start()].rstrip().endswith("\\\\"):
            yield Piece(words.start(), words.end(), r"\\ ")


def _lost_row_ends(latex: str) -> Iterator[Piece]:
    r"""`1 & 2 \ 3 & 4` in a matrix: a line end that has lost a backslash."""
    for matrix in _MATRIX.finditer(latex):
        ends = list(_LOST_ROW_END.finditer(matrix[2]))
        rows = _LOST_ROW_END.split(matrix[2])
        if not rows[-1].strip():
            rows.pop()
        widths = {row.count("&") for row in rows}
        bare = all(_PLAIN_CELL.fullmatch(row) and row.strip() for row in rows)
        if len(rows) > 1 and len(widths) == 1 and (widths != {0} or bare):
            for end in ends:
                yield Piece(matrix.start(2) + end.start(), matrix.start(2) + end.end(), "\\\\")


# Everything else --------------------------------------------------------------------------


def _pieces(latex: str) -> Iterator[Piece]:
    in_rows = "\\begin" in latex
    for met in _DAMAGE.finditer(latex):
        kind = met.lastgroup
        if kind in ("words", "row"):
            continue
        text = _replacement(met, latex, in_rows=in_rows)
        if text is not None:
            yield Piece(met.start(), met.end(), text)


def _range(dotted: str, equal: bool) -> str:
    r"""1,\\ldots,N of 1..N, which is a set behind a sign of membership."""
    first, last = (part.strip() for part in dotted.split(".."))
    listed = f"{first},\\ldots,{last}"
    return listed if equal else f"\\{{{listed}\\}}"


def _replacement(met: re.Match[str], latex: str, *, in_rows: bool) -> str | None:
    """What stands for a damaged piece, or None if it is none."""
    whole = met[0]
    if met["entity"]:
        return _entity(met["name"])
    if met["raised"]:
        return f"{'_' if met['side'] == 'sub' else '^'}{{{whole[5:-6]}}}"
    if met["set"]:
        return f"\\{{{met['inside']}\\}}"
    if met["doubled"]:
        return "_" if met["mark"] == "_" else f"\\{met['mark']}"
    if met["escaped"]:
        return None if whole == "\\_" and _is_in_word(latex, met.start()) else whole[1]
    if met["accent"]:
        return _accented(whole)
    if met["fraction"] or met["slash"]:
        return _fraction(whole)
    if met["wide"]:
        return None if whole in _NOT_WIDE else _wide(whole)
    if met["line_end"]:
        return "\\\\" if in_rows else None
    if met["hidden"]:
        return " " if _LAST_COMMAND.search(latex, max(met.start() - 40, 0), met.start()) else ""
    if met["range"] or met["prime"]:
        return _PRIMES[whole] if met["prime"] else _range(whole, latex[met.start() - 1] == "=")
    fixed = {"line_break": "\\\\ ", "thousands": "\\,", "arrow": "\\Rightarrow "}
    return fixed.get(met.lastgroup or "", "")


def _entity(name: str) -> str | None:
    if name[0] == "#":
        code = int(f"0{name[1:]}", 16) if name[1] in "xX" else int(name[1:])
        return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else None
    return html5.get(f"{name};")


def _is_in_word(latex: str, place: int) -> bool:
    r"""Whether `\_` at the place joins the parts of a word: out\_y, and not \alpha\_1."""
    start = place
    while start and latex[start - 1].isascii() and latex[start - 1].isalnum():
        start -= 1
    before = latex[start:place]
    after = latex[place + 2 : place + 3]
    is_word = before[:1].isalpha() and latex[start - 1 : start] != "\\"
    return is_word and after.isascii() and after.isalnum()


def _fraction(text: str) -> str:
    top, _, bottom = unicodedata.normalize("NFKC", text).partition("⁄")
    return f"{{\\frac{{{top}}}{{{bottom}}}}}"


def _accented(text: str) -> str | None:
    """ŷ as the hat of y, in one character or two."""
    parts = unicodedata.normalize("NFD", text)
    accent = _ACCENTS.get(parts[1:])
    return f"\\{accent}{{{parts[0]}}}" if accent else None


def _wide(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return f"\\{plain}" if plain == "%" else plain
