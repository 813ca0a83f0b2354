"""MLPerf Inference (v4.0 to v6.0): the results CSV of the submission checker, and a system description.

The names come from the MLCommons inference repository, `tools/submission/submission_checker/results.py` (columns) and
`constants.py` (UNIT_DICT, POWER_UNIT_DICT, SYSTEM_DESC_REQUIRED_FIELDS); v4.x had them in
`tools/submission/submission_checker.py`. The statistic of a latency is fixed by the scenario (inference rules:
SingleStream 90th, MultiStream 99th percentile), and so is how queries arrive.
"""

from collections.abc import Iterator, Mapping

from factcheck.files.importers.draft import Draft, DraftClaim
from factcheck.files.importers.reading import BadImport, Object, csv_table, figure, json_objects, require, words
from factcheck.model.names import shown

TOOL = "MLPerf Inference"
_NEEDED = (
    "Organization", "Availability", "Division", "SystemType", "SystemName", "Model", "MlperfModel", "Scenario", "Result",
    "Units", "number_of_nodes", "accelerator_model_name", "accelerators_per_node", "framework", "version", "has_power",
)  # fmt: skip
_SYSTEM = (
    "division", "submitter", "status", "system_name", "number_of_nodes", "host_processor_model_name",
    "host_processors_per_node", "accelerators_per_node", "accelerator_model_name", "accelerator_memory_capacity",
    "framework", "operating_system", "system_type",
)  # fmt: skip
# Units -> (kind, unit, what is measured)
_UNITS = {
    "Tokens/s": ("throughput", "token/s", "throughput"), "Samples/s": ("throughput", "sample/s", "throughput"),
    "Queries/s": ("throughput", "query/s", "throughput"), "Latency (ms)": ("latency", "ms", "latency"),
    "Watts": ("power", "W", "power"), "millijoules": ("energy", "mJ", "energy per stream"),
}  # fmt: skip
_ARRIVALS = {"offline": "offline", "server": "poisson", "interactive": "poisson", "singlestream": "closed_loop", "multistream": "closed_loop"}
_PERCENTILES = {"singlestream": "p90", "multistream": "p99"}


def recognises(data: Object) -> bool:
    """Whether a JSON object looks like a system description."""
    return "accelerators_per_node" in data and "system_name" in data


def recognises_header(header: list[str]) -> bool:
    """Whether a CSV file looks like results."""
    return "MlperfModel" in header


def read(text: str, system: Object | None = None) -> Draft:
    """Read results, with the description of the system that all of them are of; or a description alone.

    Raises BadImport.
    """
    if text.lstrip()[:1] == "{":
        return _of_system(read_system(text))
    header, rows = csv_table(text)
    if not recognises_header(header):
        raise BadImport("this is no results CSV of MLPerf Inference: it has no column MlperfModel")
    require(header, _NEEDED, "the submission checker of v4.0 or later")
    if not rows:
        raise BadImport("the file has a header and no result")
    if system is not None:
        _same_system(rows, system)
    claims = tuple(_claim(line, row, system) for line, row in rows if figure(row, "Result") is not None)
    if not claims:
        raise BadImport("no row of the file has a result")
    speakers = {words(row, "Organization") or "" for _, row in rows}
    defaults = {"status": "measured", "relationship": "first_party"}
    if len(speakers) == 1:
        defaults["speaker"] = speakers.pop()
    versions = ", ".join(dict.fromkeys(row["version"] for _, row in rows))
    remarks = ["Results as the submission checker wrote them; look up each in the published table for its result_id."]
    if len(claims) < len(rows):
        remarks.append(f"{len(rows) - len(claims)} rows have no result.")
    return Draft(TOOL, f"MLPerf Inference {versions} results", claims, defaults, {}, tuple(remarks))


def read_system(text: str) -> Object:
    """Read a system description. Raises BadImport."""
    objects = json_objects(text)
    if len(objects) != 1 or not recognises(objects[0]):
        raise BadImport("this is no system description of MLPerf Inference: it has no system_name and accelerators_per_node")
    require(objects[0], _SYSTEM, "MLPerf Inference v4.0 or later")
    return objects[0]


def _same_system(rows: list[tuple[int, dict[str, str]]], system: Object) -> None:
    name, accelerator = words(system, "system_name"), words(system, "accelerator_model_name")
    for line, row in rows:
        if row["SystemName"] != name or row["accelerator_model_name"] != (accelerator or ""):
            raise BadImport(f"line {line} is of {shown(row['SystemName'])}, the system description of {shown(name or '')}")


def _claim(line: int, row: Mapping[str, str], system: Object | None) -> DraftClaim:
    units = _UNITS.get(row["Units"])
    if units is None:
        raise BadImport(f"line {line}: the unit {shown(row['Units'])} is not read here: the file is of another version")
    kind, unit, what = units
    number = figure(row, "Result") or ""
    scenario, model = row["Scenario"], row["MlperfModel"] or row["Model"]
    statement = f"{row['Organization']}: {model} {scenario} on {row['SystemName']}, {what} {number} {unit}."
    name = "_".join((row["SystemName"], row["Model"], scenario, what))
    return DraftClaim(
        name, statement, kind, f"{number} {unit}", f"MLPerf {scenario} {what}", _subject(row), None,
        {key: text for key, text in _conditions(row, kind, system) if text}, number, str(line),
    )  # fmt: skip


def _subject(row: Object, name: str = "SystemName") -> str:
    accelerator = words(row, "accelerator_model_name")
    if accelerator and accelerator.casefold() not in ("n/a", "na", "none"):
        return accelerator
    return words(row, name) or "not stated"


def _conditions(row: Object, kind: str, system: Object | None) -> Iterator[tuple[str, str | None]]:
    scenario = (words(row, "Scenario") or "").casefold()
    yield "benchmark", f"MLPerf Inference {row['version']}, {row['Division']} division, {row['SystemType']}, {row['Scenario']}"
    yield "availability_status", words(row, "Availability")
    yield "model", words(row, "MlperfModel") or words(row, "Model")
    yield "result_id", words(row, "ID") or words(row, "PrivateID")
    nodes, each = figure(row, "number_of_nodes"), figure(row, "accelerators_per_node")
    total = figure(row, "total_accelerators")
    if total is None and nodes is not None and each is not None:
        total = str(int(float(nodes)) * int(float(each)))
    if total is not None and total.strip("0."):
        yield "accelerator_count", total
    hosts, host = words(row, "host_processors_per_node"), words(row, "host_processor_model_name")
    yield "host", f"{hosts} x {host} a node" if hosts and host else host
    yield "precision", words(row, "weight_data_types")
    yield "software", ", ".join(filter(None, (words(row, "framework"), words(row, "operating_system")))) or None
    yield "arrival_process", _ARRIVALS.get(scenario)
    if kind == "throughput":
        yield "counted_per", "system"
    if kind == "latency":
        yield "statistic", _PERCENTILES.get(scenario)
        yield "latency_metric", "e2e"
    if kind == "power":
        yield "power_statistic", "avg_over_run"
    if system is not None:
        yield "cooling", words(system, "cooling")
        yield "accelerator", f"{words(system, 'accelerator_model_name')}, {words(system, 'accelerator_memory_capacity')}"
        yield "interconnect", words(system, "accelerator_interconnect")
        yield "environment", words(system, "other_software_stack")


def _of_system(system: Object) -> Draft:
    """What a description says without any result: how much of what the system has."""
    subject, name = _subject(system, "system_name"), words(system, "system_name") or "the system"
    shared = {
        key: text
        for key, text in (
            ("host", words(system, "host_processor_model_name")), ("cooling", words(system, "cooling")),
            ("availability_status", words(system, "status")),
        )
        if text
    }  # fmt: skip
    claims = []
    capacity = words(system, "accelerator_memory_capacity")
    if capacity is not None and capacity[:1].isdigit():
        claims.append(DraftClaim("accelerator_memory", f"{subject} has {capacity} of memory.", "specification", capacity,
                                 "memory capacity", subject, quote=capacity))  # fmt: skip
    for key, what in (("accelerators_per_node", "accelerators a node"), ("number_of_nodes", "nodes"),
                      ("host_processors_per_node", "host processors a node")):  # fmt: skip
        number = figure(system, key)
        if number is not None and number.strip("0."):
            claims.append(DraftClaim(key, f"{name} has {number} {what}.", "count", number, what, name, quote=number))
    if not claims:
        raise BadImport("the system description gives no figure")
    defaults = {"relationship": "first_party", "speaker": words(system, "submitter") or "not stated"}
    return Draft(TOOL, f"MLPerf system {name}", tuple(claims), defaults, shared)
