"""Claims against physical limits: what a figure cannot exceed, by what is stated with it and what is known besides.

A limit speaks only where everything that it needs is stated. What is known only as a range enters with the end that
leaves the claim the most room, so that a figure beyond the limit is beyond it wherever in the range the truth lies.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from factcheck.knowledge.knowledge import Knowledge
from factcheck.knowledge.limits import Limit
from factcheck.model.claim import Claim, State, Stated
from factcheck.model.definitions import Dimensions
from factcheck.model.interval import INFINITY, Interval, Number
from factcheck.model.location import Location, at
from factcheck.model.message import InUnit, Message, message, say_interval, say_number
from factcheck.model.quantity import BadValue, Qualifier, Quantity, parse_figure
from factcheck.model.units import RATIO, Unit, UnknownUnit, parse_unit, without_gas
from factcheck.reasoning.arithmetic import Implied
from factcheck.reasoning.disclosure import says
from factcheck.reasoning.ties import AboutClaim, Judged
from factcheck.reasoning.weighing import weigh

_TOKENS, _TOKENS_EACH = parse_unit("token/s"), parse_unit("token/s/accelerator")
_WORK = tuple(parse_unit(unit).dims for unit in ("FLOP/s", "OP/s"))
_WORK_EACH = tuple(parse_unit(unit).dims for unit in ("FLOP/s/accelerator", "OP/s/accelerator"))
_TIMES = tuple(parse_unit(unit).dims for unit in ("s", "s/token"))
_PER_JOULE, _JOULES = parse_unit("token/J").dims, parse_unit("J/token").dims
_WATT, _WATT_EACH = parse_unit("W"), parse_unit("W/accelerator")
_ACCELERATORS, _REQUESTS = parse_unit("accelerator"), parse_unit("request")
_BANDWIDTH, _MEMORY, _PARAMETERS, _COMPUTE = (parse_unit(u) for u in ("TB/s", "GB", "parameter", "TFLOP/s"))
_FIGURES = {
    "memory_bandwidth": (_BANDWIDTH.dims,), "memory_capacity": (_MEMORY.dims,), "peak_compute": _WORK,
    "tdp": (_WATT.dims,), "parameters": (_PARAMETERS.dims,),
}  # fmt: skip
_NONE = re.compile(r"(?:none|no|not used|off|disabled|false|without|0|없음|없다|미사용|안 함|사용 안 함)(?![\w.-])")
_EACH = ("per gpu", "per chip", "per accelerator", "per npu", "per card")
_DEVICE = ("chip", "gpu", "board", "card", "칩", "보드")
_SETTINGS = ("model", "precision", "accelerator_count")


@dataclass(frozen=True, slots=True, eq=False)
class Limited(AboutClaim):
    """A claim against a limit, or why it could not be held against it (`judged.reason`).

    `because` says what the bound follows from; `operands` are the claims that it rests on. `stated` and `place` are the
    figure that is limited: the value of the claim, or a condition of it.
    """

    limit: Limit
    judged: Judged
    because: Message
    stated: str
    place: Location
    operands: tuple[Claim, ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        return tuple(operand.id for operand in self.operands if operand is not self.claim)


@dataclass(frozen=True, slots=True)
class _Known:
    """A figure that a limit rests on, in base units: of a reference row, or of a claim where there is no row."""

    rounded: Interval
    loose: Interval
    dims: Dimensions
    whence: str
    formats: tuple[str, ...]  # the number formats that a peak holds for
    active: bool  # of parameters: whether they are all active for every token
    claim: Claim | None = None

    def end(self, loose: bool, upper: bool) -> Number:
        reading = self.loose if loose else self.rounded
        return reading.hi if upper else reading.lo


@dataclass(frozen=True, slots=True)
class _End:
    """One end of what is known of a figure, under both readings: the most or the least that it may be."""

    rounded: Fraction
    loose: Fraction
    whole: Interval  # all that the figure stands for
    whence: str = ""
    claims: tuple[Claim, ...] = ()

    def __mul__(self, other: "_End") -> "_End":
        claims = (*self.claims, *other.claims)
        return _End(self.rounded * other.rounded, self.loose * other.loose, self.whole * other.whole, self.whence, claims)

    def __truediv__(self, other: "_End") -> "_End":
        claims = (*self.claims, *other.claims)
        return _End(self.rounded / other.rounded, self.loose / other.loose, self.whole / other.whole, self.whence, claims)

    def said(self, unit: Unit) -> InUnit:
        """`3.345 to 3.355 TB/s`."""
        return InUnit(self.whole.scaled(1 / unit.factor), unit.text)

    @property
    def billions(self) -> str:
        """`69.5 to 70.5 billion`."""
        return f"{say_interval(self.whole.scaled(Fraction(1, 10**9)))} billion"


def _exactly(value: Fraction | int) -> _End:
    number = Fraction(value)
    return _End(number, number, Interval.exactly(number))


@dataclass(frozen=True, slots=True)
class _Bound:
    limit: Limit
    most: _End
    because: Message


class _Lacking(Exception):
    """What a limit needs and nobody states; the text says so to the analyst."""


class LimitTies:
    """Finds the limits that the claims of a workspace can be held against."""

    def __init__(self, claims: Mapping[str, Claim], knowledge: Knowledge) -> None:
        self.claims, self.knowledge, self.limits = claims, knowledge, knowledge.limits
        self._rows: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._variants: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._stated: dict[tuple[str, str], list[_Known]] = defaultdict(list)
        self._settled: dict[tuple[str, str], Judged | None] = {}  # by limit and text: conditions recur
        for row in knowledge.reference.values():
            if row.measure in _FIGURES and row.baseline is None:
                value, given = row.value, row.conditions
                formats = self.limits.formats(", ".join(given.get("precision", ())))
                active = "active" in given.get("parameters_counted", ())
                known = _Known(
                    value.base(value.rounded), value.base(value.loose), value.unit.dims,
                    f"{row.sources[0].title}, tier {row.sources[0].tier}", formats, active,
                )  # fmt: skip
                self._rows[row.measure, row.subject].append(known)
                for general in knowledge.entities.general(row.subject)[1:]:
                    self._variants[row.measure, general].append(known)
        for claim in claims.values():
            measure = "parameters" if claim.kind == "model_size" else claim.measure
            if measure in _FIGURES and claim.kind in ("model_size", "specification"):
                self._file(claim, measure)

    def _file(self, claim: Claim, measure: str) -> None:
        """File a claim as a figure that limits may rest on, for want of a reference row."""
        value = claim.value
        counted = _text(claim, "counted_per")
        if claim.baseline is not None or value.is_change or (counted is not None and not _any(counted, _EACH)):
            return
        known = _Known(
            value.base(value.rounded), value.base(value.loose), value.unit.dims, claim.id,
            self.limits.formats(_text(claim, "precision") or ""), says(_text(claim, "parameters_counted") or "", "active"), claim,
        )  # fmt: skip
        self._stated[measure, claim.subject.key].append(known)

    def ties(self) -> Iterator[Limited]:
        """Every claim with the tightest limit that it can be held against."""
        by_figure: dict[tuple[str, str | None], list[Limit]] = defaultdict(list)
        for limit in self.limits.by_id.values():
            for figure in limit.figures:
                by_figure[figure].append(limit)
        by_condition = {limit.condition: limit for limit in self.limits.by_id.values() if limit.condition is not None}
        for claim in self.claims.values():
            for name, limit in by_condition.items():
                for given in (claim.conditions.get(name), claim.baseline_conditions.get(name)):
                    if given is not None and given.state is State.STATED:
                        yield from self._condition(claim, given, limit)
            if claim.baseline is None and not claim.value.is_change:
                limits = by_figure.get((claim.kind, claim.measure))
                if limits:
                    yield from self._value(claim, limits)
                if all(name in claim.conditions for name in _SETTINGS):
                    yield from self._setting(claim)

    # ---- fixed bounds ------------------------------------------------------------------------------------------------

    def _condition(self, claim: Claim, given: Stated, limit: Limit) -> Iterator[Limited]:
        """A condition beyond a fixed bound. One within it is no check of the claim's own figure, so it is not told."""
        key = limit.id, given.text
        if key not in self._settled:
            quantity = _quantity(given, None)
            self._settled[key] = self._fixed(quantity, limit) if quantity is not None and quantity.unit.is_plain else None
        judged = self._settled[key]
        if judged is not None and judged.weighed is not None and not judged.weighed.verdict.holds:
            stated = f"{limit.condition} {given.text}"
            yield Limited(claim, limit, judged, _sentence(limit), stated, at(claim.file, given.mark))

    def _fixed(self, quantity: Quantity, limit: Limit) -> Judged | None:
        """A figure against a bound that is the same everywhere."""
        text = limit.at_most or limit.at_least
        bound = _figure(text) if text is not None else None
        unit = RATIO if quantity.unit.is_count else quantity.unit
        if bound is None or unit.dims or unit.points or quantity.is_change:
            return None
        end = bound.printed[0] * bound.unit.factor / unit.factor
        reach = Interval(Fraction(0), end) if limit.at_most is not None else Interval(end, INFINITY)
        return Judged(weigh(unit, quantity.rounded, quantity.loose, Implied(unit, reach, reach)), unit, unit)

    # ---- the figure of a claim ---------------------------------------------------------------------------------------

    def _value(self, claim: Claim, limits: list[Limit]) -> Iterator[Limited]:
        """The claim's own figure against the tightest bound."""
        value, bounds, lacking = claim.value, [], []
        for limit in limits:
            if limit.at_most is not None or limit.at_least is not None:
                judged = self._fixed(value, limit)
                if judged is not None:
                    yield Limited(claim, limit, judged, _sentence(limit), value.text.strip(), claim.location("value"))
                continue
            try:
                bound = self._bound(claim, limit)
            except _Lacking as problem:
                if limit.id != "peak_compute":  # it would speak of every rate; where another limit speaks, that one says it
                    lacking.append((limit, str(problem)))
            else:
                if bound is not None:
                    bounds.append(bound)
        if bounds:
            yield self._held(claim, min(bounds, key=lambda bound: bound.most.loose))
        elif lacking:
            limit, reason = lacking[0]
            judged = Judged(None, value.unit, None, reason=f"the limit of {limit.name} needs more: {reason}")
            yield Limited(claim, limit, judged, _sentence(limit), value.text.strip(), claim.location("value"))

    def _bound(self, claim: Claim, limit: Limit) -> _Bound | None:
        """What a limit allows; None where it does not concern the claim.

        Raises _Lacking.
        """
        if limit.id == "rated_power":
            return self._rated_power(claim, limit)
        if limit.id == "memory_capacity":
            return self._cards(claim, limit)
        if limit.id == "peak_compute" and claim.value.unit.dims in (*_WORK, *_WORK_EACH):
            return self._achieved(claim, limit)
        return self._tokens(claim, limit)

    def _held(self, claim: Claim, bound: _Bound) -> Limited:
        """The claim's figure against a bound: from nothing up to it, or from its inverse up."""
        unit, value = without_gas(claim.value.unit), claim.value
        inverse = unit.dims in (*_TIMES, _JOULES) or bound.limit.id == "memory_capacity"
        ends = [end / unit.factor if not inverse else 1 / end / unit.factor for end in (bound.most.rounded, bound.most.loose)]
        reach = [Interval(end, INFINITY) if inverse else Interval(Fraction(0), end) for end in ends]
        judged = Judged(weigh(unit, value.rounded, value.loose, Implied(unit, reach[0], reach[1])), value.unit, value.unit)
        operands = tuple(dict.fromkeys(bound.most.claims))
        return Limited(claim, bound.limit, judged, bound.because, value.text.strip(), claim.location("value"), operands)

    # ---- decoding ----------------------------------------------------------------------------------------------------

    def _tokens(self, claim: Claim, limit: Limit) -> _Bound | None:
        """Tokens a second, a joule, or the time or energy of one."""
        dims, kind = claim.value.unit.dims, _text(claim, "token_kind")
        decodes = claim.measure in ("decode_throughput", "time_per_token")
        if (kind is not None and not says(kind, "output")) or (kind is None and not decodes):
            return None
        per_watt = dims in (_PER_JOULE, _JOULES)
        counted = _text(claim, "counted_per") or ""
        each = per_watt or dims == _TOKENS_EACH.dims or _any(counted, _EACH)
        if not (per_watt or each or dims == _TOKENS.dims or (claim.kind == "latency" and dims in _TIMES)):
            return None
        user = claim.kind == "latency" or says(counted, "per user")
        model, accelerator = self._model(claim), self._accelerator(claim)
        if model is None or accelerator is None:
            return None
        if per_watt and not says(_text(claim, "power_source") or "", "tdp"):
            return None  # a measured power may lie anywhere below the rated one
        batch = _exactly(1) if user else _end(_quantity(claim.conditions.get("batch_size"), _REQUESTS))
        if limit.id == "memory_bandwidth" and batch is None:
            return None
        count = _exactly(1) if each else self._count(claim)
        if limit.id == "memory_bandwidth" and batch is not None:
            most, because = self._read(claim, model, accelerator, count, batch)
        else:
            parameters = self._least(model, "parameters", active=True)
            peak = self._peak(claim, accelerator)
            operations = self.limits.operations_per_parameter
            most = peak * count / (parameters * _exactly(operations))
            because = message(
                "{count} x {accelerator} reckons with {peak} ({whence}), and each token takes {operations} operations for each "
                "of the {parameters} parameters of {model} ({size})",
                count=_number(count), accelerator=accelerator, peak=peak.said(_COMPUTE), whence=peak.whence,
                operations=str(operations), parameters=parameters.billions, model=model, size=parameters.whence,
            )  # fmt: skip
        if per_watt:
            rated = self._least(accelerator, "tdp")
            most = most / rated
            because = message(
                because.template + ", at a rated power of {rated} ({rater})",
                **because.values, rated=rated.said(_WATT), rater=rated.whence,
            )  # fmt: skip
        return _Bound(limit, most, because)

    def _read(self, claim: Claim, model: str, accelerator: str, count: _End, batch: _End) -> tuple[_End, Message]:
        """How often the weights can be read in a second, times what each reading gives."""
        drafts = claim.conditions.get("speculative_decoding")
        used = drafts is not None and drafts.state is State.STATED and not _is_none(drafts.text)
        excluded = drafts is not None and drafts.state in (State.STATED, State.NOT_APPLICABLE)
        if used:
            raise _Lacking("speculative decoding gives several tokens for one reading of the weights, and nobody states how many")
        bits, parameters = self._bits(claim), self._least(model, "parameters", active=True)
        bandwidth = self._most(accelerator, "memory_bandwidth")
        weights = parameters * _exactly(bits)
        gain = _exactly(1 if excluded else self.limits.speculation)
        template = (
            "{count} x {accelerator} reads {bandwidth} each from memory ({whence}), and at batch {batch} each step reads the "
            "{parameters} parameters of {model} ({size}) at {bits} bits, {weights}"
        )
        if not excluded:  # what is not stated may explain this much, but no more
            template += "; {gain} times as much, the most that speculative decoding gained in print, is in that limit"
        because = message(
            template, count=_number(count), accelerator=accelerator, bandwidth=bandwidth.said(_BANDWIDTH), whence=bandwidth.whence,
            batch=_number(batch), parameters=parameters.billions, size=parameters.whence, model=model,
            bits=str(bits), weights=weights.said(_MEMORY), gain=str(float(self.limits.speculation)),
        )  # fmt: skip
        return bandwidth * count * batch * gain / weights, because

    def _achieved(self, claim: Claim, limit: Limit) -> _Bound | None:
        """Operations a second that a program is said to have carried out."""
        accelerator = self._accelerator(claim)
        if accelerator is None or _text(claim, "precision") is None:
            return None
        each = claim.value.unit.dims in _WORK_EACH or _any(_text(claim, "counted_per") or "", _EACH)
        count = _exactly(1) if each else self._count(claim)
        peak = self._peak(claim, accelerator)
        because = message(
            "{count} x {accelerator} reckons with {peak} each ({whence})",
            count=_number(count), accelerator=accelerator, peak=peak.said(_COMPUTE), whence=peak.whence,
        )  # fmt: skip
        return _Bound(limit, peak * count, because)

    # ---- power and memory --------------------------------------------------------------------------------------------

    def _rated_power(self, claim: Claim, limit: Limit) -> _Bound | None:
        """The average draw of chips or boards against their rated power."""
        accelerator, statistic = self._accelerator(claim), _text(claim, "power_statistic")
        boundary = _text(claim, "power_boundary")
        if accelerator is None or statistic is None or boundary is None or not _any(boundary, _DEVICE):
            return None
        if not _any(statistic, ("avg over run", "average", "mean", "avg", "평균")):
            return None  # a peak may lie above the rated power for an instant
        given = claim.conditions.get("accelerator_count")
        one = claim.value.unit.dims == _WATT_EACH.dims or (given is None and claim.subject.entity_kind == "accelerator")
        if not one and claim.value.unit.dims != _WATT.dims:
            return None
        count, rated = _exactly(1) if one else self._count(claim), self._most(accelerator, "tdp")
        because = message(
            "{count} x {accelerator} is rated at {rated} each ({whence}), which its average over a run does not exceed",
            count=_number(count), accelerator=accelerator, rated=rated.said(_WATT), whence=rated.whence,
        )  # fmt: skip
        return _Bound(limit, rated * count, because)

    def _cards(self, claim: Claim, limit: Limit) -> _Bound | None:
        """How many accelerators a model needs: the inverse of the share of it that one of them holds."""
        model = self._model(claim)
        accelerator = self._accelerator(claim)
        counts = claim.value.unit.is_count or claim.value.unit.dims == _ACCELERATORS.dims
        if model is None or accelerator is None or not counts or _text(claim, "precision") is None or _offloads(claim):
            return None
        weights, memory = self._weights(claim, model), self._most(accelerator, "memory_capacity")
        return _Bound(limit, memory / weights, self._held_in(model, accelerator, _exactly(1), weights, memory))

    def _setting(self, claim: Claim) -> Iterator[Limited]:
        """The weights against the memory of the setting that a claim states; told only where they do not fit.

        That they do is no check of the claim's own figure.
        """
        limit = self.limits.by_id.get("memory_capacity")
        model, accelerator = self._model(claim), self._accelerator(claim)
        if limit is None or model is None or accelerator is None or claim.measure == "cards_needed" or _offloads(claim):
            return
        if claim.kind not in ("throughput", "latency", "efficiency"):
            return
        try:
            count = self._count(claim)
            weights, memory = self._weights(claim, model), self._most(accelerator, "memory_capacity")
        except _Lacking:
            return
        if weights.loose <= memory.loose * count.loose:
            return
        given = claim.conditions["accelerator_count"]
        quantity = _quantity(given, _ACCELERATORS)
        need = weights / memory
        if quantity is None:
            return
        reach = [Interval(end, INFINITY) for end in (need.rounded, need.loose)]
        weighed = weigh(_ACCELERATORS, quantity.rounded, quantity.loose, Implied(_ACCELERATORS, reach[0], reach[1]))
        because = self._held_in(model, accelerator, count, weights, memory)
        stated = f"{given.text} x {accelerator}"
        judged = Judged(weighed, _ACCELERATORS, _ACCELERATORS)
        yield Limited(claim, limit, judged, because, stated, at(claim.file, given.mark), tuple(dict.fromkeys(need.claims)))

    def _held_in(self, model: str, accelerator: str, count: _End, weights: _End, memory: _End) -> Message:
        return message(
            "the weights of {model} ({size}) take {weights}, and {count} x {accelerator} holds {memory} each ({whence})",
            model=model, size=weights.whence, weights=weights.said(_MEMORY), count=_number(count),
            accelerator=accelerator, memory=memory.said(_MEMORY), whence=memory.whence,
        )  # fmt: skip

    def _weights(self, claim: Claim, model: str) -> _End:
        """The bits that all weights of a model take at least."""
        parameters = self._least(model, "parameters")
        return parameters * _exactly(self._bits(claim))

    # ---- what is stated with a claim ---------------------------------------------------------------------------------

    def _model(self, claim: Claim) -> str | None:
        text = _text(claim, "model")
        if text is not None:
            return self.knowledge.entities.name(text).key
        return claim.subject.key if claim.subject.entity_kind == "model" else None

    def _accelerator(self, claim: Claim) -> str | None:
        text = _text(claim, "accelerator")
        if text is not None:
            return self.knowledge.entities.name(text).key
        subject = claim.subject
        known = subject.entity_kind == "accelerator" or ("memory_bandwidth", subject.key) in self._stated
        return subject.key if known else None

    def _count(self, claim: Claim) -> _End:
        """How many accelerators are stated; raises _Lacking."""
        count = _end(_quantity(claim.conditions.get("accelerator_count"), _ACCELERATORS))
        if count is None:
            raise _Lacking("the number of accelerators is not stated")
        return count

    def _bits(self, claim: Claim) -> Fraction:
        """The bits of one weight: by the quantisation where one is stated, else by the precision; raises _Lacking."""
        method, precision = _text(claim, "quantisation"), _text(claim, "precision")
        bits = self.limits.weight_bits(precision) if precision is not None else None
        if method is not None and not _is_none(method):
            bits = self.limits.weight_bits(method)
            if bits is None:
                raise _Lacking(f"how many bits a weight takes under {method} is not stated")
        if bits is None:
            raise _Lacking("the precision of the weights is not stated")
        return bits

    # ---- what is known besides ---------------------------------------------------------------------------------------

    def _figures(self, key: str, measure: str) -> list[_Known]:
        """What is known of something: by rows on it and its variants, else on the more general thing, else by claims."""
        found = [*self._rows.get((measure, key), ()), *self._variants.get((measure, key), ())]
        for general in self.knowledge.entities.general(key)[1:]:
            found = found or list(self._rows.get((measure, general), ()))
        found = found or self._stated.get((measure, key), [])
        return [known for known in found if known.dims in _FIGURES[measure]]

    def _most(self, key: str, measure: str, formats: tuple[str, ...] = ()) -> _End:
        """The most that a figure may be, over all variants; a row without an upper end tells nothing there."""
        found = [known for known in self._figures(key, measure) if not formats or set(formats) & set(known.formats)]
        return self._extreme(key, measure, found, upper=True)

    def _least(self, key: str, measure: str, *, active: bool = False) -> _End:
        """The least that a figure may be; with `active`, of the parameters that every token needs."""
        found = self._figures(key, measure)
        if active and found:
            found = [known for known in found if known.active]
            if not found:
                raise _Lacking(f"how many parameters of {key} each token needs is not stated (it may be a mixture of experts)")
        return self._extreme(key, measure, found, upper=False)

    def _extreme(self, key: str, measure: str, found: list[_Known], *, upper: bool) -> _End:
        ends = [(known, known.end(False, upper), known.end(True, upper)) for known in found]
        finite = [(k, a, b) for k, a, b in ends if isinstance(a, Fraction) and isinstance(b, Fraction) and b > 0]
        if not finite:
            raise _Lacking(f"the {measure.replace('_', ' ')} of {key} is not known")
        choose = max if upper else min
        best = choose(finite, key=lambda row: row[2])
        claims = (best[0].claim,) if best[0].claim is not None else ()
        return _End(choose(row[1] for row in finite), best[2], best[0].rounded, best[0].whence, claims)

    def _peak(self, claim: Claim, accelerator: str) -> _End:
        """The peak FLOP/s in the formats that the claim names, sparse or dense; raises _Lacking."""
        texts = (_text(claim, name) for name in ("precision", "input_precision", "quantisation"))
        formats = self.limits.formats(", ".join(text for text in texts if text is not None))
        if not formats:
            raise _Lacking("the precision is not stated")
        return self._most(accelerator, "peak_compute", formats)


def _sentence(limit: Limit) -> Message:
    """What a limit says, as a part of a sentence."""
    return message(limit.says[:1].lower() + limit.says[1:].rstrip("."))


def _text(claim: Claim, name: str) -> str | None:
    """What a claim states of a condition."""
    given = claim.conditions.get(name)
    return given.text if given is not None and given.state is State.STATED else None


def _is_none(text: str) -> bool:
    """Whether a condition says that something is not used."""
    return _NONE.match(text.strip().casefold()) is not None


def _any(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text says one of some words."""
    return any(says(text, word) for word in words)


def _offloads(claim: Claim) -> bool:
    """Whether a claim says that weights are kept elsewhere than in the memory of the accelerators."""
    return any("offload" in given.text.casefold() or "오프로드" in given.text for given in claim.conditions.values())


@lru_cache(maxsize=4096)
def _figure(text: str) -> Quantity | None:
    """The quantity that a text is; None for words."""
    try:
        return parse_figure(text).quantity(comparison=False, kind="quantity", signed=True, counted=True)
    except (BadValue, UnknownUnit):
        return None


def _quantity(given: Stated | None, unit: Unit | None) -> Quantity | None:
    """The quantity that a condition states: in `unit` or as a bare number, which takes it; whole numbers were counted."""
    if given is None or given.state is not State.STATED:
        return None
    quantity = _figure(given.text)
    if quantity is None or (unit is not None and not quantity.unit.is_count and quantity.unit.dims != unit.dims):
        return None
    plain = quantity.qualifier is Qualifier.NONE and len(quantity.printed) == 1
    whole = unit is not None and plain and quantity.printed[0].denominator == 1
    return quantity.exactly() if whole else quantity


def _end(quantity: Quantity | None) -> _End | None:
    """The most that a stated number may be."""
    if quantity is None:
        return None
    rounded, loose = quantity.rounded.hi, quantity.loose.hi
    if not isinstance(rounded, Fraction) or not isinstance(loose, Fraction) or rounded <= 0:
        return None
    return _End(rounded, loose, quantity.rounded)


def _number(end: _End) -> str:
    """A count for a message."""
    return say_number(end.rounded)
