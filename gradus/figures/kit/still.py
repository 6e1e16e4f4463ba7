"""A picture with its description, shown alike in JupyterLab, nbconvert's pages and GitHub's viewer."""

import base64
import html
import io
import re
from typing import Any

from matplotlib.figure import Figure
from matplotlib.text import Text

from gradus.figures.kit.theme import PIXELS_PER_INCH

# Turned inside out the picture suits a dark page, the half turn of the hue gives the colours back, and on a screen its
# black adds nothing to the page's own.
STYLE = (
    ".gradus-still{margin:0;max-width:100%}"
    ".gradus-still img{max-width:100%;height:auto;background:#fff}"
    ".gradus-still figcaption{max-width:42em;margin-top:.3em;line-height:1.45}"
    'body[data-jp-theme-light="false"] .gradus-still img'
    "{filter:invert(1) hue-rotate(180deg);mix-blend-mode:screen}"
    # What stands in for a live figure hides where that figure lives. Where JupyterLab has found no model for the
    # figure, all it shows is a line of text in a panel of this class, and that hides.
    ".jp-OutputArea:has(.gradus-figure) .gradus-fallback{display:none}"
    ".jp-OutputArea:has(.gradus-fallback)>.jp-OutputArea-child:has(>.jp-OutputArea-output.jupyter-widgets)"
    "{display:none}"
)


class Still:
    """A matplotlib figure as an image.

    figure: drawn once, at two pixels for one on the page. alt: what the picture shows, for those who do
    not see it. caption: what to notice, printed below it.
    """

    def __init__(self, figure: Figure, alt: str, caption: str = ""):
        for text in figure.findobj(Text):
            if "$" not in text.get_text():
                text.set_text(re.sub(r"-(?=\d)", "\u2212", text.get_text()))  # a hyphen is too short for a minus
        file = io.BytesIO()
        figure.savefig(file, format="png", dpi=2 * PIXELS_PER_INCH)
        self.png = file.getvalue()
        self.width = round(figure.get_figwidth() * PIXELS_PER_INCH)
        self.alt = alt
        self.caption = caption

    def __repr__(self) -> str:
        return f"{self.alt} {self.caption}".strip()

    def page(self) -> str:
        """The picture and its caption as HTML, without the style that goes with them."""
        data = base64.b64encode(self.png).decode()
        caption = f"<figcaption>{html.escape(self.caption)}</figcaption>" if self.caption else ""
        return (
            '<figure class="gradus-still">'
            f'<img src="data:image/png;base64,{data}" width="{self.width}" alt="{html.escape(self.alt)}">'
            f"{caption}</figure>"
        )

    def _repr_html_(self) -> str:
        return f"<style>{STYLE}</style>{self.page()}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": repr(self), "text/html": self._repr_html_()}
