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


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path):
    key = kept_secret_key(tmp_path)

    assert kept_secret_key(tmp_path) == key
    assert len(key) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
