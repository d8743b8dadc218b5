# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A tenant's BGP daemon, whichever it is: started with private directories, told what to announce, asked how it is."""

import os
import shutil
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path

from harness.process import Process
from harness.report import say

# A Unix socket's path may be 108 bytes long at most, a clone's path may be longer.
SOCKETS = Path("/run/tb-lab") if os.geteuid() == 0 else Path(tempfile.gettempdir()) / f"tb-lab-{os.geteuid()}"


class Speaker(ABC):
    """One daemon in one namespace. config: its configuration file, placeholders already filled in."""

    def __init__(self, namespace, directory, config):
        self.namespace = namespace
        self.directory = directory
        self.sockets = SOCKETS / namespace.name
        self.config = config
        self._processes = []

    def start(self):
        """Returns when the daemon answers its own command line, which says nothing of its sessions."""
        for directory in (self.directory, self.sockets):
            shutil.rmtree(directory, ignore_errors=True)
            directory.mkdir(parents=True)
        self.launch()

    def stop(self):
        for process in reversed(self._processes):
            process.stop()
        self._processes.clear()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def kill(self):
        """SIGKILL to everything. The kernel closes its sockets with a FIN: for silence unplug first."""
        for process in reversed(self._processes):
            process.kill()
        self._processes.clear()
        shutil.rmtree(self.sockets, ignore_errors=True)

    def restart(self):
        self.stop()
        self.start()

    def require_running(self):
        for process in self._processes:
            process.require_running()

    def logs(self, lines=20):
        return "\n".join(f"{process.name}:\n{process.log_tail(lines)}" for process in self._processes)

    def run_daemon(self, name, command, environment=None):
        say(f"+ {' '.join(self.namespace.inside(command))}")
        process = Process(self.namespace, name, command, self.directory / f"{name}.log", environment, self.directory)
        process.start()
        self._processes.append(process)
        return process

    @abstractmethod
    def launch(self):
        """Write the configuration and start the daemon."""

    @abstractmethod
    def announce(self, prefix, next_hop=None, **attributes):
        """next_hop: None leaves it to the daemon, which names itself. Returns at once."""

    @abstractmethod
    def withdraw(self, prefix):
        """Returns at once."""

    @abstractmethod
    def established(self, gateway):
        """The daemon's own word on its session with this gateway address."""

    @abstractmethod
    def summary(self):
        """The daemon's own table of its sessions, for a person."""

    @abstractmethod
    def hint(self):
        """A command line that shows a person the sessions."""
