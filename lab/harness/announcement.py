# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What the DPU announces to the fabric of an accepted prefix, as exact routes: nothing else may be in them."""

from harness import evpn, update
from harness.dpu import LOOPBACK

ROUTER_MAC = "02:00:00:00:00:01"


def overlay(prefix, vni, targets, path, vtep=LOOPBACK, mac=ROUTER_MAC, local_pref=None):
    """An EVPN IP prefix route. targets: route targets as text; path: AS_PATH. The RD's number is the VNI, where unique."""
    return update.Route("l2vpn-evpn", evpn.PrefixRoute(f"{vtep}:{vni}", prefix, vni), vtep, "igp", tuple(path),
                        local_pref=local_pref,
                        extended_communities=(*(f"rt:{each}" for each in targets), "encap:vxlan", f"router-mac:{mac}"))


def underlay(prefix, next_hop, path, local_pref=None):
    """A unicast route of the prefix's family."""
    family = "ipv6-unicast" if ":" in prefix else "ipv4-unicast"
    return update.Route(family, prefix, next_hop, "igp", tuple(path), local_pref=local_pref)
