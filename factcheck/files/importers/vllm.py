"""`vllm bench serve --save-result` (vLLM 0.6 to 0.11): one JSON object a run, or several that were appended.

The names come from `vllm/benchmarks/serve.py` of the vLLM repository (earlier `benchmarks/benchmark_serving.py`): the
result of `benchmark()` merged with date, backend, model_id, tokenizer_id, num_prompts, request_rate, burstiness and
max_concurrency; `{mean,median,p99,...}_{ttft,tpot,itl,e2el}_ms` from `process_one_metric`. Every other key is metadata
that the user gave (`--metadata`).
"""

import re
from collections.abc import Iterator

from factcheck.files.importers.draft import Draft, DraftClaim
from factcheck.files.importers.reading import BadImport, Object, figure, json_objects, require, words

TOOL = "vLLM serving benchmark"
_NEEDED = (
    "date", "backend", "model_id", "num_prompts", "request_rate", "duration", "completed", "total_input_tokens",
    "request_throughput", "total_token_throughput",
)  # fmt: skip
_RATES = {
    "request_throughput": ("request/s", "request throughput", "requests answered a second", {"token_kind": "n/a"}),
    "request_goodput": ("request/s", "request goodput", "requests a second that met the latency limits", {"token_kind": "n/a"}),
    "output_throughput": ("token/s", "output token throughput", "output tokens a second", {"token_kind": "output"}),
    "max_output_tokens_per_s": ("token/s", "peak output token throughput", "output tokens in the best second", {"token_kind": "output"}),
    "total_token_throughput": ("token/s", "total token throughput", "input and output tokens a second", {"token_kind": "total"}),
}  # fmt: skip
_LATENCY = re.compile(r"(mean|median|p[0-9]{1,2}(?:\.[0-9]+)?)_(ttft|tpot|itl|e2el)_ms")
_METRICS = {"ttft": "time to first token", "tpot": "time per output token", "itl": "inter-token latency", "e2el": "end-to-end latency"}
_KNOWN = frozenset([
    *_NEEDED, *_RATES, "endpoint_type", "label", "tokenizer_id", "burstiness", "max_concurrency", "failed", "best_of",
    "use_beam_search", "total_output_tokens", "max_concurrent_requests", "ramp_up_strategy", "ramp_up_start_rps",
    "ramp_up_end_rps", "rps_change_events", "input_lens", "output_lens", "ttfts", "itls", "generated_texts", "errors",
    "start_times",
])  # fmt: skip


def recognises(data: Object) -> bool:
    """Whether a JSON object looks like a result of this tool."""
    return "model_id" in data and "num_prompts" in data and "request_rate" in data


def read(text: str) -> Draft:
    """Read a result file. Raises BadImport."""
    runs = json_objects(text)
    for run in runs:
        if not recognises(run):
            raise BadImport("this is no result of vllm bench serve: it has no model_id, num_prompts and request_rate")
        require(run, _NEEDED, "vLLM 0.6 or later")
    one = len(runs) == 1
    claims: list[DraftClaim] = []
    for number, run in enumerate(runs, 1):
        shared = _conditions(run)
        claims.extend(_claims(run, "" if one else f"run{number}_", {} if one else shared))
    models = ", ".join(dict.fromkeys(words(run, "model_id") or "an unnamed model" for run in runs))
    return Draft(
        TOOL, f"vLLM serving benchmark of {models}", tuple(claims), {"status": "measured"},
        _conditions(runs[0]) if one else {}, tuple(_remarks(runs)),
    )  # fmt: skip


def _claims(run: Object, prefix: str, conditions: dict[str, str]) -> Iterator[DraftClaim]:
    model, load, period = words(run, "model_id") or "the model", _load(run), _day(run)
    for key, (unit, measure, what, own) in _RATES.items():
        number = figure(run, key)
        if number is not None:
            yield DraftClaim(
                prefix + key, f"Serving {model}: {number} {what}.", "throughput", f"{number} {unit}", f"{measure}, {load}",
                period=period, conditions={**conditions, "counted_per": "system", **own}, quote=f'"{key}": {number}',
            )  # fmt: skip
    for key in run:
        named = _LATENCY.fullmatch(key)
        number = figure(run, key) if named is not None else None
        if named is not None and number is not None:
            statistic, metric = named.groups()
            yield DraftClaim(
                prefix + key, f"Serving {model}: {statistic} {_METRICS[metric]} of {number} ms.", "latency", f"{number} ms",
                f"{_METRICS[metric]}, {load}", period=period, quote=f'"{key}": {number}',
                conditions={**conditions, "latency_metric": "e2e" if metric == "e2el" else metric, "statistic": statistic},
            )  # fmt: skip


def _conditions(run: Object) -> dict[str, str]:
    completed = figure(run, "completed")
    found = {
        "model": words(run, "model_id") or "", "tokenizer": words(run, "tokenizer_id") or "", "load": _load(run),
        "arrival_process": _arrivals(run),
    }  # fmt: skip
    concurrency, duration = figure(run, "max_concurrency"), figure(run, "duration")
    if concurrency:
        found["batch_size"] = f"up to {concurrency} request"
    if duration:
        found["run_duration"] = f"{duration} s"
    for key, name in (("total_input_tokens", "input_tokens"), ("total_output_tokens", "output_tokens")):
        total = figure(run, key)
        if total and completed and float(completed) > 0:
            found[name] = f"{float(total) / float(completed):.6g} token"
    if completed:
        found["sample_count"] = completed
        sent = figure(run, "num_prompts")
        failed = figure(run, "failed")
        if failed is None and sent is not None:
            failed = f"{max(int(float(sent)) - int(float(completed)), 0)}"
        if failed is not None and sent is not None:
            found["failed_requests"] = f"{failed} of {sent}"
    return found


def _load(run: Object) -> str:
    """The operating point: figures at two of them are two quantities, so it is part of the measure."""
    rate, concurrency = words(run, "request_rate"), figure(run, "max_concurrency")
    sent = "all requests at once" if rate in ("inf", "Infinity") else f"{rate} request/s"
    return f"{sent}, at most {concurrency} at a time" if concurrency else sent


def _arrivals(run: Object) -> str:
    if words(run, "ramp_up_strategy"):
        return f"{words(run, 'ramp_up_strategy')} ramp from {words(run, 'ramp_up_start_rps')} to {words(run, 'ramp_up_end_rps')} request/s"
    if words(run, "request_rate") in ("inf", "Infinity"):
        return "closed_loop" if figure(run, "max_concurrency") else "burst"
    burstiness = figure(run, "burstiness")
    return "poisson" if burstiness is None or float(burstiness) == 1 else f"gamma, burstiness {burstiness}"


def _day(run: Object) -> str | None:
    """`20250812-101010` as a period."""
    found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})-[0-9]{6}", words(run, "date") or "")
    return "-".join(found.groups()) if found is not None else None


def _remarks(runs: list[Object]) -> Iterator[str]:
    yield "input_tokens and output_tokens are means over the requests that were answered; batch_size is max_concurrency."
    yield f"Sent through the backend {', '.join(dict.fromkeys(words(run, 'backend') or '?' for run in runs))}."
    for number, run in enumerate(runs, 1):
        extra = [f"{key}={words(run, key)}" for key in run if key not in _KNOWN and not _is_metric(key) and words(run, key)]
        if extra:
            yield f"Metadata of run {number}: {', '.join(extra)}."
        left_out = [key for key in run if (key in _RATES or _LATENCY.fullmatch(key)) and figure(run, key) is None]
        if left_out:
            yield f"Without a finite figure in run {number}: {', '.join(left_out)}."


def _is_metric(key: str) -> bool:
    return key.endswith("_ms") or _LATENCY.fullmatch(key) is not None
