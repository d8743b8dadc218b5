# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""FRR as the tenant's BGP speaker, with an ASN of two octets and one of four."""

import pytest

from harness import expect


@pytest.mark.parametrize("asn", [65010, 4200000001])
def test_vip_is_accepted_and_withdrawn(scenario, asn):
    expect.vip_life(scenario, "frr", "host1", asn, "203.0.113.10/32")
