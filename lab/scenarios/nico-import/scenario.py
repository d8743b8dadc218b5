# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The configuration of NICo's API server imported over the shell and over RESTCONF, with a tenant that announces."""

import os
from pathlib import Path

import pytest

from harness import expect, shell
from harness.command import CommandFailed
from harness.dpu import SITE
from harness.restconf import Refused

FILE = Path(__file__).with_name("nico.toml")
IMPORT = "tenant-bgp-import:import-nico"
PROFILE = "tenant-bgp-site:site/fnn/routing-profiles/routing-profile=EXTERNAL"
ALLOWED, DEPRECATED = "203.0.113.10/32", "198.51.100.10/32"
DIFFERENCE = [
    "added tenant-bgp-site:site/anycast-site-prefixes: 198.51.100.0/24",
    "added tenant-bgp-site:site/fnn/additional-route-target-imports: 64512:50100",
    f"changed {PROFILE}/access-tier: 0 -> 2",
    f"added {PROFILE}/allowed-anycast-prefixes: 203.0.113.0/24",
    f"changed {PROFILE}/tenant-leak-communities-accepted: false -> true",
    f"added {PROFILE}/route-target-imports: 64512:50500",
]
MISTAKES = {
    "datacenter_asn = 1\ndatacenter_asn = 2\n": "line 2: not TOML: 'datacenter_asn' is there twice, first in line 1",
    "datacenter_asn = \"64512\"": "line 1, datacenter_asn: a string, awaited an integer",
    "anycast_site_prefixes = [\n\"203.0.113.1/24\"]": "line 2, anycast_site_prefixes[0]: '203.0.113.1/24' has host bits set",
    "fnn = { a = [[[[" + "[" * 40: "nested more than 32 deep",
    "a.a=1\n" * 60000: "more than 100000 keys and values",
    "datacenter_asn": "not TOML",
    "#" * (1 << 20) + "#": "is larger than 1048576 octets",
}


def command(scenario, line):
    """What tenant-bgp:import-nico prints, in lines with single spaces."""
    return [" ".join(each.split()) for each in
            shell.karaf(scenario.dpu.namespace, f"tenant-bgp:import-nico {line}").splitlines()]


def site(scenario):
    return scenario.dpu.restconf.get(SITE, "config")


def test_difference_is_shown_and_applied_on_a_yes(scenario):
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    expect.rejects(scenario, "host1", {ALLOWED: "allowed-prefixes-empty", DEPRECATED: "allowed-prefixes-empty"})
    before = site(scenario)

    shown = command(scenario, f"--dry-run {FILE}")
    assert shown[-8:] == [*DIFFERENCE, "4 added, 2 changed, 0 removed", "not applied: --dry-run"], "\n".join(shown)
    assert "unknown-key: default_mtu (line 9): unknown key, not imported" in shown
    assert "kept: routing profile MAINTENANCE is not in the text and is kept" in shown
    assert not [line for line in shown if "correct-horse" in line]
    shell.typed(scenario.dpu.namespace, f"tenant-bgp:import-nico {FILE}\rno\r", "not applied")
    assert site(scenario) == before

    shell.typed(scenario.dpu.namespace, f"tenant-bgp:import-nico {FILE}\ryes\r", "\napplied")
    expect.accepts(scenario, "host1", {ALLOWED})
    command(scenario, f"--yes --migrate-anycast-site-prefixes EXTERNAL {FILE}")
    expect.accepts(scenario, "host1", {ALLOWED, DEPRECATED})
    assert "anycast-site-prefixes" not in site(scenario)["tenant-bgp-site:site"]
    assert len(scenario.tenants["frr"].witness.to("10.0.0.1")) == 1, "the session was not up all the time"


def test_tabulator_completes_files_and_profiles(scenario):
    """It turns "MAINT" into "MAINTENANCE " and the beginning of the file's name into the whole."""
    shell.typed(scenario.dpu.namespace, "tenant-bgp:import-nico --dry-run --migrate-anycast-site-prefixes MAINT\t"
                f"{str(FILE)[:-4]}\t\r", "routing-profile=MAINTENANCE/allowed-anycast-prefixes: 198.51.100.0/24")


def test_rpc_applies_what_it_showed(scenario):
    restconf, toml = scenario.dpu.restconf, FILE.read_text(encoding="utf-8")
    scenario.start_speakers()
    expect.established(scenario, "frr", "host1", 65010)
    scenario.announce()
    shown = restconf.invoke(IMPORT, toml=toml, migrate_anycast_site_prefixes=["all"])
    assert not shown["applied"] and (shown["added"], shown["changed"], shown["removed"]) == (5, 2, 0)
    assert {"kind": "unknown-key", "toml-path": "default_mtu", "line": 9,
            "text": "unknown key, not imported"} in shown["note"]

    restconf.put(f"{SITE}/common-tenant-host-asn", {"tenant-bgp-site:common-tenant-host-asn": 65010})
    older = dict(toml=toml, migrate_anycast_site_prefixes=["all"], apply=True, fingerprint=shown["fingerprint"])
    with pytest.raises(Refused) as refused:
        restconf.invoke(IMPORT, **older)
    assert refused.value.status == 409 and "was changed meanwhile, nothing was imported" in refused.value.body
    expect.accepts(scenario, "host1", set())

    restconf.delete(f"{SITE}/common-tenant-host-asn")
    assert restconf.invoke(IMPORT, **older)["applied"]
    expect.accepts(scenario, "host1", {ALLOWED, DEPRECATED})
    again = restconf.invoke(IMPORT, toml=toml, migrate_anycast_site_prefixes=["all"], apply=True)
    assert not again["applied"] and "change" not in again


def test_bad_files_are_refused_and_change_nothing(scenario, tmp_path):
    before = site(scenario)
    for number, (toml, message) in enumerate(MISTAKES.items()):
        with pytest.raises(Refused) as answer:
            scenario.dpu.restconf.invoke(IMPORT, toml=toml, apply=True)
        assert answer.value.status == 400 and message in answer.value.body, answer.value
        (tmp_path / f"{number}.toml").write_text(toml, encoding="utf-8")
        refused(scenario, tmp_path / f"{number}.toml", message)
    (tmp_path / "latin.toml").write_bytes(b"a = 1\nb = \"Z\xfcrich\"\n")
    os.mkfifo(tmp_path / "pipe")
    for path, message in {tmp_path / "latin.toml": "line 2: not UTF-8", tmp_path: "is a directory",
                          tmp_path / "nothing": "there is no file", tmp_path / "pipe": "is not a regular file",
                          Path("/dev/zero"): "is not a regular file"}.items():
        refused(scenario, path, message)
    assert site(scenario) == before


def refused(scenario, path, message):
    with pytest.raises(CommandFailed) as failed:
        print(command(scenario, f"--yes {path}"))
    assert message in " ".join(str(failed.value).split()), failed.value
