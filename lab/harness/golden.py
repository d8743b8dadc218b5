# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The operator's whole state of a scenario's interfaces and VPCs against a golden file."""

import difflib
import json

from harness.report import say
from harness.wait import until

# What differs from run to run, comes with the next check of the fabric, or only counts messages.
_VOLATILE = {"established-since", "since", "last-seen", "time", "counters", "last-error", "count",
             "last-notification-sent", "last-notification-received", "alarms"}


def matches(scenario, name, within=5):
    """The state becomes what the scenario folder's file `name` says, or the file is rewritten."""
    path = scenario.folder / name
    if scenario.golden_update:
        path.write_text(_text(scenario))
        say(f"rewrote {path}")
        return
    wanted = path.read_text()
    seen = wanted
    try:
        until(lambda: _text(scenario), lambda text: text == wanted, within, name)
    except AssertionError:
        seen = _text(scenario)
    difference = "".join(difflib.unified_diff(wanted.splitlines(True), seen.splitlines(True), name, "the DPU's state"))
    assert not difference, f"the state is not what {path} says (--golden-update rewrites it):\n{difference}"


def _text(scenario):
    vpcs = {each["name"]: scenario.dpus[name] for name, document in scenario.documents.items()
            for each in document["tenant-bgp-dpu:dpu"]["vpcs"]["vpc"]}
    state = {"tenant-interfaces": {name: _stable(scenario.dpu_of(name).interface_state(name))
                                   for name in sorted(scenario.interfaces)},
             "vpcs": {name: _stable(vpcs[name].vpc_state(name)) for name in sorted(vpcs)}}
    return json.dumps(state, indent=2, sort_keys=True) + "\n"


def _stable(value):
    """The same with lists in one order and without the volatile leaves."""
    if isinstance(value, dict):
        return {key: _stable(each) for key, each in value.items() if key not in _VOLATILE}
    if isinstance(value, list):
        return sorted((_stable(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value
