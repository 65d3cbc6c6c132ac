"""Packages for learning platforms: the same questions and live pages in the forms that platforms read.

`items` says what every platform is told of a question; each further module writes one form, and `pack` writes them all. What a form
cannot hold is written down by `losses`, never dropped in silence. `README.md` beside this file says which libraries were looked at.
"""
