"""Tables of values: claims below formulas, definitions beside names, and mere data."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Format, Source
from tests.documents.judging.verdicts import entries


def table(head: str, *rows: str) -> str:
    rule = "|".join("---" for _ in head.split("|"))
    return "\n".join(f"| {line} |" for line in (head, rule, *rows))


def said(text: str) -> list[tuple[str, str]]:
    return [(e.latex, e.verdict or e.kind) for e in entries(text)]


def test_a_column_of_values() -> None:
    found = entries("With $f(x) = x^2 - 2x$:\n\n" + table("x | $f(x)$", "0 | 0", "1 | -1", "3 | 4",
                                                          "4 | 8"))  # fmt: skip
    assert [(e.verdict, e.line, e.column, e.latex) for e in found[1:]] == [
        ("proved", 5, 7, "0"),
        ("proved", 6, 7, "-1"),
        ("refuted", 7, 7, "4"),
        ("proved", 8, 7, "8"),
    ]
    assert found[3].reading == "f(x) = 4 at x = 3"
    assert found[3].right_value is not None
    assert found[3].right_value.latex == "3"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (table("$x$ | $\\sigma(x)$", "0 | 0.5", "1 | 0.731", "2 | 0.818", "3 | 0.953"), ["0.818"]),
        (table("$y$ | $\\hat y$ | $(y - \\hat y)^2$", "1 | 0.8 | 0.04", "0 | 0.3 | 0.09",
               "1 | 0.4 | 0.46", "1 | 0.5 | 0.25"), ["0.46"]),
        (table("$n$ | $2^n$", "8 | 256", "9 | 512", "10 | $\\approx 1000$", "11 | 2084"),
         ["2084"]),
        ("$h(a, b) = a b$\n\n" + table("a | b | h", "0 | 1 | 0", "1 | 1 | 1", "1 | 2 | 2",
                                       "2 | 2 | 2"), ["2"]),
        ("$f(x) = 2x$\n\n" + table("$x$ | $f(x)$", "1 | 2.1", "2 | 3.9", "3 | 6.2"), []),
        (table("$n$ | $n^2$", "1.5 | 2", "2 | 4", "3 | 9", "4 | 16"), []),
        (table("$x$ | $3x$", "0.333 | 1.000", "0.5 | 1.5", "0.667 | 2.00", "2 | 6"), []),
        (table("$x$ | $x^2$", "1 | 1", "1 | 1.1", "2 | 4", "3 | 9"), []),
        ("Modulo seven:\n\n" + table("$x$ | $2x$", "1 | 2", "2 | 4", "3 | 6", "4 | 1"), []),
        (table("epoch | loss", "1 | 0.7", "2 | 0.5"), []),
        (table("$x$ | $q(x)$", "1 | 2", "2 | 3"), []),
        (table("$x$ | $x^2$ | note", "1 | 1 | fine", "2 | 4 | fine", "3 | 9 | $1 + 1 = 3$"),
         ["1 + 1 = 3"]),
    ],
)  # fmt: skip
def test_what_is_wrong_in_it(text: str, wrong: list[str]) -> None:
    assert [latex for latex, verdict in said(text) if verdict == "refuted"] == wrong


def test_a_table_of_values_defines() -> None:
    text = table("parameter | value", "$w_1$ | 0.15", "$b$ | $0.35$") + "\n\n$2 w_1 + b = 0.65$"
    assert said(text) == [("0.15", "definition"), ("$0.35$", "definition"),
                          ("2 w_1 + b = 0.65", "proved")]  # fmt: skip


TABULAR = r"""\section{A}
Let $f(x) = x^2 - x$.
\begin{tabular}{@{}c|S[table-format=1.2]@{}} \toprule
$x$ & $f(x)$ \\ \midrule
0 & 0 \\
$2$ & $2$ \\[2pt]
-1 & 2 \\
3 & 5 \\ \bottomrule
\end{tabular}
% \begin{tabular}{cc} $x$ & $f(x)$ \\ 0 & 1 \\ 2 & 2 \\ 3 & 6 \\ 4 & 12 \end{tabular}
"""
SIMPLE = """With :math:`f(x) = x^2 - x`:

=========  ============
:math:`x`  :math:`f(x)`
=========  ============
0          0
2          :math:`2`
3          5
-1         2
=========  ============
"""


@pytest.mark.parametrize(
    ("text", "form", "place"),
    [(TABULAR, "latex", (8, 5, 6)), (SIMPLE, "rst", (8, 12, 13))],
)
def test_tables_in_other_formats(text: str, form: Format, place: tuple[int, int, int]) -> None:
    found = list(judge(Source("a", text, form)))
    verdicts = [entry.verdict for entry in found if entry.kind == "claim"]
    assert sorted(map(str, verdicts)) == ["proved"] * 3 + ["refuted"]
    false = next(entry for entry in found if entry.verdict == "refuted")
    assert (false.line, false.column, false.end_column) == place
    assert false.latex == "5"
