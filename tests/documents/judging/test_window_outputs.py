r"""Outputs of windows that slide over arrays, told in words."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last

OPEN = "open"
GIVEN_0 = (
    r"$$\mathbf{X}=\begin{bmatrix}0&1&2\\3&4&5\\6&7&8"
    r"\end{bmatrix},\ \mathbf{K}=\begin{bmatrix}0&1\\2&3"
    r"\end{bmatrix},\ \text{cross-correlation};\qquad \text{output shape }"
    r" \lfloor(n_h-k_h+p_h+s_h)/s_h\rfloor\times\lfloor(n_w-k_w+p_w+s_w)/s_w"
    r"\rfloor \text{ with } p_h,p_w \text{ rows and columns of padding in total}$$"
)
GIVEN_1 = r"$$X=\begin{bmatrix}0&1&2\\3&4&5\\6&7&8\end{bmatrix}$$"
GIVEN_2 = r"$$x=(1,2,3,4),\ k=(1,0,-1)$$"
GIVEN_3 = (
    r"$$\text{image } I=\begin{bmatrix}1&2&0\\0&1&3\\2&1&1"
    r"\end{bmatrix},\ \text{filter } F=\begin{bmatrix}1&0\\0&1\end{bmatrix}$$"
)
GIVEN_4 = (
    r"$$X=\begin{bmatrix}0&1\\2&3\end{bmatrix},\ K=\begin{bmatrix}0&1\\2&3"
    r"\end{bmatrix}$$"
)
GIVEN_5 = (
    r"$$X=\begin{bmatrix}0&1&2\\3&4&5\\6&7&8\end{bmatrix},\ K=\begin{bmatrix}0&1"
    r"\\2&3\end{bmatrix} \text{ with stride } 2$$"
)
GIVEN_6 = (
    r"$$W=\begin{bmatrix}0&1&2\\3&4&5\\6&7&8\end{bmatrix},\ V=\begin{bmatrix}0&1"
    r"\\2&3\end{bmatrix}$$"
)
GIVEN_7 = (
    r"$$X=\begin{bmatrix}0&1&2\\3&4&5\\6&7&8\end{bmatrix},\ K=\begin{bmatrix}0&1"
    r"\\2&3\end{bmatrix},\ \text{cross-correlation}.\quad \text{one row or column"
    r" of zeros on every side gives } \begin{bmatrix}0&3&8&4\\9&19&25&10"
    r"\\21&37&43&16\\6&7&8&0\end{bmatrix}$$"
)


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            GIVEN_0,
            r"\text{the output without padding is } \begin{bmatrix}19&25\\37&43\end{bmatrix}",
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{the output without padding is } \begin{bmatrix}19&25\\37&44\end{bmatrix}",
            "refuted",
        ),
        (
            GIVEN_0,
            (
                r"\text{one row or column of zeros on every side gives }"
                r" \begin{bmatrix}0&3&8&4\\9&19&25&10\\21&37&43&16\\6&7&8&0\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{one row or column of zeros on every side gives }"
                r" \begin{bmatrix}0&3&8&4\\9&19&25&10\\21&37&43&16\\6&7&8&1\end{bmatrix}"
            ),
            "refuted",
        ),
        (
            GIVEN_0,
            (
                r"\text{with a padding of 1 on each side and strides of } 3 \text{ and } 2"
                r" \text{ for height and width the output is } \begin{bmatrix}0&8\\6&8"
                r"\end{bmatrix}"
            ),
            "proved",
        ),
        (GIVEN_0, r"\text{the output is } \begin{bmatrix}19&25\\37&43\end{bmatrix}", "proved"),
        (GIVEN_0, r"\text{the output is } \begin{bmatrix}19&25\\43&37\end{bmatrix}", "refuted"),
        (
            GIVEN_0,
            (
                r"\text{the cross-correlation of } \mathbf{X} \text{ and } \mathbf{K} \text{"
                r" is } \begin{bmatrix}19&25\\37&43\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            (
                r"\text{the cross-correlation of } \mathbf{X} \text{ with } \mathbf{K} \text{"
                r" equals } \begin{bmatrix}19&25\\37&43\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{with stride } 2 \text{ the output is } \begin{bmatrix}19\end{bmatrix}",
            "proved",
        ),
        (GIVEN_0, r"\text{the output is } \begin{bmatrix}19&25&1\\37&43&1\end{bmatrix}", OPEN),
        (
            GIVEN_0,
            (
                r"\text{the full cross-correlation is } \begin{bmatrix}0&3&8&4\\9&19&25&10"
                r"\\21&37&43&16\\6&7&8&0\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_0,
            r"\text{the output after a ReLU is } \begin{bmatrix}19&25\\37&44\end{bmatrix}",
            OPEN,
        ),
        (
            GIVEN_0,
            r"s=2,\ p=1:\ \text{the output is } \begin{bmatrix}0&8\\21&43\end{bmatrix}",
            "proved",
        ),
        (GIVEN_0, r"q=2:\ \text{the output is } \begin{bmatrix}0&8\\21&43\end{bmatrix}", OPEN),
        (
            GIVEN_1,
            (
                r"\text{max pooling with a } 2\times2 \text{ window and stride } 1 \text{"
                r" gives } \begin{bmatrix}4&5\\7&8\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_1,
            (
                r"\text{max pooling with a } 2\times2 \text{ window and stride } 1 \text{"
                r" gives } \begin{bmatrix}4&5\\7&7\end{bmatrix}"
            ),
            "refuted",
        ),
        (
            GIVEN_1,
            (
                r"\text{average pooling with } 2\times2 \text{ windows and stride } 1 \text{"
                r" yields } \begin{bmatrix}2&3\\5&6\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_1,
            (
                r"\text{max pooling with a } 2\times2 \text{ window gives } \begin{bmatrix}4&5"
                r"\\7&8\end{bmatrix}"
            ),
            OPEN,
        ),
        (
            GIVEN_2,
            r"\text{the cross-correlation of } x \text{ and } k \text{ is } (-2,-2)",
            "proved",
        ),
        (GIVEN_2, r"\text{the convolution of } x \text{ and } k \text{ is } (-2,-2)", OPEN),
        (GIVEN_2, r"\text{the convolution of } x \text{ and } k \text{ is } (-2,2)", "refuted"),
        (GIVEN_3, r"\text{the convolution gives } \begin{bmatrix}2&5\\1&2\end{bmatrix}", "proved"),
        (GIVEN_3, r"\text{the convolution gives } \begin{bmatrix}2&5\\1&3\end{bmatrix}", "refuted"),
        (
            GIVEN_4,
            (
                r"\text{the transposed convolution of } X \text{ with } K \text{ is }"
                r" \begin{bmatrix}0&0&1\\0&4&6\\4&12&9\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_4,
            (
                r"\text{the transposed convolution of } X \text{ with } K \text{ and stride }"
                r" 2 \text{ is } \begin{bmatrix}0&0&0&1\\0&0&2&3\\0&2&0&3\\4&6&6&9\end{bmatrix}"
            ),
            "proved",
        ),
        (
            GIVEN_4,
            (
                r"\text{the transposed convolution of } X \text{ with } K \text{ is }"
                r" \begin{bmatrix}0&0&1\\0&4&6\\4&12&10\end{bmatrix}"
            ),
            "refuted",
        ),
        (GIVEN_5, r"\text{the output is } \begin{bmatrix}19&25\\37&44\end{bmatrix}", OPEN),
        (
            GIVEN_5,
            r"\text{the output of the network is } \begin{bmatrix}19&25\\37&44\end{bmatrix}",
            OPEN,
        ),
        (GIVEN_6, r"\text{the output is } \begin{bmatrix}19&25\\37&44\end{bmatrix}", OPEN),
        (
            GIVEN_7,
            (
                r"\text{with this padding and strides of } 3 \text{ and } 2 \text{ for height"
                r" and width the output is } \begin{bmatrix}0&8\\6&8\end{bmatrix}"
            ),
            OPEN,
        ),
    ],
)
def test_window_outputs(given: str, claim: str, verdict: str | None) -> None:
    if verdict == OPEN:
        assert last(given, claim) not in ("proved", "refuted")
    else:
        assert last(given, claim) == verdict


FLIPS = (
    "In this text convolution flips the kernel. "
    r"$x=(1,2,3,4,5)$, $w=(1,0,-1)$."
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (r"\text{the convolution of } x \text{ with } w \text{ is } (-2,-2,-2)", "refuted"),
        (r"x*w=(2,2,2)", "proved"),
        (r"x*w=(-2,-2,-2)", "undecided"),
    ],
)
def test_a_convolution_that_flips_is_no_correlation(claim: str, verdict: str) -> None:
    assert last(FLIPS, claim) == verdict


def test_a_correlation_beside_it_does_not_unflip_a_convolution() -> None:
    given = (
        r"$$x=(1,2,3,4,5),\quad w=(1,0,-1)$$"
        "\n\n"
        r"$$\text{the valid cross-correlation of } x \text{ with } w \text{ is } (-2,-2,-2)$$"
    )
    claim = r"\text{the convolution of } x \text{ with } w \text{ is } (2,2,2)"
    assert last(given, claim) != "refuted"
