# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""FRR as the tenant's BGP speaker, with an ASN of two octets and one of four."""

import pytest

from harness import bgp, expect
from harness.wait import until
from harness.witness import DPU, TENANT


@pytest.mark.parametrize("asn", [65010, 4200000001])
def test_vip_is_accepted_and_withdrawn(scenario, asn):
    expect.vip_life(scenario, "frr", "host1", asn, "203.0.113.10/32")


def test_route_refresh_of_the_tenant_is_answered_in_the_same_session(scenario):
    frr = scenario.tenants["frr"]
    scenario.start_speakers("frr")
    expect.established(scenario, "frr", "host1", 65010)
    session = frr.witness.to("10.0.0.1")[-1]
    frr.speaker.vtysh("clear bgp * soft in")
    until(lambda: session.sent_by(TENANT, bgp.ROUTE_REFRESH), lambda sent: sent, 5, "FRR asks for its routes")
    # RFC 7313: a beginning and an end with nothing between them
    until(lambda: [message.body.hex() for message in session.sent_by(DPU, bgp.ROUTE_REFRESH)],
          lambda answers: answers[:2] == ["00010101", "00010201"], 5, "the DPU answers")
    assert session.closed_by is None and len(frr.witness.to("10.0.0.1")) == 1, str(session)
    expect.no_routes_sent(scenario)
