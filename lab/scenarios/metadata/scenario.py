# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The metadata service as a tenant host reads it: the peer ASN, the index, what is not there, and how fast it follows."""

import json
from pathlib import Path

import pytest

from harness import cloud_init
from harness.command import CommandFailed
from harness.dpu import DPU, METADATA, METADATA_ADDRESS
from harness.report import say
from harness.wait import until

CHANGE_SECONDS = 1
# cloud-init looks up names before it asks addresses; there is no DNS to answer, and to find that out takes very long.
WITHOUT_DNS = 'mount --bind /dev/null /etc/resolv.conf && exec "$@"'
URLLIB = "import sys, urllib.request as u; print(u.urlopen(sys.argv[1], timeout=3).read().decode(), end='')"
CLIENTS = (["wget", "-q", "-T", "3", "-t", "1", "-O", "-"], ["/usr/bin/python3", "-c", URLLIB])
BGP_KEYS = {"peer-asn": "65000", "peer-address": "10.0.0.1", "allowed-prefixes": ["203.0.113.0/24", "2001:db8:203::/48"],
            "leak-communities-accepted": "false", "session-state": "active", "routes": ""}


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


def test_cloud_init_crawls_the_tree(scenario, tmp_path):
    until(lambda: get(scenario, "/latest/meta-data/bgp/session-state"), lambda seen: seen == (200, "active"), 5, "BGP is served")
    seen = json.loads(scenario.tenants["host"].namespace.run([
        "bash", "-c", WITHOUT_DNS, "crawl", "env", f"PYTHONPATH={cloud_init.modules()}", "/usr/bin/python3",
        str(Path(__file__).parent / "crawl.py"), str(tmp_path)]))
    assert seen["found"] and not seen["warnings"], seen
    assert seen["instance-id"] == "i-host1" and seen["userdata"] == "#cloud-config\nruncmd: []\n", seen
    metadata = seen["metadata"]
    assert (metadata["asn"], metadata["hostname"]) == ("65000", "host1.example.net"), metadata
    bgp = metadata["bgp"]
    assert {name: bgp[name] for name in BGP_KEYS} == BGP_KEYS, bgp
    assert set(bgp["config"]) == {"bird", "exabgp", "frr", "metallb"}, bgp
    say(f"cloud-init found the instance and {', '.join(sorted(bgp))}")


def test_other_clients_read_what_curl_reads(scenario):
    until(lambda: get(scenario, "/latest/meta-data/bgp/peer-asn"), lambda seen: seen[0] == 200, 5, "BGP's keys are served")
    for path in ("/latest/meta-data/", "/2009-04-04/meta-data/bgp/", "/latest/user-data",
                 "/latest/meta-data/bgp/config/frr?asn=65010"):
        for client in CLIENTS:
            read = scenario.tenants["host"].namespace.run([*client, f"http://{METADATA_ADDRESS}{path}"])
            assert (200, read) == get(scenario, path), client


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
