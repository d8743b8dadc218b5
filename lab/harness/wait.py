# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Waiting for a condition with a deadline; the only place of the lab that pauses."""

import time

from harness.command import CommandFailed

POLL_SECONDS = 0.05


class DeadlinePassed(AssertionError):
    """A condition did not hold in time; the text says what was awaited and what was seen last."""


def until(probe, holds, within, what, poll=POLL_SECONDS):
    """Call `probe` until `holds(its value)`, return that value.

    probe: no arguments; a CommandFailed it raises counts as "not yet" and is what was seen.
    within: seconds. Raises DeadlinePassed with the last value seen.
    """
    deadline = time.monotonic() + within
    while True:
        try:
            seen = probe()
            if holds(seen):
                return seen
        except CommandFailed as failed:
            seen = failed
        if time.monotonic() >= deadline:
            raise DeadlinePassed(f"{what}: not within {within} s; last seen: {seen}")
        time.sleep(poll)


def throughout(probe, holds, during, what, poll=POLL_SECONDS):
    """Assert that `holds(probe())` stays true for `during` seconds: for what must NOT happen."""
    deadline = time.monotonic() + during
    while time.monotonic() < deadline:
        seen = probe()
        if not holds(seen):
            raise AssertionError(f"{what}: no longer so; seen: {seen}")
        time.sleep(poll)


def pause(seconds):
    """The pace of a measurement; never instead of awaiting something."""
    time.sleep(seconds)
