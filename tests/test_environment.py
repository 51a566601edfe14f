"""Secrets stay with whoever runs this: not in steps, notebooks, trials, nor in what is said."""

import os
import sys

import pytest
import requests

from gipi.machine.environment import without_credentials, without_secrets
from gipi.versions import trial
from gipi.versions.package_index import IndexProblem
from recorded import connect
from small import step

SECRET = {
    "GITHUB_TOKEN": "x",
    "GH_TOKENS": "x",
    "AWS_SECRET_ACCESS_KEY": "x",
    "AWS_ACCESS_KEY_ID": "x",
    "OPENAI_API_KEY": "x",
    "APIKEY": "x",
    "PGPASSWORD": "x",
    "MYSQL_PWD": "x",
    "DB_PASS": "x",
    "npm_config__auth": "x",
    "GOOGLE_APPLICATION_CREDENTIALS": "x",
    "SSH_AUTH_SOCK": "x",
    "DATABASE_URL": "postgres://reader:x@db.test/all",
}
PLAIN = {
    "PATH": "/bin",
    "PWD": "/",
    "OLDPWD": "/",
    "HOME": "/home/reader",
    "KERAS_BACKEND": "tensorflow",
    "TOKENIZERS_PARALLELISM": "false",
    "MONKEY": "business",
    "PIP_INDEX_URL": "https://reader:x@index.test/simple/",
    "https_proxy": "http://reader:x@proxy.test:3128",
}


def test_what_is_named_like_a_secret_or_holds_one_is_left_out():
    assert without_secrets(SECRET | PLAIN) == PLAIN


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("404 for url: https://reader:x@index.test/simple/", "404 for url: https://index.test/simple/"),
        ("https://token@index.test", "https://index.test"),
        ("https://reader:p@ss@index.test/a@b", "https://index.test/a@b"),
        ("mail a@b.test, see https://index.test/@scope", "mail a@b.test, see https://index.test/@scope"),
    ],
)
def test_no_address_says_who_asks(text, shown):
    assert without_credentials(text) == shown


def test_a_step_does_not_see_the_environment_that_is_switched_on(running, monkeypatch):
    """`uv pip install` would fill that one, not the page's own."""
    monkeypatch.setenv("VIRTUAL_ENV", "/somewhere")
    running.snippet("a.py", look="import os\nprint('VIRTUAL_ENV' in os.environ)")
    running.steps("look")
    running.test("docs/ko", "--update-outputs").assert_outcomes(passed=2)
    assert "False\n" in running.read("snippets/a.txt")


def test_a_step_does_not_see_tokens(running, monkeypatch):
    for name, value in SECRET.items():
        monkeypatch.setenv(name, value)
    look = f"import os\nprint(sorted({[*SECRET]} & os.environ.keys()))"
    running.snippet("a.py", look=look.replace("[", "{").replace("]", "}"))
    running.snippet("a.sh", look2='echo "${GITHUB_TOKEN-none}"')
    running.page(step("look") + "\n" + step("look2", language="bash"))
    running.test("docs/ko", "--update-outputs").assert_outcomes(passed=3)
    assert "[]\n" in running.read("snippets/a.txt") and "\nnone\n" in running.read("snippets/a.txt")
    assert os.environ["GITHUB_TOKEN"] == "x"


def test_a_trial_does_not_see_tokens(monkeypatch, tmp_path):
    for name, value in SECRET.items():
        monkeypatch.setenv(name, value)
    assert not SECRET.keys() & trial.environment(tmp_path, tmp_path)


def test_what_an_installer_says_names_nobody(monkeypatch, tmp_path):
    said = "print('trouble at https://reader:x@index.test/simple/', file=sys.stderr)"
    command = [sys.executable, "-c", f"import sys; {said}"]
    assert trial.run(command, tmp_path, {**os.environ}).stderr == "trouble at https://index.test/simple/\n"


@pytest.mark.parametrize("error", [requests.HTTPError, requests.JSONDecodeError])
def test_an_index_that_fails_names_nobody(there, error):
    def fail(request, **_):
        address = "404 Client Error for url: https://reader:x@index.test/simple/"
        raise error(address, "{", 0) if error is requests.JSONDecodeError else error(address)

    there.send = fail
    with pytest.raises(IndexProblem) as raised:
        connect(there).wheels("keras")
    assert "index.test" in str(raised.value) and "reader" not in str(raised.value)
    assert raised.value.__cause__ is None and raised.value.__suppress_context__
