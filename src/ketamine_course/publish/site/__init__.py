"""The course site: code, templates, styles and settings."""
