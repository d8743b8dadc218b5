# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Which cables and sessions a fabric has, by the DPUs' request bodies and topology.json; nothing is made here."""

import ipaddress
from dataclasses import dataclass, field, replace

from harness.command import CommandFailed

_EVPN = ("l2vpn-evpn",)


@dataclass(frozen=True)
class Session:
    """One BGP session, seen from the fabric node.

    dials: the node connects. loopbacks: the session is not between the ends of a cable.
    """

    peer: str
    local: str
    remote: str
    asn: int
    families: tuple
    dials: bool
    loopbacks: bool
    password: str = None


@dataclass(frozen=True)
class Cable:
    """Two ends by name, and pairs of addresses with their prefix length: (of the first, of the second)."""

    first: str
    second: str
    addresses: tuple = ()

    def address(self, name):
        """The IPv4 address of one end, without length."""
        return next(pair[name == self.second].partition("/")[0] for pair in self.addresses if ":" not in pair[0])


@dataclass
class Plan:
    """sessions: of each fabric node by name. cables: the DPU or the first fabric node is the first end."""

    sessions: dict
    cables: list = field(default_factory=list)

    def cable(self, one, other):
        """Between two by name, or None."""
        return next((each for each in self.cables if {each.first, each.second} == {one, other}), None)


def plan(nodes, dpus):
    """nodes: topology.json's fabric. dpus: name -> body of dpu.json. The first node is the hub: all have a cable to it.

    A neighbour in dpu.json whose address is a node's loopback is a session between loopbacks; else the neighbour's ASN tells
    the node, and its address and local-address are the two ends of a cable.
    """
    made = Plan({name: [] for name in nodes})
    hub, *others = nodes
    for number, (name, body) in enumerate(dpus.items()):
        ends = {hub: []}
        neighbors = body.get("fabric", {}).get("neighbors", {}).get("neighbor", [])
        for neighbor in neighbors:
            node = _node(nodes, neighbor)
            if neighbor["address"] != nodes[node].get("loopback"):
                ends.setdefault(node, []).append(_pair(neighbor))
        for each, (node, pairs) in enumerate(ends.items()):
            if not any(":" not in dpu for dpu, _ in pairs):
                pairs = [*pairs, _generated(1 + number, each)]
            made.cables.append(Cable(name, node, tuple(pairs)))
        for neighbor in neighbors:
            node = _node(nodes, neighbor)
            cable = made.cable(name, node) or made.cable(name, hub)
            made.sessions[node].append(_session(name, body, neighbor, nodes[node], cable))
    for number, name in enumerate(others):
        made.cables.append(Cable(hub, name, (_generated(0, number),)))
    for name in nodes:
        for client in nodes[name].get("neighbors", []):
            _between_loopbacks(made, nodes, name, client)
    return made


def _node(nodes, neighbor):
    found = [name for name, node in nodes.items() if node.get("loopback") == neighbor["address"]] \
        or [name for name, node in nodes.items() if node["asn"] == neighbor["asn"]]
    if len(found) != 1:
        raise CommandFailed(f"neighbor {neighbor['address']} AS {neighbor['asn']} of dpu.json is {found or 'nobody'} in "
                            f"topology.json's fabric: its address has to be a node's loopback, or its asn that of one node")
    return found[0]


def _pair(neighbor):
    """The addresses of both ends with the length of the smallest prefix that has both."""
    if "local-address" not in neighbor:
        raise CommandFailed(f"neighbor {neighbor['address']} of dpu.json: the lab needs its local-address to lay a cable")
    ends = [ipaddress.ip_address(neighbor[leaf]) for leaf in ("local-address", "address")]
    length = ends[0].max_prefixlen - (int(ends[0]) ^ int(ends[1])).bit_length()
    return tuple(f"{end}/{length}" for end in ends)


def _generated(block, number):
    """For a cable without a session over IPv4."""
    return f"10.255.{block}.{2 * number}/31", f"10.255.{block}.{2 * number + 1}/31"


def _session(name, body, neighbor, node, cable):
    loopbacks = neighbor["address"] == node.get("loopback")
    return Session(peer=name, local=neighbor["address"],
                   remote=neighbor.get("local-address") or cable.address(name), asn=body["asn"],
                   families=tuple(neighbor["families"]), dials=neighbor.get("passive", False) or node.get("dials", False),
                   loopbacks=loopbacks, password=neighbor.get("password"))


def _between_loopbacks(made, nodes, server, client):
    """EVPN; the client dials."""
    ends = {name: nodes[name]["loopback"] for name in (server, client)}
    session = Session(client, ends[server], ends[client], nodes[client]["asn"], _EVPN, dials=False, loopbacks=True)
    made.sessions[server].append(session)
    made.sessions[client].append(replace(session, peer=server, local=ends[client], remote=ends[server],
                                         asn=nodes[server]["asn"], dials=True))
