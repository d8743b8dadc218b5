# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The bytes of a flood: all of them are made before it begins."""

import ipaddress

from harness import bgp

TENANT_ASN = 65010
CEASE = bgp.message(bgp.NOTIFICATION, bytes([6, 2]))
_FIRST = int(ipaddress.IPv4Address("100.64.0.0"))


def updates(prefixes, per_update, next_hop):
    """UPDATEs announcing so many distinct /32 of 100.64.0.0/10."""
    without_prefixes = bgp.announcement([], next_hop, [TENANT_ASN])[bgp.HEADER_LENGTH:]
    nlri = b"".join(b"\x20" + address.to_bytes(4, "big") for address in range(_FIRST, _FIRST + prefixes))
    step = 5 * per_update
    return b"".join(bgp.message(bgp.UPDATE, without_prefixes + nlri[start:start + step])
                    for start in range(0, len(nlri), step))
