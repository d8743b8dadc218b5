# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Usage: rpc.py XML-of-the-RPC. Prints the reply, or the error. Runs where NETCONF listens: on the DPU."""

import os
import sys

from ncclient import manager
from ncclient.operations import RPCError
from ncclient.xml_ import to_ele


def main(rpc):
    with manager.connect(host="127.0.0.1", port=2830, username="admin", password=os.environ["TENANT_BGP_ADMIN_PASSWORD"],
                         hostkey_verify=False, allow_agent=False, look_for_keys=False, timeout=20) as session:
        try:
            print(session.dispatch(to_ele(rpc)))
        except RPCError as error:
            print(f"{error.tag}: {error.message}")


main(*sys.argv[1:])
