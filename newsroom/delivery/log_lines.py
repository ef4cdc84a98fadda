"""
Whoever reads a log must not get what a private link opens.

A receipt, a letter's links and a preview are opened by an address alone, and addresses stand in
log lines: Django's warnings, the server's access log, a traceback. What makes such an address
good is the signature in it, so that is what no line of this process holds.
"""

import logging
import re

# As django.core.signing writes one, behind a separator that may be escaped in an address; also
# cut short or with more behind it, as a broken link has it.
_SIGNATURE = re.compile(r"([:.]|%3A|%2E)[\w-]{30,}", re.ASCII | re.IGNORECASE)


def without_signatures(text: str) -> str:
    return _SIGNATURE.sub(r"\1…", text)


class LogLine(logging.LogRecord):
    def __init__(self, *args, **details):
        super().__init__(*args, **details)
        if self.exc_info and self.exc_info[0]:
            traceback = logging.Formatter().formatException(self.exc_info)
            self.exc_text = without_signatures(traceback)  # what formatters then print

    def getMessage(self):
        return without_signatures(super().getMessage())
