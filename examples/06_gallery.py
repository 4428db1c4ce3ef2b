"""A gallery of hand constructions: each network with its proved theorem and a picture of it.

Run it with `python examples/06_gallery.py FOLDER`, or without a folder for a new one; it needs
`pip install "symnn[plots]"`. It writes the page `README.md` and its pictures into the folder;
`examples/gallery` is what comes out.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import sympy as sp

import symnn as sn

P, built = sn.plotting, sn.constructions
x = sp.Symbol("x", real=True)
r = 1 / sp.sqrt(2)


class Entry(NamedTuple):
    """A picture, its words, and what it is a picture of."""

    name: str
    words: str
    picture: Any
    constructions: tuple[Any, ...] = ()


def networks() -> Iterator[Entry]:
    """The networks themselves."""
    pairs = [(1, 0), (r, r), (0, 2)], [0, "1/2", 0]
    memory = built.associative_memory(*pairs)
    yield Entry("memory", "Three stored inputs as rows of weights.", P.graph(memory), (memory,))
    largest = built.maximum(3)
    yield Entry("maximum", "The largest of three numbers.", P.graph(largest), (largest,))


def curves() -> Iterator[Entry]:
    """Networks of one input."""
    hat = built.hat(0, 1, 3)
    yield Entry("hat", "A hat function with exact corners.", P.line(hat, (-1, 4)), (hat,))
    teeth = built.sawtooth(3)
    yield Entry("sawtooth", "The tent map, folded three times.", P.line(teeth, (0, 1)), (teeth,))
    step = sn.Network(sn.Affine([[1]]), sn.step(at_zero=1))
    yield Entry("step", "A jump: the value and the missing limit.", P.line(step, (-1, 1)))
    square = built.square(2)
    words = "The error of x² by two sawtooths; its maximum is exact."
    yield Entry("square", words, P.error(square, x**2), (square,))
    words = "Taylor polynomials of tanh, and the band that is proved for degree 7."
    yield Entry("taylor", words, P.taylor_sums(sn.tanh, (1, 3, 5, 7)))


def planes() -> Iterator[Entry]:
    """Networks of two inputs, and maps of the plane."""
    xor = built.exclusive_or()
    box = ((-1, 2), (-1, 2))
    words = "The cells of the XOR network and where it is 1/2."
    yield Entry("xor", words, P.cells(xor, box, boundary="1/2"), (xor,))
    net = built.associative_memory([(1, 0), (r, r), (0, 1)], [0, "1/2", 0]).network
    picture = P.cells(net, ((0, 1), (0, 1)), boundary="1/4", contours=["1/10", "1/2"])
    yield Entry("multiplication", "Cells and contours of the √2 multiplication net.", picture)
    corners = [(0, 0), (1, 0), (0, 1), (1, 1)]
    steps = sn.Network(
        sn.Affine([[1, 1], [1, 1]], [0, -1]), sn.relu, sn.Affine([[1, -2]], ["-1/2"])
    )
    words = "The corners of a square through the XOR network, until a line separates them."
    yield Entry("cloud", words, P.cloud(steps, corners, ["0", "1", "1", "0"]))


def spaces() -> Iterator[Entry]:
    """Column spaces and spectra."""
    words = "A column space in R³, and the point of it that is nearest to y."
    yield Entry("projection", words, P.projection([[1, 0], [1, 1], [0, 1]], (1, 0, 3)))
    words = "Eigenvalues and the disc in which the series of tanh converges."
    yield Entry("spectrum", words, P.spectrum([[0, -1, 0], [1, 0, 0], [0, 0, 2]], sn.tanh))


def entries() -> Iterator[Entry]:
    """All of them, in reading order."""
    for part in (networks, curves, planes, spaces):
        yield from part()


def page(folder: Path) -> str:
    """Save the pictures, prove the theorems, and write down both."""
    lines = [
        "# A gallery",
        "",
        "Each theorem below has been proved by the script that wrote it.",
        "",
    ]
    for entry in entries():
        entry.picture.save(folder / f"{entry.name}.png")
        lines += [f"## {entry.words}", "", f"![{entry.words}]({entry.name}.png)", ""]
        for construction in entry.constructions:
            verdicts = construction.prove()
            lines += [f"`{construction.name}` ({construction.source}):", ""]
            for clause, verdict in zip(construction.theorem, verdicts, strict=True):
                lines.append(f"- {clause.words} (proved by {verdict.method})")
            lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Write the page into the folder that is named, or into a new one."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(mkdtemp(prefix="gallery-"))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(page(folder), "utf-8")
    print(f"{len(list(entries()))} pictures in {folder}")


if __name__ == "__main__":
    main()
