"""What stands near a figure: its sentence, the things and people named there, the conditions that it may have held under.

Everything here is a proposal, and says from which line it comes; a person decides.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from factcheck.extraction.mention import Mention
from factcheck.knowledge.entities import Entities, Entity

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*(?=\s|[가-힣]|$)(?<![0-9]\.(?=[0-9]))|[\n\r\f]")
_PRECISION = re.compile(r"(?<![A-Za-z0-9])(FP64|FP32|FP16|FP8|FP4|BF16|INT8|INT4|TF32|NVFP4|MXFP4)(?![A-Za-z0-9])", re.IGNORECASE)
_BATCH = re.compile(r"(?:배치[ ]?(?:사이즈|크기)?|[Bb]atch(?:[ ]size)?)\D{0,12}$")
_CHIPS = re.compile(r"(?:칩|GPU|NPU|가속기|accelerators?|chips?|GPUs|NPUs)[ ]?$")
_CHIPS_AFTER = re.compile(r"[ ]?(?:의[ ])?(?:칩|GPUs?|NPUs?|가속기|accelerators?|chips?|H100s?|A100s?)(?![A-Za-z0-9])")
_BASELINE = re.compile(r"[ ]?(?:보다|에 비해|대비|과 비교|와 비교)")
_THAN = re.compile(r"(?:than|over|compared (?:with|to)|versus|vs\.?)[ ](?:the[ ]|its[ ]|an?[ ])?$")
_SPEAKER = re.compile(r"([가-힣A-Za-z·&]{2,20})(?:에 따르면|에 의하면|은 [^.\n]{0,80}(?:밝혔|말했|전했|설명했|발표했)|는 [^.\n]{0,80}(?:밝혔|말했|전했|설명했|발표했))")
_SAYS = re.compile(r"에 (?:따르면|의하면)|측은? ")
_ACCORDING = re.compile(r"[Aa]ccording to ((?:[A-Z][\w&.-]*[ ]?){1,4})|((?:[A-Z][\w&.-]*[ ]){1,3})(?:said|says|reported|announced|claims|claimed)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: from `start` to `end`, and the figures in it, with their numbers in the text."""

    start: int
    end: int
    mentions: tuple[tuple[int, Mention], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a text names, and where."""

    entity: Entity
    start: int
    end: int


class Surroundings:
    """A text with what is named in it."""

    def __init__(self, text: str, entities: Entities) -> None:
        self.text, self.entities = text, entities

    def sentences(self, mentions: list[Mention]) -> Iterator[Sentence]:
        """The sentences that hold figures, in order; a point within a figure ends none."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)] + [len(self.text)]
        start = 0
        waiting = deque(enumerate(mentions))
        for end in ends:
            if waiting and waiting[0][1].start < end < waiting[0][1].end:
                continue
            held = []
            while waiting and waiting[0][1].start < end:
                held.append(waiting.popleft())
            if held:
                yield Sentence(start, end, tuple(held))
            start = end

    @cached_property
    def _names(self) -> re.Pattern[str]:
        spellings = {
            name for entity in self.entities.by_id.values() for name in (entity.name, entity.ko, *entity.aliases)
            if name and len(name) > 1 and not (name.isascii() and name.islower() and len(name) < 4)
        }  # fmt: skip
        longest = sorted(spellings, key=lambda name: (-len(name), name))
        return re.compile("(?<![A-Za-z0-9가-힣])(?:" + "|".join(re.escape(name) for name in longest) + ")(?![A-Za-z0-9])") if longest else re.compile("(?!)")

    def named(self, start: int, end: int) -> list[Named]:
        """The entities named between two places."""
        found = []
        for match in self._names.finditer(self.text, start, end):
            entity = self.entities.find(match[0])
            if entity is not None:
                found.append(Named(entity, match.start(), match.end()))
        return found

    def subject(self, mention: Mention, named: list[Named]) -> Named | None:
        """The thing named last before a figure in its sentence, else first behind it; baselines and media are none."""
        things = [n for n in named if not self.is_baseline(n) and not self._speaks(n) and n.entity.kind not in ("medium", "publisher", "person")]
        before = [n for n in things if n.end <= mention.start]
        after = [n for n in things if n.start >= mention.end]
        return before[-1] if before else after[0] if after else None

    def _speaks(self, named: Named) -> bool:
        """Whether a name stands there as that of who says it."""
        return bool(_SAYS.match(self.text, named.end) or self.text.endswith("ccording to ", 0, named.start))

    def baseline(self, mention: Mention, named: list[Named]) -> Named | None:
        """The thing nearest to a figure that it is compared with: `A100보다 2.3배`, `2.3x than the A100`."""
        compared = [n for n in named if self.is_baseline(n)]
        return min(compared, key=lambda n: abs(n.start - mention.start)) if compared else None

    def is_baseline(self, named: Named) -> bool:
        return bool(_BASELINE.match(self.text, named.end) or _THAN.search(self.text, max(0, named.start - 24), named.start))

    def speaker(self, sentence: Sentence) -> str | None:
        """Who says it, in the words of the sentence."""
        said = self.text[sentence.start : sentence.end]
        korean = _SPEAKER.search(said)
        if korean is not None:
            return korean[1]
        english = _ACCORDING.search(said)
        return (english[1] or english[2]).strip() if english is not None else None

    def batch_size(self, sentence: Sentence) -> Mention | None:
        """The figure of the sentence that is a batch size."""
        return next((m for _, m in sentence.mentions if m.kind == "count" and _BATCH.search(self.text, max(sentence.start, m.start - 20), m.start)), None)

    def chips(self, sentence: Sentence) -> Mention | None:
        """The figure of the sentence that counts accelerators."""
        for _, m in sentence.mentions:
            if m.kind == "count" and (_CHIPS.search(self.text, max(sentence.start, m.start - 16), m.start) or _CHIPS_AFTER.match(self.text, m.end)):
                return m
        return None

    def precision(self, sentence: Sentence) -> re.Match[str] | None:
        """The number format that the sentence names."""
        return _PRECISION.search(self.text, sentence.start, sentence.end)

    def year(self, mention: Mention, dates: list[Mention]) -> Mention | None:
        """The year named last before a figure in its sentence."""
        years = [m for m in dates if m.unit == "year" and m.end <= mention.start]
        return years[-1] if years else None
