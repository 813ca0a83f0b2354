"""`factcheck serve`: the report at an address of this machine, made anew when a file changes."""

import http.client
import threading

import pytest
from test_report import SAMPLE, reviewed

from factcheck.files.writer import CannotWrite
from factcheck.report.pages import Pages
from factcheck.report.serving import _Server, stamp
from factcheck.rules import RULES


@pytest.fixture
def server(tmp_path):
    running = _Server(0)
    running.show(Pages(reviewed(tmp_path, {"claims/a.yml": SAMPLE}), RULES, "en", live=True))
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def get(server, path, host=None):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), dict(answer.getheaders())
    connection.close()
    return found


def test_pages_and_data_are_served(server):
    for path, text in (("/", "ten times"), ("/claims/tenfold.html", "equation-fails"), ("/data/claims.csv", "tenfold"),
                       ("/style.css", ":root"), ("/claims.js", "factcheckClaims"), ("/~live.js", "~version")):  # fmt: skip
        status, body, headers = get(server, path)
        assert (status, text in body) == (200, True), path
        assert headers["Cache-Control"] == "no-store"


def test_pages_may_ask_only_this_server(server):
    policy = get(server, "/claims/tenfold.html")[1].split('content="default-src', 1)[1].split('">', 1)[0]
    assert "connect-src 'self'" in policy
    assert "unsafe" not in policy


def test_nothing_else_is_served(server):
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/claims/", "/claims/a.yml", "//etc/passwd", "/.factcheck-report"):
        assert get(server, path)[0] == 404, path


def test_another_name_of_this_machine_is_refused(server):
    assert get(server, "/", host="evil.example:80")[0] == 403
    assert get(server, "/", host="localhost:80")[0] == 200


def test_version_changes_with_the_pages(server, tmp_path):
    before = get(server, "/~version")[1]
    server.show(Pages(reviewed(tmp_path, {"claims/a.yml": SAMPLE.replace("ten times", "some ten times")}), RULES, "en", live=True))
    assert get(server, "/~version")[1] != before
    assert "some ten times" in get(server, "/claims/tenfold.html")[1]


def test_files_are_watched(tmp_path):
    (tmp_path / "claims").mkdir()
    empty = stamp([tmp_path / "claims", tmp_path / "seeds"])
    file = tmp_path / "claims" / "a.yml"
    file.write_text("factcheck: 1")
    one = stamp([tmp_path / "claims", tmp_path / "seeds"])
    file.write_text("factcheck: 1  ")
    two = stamp([tmp_path / "claims", tmp_path / "seeds"])
    assert len({empty, one, two}) == 3


def test_port_in_use_is_told(server):
    with pytest.raises(CannotWrite, match="--port 0"):
        _Server(server.server_port)
