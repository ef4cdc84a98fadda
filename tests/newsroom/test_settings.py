"""What an installation is, from its environment alone."""

import os
import stat
import subprocess
import sys

import pytest

from newsroom.secret_key import kept_secret_key


def setting(name, tmp_path, **environment):
    """The value of a setting in a process of its own, with nothing but `environment` set."""
    code = f"from newsroom import settings; print(repr(settings.{name}))"
    environment |= {"VAR_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize(("name", "value"), [("DEBUG", "False"), ("DEMO", "False")])
def test_a_silent_environment_is_a_safe_one(name, value, tmp_path):
    assert setting(name, tmp_path) == value


@pytest.mark.parametrize(
    "name", ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
)
def test_an_https_address_makes_everything_secure(name, tmp_path):
    assert setting(name, tmp_path, SITE_URL="https://news.example.org") == "True"


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"HOST": "127.0.0.2", "PORT": "81"}, "http://127.0.0.2:81"),
        ({"HOST": "0.0.0.0"}, "http://127.0.0.1:8000"),
        ({"SITE_URL": "", "PORT": "81"}, "http://127.0.0.1:81"),
        ({"SITE_URL": "https://news.example.org/", "HOST": "10.0.0.1"}, "https://news.example.org"),
    ],
)
def test_the_site_is_found_where_the_server_listens(environment, address, tmp_path):
    assert setting("SITE_URL", tmp_path, **environment) == repr(address)
    assert address.split("/")[2].split(":")[0] in setting("ALLOWED_HOSTS", tmp_path, **environment)


@pytest.mark.parametrize("theme", ["clasic", "../base", ""])
def test_a_theme_that_is_not_there_is_refused_at_once(theme, tmp_path):
    with pytest.raises(subprocess.CalledProcessError) as refused:
        setting("THEME", tmp_path, THEME=theme)

    assert "static/css/themes/ has no such file" in refused.value.stderr


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path):
    key = kept_secret_key(tmp_path)

    assert kept_secret_key(tmp_path) == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
