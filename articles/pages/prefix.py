"""Readers' pages under another address: every link and picture on them then begins with it."""

from contextlib import contextmanager

from django.urls import get_script_prefix, set_script_prefix


@contextmanager
def prefixed(prefix: str):
    """Inside, every address that is built begins with `prefix`, which begins and ends with "/"."""
    usual = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(usual)
