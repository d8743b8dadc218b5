# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Usage: stream.py SECONDS. Lists NETCONF's streams, subscribes to the default one and prints what comes. Runs on the DPU."""

import os
import sys
import time

from ncclient import manager

STREAMS = '<netconf xmlns="urn:ietf:params:xml:ns:netmod:notification"/>'


def main(seconds):
    with manager.connect(host="127.0.0.1", port=2830, username="admin", password=os.environ["TENANT_BGP_ADMIN_PASSWORD"],
                         hostkey_verify=False, allow_agent=False, look_for_keys=False, timeout=20) as session:
        print(session.get(filter=("subtree", STREAMS)).data_xml, flush=True)
        session.create_subscription()
        print("subscribed", flush=True)
        deadline = time.monotonic() + float(seconds)
        while time.monotonic() < deadline:
            notification = session.take_notification(timeout=1)
            if notification is not None:
                print(notification.notification_xml, flush=True)


main(*sys.argv[1:])
