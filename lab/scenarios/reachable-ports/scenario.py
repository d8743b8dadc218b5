# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What a tenant can reach of the DPU: its BGP responder and its metadata, and no other TCP port."""

from harness import portscan
from harness.dpu import LOOPBACK, METADATA_ADDRESS
from harness.report import say
from harness.wait import until

BGP, HTTP = 179, 80


def test_bgp_and_metadata_are_the_only_open_ports(scenario):
    namespace = scenario.tenants["host"].namespace
    wanted = {"10.0.0.1": [BGP], "2001:db8:0:1::1": [BGP], METADATA_ADDRESS: [HTTP], LOOPBACK: []}
    until(lambda: portscan.open_ports(namespace, METADATA_ADDRESS, HTTP, HTTP), lambda seen: seen == [HTTP], 10,
          "the metadata service listens")
    found = {}
    for address in wanted:
        found[address] = portscan.open_ports(namespace, address)
        say(f"{address}: open TCP ports {found[address]}")
    assert found == wanted


def test_no_socket_waits_on_a_wildcard_or_tenant_facing_address(scenario):
    listening = scenario.dpu.namespace.run(["ss", "-Hltun"]).splitlines()
    addresses = [line.split()[4] for line in listening]
    allowed = {f"10.0.0.1:{BGP}", f"[2001:db8:0:1::1]:{BGP}", f"{METADATA_ADDRESS}:{HTTP}"}
    outside = [each for each in (one.replace("[::ffff:", "").replace("]:", ":", 1) if "::ffff:" in one else one
                                 for one in addresses)
               if each not in allowed and not each.startswith(("127.", "[::1]:"))]
    assert outside == [], "\n".join(listening)
