# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Karaf's shell over ssh, as an operator on the DPU uses it."""

import os
import stat

from harness.command import run
from harness.karaf import RUN

_USER, _PORT = "karaf", "8101"


def karaf(namespace, command, timeout=120):
    """The output of one shell command. Raises CommandFailed; an unknown command is a failure too."""
    answer = RUN / "ssh-askpass"  # ssh reads a password from a terminal or from such a program
    answer.write_text("#!/bin/sh\necho karaf\n", encoding="utf-8")
    answer.chmod(answer.stat().st_mode | stat.S_IXUSR)
    environment = [f"SSH_ASKPASS={answer}", "SSH_ASKPASS_REQUIRE=force"]
    return run(namespace.inside([
        "env", *environment, "ssh", "-p", _PORT, "-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={os.devnull}",
        "-o", "LogLevel=ERROR", "-o", "NumberOfPasswordPrompts=1", "-o", "ConnectTimeout=5",
        f"{_USER}@127.0.0.1", command]), timeout)
