"""How traits travel in a page: as JSON, compressed, beside their widget or in a pack that all widgets of the page share.

`host/packed.js` reads them. Zstandard and not gzip, though browsers know only that by themselves: it looks back over all frames of a page
rather than over the last 32 kB, which makes a page with fifty figures a third smaller. The reader for it takes 3 kB.
"""

from __future__ import annotations

import base64
import html
import json
import os
from collections.abc import Iterable
from typing import Any

import zstandard

SHORT, BACKWARDS = 6_000, "~"
"""Characters of JSON up to which traits are not compressed, and the mark of those."""
SHARED_PACK = "#"
"""The mark of traits that stand in a pack of the page (`pack_block`): its name, a full stop and a line follow."""
LEVEL, WINDOW, LONG = 22, 24, 4096
"""How hard Zstandard tries, the logarithm of the bytes that it looks back (frames of one page repeat each other far apart), and the length
of a repetition that it takes without looking for a longer one."""
DRAFT_VARIABLE, DRAFT_LEVEL = "KETAMINE_COURSE_DRAFT", 1
"""Set by whoever packs once more what is packed here, as all that a page carries (`publish.packs`), and how hard to try then."""


def in_script(value: Any) -> str:
    """Return a value as it stands in a script."""
    return _json(value).replace("<", "\\u003c")


def packed(value: Any) -> str:
    """Return a value as JSON, compressed and in base64; a short one only written backwards, after a mark.

    What is short takes less of a page so, once the whole page is compressed: its words are those of its neighbours. Backwards,
    because the keys of questions should meet nobody's eye who looks through a page's source for something else.
    """
    text = _json(value)
    return BACKWARDS + text[::-1] if len(text) <= SHORT else compressed(text)


def unpacked(text: str) -> Any:
    """Return the value that `packed` packed."""
    return json.loads(text[:0:-1] if text.startswith(BACKWARDS) else decompressed(text))


def pack(values: Iterable[Any]) -> str:
    """Return several values as one packed text, a line of JSON for each: what they have in common is said once."""
    return compressed("\n".join(map(_json, values)))


def pack_block(name: str, text: str, source: str = "") -> str:
    """Return the element that holds a pack of the page, or says in which script beside the page it stands."""
    where = f' data-source="{html.escape(source)}"' if source else ""
    return f'<script type="application/json" data-course-pack="{html.escape(name)}"{where}>{in_script(text) if text else ""}</script>'


def compressed(text: str) -> str:
    """Return a text compressed (Zstandard) and in base64."""
    level, longest = (DRAFT_LEVEL, 0) if os.environ.get(DRAFT_VARIABLE) else (LEVEL, LONG)
    settings = zstandard.ZstdCompressionParameters.from_level(level, window_log=WINDOW, target_length=longest)
    return base64.b64encode(zstandard.ZstdCompressor(compression_params=settings).compress(text.encode())).decode("ascii")


def decompressed(text: str) -> str:
    """Return the text that `compressed` compressed."""
    return zstandard.ZstdDecompressor().decompress(base64.b64decode(text)).decode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
