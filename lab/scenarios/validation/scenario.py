# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What is wrong is refused over RESTCONF and NETCONF alike, with what to change, and leaves no trace."""

import json
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("over, table", [("restconf", "cases.json"), ("netconf", "cases.json"),
                                         ("model", "model-cases.json")])
def test_edit_is_refused_with_what_to_change_and_nothing_is_stored(scenario, over, table):
    output = scenario.dpu.namespace.run([sys.executable, str(HERE / "edits.py"), over, str(HERE / table)], timeout=120)
    *mistakes, number = output.splitlines()
    assert not mistakes, "\n".join(mistakes)
    assert int(number) == len(json.loads((HERE / table).read_text(encoding="utf-8")))
