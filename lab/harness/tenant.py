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
    """`description`: this tenant's part of topology.json; `interfaces`: the DPU's tenant interfaces by name."""

    def __init__(self, name, description, interfaces):
        self.name = name
        self.namespace = Namespace(name)
        self.description = description
        self.speaker = None
        self.witness = None
        self._interfaces = {device: interfaces[interface]
                            for device, interface in description.get("interfaces", {}).items()}

    def connect(self, dpu, port):
        """Create the namespace, cable it to the DPU and listen on the wire."""
        self.namespace.create()
        for device, interface in self._interfaces.items():
            namespaces.link(dpu.namespace, interface["name"], self.namespace, device)
            for family in ("ipv4", "ipv6"):
                if family in interface:
                    self._address(dpu, device, interface["name"], interface[family])
        for device, addresses in self.description.get("addresses", {}).items():
            for address in addresses:
                self.namespace.add_address(device, address)
        self.witness = Witness(self.namespace, port)

    def _address(self, dpu, device, name, family):
        length = family["prefix-length"]
        gateway = family["gateway-address"]
        dpu.namespace.add_address(name, f"{gateway}/{length}")
        self.namespace.add_address(device, f"{family['host-address']}/{length}")
        # A second interface of the same host brings a second default route, of a lower preference.
        metric = 10 + list(self._interfaces).index(device)
        self.namespace.ip("route", "add", "default", "via", gateway, "dev", device, "metric", str(metric))

    def start_speaker(self, directory, config):
        """config: text of the daemon's configuration."""
        kind = SPEAKERS[self.description["speaker"]]
        self.speaker = kind(self.namespace, directory / self.name, config)
        self.speaker.start()

    def delete(self, dpu):
        """Whatever of it exists goes; the DPU's ends of the cables with it."""
        if self.speaker is not None:
            self.speaker.stop()
        if self.witness is not None:
            self.witness.close()
        if self.namespace.netns in namespaces.ours():
            self.namespace.delete()
        for interface in self._interfaces.values():
            try:  # deleting the namespace removes the veth pairs, but only some time after it returns
                dpu.namespace.ip("link", "delete", interface["name"])
            except CommandFailed:
                continue
