"""CodeCarbon 2.x and 3.x (to 3.3.2): `emissions.csv`, a row a run.

The names come from the package, `codecarbon/output_methods/emissions_data.py` (EmissionsData) and `file.py`; the units
from its documentation: energy in kWh, emissions in kg of CO2 equivalent, duration in seconds. 1.x wrote neither
`codecarbon_version` nor the energy of each part, and is refused.
"""

import re
from collections.abc import Iterator, Mapping

from factcheck.files.importers.draft import Draft, DraftClaim
from factcheck.files.importers.reading import BadImport, csv_table, figure, require, words
from factcheck.model.names import shown

TOOL = "CodeCarbon"
_NEEDED = (
    "timestamp", "project_name", "run_id", "duration", "emissions", "emissions_rate", "cpu_power", "gpu_power", "ram_power",
    "cpu_energy", "gpu_energy", "ram_energy", "energy_consumed", "country_name", "country_iso_code", "region",
    "cloud_provider", "cloud_region", "codecarbon_version", "gpu_count", "gpu_model", "tracking_mode", "on_cloud",
)  # fmt: skip
_VERSIONS = ("2", "3")
_DEFAULT_PROJECT = "codecarbon"
# column -> (kind, unit, what is measured)
_FIGURES = {
    "energy_consumed": ("energy", "kWh", "tracked energy"), "gpu_energy": ("energy", "kWh", "GPU energy"),
    "cpu_energy": ("energy", "kWh", "CPU energy"), "ram_energy": ("energy", "kWh", "RAM energy"),
    "emissions": ("emissions", "kg CO2e", "tracked emissions"),
}  # fmt: skip


def recognises_header(header: list[str]) -> bool:
    """Whether a CSV file looks like emissions.csv."""
    return {"project_name", "duration", "emissions"} <= set(header)


def read(text: str) -> Draft:
    """Read emissions.csv. Raises BadImport."""
    header, rows = csv_table(text)
    if not recognises_header(header):
        raise BadImport("this is no emissions.csv of CodeCarbon: it has no project_name, duration and emissions")
    require(header, _NEEDED, "CodeCarbon 2 or 3")
    if not rows:
        raise BadImport("the file has a header and no run")
    claims: list[DraftClaim] = []
    for number, (line, row) in enumerate(rows, 1):
        if row["codecarbon_version"].partition(".")[0] not in _VERSIONS:
            raise BadImport(f"line {line}: CodeCarbon {shown(row['codecarbon_version'])} is not read here; 2.x and 3.x are")
        claims.extend(_claims(line, row, "" if len(rows) == 1 else f"run{number}_", len(rows) > 1))
    if not claims:
        raise BadImport("no run of the file has a figure")
    remarks = ("The tool estimates: energy is measured or modelled, and emissions are energy times a factor that the file does not give.",)
    return Draft(TOOL, "Energy and emissions tracked by CodeCarbon", tuple(claims), {"status": "estimated"}, {}, remarks)


def _claims(line: int, row: Mapping[str, str], prefix: str, several: bool) -> Iterator[DraftClaim]:
    subject = _subject(row, several)
    conditions = {key: text for key, text in _conditions(row) if text}
    for key, (kind, unit, what) in _FIGURES.items():
        number = figure(row, key)
        if number is None or (key in ("gpu_energy", "cpu_energy", "ram_energy") and not number.strip("0.")):
            continue
        yield DraftClaim(
            prefix + key, f"{what[0].upper()}{what[1:]} of {subject or 'the run'}: {number} {unit}.", kind, f"{number} {unit}",
            what, subject, _day(row), conditions, number, str(line),
        )  # fmt: skip


def _subject(row: Mapping[str, str], several: bool) -> str | None:
    """The project; in a file of several runs each is a subject of its own, for each is another quantity."""
    project = words(row, "project_name")
    if several:
        return f"{project or 'project'} run {row['run_id'][:8]}"
    return project if project != _DEFAULT_PROJECT else None


def _conditions(row: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    place = [words(row, key) for key in ("cloud_provider", "cloud_region", "region", "country_name")]
    yield "location", ", ".join(dict.fromkeys(part for part in place if part)) or None
    yield "pue", words(row, "pue") if "pue" in row else None
    yield "method", f"CodeCarbon {row['codecarbon_version']}, tracking mode {row['tracking_mode'] or 'not given'}"
    gpus, model = figure(row, "gpu_count"), words(row, "gpu_model")
    if model:
        yield "accelerator", model
        yield "accelerator_count", str(int(float(gpus))) if gpus and gpus.strip("0.") else None
    duration = figure(row, "duration")
    yield "run_duration", f"{duration} s" if duration else None


def _day(row: Mapping[str, str]) -> str | None:
    found = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T|\s|$)", row["timestamp"])
    return found[0] if found is not None else None
