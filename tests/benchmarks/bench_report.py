"""The speed and size of `factcheck report`: python tests/benchmarks/bench_report.py [CLAIMS].

What is measured side by side: the report of generated claims beside a check of the same claims, by wall clock and by
processor time; the largest pages; and, where Chromium and playwright are to be had, how soon the overview opens and how
soon the search over all claims answers.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench_check import PROGRAM, run
from generate import workspace

ANSWER = """
() => {
  const box = document.querySelector(".finder input");
  const times = [];
  for (const text of ["b", "bl", "bloom", "bloom measured", "zzz", ""]) {
    const start = performance.now();
    box.value = text;
    box.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    times.push(performance.now() - start);
  }
  return Math.max(...times);
}
"""


def main(claims: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place, out = Path(folder) / "work", Path(folder) / "report"
        workspace(place, claims, max(claims // 100, 1), one_subject=1 / 3)
        check = run([*PROGRAM, "check", str(place / "claims")])
        report = run([*PROGRAM, "report", str(place / "claims"), "-o", str(out), "--lang", "en"])
        print(f"report, {claims} claims      {report[0]:.1f} s (bar 15 for 10,000), {report[0] / check[0]:.1f} x a check "
              f"({report[1]:.1f} s of processor time, {report[1] / check[1]:.1f} x; peak {report[2] / 1e3:.0f} MB)")  # fmt: skip
        pages = {path: path.stat().st_size for path in out.rglob("*") if path.is_file()}
        print(f"written                   {len(pages)} files, {sum(pages.values()) / 1e6:.0f} MB")
        lists = [size for path, size in pages.items() if path.name.startswith("claims") and path.suffix == ".html" and path.parent == out]
        rows = min(claims, 500)
        print(f"list of claims            {max(lists) / rows * 1000 / 1e6:.2f} MB for 1,000 claims (bar 1), on pages of {rows}")
        for path in sorted(pages, key=lambda path: -pages[path])[:3]:
            print(f"largest                   {path.relative_to(out)} {pages[path] / 1e6:.2f} MB")
        in_browser(out)


def in_browser(out: Path) -> None:
    program = os.environ.get("FACTCHECK_CHROMIUM") or shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        print("browser                   none here")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for name in ("index.html", "claims.html"):
            start = time.perf_counter()
            page.goto((out / name).as_uri())
            opened = time.perf_counter() - start
            answer = page.evaluate(ANSWER)
            print(f"{name:<25} opens in {opened:.2f} s (bar 1), the search answers in at most {answer:.0f} ms (bar 100)")
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
