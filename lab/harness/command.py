# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Running other programs, every one of them with a time limit."""

import shlex
import subprocess


class CommandFailed(Exception):
    """A command's exit status was not 0, or it took too long; the text holds its output."""


def run(command, timeout=30, stdin=None):
    """Standard output of `command` (a list). timeout: seconds. Raises CommandFailed."""
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=timeout, check=False)
    except subprocess.TimeoutExpired as late:
        raise CommandFailed(f"{shlex.join(command)}: no end within {timeout} s") from late
    except FileNotFoundError as missing:
        raise CommandFailed(f"{shlex.join(command)}: {missing}") from missing
    if done.returncode != 0:
        raise CommandFailed(f"{shlex.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout
