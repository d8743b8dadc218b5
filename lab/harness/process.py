# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A program kept running in a namespace with a directory of its own, and ended by its process group."""

import os
import signal
import subprocess

from harness.command import CommandFailed
from harness.report import warn
from harness.wait import DeadlinePassed, until


class Process:
    """One program. It gets its own session, so that all it forks ends with it and Ctrl-C does not reach it."""

    def __init__(self, namespace, name, command, log, environment=None, directory=None):
        self.namespace = namespace
        self.name = name
        self.command = command
        self.log = log
        self._environment = environment or {}
        self._directory = directory
        self._process = None

    def start(self):
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with open(self.log, "ab") as output:
            self._process = subprocess.Popen(self.namespace.inside(self.command), stdin=subprocess.DEVNULL,
                                             stdout=output, stderr=output, start_new_session=True,
                                             cwd=self._directory, env={**os.environ, **self._environment})

    def running(self):
        return self._process is not None and self._process.poll() is None

    def require_running(self):
        if not self.running():
            raise CommandFailed(f"{self.name} is not running; the end of {self.log}:\n{self.log_tail()}")

    def stop(self, within=10):
        """Terminate, and kill what has not ended `within` seconds."""
        if self._process is None:
            return
        self.signal(signal.SIGTERM)
        try:
            until(self._process.poll, lambda code: code is not None, within, f"{self.name} ends")
        except DeadlinePassed as late:
            warn(f"{late}; killing it")
        self.kill()

    def kill(self):
        """SIGKILL to the whole group, and reap."""
        if self._process is None:
            return
        self.signal(signal.SIGKILL)
        self._process.wait(timeout=10)
        self._process = None

    def log_tail(self, lines=30):
        return tail(self.log, lines)

    def signal(self, number):
        """To the whole group; nothing when it has ended."""
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            pass


def tail(path, lines):
    """The last lines of a text file, or that there is none."""
    if not path.exists():
        return f"(no {path})"
    with open(path, "rb") as file:
        file.seek(max(0, path.stat().st_size - 400 * lines))
        return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-lines:])
