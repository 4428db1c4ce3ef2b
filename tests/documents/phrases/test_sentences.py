"""Sentences of textbooks, beside mathematics: true, false, hedged, asked, not understood."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.model import Entry
from symnn.documents.source import Source

DEFINITIONS = r"""
$$A=\begin{bmatrix}2&1\\1&2\end{bmatrix},
\quad B=\begin{bmatrix}0&1\\1&0\end{bmatrix},
\quad C=\begin{bmatrix}1&2&3\\2&4&6\end{bmatrix},
\quad N=\begin{bmatrix}0&1\\0&0\end{bmatrix}$$

$$R=\begin{bmatrix}\frac35&-\frac45\\\frac45&\frac35\end{bmatrix},
\quad P=\begin{bmatrix}\frac12&\frac12\\\frac12&\frac12\end{bmatrix},
\quad S=\begin{bmatrix}1&2\\2&4\end{bmatrix},
\quad D=\begin{bmatrix}1&0\\0&3\end{bmatrix}$$

$$u=(1,1),
\quad v=(1,-1),
\quad w=(2,2),
\quad p=(0.2,0.3,0.5),
\quad q=(1,0,0)$$

$$r(t)=\max(0,t),
\quad s(t)=\frac{1}{1+e^{-t}},
\quad h(t)=r(2t)-2r(2t-1),
\quad g(x_1,x_2)=r(x_1+x_2)-2r(x_1+x_2-1)$$

$$\ell(t)=3t+1,
\quad m(t)=5t,
\quad k(t)=t^2$$
"""

#: Each holds of the objects above.
TRUE = [
    r"\text{the transpose of } N \text{ is lower triangular}",
    r"A \text{ is symmetric}",
    r"N \text{ is not symmetric}",
    r"\text{The matrix } A \text{ is positive definite.}",
    r"S \text{ is positive semidefinite}",
    r"S \text{ is singular}",
    r"A \text{ is invertible}",
    r"R \text{ is orthogonal}",
    r"R \text{ is a rotation}",
    r"R \text{ is a rotation matrix}",
    r"B \text{ is a permutation matrix}",
    r"B \text{ is orthogonal and symmetric}",
    r"P \text{ is idempotent}",
    r"P \text{ is a projection}",
    r"P \text{ is doubly stochastic}",
    r"P \text{ is stochastic}",
    r"N \text{ is nilpotent}",
    r"N \text{ is upper triangular}",
    r"D \text{ is diagonal}",
    r"A \text{ is diagonalizable}",
    r"C \text{ has rank } 1",
    r"\text{the rank of } C \text{ is } 1",
    r"\text{the determinant of } A \text{ is } 3",
    r"\text{the trace of } A \text{ is } 4",
    r"\text{the eigenvalues of } A \text{ are } 1 \text{ and } 3",
    r"A \text{ has eigenvalues } 1 \text{ and } 3",
    r"A \text{ has the eigenvalues } 1, 3",
    r"u \text{ is an eigenvector of } A",
    r"u \text{ is an eigenvector of } A \text{ with eigenvalue } 3",
    r"q \text{ is a unit vector}",
    r"q \text{ is one-hot}",
    r"p \text{ is a probability distribution}",
    r"p \text{ sums to } 1",
    r"\text{the entries of } p \text{ sum to one}",
    r"u \text{ and } v \text{ are orthogonal}",
    r"u \text{ and } w \text{ are parallel}",
    r"\text{The vectors } u \text{ and } v \text{ are linearly independent}",
    r"u, v \text{ form a basis of } \mathbb{R}^2",
    r"u \text{ and } v \text{ span } \mathbb{R}^2",
    r"\text{the columns of } A \text{ are linearly independent}",
    r"\text{every two columns of } C \text{ are linearly dependent}",
    r"\text{there are three collections of two columns of } C",
    r"v \text{ is in the null space of } P",
    r"w \text{ is in the column space of } P",
    r"w \text{ is in the span of } u",
    r"r \text{ is convex}",
    r"r \text{ is idempotent}",
    r"r \text{ is positively homogeneous}",
    r"r \text{ is not linear}",
    r"r \text{ is nonnegative}",
    r"r \text{ is non-decreasing}",
    r"r \text{ is 1-Lipschitz}",
    r"r \text{ is continuous}",
    r"r \text{ is increasing on } [0,\infty)",
    r"s \text{ is strictly increasing}",
    r"s \text{ is increasing}",
    r"s \text{ is bounded between } 0 \text{ and } 1",
    r"s \text{ is positive}",
    r"m \text{ is linear}",
    r"\ell \text{ is affine}",
    r"k \text{ is even}",
    r"k \text{ is an even function}",
    r"k \text{ is strictly convex}",
    r"h \text{ has exactly } 3 \text{ linear pieces}",
    r"h \text{ has at most 4 linear pieces on } [0,1]",
    r"h \text{ has exactly two linear pieces on } [0,1]",
    r"h \text{ has breakpoints at } 0 \text{ and } \frac12",
    r"\text{the maximum of } h \text{ on } [0,1] \text{ is } 1",
    r"\text{the maximum of } h \text{ is attained at } \frac12",
    r"\text{the minimum of } r \text{ is } 0",
    r"\text{the network } g \text{ computes XOR}",
    r"g \text{ is the XOR of its inputs}",
    r"\text{the ReLU network } g:\mathbb{R}^2\to\mathbb{R} \text{ has } 3 \text{ linear regions}",
    r"\text{XOR is not linearly separable on } \{0,1\}^2",
    r"\text{the points } \{(0,0),(1,1)\} \text{ and } \{(2,2)\} \text{ are linearly separable}",
    r"2 \text{ is a root of } x^2-3x+2",
    r"x=2 \text{ is a solution of } x^2-3x+2=0",
    r"(1,2) \text{ lies on the line } 2x-y=0",
    r"B \text{ is its own inverse}",
    r"A \text{ and } B \text{ commute}",
    r"0 \text{ is a fixed point of } r",
    r"\text{the inner product of } u \text{ and } v \text{ is } 0",
    r"\text{the norm of } u \text{ is } \sqrt2",
]

#: Each is false of them.
FALSE = [
    r"N \text{ is symmetric}",
    r"S \text{ is positive definite}",
    r"A \text{ is singular}",
    r"A \text{ is orthogonal}",
    r"B \text{ is a rotation}",
    r"A \text{ is nilpotent}",
    r"N \text{ is diagonalizable}",
    r"C \text{ has rank } 2",
    r"\text{the determinant of } A \text{ is } 4",
    r"\text{the eigenvalues of } A \text{ are } 1 \text{ and } 2",
    r"u \text{ is an eigenvector of } A \text{ with eigenvalue } 1",
    r"q \text{ is a unit vector and has rank } 5",
    r"q \text{ sums to } 2",
    r"u \text{ and } w \text{ are orthogonal}",
    r"u \text{ and } v \text{ are orthonormal}",
    r"u \text{ and } w \text{ are linearly independent}",
    r"u \text{ and } w \text{ span } \mathbb{R}^2",
    r"\text{the rows of } C \text{ are linearly independent}",
    r"\text{some two columns of } C \text{ are linearly independent}",
    r"\text{there are exactly } 4 \text{ collections of two columns of } C",
    r"u \text{ is in the null space of } P",
    r"v \text{ is in the column space of } P",
    r"r \text{ is concave}",
    r"r \text{ is linear}",
    r"r \text{ is injective}",
    r"r \text{ is strictly increasing}",
    r"s \text{ is bounded between } 0.1 \text{ and } 1",
    r"k \text{ is linear}",
    r"k \text{ is odd}",
    r"h \text{ has exactly four linear pieces}",
    r"h \text{ has breakpoints at } 0 \text{ and } 1",
    r"\text{the maximum of } h \text{ is } 2",
    r"g \text{ computes AND}",
    r"\{(0,0),(1,1)\} \text{ and } \{(0,1),(1,0)\} \text{ are linearly separable}",
    r"3 \text{ is a root of } x^2-3x+2",
    r"\text{the point } (1,1) \text{ lies on the line } 2x-y=0",
    r"A \text{ and } N \text{ commute}",
]

#: Hedged, asked, demanded, supposed, with two meanings, or about something unknown.
OPEN = [
    r"r \text{ is increasing}",
    r"\ell \text{ is linear}",
    r"A \text{ may be symmetric}",
    r"\text{if } N \text{ is symmetric}",
    r"\text{Is } N \text{ symmetric?}",
    r"N \text{ is approximately symmetric}",
    r"\text{find a } t \text{ such that } N \text{ is symmetric}",
    r"N \text{ is not necessarily symmetric}",
    r"N \text{ is almost symmetric}",
    r"\text{Suppose } N \text{ is symmetric}",
    r"Q \text{ is symmetric}",
    r"N \text{ is pretty}",
    r"\text{determine whether } N \text{ is symmetric}",
    r"N \text{ would be symmetric}",
    r"N \text{ was symmetric}",
    r"N \text{ is usually symmetric}",
    r"x \text{ is positive}",
    r"\text{the loss of } r \text{ is convex}",
]


PROSE = r"""# Networks

Let $A=\begin{bmatrix}2&1\\1&2\end{bmatrix}$ be given. The network is trained with gradient descent,
and the loss $L$ is small. Here $x$ is the input and $y$ is the label. The rate $\eta$ is positive.
We write $W$ for the weights; they are initialised at random. Is $A$ orthogonal? If $A$ is singular,
nothing helps. A matrix such as $A$ may be singular. Suppose that $A$ is diagonal. We now find out
whether $A$ is orthogonal. One would like $A$ to be diagonal. It is not known that $A$ is nilpotent.
"""


def sentence(text: str) -> list[Entry]:
    """The entries of one more display behind the definitions."""
    document = f"{DEFINITIONS}\n$${text}$$\n"
    line = document.count("\n")
    return [e for e in judge(Source("a.md", document, "markdown")) if e.line == line]


def prose(text: str, more: str = "") -> list[str | None]:
    """The verdicts of the last paragraph."""
    document = f"{DEFINITIONS}\n{more}{text}\n"
    line = document.count("\n")
    return [e.verdict for e in judge(Source("a.md", document, "markdown")) if e.line == line]


@pytest.mark.parametrize("text", TRUE)
def test_what_holds_is_proved(text: str) -> None:
    """With the sentence as its reading, and evidence by name."""
    found = [e for e in sentence(text) if e.kind == "claim"]
    assert {e.verdict for e in found} == {"proved"}
    assert all(e.reading and e.evidence for e in found)


@pytest.mark.parametrize("text", FALSE)
def test_what_is_false_is_refuted(text: str) -> None:
    """In some entry; none fails."""
    assert "refuted" in [e.verdict for e in sentence(text)]


@pytest.mark.parametrize("text", OPEN)
def test_what_is_not_claimed_is_not_judged(text: str) -> None:
    """An entry that says why, or none at all."""
    assert not {"proved", "refuted"} & {e.verdict for e in sentence(text)}


SMALL = "a network with $2$ inputs, $3$ hidden units and $1$ output has"
DEEP = (
    "a fully connected network with $10$ inputs, two hidden layers of $5$ units and $2$ outputs has"
)
CONVOLUTION = "a convolution with $3$ input channels, $8$ filters and $3\\times 3$ kernels has"
NETWORKS = [
    (f"{SMALL} $13$ parameters", "proved"),
    (f"{SMALL} $14$ parameters", "refuted"),
    (f"{SMALL} $9$ weights", "proved"),
    (f"{SMALL} $9$ parameters", None),
    (f"{SMALL} exactly $4$ biases", "proved"),
    (f"{DEEP} $97$ parameters", "proved"),
    (f"{DEEP} more than $97$ parameters", "refuted"),
    ("a dense layer with $784$ inputs and $10$ outputs has $7850$ parameters", "proved"),
    (f"{CONVOLUTION} $224$ parameters", "proved"),
    ("a network with $2$ inputs, some hidden units and $1$ output has $9$ parameters", None),
    ("a network with skip connections, $2$ inputs and $1$ output has $9$ parameters", None),
]


@pytest.mark.parametrize(("text", "verdict"), NETWORKS)
def test_parameters_are_counted_by_layers(text: str, verdict: str | None) -> None:
    """Whether biases count is said, or nothing is refuted."""
    found = prose(f"{text}.")
    assert (found[-1] if found else None) == verdict


def test_plain_prose_gives_no_entry() -> None:
    """Hedges, questions, suppositions, and words about what is not defined."""
    found = list(judge(Source("a.md", PROSE, "markdown")))
    assert [e.kind for e in found] == ["definition"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The matrix $A$ is symmetric.", "proved"),
        ("Note that the matrix $N$ is symmetric.", "refuted"),
        ("The vectors $u$ and $v$ are orthogonal.", "proved"),
        ("The function $s$ is convex.", "refuted"),
        ("Hence $u$ is an eigenvector of $A$ with eigenvalue $1$.", "refuted"),
        ("We have $r(t) \\ge 0$ for all $t$.", "proved"),
        ("We have $r(t) \\ge 1$ for all real $t$.", "refuted"),
        ("For every $t$ we have $r(t) \\ge 1$.", "refuted"),
    ],
)
def test_a_sentence_of_prose_is_judged(text: str, verdict: str) -> None:
    """Where its last formula stands."""
    assert prose(text)[-1] == verdict


def test_what_holds_of_numbers_is_not_proved_of_matrices() -> None:
    """xy = yx for all matrices x and y."""
    assert "proved" not in prose("We have $xy = yx$ for all matrices $x$ and $y$.")
    assert "proved" in prose("We have $xy = yx$ for all real numbers $x$ and $y$.")


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("The matrix $N$ is symmetric.", "# Another section\n\n"),
        ("- The matrix $N$ is symmetric.", "Which of these hold?\n\n"),
        ("(a) The matrix $N$ is symmetric.", ""),
        ("True or false: the matrix $N$ is symmetric.", ""),
        ("Suppose it is so. Then the matrix $N$ is symmetric.", ""),
        ("The matrix $N$ is symmetric", ""),
        ("It is a misconception that the matrix $N$ is symmetric.", ""),
        ("The function $k$ is strictly increasing.", ""),
        ("The function $h$ has exactly $2$ linear pieces.", ""),
        ("We have $r(t) \\ge 1$ for all $t$ in the training set.", ""),
    ],
)
def test_prose_is_not_refuted_where_it_may_mean_something_else(text: str, more: str) -> None:
    """Names of another section, statements to be judged, suppositions, half sentences."""
    assert "refuted" not in prose(text, more)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The function $f(x) = x^2$ is convex.", "proved"),
        ("The function $f(x) = -x^2$ is convex.", "refuted"),
        (
            "The network $g(x) = \\max(0, x) + \\max(0, x - 1)$ has exactly $3$ linear regions.",
            "proved",
        ),
        (
            "The network $g(x) = \\max(0, x) + \\max(0, x - 1)$ has exactly $4$ linear regions.",
            "refuted",
        ),
    ],
)
def test_a_function_given_in_the_sentence(text: str, verdict: str) -> None:
    """f(x) = x² is said to be what it is, and is the f that the words speak of."""
    found = list(judge(Source("a.md", f"{text}\n", "markdown")))
    assert [e.verdict for e in found if e.is_sentence] == [verdict]
    assert found[0].kind == "definition"
