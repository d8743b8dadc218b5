# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""FRR as a tenant: zebra for the addresses of its interfaces, bgpd for the sessions."""

import ipaddress
import json

from harness.command import run
from harness.speaker import Speaker
from harness.wait import until

_BIN = "/usr/lib/frr"


class Frr(Speaker):
    """Configuration: FRR's own, as bgpd reads it."""

    def launch(self):
        (self.directory / "bgpd.conf").write_text(self.config)
        (self.directory / "zebra.conf").write_text(self.zebra_config())
        zebra = str(self.sockets / "zserv.api")
        for daemon in ("zebra", "bgpd"):
            self.run_daemon(daemon, self.command([
                f"{_BIN}/{daemon}", "-f", str(self.directory / f"{daemon}.conf"),
                "-i", str(self.sockets / f"{daemon}.pid"), "-z", zebra,
                "--vty_socket", str(self.sockets), "-u", "root", "-g", "frrvty",
                "--log", "stdout", "--log-level", "info", *self.options(daemon)]))
            until(lambda name=daemon: self._answers(name), lambda up: up, 10, f"{daemon} answers vtysh")

    def zebra_config(self):
        return ""

    def options(self, _daemon):
        """More options of a daemon."""
        return []

    def command(self, command):
        """How a daemon is started inside the namespace."""
        return command

    def _answers(self, daemon):
        self.require_running()
        self.vtysh("show version", daemon=daemon)
        return True

    def vtysh(self, *lines, daemon="bgpd"):
        """The output of commands given one after the other in one session."""
        options = [option for line in lines for option in ("-c", line)]
        return run(["vtysh", "--vty_socket", str(self.sockets), "-d", daemon, *options])

    def announce(self, prefix, next_hop=None, **attributes):
        self._network(prefix, "network", attributes.get("route_map"))

    def withdraw(self, prefix):
        self._network(prefix, "no network")

    def _network(self, prefix, command, route_map=None):
        family = f"ipv{ipaddress.ip_network(prefix).version}"
        suffix = f" route-map {route_map}" if route_map else ""
        self.vtysh("configure terminal", "router bgp", f"address-family {family} unicast",
                   f"{command} {prefix}{suffix}")

    def neighbor(self, gateway):
        """FRR's JSON about one neighbour."""
        return json.loads(self.vtysh(f"show bgp neighbors {gateway} json")).get(gateway, {})

    def established(self, gateway):
        return self.neighbor(gateway).get("bgpState") == "Established"

    def history(self, gateway):
        """The session's state, and how often it has come up and ended."""
        neighbor = self.neighbor(gateway)
        return neighbor.get("bgpState"), neighbor.get("connectionsEstablished"), neighbor.get("connectionsDropped")

    def summary(self):
        return self.vtysh("show bgp summary")

    def hint(self):
        return f"vtysh --vty_socket {self.sockets} -d bgpd -c 'show bgp summary'"
