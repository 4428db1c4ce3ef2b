r"""False relations that their authors do not assert: contradictions, quotations, other problems."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import entries

ALARMS = [
    # What cannot be.
    "We would get $1 = 2$, which is impossible.",
    "Then we would get $1 = 2$.",
    "The equation $0 = 5$ has no solutions.",
    "Row reduction ends in $0 = 1$, hence no solutions.",
    "The system reduces to $0 = 3$; it is inconsistent.",
    "We obtain $4 = 5$. This is a contradiction.",
    "Then $0 \\ge 1$. Contradiction.",
    "Dividing by zero gives $1 = 2$.",
    "We argue by contradiction. Then $1 = 2$ follows.",
    "The condition $5 < 3$ is never met.",
    "This is the famous $2 + 2 = 5$ of Orwell.",
    # Other arithmetics.
    "The zero ring is the only ring with $1 = 0$.",
    "Since $2 = 0$ in characteristic $2$, signs do not matter.",
    "On 16 bits $65535 + 1 = 0$.",
    "With the or-operation $1 + 1 = 1$.",
    # Quotations.
    'The student wrote "so $3 \\cdot 4 = 15$ as one sees at once" in the exam.',
    "Er schrieb „also ist $2 + 2 = 5$ richtig“ an die Tafel.",
    "She found that ``clearly $2 + 2 = 5$ here'' and moved on.",
    '$f(x)=x^2$\n\n- *"For instance, when $x = 2$ we have $f(2) = 5$, which illustrates..."*',
    # A list of errors, and what an author takes back.
    "# Errata\n\n- p. 29, $(2.8 * 0.49/0.1)^2 = 196$ $\\rightarrow$ $(2.8 * 0.5/0.1)^2 = 196$",
    "$$E = 1 + 2 = 4$$\n\nWait, let me redo: $E = 1 + 2$.",
    "+ B just proved $1/4 = 3/4$\n+ contradiction: stemming from the improper prior",
    "$$1/4 = 3/4$$\n\nThis is a contradiction.",
    "Replace $2 + 2 = 5$ by $2 + 2 = 4$.",
    r"Was: $3 \cdot 4 = 13$, is: $3 \cdot 4 = 12$.",
    r"Do NOT do this: $\frac{1}{2} + \frac{1}{3} = \frac{2}{5}$.",
    # Questions, and answers to choose from.
    "Does $2^{10} = 1000$ hold? Not quite.",
    "(a) $2 + 2 = 4$ (b) $2 + 2 = 5$ (c) $2 + 2 = 6$",
    "Choose the correct answer:\n\nA. $3^2 = 6$\n\nB. $3^2 = 9$",
    "Nobody believes $1 = 0$.",
    r"With $u = (1,2)$, $v = (3,4)$. For orthogonal $u$, $v$: $\|u+v\|^2 = \|u\|^2 + \|v\|^2$.",
    "Let $a = 1$, $b = 2$. Such $a$, $b$ are alike when $a > 0$ and $a + 1 = b + 1$.",
    "**Conjecture.** $2^3 = 6$.",
    # Marked as false behind it, in a table, or in the next paragraph.
    "| Statement | T/F |\n|---|---|\n| $2^3 = 6$ | F |\n| $2^3 = 8$ | T |",
    "The claim\n\n$$2^3 = 6$$\n\nis false.",
    "First $2^3 = 6$ -- not quite.",
    "Student A: $2^3 = 6$. Student B: $2^3 = 8$.",
    # In other languages.
    "Angenommen, es gilt $2 + 2 = 5$. Dann ist $4 = 5$.",
    "Supongamos que $2 + 2 = 5$.",
    "假设 $2 + 2 = 5$，则 $4 = 5$。",
    "Das ergibt $2 + 2 = 5$, ein Widerspruch.",
    "Il est faux que $2 + 2 = 5$.",
    "$2+2=5$ 不成立。",
    "Richtig oder falsch: $2 + 2 = 5$",
    "En binaire, $1 + 1 = 10$.",
    # On a machine.
    "In double precision $1 + 10^{-20} = 1$.",
    r"Here $\tanh(20) = 1$ and $\text{softmax}([100, 0]) = [1, 0]$.",
    # Alternatives, what a word means, and what holds of a whole class.
    r"Its roots: $\sqrt{9} = -3$ or $3$.",
    r"Let $A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$. Unitary: $A^T A = I$. Projector: $A^2 = A$.",
    "Let $p = 0.2$, $q = 0.3$. A distribution has $p + q = 1$.",
    "Let $g = 2w$. At $w = 1$ we have $g = 2$. At the optimum $g = 0$.",
    # Names of another problem, or of another example.
    (
        "4. What is $n$?\n\n   Ans: 15<br/>\n   Explanation: Hence $n=15$.\n\n\n"
        "5. The mean?\n\n   Ans: 3.02<br/>\n"
        "   Explanation: Let $S=40 \\cdot 3.15+45 \\cdot 3.20+50 \\cdot 2.76=408$. "
        "Thus $X=\\frac{S}{n}=408/135$."
    ),
    (
        "+ One example\n  + $p_i = \\frac{6}{\\pi^2} \\cdot \\frac{1}{i^2}$\n\n+ Another\n"
        "  + $p_i = \\frac{3}{\\pi^2} \\cdot \\frac{1}{i^2}$ for $i \\neq 0$"
    ),
    # One of two numbers that were given together was given anew, far below.
    (
        "We have $p = 0.010, q = 0.035$.\n\n"
        + "and on\n\n" * 6
        + "An estimate of $q = 0.0033, p - q = 0.0023$ is used."
    ),
    # A function of another example, for all numbers.
    (
        "**Example 1.** Let $f(x) = 6 - 3x$.\n\n"
        r"**Example 2.** The function becomes $f(x) = x^2$, $f(x) > 0$ for all $x \neq 0$."
    ),
    # The next point of a list is beside the example that has points of its own.
    (
        "+ Example: words\n  + terms: $k = 26$; sum: $n = 4$\n\n+ More\n"
        "  + we have $n = 1+2+1+3 = 7$ and so negative $n-k = 0+1+0+2 = 3$"
    ),
]

ERRORS = [
    r"**Example 1.** Let $f(x) = 6 - 3x$. Then $f(x) > 0$ for all $x \neq 0$.",
    "We have $p = 0.010, q = 0.035$.\n\nAn estimate of $q = 0.0033, p - q = 0.0023$ is used.",
    "+ Example: one\n  + task: find it\n    + $a = 2$, $b = 3$\n  + so\n    + $y = ab = 7$",
    "That was wrong. $2^3 = 6$.",
    r"Let $u = (1,2)$, $v = (3,4)$. We have $\|u+v\|^2 = \|u\|^2 + \|v\|^2$.",
    r"Der Fehler ist $0.5 \cdot 0.5 = 0.5$.",
    "L'erreur est alors $2 + 2 = 5$.",
    "错误率为 $1 - 0.9 = 0.2$。",
    "因此 $2 + 2 = 5$。",
    r"The loss falls to $0.5 \cdot 0.5 = 0.5$.",
    "There are $5 + 3 = 9$ false positives.",
    "| Step | Sum |\n|---|---|\n| $2^3 = 6$ | 6 |",
    "The value\n\n$$2^3 = 6$$\n\nis used.",
    r"Here $\tanh(2) = 1$.",
    r"Its root: $\sqrt{9} = -3$.",
    r"Let $A = \begin{pmatrix}1&2\\3&4\end{pmatrix}$. Its square: $A^2 = A$.",
    "Let $p = 0.2$, $q = 0.3$. So $p + q = 1$.",
    "Let $g = 2w$. At $w = 1$ we have $g = 3$.",
    r"Linear part: $2 \cdot 3 = 7$.",
    "(a) $2 + 2 = 5$ (b) $2 + 3 = 5$",
    "What comes out? It is $2 + 2 = 5$.",
    r"We correct the weight: $0.5 - 0.1 = 0.3$ by the rule.",
    r"The loss before the step was $2 \cdot 3 = 7$.",
    r"The model predicts $0.3 \cdot 2 + 1 = 1.7$.",
    "We have $2 + 2 = 5$ $\\rightarrow$ $2 + 3 = 5$.",
    "$$E = 1 + 2 = 4$$\n\nWe wait until it is done.",
    'So we have $2 + 2 = 5$ and the "loss" is $3$.',
    'The "loss" is then $2 + 2 = 5$ for the "model".',
    "We obtain $4 = 5$. This is the result.",
    "The cost would be $3 \\cdot 4 = 13$.",
    "1. The input: $z = 3$, $w = 2$.\n2. Its output: $a = wz + 1 = 8$.",
    "+ Example: words\n  + terms: $k = 26$; sum: $n = 4$\n+ Solution: $n + k = 31$",
    "+ Example: $k = 26$\n+ sum: $n = 4$\n+ so $n + k = 31$",
    "+ One unit\n  + $z = 3$, $w = 2$\n\n+ Output\n  + $a = wz + 1 = 8$",
]


@pytest.mark.parametrize("text", ALARMS)
def test_no_author_is_called_wrong(text: str) -> None:
    assert all(e.verdict != "refuted" for e in entries(text))


@pytest.mark.parametrize("text", ERRORS)
def test_the_error_beside_it_is_found(text: str) -> None:
    assert any(e.verdict == "refuted" for e in entries(text))
