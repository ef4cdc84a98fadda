"""The signing key of an installation that was given none: made once, kept beside its data."""

import contextlib
import tempfile
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def kept_secret_key(folder: Path) -> str:
    """
    Return the key kept in `folder`, making it on first use, readable by its owner only.

    Several machines that serve one site must share one: set SECRET_KEY there.
    """
    file = folder / "secret_key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder) as new:  # mode 0600
            new.write(get_random_secret_key())
            new.flush()
            # Linking a finished file: two processes starting at once agree on the first one's key.
            with contextlib.suppress(FileExistsError):
                file.hardlink_to(new.name)
    return file.read_text()
