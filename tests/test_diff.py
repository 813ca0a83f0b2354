"""`factcheck diff`: two states of a workspace compared as claims, the older one straight out of git."""

import json
import os
import re
import subprocess

import pytest
from markdown_it import MarkdownIt
from support import whole
from test_cli import run

DAY = ("--as-of", "2026-01-01")
BASE = """
    use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}
    more: {statement: m., kind: energy, subject: gpt3, value: 866 MWh, equals: use * 2}
"""
# What git is asked to do here depends on no configuration of the machine.
CLEAN = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@e",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@e",
}  # fmt: skip


class Repo:
    def __init__(self, path):
        self.path = path
        path.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.path, env=os.environ | CLEAN, check=True, capture_output=True, text=True).stdout

    def write(self, text, name="claims/a.yml"):
        target = self.path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(whole(text), encoding="utf-8")
        return self

    def commit(self):
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "c")
        return self

    def diff(self, *arguments, cwd="."):
        done = run("diff", *arguments, "--format", "json", *DAY, cwd=self.path / cwd)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def text(self, *arguments):
        return run("diff", *arguments, *DAY, cwd=self.path).stdout


@pytest.fixture
def repo(tmp_path):
    return Repo(tmp_path / "repo").write(BASE).commit()


def fields(change):
    return {field["field"]: (field["old"], field["new"]) for field in change["fields"]}


def only(items):
    (item,) = items
    return item


def test_nothing_differs_where_nothing_was_edited(repo):
    data = repo.diff()
    assert (data["schema"], data["new"]) == ("factcheck-diff/1", None)
    assert data["old"] == {"revision": "HEAD", "commit": repo.git("rev-parse", "HEAD").strip()}
    assert data["summary"] == {"added": 0, "removed": 0, "changed": 0, "affected": 0, "same": 2, "findings": {"new": 0, "gone": 0}}
    assert repo.text() == "0 claims added, 0 removed, 0 changed, 0 affected, 2 as before; 0 findings new, 0 gone\n"


@pytest.mark.parametrize(
    "text",
    [
        "\n# moved down\n" + whole(BASE), BASE.replace("433 MWh", "433  MWh"), BASE.replace("subject: bloom", "subject: BLOOM"),
        BASE.replace("433 MWh", "433 megawatt hours"), BASE.replace("statement: s.", "statement: 's.'"),
        whole(BASE).replace("claims:\n", "kind: energy\nclaims:\n").replace("kind: energy, ", ""),
        BASE.replace("433 MWh", "0.433 GWh"),
    ],
)  # fmt: skip
def test_what_says_the_same_is_no_change(repo, text):
    assert repo.write(text).diff()["summary"]["same"] == 2


def test_added_and_removed_claims_are_shown_whole(repo):
    repo.write("use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}\nx: {statement: n., kind: energy, subject: a, value: 1 kWh}")
    data = repo.diff()
    added, removed = only(data["added"]), only(data["removed"])
    assert (added["id"], added["statement"], added["line"], added["value"]["text"]) == ("x", "n.", 4, "1 kWh")
    assert (removed["id"], removed["standing"]) == ("more", "consistent")
    assert "unrecorded-condition" in [finding["rule"] for finding in added["findings"]]
    text = repo.text()
    assert "added    x (claims/a.yml:4:3): 1 kWh (energy of a), unchecked\n" in text
    assert "removed  more (claims/a.yml): 866 MWh (energy of gpt3), consistent\n" in text


def test_a_changed_value_brings_what_it_breaks(repo):
    change = only(repo.write(BASE.replace("866", "999")).diff()["changed"])
    assert (change["id"], fields(change)) == ("more", {"value": ("866 MWh", "999 MWh")})
    assert change["standing"] == {"old": "consistent", "new": "contradicted"}
    assert only(change["findings"]["new"])["rule"] == "equation-fails" and not change["findings"]["gone"]


def test_a_claim_that_was_not_edited_is_affected_by_one_that_was(repo):
    data = repo.write(BASE.replace("433", "500")).diff()
    use, more = sorted(data["changed"], key=lambda change: change["id"] == "more")
    assert fields(use) == {"value": ("433 MWh", "500 MWh")} and not more["fields"]
    assert more["standing"]["new"] == "contradicted" and data["summary"]["affected"] == 1
    assert re.search(r"^affected more .*\n    standing: consistent -> contradicted\n  \+ error equation-fails: ", repo.text(), re.MULTILINE)


@pytest.mark.parametrize(("new", "field"), [("433.0 MWh", "digits"), ("433 MWh/year", "value"), ("about 433 MWh", "value"), ("433 kWh", "value")])
def test_more_digits_are_told_from_another_value(repo, new, field):
    change = only(c for c in repo.write(BASE.replace("433 MWh", new)).diff()["changed"] if c["id"] == "use")
    assert list(fields(change)) == [field]
    if field == "digits":
        assert fields(change)["digits"] == ("433 MWh (432.5 to 433.5 MWh)", "433.0 MWh (432.95 to 433.05 MWh)")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("conditions: {pue: 1.2}", {"conditions.pue": (None, "1.2")}),
        ("conditions: {pue: not stated}", {"conditions.pue": (None, "not stated")}),
        ("conditions: {rest: not stated}", {"conditions.rest": (None, "not stated")}),
        ("period: 2022", {"period": (None, "2022")}),
        ("status: not stated", {"status": (None, "not stated")}),
        ("review: {verdict: wrong, by: desk, on: 2026-01-01}", {"verdict": (None, "wrong"), "review": (None, "by desk on 2026-01-01")}),
        ("notes: n", {"notes": (None, "n")}),
        ("also: 433000 kWh", {"also": (None, "433000 kWh")}),
        ("baseline: gpt3", {"baseline": (None, "gpt3")}),
    ],
)  # fmt: skip
def test_every_key_of_a_claim_may_change(repo, keys, expected):
    plain = "use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}"
    repo.write(plain).commit().write(plain[:-1] + f", {keys}}}")
    assert fields(only(repo.diff()["changed"])) == expected
    back = repo.commit().write(plain).diff()
    assert fields(only(back["changed"])) == {name: pair[::-1] for name, pair in expected.items()}


def test_a_condition_that_is_filled_in_goes_by_its_name(repo):
    change = only(repo.write(BASE.replace("433 MWh", "433 MWh, conditions: {pue: 1.2, excluded: storage}")).diff()["changed"])
    (gone,) = change["findings"]["gone"]
    assert (gone["rule"], sorted(gone["message"].split(", "))) == ("unrecorded-condition", ["excluded", "pue"])


def test_a_new_verdict_and_a_waiver_are_shown(repo):
    repo.write(BASE.replace("866", "999")).commit()
    repo.write(whole(BASE.replace("866", "999")) + "waivers:\n  - {claim: more, rule: equation-fails, reason: known, by: desk}\n")
    data = repo.diff()
    assert only(data["relations_and_waivers"]) == {
        "how": "added", "sort": "waiver", "name": "more equation-fails", "text": "known, by desk", "file": "claims/a.yml",
    }  # fmt: skip
    change = only(data["changed"])
    assert (only(change["findings"]["new"])["waived"], only(change["findings"]["gone"])["waived"]) == (True, False)
    assert change["standing"] == {"old": "contradicted", "new": "consistent"}


def test_relations_are_compared_by_id(repo):
    related = whole(BASE) + "relations:\n  o: {order: [more, use]}\n"
    added = only(repo.write(related).diff()["relations_and_waivers"])
    assert (added["how"], added["name"], added["text"]) == ("added", "o", "order: more, use")
    changed = only(repo.commit().write(related.replace("[more, use]", "[use, more]")).diff()["relations_and_waivers"])
    assert (changed["how"], changed["text"]) == ("changed", "order: more, use -> order: use, more")


# ---- Renames ---------------------------------------------------------------------------------------------------------


def test_a_renamed_file_is_followed(repo):
    (repo.path / "claims/a.yml").rename(repo.path / "claims/b.yml")
    data = repo.diff()
    assert data["files"] == [{"old": "claims/a.yml", "new": "claims/b.yml"}] and data["summary"]["same"] == 2
    assert "file     claims/a.yml -> claims/b.yml\n" in repo.text()


def test_a_claim_that_moves_alone_is_moved(repo):
    repo.write("more: {statement: m., kind: energy, subject: gpt3, value: 866 MWh, equals: use * 2}", "claims/b.yml")
    repo.write("use: {statement: s., kind: energy, subject: bloom, value: 433 MWh}")
    data = repo.diff()
    change = only(data["changed"])
    assert (change["id"], change["came_from"], change["fields"], data["files"]) == ("more", "claims/a.yml", [], [])
    assert re.search(r"^moved    more ", repo.text(), re.MULTILINE)


def test_a_renamed_claim_is_followed_with_what_names_it(repo):
    repo.write(whole(BASE) + "relations:\n  o: {order: [more, use]}\n").commit()
    repo.write(whole(BASE).replace("use", "bloom_use") + "relations:\n  o: {order: [more, bloom_use]}\n")
    data = repo.diff()
    change = only(data["changed"])
    assert (change["id"], change["was"], change["fields"]) == ("bloom_use", "use", [])
    assert data["summary"] | {"findings": None} == {"added": 0, "removed": 0, "changed": 1, "affected": 0, "same": 1, "findings": None}
    assert data["relations_and_waivers"] == [] and data["summary"]["findings"] == {"new": 0, "gone": 0}


def test_a_chain_of_renamed_claims_is_followed(repo):
    chain = "a: {statement: s., kind: energy, subject: x, value: 1 kWh}\n" + "".join(
        f"{two}: {{statement: s., kind: energy, subject: x, value: 1 kWh, equals: {one}}}\n" for one, two in ("ab", "bc", "cd")
    )
    repo.write(chain).commit()
    repo.write(re.sub(r"\b([abcd])(?=:|\})", r"new_\1", chain))
    assert {change["was"]: change["id"] for change in repo.diff()["changed"]} == {n: f"new_{n}" for n in "abcd"}


def test_a_chain_is_followed_whichever_claim_stands_first(repo):
    chain = "".join(
        f"{two}: {{statement: s., kind: energy, subject: x, value: 1 kWh, equals: {one}}}\n" for one, two in reversed(("ab", "bc", "cd"))
    ) + "a: {statement: s., kind: energy, subject: x, value: 1 kWh}\n"
    repo.write(chain).commit()
    repo.write(re.sub(r"\b([abcd])(?=:|\})", r"new_\1", chain))
    data = repo.diff()
    assert {change["was"]: change["id"] for change in data["changed"]} == {n: f"new_{n}" for n in "abcd"} and not data["added"]


def test_of_two_files_made_one_the_first_is_renamed_and_the_claims_of_the_other_moved(repo):
    repo.write("b: {statement: s., kind: energy, subject: x, value: 1 kWh}", "claims/b.yml").commit()
    both = whole(BASE) + "  b: {statement: s., kind: energy, subject: x, value: 1 kWh}\n"
    for name in ("a", "b"):
        (repo.path / f"claims/{name}.yml").unlink()
    data = repo.write(both, "claims/c.yml").diff()
    assert data["files"] == [{"old": "claims/a.yml", "new": "claims/c.yml"}]
    assert [(change["id"], change["came_from"]) for change in data["changed"]] == [("b", "claims/b.yml")]


def test_a_renamed_claim_that_also_changed_is_another_claim(repo):
    repo.write(BASE.replace("more:", "larger:").replace("866", "867"))
    data = repo.diff()
    assert (only(data["added"])["id"], only(data["removed"])["id"]) == ("larger", "more")


def test_two_that_say_the_same_are_not_made_one(repo):
    repo.write("a: {statement: s., kind: energy, subject: x, value: 1 kWh}\nb: {statement: s., kind: energy, subject: x, value: 1 kWh}").commit()
    data = repo.write("c: {statement: s., kind: energy, subject: x, value: 1 kWh}").diff()
    assert len(data["changed"]) == 1 and len(data["removed"]) == 1 and not data["added"]


# ---- Revisions -------------------------------------------------------------------------------------------------------


def test_any_revision_is_read_and_nothing_is_checked_out(repo):
    repo.git("tag", "-a", "-m", "t", "v1")
    repo.git("checkout", "-q", "-b", "side")
    repo.write(BASE.replace("866", "867")).commit()
    repo.write(BASE.replace("866", "868"))
    (repo.path / "claims/untracked.yml").write_text("factcheck: 1\nclaims: {u: {statement: s., kind: energy, subject: x, value: 1 kWh}}\n", encoding="utf-8")
    before = repo.git("status", "--porcelain")
    for revision, old in (("main", "866"), ("v1", "866"), ("HEAD", "867"), ("HEAD~1", "866"), (repo.git("rev-parse", "main").strip()[:10], "866")):
        data = repo.diff(revision)
        assert fields(only(data["changed"]))["value"] == (f"{old} MWh", "868 MWh"), revision
        assert only(data["added"])["id"] == "u"
    assert repo.git("status", "--porcelain") == before


def test_two_revisions_are_compared_with_two_dots_and_from_their_fork_with_three(repo):
    repo.git("checkout", "-q", "-b", "side")
    repo.write(BASE.replace("866", "867")).commit()
    repo.git("checkout", "-q", "main")
    repo.write(BASE.replace("433", "434")).commit()
    two, three = repo.diff("main..side"), repo.diff("main...side")
    assert {c["id"] for c in two["changed"]} == {"use", "more"} and {c["id"] for c in three["changed"]} == {"more"}
    assert three["new"]["revision"] == "side" and three["old"]["commit"] == repo.git("merge-base", "main", "side").strip()
    assert {c["id"] for c in repo.diff("..side")["changed"]} == {"use", "more"}


def test_a_workspace_inside_a_repository_and_its_own_seeds(repo):
    repo.write(BASE, "desk/claims/x.yml").commit()
    (repo.path / "desk/seeds").mkdir()
    (repo.path / "desk/seeds/entities.yml").write_text("entities:\n  my_model: {name: My model, aliases: [bloom x]}\n", encoding="utf-8")
    repo.write(BASE.replace("bloom", "bloom x"), "desk/claims/x.yml").commit()
    repo.write(BASE.replace("bloom", "my model"), "desk/claims/x.yml")
    assert repo.diff("HEAD", cwd="desk")["summary"]["same"] == 2
    assert repo.diff("HEAD", "desk/claims")["summary"]["same"] == 2
    assert fields(repo.diff("HEAD~1", "desk/claims/x.yml")["changed"][0])["subject"] == ("bloom", "my_model")


def test_paths_narrow_what_is_compared(repo):
    repo.write("b: {statement: s., kind: energy, subject: x, value: 1 kWh}", "claims/b.yml").commit()
    repo.write(BASE.replace("866", "867")).write("b: {statement: s., kind: energy, subject: x, value: 2 kWh}", "claims/b.yml")
    assert [change["id"] for change in repo.diff("HEAD", "claims/b.yml")["changed"]] == ["b"]


def test_a_revision_before_there_were_claims_is_empty(tmp_path):
    repo = Repo(tmp_path / "r")
    (repo.path / "README").write_text("x", encoding="utf-8")
    data = repo.commit().write(BASE).diff()
    assert data["summary"]["added"] == 2


def test_a_broken_file_of_the_past_is_still_read(repo):
    (repo.path / "claims/a.yml").write_text("factcheck: 1\nclaims:\n  use: {statement: s., kind: energy, subject: bloom, value: 433 zork}\n", encoding="utf-8")
    repo.commit().write(BASE)
    data = repo.diff()
    assert data["summary"]["added"] == 2
    assert only(only(data["file_findings"])["findings"]["gone"])["rule"] == "unknown-unit"


def test_links_and_strange_names_of_the_past_are_harmless(repo, tmp_path):
    secret = tmp_path / "secret.yml"
    secret.write_text(whole("s: {statement: s., kind: energy, subject: x, value: 1 kWh}"), encoding="utf-8")
    (repo.path / "claims/link.yml").symlink_to(secret)
    (repo.path / "claims/dir").symlink_to(tmp_path)
    repo.write("k: {statement: s., kind: energy, subject: x, value: 1 kWh}", "claims/공 백\t1.yml").commit()
    (repo.path / "claims/공 백\t1.yml").unlink()
    data = repo.diff()
    assert only(data["removed"])["file"] == "claims/공 백\\u00091.yml"
    assert secret.exists() and {claim["id"] for claim in data["removed"]} == {"k"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nonsense",), "git knows no revision nonsense"), (("claims",), "paths stand behind a revision"), (("",), "no name of a revision"),
        (("main..nonsense",), "git knows no revision nonsense"), (("HEAD:claims",), "git knows no revision"), (("HEAD", "nowhere.yml"), "there is no nowhere.yml"),
        (("--", "--output=x"), "no name of a revision"), (("HEAD\n::error::x",), "\\u000a"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_exit_2(repo, arguments, words):
    done = run("diff", *arguments, cwd=repo.path)
    assert (done.returncode, done.stdout) == (2, "") and words in done.stderr
    assert len(done.stderr.splitlines()) == 1 and "internal error" not in done.stderr


def test_without_a_repository_or_git_it_says_so(tmp_path, repo):
    (tmp_path / "plain/claims").mkdir(parents=True)
    (tmp_path / "plain/claims/a.yml").write_text(whole(BASE), encoding="utf-8")
    done = run("diff", cwd=tmp_path / "plain", env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert done.returncode == 2 and "is in no git repository" in done.stderr
    done = run("diff", cwd=repo.path, env={"PATH": str(tmp_path)})
    assert done.returncode == 2 and "git cannot be run" in done.stderr and not done.stdout


# ---- Forms -----------------------------------------------------------------------------------------------------------


def test_markdown_shows_the_claims_and_text_stays_text(repo):
    hostile = json.dumps("<script>x</script> [c](javascript:d) @all | *b*\x01")
    repo.write(BASE.replace("statement: m.", f"statement: {hostile}, notes: {hostile}").replace("866", "999"))
    text = run("diff", "--format", "markdown", *DAY, cwd=repo.path).stdout
    page = MarkdownIt("commonmark", {"html": True}).render(text).replace("<!-- -->", "")
    assert set(re.findall(r"</?(\w+)", page)) <= {"h3", "p", "strong", "ul", "li", "code"}
    assert "<strong>changed</strong> <code>more</code>" in page and "value: 866 MWh -&gt; 999 MWh" in page
    assert "new: 🔴 error <code>equation-fails</code>" in page and "@<!-- -->all" in text and "\x01" not in text


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_same_input_gives_the_same_bytes(repo, form):
    repo.write(BASE.replace("866", "999"))
    assert len({run("diff", "--format", form, *DAY, cwd=repo.path).stdout for _ in range(2)}) == 1
