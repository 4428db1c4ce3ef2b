r"""Commands that packages bring along, spelled in those that are known."""

from __future__ import annotations

from typing import Final

_PHYSICS: Final = r"""
\NewDocumentCommand{\dd}{o g}{d\IfValueT{#1}{^{#1}}\IfValueT{#2}{#2}}
\newcommand{\derivative}[4]{\frac{#1\IfValueT{#2}{^{#2}}#3}{#1#4\IfValueT{#2}{^{#2}}}}
\newcommand{\slp}[4]{\IfValueTF{#4}{\derivative{#1}{#2}{#3}{#4}}{\derivative{#1}{#2}{}{#3}}}
\newcommand{\mix}[3]{\frac{\partial^2#1}{\partial#2\partial#3}}
\NewDocumentCommand{\dv}{s o m g}{\slp{d}{#2}{#3}{#4}}
\NewDocumentCommand{\pdv}{s o m g g}{\IfValueTF{#5}{\mix{#3}{#4}{#5}}{\slp{\partial}{#2}{#3}{#4}}}
\NewDocumentCommand{\vb}{s m}{\mathbf{#2}}
\NewDocumentCommand{\va}{s m}{\vec{\mathbf{#2}}}
\NewDocumentCommand{\vu}{s m}{\hat{\mathbf{#2}}}
\newcommand{\qty}{}
\newcommand{\pqty}[1]{\left(#1\right)}
\newcommand{\bqty}[1]{\left[#1\right]}
\newcommand{\vdot}{\cdot}
\newcommand{\cross}{\times}
\newcommand{\grad}{\nabla}
\newcommand{\laplacian}{\nabla^2}
\newcommand{\Tr}{\operatorname{tr}}
\newcommand{\tr}{\operatorname{tr}}
\newcommand{\pmqty}[1]{\begin{pmatrix}#1\end{pmatrix}}
\newcommand{\bmqty}[1]{\begin{bmatrix}#1\end{bmatrix}}
\newcommand{\vmqty}[1]{\begin{vmatrix}#1\end{vmatrix}}
"""

#: The definitions of a package, by its name.
PACKAGES: Final = {"physics": tuple(_PHYSICS.strip().splitlines())}
