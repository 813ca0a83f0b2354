"""How fast texts are read, how the time grows, and, where it can be imported, quantulum3 beside it on the same text.

    python tests/benchmarks/bench_extract.py [FILE...]

Without files the texts are made of the test sentences of both languages. Figures are of one run on one machine: only
the ratios mean something.
"""

import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from extraction_support import sentences

from factcheck.extraction.scanner import extract


def seconds(read, text, rounds=3):
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return best


def made(language, size):
    """A text of about `size` bytes: sentences of the test set with plain prose between them, as articles have it."""
    plain = {"ko": "이 문장에는 숫자가 없고, 기사에서 흔히 보는 설명과 배경이 이어진다. ", "en": "This sentence holds no figure and tells the background, as most of them do in an article. "}[language]
    block = "".join(sentence.text + " " + plain * 2 + "\n" * (i % 3 == 0) for i, sentence in enumerate(sentences(language)))
    return block * max(1, size // len(block.encode()))


def megabytes(text):
    return len(text.encode()) / 1e6


def peer():
    try:
        from quantulum3 import parser
    except ImportError:
        return None
    return parser.parse


def main():
    gc.disable()  # as the command does: mentions are many and none is a cycle
    texts = {path: Path(path).read_bytes().decode("utf-8") for path in sys.argv[1:]} or {name: made(name, 1_000_000) for name in ("ko", "en")}
    for name, text in texts.items():
        took = seconds(extract, text)
        print(f"{name}: {megabytes(text):.2f} MB, {len(extract(text))} mentions, {megabytes(text) / took:.1f} MB/s")
    for language in ("ko", "en"):
        one, ten = made(language, 1_000_000), made(language, 10_000_000)
        growth = seconds(extract, ten) / seconds(extract, one)  # the best of as many rounds: one round is never the best
        print(f"{language}: {megabytes(ten) / megabytes(one):.1f} times the text takes {growth:.1f} times as long")
    other = peer()
    if other is None:
        print("quantulum3 is not installed: nothing to compare with")
        return
    for language in ("ko", "en"):
        text = made(language, 20_000)
        print(f"{language}: quantulum3 takes {seconds(other, text, 1) / seconds(extract, text):.0f} times as long on {megabytes(text):.2f} MB")


if __name__ == "__main__":
    main()
