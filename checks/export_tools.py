"""The site makers that `checks.exports` tries: what to install, what to write into a project, and what to type."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Tool:
    """One way to make a page of a notebook.

    Parameters
    ----------
    name, title : str
        A short id, and what people call it.
    packages : tuple of str
        What is installed beside our package.
    counts : str
        The package whose version is told.
    how : str
        What to type, in the words of the table.
    commands : tuple of tuples of str
        What is run in the project's folder; one with ``{name}`` is run for each notebook.
    page : str
        Where the page of notebook ``{name}`` is.
    files : dict of str to str
        What the project holds beside the notebooks.
    variables : dict of str to str
        Variables of the environment for its commands; ``{project}`` is the project's folder.
    server : tuple of str
        The command that serves the project instead, on ``{port}``.
    starts_in : float
        Seconds until it serves.
    brings : (str, str), optional
        The address, with the tool's ``{version}``, from which its pages fetch the tool's own program, and the folder in its package
        that holds the same files. They are answered from there.
    """

    name: str
    title: str
    packages: tuple[str, ...]
    counts: str
    how: str
    commands: tuple[tuple[str, ...], ...]
    page: str
    files: dict[str, str] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    server: tuple[str, ...] = ()
    starts_in: float = 8
    brings: tuple[str, str] | None = None


def _nbconvert(name: str, *options: str, ending: str = ".html") -> Tool:
    words = " ".join(options)
    command = ("jupyter", "nbconvert", *options, "{name}.ipynb")
    how = f"`jupyter nbconvert {words} NOTEBOOK`"
    return Tool(f"nbconvert-{name}", "nbconvert", (), "nbconvert", how, (command,), "{name}" + ending)


_SERVE_LAB = (
    "jupyter",
    "lab",
    "--no-browser",
    "--allow-root",
    "--port={port}",
    "--ServerApp.port_retries=0",
    "--IdentityProvider.token=trial",
)

_ALL = (
    Tool(
        "lab-menu",
        "JupyterLab",
        (),
        "jupyterlab",
        "*File > Save and Export Notebook As > HTML*, with *Sanitize HTML output* unticked",
        (),
        "nbconvert/html/{name}.ipynb?token=trial&sanitize_html=false",
        server=_SERVE_LAB,
    ),
    _nbconvert("html", "--to", "html"),
    _nbconvert("execute", "--to", "html", "--execute"),
    _nbconvert("course-page", "--to", "course_page"),
    _nbconvert("slides", "--to", "slides", ending=".slides.html"),
    Tool(
        "papermill",
        "papermill",
        ("papermill",),
        "papermill",
        "`papermill NOTEBOOK RUN.ipynb`, then `jupyter nbconvert --to html RUN.ipynb`",
        (("papermill", "{name}.ipynb", "{name}-run.ipynb"), ("jupyter", "nbconvert", "--to", "html", "{name}-run.ipynb")),
        "{name}-run.html",
    ),
    Tool(
        "jupyter-book-1",
        "Jupyter Book",
        ("jupyter-book<2",),
        "jupyter-book",
        "`execute: {execute_notebooks: force}` in `_config.yml`, then `jupyter-book build .`",
        (("jupyter-book", "build", "."),),
        "_build/html/{name}.html",
        {
            "_config.yml": "title: Trial\nexecute:\n  execute_notebooks: force\n",
            "_toc.yml": "format: jb-book\nroot: 01_mechanism_cascade\nchapters:\n- file: plain\n",
        },
    ),
    Tool(
        "jupyter-book-2",
        "Jupyter Book (MyST)",
        ("jupyter-book>=2",),
        "jupyter-book",
        "`jupyter-book build --html --execute`; the table shows its outputs without its theme (see below)",
        (("jupyter-book", "build", "--site", "--execute"), ("python", "page.py", "{name}")),
        "{name}.html",
        {
            "myst.yml": "version: 1\nproject:\n  title: Trial\n  toc:\n  - file: 01_mechanism_cascade.ipynb\n  - file: plain.ipynb\n"
            "site:\n  template: theme\n",
            "theme/template.yml": "jtex: v1\ntitle: None\nversion: 1.0.0\n",
            "page.py": Path(__file__).with_name("myst_page.py").read_text(encoding="utf-8"),
            "settings/jupyter_server_config.json": '{"ServerApp": {"allow_root": true}}\n',  # for containers
        },
        {"JUPYTER_CONFIG_PATH": "{project}/settings"},
    ),
    Tool(
        "sphinx",
        "Sphinx (myst-nb, alabaster)",
        ("sphinx", "myst-nb"),
        "sphinx",
        '`extensions = ["myst_nb"]` and `nb_execution_mode = "force"` in `conf.py`, then `sphinx-build . html`',
        (("sphinx-build", "-q", ".", "html"),),
        "html/{name}.html",
        {
            "conf.py": 'project = "Trial"\nextensions = ["myst_nb"]\nnb_execution_mode = "force"\nhtml_theme = "alabaster"\n'
            'exclude_patterns = ["html"]\n',
            "index.md": "# Trial\n\n```{toctree}\n01_mechanism_cascade\nplain\n```\n",
        },
    ),
    Tool(
        "mkdocs",
        "MkDocs (mkdocs-jupyter)",
        ("mkdocs", "mkdocs-jupyter"),
        "mkdocs-jupyter",
        "`plugins: [{mkdocs-jupyter: {execute: true}}]` in `mkdocs.yml`, then `mkdocs build`",
        (("sh", "-c", "mkdir -p docs && cp *.ipynb docs"), ("mkdocs", "build", "--quiet")),
        "site/{name}/index.html",
        {"mkdocs.yml": "site_name: Trial\nplugins:\n- mkdocs-jupyter:\n    execute: true\n"},
    ),
    Tool(
        "voila",
        "Voilà",
        ("voila",),
        "voila",
        "`voila NOTEBOOK`",
        (),
        "voila/render/{name}.ipynb",
        server=("voila", "--no-browser", "--port={port}", "."),
    ),
    Tool(
        "nikola",
        "Nikola",
        ("nikola[extras]",),
        "nikola",
        "`jupyter nbconvert --to notebook --execute --inplace NOTEBOOK`, then `nikola build` with the notebook among the pages",
        (
            ("jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", "{name}.ipynb"),
            ("nikola", "init", "--quiet", "trial"),
            ("sh", "-c", "cp *.ipynb *.meta trial/pages && cat more.py >> trial/conf.py && cd trial && nikola build --quiet"),
        ),
        "trial/output/pages/{name}/index.html",
        {
            "more.py": 'PAGES += (("pages/*.ipynb", "pages", "page.tmpl"),)\n',
            **{f"{name}.meta": f".. title: {name}\n.. slug: {name}\n.. date: 2026-01-01\n" for name in ("01_mechanism_cascade", "plain")},
        },
    ),
    Tool(
        "pelican",
        "Pelican",
        ("pelican", "pelican-ipynb-reader"),
        "pelican",
        "`jupyter nbconvert --to notebook --execute --inplace NOTEBOOK`, then `pelican content` with the notebook among the pages and "
        '`PLUGINS = ["pelican.plugins.ipynb_reader"]` in `pelicanconf.py`',
        (
            ("jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", "{name}.ipynb"),
            ("sh", "-c", "mv *.ipynb *.nbdata content/pages && pelican --quiet content"),
        ),
        "output/pages/{name}.html",
        {
            "pelicanconf.py": 'SITENAME = "Trial"\nPLUGINS = ["pelican.plugins.ipynb_reader"]\n',
            "content/pages/about.md": "Title: About\n\nWords.\n",
            **{f"{name}.nbdata": f"Title: {name}\nSlug: {name}\nDate: 2026-01-01\n" for name in ("01_mechanism_cascade", "plain")},
        },
    ),
    Tool(
        "marimo",
        "marimo",
        ("marimo",),
        "marimo",
        "`marimo convert NOTEBOOK -o FILE.py`, then `marimo export html FILE.py -o FILE.html`",
        (
            ("marimo", "convert", "{name}.ipynb", "-o", "{name}.py"),
            ("marimo", "export", "html", "{name}.py", "-o", "{name}.html"),
        ),
        "{name}.html",
        brings=("https://cdn.jsdelivr.net/npm/@marimo-team/frontend@{version}/dist/", "marimo/_static"),
    ),
)
TOOLS = {tool.name: tool for tool in _ALL}
"""Every tool by its short name, in the order of the table."""
