# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""RESTCONF (RFC 8040) as an operator uses it: curl on the DPU, and an answer one can read when it refuses."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from harness.command import CommandFailed
from harness.credentials import basic

_JSON = "application/yang-data+json"


@dataclass(frozen=True)
class Answer:
    """headers: by their names in lower case."""

    status: int
    headers: dict
    body: str


class Refused(CommandFailed):
    """The DPU answered with an error. status: the HTTP status; body: its text."""

    def __init__(self, method, path, status, body):
        super().__init__(f"{method} {path}: HTTP {status}\n{body}")
        self.status = status
        self.body = body


class Restconf:
    """RESTCONF on 127.0.0.1 of a namespace."""

    def __init__(self, namespace, port=8181, user=None):
        """user: user:password, the admin unless given."""
        self._namespace = namespace
        self.root = f"http://127.0.0.1:{port}/rests"
        self._data = f"{self.root}/data"
        self._user = user or basic()

    def command(self, path):
        """The command line with which a person asks the same."""
        return self._namespace.inside(["curl", "-s", "-u", self._user, f"{self._data}/{path}"])

    def get(self, path, content="all"):
        """The data, or None when there is none there. content: all, config or nonconfig (RFC 8040 section 4.8.1)."""
        status, body = self._call("GET", f"{path}?content={content}")
        if status in (404, 409) and "data-missing" in body:
            return None
        return json.loads(self._require("GET", path, status, body))

    def put(self, path, data):
        self._require("PUT", path, *self._call("PUT", path, data))

    def patch(self, path, data):
        """Plain PATCH: merge (RFC 8040 section 4.6.1)."""
        self._require("PATCH", path, *self._call("PATCH", path, data))

    def delete(self, path):
        """Absent afterwards; no error when it was before."""
        status, body = self._call("DELETE", path)
        if not (status in (404, 409) and "data-missing" in body):
            self._require("DELETE", path, status, body)

    def invoke(self, rpc, **arguments):
        """The output of an RPC, named module:rpc; arguments: its input, with _ for - in the names. Raises Refused."""
        module = rpc.partition(":")[0]
        data = {f"{module}:input": {name.replace("_", "-"): value for name, value in arguments.items()}}
        body = self._require("POST", rpc, *self._call("POST", f"{self.root}/operations/{rpc}", data))
        return json.loads(body).get(f"{module}:output", {}) if body else {}

    def exchange(self, method, path, body=None, encoding="json", patch=False):
        """The Answer to a request with this text as its body, whatever it is. patch: the body is a yang-patch (RFC 8072)."""
        command = ["curl", "-sS", "--max-time", "20", "-u", self._user, "-X", method, "-D", "-", "-w", "\n%{http_code}",
                   "-H", f"Accept: application/yang-data+{encoding}", f"{self._data}/{path}"]
        if body is not None:
            kind = "patch" if patch else "data"
            command += ["-H", f"Content-Type: application/yang-{kind}+{encoding}", "--data-binary", "@-"]
        text, _, status = self._namespace.run(command, 25, body).rpartition("\n")
        head, _, content = text.partition("\n\n")
        headers = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        return Answer(int(status), {name.lower(): value for name, value in headers.items()}, content)

    def _call(self, method, path, data=None):
        command = ["curl", "-sS", "--max-time", "20", "-u", self._user, "-X", method, "-H", f"Accept: {_JSON}",
                   "-w", "\n%{http_code}", path if path.startswith("http:") else f"{self._data}/{path}"]
        if data is not None:
            command += ["-H", f"Content-Type: {_JSON}", "--data-binary", "@-"]
        stdin = None if data is None else json.dumps(data)
        body, _, status = self._namespace.run(command, 25, stdin).rpartition("\n")
        return int(status), body

    @staticmethod
    def _require(method, path, status, body):
        if not 200 <= status < 300:
            raise Refused(method, path, status, body)
        return body


def key(value):
    """A list key as it stands in a path."""
    return quote(str(value), safe="")
