"""What differs from host to host: settings.yaml of the site, overridden by the environment, and the links that follow."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, urlencode

import yaml

SETTINGS = Path(__file__).resolve().with_name("settings.yaml")
PREFIX = "COURSE_"


class SettingsError(ValueError):
    """A setting cannot be used; the message says which and why."""


def settings(environment: Mapping[str, str] = os.environ, path: Path = SETTINGS) -> dict[str, str]:
    """Return every setting of the file; `COURSE_REPOSITORY` in the environment stands in for `repository`, and so on.

    Raises
    ------
    SettingsError
        An address does not start with https:// (or http:// for a hub on one's own machine).
    """
    read = {name: str(value or "") for name, value in yaml.safe_load(path.read_text(encoding="utf-8")).items()}
    chosen = {name: environment.get(PREFIX + name.upper(), value) for name, value in read.items()}
    for name in ("address", "repository", "binder", "hub"):
        if chosen[name] and not chosen[name].startswith(("https://", "http://")):
            raise SettingsError(f"site setting {name!r} must be a whole address such as https://example.edu, not {chosen[name]!r}")
        chosen[name] = chosen[name].rstrip("/")
    return chosen


def launch_links(chosen: Mapping[str, str], notebook: str) -> list[tuple[str, str]]:
    """Return (words, address) of the places where a notebook can be run; none where nothing is configured.

    Parameters
    ----------
    chosen : mapping
        What `settings` returns.
    notebook : str
        The file's path in the repository, such as ``"notebooks/01_mechanism_cascade.ipynb"``.
    """
    repository, branch = chosen["repository"].removesuffix(".git"), chosen["branch"] or "main"
    links = []
    if chosen["binder"] and "github.com/" in repository:
        where = repository.split("github.com/", 1)[1]
        links.append(("Run in Binder", f"{chosen['binder']}/v2/gh/{where}/{quote(branch, safe='')}?labpath={quote(notebook)}"))
    if chosen["hub"] and repository:
        folder = repository.rsplit("/", 1)[-1]
        query = {"repo": repository, "branch": branch, "urlpath": f"lab/tree/{folder}/{notebook}"}
        links.append(("Run on our JupyterHub", f"{chosen['hub']}/hub/user-redirect/git-pull?{urlencode(query)}"))
    return links
