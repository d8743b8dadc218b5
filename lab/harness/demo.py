# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""./dev demo: a tenant reads the DPU's ASN, announces its VIP and a prefix that is not its own, before your eyes."""

import json
import os
import shutil
import socket
import time
from pathlib import Path
from string import Template

from harness import lab, namespaces
from harness.command import CommandFailed
from harness.dpu import DPU, METADATA, METADATA_ADDRESS, SITE, Dpu, accepted, rejected
from harness.gobgp import Gobgp
from harness.karaf import RUN
from harness.namespaces import Here
from harness.report import say, show
from harness.restconf import key
from harness.scenario import Scenario
from harness.speaker import SOCKETS
from harness.wait import until

_LAB = Path(__file__).resolve().parents[1]
FOLDER, EXAMPLE_SITE = _LAB / "demo", _LAB / "example-site"
ASN, VIP, FOREIGN = 65010, "203.0.113.10/32", "198.51.100.10/32"
# Without root: loopback addresses and ports that need no privilege.
_GATEWAY, _HOST, _BGP_PORT, _HTTP_PORT = "127.0.0.2", "127.0.0.10", 11790, 11080


def run():
    """With root in network namespaces and with FRR, else on loopback addresses with GoBGP."""
    started = time.monotonic()
    if os.geteuid() == 0:
        with lab.exclusive():
            _in_namespaces()
        _nothing_left()
    else:
        _on_loopback()
    say(f"demo done in {time.monotonic() - started:.0f} s; nothing is left behind")


def _in_namespaces():
    dpu = Dpu()
    scenario = None
    try:
        dpu.create()
        say("the DPU: OpenDaylight in Karaf, in its own network namespace")
        dpu.start()
        scenario = Scenario(FOLDER, dpu, EXAMPLE_SITE)
        say("a tenant host at 10.0.0.2 behind the DPU's gateway address 10.0.0.1, and the example site loaded by RESTCONF")
        for name, path in (("site", SITE), ("dpu", DPU), ("instance-metadata", METADATA)):
            print(f"            + {' '.join(dpu.restconf.command(path))} -X PUT"
                  f" -H 'Content-Type: application/yang-data+json' --data @lab/example-site/{name}.json")
        scenario.bring_up()
        tenant = scenario.tenants["host"]
        peer_asn = _peer_asn(tenant.namespace, f"http://{METADATA_ADDRESS}")
        say(f"the tenant starts FRR with ASN {ASN} towards 10.0.0.1, ASN {peer_asn}")
        scenario.start_speakers(asn=ASN, peer_asn=peer_asn)
        _watch(dpu, tenant.speaker, "10.0.0.1", scenario.interfaces["host1"]["ipv4"]["host-address"])
    finally:
        if scenario is not None:
            scenario.tear_down()
        dpu.delete()


def _on_loopback():
    say("without root: on loopback addresses and unprivileged ports, GoBGP as the tenant")
    here = Here("demo")
    _require(here)
    dpu = Dpu("demo-dpu", namespace=here)
    speaker = None
    try:
        dpu.karaf.create()
        dpu.start()
        dpu.put_site(json.loads((EXAMPLE_SITE / "site.json").read_text()))
        dpu.put(_loopback_dpu())
        dpu.put_metadata({"instance-metadata:instance-metadata":
                          {"listen": {"address": _GATEWAY, "port": _HTTP_PORT}, "instance-id": "i-host1"}})
        until(lambda: dpu.interface_state("host1"), lambda state: state.get("status") == "listening", 20, "it listens")
        peer_asn = _peer_asn(here, f"http://{_GATEWAY}:{_HTTP_PORT}")
        config = Template((FOLDER / "gobgpd.toml").read_text()).substitute(
            asn=ASN, peer_asn=peer_asn, gateway=_GATEWAY, host=_HOST, port=_BGP_PORT)
        speaker = Gobgp(here, RUN / "demo" / "host", config)
        speaker.start()
        for prefix in (VIP, FOREIGN):
            speaker.announce(prefix)
        _watch(dpu, speaker, _GATEWAY, _HOST)
    finally:
        if speaker is not None:
            speaker.stop()
        dpu.karaf.stop()
        shutil.rmtree(SOCKETS, ignore_errors=True)


def _loopback_dpu():
    body = json.loads((EXAMPLE_SITE / "dpu.json").read_text())
    dpu = body["tenant-bgp-dpu:dpu"]
    dpu["bgp-port"] = _BGP_PORT
    interface = dpu["tenant-interfaces"]["tenant-interface"][0]
    interface.pop("ipv6", None)
    interface["ipv4"] = {"gateway-address": _GATEWAY, "prefix-length": 8, "host-address": _HOST}
    return body


def _require(here):
    try:
        here.run(["gobgpd", "--version"])
    except CommandFailed as failed:
        raise CommandFailed("without root the demo needs gobgpd installed; or run it as root") from failed
    for address, port in (("127.0.0.1", 8181), ("127.0.0.1", 8101), (_GATEWAY, _BGP_PORT), (_GATEWAY, _HTTP_PORT)):
        with socket.socket() as probe:
            if probe.connect_ex((address, port)) == 0:
                raise CommandFailed(f"{address}:{port} is in use; the demo without root needs it")


def _peer_asn(tenant, server):
    """What the tenant reads of the metadata service."""
    command = ["curl", "-sS", "--max-time", "5", f"{server}/latest/meta-data/asn"]
    answer = until(lambda: tenant.run(command), str.isdigit, 20, "the metadata service tells the ASN")
    show(f"+ {' '.join(tenant.inside(command))}", answer)
    return answer


def _watch(dpu, speaker, gateway, host):
    until(lambda: speaker.established(gateway), lambda up: up, 30, "the session is Established")
    show(f"the tenant's daemon says Established; + {speaker.hint()}", speaker.summary())
    session = until(lambda: dpu.session("host1", host),
                    lambda seen: accepted(seen) == {VIP} and FOREIGN in rejected(seen), 15,
                    f"{VIP} is accepted and {FOREIGN} rejected")
    path = f"{DPU}/tenant-interfaces/tenant-interface={key('host1')}/state?content=nonconfig"
    show(f"+ {' '.join(dpu.restconf.command(path))}", json.dumps(session, indent=2))
    for prefix in accepted(session):
        say(f"accepted: {prefix}")
    for prefix, reason in rejected(session).items():
        say(f"rejected: {prefix} ({reason})")


def _nothing_left():
    left = namespaces.ours() + ([str(SOCKETS)] if SOCKETS.exists() else [])
    if left:
        raise CommandFailed(f"left behind: {left}")
