# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What the lab tells the person watching it, as it happens."""

import sys
import time

_STARTED = time.monotonic()


def say(text):
    """One line with the seconds since the lab began."""
    print(f"[{time.monotonic() - _STARTED:7.2f}s] {text}", flush=True)


def show(title, text):
    """A command's output as it came, indented below its title."""
    say(title)
    for line in text.rstrip("\n").split("\n"):
        print(f"            {line}", flush=True)


def warn(text):
    """Something the person should know although the lab goes on."""
    print(f"[{time.monotonic() - _STARTED:7.2f}s] warning: {text}", file=sys.stderr, flush=True)
