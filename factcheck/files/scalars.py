"""Texts as YAML scalars: plain where that is read back as the same text, else quoted."""

import json
import re
import textwrap

_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_FLOW = frozenset(",[]{}")
_WIDTH = 120
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def scalar(text: str, *, flow: bool = False, json_style: bool = False) -> str:
    """`text` on one line, as a YAML scalar; `flow` for inside `{}` and `[]`, `json_style` where all are in quotes."""
    if not json_style and _is_plain(text, flow):
        return text
    if json_style or "'" in text or not text.isprintable():
        return _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
    return f"'{text}'"


def folded(text: str, indent: int) -> list[str] | None:
    """`text` as the lines of a folded block scalar; None where folding would not give it back."""
    if not text.isprintable() or text != " ".join(text.split()) or not text:
        return None
    lines = textwrap.wrap(text, max(_WIDTH - indent, 20), break_long_words=False, break_on_hyphens=False)
    return [">-", *(" " * indent + line for line in lines)]


def _is_plain(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or not text.isprintable() or text in ("~", "---", "..."):
        return False
    if text[0] in _INDICATORS and not (text[0] in "-?:" and len(text) > 1 and text[1] not in " ,[]{}"):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith(("--- ", "... ")):
        return False
    return not flow or not (_FLOW & set(text) or ":" in text or text.startswith(("-", "?")))
