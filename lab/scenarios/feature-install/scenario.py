# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The KAR into a plain Karaf that runs, upgraded, and out of it again, by the commands of docs/install.md; a stop ends in time."""

import re
import time

import pytest

from harness import expect, previous, shell, vitals
from harness.command import CommandFailed, run
from harness.dpu import DPU, METADATA_ADDRESS, SITE, Dpu
from harness.karaf import ROOT, built
from harness.plain_karaf import PlainKaraf
from harness.report import say
from harness.scenario import Scenario
from harness.wait import until

PAGE = ROOT / "docs" / "install.md"
# Of Scala's library: idle daemons that nothing can end.
THREADS_LEFT = {"scala-execution-context-global"}


@pytest.fixture
def plain_dpu(clean_lab):
    """A DPU of its own whose Karaf is Apache's, prepared as the page says."""
    dpu = Dpu("plain", karaf=PlainKaraf)
    dpu.create()
    try:
        for command in commands("prepare"):
            run(["sh", "-ec", f"cd '{dpu.karaf.base}'\n{command}"])
        dpu.start(ready=lambda: shell.karaf(dpu.namespace, "feature:list --installed"))
        yield dpu
    finally:
        dpu.delete()


def commands(name):
    """The lines of the page's block that this scenario runs under this name."""
    block = re.search(rf"<!-- not run: feature-install does, as {name} -->\n```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"),
                      re.DOTALL)
    assert block, f"{PAGE} has no block called {name}"
    return block.group(1).replace("\\\n", " ").splitlines()


def test_installed_into_a_plain_karaf_upgraded_and_out_of_it_again(plain_dpu, request):
    karaf, older, newer = plain_dpu.karaf, previous.kar(plain_dpu.karaf.base.parent), built("tenant-bgp-*.kar")
    before = state(plain_dpu)
    install(plain_dpu, older)
    scenario = Scenario(request.path.parent, plain_dpu)
    try:
        scenario.bring_up()
        namespace = scenario.tenants["host"].namespace
        until(lambda: namespace.run(["curl", "-sS", "--max-time", "3",
                                     f"http://{METADATA_ADDRESS}/latest/meta-data/asn"]),
              lambda seen: seen == "65000", 10, "the metadata service tells the ASN")
        scenario.start_speakers()
        expect.established(scenario, "host", "host1", 65010)
        scenario.announce()
        expect.accepts(scenario, "host1", {"203.0.113.10/32"})
        upgrade(scenario, older, newer)
        empty(plain_dpu)
    finally:
        scenario.tear_down()
    typed(plain_dpu, commands("uninstall"), newer)
    until(lambda: listening(plain_dpu), lambda now: now == before["listening"], 20, "the ports are closed")
    for command in commands("clean"):
        run(["sh", "-ec", f"cd '{karaf.base}'\n{command}"])
    left = {name: sorted(set(value) - set(before[name])) for name, value in state(plain_dpu).items()}
    say(f"left behind: {left}")
    assert left == {name: [] for name in before}
    assert karaf.stop()


def upgrade(scenario, older, newer):
    """As the page says: the configuration is the same afterwards, and the session comes back by itself."""
    dpu = scenario.dpu
    configured = [dpu.restconf.get(path, "config") for path in (SITE, DPU)]
    backup = dpu.restconf.invoke("tenant-bgp-configuration:backup")["document"]
    began = time.monotonic()
    empty(dpu)
    typed(dpu, commands("uninstall"), older)
    install(dpu, newer)
    listed = shell.karaf(dpu.namespace, "bundle:list -t 0 -s --no-format").splitlines()
    versions = {line.split("\t")[3].strip() for line in listed if "\tio.tenantbgp." in line}
    assert versions == {newer.stem.removeprefix("tenant-bgp-").replace("-", ".")}, versions
    dpu.restconf.invoke("tenant-bgp-configuration:restore", document=backup)
    expect.established(scenario, "host", "host1", 65010)
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    say(f"the prefix was away for {time.monotonic() - began:.1f} s")
    assert [dpu.restconf.get(path, "config") for path in (SITE, DPU)] == configured


def install(dpu, kar):
    typed(dpu, commands("install"), kar)
    until(dpu.models, lambda _: True, 180, "RESTCONF knows our models", poll=0.5)


def empty(dpu):
    """Nothing is configured, and nothing is left that would hold an uninstall up."""
    for command in commands("empty"):
        dpu.namespace.run(["sh", "-ec", command])
    until(lambda: [each for each in listening(dpu) if each.startswith("10.0.0.1:") or ":10.0.0.1]" in each],
          lambda open_: not open_, 20, "BGP's port is closed")
    until(lambda: dpu.restconf.get("bgp-rib:bgp-rib", "nonconfig") or {},
          lambda ribs: not ribs.get("bgp-rib:bgp-rib", {}).get("rib"), 20, "BGPCEP has no RIB")


def typed(dpu, lines, kar):
    """Each line in Karaf's shell. New bundles re-wire its ssh server: it drops the session that asked, and goes on."""
    for line in lines:
        line = line.replace("/root/tenant-bgp.kar", str(kar)).replace("NAME", kar.stem)
        say(f"+ {line}")
        try:
            shell.karaf(dpu.namespace, line, timeout=240)
        except CommandFailed as ended:
            assert "closed by remote host" in str(ended), ended
            until(lambda: shell.karaf(dpu.namespace, "feature:list --installed"), lambda _: True, 180, "the shell is back",
                  poll=1)


def state(dpu):
    """Whatever could be left behind."""
    bundles = shell.karaf(dpu.namespace, "bundle:list -t 0 -s -u --no-format")
    return {"bundles": [line.split("\t")[-1] for line in bundles.splitlines() if line[:1].isdigit()],
            "features": [line.split()[0] for line in shell.karaf(dpu.namespace, "feature:list -i --no-format").splitlines()],
            "repositories": shell.karaf(dpu.namespace, "feature:repo-list --no-format").split(),
            "kars": shell.karaf(dpu.namespace, "kar:list --no-format").split(),
            "listening": listening(dpu), "files": dpu.karaf.files().keys(), "threads": threads(dpu)}


def listening(dpu):
    return sorted(line.split()[4] for line in dpu.namespace.run(["ss", "-Hltun"]).splitlines())


def threads(dpu):
    """What the threads that are ours, OpenDaylight's or their libraries' are called, without numbers."""
    dump = run(["jcmd", str(vitals.java(dpu)), "Thread.print"], 30)
    names = {re.sub(r"[-\d]+$", "", name) for name in re.findall(r'(?m)^"([^"]+)"', dump)}
    own = re.compile(r"tenant|bgp|opendaylight|akka|netty|nioEvent|epollEvent|netconf|qtp|jetty|scala|H2|aaa|metadata", re.I)
    return sorted(name for name in names if own.search(name) and name not in THREADS_LEFT)
