# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Usage: edit.py commit|discard|state [XML of the dpu container]. Runs where NETCONF listens: on the DPU."""

import os
import sys

from ncclient import manager


def main(action, dpu=""):
    with manager.connect(host="127.0.0.1", port=2830, username="admin", password=os.environ["TENANT_BGP_ADMIN_PASSWORD"],
                         hostkey_verify=False, allow_agent=False, look_for_keys=False, timeout=20) as session:
        if action == "state":
            print(session.get(filter=("subtree", '<dpu xmlns="urn:io:tenantbgp:dpu"/>')).data_xml)
            return
        with session.locked("candidate"):
            session.edit_config(target="candidate", config=f"<config>{dpu}</config>")
            if action == "commit":
                session.commit()
            else:
                session.discard_changes()


main(*sys.argv[1:])
