# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The Debian package: run as its unit says, upgraded under a session, purged."""

import re
import stat
import time

import pytest

from harness import expect, namespaces, previous
from harness.command import run
from harness.credentials import ADMIN, password, variable
from harness.dpu import DPU, METADATA_ADDRESS, SITE, Dpu
from harness.karaf import ROOT, RUN, built
from harness.machine import InstalledKaraf
from harness.report import say
from harness.scenario import Scenario
from harness.wait import until

BUNDLES = "/usr/share/tenant-bgp/system/io/tenantbgp/bgp-tenant-policy"
DEFAULTS = "/etc/default/tenant-bgp"
CONFIG = "/etc/tenant-bgp/config.properties"
UNIT = ROOT / "karaf-dist" / "src" / "main" / "deb" / "tenant-bgp.service"
EXPOSURE = 2.0
# Beside a restart: a first start resolves the features anew, which takes a restart about as long again.
UPGRADE_FACTOR, UPGRADE_SECONDS = 2, 15


@pytest.fixture
def dpu(clean_lab):
    """A machine of its own with the previous version installed and running."""
    dpu = Dpu("package", karaf=InstalledKaraf)
    dpu.create()
    try:
        dpu.karaf.machine.install(previous.package(dpu.karaf.base))
        defaults = dpu.karaf.machine.path(DEFAULTS)
        assert stat.S_IMODE(defaults.stat().st_mode) == 0o600
        with defaults.open("a", encoding="utf-8") as file:
            file.write(f"{variable(ADMIN)}={password(ADMIN)}\n")
        dpu.start()
        yield dpu
    finally:
        dpu.delete()
        dpu.karaf.machine.delete()


def test_an_upgrade_keeps_configuration_and_costs_a_session_about_a_restart(dpu, request):
    machine = dpu.karaf.machine
    scenario = Scenario(request.path.parent, dpu)
    try:
        scenario.bring_up()
        _runs_as_the_unit_says(dpu)
        scenario.start_speakers()
        expect.established(scenario, "host", "host1", 65010)
        scenario.announce()
        expect.accepts(scenario, "host1", {"203.0.113.10/32"})
        configured = [dpu.restconf.get(path, "config") for path in (SITE, DPU)]

        restart = _away(scenario, lambda: None)
        config = machine.path(CONFIG)
        config.write_text(config.read_text(encoding="utf-8").replace("timeout=30000", "timeout=1000").replace(
            "timeout = 30000", "timeout = 1000"), encoding="utf-8")
        upgrade = _away(scenario, lambda: machine.install(built("tenant-bgp_*_all.deb")))
        say(f"the session was away {restart:.1f} s by a restart, {upgrade:.1f} s by an upgrade")

        assert [dpu.restconf.get(path, "config") for path in (SITE, DPU)] == configured
        versions = [each.name for each in machine.path(BUNDLES).iterdir()]
        assert len(versions) == 1 and previous.VERSION not in versions, versions
        assert upgrade <= UPGRADE_FACTOR * restart + UPGRADE_SECONDS
        namespace = scenario.tenants["host"].namespace
        assert namespace.run(["curl", "-sS", "--max-time", "3",
                              f"http://{METADATA_ADDRESS}/latest/meta-data/asn"]).strip() == "65000"
    finally:
        scenario.tear_down()
    # A stop takes some seconds, and what the operator has changed before the upgrade gives it one.
    assert dpu.karaf.stop()
    console = dpu.karaf.console.read_text(encoding="utf-8", errors="replace")
    assert "OpenDaylight did not stop within 1 s (karaf.shutdown.timeout): ending the process. It was at" in console, console
    machine.run(["dpkg", "--purge", "tenant-bgp"])
    left = machine.run(["find", "/", "-xdev", "-name", "tenant-bgp*", "-not", "-path", f"{ROOT}/*"]).split()
    # The overlay shows this machine's own files, too.
    assert [each for each in left if machine.path(each).exists()] == []
    assert "tenant-bgp" not in machine.run(["getent", "passwd"])


def test_systemd_finds_nothing_wrong_with_the_unit():
    verified = run(["systemd-analyze", "verify", "--man=no", str(_with_a_program_that_is_here())])
    assert not verified.strip(), verified
    exposure = run(["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)])
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", exposure)
    say(found.group(0))
    assert float(found.group(1)) <= EXPOSURE, exposure


def _with_a_program_that_is_here():
    """A copy of the unit for a machine that does not have the package."""
    copy = RUN / UNIT.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    text = UNIT.read_text(encoding="utf-8")
    copy.write_text(re.sub(r"(?m)^ExecStart=\S+", "ExecStart=/bin/true", text)
                    .replace("file:/usr/share/doc/tenant-bgp/README.md", "https://example.net/"), encoding="utf-8")
    return copy


def _away(scenario, meanwhile):
    """Seconds from the stop of the DPU to the moment the tenant's prefix is accepted again."""
    started = time.monotonic()
    assert scenario.dpu.karaf.stop()
    meanwhile()
    scenario.dpu.start()
    expect.established(scenario, "host", "host1", 65010)
    expect.accepts(scenario, "host1", {"203.0.113.10/32"})
    return time.monotonic() - started


def _runs_as_the_unit_says(dpu):
    pid = until(lambda: [each for each in namespaces.processes(dpu.namespace.netns) if _comm(each) == "java"],
                lambda found: len(found) == 1, 10, "one java runs")[0]
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    assert "0" not in status["Uid"].split(), status["Uid"]
    bind_only = 1 << 10  # CAP_NET_BIND_SERVICE, capabilities(7)
    assert {int(status[each], 16) for each in ("CapPrm", "CapEff", "CapBnd", "CapAmb")} == {bind_only}, status
    assert status["NoNewPrivs"] == "1"
    with open(f"/proc/{pid}/mounts", encoding="utf-8") as file:
        root = [line.split() for line in file if line.split()[1] == "/"][-1]
    assert "ro" in root[3].split(","), root
    with open(f"/proc/{pid}/maps", encoding="utf-8") as file:
        native = {line.split()[5] for line in file if ".so" in line}
    assert any("netty_transport_native_epoll" in each for each in native), native
    assert not any("lmdb" in each for each in native), native  # there is none for AArch64


def _comm(pid):
    with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
        return file.read().strip()
