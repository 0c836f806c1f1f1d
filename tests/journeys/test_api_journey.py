"""A plan walks from import to signed off against a running stack, without a browser.

Signing needs a second proof, which a token cannot give: the client signs in as docs/api.md says,
with a session, the CSRF token and /step-up/.
"""

import http.cookiejar
import json
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from rectify.core import clock
from rectify.supervisor.stack import CHECKOUT, Stack
from tests.web.api import walk


@dataclass
class Came:
    status: int
    body: Any
    etag: str


class Person:
    """`walk.Api` over plain HTTP: a cookie jar and a few headers, nothing else."""

    def __init__(self, site: str, name: str, password: str) -> None:
        self.site = site
        self.jar = http.cookiejar.CookieJar()
        self.web = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.form("/login/", username=name, password=password)
        self.form("/step-up/", password=password)

    @property
    def token(self) -> str:
        return next(cookie.value or "" for cookie in self.jar if cookie.name == "csrf")

    def form(self, path: str, **fields: str) -> None:
        """One of the two forms of signing in."""
        self.web.open(self.site + path).close()
        sent = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()
        request = urllib.request.Request(self.site + path, sent, {"Referer": self.site + path})
        self.web.open(request).close()

    def get(self, path: str) -> Came:
        return self._send(urllib.request.Request(self._url(path)))

    def post(self, path: str, body: Any, match: str = "", key: str = "") -> Came:
        headers = {"Content-Type": "application/json", **self._writing(match)}
        if key:
            headers["Idempotency-Key"] = key
        sent = json.dumps(body).encode()
        return self._send(urllib.request.Request(self._url(path), sent, headers))

    def upload(self, path: str, fields: Any, file: Any, match: str = "") -> Came:
        line = uuid.uuid4().hex
        parts = b"".join(
            f'--{line}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode()
            for n, v in fields.items()
        )
        head = f'Content-Disposition: form-data; name="file"; filename="{file.name}"'
        parts += f"--{line}\r\n{head}\r\nContent-Type: image/jpeg\r\n\r\n".encode()
        parts += file.read() + f"\r\n--{line}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={line}"}
        headers = {**kind, **self._writing(match)}
        return self._send(urllib.request.Request(self._url(path), parts, headers))

    def _writing(self, match: str) -> dict[str, str]:
        found = {"X-CSRFToken": self.token, "Referer": f"{self.site}/"}
        return {**found, "If-Match": match} if match else found

    def _url(self, path: str) -> str:
        return f"{self.site}/api/v1/{path}"

    def _send(self, request: urllib.request.Request) -> Came:
        try:
            with self.web.open(request) as answer:
                return came(answer)
        except urllib.error.HTTPError as refused:
            return came(refused)


def came(answer: Any) -> Came:
    sent = answer.read()
    return Came(answer.status, json.loads(sent) if sent else {}, answer.headers.get("ETag", ""))


@pytest.fixture(scope="module")
def people(stack: Stack) -> dict[str, Person]:
    names = ("city1", "unit1", "county1", "acceptor1", "province1")
    return {name: Person(stack.url, name, stack.demo_password) for name in names}


def test_a_plan_goes_from_import_to_signed_off(stack, people):
    office = people["city1"]
    walk.open_round(office, "api-journey")
    staged = walk.hand_in(office, "api-journey", walk.PLAN, lambda pk: None)
    done = walk.settle(office, staged)
    assert (done["state"], done["summary"]["new"]) == ("confirmed", 1)
    walk.issue_plan(office, done["plan"], "云办字〔2026〕99号", clock.today().isoformat())
    issue = people["unit1"].get("issues/?round=api-journey").body["results"][0]["id"]
    walk.rectify(people["unit1"], issue)
    path = f"issues/{issue}/"
    walk.act(people["unit1"], path, "approve", {"opinion": "自查通过。"})
    walk.act(people["county1"], path, "approve", {"opinion": "同意。"})
    walk.act(people["acceptor1"], path, "approve", {"answers": walk.answers()})
    walk.act(office, path, "publish", {"phone": "0900-1234567"})
    the_notice_runs_out(stack, office, path)
    walk.act(office, path, "approve", {"opinion": "同意销号。"})
    filed = walk.act(people["province1"], path, "file")
    assert (filed["state"], filed["lamp"]) == ("signed_off", "grey")
    walk.act(office, path, "disclose")
    with urllib.request.urlopen(f"{stack.url}/public/signed-off/") as page:
        assert "青崖县砂石料场违规占用河道" in page.read().decode()


def the_notice_runs_out(stack: Stack, office: Person, path: str) -> None:
    """Ten working days pass at once in the notice's dates; beat's own round then closes it."""
    signoff = office.get(path).body["signoff"]
    with psycopg.connect(stack.environment["DATABASE_URL"]) as line:
        line.execute(
            "UPDATE issues_publicnotice SET opens_on = opens_on - 60, closes_on = closes_on - 60"
            " WHERE id IN (SELECT notice_id FROM issues_noticeline WHERE sign_off_id = %s)",
            [signoff],
        )
    patience = time.monotonic() + 150
    while office.get(path).body["step"] == "notice":
        assert time.monotonic() < patience, "the notice was not closed"
        time.sleep(1)


def test_a_token_reads_but_does_not_sign(stack, people):
    command = [sys.executable, "manage.py", "issue_token", "city1"]
    told = subprocess.run(
        command, cwd=CHECKOUT, env=stack.environment, capture_output=True, text=True, check=True
    )
    secret = json.loads(told.stdout)["token"]
    headers = {"Authorization": f"Bearer {secret}", "If-Match": '"1"'}
    url = f"{stack.url}/api/v1/plans/?state=issued&limit=1"
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
        plan = json.load(answer)["results"][0]
    headers["Content-Type"] = "application/json"
    act = f"{stack.url}/api/v1/plans/{plan['id']}/actions/issue/"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(act, b'{"doc_no": "1"}', headers))
    assert (refused.value.code, json.load(refused.value)["code"]) == (403, "step_up_required")


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning")  # of pytest-base-url
def test_the_documentation_page_keeps_to_the_strict_policy(stack, page):
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{stack.url}/login/")
    page.fill("[name=username]", "county1")
    page.fill("[name=password]", stack.demo_password)
    page.click("[type=submit]")
    page.goto(f"{stack.url}/api/v1/docs/")
    page.wait_for_selector(".opblock-tag", timeout=20_000)
    assert page.get_by_text("督察整改跟踪 Rectify").count() == 1
    assert said == []
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {
        stack.url.removeprefix("http://")
    }
