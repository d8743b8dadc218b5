# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The metadata service as a tenant host reads it: the peer ASN, the index, what is not there, and how fast it follows."""

import pytest

from harness.command import CommandFailed
from harness.dpu import DPU, METADATA, METADATA_ADDRESS
from harness.report import say
from harness.wait import until

CHANGE_SECONDS = 1


def get(scenario, path, *options):
    """(HTTP status, body) of one request from the tenant's namespace."""
    answer = scenario.tenants["host"].namespace.run(
        ["curl", "-sS", "--max-time", "3", "-w", "\\n%{http_code}", *options, f"http://{METADATA_ADDRESS}{path}"])
    body, _, status = answer.rpartition("\n")
    return int(status), body


def test_peer_asn_and_index(scenario):
    until(lambda: get(scenario, "/latest/meta-data/asn"), lambda seen: seen == (200, "65000"), 5, "the ASN is served")
    headers = scenario.tenants["host"].namespace.run(
        ["curl", "-sSi", "--max-time", "3", f"http://{METADATA_ADDRESS}/latest/meta-data/asn"]).lower()
    assert "content-type: text/plain" in headers and "content-length: 5" in headers
    for path in ("/latest/meta-data", "/latest/meta-data/", "/2009-04-04/meta-data/"):
        status, body = get(scenario, path)
        assert status == 200 and {"asn", "instance-id", "hostname"} <= set(body.split("\n")), body
    assert get(scenario, "/latest/meta-data/instance-id") == (200, "i-host1")


def test_what_is_not_there(scenario):
    until(lambda: get(scenario, "/latest/meta-data/asn"), lambda seen: seen[0] == 200, 5, "the ASN is served")
    assert get(scenario, "/latest/meta-data/nothing") == (404, "metadata category not found: nothing")
    assert get(scenario, "/latest/meta-data/machine-id")[0] == 404
    status, body = get(scenario, "/latest/meta-data/asn", "-X", "POST", "-i", "-d", "x")
    assert status == 405 and "allow: " in body.lower(), body


def test_change_is_served_within_a_second(scenario):
    until(lambda: get(scenario, "/latest/meta-data/asn"), lambda seen: seen == (200, "65000"), 5, "the ASN is served")
    for asn in (4200000000, 65000):
        scenario.dpu.restconf.put(f"{DPU}/asn", {"tenant-bgp-dpu:asn": asn})
        until(lambda: get(scenario, "/latest/meta-data/asn"), lambda seen, asn=asn: seen == (200, str(asn)),
              CHANGE_SECONDS, f"the ASN {asn} is served")
    scenario.dpu.restconf.put(f"{METADATA}/hostname", {"instance-metadata:hostname": "renamed"})
    until(lambda: get(scenario, "/latest/meta-data/hostname"), lambda seen: seen == (200, "renamed"), CHANGE_SECONDS,
          "the new hostname is served")
    scenario.dpu.restconf.delete(DPU)
    until(lambda: get(scenario, "/latest/meta-data/asn"),
          lambda seen: seen == (503, "metadata currently unavailable"), CHANGE_SECONDS, "503 without a configuration")
    say(f"each change was served within {CHANGE_SECONDS} s")


def test_nothing_but_the_link_local_address_serves_it(scenario):
    until(lambda: get(scenario, "/latest/meta-data/asn"), lambda seen: seen[0] == 200, 5, "the ASN is served")
    for address in ("10.0.0.1", "192.0.2.1"):
        with pytest.raises(CommandFailed, match="exit status 7"):  # curl: connection refused
            scenario.tenants["host"].namespace.run(["curl", "-sS", "--max-time", "3", f"http://{address}/latest/"])
