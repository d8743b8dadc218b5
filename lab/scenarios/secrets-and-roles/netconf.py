# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Usage: netconf.py USER read|XML of the dpu container. Prints what comes, or the error. Runs where NETCONF listens: on the DPU."""

import os
import sys

from ncclient import manager
from ncclient.operations import RPCError
from ncclient.transport.errors import AuthenticationError


def main(user, dpu):
    try:
        with manager.connect(host="127.0.0.1", port=2830, username=user,
                             password=os.environ[f"TENANT_BGP_{user.upper()}_PASSWORD"], hostkey_verify=False,
                             allow_agent=False, look_for_keys=False, timeout=20) as session:
            if dpu == "read":
                print(session.get_config(source="running", filter=("subtree", '<dpu xmlns="urn:io:tenantbgp:dpu"/>')).data_xml)
                return
            with session.locked("candidate"):
                try:
                    session.edit_config(target="candidate", config=f"<config>{dpu}</config>")
                    session.commit()
                finally:
                    session.discard_changes()
    except AuthenticationError:
        print("authentication failed")
    except RPCError as error:
        print(f"refused: {error.tag}: {error.message} {error.info}")


main(*sys.argv[1:])
