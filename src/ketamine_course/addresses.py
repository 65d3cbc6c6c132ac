"""Addresses that links may lead to: `http(s):`, `tel:` and `mailto:`, whole and as they stand; anything else is named."""

from __future__ import annotations

import re
from urllib.parse import quote

SCHEMES = ("https", "http", "tel", "mailto")
"""The only ones. A browser runs what follows others, such as ``javascript:``."""
FORMS = {
    "https": re.compile(r"//[\w.-]+(:\d{1,5})?([/?#].*)?", re.ASCII | re.IGNORECASE),
    "tel": re.compile(r"\+?[\d().-]+(;[\w=.+-]+)*", re.ASCII),
    "mailto": re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+(\?[\w=&%.+-]*)?", re.ASCII),
}
FORMS["http"] = FORMS["https"]
NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\"<>\\^`{|}]")
HOST = re.compile(r"(www\.)?([a-z0-9-]+\.)+[a-z]{2,}([/?#:].*)?", re.IGNORECASE)
PHONE = re.compile(r"\+?[\d ()/.-]{5,}")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def problem(address: str) -> str | None:
    """Return what is wrong with an address and, where there is one, the nearest that would be right; None where it can be linked."""
    scheme, colon, rest = address.partition(":")
    if colon and scheme.lower() in SCHEMES and not NOT_IN_ADDRESSES.search(address) and FORMS[scheme.lower()].fullmatch(rest):
        return None
    near = _near(address)
    return f"{address!r} is not an address that a link may lead to; " + (f"nearest: {near!r}" if near else f"valid: {_valid()}")


def _near(address: str) -> str:
    """Return the address that was probably meant, or nothing."""
    bare = address.strip()
    scheme = bare.partition(":")[0].lower()
    candidates = []
    if HOST.fullmatch(bare):
        candidates.append(f"https://{bare}")
    if MAIL.fullmatch(bare):
        candidates.append(f"mailto:{bare}")
    if PHONE.fullmatch(bare.removeprefix("tel:")):
        candidates.append("tel:" + re.sub(r"[ ()/.-]", "", bare.removeprefix("tel:")))
    if scheme in ("http", "https"):
        candidates.append(quote(re.sub(r"^(https?):/*", r"\1://", bare, flags=re.IGNORECASE), safe=":/?#[]@!$&'()*+,;=%~"))
    return next((each for each in candidates if each != address and problem(each) is None), "")


def _valid() -> str:
    return ", ".join(f"{scheme}:..." for scheme in SCHEMES)


def linkable(address: str) -> bool:
    """Whether a link may lead to an address."""
    return problem(address) is None


def shown(address: str) -> str:
    """Return an address as a reader sees it: without the scheme where that says nothing."""
    return address.removeprefix("https://").removeprefix("tel:").removeprefix("mailto:")
