"""Which tool a result file is of, and its claims."""

import hashlib
from pathlib import Path

from factcheck.files.importers import codecarbon, genai_perf, huggingface, mlperf, vllm
from factcheck.files.importers.draft import Draft, claim_file, id_prefix
from factcheck.files.importers.reading import BadImport, csv_rows, decoded, json_objects, read_bytes
from factcheck.files.writer import CannotWrite, create
from factcheck.knowledge.knowledge import load_knowledge
from factcheck.model.names import visible

FORMATS = {
    "vllm": vllm.read, "genai-perf": genai_perf.read, "mlperf": mlperf.read, "codecarbon": codecarbon.read,
    "huggingface": huggingface.read,
}  # fmt: skip


def imported(path: Path, form: str | None = None, system: Path | None = None, subject: str | None = None) -> str:
    """The claim file that the result file at `path` gives, as text.

    `form` is one of FORMATS, None to tell by the content; `system` the description of the system that MLPerf results
    are of; `subject` what the figures are about, where the file does not say. Raises BadImport.
    """
    data = read_bytes(path)
    text = decoded(data)
    chosen = form or recognised(text)
    if system is not None and chosen != "mlperf":
        raise BadImport("a system description goes with MLPerf results only")
    draft: Draft
    if system is not None:
        draft = mlperf.read(text, mlperf.read_system(decoded(read_bytes(system))))
    else:
        draft = FORMATS[chosen](text)
    digest = hashlib.sha256(data).hexdigest()
    return claim_file(
        draft, load_knowledge(), name=path.name, digest=digest, prefix=id_prefix(path.stem), subject=subject
    )


def save(path: Path, text: str) -> None:
    """Write a claim file that is not there yet, with the folders on the way. Raises CannotWrite."""
    if path.is_dir():
        raise CannotWrite(f"{visible(str(path))} is a folder; name a file in it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise CannotWrite(f"{visible(str(path))} cannot be written: {problem.strerror or problem}") from problem
    create(path, text)


def recognised(text: str) -> str:
    """Which of FORMATS a text is. Raises BadImport."""
    start = text.lstrip()[:1]
    if start in ("{", "["):
        data = json_objects(text)[0]
        for name, module in (("vllm", vllm), ("genai-perf", genai_perf), ("mlperf", mlperf)):
            if module.recognises(data):
                return name
        raise BadImport("no tool that is read here writes such JSON (known: " + ", ".join(FORMATS) + ")")
    if huggingface.recognises(text):
        return "huggingface"
    if not text.strip():
        raise BadImport("the file is empty")
    rows = csv_rows(text)
    if genai_perf.recognises_rows(rows):
        return "genai-perf"
    header = rows[0][1]
    for name, table in (("mlperf", mlperf), ("codecarbon", codecarbon)):
        if table.recognises_header(header):
            return name
    raise BadImport("no tool that is read here writes such a file (known: " + ", ".join(FORMATS) + "); name it with --from")
