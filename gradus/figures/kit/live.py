"""What the figures drawn in the browser share: script, sliders, and a still for when no kernel runs."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from IPython import get_ipython
from IPython.display import display, update_display

from gradus.figures.kit.sliders import SliderSpec, tie
from gradus.figures.kit.still import STYLE, Still

FIGURES = Path(__file__).parent.parent
WIDGET = "application/vnd.jupyter.widget-view+json"


def script(name: str) -> Path:
    """The bundled module of a figure, which holds all it needs (see javascript/bundle.js)."""
    return FIGURES / "static" / f"{name}.js"


def fallback(page: str, text: str) -> dict[str, str]:
    """An output that stands in for a widget where there is none, as HTML and as text."""
    return {"text/plain": text, "text/html": f'<style>{STYLE}</style><div class="gradus-fallback">{page}</div>'}


class LiveFigure(anywidget.AnyWidget):
    """A widget with sliders that also carries a still picture of itself, for viewers without a kernel."""

    _css = FIGURES / "figure.css"
    scene = traitlets.Dict().tag(sync=True)  # all that stays the same while the figure moves
    scales = traitlets.Dict().tag(sync=True)  # of each slider: its label, and where it stops

    def __init_subclass__(cls, **options: Any):
        """Python does not send back what it hears: under load, an echo would undo what the hand has done since."""
        super().__init_subclass__(**options)
        for trait in vars(cls).values():
            if isinstance(trait, traitlets.TraitType):
                trait.tag(echo_update=False)

    def __init__(self, specs: Iterable[SliderSpec], **traits: Any):
        """specs: one for each `Slid` trait. traits: first values of all traits."""
        self.specs = {spec.name: spec for spec in specs}
        super().__init__(scales={name: spec.scale() for name, spec in self.specs.items()}, **traits)

    @cached_property
    def sliders(self) -> dict[str, Any]:
        """A slider of ipywidgets for each that the figure has, tied to it, to be shown elsewhere in the notebook."""
        return {name: tie(self, spec) for name, spec in self.specs.items()}

    def describe(self) -> str:
        """The figure as it stands, in a few sentences."""
        raise NotImplementedError

    def still(self) -> Still:
        """The figure as it stands, as a picture."""
        raise NotImplementedError

    def outputs(self) -> list[dict[str, Any]]:
        """What a cell shows: the widget, and the still, which hides where the widget lives.

        Two outputs, because a viewer takes only the best of what one output offers: JupyterLab would take the
        widget of a saved notebook, find no model for it, and never look at the picture beside it.
        """
        bundle = super()._repr_mimebundle_()
        if bundle is None:  # the widget has been closed
            return []
        still = self.still()
        return [{WIDGET: bundle[0][WIDGET], "text/plain": ""}, fallback(still.page(), repr(still))]

    def _ipython_display_(self) -> None:
        if getattr(get_ipython(), "kernel", None) is None:  # no widget can live in a terminal, or in the judge's shell
            display({"text/plain": self.describe()}, raw=True)
            return
        widget, still = self.outputs() or (None, None)
        if widget and still:
            display(widget, raw=True)
            display(still, raw=True, display_id=self.model_id)

    def renew_still(self) -> None:
        """Put the figure as it now stands into each still that has been shown of it."""
        still = self.still()
        update_display(fallback(still.page(), repr(still)), raw=True, display_id=self.model_id)
