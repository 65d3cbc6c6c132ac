"""Widgets in JupyterLab: the code of all kinds goes to the browser once for each kernel, not with every widget.

anywidget sends a widget's source with every instance. So the source of ours is a loader of under 1 kB, and the code stands in one model
of its own, `Code`, to which each widget refers. The loader fetches that model wherever the browser got it from (a cell that ran, a
reload of the page), and runs its text once in a page, also where several notebooks are open in it.
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any

import anywidget
import ipywidgets
import traitlets

from ketamine_course.widgets import embed
from ketamine_course.widgets.packing import in_script

log = logging.getLogger(__name__)


class Code(ipywidgets.Widget):  # type: ignore[misc]  # ipywidgets carries no types
    """The code of all widgets as an ES module; it shows nothing itself."""

    text = traitlets.Unicode().tag(sync=True)
    version = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        kinds = "\n".join(f"{embed.bundle(name)}\n{embed.offers(name)}" for name in embed.BUNDLES)
        text = f"{kinds}\nexport default course.forKernel({in_script(embed.base_style())});\n"
        super().__init__(text=text, version=hashlib.sha256(text.encode()).hexdigest()[:16])


_shared: list[Code] = []


def shared_code() -> Code:
    """Return the one `Code` of this kernel: a new one at first, and where the old one was closed (`Widget.close_all`)."""
    if not _shared or _shared[0].comm is None:
        _shared[:] = [Code()]
    return _shared[0]


class LiveWidget(anywidget.AnyWidget):
    """A widget in JupyterLab; a subclass names its kind, adds what it syncs, and says what it is where widgets do not show."""

    _esm = embed.bundle("loader")
    _kind = traitlets.Unicode().tag(sync=True)
    _code = traitlets.Instance(Code).tag(sync=True, **ipywidgets.widget_serialization)
    _definition = traitlets.Dict().tag(sync=True)

    @traitlets.default("_code")
    def _find_code(self) -> Code:
        return shared_code()

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(self._say_here)

    def _say_here(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        """Answer the page, which asks whether the kernel is there (`js/host/guard.js`)."""
        if "knock" in message:
            self.send({"here": True})

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the page sends; what is refused changes nothing here, and the page hears what still holds."""
        before = {name: self._trait_values[name] for name in sync_data if name in self._trait_values}
        try:
            super().set_state(sync_data)
        except Exception as error:
            log.warning("%s refused what its page sent: %s", type(self).__name__, error)
            self._trait_values.update(before)
            self.send_state(list(before))

    def _plain(self) -> dict[str, str]:
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        return {**(data or {}), **self._plain()}
