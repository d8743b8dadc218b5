# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""ExaBGP as a tenant: it announces what a process of its configuration prints, here the lines of a file."""

from harness.speaker import Speaker

_ESTABLISHED, _LOST = "connected to", "lost connection"


class Exabgp(Speaker):
    """The configuration runs `tail -n +1 -f ${directory}/commands` as its process."""

    def launch(self):
        self._commands = self.directory / "commands"
        self._commands.write_text("")
        (self.directory / "exabgp.conf").write_text(self.config)
        environment = {"exabgp.daemon.user": "root", "exabgp.api.ack": "false", "exabgp.api.cli": "false",
                       "exabgp.log.destination": "stdout", "exabgp.log.level": "INFO",
                       "exabgp.tcp.once": "false"}
        self.run_daemon("exabgp", ["exabgp", "exabgp.conf"], environment)

    def announce(self, prefix, next_hop=None, **attributes):
        self.say(f"announce route {prefix} next-hop {next_hop or 'self'}{attributes.get('text', '')}")

    def withdraw(self, prefix):
        self.say(f"withdraw route {prefix}")

    def say(self, command):
        """One line of ExaBGP's API."""
        with open(self._commands, "a", encoding="utf-8") as commands:
            commands.write(command + "\n")

    def established(self, gateway):
        self.require_running()
        lines = [line for line in (self.directory / "exabgp.log").read_text().splitlines() if gateway in line]
        return any(_ESTABLISHED in line for line in lines) and _LOST not in lines[-1]

    def summary(self):
        return self.logs()

    def hint(self):
        return f"tail {self.directory / 'exabgp.log'}"
