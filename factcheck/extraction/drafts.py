"""Draft claims: one for every checkable figure of a text, with what the text proposes for it.

A draft is no claim yet: its statement is to be written, its status is `draft`, and the kind, subject, conditions and ties
are proposals. What a person has to look at stands in a comment with the line that it comes from.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from factcheck.extraction.context import Named, Sentence, Surroundings
from factcheck.extraction.mention import CHECKABLE, Mention
from factcheck.extraction.scanner import extract
from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.profiles import Kind
from factcheck.model.claim import NOT_STATED
from factcheck.model.numbers import TooLarge
from factcheck.model.quantity import BadValue, Quantity, read_quantity
from factcheck.model.units import UnknownUnit

MAX_QUOTE = 60
_TIES = 8  # figures of a sentence among which ties are looked for
_QUALIFIERS = {"about": "about ", "approx_range": "about ", "at_least": "at least ", "more_than": "more than ", "up_to": "up to ", "at_most": "at most ", "less_than": "less than "}
_PLAIN_UNITS: dict[str, str | None] = {"count": "", "index": "", "bp": None, "point": None}
_CHANGE = re.compile(r"늘|증가|성장|올[랐라]|오[른를]|줄|감소|하락|내[렸린]|떨어|뛰|상승|급증|급감|ris|rose|grew|grow|increas|fell|fall|drop|declin|decreas|up |down |cut", re.IGNORECASE)
_FALL = re.compile(r"줄|감소|하락|내[렸린]|떨어|급감|fell|fall|drop|declin|decreas|down|cut|less|lower", re.IGNORECASE)
_NO_MEASURE = frozenset(["증가", "감소", "대비", "동기", "기록", "수준", "규모", "전년", "작년", "지난해", "올해", "이상", "이하", "또", "및", "of", "to", "from", "the", "by", "in", "and", "about", "than", "at", "is", "was", "a"])
_OTHER_FIGURE = re.compile(r"[0-9),.]")
_WORD_REST = re.compile(r"[가-힣]{1,4}(?![가-힣])")
_WORD_BEFORE = re.compile(r"(?<!\S)\S+[ ]?\Z")
_NOUN_BEFORE = re.compile(r"([가-힣A-Za-z][가-힣A-Za-z·-]+?)(?:은|는|이|가|을|를|도|의|만|로|으로|에|와|과)?[ (]{1,2}(?:약|총|최대|최소|모두|무려|각각)?[ ]?$")
_NOUN_AFTER = re.compile(r"(?:의|짜리)?[ ]([가-힣]{2,}?)(?:은|는|이|가|을|를|도|의|로|으로|에|와|과)?(?![가-힣])|[ ]((?:[a-z]+[ -]){0,1}[a-z]+s)\b")
_COMPOUND = re.compile(r"연평균|매년|해마다|CAGR|a year|per year|annual", re.IGNORECASE)
# Words near a figure that tell which kind of claim it is, the first that fits its unit; the unit alone decides the rest.
_KIND_WORDS = (
    ("market_size", re.compile(r"시장[ ]?(?:규모)?|market", re.IGNORECASE)),
    ("investment", re.compile(r"투자|인수|조달|투입|펀드|지원|예산|invest|acqui|fund|rais|spend|spent", re.IGNORECASE)),
    ("financial_result", re.compile(r"매출|이익|순익|실적|적자|손실|revenue|profit|sales|earnings|loss", re.IGNORECASE)),
    ("price", re.compile(r"가격|요금|연봉|값|비용|달러당|개당|구독료|price|cost|fee|salary|per (?:million|token|hour)", re.IGNORECASE)),
    ("emission_factor", re.compile(r"배출계수|emission factor|carbon intensity", re.IGNORECASE)),
    ("emissions", re.compile(r"탄소|온실가스|배출|CO2|emission|emit|carbon", re.IGNORECASE)),
    ("efficiency", re.compile(r"전력[ ]?효율|에너지[ ]?효율|전성비|efficien|per watt", re.IGNORECASE)),
    ("latency", re.compile(r"지연|응답|latency|response time", re.IGNORECASE)),
    ("training_time", re.compile(r"학습|훈련|train", re.IGNORECASE)),
    ("throughput", re.compile(r"처리량|속도|빠르|빨라|초당|성능|throughput|faster|per second|speed", re.IGNORECASE)),
    ("model_size", re.compile(r"매개[ ]?변수|파라미터|parameter", re.IGNORECASE)),
    ("specification", re.compile(r"메모리|용량|대역폭|트랜지스터|공정|클럭|memory|bandwidth|transistor|process", re.IGNORECASE)),
    ("score", re.compile(r"정확도|점수|평가|벤치마크|정답률|accuracy|score|benchmark", re.IGNORECASE)),
    ("energy", re.compile(r"전력량|전기|에너지|energy|electricity", re.IGNORECASE)),
    ("power", re.compile(r"소비[ ]?전력|전력|power", re.IGNORECASE)),
)  # fmt: skip
_OF_TESTS = frozenset(["batch_size", "accelerator_count", "precision", "model"])
_BY_FIGURE = {"percent": ("share",), "percent_point": ("share",), "count": ("count",), "rank": ("rank",), "ratio": ("quantity",)}
_BY_UNIT = ("energy", "power", "throughput", "efficiency", "emission_factor", "quantity")


@dataclass(slots=True)
class Draft:
    """A claim to be: its keys in the order of the file, and for each proposal a remark on where it comes from."""

    id: str
    mention: Mention
    keys: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, tuple[str, str, int]] = field(default_factory=dict)  # name: value, quote, line
    remarks: dict[str, str] = field(default_factory=dict)
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """The drafts of a text, and the figures that cannot be drafted, with the reason for each."""

    drafts: tuple[Draft, ...]
    skipped: tuple[tuple[Mention, str], ...]


class Drafter:
    """Drafts claims from one text; `page_of` gives the line (page of a PDF) of an offset."""

    def __init__(self, text: str, knowledge: Knowledge, prefix: str, taken: frozenset[str] = frozenset()) -> None:
        self.text, self.knowledge, self.prefix = text, knowledge, prefix
        self.around = Surroundings(text, knowledge.entities)
        self.taken = set(taken)
        self.numbers: Counter[int] = Counter()
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.skipped: list[tuple[Mention, str]] = []

    def drafted(self, mentions: list[Mention] | None = None, leave: frozenset[int] = frozenset()) -> Drafted:
        """Drafts of all checkable mentions but those whose start is in `leave`."""
        found = extract(self.text) if mentions is None else mentions
        drafts: list[Draft] = []
        for sentence in self.around.sentences(found):
            drafts += self._of_sentence(sentence, leave)
        _keep_apart(drafts)
        return Drafted(tuple(drafts), tuple(self.skipped))

    def _of_sentence(self, sentence: Sentence, leave: frozenset[int]) -> list[Draft]:
        figures = [m for _, m in sentence.mentions if m.kind in CHECKABLE and m.start not in leave]
        dates = [m for _, m in sentence.mentions if m.kind == "date"]
        named = self.around.named(sentence.start, sentence.end)
        drafts = []
        conversions = {m.converts: m for m in figures if m.converts is not None}
        batch, chips = self.around.batch_size(sentence), self.around.chips(sentence)
        for mention in figures:
            if mention.converts is not None and any(m.start == mention.converts for m in figures):
                continue  # it stands as `also` of the figure that it converts
            draft = self._draft(mention, sentence, named, conversions.get(mention.start))
            if draft is None:
                continue
            year = self.around.year(mention, dates)
            if year is not None and year.value is not None and draft.keys["kind"] != "rank":
                draft.keys["period"] = str(year.value)
                draft.remarks["period"] = f"“{year.text}” in the same sentence"
            self._conditions(draft, sentence, batch, chips)
            drafts.append(draft)
        self._money_alike(drafts)
        self._tie(drafts)
        return drafts

    def _money_alike(self, drafts: list[Draft]) -> None:
        """Sums of money in one sentence are mostly of one kind: the one that a word tells stands for the others."""
        told = next((d.keys["kind"] for d in drafts if d.mention.kind == "money" and d.keys["kind"] != "quantity"), None)
        for draft in drafts:
            if told is not None and draft.mention.kind == "money" and draft.keys["kind"] == "quantity":
                draft.keys["kind"], draft.remarks["kind"] = told, "as the sum beside it"

    # ---- one figure

    def _draft(self, mention: Mention, sentence: Sentence, named: list[Named], conversion: Mention | None) -> Draft | None:
        if mention.value is None:
            self.skipped.append((mention, "a figure without a number"))
            return None
        baseline = self._baseline(mention, named)
        read = self._kind_and_value(mention, sentence)
        if read is None:
            self.skipped.append((mention, f"factcheck knows no unit {mention.unit}"))
            return None
        kind, value, quantity, why = read
        if kind == "growth_rate" and _FALL.search(self.text, mention.end, min(sentence.end, mention.end + 12)) and not value.startswith(("-", "−")):
            fallen = self._quantity(f"-{value}", self.knowledge.kinds[kind], compared=False)
            value, quantity = (f"-{value}", fallen) if fallen is not None else (value, quantity)
        draft = Draft(self._id(mention), mention, quantity=quantity)
        subject = self.around.subject(mention, named)
        draft.keys |= {"statement": f"To be written: {value}, line {mention.line}.", "kind": kind}
        draft.remarks["kind"] = why
        draft.keys["subject"] = subject.entity.id if subject is not None else NOT_STATED
        draft.remarks["subject"] = f"named on line {self._line(subject.start)}" if subject is not None else "no known name in the sentence"
        if mention.kind in ("ratio", "percent_point") or (mention.kind == "range" and mention.unit in ("x", "%p")):
            if baseline is not None:
                draft.keys["baseline"], draft.remarks["baseline"] = baseline.entity.id, f"compared with it on line {self._line(baseline.start)}"
            elif mention.unit == "%p" and subject is not None:
                draft.keys["baseline"], draft.remarks["baseline"] = subject.entity.id, "the same at another time: give both periods"
            else:
                draft.keys["baseline"], draft.remarks["baseline"] = NOT_STATED, "with what is it compared?"
        measure, said = self._measure(mention, sentence)
        draft.keys["measure"], draft.remarks["measure"] = measure, said
        draft.keys["value"] = value
        if kind == "growth_rate" and not _COMPOUND.search(self._near(mention, sentence)):
            draft.keys["span"], draft.remarks["span"] = "total", "or per_year"
        end = mention.end
        if conversion is not None and conversion.value is not None:
            also = self._value_text(conversion)
            if also is not None:
                draft.keys["also"] = also
                draft.remarks["also"] = "the conversion behind it"
                end = conversion.end + (self.text[conversion.end : conversion.end + 1] == ")")
        if rest := _WORD_REST.match(self.text, end):
            end = rest.end()  # with its particle the quote reads as the source does
        draft.keys["quote"] = self._quote(mention.start, end, sentence)
        draft.keys["at"] = str(mention.line)
        speaker = self.around.speaker(sentence)
        if speaker is not None:
            draft.keys["speaker"], draft.remarks["speaker"] = speaker, "who is said to say it"
        draft.keys["status"] = "draft"
        return draft

    def _measure(self, mention: Mention, sentence: Sentence) -> tuple[str, str]:
        """What is measured, by the noun beside the figure; a name of its own where there is none, so that figures of
        different things are not taken for one.
        """
        after = _NOUN_AFTER.match(self.text, mention.end) if mention.kind == "count" else None
        if after is not None and after.end() <= sentence.end:
            return (after[1] or after[2]).strip(), "the noun behind it"
        before = _NOUN_BEFORE.search(self.text, max(sentence.start, mention.start - 24), mention.start)
        if before is not None and before[1].lower() not in _NO_MEASURE:
            return before[1], "the noun before it"
        return f"figure {self.numbers[mention.line]} of line {mention.line}", "give it a name"

    def _baseline(self, mention: Mention, named: list[Named]) -> Named | None:
        return self.around.baseline(mention, named) if mention.unit in ("x", "%p") else None

    def _kind_and_value(self, mention: Mention, sentence: Sentence) -> tuple[str, str, Quantity, str] | None:
        """The first kind that words near the figure tell and its unit fits: (kind, value text, quantity, why)."""
        value = self._value_text(mention)
        if value is None:
            return None
        compared = mention.unit in ("x", "%p")
        for kind, why in self._kinds(mention, sentence):
            known = self.knowledge.kinds.get(kind)
            if known is None:
                continue
            quantity = self._quantity(value, known, compared=compared)
            if quantity is not None and (compared or known.fits(quantity.unit)):
                return kind, value, quantity, why
        return None

    def _kinds(self, mention: Mention, sentence: Sentence) -> Iterator[tuple[str, str]]:
        near = self._near(mention, sentence)
        changes = _CHANGE.search(self.text, mention.end, min(sentence.end, mention.end + 24))
        if mention.kind == "percent" and changes is not None and not _OTHER_FIGURE.search(self.text, mention.end, changes.start()):
            yield "growth_rate", "a change by so many percent"
        if mention.kind not in ("count", "rank", "percent", "percent_point"):
            for kind, words in _KIND_WORDS:
                word = words.search(near)
                if word is not None:
                    yield kind, f"“{word[0].strip()}” near it"
        for kind in _BY_FIGURE.get(mention.kind, ()):
            yield kind, "by its unit"
        for kind in _BY_UNIT:
            yield kind, "by its unit"

    def _near(self, mention: Mention, sentence: Sentence) -> str:
        return self.text[max(sentence.start, mention.start - 40) : min(sentence.end, mention.end + 24)]

    def _quantity(self, value: str, kind: Kind, *, compared: bool) -> Quantity | None:
        try:
            return read_quantity(value, comparison=compared, kind=kind.id, signed=kind.signed, counted=kind.counts_things)
        except (BadValue, UnknownUnit, TooLarge):
            return None

    def _value_text(self, mention: Mention) -> str | None:
        """The figure as the value of a claim: as it was printed where that reads the same, else number and unit."""
        assert mention.value is not None
        qualifier = _QUALIFIERS.get(mention.qualifier or "", "")
        unit: str | None = _PLAIN_UNITS.get(mention.unit or "", mention.unit or "")
        if mention.kind == "rank":
            unit = "rank"
        if mention.unit == "year" and mention.kind in ("quantity", "range"):
            unit = "year"
        if unit is None:
            unit = ""
        printed = " ".join(mention.text.split())
        texts = [self._spelled(mention, qualifier, unit)]
        if mention.value_hi is None and not mention.damaged:
            texts = [qualifier + printed, f"{qualifier}{printed} {unit}", *texts]
        for text in texts:
            if self._reads(text, mention):
                return text
        return None

    def _spelled(self, mention: Mention, qualifier: str, unit: str) -> str:
        numbers = f"{_plain(mention.value)}..{_plain(mention.value_hi)}" if mention.value_hi is not None else _plain(mention.value)
        return f"{qualifier}{numbers} {unit}".strip()

    def _reads(self, text: str, mention: Mention) -> bool:
        """Whether a value text says what the mention says."""
        try:
            quantity = read_quantity(text, comparison=mention.unit in ("x", "%p"), kind="quantity", signed=True, counted=True)
        except (BadValue, UnknownUnit, TooLarge):
            return False
        if mention.kind == "money" and quantity.unit.text != mention.unit:
            return False  # `200억` leaves its won unsaid
        wanted = [Fraction(str(value)) for value in (mention.value, mention.value_hi) if value is not None]
        return list(quantity.figures) == wanted or [Fraction(n) for n in quantity.printed] == wanted

    def _id(self, mention: Mention) -> str:
        while True:
            self.numbers[mention.line] += 1
            name = f"{self.prefix}_{mention.line}_{self.numbers[mention.line]}"
            if name not in self.taken:
                return name

    def _quote(self, start: int, end: int, sentence: Sentence) -> str:
        """The figure with the word before it, and with more of them while the same words stand on the line before."""
        end = min(end, start + MAX_QUOTE + 20)
        first = self.text.rfind("\n", 0, start) + 1
        begin = start
        while word := _WORD_BEFORE.search(self.text, max(sentence.start, begin - 24), begin):
            if end - word.start() > MAX_QUOTE or word.end() == word.start():
                break
            begin = word.start()
            if self.text.find(self.text[begin:end], first, start) in (-1, begin):
                break
        return self.text[begin:end]

    def _line(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset)

    def _conditions(self, draft: Draft, sentence: Sentence, batch: Mention | None, chips: Mention | None) -> None:
        known: Container[str] = self.knowledge.kinds[draft.keys["kind"]].by_name
        if draft.mention.unit == "x":
            known = _OF_TESTS  # what is compared in a multiple was mostly tested
        if "batch_size" in known and batch is not None and batch.value is not None and batch is not draft.mention:
            draft.conditions["batch_size"] = (_plain(batch.value), self._quote(batch.start, batch.end, sentence), batch.line)
        if "accelerator_count" in known and chips is not None and chips.value is not None and chips is not draft.mention:
            draft.conditions["accelerator_count"] = (_plain(chips.value), self._quote(chips.start, chips.end, sentence), chips.line)
        precision = self.around.precision(sentence)
        if "precision" in known and precision is not None:
            draft.conditions["precision"] = (precision[0].upper(), precision[0], self._line(precision.start()))
        models = [n for n in self.around.named(sentence.start, sentence.end) if n.entity.kind in ("model", "llm", "ai_model") and n.entity.id != draft.keys["subject"]]
        if "model" in known and models:
            draft.conditions["model"] = (models[0].entity.id, self.text[models[0].start : models[0].end], self._line(models[0].start))

    # ---- ties within a sentence

    def _tie(self, drafts: list[Draft]) -> None:
        """`A compared with B, up C points`; growth from B to A by C percent; A is C times B."""
        some = drafts[:_TIES]
        for third in some:
            for first in some:
                for second in some:
                    if len({first.id, second.id, third.id}) == 3 and "equals" not in third.keys:
                        tie = _tie_of(first, second, third)
                        if tie is not None:
                            third.keys["equals"] = tie
                            third.remarks["equals"] = "these figures of the sentence give it"


def _tie_of(first: Draft, second: Draft, third: Draft) -> str | None:
    """What `third` may follow from: the expression, where the two other figures give it within rounding."""
    a, b, c = first.quantity, second.quantity, third.quantity
    if a is None or b is None or c is None or a.unit is not b.unit or "equals" in first.keys or "equals" in second.keys:
        return None
    if not (a.rounded.is_finite and b.rounded.is_finite and c.rounded.is_finite):
        return None
    low, high, start, end = (Fraction(x) for x in (a.rounded.lo, a.rounded.hi, b.rounded.lo, b.rounded.hi))
    least, most = Fraction(c.rounded.lo), Fraction(c.rounded.hi)
    if c.unit.points and a.unit.is_percent:
        # A falls to B, or rises to it: the text mostly names the newer figure first.
        holds = start - high <= most and end - low >= least and end > high
        return f"points({first.id}, {second.id})" if holds else None
    if third.keys["kind"] == "growth_rate" and third.keys.get("span") == "total" and not a.unit.is_percent and low > 0 and least * most > 0:
        holds = (start / high - 1) * 100 <= most and (end / low - 1) * 100 >= least
        return f"change({first.id}, {second.id})" if holds else None
    if c.unit.is_ratio and third.keys.get("baseline", NOT_STATED) == NOT_STATED and not a.unit.is_percent and low > 0:
        holds = low / end <= most and (high / start if start else most) >= least and low > end
        return f"{first.id} / {second.id}" if holds else None
    return None


def _keep_apart(drafts: list[Draft]) -> None:
    """Different figures under one name would be taken for one quantity: the later ones get a number behind theirs."""
    seen: dict[tuple[str, ...], list[str]] = {}
    for draft in drafts:
        keys = draft.keys
        values = seen.setdefault(tuple(keys.get(key, "") for key in ("subject", "kind", "measure", "baseline", "period")), [])
        if keys["value"] not in values:
            values.append(keys["value"])
        if number := values.index(keys["value"]):
            keys["measure"] += f" {number + 1}"


def _plain(value: float | None) -> str:
    """A number as digits: `1560000000000`, `2.3`."""
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 1_000 else str(value)
    return repr(value)
