"""`factcheck import`: result files with the field names of current releases in, claim files out; gaps are `not stated`.

The files below have the names, units and layout that each tool writes (see the docstring of each importer for where
they come from) and made-up figures.
"""

import csv
import io
import json
import os
import subprocess
import sys
import threading

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import FILE_RULES, check, claim, found
from test_cli import run

from factcheck.files.importers.formats import FORMATS, imported, recognised
from factcheck.files.importers.reading import BadImport

DAY = ("--as-of", "2026-01-01")

# ---- What the tools write --------------------------------------------------------------------------------------------

VLLM = {
    "date": "20250812-101010", "endpoint_type": "openai", "backend": "openai", "label": None, "model_id": "meta-llama/Llama-3.1-8B",
    "tokenizer_id": "meta-llama/Llama-3.1-8B", "num_prompts": 1000, "tp": "2", "request_rate": "inf", "burstiness": 1.0,
    "max_concurrency": 64, "duration": 45.123456789, "completed": 998, "failed": 2, "total_input_tokens": 199600,
    "total_output_tokens": 99800, "request_throughput": 22.1167, "request_goodput": None, "output_throughput": 2211.67,
    "total_token_throughput": 6635.01, "max_output_tokens_per_s": 3001.0, "max_concurrent_requests": 70,
    **{f"{statistic}_{metric}_ms": 10.5 + n for n, (statistic, metric) in enumerate(
        (s, m) for m in ("ttft", "tpot", "itl", "e2el") for s in ("mean", "median", "std", "p99"))},
}  # fmt: skip


def statistics(unit, avg):
    return {"unit": unit, "avg": avg, "p25": avg, "p50": avg + 1, "p75": avg, "p90": avg + 2, "p95": avg + 3, "p99": avg + 4, "min": 1, "max": 99, "std": 2.5}


METRICS = {
    "request_throughput": {"unit": "requests/sec", "avg": 12.25}, "request_latency": statistics("ms", 1800.5),
    "time_to_first_token": statistics("ms", 40.25), "time_to_second_token": statistics("ms", 12.0),
    "inter_token_latency": statistics("ms", 9.75), "output_token_throughput": {"unit": "tokens/sec", "avg": 2450.5},
    "output_token_throughput_per_user": statistics("tokens/sec/user", 101.5), "output_sequence_length": statistics("tokens", 200.5),
    "input_sequence_length": statistics("tokens", 550.0), "request_count": {"unit": "count", "avg": 128.0},
}  # fmt: skip
GENAI_PERF = METRICS | {
    "input_config": {
        "model_names": ["llama-3.1-8b"], "endpoint": {"type": "chat", "streaming": True, "backend": "vllm"},
        "perf_analyzer": {"stimulus": {"concurrency": 16}, "measurement": {"mode": "request_count"}}, "tokenizer": {"name": "llama-tok"},
    },
}  # fmt: skip
GPU = {"gpu_name": "NVIDIA H100 80GB HBM3", "platform": "nvidia", "hostname": "n1", "metrics": {}}
AIPERF = METRICS | {
    "schema_version": "1.4", "aiperf_version": "0.13.0", "benchmark_id": "b", "was_cancelled": False, "is_complete": True,
    "start_time": "2026-03-01T10:00:00.123456", "end_time": "2026-03-01T10:05:00.123456", "error_summary": [],
    "total_token_throughput": {"unit": "tokens/sec", "avg": 9100.5}, "benchmark_duration": {"unit": "sec", "avg": 300.5},
    "error_request_count": {"unit": "requests", "avg": 3.0}, "request_count": {"unit": "requests", "avg": 128.0},
    "nvidia_total_gpu_energy": {"unit": "J", "avg": 410000.5}, "nvidia_average_gpu_power": {"unit": "W", "avg": 612.5},
    "nvidia_output_tps_per_watt": {"unit": "tokens/sec/W", "avg": 2.005}, "nvidia_energy_per_output_token": {"unit": "mJ/token", "avg": 480.5},
    "input_config": {
        "models": {"strategy": "round_robin", "items": [{"name": "llama-3.1-8b"}]}, "endpoint": {"streaming": True, "urls": ["http://x"]},
        "tokenizer": {"name": "llama-tok"},
        "phases": [{"name": "warmup", "kind": "warmup", "type": "concurrency", "concurrency": 1},
                   {"name": "profiling", "kind": "profiling", "type": "poisson", "rate": 12.5, "concurrency": 32}],
    },
    "telemetry_data": {"summary": {}, "endpoints": {"localhost:9400": {"gpus": {"0": GPU | {"gpu_index": 0}, "1": GPU | {"gpu_index": 1}}}}},
}  # fmt: skip
AIPERF_OLD = METRICS | {
    "schema_version": "1.0", "input_config": {"endpoint": {"model_names": ["llama-3.1-8b"], "streaming": False},
                                              "loadgen": {"concurrency": 8, "request_rate": 4.0}},
}  # fmt: skip


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def genai_perf_csv():
    header = ["Metric", "avg", "min", "max", "p99", "p95", "p90", "p75", "p50", "p25"]
    ttft = ["Time To First Token (ms)", "1,040.25", "1.00", "99.00", "44.25", "43.25", "42.25", "40.25", "41.25", "40.25"]
    length = ["Output Sequence Length (tokens)", *["200.50"] * 9]
    power = ["GPU Power Usage (W)", "gpu0", *["600.00"] * 9]
    return table(header, ttft, length, [], ["Metric", "Value"], ["Output Token Throughput (tokens/sec)", "2,450.50"],
                 ["Request Throughput (per sec)", "12.25"], ["Request Goodput (per sec)", "N/A"], ["Request Count (count)", "1,128.00"], [], ["Metric", "GPU", *header[1:]], power)  # fmt: skip


def aiperf_csv():
    names = ["avg", "min", "max", "sum", "p1", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "std"]
    values = [f"{n}.50" for n in range(len(names))]
    return table(["Metric", *names], ["Time to First Token (ms)", *values], ["Input Sequence Length (tokens)", *values], [],
                 ["Metric", "Value"], ["Request Count", "128"], ["Output Token Throughput (tokens/sec)", "2450.50"], [], [],
                 ["Endpoint", "GPU_Index", "GPU_Name", "GPU_UUID", "Metric", *names],
                 ["x", "0", "NVIDIA H100", "u0", "GPU Power Usage (W)", *values], ["x", "1", "NVIDIA H100", "u1", "GPU Power Usage (W)", *values])  # fmt: skip


MLPERF_HEADER = [
    "Organization", "Availability", "Division", "SystemType", "SystemName", "Platform", "Model", "MlperfModel", "Scenario",
    "Result", "Accuracy", "number_of_nodes", "host_processor_model_name", "host_processors_per_node", "host_processor_core_count",
    "accelerator_model_name", "accelerators_per_node", "total_accelerators", "Location", "framework", "operating_system", "notes",
    "compliance", "errors", "version", "inferred", "has_power", "Units", "weight_data_types", "PrivateID",
]  # fmt: skip


def mlperf_row(scenario="Offline", result="31000.5", units="Tokens/s", **more):
    row = dict(zip(MLPERF_HEADER, [
        "Acme", "available", "closed", "datacenter", "Acme X8 (8x H100)", "X8", "llama2-70b-99", "llama2-70b-99", scenario, result,
        "ROUGE1: 44.5", "1", "Acme CPU 9000", "2", "64", "NVIDIA H100-SXM-80GB", "8", "8", "closed/Acme/results", "TensorRT 10", "Ubuntu 24.04",
        "", "closed", "0", "v5.1", "0", "True", units, "fp8", "",
    ], strict=True))  # fmt: skip
    return list((row | more).values())


MLPERF = [mlperf_row(), mlperf_row("Server", "29000.25"), mlperf_row("SingleStream", "12.5", "Latency (ms)"), mlperf_row("Offline", "5500.5", "Watts"),
          mlperf_row("SingleStream", "812.5", "millijoules")]  # fmt: skip
SYSTEM = {
    "division": "closed", "submitter": "Acme", "status": "available", "system_name": "Acme X8 (8x H100)", "number_of_nodes": "1",
    "host_processor_model_name": "Acme CPU 9000", "host_processors_per_node": "2", "host_processor_core_count": "64",
    "accelerators_per_node": "8", "accelerator_model_name": "NVIDIA H100-SXM-80GB", "accelerator_memory_capacity": "80 GB",
    "accelerator_interconnect": "NVLink", "framework": "TensorRT 10", "operating_system": "Ubuntu 24.04", "system_type": "datacenter",
    "other_software_stack": "CUDA 12.8", "cooling": "Air-cooled",
}  # fmt: skip
CODECARBON = {
    "timestamp": "2025-06-01T12:00:00", "project_name": "tune-bert", "run_id": "5b0fa12a-3dd7-45bb-9766-cc326314d9f1", "experiment_id": "e",
    "duration": 3600.5, "emissions": 0.81234, "emissions_rate": 0.000225, "cpu_power": 42.5, "gpu_power": 250.5, "ram_power": 10.5,
    "cpu_energy": 0.0425, "gpu_energy": 1.2505, "ram_energy": 0.0105, "energy_consumed": 1.3035, "water_consumed": 0.0,
    "country_name": "France", "country_iso_code": "FRA", "region": "ile-de-france", "cloud_provider": "", "cloud_region": "", "os": "Linux",
    "python_version": "3.12.1", "codecarbon_version": "3.3.2", "cpu_count": 64, "cpu_model": "Acme CPU", "gpu_count": 2, "gpu_model": "2 x NVIDIA A100",
    "longitude": 2.3, "latitude": 48.8, "ram_total_size": 256.0, "tracking_mode": "machine", "cpu_utilization_percent": 1.0,
    "gpu_utilization_percent": 1.0, "ram_utilization_percent": 1.0, "ram_used_gb": 1.0, "on_cloud": "N", "pue": 1.2, "wue": 0.0,
}  # fmt: skip
CARD = """---
license: mit
co2_eq_emissions:
  emissions: 149200.5
  source: "code carbon"
  training_type: fine-tuning
  geographical_location: "Quebec, Canada"
  hardware_used: "8 x NVIDIA V100"
model-index:
- name: tune-bert
---
# A card
"""


def codecarbon(*rows):
    return table(list(rows[0]), *[list(row.values()) for row in rows])


FILES = {
    "vllm": json.dumps(VLLM),
    "vllm appended": json.dumps(VLLM) + "\n" + json.dumps(VLLM | {"request_rate": 4.0, "max_concurrency": None, "output_throughput": 300.5}),
    "genai-perf": json.dumps(GENAI_PERF, indent=2),
    "aiperf": json.dumps(AIPERF, indent=2),
    "aiperf old": json.dumps(AIPERF_OLD, indent=2),
    "genai-perf csv": genai_perf_csv(),
    "aiperf csv": aiperf_csv(),
    "mlperf": table(MLPERF_HEADER, *MLPERF),
    "mlperf system": json.dumps(SYSTEM),
    "codecarbon": codecarbon(CODECARBON),
    "codecarbon runs": codecarbon(CODECARBON, CODECARBON | {"run_id": "99", "energy_consumed": 7.5}),
    "huggingface": CARD,
    "huggingface number": "co2_eq_emissions: 149.25\n",
}


@pytest.fixture
def make(tmp_path):
    def made(text, name="result 1.json", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return imported(path, **options)

    return made


def claims_of(text):
    return yaml.safe_load(text)["claims"]


def head_of(text):
    return yaml.safe_load(text)


@pytest.mark.parametrize("name", FILES)
def test_what_is_imported_checks_without_a_fault_of_the_file(make, name):
    text = make(FILES[name])
    data = check(text)
    assert not [f for f in data["findings"] if f["rule"] in FILE_RULES and f["rule"] != "unknown-entity"]
    assert not [f for f in data["findings"] if f["level"] == "error"]
    assert not found(data, "quote-value") and not found(data, "conflicting-values") and not found(data, "dimension-mismatch")
    assert len(data["claims"]) == len(claims_of(text)) > 0
    # Nothing is left that nobody has looked for: what the file lacks is `not stated`.
    assert all(claim["unrecorded"] == [] for claim in data["claims"])


@pytest.mark.parametrize("name", FILES)
def test_each_tool_is_told_by_its_file(name):
    assert recognised(FILES[name]) == {"aiperf": "genai-perf"}.get(name.split()[0], name.split()[0])


@pytest.mark.parametrize("name", FILES)
def test_a_quote_is_in_the_file_and_on_the_line_that_is_named(make, name):
    lines = FILES[name].splitlines()
    for body in claims_of(make(FILES[name])).values():
        where = lines[int(body["at"]) - 1] if "at" in body else FILES[name]
        assert body["quote"] in where


def test_vllm_gives_rates_and_latencies_with_what_the_run_states(make):
    text = make(FILES["vllm"], subject="h100")
    head, claims = head_of(text), claims_of(text)
    assert len(claims) == 4 + 12 and "result_1_std_ttft_ms" not in claims and "result_1_request_goodput" not in claims
    assert claims["result_1_output_throughput"] == {
        "statement": "Serving meta-llama/Llama-3.1-8B: 2211.67 output tokens a second.", "kind": "throughput",
        "measure": "output token throughput, all requests at once, at most 64 at a time", "value": "2211.67 token/s", "period": "2025-08-12",
        "quote": '"output_throughput": 2211.67', "conditions": {"counted_per": "system", "token_kind": "output"},
    }  # fmt: skip
    assert claims["result_1_p99_e2el_ms"]["conditions"] == {"latency_metric": "e2e", "statistic": "p99"}
    stated = {name: said for name, said in head["conditions"].items() if said != "not stated"}
    assert stated == {
        "model": "meta-llama/Llama-3.1-8B", "tokenizer": "meta-llama/Llama-3.1-8B", "load": "all requests at once, at most 64 at a time",
        "arrival_process": "closed_loop", "batch_size": "up to 64 request", "run_duration": "45.123456789 s", "input_tokens": "200 token",
        "output_tokens": "100 token", "sample_count": "998", "failed_requests": "2 of 1000",
    }  # fmt: skip
    gaps = {"rest", "accelerator_count", "precision", "quantisation", "software", "dataset", "latency_limit", "network", "clock_start"}
    assert gaps <= {name for name, said in head["conditions"].items() if said == "not stated"}
    assert head["subject"] == "h100" and "tp=2" in text


@pytest.mark.parametrize(
    ("settings", "arrivals", "load"),
    [
        ({"request_rate": "inf", "max_concurrency": None}, "burst", "all requests at once"),
        ({"request_rate": 4.5, "max_concurrency": None}, "poisson", "4.5 request/s"),
        ({"request_rate": 4.5, "burstiness": 0.5}, "gamma, burstiness 0.5", "4.5 request/s, at most 64 at a time"),
        ({"ramp_up_strategy": "linear", "ramp_up_start_rps": 1, "ramp_up_end_rps": 9}, "linear ramp from 1 to 9 request/s", "all requests at once, at most 64 at a time"),
    ],
)  # fmt: skip
def test_vllm_load_is_told_as_it_was_sent(make, settings, arrivals, load):
    conditions = head_of(make(json.dumps(VLLM | settings)))["conditions"]
    assert (conditions["arrival_process"], conditions["load"]) == (arrivals, load)


def test_figures_of_two_loads_are_two_quantities(make):
    text = make(FILES["vllm appended"], subject="h100")
    claims = claims_of(text)
    assert claims["result_1_run1_output_throughput"]["value"] == "2211.67 token/s"
    assert claims["result_1_run2_output_throughput"]["measure"].endswith("4.0 request/s")
    assert claims["result_1_run2_output_throughput"]["conditions"]["arrival_process"] == "poisson"
    assert not found(check(text), "conflicting-values")


def test_a_figure_that_is_not_finite_is_no_claim_and_is_named(make):
    text = make(json.dumps(VLLM | {"mean_ttft_ms": float("nan"), "p99_ttft_ms": float("inf")}))
    assert "result_1_mean_ttft_ms" not in claims_of(text) and "mean_ttft_ms, p99_ttft_ms" in text.splitlines()[6]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("genai-perf", {"model": "llama-3.1-8b", "batch_size": "16 request", "arrival_process": "closed_loop", "streaming": "yes", "tokenizer": "llama-tok"}),
        ("aiperf", {"model": "llama-3.1-8b", "batch_size": "32 request", "arrival_process": "poisson", "load": "12.5 request/s, at most 32 at a time",
                    "accelerator_count": "2", "run_duration": "300.5 s", "failed_requests": "3.0", "input_tokens": "550.0 token"}),
        ("aiperf old", {"model": "llama-3.1-8b", "batch_size": "8 request", "load": "4.0 request/s, at most 8 at a time", "streaming": "no"}),
        ("genai-perf csv", {"output_tokens": "200.50 token", "sample_count": "1128.00", "model": "not stated", "batch_size": "not stated"}),
        ("aiperf csv", {"input_tokens": "0.50 token", "accelerator_count": "2", "sample_count": "128"}),
    ],
)  # fmt: skip
def test_genai_perf_conditions_come_from_all_layouts_of_its_configuration(make, name, expected):
    conditions = head_of(make(FILES[name]))["conditions"]
    assert {key: conditions.get(key) for key in expected} == expected


def test_genai_perf_and_aiperf_metrics_become_claims_with_their_statistics(make):
    claims = claims_of(make(FILES["aiperf"]))
    assert claims["result_1_p99_time_to_first_token"]["value"] == "44.25 ms"
    assert claims["result_1_p99_time_to_first_token"]["conditions"] == {"latency_metric": "ttft", "statistic": "p99"}
    assert claims["result_1_avg_request_latency"]["conditions"]["statistic"] == "mean"
    assert claims["result_1_output_token_throughput_per_user"]["value"] == "101.5 token/s/user"
    assert claims["result_1_output_token_throughput"]["subject"] == "NVIDIA H100 80GB HBM3"
    assert claims["result_1_output_token_throughput"]["period"] == "2026-03-01"
    assert {claims[f"result_1_nvidia_{name}"]["kind"] for name in ("total_gpu_energy", "average_gpu_power", "output_tps_per_watt")} == {"energy", "power", "efficiency"}
    from_csv = claims_of(make(FILES["genai-perf csv"], "p.csv"))
    assert from_csv["p_avg_time_to_first_token"]["value"] == "1040.25 ms" and from_csv["p_avg_time_to_first_token"]["at"] == "2"
    assert "p_request_goodput" not in from_csv and from_csv["p_request_throughput"]["value"] == "12.25 request/s"
    assert from_csv["p_output_token_throughput"]["value"] == "2450.50 token/s"


def test_an_incomplete_run_is_said_to_be_one(make):
    text = make(json.dumps(AIPERF | {"is_complete": False, "incomplete_reason": "stalled", "was_cancelled": True}))
    assert "# The run is incomplete: stalled." in text and "# The run was cancelled." in text


def test_mlperf_results_carry_the_conditions_of_their_scenario(make):
    text = make(FILES["mlperf"])
    head, claims = head_of(text), claims_of(text)
    assert [(body["kind"], body["value"]) for body in claims.values()] == [
        ("throughput", "31000.5 token/s"), ("throughput", "29000.25 token/s"), ("latency", "12.5 ms"), ("power", "5500.5 W"), ("energy", "812.5 mJ"),
    ]  # fmt: skip
    offline, server, single, *_ = claims.values()
    assert (head["speaker"], head["relationship"], offline["subject"]) == ("Acme", "first_party", "NVIDIA H100-SXM-80GB")
    assert offline["conditions"]["benchmark"] == "MLPerf Inference v5.1, closed division, datacenter, Offline"
    assert offline["conditions"]["accelerator_count"] == "8" and offline["conditions"]["precision"] == "fp8"
    assert (server["conditions"]["arrival_process"], single["conditions"]["statistic"]) == ("poisson", "p90")
    assert offline["at"] == "2" and "cooling" not in offline["conditions"]


def test_mlperf_results_take_more_from_the_description_of_their_system(make, tmp_path):
    (tmp_path / "system.json").write_text(json.dumps(SYSTEM), encoding="utf-8")
    text = make(FILES["mlperf"], system=tmp_path / "system.json")
    conditions = next(iter(claims_of(text).values()))["conditions"]
    assert conditions["cooling"] == "Air-cooled" and conditions["accelerator"] == "NVIDIA H100-SXM-80GB, 80 GB"
    assert not [f for f in check(text)["findings"] if f["rule"] in FILE_RULES and f["rule"] != "unknown-entity"]
    (tmp_path / "system.json").write_text(json.dumps(SYSTEM | {"system_name": "another"}), encoding="utf-8")
    with pytest.raises(BadImport, match="system description of another"):
        make(FILES["mlperf"], system=tmp_path / "system.json")


def test_an_mlperf_system_alone_gives_what_it_has(make):
    claims = claims_of(make(FILES["mlperf system"]))
    assert {body["value"] for body in claims.values()} == {"80 GB", "8", "1", "2"}
    assert claims["result_1_accelerator_memory"]["subject"] == "NVIDIA H100-SXM-80GB"


def test_codecarbon_gives_energy_and_emissions_with_place_and_method(make):
    text = make(FILES["codecarbon"])
    claims = claims_of(text)
    assert {body["value"] for body in claims.values()} == {"1.3035 kWh", "1.2505 kWh", "0.0425 kWh", "0.0105 kWh", "0.81234 kg CO2e"}
    emissions = claims["result_1_emissions"]
    assert (emissions["subject"], emissions["period"]) == ("tune-bert", "2025-06-01")
    assert emissions["conditions"] == {
        "location": "ile-de-france, France", "pue": "1.2", "method": "CodeCarbon 3.3.2, tracking mode machine", "accelerator": "2 x NVIDIA A100",
        "accelerator_count": "2", "run_duration": "3600.5 s",
    }  # fmt: skip
    assert head_of(text)["conditions"]["grid_factor"] == "not stated" and head_of(text)["status"] == "estimated"


def test_runs_of_one_project_are_different_quantities(make):
    claims = claims_of(make(FILES["codecarbon runs"]))
    assert claims["result_1_run1_energy_consumed"]["subject"] == "tune-bert run 5b0fa12a"
    assert claims["result_1_run2_energy_consumed"]["subject"] == "tune-bert run 99"


def test_a_model_card_gives_its_emissions(make):
    text = make(FILES["huggingface"], "README.md")
    body = claims_of(text)["readme_training_emissions"]
    assert (body["value"], body["subject"], body["quote"], body["at"]) == ("149200.5 g CO2e", "tune-bert", "149200.5", "4")
    conditions = head_of(text)["conditions"]
    assert (conditions["method"], conditions["training_type"], conditions["location"]) == ("code carbon", "fine-tuning", "Quebec, Canada")
    assert conditions["grid_factor"] == conditions["rest"] == "not stated"
    assert claims_of(make(FILES["huggingface number"]))["result_1_training_emissions"]["value"] == "149.25 g CO2e"


def test_digits_stay_as_they_were_written(make):
    text = make(json.dumps(VLLM).replace("2211.67", "2211.6700").replace("22.1167", "2.21167e1"))
    assert claims_of(text)["result_1_output_throughput"]["value"] == "2211.6700 token/s"
    assert claims_of(text)["result_1_request_throughput"]["value"] == "2.21167e1 request/s"


# ---- Files that cannot be imported -----------------------------------------------------------------------------------


def without(data, *keys):
    return {key: value for key, value in data.items() if key not in keys}


BROKEN = {
    "empty": ("", "empty"),
    "no tool's": ("a,b\n1,2\n", "no tool that is read here"),
    "no tool's JSON": ('{"a": 1}', "no tool that is read here"),
    "a list": ("[1]", "no object"),
    "cut JSON": (FILES["vllm"][:-40], "this is no JSON"),
    "two, one cut": (FILES["vllm"] + FILES["vllm"][:50], "this is no JSON"),
    "deep JSON": ('{"a":' * 100_000, "nested too deeply"),
    "UTF-16": (FILES["codecarbon"].encode("utf-16"), "UTF-16"),
    "Latin-1": ("co2_eq_emissions: 1 # \xe9".encode("latin-1"), "not UTF-8"),
    "vLLM before 0.6": (json.dumps(without(VLLM, "total_token_throughput")), "lacks total_token_throughput"),
    "vLLM with words": (json.dumps(VLLM | {"output_throughput": "fast"}), "output_throughput is 'fast', which is no number"),
    "vLLM with a decimal comma": (json.dumps(VLLM | {"output_throughput": "22,11"}), "output_throughput is '22,11', which is no number"),
    "vLLM below zero": (json.dumps(VLLM | {"output_throughput": -1.5}), "cannot be negative"),
    "vLLM with a list": (json.dumps(VLLM | {"mean_ttft_ms": [1]}), "mean_ttft_ms is no number"),
    "AIPerf 2": (json.dumps(AIPERF | {"schema_version": "2.0"}), "schema version 2.0; 1.x is read"),
    "AIPerf in other units": (json.dumps(AIPERF | {"request_latency": {"unit": "furlong", "avg": 1.0}}), "request_latency is in furlong"),
    "AIPerf without figures": (json.dumps({"input_config": {}, "request_latency": {"unit": "ms"}}), "no metric of the file has a figure"),
    "AIPerf, config a text": (json.dumps(AIPERF | {"input_config": "x"}), "input_config is no object"),
    "cut GenAI-Perf CSV": (genai_perf_csv().replace(",41.25,40.25", ""), "line 2 has 8 cells"),
    "MLPerf of old": (table(without(dict.fromkeys(MLPERF_HEADER), "Units"), [x for x in MLPERF[0] if x != "Tokens/s"]), "lacks Units"),
    "MLPerf in other units": (table(MLPERF_HEADER, mlperf_row(units="Furlongs")), "line 2: the unit Furlongs"),
    "MLPerf without rows": (table(MLPERF_HEADER), "no result"),
    "cut MLPerf": (FILES["mlperf"][:-120], "the file is cut"),
    "a system of old": (json.dumps(without(SYSTEM, "accelerator_model_name")), "lacks accelerator_model_name"),
    "CodeCarbon 1": (codecarbon(without(CODECARBON, "codecarbon_version", "run_id")), "lacks run_id, codecarbon_version"),
    "CodeCarbon 9": (codecarbon(CODECARBON | {"codecarbon_version": "9.0.0"}), "line 2: CodeCarbon 9.0.0 is not read here"),
    "CodeCarbon twice": (codecarbon(CODECARBON).replace("water_consumed", "emissions"), "stands twice"),
    "cut CodeCarbon": (codecarbon(CODECARBON)[:-30], "cells, the header"),
    "card without end": (CARD.replace("---\n# A card\n", ""), "no end"),
    "card with words": (CARD.replace("149200.5", "a lot"), "emissions is 'a lot', which is no number"),
    "card with other fields": (CARD.replace("source:", "sauce:"), "has sauce, which the Hub does not document"),
    "card without emissions": (CARD.replace("emissions: 149200.5", "source: x").replace('  source: "code carbon"\n', ""), "gives no emissions"),
    "card in broken YAML": (CARD.replace("license: mit", "license: [mit"), "YAML"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_or_another_version_is_exit_2_with_the_reason(tmp_path, name):
    text, words = BROKEN[name]
    (tmp_path / "r").write_bytes(text if isinstance(text, bytes) else text.encode())
    done = run("import", "r", "-o", "claims/x.yml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "") and words in done.stderr, done.stderr
    assert done.stderr.startswith("factcheck: cannot import r: ") and len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "claims").exists()


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_tool_is_refused(tmp_path, form, name):
    (tmp_path / "r").write_text(FILES[name], encoding="utf-8")
    done = run("import", "r", "--from", form, cwd=tmp_path)
    assert done.returncode == (0 if recognised(FILES[name]) == form else 2), done.stderr
    assert bool(done.stdout) == (done.returncode == 0) and "internal error" not in done.stderr


@given(st.sampled_from(sorted(FILES)), st.data())
def test_damaged_files_never_end_in_anything_but_a_reason(tmp_path_factory, name, data):
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 30)))
    damaged = text[:start] + data.draw(st.text(alphabet='{}[]",:\n-0eE.%\x00\u202eé N', max_size=6)) + text[end:]
    path = tmp_path_factory.mktemp("d") / "r.json"
    path.write_text(damaged, encoding="utf-8")
    for form in (None, recognised(text)):
        try:
            made = imported(path, form)
        except BadImport as problem:
            assert str(problem)
        else:
            faults = [f for f in check(made)["findings"] if f["rule"] in FILE_RULES and f["level"] == "error"]
            assert not faults, made


HOSTILE = "x: [\n'\"{}\x01\u202e<script>alert(1)</script> #*&! ../../x"


@pytest.mark.parametrize("text", [
    json.dumps(VLLM | {"model_id": HOSTILE, "backend": HOSTILE, "date": HOSTILE, HOSTILE: HOSTILE, "burstiness": 0.5}),
    json.dumps(AIPERF | {"input_config": {"model_names": [HOSTILE], "tokenizer": {"name": HOSTILE}}, "start_time": HOSTILE}),
    table(MLPERF_HEADER, mlperf_row(Organization=HOSTILE, SystemName=HOSTILE, Model=HOSTILE, framework=HOSTILE, version=HOSTILE)),
    codecarbon(CODECARBON | {"project_name": HOSTILE, "country_name": HOSTILE, "timestamp": HOSTILE, "gpu_model": HOSTILE}),
    CARD.replace("code carbon", json.dumps(HOSTILE)[1:-1]).replace("tune-bert", json.dumps(HOSTILE)),
])  # fmt: skip
def test_hostile_text_stays_text(make, text):
    made = make(text, "a\n# b: [.json")
    data = check(made)
    assert not [f for f in data["findings"] if f["rule"] in FILE_RULES and f["rule"] != "unknown-entity"], made
    assert len(data["claims"]) == len(claims_of(made)) and made.count("\nfactcheck: 1\n") == 1
    assert not set(made) & {"\x01", "\u202e"}


# ---- Writing ---------------------------------------------------------------------------------------------------------


def test_it_writes_a_new_file_and_says_where(tmp_path):
    (tmp_path / "r.json").write_text(FILES["vllm"], encoding="utf-8")
    done = run("import", "r.json", "-o", "claims/deep/x.yml", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "claims/deep/x.yml\n", "")
    assert run("check", "--fail-on", "error", *DAY, cwd=tmp_path).returncode == 0
    assert [path.name for path in (tmp_path / "claims/deep").iterdir()] == ["x.yml"]
    again = run("import", "r.json", cwd=tmp_path)
    assert again.stdout == (tmp_path / "claims/deep/x.yml").read_text(encoding="utf-8")


def test_it_never_overwrites(tmp_path):
    (tmp_path / "r.json").write_text(FILES["vllm"], encoding="utf-8")
    (tmp_path / "x.yml").write_text("mine", encoding="utf-8")
    (tmp_path / "link.yml").symlink_to(tmp_path / "nowhere.yml")
    for target in ("x.yml", "link.yml", "x.yml/y.yml", "."):
        done = run("import", "r.json", "-o", target, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "") and done.stderr.startswith("factcheck: "), done
        assert "internal error" not in done.stderr
    assert (tmp_path / "x.yml").read_text(encoding="utf-8") == "mine" and not (tmp_path / "nowhere.yml").exists()


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name, words in (("nowhere", "No such file"), (".", "no regular file"), ("pipe", "no regular file")):
        done = run("import", name, cwd=tmp_path)
        assert done.returncode == 2 and words in done.stderr


def test_a_system_description_goes_with_mlperf_only(tmp_path):
    (tmp_path / "r.json").write_text(FILES["vllm"], encoding="utf-8")
    (tmp_path / "s.json").write_text(json.dumps(SYSTEM), encoding="utf-8")
    done = run("import", "r.json", "--system", "s.json", cwd=tmp_path)
    assert done.returncode == 2 and "MLPerf results only" in done.stderr


def test_of_two_at_once_one_is_refused(tmp_path):
    (tmp_path / "r.json").write_text(FILES["vllm"], encoding="utf-8")
    command = [sys.executable, "-m", "factcheck", "import", "r.json", "-o", "x.yml"]
    codes = []
    threads = [threading.Thread(target=lambda: codes.append(subprocess.run(command, cwd=tmp_path, capture_output=True).returncode)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [0, 2, 2] and head_of((tmp_path / "x.yml").read_text(encoding="utf-8"))["factcheck"] == 1


def test_claims_of_a_run_are_compared_with_what_somebody_claims(make):
    """What an importer is for: a measured figure beside a stated one, of one subject and measure."""
    text = make(FILES["codecarbon"])
    data = check({"claims/run.yml": text, "claims/said.yml": """
        factcheck: 1
        claims:
          said: {statement: It took 2 kWh., kind: energy, measure: tracked energy, subject: tune-bert, period: 2025-06-01, value: 2.0 kWh}
    """})  # fmt: skip
    assert found(data, "conflicting-values") and claim(data, "said")["standing"] in ("contradicted", "doubtful")
