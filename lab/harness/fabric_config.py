# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Configurations of the fabric's daemons, made from what topology.json and dpu.json say of their sessions and VRFs."""

_AFI = {"ipv4-unicast": "ipv4 unicast", "ipv6-unicast": "ipv6 unicast", "l2vpn-evpn": "l2vpn evpn"}


def frr(node, vrfs):
    """bgpd of a leaf: hold 9, keepalive 3, ECMP whatever the AS_PATH, nothing held back."""
    lines = [f"router bgp {node.asn}", f" bgp router-id {node.loopback}", " no bgp default ipv4-unicast", *_COMMON,
             " timers bgp 3 9"]
    for session in node.sessions:
        lines += [f" neighbor {session.remote} {option}" for option in _neighbor(node, session)]
    for family, afi in _AFI.items():
        inside = [f"neighbor {session.remote} {option}" for session in node.sessions if family in session.families
                  for option in ("activate", "soft-reconfiguration inbound")]
        inside += ["advertise-all-vni"] if family == "l2vpn-evpn" and vrfs else []
        inside += [f"network {prefix}" for prefix in _announced(node) if family == _family(prefix)]
        inside += ["maximum-paths 8"] if family != "l2vpn-evpn" else []
        if inside:
            lines += [f" address-family {afi}", *(f"  {line}" for line in inside), " exit-address-family"]
    lines.append("exit")
    for vrf in vrfs:
        lines += _vrf(node, vrf)
    return "\n".join(["bgp route-map delay-timer 0", *lines, ""])


_COMMON = (" no bgp ebgp-requires-policy", " no bgp network import-check", " bgp bestpath as-path multipath-relax")


def _announced(node):
    return [f"{node.loopback}/32", *node.description.get("announces", [])]


def _neighbor(node, session):
    options = [f"remote-as {session.asn}", "timers connect 1", "advertisement-interval 0"]
    options += [] if session.dials else ["passive"]
    options += [f"password {session.password}"] if session.password else []
    if session.loopbacks:
        options += [f"update-source {session.local}"] + (["ebgp-multihop 8"] if session.asn != node.asn else [])
    return options


def _vrf(node, vrf):
    lines = [f"router bgp {node.asn} vrf {vrf.name}", f" bgp router-id {node.loopback}", *_COMMON]
    for family, name in (("ipv4-unicast", "ipv4"), ("ipv6-unicast", "ipv6")):
        networks = [f"  network {prefix}" for prefix in vrf.announces if _family(prefix) == family]
        lines += [f" address-family {name} unicast", "  maximum-paths 8", *networks, " exit-address-family"]
    lines += [" address-family l2vpn evpn", "  advertise ipv4 unicast", "  advertise ipv6 unicast",
              *(f"  route-target import {each}" for each in vrf.imports),
              *(f"  route-target export {each}" for each in vrf.exports), " exit-address-family", "exit"]
    return lines


_NEXT_HOP_UNCHANGED = """
[global.apply-policy.config]
  export-policy-list = ["next-hop-unchanged"]
  default-export-policy = "accept-route"
  default-import-policy = "accept-route"

[[policy-definitions]]
  name = "next-hop-unchanged"
  [[policy-definitions.statements]]
    [policy-definitions.statements.actions]
      route-disposition = "accept-route"
      [policy-definitions.statements.actions.bgp-actions]
        set-next-hop = "unchanged"
"""


def gobgp(node):
    """Of eBGP only: a route server, next hop and AS_PATH stay as they are.

    With an iBGP client: a route reflector, which keeps the next hop towards eBGP neighbours, too, and adds its ASN there.
    """
    reflects = any(session.asn == node.asn for session in node.sessions)
    text = f'[global.config]\n  as = {node.asn}\n  router-id = "{node.loopback}"\n'
    text += _NEXT_HOP_UNCHANGED if reflects else ""
    for session in node.sessions:
        kind = "route-reflector" if reflects else "route-server"
        client = not reflects or session.asn == node.asn
        text += f"""
[[neighbors]]
  [neighbors.config]
    neighbor-address = "{session.remote}"
    peer-as = {session.asn}
{f'    auth-password = "{session.password}"' if session.password else ''}
  [neighbors.{kind}.config]
    {kind}-client = {str(client).lower()}
{f'    route-reflector-cluster-id = "{node.loopback}"' if reflects else ''}
  [neighbors.transport.config]
    local-address = "{session.local}"
    passive-mode = {str(not session.dials).lower()}
  [neighbors.ebgp-multihop.config]
    enabled = {str(session.loopbacks and session.asn != node.asn).lower()}
    multihop-ttl = 8
  [neighbors.timers.config]
    hold-time = 9
    keepalive-interval = 3
    connect-retry = 1
    idle-hold-time-after-reset = 1
"""
        for family in session.families:
            text += f'  [[neighbors.afi-safis]]\n    [neighbors.afi-safis.config]\n      afi-safi-name = "{family}"\n'
    return text


def _family(prefix):
    return "ipv6-unicast" if ":" in prefix else "ipv4-unicast"
