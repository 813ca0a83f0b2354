"""`factcheck import`"""

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer


class Tool(enum.StrEnum):
    vllm = "vllm"
    genai_perf = "genai-perf"
    mlperf = "mlperf"
    codecarbon = "codecarbon"
    huggingface = "huggingface"


def import_(
    file: Annotated[Path, typer.Argument(help="A result file: JSON, CSV, or a model card.")],
    tool: Annotated[Tool | None, typer.Option("--from", help="The tool that wrote it (default: told by its content).")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to write, such as claims/run.yml (default: stdout).")
    ] = None,
    subject: Annotated[
        str | None, typer.Option(help="What was measured, such as h100, where the file does not say.")
    ] = None,
    system: Annotated[
        Path | None, typer.Option(help="The system description (JSON) that goes with MLPerf results.")
    ] = None,
) -> None:
    """Make a claim file of what a measuring tool wrote: figures, the conditions that the file holds, and its gaps.

    Reads vLLM serving benchmarks, GenAI-Perf and AIPerf profiles, MLPerf Inference results and system descriptions,
    CodeCarbon runs, and the emissions on Hugging Face model cards. What a file does not say becomes `not stated`.
    Exit code 0: written; 2: not.
    """
    from factcheck.files.importers.formats import imported, save
    from factcheck.files.importers.reading import BadImport
    from factcheck.files.writer import CannotWrite
    from factcheck.model.names import visible

    try:
        text = imported(file, tool.value if tool is not None else None, system, subject)
        if output is None:
            print(text, end="")
        else:
            save(output, text)
            print(visible(str(output)))
    except BadImport as problem:
        print(f"factcheck: cannot import {visible(str(file))}: {problem}", file=sys.stderr)
        raise typer.Exit(2) from problem
    except CannotWrite as problem:
        print(f"factcheck: {problem}", file=sys.stderr)
        raise typer.Exit(2) from problem
