# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""common-tenant-host-asn pins the tenants' ASN: another one is refused with Bad Peer AS (RFC 4271 section 6.2)."""

from harness import expect
from harness.wait import until

BAD_PEER_AS = (2, 2)


def test_another_asn_is_refused_as_the_tenant_sees(scenario):
    scenario.start_speakers(asn=65011)
    frr = scenario.tenants["frr"]
    until(lambda: frr.witness.notifications_from_dpu("10.0.0.1"), lambda seen: BAD_PEER_AS in seen, 30,
          "NOTIFICATION 2/2 on the wire")
    assert set(frr.witness.notifications_from_dpu("10.0.0.1")) == {BAD_PEER_AS}
    until(lambda: frr.speaker.neighbor("10.0.0.1"), lambda seen: seen.get("lastErrorCodeSubcode") == "0202", 5,
          "FRR tells code 2 subcode 2")
    assert not frr.speaker.established("10.0.0.1")
    session = until(lambda: scenario.dpu.session("host1", "10.0.0.10"), lambda seen: "last-error" in seen, 5,
                    "the operator sees the refusal")
    assert (session["last-open-asn"], session["expected-asn"]) == (65011, 65010), session
    assert "tenant-asn" not in session, session
    assert session["last-error"]["direction"] == "sent"
    assert (session["last-error"]["code"], session["last-error"]["subcode"]) == BAD_PEER_AS
    assert "65010" in session["last-error"]["message"] and "65011" in session["last-error"]["message"]


def test_the_pinned_asn_is_accepted(scenario):
    scenario.start_speakers(asn=65010)
    state = expect.established(scenario, "frr", "host1", 65010)
    assert state["expected-asn"] == state["last-open-asn"] == 65010, state
    scenario.announce()
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
