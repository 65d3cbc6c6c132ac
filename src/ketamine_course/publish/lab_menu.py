"""JupyterLab's *Save and Export Notebook As > HTML* goes through `alive.AliveOutputs`, as ``jupyter nbconvert --to html`` does.

A Jupyter server gives exporters its own configuration. From ``jupyter_server_config.d``, where packages may put files, it reads only which
extensions to load. So this is one: it names the preprocessor in the server's configuration and does nothing else.
"""

from __future__ import annotations

from typing import Any

PREPROCESSOR = "ketamine_course.publish.alive.AliveOutputs"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(serverapp: Any) -> None:
    exporter = serverapp.web_app.settings["config"].HTMLExporter
    named = list(exporter.get("preprocessors", []))
    exporter.preprocessors = [*named, *([] if PREPROCESSOR in named else [PREPROCESSOR])]
