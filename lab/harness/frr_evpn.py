# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""FRR with EVPN and a VRF for each VPC: a leaf switch. The kernel has no vrf device here, so each VRF is a namespace."""

import ipaddress
import json
import shlex

from harness.command import CommandFailed
from harness.frr import Frr
from harness.namespaces import Namespace, ours
from harness.wait import until

_MOUNTED = "/run/netns"


class Vrf:
    """One VRF: `description` has vni, and perhaps imports, exports (route targets as text), announces, addresses."""

    def __init__(self, owner, number, name, description):
        self.name = name
        self.vni = description["vni"]
        self.mac = f"02:00:5e:{number:02x}:{self.vni >> 8 & 0xFF:02x}:{self.vni & 0xFF:02x}"
        self.imports = description.get("imports", [])
        self.exports = description.get("exports", [])
        self.announces = description.get("announces", [])
        self.namespace = Namespace(f"{owner.name}-{name}")
        self._owner = owner
        self._addresses = description.get("addresses", [])

    def create(self, vtep):
        """The namespace with the VXLAN device of the VNI in a bridge; the tunnels begin in the owner's namespace."""
        self.namespace.create()
        device, bridge = f"vni{self.vni}", f"br{self.vni}"
        self._owner.ip("link", "add", device, "type", "vxlan", "id", str(self.vni), "local", vtep, "dstport", "4789",
                       "nolearning")
        self._owner.ip("link", "set", device, "netns", self.namespace.netns)
        self.namespace.ip("link", "add", bridge, "address", self.mac, "type", "bridge")
        self.namespace.ip("link", "set", device, "master", bridge)
        for each in (device, bridge):
            self.namespace.ip("link", "set", each, "up")
        for address in self._addresses:
            self.namespace.add_address("lo", address)

    def delete(self):
        if self.namespace.netns in ours():
            self.namespace.delete()


class FrrEvpn(Frr):
    """vrfs: Vrf objects, created already; their part of bgpd's configuration stands in `config`."""

    def __init__(self, namespace, directory, config, vrfs):
        super().__init__(namespace, directory, config)
        self.vrfs = vrfs

    def launch(self):
        super().launch()
        for vrf in self.vrfs:
            # zebra reads the VNI before it has seen the VRF's namespace, and does not look again.
            until(lambda: self.vtysh("show vrf", daemon="zebra"), lambda seen, name=vrf.name: f"vrf {name} " in seen, 10,
                  f"zebra knows VRF {vrf.name}")
            self.vtysh("configure terminal", f"vrf {vrf.name}", f"no vni {vrf.vni}", f"vni {vrf.vni}", daemon="zebra")
        for vrf in self.vrfs:
            until(lambda: self.vtysh("show evpn vni", daemon="zebra"), lambda seen, vrf=vrf: f"{vrf.vni} " in seen, 10,
                  f"zebra knows VNI {vrf.vni}")

    def zebra_config(self):
        return "".join(f"vrf {vrf.name}\n vni {vrf.vni}\nexit-vrf\n" for vrf in self.vrfs)

    def options(self, daemon):
        return ["-n"] if daemon == "zebra" and self.vrfs else []

    def command(self, command):
        """Every namespace below /run/netns is a VRF for FRR: it gets to see its own ones only, under the VRFs' names."""
        if not self.vrfs:
            return command
        names = [vrf.name for vrf in self.vrfs]
        opened = [f"exec {3 + number}<{_MOUNTED}/{vrf.namespace.netns}" for number, vrf in enumerate(self.vrfs)]
        mounted = [f"touch {_MOUNTED}/{name} && mount --bind /proc/self/fd/{3 + number} {_MOUNTED}/{name}"
                   for number, name in enumerate(names)]
        closed = [f"exec {3 + number}<&-" for number in range(len(names))]
        script = " && ".join([*opened, f"mount -t tmpfs tmpfs {_MOUNTED}", *mounted, *closed, f"exec {shlex.join(command)}"])
        return ["unshare", "-m", "sh", "-c", script]

    def json(self, *lines, daemon="bgpd"):
        """The object that a show command prints."""
        text = self.vtysh(*lines, daemon=daemon)
        try:
            return json.loads(text)
        except ValueError as wrong:
            raise CommandFailed(f"{lines} printed no JSON: {text[:500]}") from wrong

    def prefix_routes(self):
        """FRR's paths of EVPN type 5: {(rd, prefix): [path, ...]}, its JSON of each."""
        found = {}
        for rd, routes in self.json("show bgp l2vpn evpn route type prefix json").items():
            if isinstance(routes, dict):
                for name, route in routes.items():
                    if isinstance(route, dict) and "paths" in route:
                        # [5]:[0]:[32]:[203.0.113.10]
                        _, _, length, address = (part.strip("[]") for part in name.split("]:["))
                        found[rd, f"{address}/{length}"] = [path for paths in route["paths"]
                                                            for path in (paths if isinstance(paths, list) else [paths])]
        return found

    def vrf_next_hops(self, vrf, prefix):
        """The next hops of a VRF's route to this very prefix that are in use; empty when there is none."""
        family = "ipv6" if ":" in prefix else "ip"
        routes = self.json(f"show {family} route vrf {vrf} {prefix} json", daemon="zebra").get(prefix, [])
        return {_address(hop["ip"]) for route in routes if route.get("selected")
                for hop in route["nexthops"] if hop.get("active") and "ip" in hop}

    def unicast(self, prefix, vrf=None):
        """bgpd's paths to this very prefix, its JSON of each, with all attributes."""
        family = "ipv6" if ":" in prefix else "ipv4"
        within = f" vrf {vrf}" if vrf else ""
        return self.json(f"show bgp{within} {family} unicast {prefix} json").get("paths", [])


def _address(text):
    """The VTEP of an IPv6 route stands there as an IPv4-mapped address."""
    address = ipaddress.ip_address(text)
    return str(getattr(address, "ipv4_mapped", None) or address)
