# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""A tenant host: its namespace, its devices towards the DPU, its own addresses and its BGP daemon."""

from harness import namespaces
from harness.bird import Bird
from harness.command import CommandFailed
from harness.exabgp import Exabgp
from harness.frr import Frr
from harness.gobgp import Gobgp
from harness.namespaces import Namespace
from harness.witness import Witness

SPEAKERS = {"frr": Frr, "bird": Bird, "gobgp": Gobgp, "exabgp": Exabgp}


class Tenant:
    """`description`: this tenant's part of topology.json; `interfaces`: the DPUs' tenant interfaces by name."""

    def __init__(self, name, description, interfaces):
        self.name = name
        self.namespace = Namespace(name)
        self.description = description
        self.speaker = None
        self.witness = None
        self._interfaces = {device: interfaces[interface]
                            for device, interface in description.get("interfaces", {}).items()}

    def connect(self, dpu_of, port):
        """Create the namespace, cable it to the DPU that has the interface (dpu_of(its name)) and listen on the wire."""
        self.namespace.create()
        for device, interface in self._interfaces.items():
            namespace = dpu_of(interface["name"]).namespace
            namespaces.link(namespace, interface["name"], self.namespace, device)
            for family in _families(interface):
                namespace.add_address(interface["name"], f"{family['gateway-address']}/{family['prefix-length']}")
                self.namespace.add_address(device, f"{family['host-address']}/{family['prefix-length']}")
        self._add_default_routes()
        for device, addresses in self.description.get("addresses", {}).items():
            for address in addresses:
                self.namespace.add_address(device, address)
        self.witness = Witness(self.namespace, port)

    def _add_default_routes(self):
        # A second interface of the same host brings a second default route, of a lower preference.
        for number, (device, interface) in enumerate(self._interfaces.items()):
            for family in _families(interface):
                self.namespace.ip("route", "replace", "default", "via", family["gateway-address"], "dev", device,
                                  "metric", str(10 + number))

    def unplug(self):
        """Every cable is down: nothing gets out or in any more."""
        for device in self._interfaces:
            self.namespace.ip("link", "set", device, "down")

    def plug(self):
        for device in self._interfaces:
            self.namespace.ip("link", "set", device, "up")
        self._add_default_routes()

    def vanish(self):
        """The host is gone from one moment to the next, as by a power cut: no FIN, no RST, no NOTIFICATION."""
        self.unplug()
        self.speaker.kill()

    def start_speaker(self, directory, config):
        """config: text of the daemon's configuration."""
        kind = SPEAKERS[self.description["speaker"]]
        self.speaker = kind(self.namespace, directory / self.name, config)
        self.speaker.start()

    def delete(self, dpu_of):
        """Whatever of it exists goes; the DPU's ends of the cables with it."""
        if self.speaker is not None:
            self.speaker.stop()
        if self.witness is not None:
            self.witness.close()
        if self.namespace.netns in namespaces.ours():
            self.namespace.delete()
        for interface in self._interfaces.values():
            try:  # deleting the namespace removes the veth pairs, but only some time after it returns
                dpu_of(interface["name"]).namespace.ip("link", "delete", interface["name"])
            except CommandFailed:
                continue


def _families(interface):
    return [interface[family] for family in ("ipv4", "ipv6") if family in interface]
