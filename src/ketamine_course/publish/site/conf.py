"""How Sphinx makes the course site; the sources it reads are written by `ketamine_course.publish.site.build`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "extensions"))

project = "Ketamine and depression: reading a contested mechanism"
author = "The Ketamine Course maintainers"
project_copyright = f"{author}. Text, figures and data: CC BY 4.0. Code: BSD-3-Clause"
language = "en"
extensions = ["myst_nb", "course_links"]

nb_execution_mode = "off"  # the notebooks come executed in export mode: Sphinx's caches overlook changed modules
nb_code_prompt_show = "Code of cell"
nb_code_prompt_hide = "Code of cell"
myst_heading_anchors = 4
smartquotes = False  # texts are quoted as they stand
suppress_warnings: list[str] = []

html_theme = "furo"
html_title = "Ketamine and depression"
html_favicon = "static/favicon.svg"
html_static_path = ["static"]
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"})]
html_use_index = False
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
html_theme_options = {
    "top_of_page_buttons": [],
    # The paper and ink of our pictures (palette.py), so that cards and page are one surface.
    "light_css_variables": {
        "color-background-primary": "#fefefe",
        "color-background-secondary": "#f2f5f8",
        "color-foreground-primary": "#1b2027",
        "color-foreground-secondary": "#55606c",
        "color-foreground-muted": "#55606c",
        "color-background-border": "#d5dbe1",
        "color-brand-primary": "#0a5c9e",
        "color-brand-content": "#0a5c9e",
        "color-brand-visited": "#5638b0",
        "color-highlight-on-target": "#e0eefa",
        "font-stack": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif",
    },
    "dark_css_variables": {
        "color-background-primary": "#15191e",
        "color-background-secondary": "#20262d",
        "color-foreground-primary": "#eaeef3",
        "color-foreground-secondary": "#aab5c1",
        "color-foreground-muted": "#aab5c1",
        "color-background-border": "#39424c",
        "color-brand-primary": "#7dc3ff",
        "color-brand-content": "#7dc3ff",
        "color-brand-visited": "#c6b6ff",
        "color-highlight-on-target": "#11304a",
    },
}
