"""GenAI-Perf 0.0.16 and its successor AIPerf (schema 1.x, to 0.13): `profile_export_*.json` and `.csv`.

The names come from the packages: GenAI-Perf `metrics/llm_metrics.py`, `metrics/statistics.py` (units),
`export_data/json_exporter.py` and `csv_exporter.py`; AIPerf `common/models/export_models.py` (JsonExportData, whose
SCHEMA_VERSION is 1.4), `metrics/types/*.py` (tags, headers, units) and `exporters/metrics_csv_exporter.py`. In JSON a
metric is an object with `unit` and statistics; in CSV a row whose first cell is `Time To First Token (ms)`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factcheck.files.importers.draft import Draft, DraftClaim
from factcheck.files.importers.reading import (
    BadImport,
    Digits,
    Object,
    csv_rows,
    figure,
    inner,
    json_objects,
    leaves,
    words,
)
from factcheck.model.names import shown

TOOL = "GenAI-Perf or AIPerf"
_SCHEMA = "1"
_UNITS = {
    "tokens/sec": "token/s", "requests/sec": "request/s", "per sec": "request/s", "tokens/sec/user": "token/s/user", "ms": "ms", "sec": "s",
    "W": "W", "J": "J", "mJ/token": "mJ/token", "J/request": "J/request", "tokens/J": "token/J",
    "tokens/sec/W": "token/s/W", "requests/sec/W": "request/s/W", "tokens": "token", "requests": "", "count": "",
}  # fmt: skip
# tag -> (kind, what is measured, conditions that the metric itself states)
_METRICS: dict[str, tuple[str, str, dict[str, str]]] = {
    "request_throughput": ("throughput", "request throughput", {"counted_per": "system", "token_kind": "n/a"}),
    "request_goodput": ("throughput", "request goodput", {"counted_per": "system", "token_kind": "n/a"}),
    "goodput": ("throughput", "request goodput", {"counted_per": "system", "token_kind": "n/a"}),
    "output_token_throughput": ("throughput", "output token throughput", {"counted_per": "system", "token_kind": "output"}),
    "total_token_throughput": ("throughput", "total token throughput", {"counted_per": "system", "token_kind": "total"}),
    "output_token_throughput_per_user": ("throughput", "output token throughput per user", {"counted_per": "per_user", "token_kind": "output"}),
    "time_to_first_token": ("latency", "time to first token", {"latency_metric": "ttft"}),
    "time_to_second_token": ("latency", "time to second token", {"latency_metric": "time to second token"}),
    "inter_token_latency": ("latency", "inter-token latency", {"latency_metric": "itl"}),
    "request_latency": ("latency", "request latency", {"latency_metric": "e2e"}),
    "nvidia_average_gpu_power": ("power", "average GPU power", {"power_statistic": "avg_over_run"}),
    "nvidia_total_gpu_power": ("power", "total GPU power", {"power_statistic": "avg_over_run"}),
    "nvidia_total_gpu_energy": ("energy", "total GPU energy", {}),
    "nvidia_output_tps_per_watt": ("efficiency", "output tokens per second per watt", {"token_kind": "output", "same_run": "yes"}),
    "nvidia_performance_per_watt": ("efficiency", "requests per second per watt", {"token_kind": "n/a", "same_run": "yes"}),
    "nvidia_energy_per_output_token": ("efficiency", "energy per output token", {"token_kind": "output", "same_run": "yes"}),
    "nvidia_energy_per_total_token": ("efficiency", "energy per token", {"token_kind": "total", "same_run": "yes"}),
    "nvidia_output_tokens_per_joule": ("efficiency", "output tokens per joule", {"token_kind": "output", "same_run": "yes"}),
}  # fmt: skip
_STATISTICS = {"avg": "mean", "p50": "median", "p90": "p90", "p95": "p95", "p99": "p99"}
_NAMED = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<unit>[^()]*)\))?")


@dataclass(frozen=True, slots=True)
class _Metric:
    """Statistic -> figure, the unit, and where the figures stand: the line and the cells of a CSV file."""

    unit: str
    figures: Mapping[str, str]
    line: int | None = None
    cells: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Profile:
    metrics: Mapping[str, _Metric]
    settings: Mapping[str, str] = field(default_factory=dict)
    gpus: tuple[str, ...] = ()
    day: str | None = None
    remarks: tuple[str, ...] = ()


def recognises(data: Object) -> bool:
    """Whether a JSON object looks like a profile of these tools."""
    return "input_config" in data and any(isinstance(data.get(tag), dict) for tag in _METRICS)


def recognises_rows(rows: list[tuple[int, list[str]]]) -> bool:
    """Whether a CSV file does."""
    return bool(rows) and rows[0][1][0] == "Metric" and (rows[0][1][1:2] == ["avg"] or rows[0][1][1:] == ["Value"])


def read(text: str) -> Draft:
    """Read a profile, JSON or CSV. Raises BadImport."""
    profile = _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_csv(text)
    known = {tag: metric for tag, metric in profile.metrics.items() if tag in _METRICS}
    if not known:
        raise BadImport("the file holds no metric that is known here; GenAI-Perf and AIPerf write request_throughput and others")
    settings = profile.settings
    claims = tuple(claim for tag, metric in known.items() for claim in _claims(tag, metric, profile))
    if not claims:
        raise BadImport("no metric of the file has a figure")
    model = settings.get("model", "an unnamed model")
    remarks = ("batch_size is the concurrency of the load generator; lengths are means.", *profile.remarks)
    return Draft(TOOL, f"Serving profile of {model}", claims, {"status": "measured"}, _conditions(profile), remarks)


# ---- the two forms ---------------------------------------------------------------------------------------------------


def _from_json(text: str) -> _Profile:
    objects = json_objects(text)
    data = objects[0]
    if len(objects) > 1 or not recognises(data):
        raise BadImport("this is no profile_export of GenAI-Perf or AIPerf: it has no input_config beside its metrics")
    version = words(data, "schema_version")
    if version is not None and version.partition(".")[0] != _SCHEMA:
        raise BadImport(f"the export has schema version {shown(version)}; {_SCHEMA}.x is read here")
    metrics = {}
    for tag, value in data.items():
        if isinstance(value, dict) and isinstance(value.get("unit"), str):
            figures = {name: number for name in _STATISTICS if (number := figure(value, name)) is not None}
            metrics[tag] = _Metric(str(value["unit"]), figures)
    config = data["input_config"]
    if not isinstance(config, dict):
        raise BadImport("input_config is no object: the file is broken, or of a release that is not read here")
    start = words(data, "start_time") or ""
    day = start[:10] if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", start) else None
    return _Profile(metrics, dict(_settings(config)), tuple(_gpus(data)), day, tuple(_doubts(data)))


def _from_csv(text: str) -> _Profile:
    rows = csv_rows(text)
    if not recognises_rows(rows):
        raise BadImport("this is no CSV export of GenAI-Perf or AIPerf: it does not begin with `Metric,avg` or `Metric,Value`")
    metrics: dict[str, _Metric] = {}
    gpus: dict[str, str] = {}
    header: list[str] = []
    for line, row in rows:
        if row[0] in ("Metric", "Endpoint"):
            header = row
            continue
        if len(row) != len(header):
            raise BadImport(f"line {line} has {len(row)} cells, the header of its section {len(header)}: the file is cut or damaged")
        cells = dict(zip(header, row, strict=True))
        if "GPU_Name" in cells:
            gpus[cells.get("GPU_UUID") or cells.get("GPU_Index", "")] = cells["GPU_Name"]
        elif "GPU" not in cells:
            named = _NAMED.fullmatch(row[0])
            if named is None:
                raise BadImport(f"line {line}: {shown(row[0])} is no name of a metric")
            tag = named["name"].strip().lower().replace(" ", "_")
            chosen = {name: cells.get(name) for name in _STATISTICS} if "avg" in cells else {"avg": cells["Value"]}
            figures = {name: number for name in chosen if (number := figure(chosen, name)) is not None}
            metrics[tag] = _Metric(named["unit"] or "", figures, line, chosen)
    return _Profile(metrics, {}, tuple(gpus.values()))


# ---- claims and conditions -------------------------------------------------------------------------------------------


def _claims(tag: str, metric: _Metric, profile: _Profile) -> Iterator[DraftClaim]:
    kind, what, own = _METRICS[tag]
    unit = _UNITS.get(metric.unit)
    if not unit:
        raise BadImport(f"{tag} is in {shown(metric.unit) or 'no unit'}, which is not read here: the file is of another release")
    load = profile.settings.get("load")
    subject = _one_gpu(profile)
    for name, statistic in _STATISTICS.items():
        number = metric.figures.get(name)
        if number is None or (kind != "latency" and name != "avg"):
            continue
        conditions = {**own, "statistic": statistic} if kind == "latency" else own
        said = f"{statistic} {what}" if kind == "latency" else what
        yield DraftClaim(
            f"{name}_{tag}" if kind == "latency" else tag, f"{said[0].upper()}{said[1:]} is {number} {unit}.", kind,
            f"{number} {unit}", f"{what}, {load}" if load else what, subject, profile.day, conditions,
            quote=metric.cells.get(name) or f'"{name}": {number}', at=str(metric.line) if metric.line else None,
        )  # fmt: skip


def _conditions(profile: _Profile) -> dict[str, str]:
    found = dict(profile.settings)
    for tag, name in (("input_sequence_length", "input_tokens"), ("output_sequence_length", "output_tokens")):
        number = _average(profile, tag)
        if number is not None:
            found[name] = f"{number} token"
    duration, count, failed = (_average(profile, tag) for tag in ("benchmark_duration", "request_count", "error_request_count"))
    if duration is not None:
        found["run_duration"] = f"{duration} {_UNITS.get(profile.metrics['benchmark_duration'].unit) or 's'}"
    if count is not None:
        found["sample_count"] = count
    if failed is not None:
        found["failed_requests"] = failed
    if _one_gpu(profile) is not None:
        found["accelerator_count"] = str(len(profile.gpus))
    elif profile.gpus:
        found["accelerator"] = ", ".join(dict.fromkeys(profile.gpus))
    return found


def _average(profile: _Profile, tag: str) -> str | None:
    metric = profile.metrics.get(tag)
    return metric.figures.get("avg") if metric is not None else None


def _one_gpu(profile: _Profile) -> str | None:
    """The accelerator, where telemetry saw one sort of it."""
    names = set(profile.gpus)
    return names.pop() if len(names) == 1 else None


def _settings(config: Object) -> Iterator[tuple[str, str]]:
    """What the configuration of the run says: GenAI-Perf and AIPerf before 0.9 and since lay it out in three ways."""
    names = next((n for n in (config.get("model_names"), inner(config, "endpoint", "model_names")) if isinstance(n, list)), None)
    items = inner(config, "models", "items")
    if names is None and isinstance(items, list):
        names = [inner(item, "name") for item in items]
    models = [name for name in names or () if isinstance(name, str) and name.strip()]
    if models:
        yield "model", ", ".join(models)
    tokenizer = inner(config, "tokenizer", "name")
    if isinstance(tokenizer, str) and tokenizer.strip():
        yield "tokenizer", tokenizer.strip()
    streaming = inner(config, "endpoint", "streaming")
    if isinstance(streaming, bool):
        yield "streaming", "yes" if streaming else "no"
    yield from _load(config)


def _load(config: Object) -> Iterator[tuple[str, str]]:
    stimulus = inner(config, "perf_analyzer", "stimulus")
    loadgen = inner(config, "loadgen")
    phases = config.get("phases")
    measured: object = next((part for part in (stimulus, loadgen) if isinstance(part, dict)), None)
    if measured is None and isinstance(phases, list):
        measured = next((phase for phase in phases if isinstance(phase, dict) and not _is_warmup(phase)), None)
    concurrency, rate, arrival = (_leaf(measured, *keys) for keys in (("concurrency",), ("request_rate", "rate"), ("type", "arrival_pattern")))
    if concurrency is not None:
        yield "batch_size", f"{concurrency} request"
    if rate is not None:
        at_most = f", at most {concurrency} at a time" if concurrency is not None else ""
        yield "load", f"{rate} request/s{at_most}"
        if arrival is not None:
            yield "arrival_process", arrival
    elif concurrency is not None:
        yield "load", f"{concurrency} requests at a time"
        yield "arrival_process", "closed_loop"


def _is_warmup(phase: Object) -> bool:
    return "warmup" in (phase.get("kind"), phase.get("name")) or phase.get("exclude_from_results") is True


def _leaf(data: object, *keys: str) -> str | None:
    for key in keys:
        value = inner(data, key)
        if isinstance(value, Digits) or (isinstance(value, str) and value.strip()):
            return str(value).strip().lower()
    return None


def _gpus(data: Object) -> Iterator[str]:
    """The accelerators that AIPerf's telemetry saw."""
    endpoints = inner(data, "telemetry_data", "endpoints")
    for name in leaves(endpoints, "gpu_name"):
        if isinstance(name, str) and name.strip():
            yield name.strip()


def _doubts(data: Object) -> Iterator[str]:
    if data.get("was_cancelled") is True:
        yield "The run was cancelled."
    if data.get("is_complete") is False:
        yield f"The run is incomplete: {words(data, 'incomplete_reason') or 'no reason is given'}."
    if isinstance(inner(data, "telemetry_data", "endpoints"), dict):
        yield "subject and accelerator_count are the accelerators that telemetry saw; a server may have used fewer."
