# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""GoBGP as a tenant."""

import ipaddress
import json

from harness import mrt
from harness.speaker import Speaker
from harness.wait import until

_API = "127.0.0.1:50051"
_LOST = 3000
_ESTABLISHED = 6  # the FSM's number in gobgp's JSON


class Gobgp(Speaker):
    """Configuration: TOML."""

    def launch(self):
        (self.directory / "gobgpd.toml").write_text(self.config)
        self.run_daemon("gobgpd", ["gobgpd", "-f", "gobgpd.toml", "--api-hosts", _API, "--pprof-disable"])
        until(lambda: self._answers(), lambda up: up, 10, "gobgpd answers gobgp")

    def _answers(self):
        self.require_running()
        self.gobgp("global")
        return True

    def gobgp(self, *words):
        return self.namespace.run(["gobgp", *words])

    def announce(self, prefix, next_hop=None, **attributes):
        more = ["nexthop", next_hop] if next_hop else []
        self.gobgp("global", "rib", "add", "-a", _family(prefix), prefix, *more, *attributes.get("words", ()))

    def announce_all(self, prefixes):
        """IPv4 prefixes of a table that has none else, with few commands: one for each takes a process each."""
        dump = self.directory / "table.mrt"
        # The command ends before its last messages are sent, some hundreds: so the last one is there often enough.
        dump.write_bytes(mrt.table_dump(prefixes + prefixes[-1:] * _LOST))

        def injected():
            self.namespace.run(["gobgp", "mrt", "inject", "global", str(dump)], 60)
            return self.gobgp("global", "rib", "summary")

        until(injected, lambda summary: f"Destination: {len(prefixes)}," in summary, 60,
              f"gobgpd has {len(prefixes)} routes", poll=0.5)

    def withdraw(self, prefix):
        self.gobgp("global", "rib", "del", "-a", _family(prefix), prefix)

    def established(self, gateway):
        return self._session(gateway).get("session_state") == _ESTABLISHED

    def history(self, gateway):
        """The session's state, and how often it has ended."""
        session = self._session(gateway)
        return session.get("session_state"), session.get("flops")

    def _session(self, gateway):
        return next((each["state"] for each in json.loads(self.gobgp("neighbor", "-j"))
                     if each["state"].get("neighbor_address") == gateway), {})

    def summary(self):
        return self.gobgp("neighbor")

    def hint(self):
        return " ".join(self.namespace.inside(["gobgp", "neighbor"]))


class RouteServer(Gobgp):
    """GoBGP in the fabric: what it was sent, and routes of its own."""

    def received(self, remote, family="evpn"):
        """gobgp's JSON of the routes from one neighbour."""
        return json.loads(self.gobgp("neighbor", remote, "adj-in", "-a", family, "-j") or "{}")


def _family(prefix):
    return f"ipv{ipaddress.ip_network(prefix).version}"
