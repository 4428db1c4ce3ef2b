r"""What the judge says of vectors, matrices and their entries, in many notations."""

from __future__ import annotations

import pytest

from symnn.documents.judging.judge import judge
from symnn.documents.source import Source


def verdicts(given: str, claim: str) -> list[str | None]:
    """The verdicts of a claim that stands below what is given."""
    text = f"{given}\n\n$${claim}$$\n"
    line = text.count("\n", 0, text.rindex("$$" + claim)) + 1
    entries = list(judge(Source("a.md", text, "markdown")))
    return [e.verdict for e in entries if e.line >= line and e.kind == "claim"]


GIVEN_1 = r"""$$A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$$"""
GIVEN_2 = r"""$$A = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$$

$$B = \begin{bmatrix} 0 & 1 \\ 1 & 0 \end{bmatrix}$$"""
GIVEN_3 = r"""$$A = \begin{pmatrix} 2 & 1 \\ 1 & 3 \end{pmatrix}$$"""
GIVEN_4 = r"""$$H = \begin{bmatrix} 1 & 2 \\ 3 & 4\end{bmatrix}$$"""
GIVEN_5 = r"""$$H = \begin{bmatrix} 1 & 2 \\ 3 & 4\end{bmatrix}, \quad c = (10, 20)$$"""
GIVEN_6 = r"""$$H = \begin{bmatrix} 1 & 2 \\ 3 & 4\end{bmatrix}, \quad c = \begin{bmatrix} 10
& 20 \end{bmatrix}$$"""
GIVEN_7 = r"""$$H(x) = \begin{cases}1 & x \ge 0\\ 0 & x<0\end{cases}$$"""
GIVEN_8 = r"""$$M = \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}$$"""
GIVEN_9 = r"""$$M = \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}$$

$$b=(1,1,1)$$"""
GIVEN_10 = r"""$$M = \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \end{pmatrix}$$

$$b=\begin{pmatrix}1&1&1\end{pmatrix}$$"""
GIVEN_11 = r"""$$P = \begin{bmatrix}0.9 & 0.1\\0.5&0.5\end{bmatrix}$$"""
GIVEN_12 = r"""$$Q = \frac{1}{\sqrt2}\begin{bmatrix}1 & -1\\1&1\end{bmatrix}$$"""
GIVEN_13 = r"""$$S = \begin{pmatrix} 1 & 2 \\ 2 & 4 \end{pmatrix}$$"""
GIVEN_14 = r"""$$S = \begin{pmatrix} 1 & 2 \\ 2 & 4 \end{pmatrix}$$

$$b=\begin{pmatrix}1\\2\end{pmatrix}$$"""
GIVEN_15 = r"""$$S = \begin{pmatrix} 1 & 2 \\ 2 & 4 \end{pmatrix}$$

$$b=\begin{pmatrix}1\\3\end{pmatrix}$$"""
GIVEN_16 = r"""$$\mathbf z = (2, -1, 0.5)$$"""
GIVEN_17 = r"""$$\mathbf{W} = \begin{bmatrix} 1 & -2 & 0.5 \\ 0 & 1 & 1 \end{bmatrix}$$

$$\mathbf{x} = [1, 2, 3]^\top$$

$$\mathbf{b} = \begin{bmatrix} 0.1 \\ -0.2 \end{bmatrix}$$"""
GIVEN_18 = r"""$$\theta = 45$$"""
GIVEN_19 = r"""$$\theta = 60^\circ$$"""
GIVEN_20 = r"""$$f(x) = \begin{cases} 0 & x < 0 \\ x & 0 \leq x \leq 1 \\ 1 & x > 1 \end{cases}$$"""
GIVEN_21 = r"""$$f(x) = \begin{cases} 1 & \text{if } x > 0 \text{ and } x \le 2, \\ 0 &
\text{else} \end{cases}$$"""
GIVEN_22 = (
    r"""$$f(x) = \begin{cases} 1 & \text{if } x \geq 0,\\ -1 & \text{otherwise.} \end{cases}$$"""
)
GIVEN_23 = r"""$$f(x) = \begin{cases} x & \text{for } x > 0 \\ \alpha x & \text{for } x \le 0
\end{cases}$$

$$\alpha = 0.1$$"""
GIVEN_24 = r"""$$f(x)=\begin{cases} 1 & 0 \le x < 1 \\ 2 & \text{otherwise}\end{cases}$$"""
GIVEN_25 = r"""$$f(x)=\begin{cases} 1 & \text{if } x > 0 \text{ and } x < 3 \\ 0 &
\text{otherwise}\end{cases}$$"""
GIVEN_26 = r"""$$f(x)=\begin{cases} 1 & x \in [0,1) \\ 0 & \text{else}\end{cases}$$"""
GIVEN_27 = (
    r"""$$f(x)=\begin{cases} 1, & x < -1 \text{ or } x > 1 \\ 0, & \text{otherwise.}\end{cases}$$"""
)
GIVEN_28 = r"""$$f(x)=\begin{cases} 1, & |x| \le 1 \\ 0, & |x| > 1\end{cases}$$"""
GIVEN_29 = (
    r"""$$f(x)=\begin{cases} x & \text{if } x > 0 \\ 0.01x & \text{if } x \le 0\end{cases}$$"""
)
GIVEN_30 = r"""$$u = (1,0,1), \quad v = (0,1,1)$$"""
GIVEN_31 = r"""$$v = \begin{pmatrix} 3 \\ 4 \end{pmatrix}$$"""
GIVEN_32 = r"""$$v = \begin{pmatrix} 3 \\ 4 \end{pmatrix}$$

$$w = (1, -2)$$"""
GIVEN_33 = r"""$$w = (0.5, -1)$$

$$x = (2, 3)$$"""
GIVEN_34 = r"""$$x = (1,1,1,1)$$"""
GIVEN_35 = r"""$$x = (1,2,3)$$"""
GIVEN_36 = r"""$$x = (1,2,3,4)$$"""
GIVEN_37 = r"""$$x = (5, 7, -2)$$"""
GIVEN_38 = r"""$$x_1 = 2$$

$$x_2 = 3$$

$$x_3 = 4$$"""
GIVEN_39 = r"""$$y = (0, 1, 0), \quad p = (0.2, 0.7, 0.1)$$"""
GIVEN_40 = r"""$$y = (0, 1, 0), \quad p = (0.2, 0.7, 0.2)$$"""
GIVEN_41 = r"""$$y = \begin{cases} 1 & \text{if } 0.5 > 0.3 \\ 0 & \text{otherwise}\end{cases}$$"""

TRUE = [
    (GIVEN_1, r"A^T = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^\top = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^{\mathrm T} = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^{\mathsf{T}} = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^\intercal = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^t = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^{\text{T}} = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A^{tr} = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"{}^tA = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_31, r"v'v = 25"),
    (GIVEN_1, r"A^{-1} = \begin{pmatrix}-2&1\\ 3/2&-1/2\end{pmatrix}"),
    (GIVEN_1, r"A^{-1} = \frac{1}{-2}\begin{pmatrix}4&-2\\ -3&1\end{pmatrix}"),
    (GIVEN_1, r"A^{-T} = \begin{pmatrix}-2&3/2\\ 1&-1/2\end{pmatrix}"),
    (GIVEN_1, r"(A^{-1})^T = \begin{pmatrix}-2&3/2\\ 1&-1/2\end{pmatrix}"),
    (GIVEN_1, r"A^2 = \begin{pmatrix}7&10\\ 15&22\end{pmatrix}"),
    (GIVEN_1, r"A^0 = I"),
    (GIVEN_1, r"A^0 = \begin{pmatrix}1&0\\ 0&1\end{pmatrix}"),
    (GIVEN_1, r"A^{-2} = \frac14\begin{pmatrix}22&-10\\ -15&7\end{pmatrix}"),
    (GIVEN_1, r"A A^{-1} = I"),
    (GIVEN_1, r"A A^{-1} = I_2"),
    (GIVEN_1, r"A A^{-1} = \mathbf{I}"),
    (GIVEN_1, r"A A^{-1} = \mathbb{I}_2"),
    (GIVEN_1, r"A + I = \begin{pmatrix}2&2\\3&5\end{pmatrix}"),
    (GIVEN_1, r"A - 2I = \begin{pmatrix}-1&2\\3&2\end{pmatrix}"),
    (GIVEN_1, r"A I = A"),
    (GIVEN_1, r"\det(A - \lambda I) = \lambda^2 - 5\lambda - 2"),
    (GIVEN_1, r"|A - \lambda I| = \lambda^2 - 5\lambda - 2"),
    (GIVEN_1, r"\det(A - \lambda I) = \begin{vmatrix} 1-\lambda & 2 \\ 3 & 4-\lambda\end{vmatrix}"),
    (GIVEN_1, r"|A| = -2"),
    (GIVEN_1, r"\lvert A\rvert = -2"),
    (GIVEN_1, r"\det A = -2"),
    (GIVEN_1, r"\text{det}(A) = -2"),
    (GIVEN_1, r"\mathrm{det}\,A = -2"),
    (GIVEN_1, r"\operatorname{det} A^T = -2"),
    (GIVEN_1, r"\det(A^{-1}) = -\frac12"),
    (GIVEN_1, r"\det A^{-1} = -\frac12"),
    (GIVEN_1, r"\det(2A) = -8"),
    (GIVEN_1, r"\operatorname{tr}(A) = 5"),
    (GIVEN_1, r"\text{tr}(A) = 5"),
    (GIVEN_1, r"\text{Tr}(A) = 5"),
    (GIVEN_1, r"\mathrm{trace}(A) = 5"),
    (GIVEN_1, r"\operatorname{trace} A = 5"),
    (GIVEN_1, r"tr(A) = 5"),
    (GIVEN_1, r"\operatorname{rank}(A) = 2"),
    (GIVEN_13, r"\operatorname{rank}(S) = 1"),
    (GIVEN_13, r"\text{rank}(S) = 1"),
    (GIVEN_13, r"\mathrm{rk}(S) = 1"),
    (GIVEN_13, r"\operatorname{rk} S = 1"),
    (GIVEN_13, r"\operatorname{nullity}(S) = 1"),
    (GIVEN_13, r"\dim\ker S = 1"),
    (GIVEN_13, r"\dim(\ker S) = 1"),
    (GIVEN_13, r"\dim \operatorname{null}(S) = 1"),
    (GIVEN_13, r"\ker S = \operatorname{span}\{(-2, 1)^T\}"),
    (GIVEN_13, r"\ker(S) = \operatorname{span}\left\{\begin{pmatrix}-2\\1\end{pmatrix}\right\}"),
    (GIVEN_1, r"\ker(A) = \{0\}"),
    (GIVEN_1, r"\ker A = \{\mathbf{0}\}"),
    (GIVEN_13, r"\operatorname{rank}(S) + \dim\ker(S) = 2"),
    (GIVEN_13, r"\dim\operatorname{span}\{(1,2),(2,4)\} = 1"),
    ("", r"\dim \operatorname{span}\{(1,0,0),(0,1,0),(1,1,0)\} = 2"),
    (GIVEN_14, r"b \in \operatorname{col}(S)"),
    (GIVEN_15, r"b \notin \operatorname{col}(S)"),
    ("", r"\operatorname{diag}(1,2) = \begin{pmatrix}1&0\\0&2\end{pmatrix}"),
    (GIVEN_31, r"\operatorname{diag}(v) = \begin{pmatrix}3&0\\0&4\end{pmatrix}"),
    (GIVEN_1, r"\operatorname{diag}(A) = (1, 4)"),
    (GIVEN_1, r"\operatorname{adj}(A) = \begin{pmatrix}4&-2\\-3&1\end{pmatrix}"),
    (GIVEN_2, r"A \odot B = \begin{pmatrix}0&2\\3&0\end{pmatrix}"),
    (GIVEN_2, r"A \circ B = \begin{pmatrix}0&2\\3&0\end{pmatrix}"),
    (GIVEN_2, r"A \otimes B = \begin{pmatrix}0&1&0&2\\1&0&2&0\\0&3&0&4\\3&0&4&0\end{pmatrix}"),
    ("", r"(1,2) \otimes (3,4) = \begin{pmatrix}3&4\\6&8\end{pmatrix}"),
    ("", r"(1,2)^T (3,4) = \begin{pmatrix}3&4\\6&8\end{pmatrix}"),
    (GIVEN_32, r"v \cdot w = -5"),
    (GIVEN_32, r"\langle v, w\rangle = -5"),
    (GIVEN_32, r"\langle v \mid w\rangle = -5"),
    (GIVEN_32, r"\left\langle v, w\right\rangle = -5"),
    (GIVEN_32, r"v^T w = -5"),
    ("", r"[1 \quad 2]\begin{bmatrix}3\\4\end{bmatrix} = 11"),
    ("", r"[1 \;\; 2]\begin{bmatrix}3\\4\end{bmatrix} = 11"),
    ("", r"\begin{bmatrix}1&2\end{bmatrix}\cdot\begin{bmatrix}3&4\end{bmatrix} = 11"),
    (GIVEN_31, r"\|v\| = 5"),
    (GIVEN_31, r"\lVert v\rVert = 5"),
    (GIVEN_31, r"||v|| = 5"),
    (GIVEN_31, r"\left\|v\right\|_2 = 5"),
    (GIVEN_31, r"\|v\|_1 = 7"),
    (GIVEN_31, r"\|v\|_\infty = 4"),
    (GIVEN_31, r"||v||_{\infty} = 4"),
    (GIVEN_31, r"\|v\|_{\max} = 4"),
    (GIVEN_31, r"\|v\|_3 = \sqrt[3]{91}"),
    (GIVEN_31, r"\|v\|_4^4 = 337"),
    (GIVEN_31, r"\|v\|_0 = 2"),
    (GIVEN_31, r"\|v\|^2 = 25"),
    (GIVEN_31, r"\|v\|_2^2 = 25"),
    (GIVEN_31, r"|v| = 5"),
    (GIVEN_1, r"\|A\|_F = \sqrt{30}"),
    (GIVEN_1, r"\|A\|_F^2 = 30"),
    (GIVEN_1, r"\|A\|_{\mathrm{F}} = \sqrt{30}"),
    (GIVEN_1, r"\|A\|_{\text{Fro}} = \sqrt{30}"),
    (GIVEN_32, r"\frac{v\cdot w}{\|v\|\|w\|} = -\frac{1}{\sqrt5}"),
    (GIVEN_32, r"\cos\theta = \frac{v\cdot w}{\|v\|\|w\|} = -\frac{1}{\sqrt5} \approx -0.447"),
    (GIVEN_32, r"\cos(v, w) = -\frac{1}{\sqrt5}"),
    (GIVEN_1, r"A_{12} = 2"),
    (GIVEN_1, r"A_{1,2} = 2"),
    (GIVEN_1, r"a_{12} = 2"),
    (GIVEN_1, r"a_{21} = 3"),
    (GIVEN_1, r"A_{22} = 4"),
    (GIVEN_2, r"(AB)_{12} = 1"),
    (GIVEN_1, r"[A]_{12} = 2"),
    (GIVEN_1, r"(A)_{22} = 4"),
    (GIVEN_37, r"x_1 = 5"),
    (GIVEN_37, r"x_2 = 7"),
    (GIVEN_37, r"x_3 = -2"),
    (GIVEN_37, r"x_1 + x_2 = 12"),
    (GIVEN_37, r"x_1 + x_2 + x_3 = 10"),
    (GIVEN_1, r"A_{1,:} = (1, 2)"),
    (GIVEN_1, r"A_{:,2} = \begin{pmatrix}2\\4\end{pmatrix}"),
    (GIVEN_1, r"A_{1\cdot} = (1, 2)"),
    (GIVEN_1, r"A_{\cdot 2} = \begin{pmatrix}2\\4\end{pmatrix}"),
    (GIVEN_1, r"A_{1,*} = (1, 2)"),
    (GIVEN_9, r"M + b = \begin{pmatrix} 2 & 3 & 4 \\ 5 & 6 & 7 \end{pmatrix}"),
    (GIVEN_10, r"M + b = \begin{pmatrix} 2 & 3 & 4 \\ 5 & 6 & 7 \end{pmatrix}"),
    (GIVEN_1, r"\operatorname{ReLU}(-A) = \begin{pmatrix} 0 & 0 \\ 0 & 0 \end{pmatrix}"),
    (GIVEN_1, r"\max(0, A) = A"),
    (GIVEN_1, r"\max\{0, A\} = A"),
    (GIVEN_37, r"\operatorname{ReLU}(x) = (5, 7, 0)"),
    (GIVEN_37, r"\max(x) = 7"),
    (GIVEN_37, r"\max\{5, 7, -2\} = 7"),
    (GIVEN_37, r"\max_i x_i = 7"),
    (GIVEN_37, r"\min_{i} x_i = -2"),
    (GIVEN_37, r"\max_{1\le i\le 3} x_i = 7"),
    (GIVEN_37, r"\max_{i} |x_i| = 7"),
    (GIVEN_37, r"\arg\max_i x_i = 2"),
    (GIVEN_37, r"\operatorname*{arg\,max}_i x_i = 2"),
    (GIVEN_37, r"\operatorname{argmax}(x) = 2"),
    (GIVEN_37, r"\arg\min_i x_i = 3"),
    (GIVEN_37, r"[x]_+ = (5,7,0)"),
    ("", r"\mathbf{1}\{3 > 0\} = 1"),
    ("", r"\mathbf{1}_{\{3 > 0\}} = 1"),
    (GIVEN_7, r"H(-2) = 0"),
    (GIVEN_37, r"\sum_i x_i = 10"),
    (GIVEN_37, r"\sum_{i} x_i^2 = 78"),
    (GIVEN_37, r"\sum_{i=1}^3 x_i = 10"),
    (GIVEN_37, r"\sum_{i=1}^3 x_i^2 = 78"),
    (GIVEN_37, r"\sum_{i=0}^2 x_i = 10"),
    (GIVEN_37, r"\frac13\sum_{i=1}^{3} x_i = \frac{10}{3}"),
    (GIVEN_37, r"\prod_i x_i = -70"),
    (GIVEN_37, r"\sum_{i\ne 1} x_i = 5"),
    (GIVEN_37, r"\sum_{i<j} x_i x_j = 11"),
    (GIVEN_37, r"\sum_{i \neq j} x_i x_j = 22"),
    (GIVEN_1, r"\sum_{i,j} A_{ij} = 10"),
    (GIVEN_1, r"\sum_{i,j} a_{ij} = 10"),
    (GIVEN_1, r"\sum_{i}\sum_{j} A_{ij} = 10"),
    (GIVEN_1, r"\sum_{i=1}^2\sum_{j=1}^2 a_{ij}^2 = 30"),
    (GIVEN_1, r"\sum_{i=1}^{2} A_{ii} = 5"),
    (GIVEN_24, r"f(0.5) = 1"),
    (GIVEN_29, r"f(-2) = -0.02"),
    (GIVEN_26, r"f(0.5) = 1"),
    (GIVEN_25, r"f(5) = 0"),
    (GIVEN_27, r"f(2) = 1"),
    (GIVEN_28, r"f(2) = 0"),
    (GIVEN_37, r"\bar{x} = \frac{10}{3}"),
    (GIVEN_37, r"\operatorname{mean}(x) = \frac{10}{3}"),
    (GIVEN_34, r"\operatorname{Var}(x) = 0"),
    ("", r"(1,2) = \begin{pmatrix}1\\2\end{pmatrix}"),
    ("", r"(1,2)^\top = \begin{bmatrix}1\\2\end{bmatrix}"),
    (GIVEN_1, r"A e_1 = \begin{pmatrix}1\\3\end{pmatrix}"),
    (GIVEN_1, r"A\mathbf{1} = \begin{pmatrix}3\\7\end{pmatrix}"),
    (GIVEN_1, r"A - A = \mathbf{0}"),
    (GIVEN_1, r"A - A = 0"),
    (GIVEN_13, r"S\begin{pmatrix}-2\\1\end{pmatrix} = 0"),
    (GIVEN_13, r"S\begin{pmatrix}-2\\1\end{pmatrix} = \mathbf 0"),
    (GIVEN_13, r"S\begin{pmatrix}-2\\1\end{pmatrix} = 0\begin{pmatrix}-2\\1\end{pmatrix}"),
    ("", r"\operatorname{rank}\begin{pmatrix}1&2\\2&4\end{pmatrix} = 1"),
    ("", r"\det\begin{pmatrix}\sqrt2&1\\1&\sqrt2\end{pmatrix} = 1"),
    ("", r"\operatorname{rank}\begin{pmatrix}\sqrt2&2\\1&\sqrt2\end{pmatrix} = 1"),
    ("", r"\begin{vmatrix}1&2\\3&4\end{vmatrix} = -2"),
    ("", r"\text{tr}\begin{pmatrix}1&2\\3&4\end{pmatrix} = 5"),
    ("", r"\begin{pmatrix}1\\2\end{pmatrix}\perp\begin{pmatrix}2\\-1\end{pmatrix}"),
    ("", r"\left\|\begin{pmatrix}3\\4\end{pmatrix}\right\| = 5"),
    ("", r"\left\|\begin{matrix}3\\4\end{matrix}\right\| = 5"),
    ("", r"\text{ReLU}\begin{bmatrix}-1\\2\end{bmatrix} = \begin{bmatrix}0\\2\end{bmatrix}"),
    ("", r"\exp\left(\begin{bmatrix}0\\0\end{bmatrix}\right) = \begin{bmatrix}1\\1\end{bmatrix}"),
    (GIVEN_2, r"\operatorname{Tr}(AB) = \operatorname{Tr}(BA) = 5"),
    (GIVEN_17, r"\mathbf{W}\mathbf{x} + \mathbf{b} = \begin{bmatrix} -1.4 \\ 4.8 \end{bmatrix}"),
    (GIVEN_17, r"\mathbf{W}\mathbf{x} + \mathbf{b} = [-1.4, 4.8]^\top"),
    (GIVEN_17, r"\mathrm{ReLU}(\mathbf{W}\mathbf{x} + \mathbf{b}) = [0, 4.8]^\top"),
    (GIVEN_17, r"\max(\mathbf 0, \mathbf{W}\mathbf{x} + \mathbf{b}) = [0, 4.8]^\top"),
    (GIVEN_17, r"\max(0, \mathbf{W}\mathbf{x} + \mathbf{b}) = [0, 4.8]^\top"),
    (GIVEN_17, r"[\mathbf{W}\mathbf{x} + \mathbf{b}]_+ = [0, 4.8]^\top"),
    (GIVEN_17, r"(\mathbf{W}\mathbf{x} + \mathbf{b})^+ = [0, 4.8]^\top"),
    (GIVEN_17, r"\mathbb{1}[\mathbf{W}\mathbf{x} + \mathbf{b} > 0] = [0, 1]^\top"),
    (GIVEN_16, r"\operatorname{softmax}(\mathbf z)_1 = \frac{e^2}{e^2 + e^{-1} + e^{0.5}}"),
    (GIVEN_16, r"\operatorname{softmax}(\mathbf z) \approx (0.786, 0.039, 0.175)"),
    (GIVEN_16, r"\sum_j e^{z_j} = e^2 + e^{-1} + e^{0.5}"),
    (GIVEN_16, r"\sum_{j=1}^{3} e^{z_j} \approx 9.406"),
    (GIVEN_16, r"\frac{e^{z_1}}{\sum_{j=1}^{3} e^{z_j}} \approx 0.786"),
    (GIVEN_16, r"z_1 + z_2 = 1"),
    (GIVEN_16, r"z_1 z_2 = -2"),
    (GIVEN_16, r"\max_j z_j = 2"),
    (GIVEN_16, r"\operatorname{argmax}_j z_j = 1"),
    (GIVEN_16, r"\|\mathbf z\|_2 = \sqrt{5.25}"),
    (GIVEN_16, r"\|\mathbf z\|_2 \approx 2.29"),
    (GIVEN_16, r"\lVert \mathbf{z} \rVert_1 = 3.5"),
    (GIVEN_16, r"\|\mathbf{z}\|_\infty = 2"),
    (GIVEN_16, r"|\mathbf{z}|_1 = 3.5"),
    (GIVEN_16, r"\frac{1}{3}\sum_{i=1}^{3} z_i = 0.5"),
    (GIVEN_16, r"\bar{z} = 0.5"),
    (GIVEN_16, r"\mathbf 1^\top \mathbf z = 1.5"),
    (GIVEN_3, r"\det(A) = 5"),
    (GIVEN_3, r"\det A = 2\cdot 3 - 1\cdot 1 = 5"),
    (GIVEN_3, r"\operatorname{tr}(A) = 5"),
    (GIVEN_3, r"\text{rank}(A) = 2"),
    (GIVEN_3, r"A^{-1} = \frac{1}{5}\begin{pmatrix} 3 & -1 \\ -1 & 2\end{pmatrix}"),
    (GIVEN_3, r"A^{-1} = \begin{pmatrix} 0.6 & -0.2 \\ -0.2 & 0.4\end{pmatrix}"),
    (GIVEN_3, r"A^\top A = \begin{pmatrix} 5 & 5 \\ 5 & 10\end{pmatrix}"),
    (GIVEN_3, r"\|A\|_F = \sqrt{15}"),
    (GIVEN_3, r"\|A\|_F \approx 3.87"),
    (GIVEN_3, r"A\begin{pmatrix}1\\0\end{pmatrix} = \begin{pmatrix}2\\1\end{pmatrix}"),
    (GIVEN_3, r"\begin{pmatrix}1 & 0\end{pmatrix} A \begin{pmatrix}0\\1\end{pmatrix} = 1"),
    (GIVEN_3, r"\det(A-\lambda I) = (2-\lambda)(3-\lambda) - 1 = \lambda^2 - 5\lambda + 5"),
    (GIVEN_3, r"\det(\lambda I - A) = \lambda^2 - 5\lambda + 5"),
    (GIVEN_3, r"A = A^\top"),
    (GIVEN_3, r"A A^{-1} = A^{-1}A = I_2"),
    (GIVEN_3, r"\operatorname{diag}(1, 2)A = \begin{pmatrix} 2 & 1 \\ 2 & 6\end{pmatrix}"),
    (GIVEN_3, r"A \ne A^{-1}"),
    (GIVEN_3, r"e_1^\top A e_2 = 1"),
    (GIVEN_18, r"\cos\theta = \frac{\sqrt{2}}{2}"),
    (GIVEN_18, r"\cos(\theta) \approx 0.71"),
    (GIVEN_19, r"\cos\theta = 0.5"),
    (GIVEN_19, r"2\theta = 120^\circ"),
    (GIVEN_19, r"180^\circ - \theta = 120^\circ"),
    (GIVEN_19, r"\theta = \frac{\pi}{3}"),
    ("", r"\begin{bmatrix}2\\4\end{bmatrix}/2 = \begin{bmatrix}1\\2\end{bmatrix}"),
    ("", r"\langle (1, 2), (3, 4)\rangle = 11"),
    ("", r"\|(3, 4)\| = \sqrt{3^2 + 4^2} = 5"),
    ("", r"\|(3,4) - (0,0)\|_2 = 5"),
    ("", r"\left\lVert \begin{bmatrix}1\\2\\2\end{bmatrix}\right\rVert = 3"),
    ("", r"(2, 4) \in \operatorname{span}\{(1, 2)\}"),
    ("", r"(2, 5) \notin \operatorname{span}\{(1, 2)\}"),
    ("", r"\operatorname{rank}\begin{bmatrix}1&2&3\\2&4&6\end{bmatrix} = 1"),
    ("", r"\det\begin{bmatrix}1&2&3\\0&4&5\\0&0&6\end{bmatrix} = 24"),
    ("", r"\begin{vmatrix}1&2&3\\4&5&6\\7&8&9\end{vmatrix} = 0"),
    ("", r"\operatorname{tr}\begin{bmatrix}1&2\\3&4\end{bmatrix} = 5"),
    (GIVEN_20, r"f(2) = 1"),
    (GIVEN_22, r"f(-3) = -1"),
    (GIVEN_23, r"f(-3) = -0.3"),
    (GIVEN_21, r"f(2) + f(3) = 1"),
    (GIVEN_41, r"y = 1"),
    (GIVEN_6, r"H + c = \begin{bmatrix} 11 & 22 \\ 13 & 24\end{bmatrix}"),
    (GIVEN_5, r"H + c = \begin{bmatrix} 11 & 22 \\ 13 & 24\end{bmatrix}"),
    (GIVEN_4, r"\sum_{i,j} H_{ij}^2 = 30"),
    (GIVEN_4, r"\sum_{i} H_{ii} = 5"),
    (GIVEN_4, r"\sum_{j} H_{1j} = 3"),
    (GIVEN_4, r"H_{1,:} = \begin{bmatrix}1 & 2\end{bmatrix}"),
    (GIVEN_33, r"\sum_{i=1}^2 w_i x_i = -2"),
    (GIVEN_33, r"w_1 x_1 + w_2 x_2 = -2"),
    (GIVEN_33, r"w^\top x = -2"),
    (GIVEN_33, r"\sum_{i=0}^{1} w_i x_i = -2"),
    (GIVEN_38, r"\sum_{i=1}^3 x_i = 9"),
    (GIVEN_38, r"\sum_i x_i = 9"),
    (GIVEN_38, r"x_1 + \dots + x_3 = 9"),
    (GIVEN_38, r"\max_i x_i = 4"),
    (GIVEN_38, r"\bar{x} = \frac{1}{3}\sum_{i=1}^3 x_i = 3"),
    (GIVEN_11, r"P^2 = \begin{bmatrix}0.86&0.14\\0.7&0.3\end{bmatrix}"),
    (GIVEN_11, r"P\mathbf 1 = \mathbf 1"),
    (GIVEN_12, r"Q^\top Q = I"),
    (GIVEN_12, r"Q^{-1} = Q^\top"),
    (GIVEN_12, r"\det Q = 1"),
    (GIVEN_30, r"u \times v = (-1,-1,1)"),
    (GIVEN_30, r"u \odot v = (0,0,1)"),
    (GIVEN_30, r"u v^\top = \begin{bmatrix}0&1&1\\0&0&0\\0&1&1\end{bmatrix}"),
    (GIVEN_30, r"u \otimes v = \begin{bmatrix}0&1&1\\0&0&0\\0&1&1\end{bmatrix}"),
    (GIVEN_30, r"\cos(u, v) = \frac12"),
    (GIVEN_30, r"\cos\theta = \frac{u\cdot v}{\|u\|\|v\|} = \frac{1}{\sqrt2\sqrt2} = \frac12"),
    (GIVEN_30, r"\|u - v\|_2 = \sqrt2"),
    (GIVEN_30, r"\|u - v\|^2 = 2"),
    (GIVEN_39, r"-\sum_i y_i \ln p_i = -\ln 0.7 \approx 0.357"),
    (GIVEN_39, r"-\sum_{i} y_i \log p_i \approx 0.357"),
    (GIVEN_39, r"\frac13\sum_{i=1}^3 (y_i - p_i)^2 = \frac{0.14}{3}"),
    (GIVEN_39, r"\frac13\|y - p\|^2 = \frac{0.14}{3}"),
    (GIVEN_39, r"\sum_i p_i = 1"),
]

FALSE = [
    (GIVEN_1, r"A^{-1} = \frac{1}{2}\begin{pmatrix}4&-2\\ -3&1\end{pmatrix}"),
    (GIVEN_1, r"I A = A + I"),
    (GIVEN_1, r"\det(A - 5I) = -6"),
    (GIVEN_1, r"\det(A - 5I) = -7"),
    (GIVEN_1, r"\left|A\right| = 2"),
    (GIVEN_1, r"\det(2A) = -4"),
    (GIVEN_1, r"\operatorname{tr} A = 6"),
    (GIVEN_13, r"\operatorname{rank} S = 2"),
    (GIVEN_13, r"\ker(S) = \operatorname{span}\left\{\begin{pmatrix}2\\1\end{pmatrix}\right\}"),
    (GIVEN_13, r"\ker(S) = \{0\}"),
    ("", r"\dim(\operatorname{span}\{(1,0,0),(0,1,0),(1,1,0)\}) = 3"),
    (GIVEN_13, r"\begin{pmatrix}1\\3\end{pmatrix} \in \operatorname{im}(S)"),
    (GIVEN_1, r"\operatorname{diag}(A) = (1, 3)"),
    ("", r"(1,2) \otimes (3,4) = \begin{pmatrix}3&4\\6&9\end{pmatrix}"),
    (GIVEN_32, r"v^\top w = -4"),
    ("", r"\begin{bmatrix}1&2\end{bmatrix}\cdot\begin{bmatrix}3&4\end{bmatrix} = 12"),
    (GIVEN_31, r"\|v\|_{1} = 8"),
    (GIVEN_31, r"\lVert v\rVert_2^2 = 26"),
    (GIVEN_31, r"|v| = 6"),
    (GIVEN_1, r"\|A\|_2 = 5"),
    (GIVEN_2, r"(AB)_{12} = 3"),
    (GIVEN_37, r"\max\{5, 7, -2\} = 5"),
    (GIVEN_37, r"\arg\max_i x_i = 3"),
    (GIVEN_37, r"\sum_{i=1}^3 x_i = 11"),
    (GIVEN_37, r"\sum_{j} x_j = 9"),
    (GIVEN_24, r"f(1) = 1"),
    (GIVEN_36, r"\operatorname{Var}(x) = 2"),
    ("", r"\begin{pmatrix}1\\2\end{pmatrix}\perp\begin{pmatrix}2\\1\end{pmatrix}"),
    (GIVEN_17, r"\mathbf{W}\mathbf{x} + \mathbf{b} = [-1.4, 4.9]^\top"),
    (GIVEN_17, r"\mathbb{1}(\mathbf{W}\mathbf{x} + \mathbf{b} > 0) = [1, 1]^\top"),
    (GIVEN_16, r"\operatorname{softmax}(\mathbf z) \approx (0.786, 0.039, 0.185)"),
    (GIVEN_16, r"\frac{e^{z_1}}{\sum_j e^{z_j}} \approx 0.686"),
    (GIVEN_16, r"\|\mathbf{z}\|_\infty = 3"),
    (GIVEN_16, r"\mathbf{1}^T\mathbf{z} = 2.5"),
    (GIVEN_3, r"A^{-1} = \begin{pmatrix} 0.6 & -0.2 \\ 0.2 & 0.4\end{pmatrix}"),
    (GIVEN_18, r"\cos(\theta) \approx 0.9"),
    (GIVEN_19, r"\cos\theta = 0.6"),
    ("", r"(2, 5) \in \operatorname{span}\{(1, 2)\}"),
    (GIVEN_20, r"f(0.5) = 1"),
    (GIVEN_5, r"H + c = \begin{bmatrix} 11 & 22 \\ 13 & 25\end{bmatrix}"),
    (GIVEN_4, r"\sum_{i} H_{ii} = 6"),
    (GIVEN_33, r"w_1 x_1 + w_2 x_2 = 2"),
    (GIVEN_30, r"u \perp v"),
    (GIVEN_40, r"\sum_i p_i = 1.2"),
]

OPEN = [
    (GIVEN_37, r"x_1 + x_2 + x_3 = 11"),
    (GIVEN_1, r"A' = \begin{pmatrix}1&3\\2&4\end{pmatrix}"),
    (GIVEN_1, r"A A^{-1} = E"),
    (GIVEN_13, r"\dim\mathcal{N}(S) = 1"),
    (GIVEN_2, r"A * B = \begin{pmatrix}0&2\\3&0\end{pmatrix}"),
    (GIVEN_1, r"\|A\|_1 = 6"),
    (GIVEN_1, r"\|A\|_\infty = 7"),
    (GIVEN_32, r"\operatorname{cos\_sim}(v, w) = -\frac{1}{\sqrt5}"),
    (GIVEN_1, r"a_{21} = 2"),
    (GIVEN_1, r"A_{21} = 2"),
    (GIVEN_8, r"M_{1,2:3} = (2, 3)"),
    (GIVEN_8, r"\mathrm{ReLU}(M - 3) = \begin{pmatrix} 0 & 0 & 0 \\ 1 & 2 & 3 \end{pmatrix}"),
    (GIVEN_37, r"\operatorname{argmax} x = 1"),
    (GIVEN_36, r"\operatorname{Var}(x) = 1.25"),
    (GIVEN_35, r"\operatorname{softmax}(x)_1 = 0.0900"),
    ("", r"\begin{pmatrix}1&2\end{pmatrix} = \begin{pmatrix}1\\2\end{pmatrix}"),
    (GIVEN_1, r"A - A = O"),
    ("", r"I_2 = \begin{pmatrix}1&0\\0&1\end{pmatrix}"),
    (GIVEN_3, r"x^\top A x = 2x_1^2 + 2x_1x_2 + 3x_2^2"),
    ("", r"\operatorname{span}\{(1,0),(0,1)\} = \mathbb{R}^2"),
    (GIVEN_33, r"\sum_{i=1}^{n} w_i x_i = -2"),
]


@pytest.mark.parametrize(("given", "claim"), TRUE)
def test_what_is_true_is_proved(given: str, claim: str) -> None:
    found = verdicts(given, claim)
    assert found
    assert set(found) == {"proved"}


@pytest.mark.parametrize(("given", "claim"), FALSE)
def test_what_is_false_is_refuted(given: str, claim: str) -> None:
    assert "refuted" in verdicts(given, claim)


@pytest.mark.parametrize(("given", "claim"), OPEN)
def test_what_may_be_meant_otherwise_is_not_refuted(given: str, claim: str) -> None:
    assert "refuted" not in verdicts(given, claim)


OPEN = r"$x = \begin{pmatrix} x_1 \\ x_2 \end{pmatrix}$, $A = \begin{pmatrix} 1 & 2 \end{pmatrix}$"


def test_a_vector_of_its_own_entries_is_open() -> None:
    """x = (x_1, x_2) says what the entries are called; it does not lead to itself."""
    assert verdicts(OPEN, "A x = x_1 + 2 x_2") == ["proved"]
    assert verdicts(OPEN, "A x = x_1 + 3 x_2") != ["proved"]


def test_an_entry_of_a_numbered_vector() -> None:
    """a_{1,2} is the second entry of a_1 where there is no a."""
    given = r"$$a_1 = \begin{pmatrix} 3 \\ 5 \end{pmatrix}$$"
    assert verdicts(given, "a_{1,2} - 5 = 0") == ["proved"]
    assert verdicts(given, "a_{1,2} - 3 = 0") == ["undecided"]


def test_row_and_column_of_a_matrix_with_one_row() -> None:
    """w_{12} of a 1x2 matrix, which has no twelfth entry."""
    given = r"$$W^{(1)} = \begin{pmatrix} 3 & 5 \end{pmatrix}$$"
    assert verdicts(given, "W^{(1)}_{12} = 5") == ["proved"]
    assert verdicts(given, "W^{(1)}_{2} = 5") == ["proved"]


COLUMN = r"\begin{pmatrix} 2\sqrt{2} \\ 1/3 \end{pmatrix}"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"2 \sqrt{2} + 1 \approx 2 \cdot 1.414 + 1", "proved"),
        (r"2 \sqrt{2} + 1 \approx 2 \cdot 1.41 + 1", "proved"),
        (r"2 \sqrt{2} + 1 \approx 2 \cdot 1.424 + 1", "undecided"),
        (r"2 \sqrt{2} + 1 \approx 2 \cdot 3 + 1", "undecided"),
        (
            f"{COLUMN} \\approx \\begin{{pmatrix}} 2 \\cdot 1.414 \\\\ 0.333 \\end{{pmatrix}}",
            "proved",
        ),
        (f"{COLUMN} \\approx \\begin{{pmatrix}} 2.828 \\\\ 0.334 \\end{{pmatrix}}", "refuted"),
    ],
)
def test_decimals_put_into_a_formula(claim: str, verdict: str) -> None:
    """a ≈ a formula with decimals holds if they fit what they were rounded from."""
    assert verdicts("Numbers.", claim) == [verdict]
