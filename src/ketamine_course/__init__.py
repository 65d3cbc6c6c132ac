"""Ketamine and depression: the code behind the teaching notebooks."""

__version__ = "0.1.0"
