"""Claim files for benchmarks: seeded, of the forms that real dossiers have."""

import random
from pathlib import Path

SUBJECTS = ("bloom", "gpt3", "llama", "a100", "h100", "rngd")


def workspace(folder: Path, claims: int, files: int, one_subject: float = 0.0, seed: int = 1) -> int:
    """Write `claims` claims into `files` files under `folder`/claims; returns the bytes written.

    `one_subject` is the share of claims that speak of one and the same subject.
    """
    chance = random.Random(seed)
    (folder / "claims").mkdir(parents=True, exist_ok=True)
    written = 0
    each = claims // files
    for number in range(files):
        lines = ["factcheck: 1", f"title: Dossier {number}", "source: factpl-2023-10-26", "speaker: factpl",
                 "conditions: {rest: not stated}", "claims:"]  # fmt: skip
        amounts: list[int] = []
        for index in range(each):
            lines += _claim(chance, number, index, chance.random() < one_subject, amounts)
        text = "\n".join(lines) + "\n"
        written += len(text.encode())
        (folder / "claims" / f"dossier_{number:04}.yml").write_text(text, encoding="utf-8")
    return written


def _claim(chance: random.Random, number: int, index: int, common: bool, amounts: list[int]) -> list[str]:
    name = f"claim_{number}_{index}"
    subject = "bloom" if common else f"{chance.choice(SUBJECTS)} run {number}-{index // 5}"
    amount = chance.randint(1000, 9999)
    form = index % 5
    head = [f"  {name}:", f"    statement: The training run {number}-{index} of this subject was measured by its makers."]
    if form == 3 and index >= 3:
        before = f"claim_{number}_{index - 1}", f"claim_{number}_{index - 2}"
        ratio = amounts[-1] / amounts[-2] * (1.1 if chance.random() < 0.02 else 1)
        return [*head, "    kind: energy", f"    subject: {subject}", f"    value: {ratio:.2f} x",
                f"    baseline: gpt3 run {number}-{index}", f"    equals: {before[0]} / {before[1]}",
                f"    quote: {ratio:.2f}배", f"    at: {index + 1}"]  # fmt: skip
    amounts.append(amount)
    if form == 4:
        return [*head, "    kind: throughput", f"    subject: {subject}", f"    value: {amount} token/s",
                f"    conditions: {{batch_size: {chance.choice((1, 8, 64))}, precision: fp8, model: llama}}",
                f"    period: {chance.randint(2019, 2025)}", f"    quote: {amount} tokens/s", f"    at: {index + 1}"]  # fmt: skip
    return [*head, "    kind: energy", f"    subject: {subject}", f"    value: about {amount / 10:.1f} MWh",
            f"    period: {chance.randint(2019, 2025)}", f"    quote: {amount / 10:.1f}MWh", f"    at: {index + 1}",
            "    conditions:", "      pue: 1.1", f"      location: site {index % 7}"]  # fmt: skip
