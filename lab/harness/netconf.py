# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""NETCONF sessions with a DPU by ncclient, and the XML of our models."""

import contextlib
import socket
from xml.etree import ElementTree

from ncclient import manager
from ncclient.operations import RPCError, TimeoutExpiredError
from ncclient.xml_ import to_ele

from harness.credentials import ADMIN, password

BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
SITE, DPU, OPERATIONS = "urn:io:tenantbgp:site", "urn:io:tenantbgp:dpu", "urn:io:tenantbgp:operations"
_SECONDS = 20


@contextlib.contextmanager
def session(namespace, port=2830, user=ADMIN):
    """An ncclient Manager of a session of its own; closed at the end, if the DPU has not done so."""
    connection = namespace.socket(socket.AF_INET)
    connection.settimeout(_SECONDS)
    connection.connect(("127.0.0.1", port))
    client = manager.connect(host="127.0.0.1", port=port, sock=connection, username=user, password=password(user),
                             hostkey_verify=False, allow_agent=False, look_for_keys=False, timeout=_SECONDS)
    client.timeout = _SECONDS
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close_session()
        connection.close()


def edit(client, *documents, **options):
    """edit-config of the candidate with these XML documents."""
    client.edit_config(target="candidate", config=f'<config xmlns="{BASE}">{"".join(documents)}</config>', **options)


def commit(client, *documents):
    """As an operator does it: lock, edit, commit, unlock."""
    with client.locked("candidate"):
        edit(client, *documents)
        client.commit()


def config(client, source="running"):
    """The configuration of our models, as canonical XML."""
    found = ElementTree.fromstring(client.get_config(source=source).data_xml)
    return "".join(sorted(ElementTree.canonicalize(ElementTree.tostring(each)) for each in found
                          if each.tag.startswith("{urn:io:tenantbgp:")))


def element(operation):
    """The element of an operation of NETCONF itself, for dispatch()."""
    name, rest = operation[1:].split(">", 1)
    slash = "/" if name.endswith("/") else ""
    return to_ele(f'<{name.rstrip("/")} xmlns="{BASE}"{slash}>{rest}')


def refusal(call, *arguments, **options):
    """The RPCError of a call that has to be refused."""
    try:
        call(*arguments, **options)
    except RPCError as error:
        return error
    raise AssertionError(f"{call} {arguments} {options} was not refused")
