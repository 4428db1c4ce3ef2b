"""What windows and products make, and pooled matrices, told in whole sentences."""

from __future__ import annotations

import pytest

from tests.documents.judging.verdicts import last


@pytest.mark.parametrize(
    ("given", "claim", "verdict"),
    [
        (
            r"",
            (
                r"\text{an } m\times n \text{ filter fits an } M\times N \text{ image at } "
                r"(M-m+1)\times(N-n+1) \text{ positions}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{an } m\times n \text{ filter fits an } M\times N \text{ image at } "
                r"(M-m)\times(N-n) \text{ positions}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 5\times5 \text{ filter fits a } 28\times28 \text{ image at } "
                r"24\times24 \text{ positions}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a } 5\times5 \text{ filter fits into a } 28\times28 \text{ image in } "
                r"23\cdot23 \text{ positions}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a } 2\times2 \text{ max pooling with stride } 2 \text{ reduces } "
                r"28\times28 \text{ to } 14\times14"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a } 2\times2 \text{ max pooling with stride } 2 \text{ reduces } "
                r"28\times28 \text{ to } 27\times27"
            ),
            "refuted",
        ),
        (r"", r"\text{2x2 pooling turns } 24\times24 \text{ into } 12\times12", "proved"),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution with stride } 2 \text{ and padding } 1 "
                r"\text{ maps } 224\times224 \text{ to } 112\times112"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a } 5\times5 \text{ convolution without padding turns a } 32\times32 "
                r"\text{ image into a } 28\times28 \text{ one}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a } 5\times5 \text{ convolution without padding turns a } 32\times32 "
                r"\text{ image into a } 27\times27 \text{ one}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the output of a } 3\times3 \text{ convolution on a } 10\times10 \text{ "
                r"image with no padding is } 8\times8"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the output of a } 3\times3 \text{ convolution with padding } 1 \text{ "
                r"on a } 10\times10 \text{ image is } 8\times8"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{applying a } 5\times5 \text{ filter to a } 32\times32 \text{ image "
                r"gives a } 28\times28 \text{ feature map}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{ten } 5\times5\times3 \text{ filters with stride } 1 \text{ and pad } 2 "
                r"\text{ turn a } 32\times32\times3 \text{ volume into a } 32\times32\times10 "
                r"\text{ volume}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a transposed convolution with kernel size } 2 \text{ and stride } 2 "
                r"\text{ maps } 14\times14 \text{ to } 28\times28"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a dilated } 3\times3 \text{ convolution with dilation } 2 \text{ has a "
                r"receptive field of } 5\times5"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ kernel with dilation } 2 \text{ covers } 6\times6 "
                r"\text{ pixels}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{global average pooling of a } 7\times7\times512 \text{ volume gives } "
                r"512 \text{ numbers}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{global average pooling of a } 7\times7\times512 \text{ volume gives } "
                r"49 \text{ numbers}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{flattening a } 7\times7\times64 \text{ volume gives a vector of length "
                r"} 3136"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{flattening a } 4\times4\times50 \text{ volume gives a vector of length } 512",
            "refuted",
        ),
        (
            r"",
            (
                r"\text{flattening } 16 \text{ feature maps of size } 5\times5 \text{ gives } "
                r"400 \text{ numbers}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{tensors of shapes } (2,3,1) \text{ and } (7,2,1,5) \text{ broadcast to "
                r"} (7,2,3,5)"
            ),
            "proved",
        ),
        (
            r"",
            r"\text{tensors of shapes } (2,3) \text{ and } (3,2) \text{ can be broadcast}",
            "refuted",
        ),
        (r"", r"\text{the shapes } (3,1) \text{ and } (1,4) \text{ broadcast to } (3,4)", "proved"),
        (
            r"",
            (
                r"\text{the matrix of a } 3\times3 \text{ convolution on a } 4\times4 \text{ "
                r"input is a } 4\times16 \text{ matrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the convolution of sequences of lengths } M \text{ and } N \text{ has "
                r"length } M+N-1"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the full convolution of sequences of lengths } M \text{ and } N \text{ "
                r"has length } M+N"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{max-pooling of } "
                r"\begin{bmatrix}30&40&80&90\\20&50&100&110\\0&10&20&30\\10&20&40&30\end{bmatrix} "
                r"\text{ over disjoint } 2\times2 \text{ blocks gives } "
                r"\begin{bmatrix}50&110\\20&40\end{bmatrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"2\times2 \text{ average pooling with stride } 2 \text{ of } "
                r"\begin{bmatrix}1&3\\5&7\end{bmatrix} \text{ gives } 16"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"2\times2 \text{ max pooling with stride } 2 \text{ turns } "
                r"\begin{bmatrix}1&3&2&4\\5&7&0&1\end{bmatrix} \text{ into } "
                r"\begin{bmatrix}7&4\end{bmatrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{global average pooling of } \begin{bmatrix}1&3\\5&7\end{bmatrix} \text{ "
                r"gives } 4"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{max pooling with a } 2\times2 \text{ window and stride } 1 \text{ "
                r"applied to } \begin{bmatrix}1&2&3\\4&5&6\\7&8&9\end{bmatrix} \text{ gives } "
                r"\begin{bmatrix}5&6\\8&9\end{bmatrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{max-pooling } \begin{bmatrix}1&2\\3&4\end{bmatrix} \text{ with a } "
                r"2\times2 \text{ window gives } 3"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{three stacked } 3\times3 \text{ convolutions have a receptive field of "
                r"} 7\times7"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a stack of } L \text{ layers with } 3\times3 \text{ kernels has a "
                r"receptive field of } (2L+1)\times(2L+1)"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{a stack of } L \text{ layers with } 3\times3 \text{ kernels has a "
                r"receptive field of } 3L\times3L"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{since } A \text{ is } 2\times3 \text{ and } B \text{ is } 3\times4, "
                r"\text{ the product } AB \text{ is a } 2\times4 \text{ matrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{since } A \text{ is } 2\times3 \text{ and } D \text{ is } 3\times4, "
                r"\text{ the product } DA \text{ is a } 3\times3 \text{ matrix}"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{the product of a } 3\times4 \text{ and a } 4\times2 \text{ matrix is } "
                r"3\times2"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the product of a } 3\times4 \text{ and a } 4\times2 \text{ matrix is } "
                r"4\times4"
            ),
            "refuted",
        ),
        (
            r"",
            (
                r"\text{a column of length } 3 \text{ times a row of length } 2 \text{ is a } "
                r"3\times2 \text{ matrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the Jacobian of a function from } \mathbb{R}^n \text{ to } \mathbb{R}^m "
                r"\text{ is an } m\times n \text{ matrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{concatenating vectors of lengths } 3 \text{ and } 5 \text{ gives a "
                r"vector of length } 8"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{with } h=8 \text{ heads of dimension } 64 \text{ the concatenated "
                r"output has dimension } 512"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"\text{the Kronecker product of a } 2\times3 \text{ and a } 4\times5 \text{ "
                r"matrix is } 8\times15"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"2\times2 \text{ max pooling of } "
                r"\begin{bmatrix}1&2&3&4\\5&6&7&8\\9&10&11&12\\13&14&15&16\end{bmatrix} \text{ "
                r"gives } \begin{bmatrix}6&8\\14&16\end{bmatrix}"
            ),
            "proved",
        ),
        (
            r"",
            (
                r"2\times2 \text{ average pooling with stride } 2 \text{ of } "
                r"\begin{bmatrix}1&2&3&4\\5&6&7&8\\9&10&11&12\\13&14&15&16\end{bmatrix} \text{ "
                r"gives } \begin{bmatrix}3.5&5.5\\11.5&13\end{bmatrix}"
            ),
            "refuted",
        ),
        (
            r"$$X=\begin{bmatrix}1&3\\5&7\end{bmatrix}$$",
            r"\text{average pooling of } X \text{ with a } 2\times2 \text{ window gives } 4",
            "proved",
        ),
        (
            r"$$X=\begin{bmatrix}1&3\\5&7\end{bmatrix}$$",
            r"\text{max pooling of } X \text{ with a } 2\times2 \text{ window gives } 4",
            "refuted",
        ),
    ],
)
def test_shapes_and_pooled_values_told(given: str, claim: str, verdict: str) -> None:
    assert last(given, claim) == verdict


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ kernel with stride } 2 \text{ (} p=0,\ d=1\text{) "
                r"maps } 50\times100 \text{ to } 24\times49"
            ),
        ),
        (
            r"",
            (
                r"\text{a transposed convolution with kernel } 4, \text{ stride } 2 \text{ and "
                r"padding } 1 \text{ doubles the width and height}"
            ),
        ),
        (
            r"",
            (
                r"\text{the matrix of a } 3\times3 \text{ convolution on a } 4\times4 \text{ "
                r"input is a } 16\times4 \text{ matrix}"
            ),
        ),
        (
            r"",
            (
                r"\text{if } A \text{ is } 2\times3 \text{ and } B \text{ is } 2\times3, \text{ "
                r"then } AB \text{ is } 2\times3"
            ),
        ),
        (
            r"",
            (
                r"\text{if } A \text{ is } m\times n \text{ and } B \text{ is } n\times p, "
                r"\text{ then } (AB)^T \text{ is } p\times m"
            ),
        ),
        (
            r"",
            (
                r"\text{for a batch of } 32 \text{ images of size } 3\times64\times64 \text{ "
                r"the input has shape } (32,3,64,64)"
            ),
        ),
        (r"", r"\text{a } 3\times3 \text{ convolution maps } 10\times10 \text{ to } 10\times10"),
        (
            r"",
            (
                r"\text{a } 3\times3 \text{ convolution with stride } 2 \text{ maps } "
                r"10\times10 \text{ to } 5\times5"
            ),
        ),
        (
            r"",
            (
                r"\text{max-pooling of } \begin{bmatrix}1&2&3\\4&5&6\\7&8&9\end{bmatrix} \text{ "
                r"gives } \begin{bmatrix}5&6\\8&9\end{bmatrix}"
            ),
        ),
        (
            r"",
            (
                r"\text{an } m\times n \text{ filter fits an } M\times N \text{ image at } "
                r"(M-m)(N-n) \text{ positions with stride } 2"
            ),
        ),
        (
            r"",
            (
                r"2\times2 \text{ max pooling of } "
                r"\begin{bmatrix}1&2&3&4\\5&6&7&8\\9&10&11&12\\13&14&15&16\end{bmatrix} \text{ "
                r"gives } \begin{bmatrix}6&7&8\\10&11&12\\14&15&16\end{bmatrix}"
            ),
        ),
        (
            r"",
            (
                r"2\times2 \text{ average pooling with padding of } "
                r"\begin{bmatrix}1&2\\3&4\end{bmatrix} \text{ gives } 4"
            ),
        ),
    ],
)
def test_shapes_and_pooled_values_told_not_certain(given: str, claim: str) -> None:
    assert last(given, claim) not in ("proved", "refuted")
