# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Every command of the DPU's shell over ssh, with a tenant that announces."""

import re

import pytest

from harness import bgp, expect, shell
from harness.command import CommandFailed
from harness.raw_speaker import RawSpeaker
from harness.wait import until

MISTAKES = {
    "sessions nowhere": "there is no tenant interface and no host address nowhere; interfaces are: left, right",
    "explain nowhere 203.0.113.10/32": "there is no tenant interface nowhere; there are: left, right",
    "explain right 203.0.113.10/32": "tenant interface right is closed (disabled): set enabled to true to open it",
    "explain left 203.0.113.10": "'203.0.113.10' has no prefix length",
    "explain --community 65100 left 203.0.113.10/32": "'65100' is no standard community",
    "preview --allow 203.0.113.10/24 vips": "'203.0.113.10/24' has host bits set, write 203.0.113.0/24",
    "preview nothing": "the site has no routing profile nothing; there are: vips",
}
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


def lines(scenario, text):
    """The lines a command prints, with single spaces."""
    return [" ".join(line.split()) for line in shell.karaf(scenario.dpu.namespace, text).splitlines()]


def shows(seen, *patterns):
    """Each pattern is one whole line of what was seen."""
    for pattern in patterns:
        assert any(re.fullmatch(pattern, line) for line in seen), f"no line {pattern} in\n" + "\n".join(seen)


def test_commands_show_what_there_is(scenario):
    scenario.start_speakers()
    expect.established(scenario, "frr", "left", 65010)
    scenario.announce()
    expect.accepts(scenario, "left", {"203.0.113.10/32", "203.0.113.20/32"})
    expect.rejects(scenario, "left", {"198.51.100.10/32": "not-in-allowed-prefixes"})

    shows(lines(scenario, "tenant-bgp:sessions"),
          r"left \| blue \| 10\.0\.0\.10 \| established \| 65010 \| 00:\d\d:\d\d \| 2 \| 1 \| -",
          r"right \| blue \| 10\.0\.1\.10 \| disabled \| - \| - \| 0 \| 0 \| -",
          r"right 10\.0\.1\.10: set enabled to true to open it")
    assert not [line for line in lines(scenario, "tenant-bgp:sessions left") if line.startswith("right")]

    accepted = lines(scenario, "tenant-bgp:prefixes 10.0.0.10")
    shows(accepted, rf"left \| 10\.0\.0\.10 \| 203\.0\.113\.10/32 \| overlay \| {TIME}",
          rf"left \| 10\.0\.0\.10 \| 203\.0\.113\.20/32 \| overlay \| {TIME}")
    assert not [line for line in accepted if "198.51.100.10" in line]
    shows(lines(scenario, "tenant-bgp:prefixes right"), "no prefix is accepted")

    shows(lines(scenario, "tenant-bgp:rejected left"),
          r"left \| 10\.0\.0\.10 \| 198\.51\.100\.10/32 \| not-in-allowed-prefixes \| 203\.0\.113\.0/24 "
          rf"\| \d+ \| {TIME}",
          r"not-in-allowed-prefixes: no entry of the routing profile's .*: add one that does .*")
    explain(scenario)
    preview(scenario)
    completes(scenario)


def explain(scenario):
    shows(lines(scenario, "tenant-bgp:explain --community 65100:1 left 203.0.113.10/32"),
          r"203\.0\.113\.10/32 from left, host 10\.0\.0\.10: accepted, overlay",
          r"by routing profile vips, allowed-anycast-prefixes: entry 203\.0\.113\.0/24",
          r"by routing profile vips, tenant-leak-communities-accepted false: the leak community is ignored",
          rf"now, host 10\.0\.0\.10, established: accepted since {TIME}, overlay")
    shows(lines(scenario, "tenant-bgp:explain left 198.51.100.10/32"),
          r"198\.51\.100\.10/32 from left, host 10\.0\.0\.10: rejected, not-in-allowed-prefixes",
          r"nearest allowed entry: 203\.0\.113\.0/24",
          r"now, host 10\.0\.0\.10, established: rejected, not-in-allowed-prefixes, announced \d+ times, "
          rf"last seen {TIME}")
    shows(lines(scenario, "tenant-bgp:explain left 203.0.113.10/24"),
          r"203\.0\.113\.10/24 from left, host 10\.0\.0\.10: rejected, host-bits-set")
    shows(lines(scenario, "tenant-bgp:explain --as-path '65010 65000' left 203.0.113.10/32"),
          r"203\.0\.113\.10/32 from left, host 10\.0\.0\.10: rejected, dpu-asn-in-path")


def preview(scenario):
    shows(lines(scenario, "tenant-bgp:preview --allow 198.51.100.0/24 --allow 203.0.113.10/32 vips"),
          r"left \| 10\.0\.0\.10 \| 203\.0\.113\.20/32 \| overlay \| not-in-allowed-prefixes",
          r"left \| 10\.0\.0\.10 \| 198\.51\.100\.10/32 \| not-in-allowed-prefixes \| overlay",
          "interfaces with the profile: left", "accepted, then rejected: 1", "rejected, then accepted: 1")


def completes(scenario):
    """The tabulator turns "l" into "left "."""
    shell.typed(scenario.dpu.namespace, "tenant-bgp:explain l\t203.0.113.10/32\r",
                "203.0.113.10/32 from left, host 10.0.0.10: accepted")


def test_a_refused_open_is_shown_with_its_notification(scenario):
    with RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1", "10.0.0.10") as speaker:
        speaker.connect()
        speaker.send(bgp.open_message(65000, "10.0.0.10"))
        speaker.wait_closed(10)
    seen = until(lambda: lines(scenario, "tenant-bgp:sessions left"),
                 lambda text: any("sent 2/2" in line for line in text), 20, "the refusal is shown")
    shows(seen, r"left \| blue \| 10\.0\.0\.10 \| active \| 65000 \| - \| 0 \| 0 \| sent 2/2",
          rf"left 10\.0\.0\.10: {TIME} sent 2/2: OPEN Message Error, Bad Peer AS .*the DPU's own.*")


def test_mistakes_are_named_and_help_is_there(scenario):
    for command, message in MISTAKES.items():
        with pytest.raises(CommandFailed) as failed:
            print(shell.karaf(scenario.dpu.namespace, f"tenant-bgp:{command}"))
        assert message in " ".join(str(failed.value).split()), failed.value
    for command in ("sessions", "prefixes", "rejected", "explain", "preview"):
        text = shell.karaf(scenario.dpu.namespace, f"tenant-bgp:{command} --help")
        assert "DESCRIPTION" in text and "SYNTAX" in text and "ARGUMENTS" in text, text
