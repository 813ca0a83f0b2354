"""What the README says is what the program does."""

import re
import subprocess
import sys
from pathlib import Path

from factcheck.report.manual import rule_table
from factcheck.rules import RULES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_rule_table_is_the_one_that_the_program_writes():
    assert rule_table(RULES) in README


def test_its_claim_file_gives_the_findings_that_it_shows(tmp_path):
    (tmp_path / "claims").mkdir()
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    (tmp_path / "claims" / "example.yml").write_text(example, encoding="utf-8")
    shown = re.search(r"```console\n\$ factcheck (.*?)\n(.*?)```", README, re.DOTALL)
    command = [sys.executable, "-m", "factcheck", *shown[1].split(), "--as-of", "2026-11-21"]
    printed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    for line in shown[2].splitlines():
        assert line == "..." or line in printed.stdout.splitlines()
    assert printed.returncode == 1


def test_every_command_of_its_table_is_there():
    helped = subprocess.run([sys.executable, "-m", "factcheck", "--help"], capture_output=True, text=True, check=True)
    commands = re.findall(r"^\| `factcheck (\w+)", README, re.MULTILINE)
    assert commands and all(re.search(rf"^\W*{name}\b", helped.stdout, re.MULTILINE) for name in commands)


def test_the_highlights_are_those_that_the_program_finds():
    command = [sys.executable, "-m", "factcheck", "highlights", "--markdown", "--as-of", "2026-11-21"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert found.stdout.count("\n") == 12
    assert found.stdout in README
