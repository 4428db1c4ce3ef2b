"""A picture: scenes side by side, that can be shown, saved and written as TikZ."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from symnn.errors import UnsupportedError
from symnn.plotting.scene import Scene
from symnn.plotting.tikz import document, fragment

#: File name endings that matplotlib writes, and those of TikZ.
_DRAWN = (".png", ".pdf", ".svg")
_WRITTEN = (".tex", ".tikz")


@final
@dataclass(frozen=True, repr=False)
class Picture:
    """One or more scenes.

    Attributes:
        scenes: drawn side by side, or one after the other as an animation.

    Examples:
        >>> import symnn as sn
        >>> picture = sn.plotting.line(sn.Network(sn.relu), over=(-1, 1))
        >>> "(0,0)" in picture.tikz().replace(" ", "")
        True
    """

    scenes: tuple[Scene, ...]

    def tikz(self) -> str:
        r"""The tikzpicture environments, with exact coordinates; they need pgfplots.

        Exactness: roots and fractions stand in the source as such, 1/3 and sqrt(2)/2; what has
        no such form, with twelve digits.
        """
        return "\n\n".join(fragment(scene) for scene in self.scenes)

    def figure(self) -> Any:
        """The matplotlib figure.

        Raises:
            UnsupportedError: matplotlib is not installed.
        """
        from symnn.plotting.matplotlib_renderer import draw

        return draw(self.scenes)

    def save(self, path: str | Path) -> Path:
        """Save it, in the format that the name ends with.

        Args:
            path: ending in .png, .pdf or .svg; .tikz for the environments, .tex for a document;
                .gif for an animation of the scenes.

        Returns:
            The path.

        Raises:
            UnsupportedError: another ending.
        """
        target = Path(path)
        if target.suffix == ".tex":
            target.write_text(document(self.scenes), "utf-8")
        elif target.suffix == ".tikz":
            target.write_text(self.tikz() + "\n", "utf-8")
        elif target.suffix == ".gif":
            from symnn.plotting.matplotlib_renderer import animate

            animate(self.scenes, target)
        elif target.suffix in _DRAWN:
            self.figure().savefig(target, dpi=120, bbox_inches="tight")
        else:
            endings = ", ".join((*_DRAWN, *_WRITTEN, ".gif"))
            raise UnsupportedError(f"{target.name}: pictures are saved as {endings}")
        return target

    def __repr__(self) -> str:
        count = len(self.scenes)
        return f"Picture of {count} scene{'' if count == 1 else 's'}"

    def _repr_png_(self) -> bytes:
        from symnn.plotting.matplotlib_renderer import png

        return png(self.scenes)
