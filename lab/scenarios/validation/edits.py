# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Usage: edits.py restconf|netconf|model CASES. Makes each edit where RESTCONF and NETCONF listen, on the DPU.

Prints one line of JSON for each edit that was not refused as it should be, and last the number of edits made.
"""

import base64
import http.client
import json
import os
import sys
from urllib.parse import unquote
from xml.sax.saxutils import escape

from ncclient import manager
from ncclient.operations import RPCError

JSON, XML, PATCH = "application/yang-data+json", "application/yang-data+xml", "application/yang-patch+json"
CONTAINERS = ("tenant-bgp-site:site", "tenant-bgp-dpu:dpu", "instance-metadata:instance-metadata")
NAMESPACES = {"tenant-bgp-site": "urn:io:tenantbgp:site", "tenant-bgp-dpu": "urn:io:tenantbgp:dpu",
              "instance-metadata": "urn:io:tenantbgp:instance-metadata"}
KEYS = {"vpc": ["name"], "tenant-interface": ["name"], "routing-profile": ["name"], "neighbor": ["address"],
        "additional-route-target-imports": ["asn", "vni"], "anycast-site-prefixes": []}
PASSWORD = os.environ["TENANT_BGP_ADMIN_PASSWORD"]
NETCONF = "urn:ietf:params:xml:ns:netconf:base:1.0"


class Restconf:
    """One connection to 127.0.0.1:8181."""

    def __init__(self):
        self._connection = http.client.HTTPConnection("127.0.0.1", 8181, timeout=30)
        self._authorization = "Basic " + base64.b64encode(f"admin:{PASSWORD}".encode()).decode()

    def call(self, method, path, body=None, kind=JSON, accept=JSON):
        headers = {"Authorization": self._authorization, "Accept": accept, "Content-Type": kind}
        self._connection.request(method, "/rests/data" + (f"/{path}" if path else ""),
                                 body.encode() if body is not None else None, headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")

    def stored(self):
        return [self.call("GET", f"{each}?content=config")[1] for each in CONTAINERS]


def errors(body):
    """The errors of an answer, whatever they are wrapped in."""
    try:
        document = json.loads(body)
    except ValueError:
        return []
    document = document.get("ietf-yang-patch:yang-patch-status", document)
    found = list(document.get("errors", {}).get("error", []))
    for edit in document.get("edit-status", {}).get("edit", []):
        found += edit.get("errors", {}).get("error", [])
    return found


def document(path, value):
    """The RESTCONF body of a PUT of `value` to `path`."""
    module, last = path.split(":")[0], path.split("/")[-1].split(":")[-1]
    name = last.split("=")[0]
    return json.dumps({f"{module}:{name}": [value] if "=" in last else value})


def restconf(cases):
    client = Restconf()
    before = client.stored()
    for case in cases:
        path = case.get("put") or case["delete"]
        body = document(path, case["value"]) if "put" in case else None
        calls = [("PUT" if body else "DELETE", path, body, JSON), ("PATCH", "", patch(case, path, body), PATCH)]
        for method, where, sent, kind in calls:
            status, answer = client.call(method, where, sent, kind)
            expected = {"error-tag": case["tag"], "error-path": case["path"], "error-message": case["message"]}
            seen = [{name: each.get(name) for name in expected} for each in errors(answer)]
            if not 400 <= status < 500 or expected not in seen or len(seen) != case.get("errors", 1):
                yield {"case": case["case"], "method": method, "status": status, "answer": answer}
            if client.stored() != before:
                yield {"case": case["case"], "method": method, "stored": client.stored()}


def patch(case, path, body):
    edit = {"edit-id": "1", "operation": "replace" if body else "delete", "target": f"/{path}"}
    if body:
        edit["value"] = json.loads(body)
    return json.dumps({"ietf-yang-patch:yang-patch": {"patch-id": "p", "edit": [edit]}})


def xml(case):
    """The edit as a config element: the containers and list entries down to what is replaced or deleted."""
    path = case.get("put") or case["delete"]
    module, steps = path.split(":")[0], path.split(":", 1)[1].split("/")
    operation = ' nc:operation="%s"' % ("replace" if "put" in case else "delete")
    head, tail = "", ""
    for number, step in enumerate(steps):
        name, _, key = step.partition("=")
        last = number == len(steps) - 1
        space = f' xmlns="{NAMESPACES[module]}" xmlns:nc="{NETCONF}"' if number == 0 else ""
        head += f"<{name}{space}{operation if last else ''}>"
        tail = f"</{name}>" + tail
        if key and not (last and "put" in case):
            head += "".join(f"<{leaf}>{escape(unquote(value))}</{leaf}>"
                            for leaf, value in zip(KEYS[name], key.split(",")))
    return "<config>" + head + (content(case["value"]) if "put" in case else "") + tail + "</config>"


def content(value):
    if isinstance(value, dict):
        return "".join(f"<{name}>{content(each)}</{name}>" for name, one in value.items()
                       for each in (one if isinstance(one, list) else [one]))
    return escape(str(value).lower() if isinstance(value, bool) else str(value))


def netconf(cases):
    client = Restconf()
    before = client.stored()
    with manager.connect(host="127.0.0.1", port=2830, username="admin", password=PASSWORD, hostkey_verify=False,
                         allow_agent=False, look_for_keys=False, timeout=30) as session:
        for case in cases:
            try:
                with session.locked("candidate"):
                    session.edit_config(target="candidate", config=xml(case))
                    session.commit()
                yield {"case": case["case"], "answer": "committed"}
            except RPCError as refused:
                seen = [{"tag": each.tag, "message": each.message, "path": (each.path or "").strip()}
                        for each in refused.errlist or [refused]]
                expected = {"tag": case["tag"], "message": case["message"], "path": xpath(case["path"])}
                if expected not in seen or len(seen) != case.get("errors", 1):
                    yield {"case": case["case"], "answer": seen, "expected": expected}
            if client.stored() != before:
                yield {"case": case["case"], "stored": client.stored()}


def xpath(path):
    """The path with its module's name before every name of a node, as XML needs it."""
    module = path[1:].split(":")[0]
    text, quoted, start = "", False, True
    for character in path.replace(f"/{module}:", "/", 1):
        if start and not quoted and character not in "./[":
            text += f"{module}:"
        quoted ^= character == "'"
        start = character in "/[" and not quoted
        text += character
    return text


def model(cases):
    """What YANG refuses, each with what the message has to contain."""
    client = Restconf()
    before = client.stored()
    for case in cases:
        body = case.get("body")
        status, answer = client.call(case["method"], case["path"], body if body is None or isinstance(body, str)
                                     else json.dumps(body), case.get("type", JSON))
        messages = " ".join(each.get("error-message") or "" for each in errors(answer))
        if not 400 <= status < 500 or not errors(answer) or case["message"] not in messages:
            yield {"case": case["case"], "status": status, "answer": answer}
        if client.stored() != before:
            yield {"case": case["case"], "stored": client.stored()}


def main(over, file):
    with open(file, encoding="utf-8") as table:
        cases = json.load(table)
    for mistake in {"restconf": restconf, "netconf": netconf, "model": model}[over](cases):
        print(json.dumps(mistake))
    print(len(cases))


main(*sys.argv[1:])
