# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Karaf's shell over ssh, as an operator on the DPU uses it."""

import os
import re
import stat
import subprocess

from harness import credentials
from harness.command import run
from harness.credentials import ADMIN
from harness.karaf import RUN
from harness.wait import until

_PORT = "8101"


def karaf(namespace, command, timeout=120, user=ADMIN, password=None):
    """The output of one shell command. Raises CommandFailed; an unknown command and a refused login are failures too."""
    return run(_ssh(namespace, command, user=user, password=password), timeout)


def typed(namespace, keys, awaited, within=40):
    """Type `keys` in an interactive shell; returns what the screen has got when it has `awaited`."""
    with subprocess.Popen(_ssh(namespace, "-tt"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as terminal:
        screen = Screen(terminal.stdout)
        try:
            until(screen.text, lambda text: "@root" in text, within, "the shell's prompt")
            terminal.stdin.write(keys.encode())
            terminal.stdin.flush()
            return until(screen.text, lambda text: awaited in text, within, f"the shell shows {awaited!r} after {keys!r}")
        finally:
            terminal.kill()


class Screen:
    """What has come so far, without the terminal's control sequences."""

    def __init__(self, stream):
        self._stream = stream
        self._seen = b""
        os.set_blocking(stream.fileno(), False)

    def text(self):
        self._seen += self._stream.read() or b""
        return re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>])|\r", "", self._seen.decode(errors="replace"))


def _ssh(namespace, *command, user=ADMIN, password=None):
    answer = RUN / "ssh-askpass"  # ssh reads a password from a terminal or from such a program
    answer.write_text("#!/bin/sh\necho \"$LAB_PASSWORD\"\n", encoding="utf-8")
    answer.chmod(answer.stat().st_mode | stat.S_IXUSR)
    environment = [f"LAB_PASSWORD={password or credentials.password(user)}", f"SSH_ASKPASS={answer}", "SSH_ASKPASS_REQUIRE=force"]
    options = [each for each in command if each.startswith("-")]
    return namespace.inside([
        "env", *environment, "ssh", *options, "-p", _PORT, "-o", "StrictHostKeyChecking=no",
        "-o", f"UserKnownHostsFile={os.devnull}", "-o", "LogLevel=ERROR", "-o", "NumberOfPasswordPrompts=1",
        "-o", "ConnectTimeout=5", f"{user}@127.0.0.1", *(each for each in command if each not in options)])
