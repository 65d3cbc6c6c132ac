"""What differs from host to host: settings.yaml of the site, overridden by the environment, and the links that follow."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote, urlencode

from ketamine_course import addresses
from ketamine_course.forms import misfits
from ketamine_course.yaml_files import YamlError, read

SETTINGS = Path(__file__).resolve().with_name("settings.yaml")
PREFIX = "COURSE_"


SHARED = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}
"""What the setting of that name may say, and whether students share computers then."""
ADDRESSES = ("address", "repository", "binder", "hub")
ITSELF = "'self'"
ANCESTOR = re.compile(r"\*|'self'|'none'|https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d+|\*))?", re.IGNORECASE)
"""Who may show a page in a frame, in the words of a Content-Security-Policy: anyone, the site itself, nobody, or a server."""


class Settings(TypedDict):
    """What the file holds; nothing but these, all of them."""

    address: str | None
    repository: str | None
    branch: str | None
    binder: str | None
    hub: str | None
    frame_ancestors: str | None
    shared: bool | None
    landing_picture: str


class SettingsError(ValueError):
    """A setting cannot be used; the message says which and why."""


def settings(environment: Mapping[str, str] = os.environ, path: Path = SETTINGS) -> dict[str, str]:
    """Return every setting of the file; `COURSE_REPOSITORY` in the environment stands in for `repository`, and so on.

    Raises
    ------
    SettingsError
        The file cannot be used, or an address is not one that a link may lead to (https://, or http:// for a hub on one's own
        machine), or nobody can be named so who may show a page in a frame: each fault is one line.
    """
    chosen = {name: environment.get(PREFIX + name.upper(), str(value or "")).strip() for name, value in _written(path).items()}
    told = []
    for name in ADDRESSES:
        chosen[name] = chosen[name].rstrip("/")
        problem = addresses.problem(chosen[name]) if chosen[name] else None
        if chosen[name] and not problem and not chosen[name].lower().startswith(("https://", "http://")):
            problem = f"{chosen[name]!r} is none"
        if problem:
            told.append(f"site setting {name!r} must be a whole address such as https://example.edu: {problem}")
    chosen["frame_ancestors"] = chosen["frame_ancestors"] or ITSELF
    told += [
        f"site setting 'frame_ancestors' takes *, 'self', 'none' or servers such as https://moodle.example.edu (no path), not {each!r}"
        for each in chosen["frame_ancestors"].split()
        if not ANCESTOR.fullmatch(each)
    ]
    if chosen["shared"].lower() not in SHARED:
        told.append(f"site setting 'shared' is true or false, not {chosen['shared']!r}")
    if told:
        raise SettingsError("\n".join(told))
    return chosen


def _written(path: Path) -> dict[str, str | bool | None]:
    """Return the settings as they stand in their file."""
    try:
        written = read(path)
    except YamlError as error:
        raise SettingsError(str(error)) from error
    told = [
        f"{path.name}{f', line {line}' if line else ''}{f', setting {field}' if field else ''}: {problem}"
        for field, line, problem in misfits(written, Settings)
    ]
    if told:
        raise SettingsError("\n".join(told))
    found: dict[str, str | bool | None] = written
    return found


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
