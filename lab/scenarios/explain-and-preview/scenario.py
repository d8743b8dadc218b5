# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The RPCs of tenant-bgp-operations over RESTCONF and NETCONF, with a tenant that announces."""

import pytest
from ncclient.xml_ import to_ele

from harness import expect, netconf
from harness.restconf import Refused
from harness.wait import until

EXPLAIN, PREVIEW = "tenant-bgp-operations:explain-prefix", "tenant-bgp-operations:preview-routing-profile"
ACCEPTED = {"203.0.113.10/32", "203.0.113.20/32", "203.0.113.30/32"}
PROFILE = "tenant-bgp-site:site/fnn/routing-profiles/routing-profile=vips"


@pytest.fixture
def dpu(scenario):
    """The DPU, when the tenant has announced everything."""
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.accepts(scenario, "host1", ACCEPTED)
    expect.rejects(scenario, "host1", {"198.51.100.10/32": "not-in-allowed-prefixes"})
    return scenario.dpu


def explain(dpu, prefix, interface="host1", **more):
    return dpu.restconf.invoke(EXPLAIN, tenant_interface=interface, prefix=prefix, **more)


def decided(explanation):
    return explanation["verdict"], explanation.get("reason"), explanation.get("disposition")


def test_a_prefix_is_explained_over_restconf(dpu):
    answer = explain(dpu, "203.0.113.10/32")
    assert decided(answer) == ("accepted", None, "overlay")
    assert answer["rule"] == [{"source": "allowed-anycast-prefixes", "owner": "vips", "entry": "203.0.113.0/24",
                               "text": "routing profile vips, allowed-anycast-prefixes: entry 203.0.113.0/24"}]
    now, = answer["announcement"]
    assert now["announced"] and now["session-state"] == "established" and decided(now) == ("accepted", None, "overlay")
    assert "since" in now and "last-seen" not in now

    answer = explain(dpu, "198.51.100.10/32")
    assert decided(answer) == ("rejected", "not-in-allowed-prefixes", None)
    assert answer["nearest-allowed-entry"] == "203.0.113.0/24" and "add one that does" in answer["advice"]
    now, = answer["announcement"]
    assert decided(now) == ("rejected", "not-in-allowed-prefixes", None) and int(now["count"]) >= 1

    assert not explain(dpu, "203.0.113.99/32")["announcement"][0]["announced"]
    assert decided(explain(dpu, "203.0.113.10/24")) == ("rejected", "host-bits-set", None)
    assert decided(explain(dpu, "127.0.0.0/8")) == ("rejected", "reserved-address", None)
    assert decided(explain(dpu, "203.0.113.9/32", as_path="65010 65000")) == ("rejected", "dpu-asn-in-path", None)
    assert decided(explain(dpu, "203.0.113.9/32", as_path="65020")) == ("rejected", "first-as-not-peer-asn", None)

    tagged = explain(dpu, "203.0.113.9/32", community=["65100:1"])
    assert decided(tagged) == ("accepted", None, "overlay")
    assert any(rule["source"] == "tenant-leak-communities-accepted" and rule["text"].endswith("ignored")
               for rule in tagged["rule"]), tagged


def test_a_question_that_has_no_answer_says_what_to_ask(dpu):
    with pytest.raises(Refused, match="there is no tenant interface host9; there are: host1"):
        explain(dpu, "203.0.113.10/32", "host9")
    with pytest.raises(Refused, match="'65100' is no standard community"):
        explain(dpu, "203.0.113.10/32", community=["65100"])
    with pytest.raises(Refused, match="the site has no routing profile vip; there are: vips"):
        dpu.restconf.invoke(PREVIEW, name="vip")
    with pytest.raises(Refused, match="'203.0.113.10/24' has host bits set, write 203.0.113.0/24"):
        dpu.restconf.invoke(PREVIEW, name="vips", allowed_anycast_prefixes=["203.0.113.10/24"])
    for rpc, missing in ((EXPLAIN, "tenant-interface"), (PREVIEW, "name")):
        with pytest.raises(Refused, match=f"the input has no {missing}, which is needed") as refusal:
            dpu.restconf.invoke(rpc)
        assert refusal.value.status == 400 and "missing-element" in refusal.value.body, refusal.value
    with pytest.raises(Refused, match="no session with tenant ASN 65000 comes up"):
        explain(dpu, "203.0.113.10/32", tenant_asn=65000)
    dpu.set_interface("host1", "enabled", False)
    refusal = until(lambda: refused(dpu), lambda text: "closed" in text, 10, "the interface is closed")
    assert "tenant interface host1 is closed (disabled): set enabled to true to open it" in refusal


def refused(dpu):
    """Why there is no explanation; empty while there is one."""
    try:
        explain(dpu, "203.0.113.10/32")
        return ""
    except Refused as why:
        return why.body


def test_a_prefix_is_explained_over_netconf(dpu):
    with netconf.session(dpu.namespace) as client:
        def ask(interface):
            return str(client.dispatch(to_ele(f"""
                <explain-prefix xmlns="{netconf.OPERATIONS}">
                  <tenant-interface>{interface}</tenant-interface><prefix>198.51.100.10/32</prefix>
                </explain-prefix>""")))

        answer = ask("host1")
        assert ">not-in-allowed-prefixes<" in answer and ">203.0.113.0/24<" in answer, answer
        refused = netconf.refusal(ask, "host9")
        assert "host9" in refused.message and "there are" in refused.message, refused.message


def test_the_real_change_makes_exactly_the_differences_of_the_preview(dpu):
    candidate = {"allowed-anycast-prefixes": ["203.0.113.20/31", "203.0.113.30/32", "198.51.100.0/24"],
                 "tenant-leak-communities-accepted": True}
    before = dpu.restconf.get(PROFILE, "config")
    preview = dpu.restconf.invoke(PREVIEW, name="vips", **{key.replace("-", "_"): value for key, value in candidate.items()})
    assert dpu.restconf.get(PROFILE, "config") == before, "the preview has committed something"

    changes = {each["prefix"]: (decided(each["before"]), decided(each["after"])) for each in preview["change"]}
    overlay, rejected = ("accepted", None, "overlay"), ("rejected", "not-in-allowed-prefixes", None)
    assert changes == {"203.0.113.10/32": (overlay, rejected), "198.51.100.10/32": (rejected, overlay),
                       "203.0.113.30/32": (overlay, ("accepted", None, "overlay-and-underlay"))}
    assert preview["tenant-interface"] == ["host1"]
    assert [preview[f"{each}"] for each in ("accepted-now-rejected", "rejected-now-accepted", "disposition-changed",
                                            "reason-changed")] == [1, 1, 1, 0]
    assert int(preview["not-kept"]) == 0

    everything = ACCEPTED | {"198.51.100.10/32"}
    seen_before = {prefix: now(dpu, prefix) for prefix in everything}
    before["tenant-bgp-site:routing-profile"][0].update(candidate)
    dpu.restconf.put(PROFILE, before)
    until(lambda: now(dpu, "203.0.113.10/32"), lambda decision: decision == rejected, 5, "the change is in effect")
    differences = {prefix: (seen_before[prefix], now(dpu, prefix)) for prefix in everything
                   if seen_before[prefix] != now(dpu, prefix)}
    assert differences == changes


def now(dpu, prefix):
    return decided(explain(dpu, prefix)["announcement"][0])
