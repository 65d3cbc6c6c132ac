"""Where a kernel finds itself: in a notebook that somebody has open, or in a program that makes a page."""

from __future__ import annotations

import os
import sys
from typing import Any

EXPORT_VARIABLE = "KETAMINE_COURSE_EXPORT"
SESSION_VARIABLE = "JPY_SESSION_NAME"


def exporting() -> bool:
    """Whether outputs are self-contained, for pages without a kernel, rather than widgets that a kernel attends.

    Kernels that a Jupyter server started for a session (JupyterLab, Notebook, a hub) carry `SESSION_VARIABLE`; those of nbconvert,
    papermill, Jupyter Book 1, Quarto and the like do not. Jupyter Book 2 starts a server and a session, too: it is known by what it
    sends (`_sent_without_a_cell`). `EXPORT_VARIABLE` overrides this: 1 for pages, 0 for widgets.
    """
    chosen = os.environ.get(EXPORT_VARIABLE, "")
    return chosen != "0" if chosen else SESSION_VARIABLE not in os.environ or _sent_without_a_cell()


def _sent_without_a_cell() -> bool:
    """Whether a program that has no notebook open sent the code that runs now: MyST (Jupyter Book 2) or a page with Thebe.

    All of them speak to the kernel with Jupyter's own library for browsers, whose user has no name. JupyterLab and Notebook 7 name
    the cell with everything that they run. The classic notebook and clients in Python name a user. A call of a widget comes as a
    message of another type.
    """
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    message = shell.get_parent() if hasattr(shell, "get_parent") else {}
    header = message.get("header", {})
    return header.get("msg_type") == "execute_request" and header.get("username") == "" and "cellId" not in message.get("metadata", {})


def in_marimo() -> bool:
    """Whether a marimo notebook runs this: its pages put outputs together with React, which never runs a script that is written out."""
    marimo = sys.modules.get("marimo")
    return marimo is not None and bool(marimo.running_in_notebook())
