# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""What RFC 8040 and RFC 8072 say of each operation on the configuration, in JSON and in XML. A 500 is a failure everywhere."""

import json
from xml.etree import ElementTree

import pytest

PROFILES = "tenant-bgp-site:site/fnn/routing-profiles"
SITE_NAMESPACE = "urn:io:tenantbgp:site"
PATCH_NAMESPACE = "urn:ietf:params:xml:ns:yang:ietf-yang-patch"


class Json:
    """One encoding: documents as it writes them, and what an answer says."""

    name = "json"

    @staticmethod
    def profile(name, *prefixes):
        return json.dumps({"tenant-bgp-site:routing-profile": [{"name": name, "allowed-anycast-prefixes": prefixes}]})

    @staticmethod
    def prefixes(body):
        profile, = json.loads(body)["tenant-bgp-site:routing-profile"]
        return set(profile["allowed-anycast-prefixes"])

    @staticmethod
    def tag(body):
        return json.loads(body)["errors"]["error"][0]["error-tag"]

    @staticmethod
    def yang_patch(*edits):
        """edits: (operation, name of a profile, its prefixes or None)."""
        return json.dumps({"ietf-yang-patch:yang-patch": {"patch-id": "one", "edit": [
            {"edit-id": str(number), "operation": operation, "target": f"/routing-profile={name}",
             **({"value": json.loads(Json.profile(name, *prefixes))} if prefixes is not None else {})}
            for number, (operation, name, prefixes) in enumerate(edits)]}})

    @staticmethod
    def patch_status(body):
        """{edit-id: its error-tag, or ok} of what the answer names; {"": "ok"} when all is well."""
        status = json.loads(body)["ietf-yang-patch:yang-patch-status"]
        assert status["patch-id"] == "one"
        if "ok" in status:
            return {"": "ok"}
        return {edit["edit-id"]: "ok" if "ok" in edit else edit["errors"]["error"][0]["error-tag"]
                for edit in status["edit-status"]["edit"]}


class Xml:
    name = "xml"

    @staticmethod
    def profile(name, *prefixes):
        leaves = "".join(f"<allowed-anycast-prefixes>{each}</allowed-anycast-prefixes>" for each in prefixes)
        return f'<routing-profile xmlns="{SITE_NAMESPACE}"><name>{name}</name>{leaves}</routing-profile>'

    @staticmethod
    def prefixes(body):
        return {each.text for each in ElementTree.fromstring(body).iter(f"{{{SITE_NAMESPACE}}}allowed-anycast-prefixes")}

    @staticmethod
    def tag(body):
        return next(ElementTree.fromstring(body).iter("{urn:ietf:params:xml:ns:yang:ietf-restconf}error-tag")).text

    @staticmethod
    def yang_patch(*edits):
        parts = [f"<edit><edit-id>{number}</edit-id><operation>{operation}</operation><target>/routing-profile={name}</target>"
                 + (f"<value>{Xml.profile(name, *prefixes)}</value>" if prefixes is not None else "") + "</edit>"
                 for number, (operation, name, prefixes) in enumerate(edits)]
        return f'<yang-patch xmlns="{PATCH_NAMESPACE}"><patch-id>one</patch-id>{"".join(parts)}</yang-patch>'

    @staticmethod
    def patch_status(body):
        def find(element, name):
            return element.find(f"{{{PATCH_NAMESPACE}}}{name}")

        status = ElementTree.fromstring(body)
        assert find(status, "patch-id").text == "one"
        if find(status, "ok") is not None:
            return {"": "ok"}
        return {find(edit, "edit-id").text: "ok" if find(edit, "ok") is not None
                else next(each.text for each in edit.iter(f"{{{PATCH_NAMESPACE}}}error-tag"))
                for edit in status.iter(f"{{{PATCH_NAMESPACE}}}edit")}


@pytest.fixture(params=[Json, Xml], ids=["json", "xml"])
def encoding(request):
    return request.param


def test_each_operation_answers_as_rfc_8040_says(scenario, encoding):
    ask, red = scenario.dpu.restconf.exchange, f"{PROFILES}/routing-profile=red"

    def answers(status, method, path, body=None, tag=None):
        answer = ask(method, path, body, encoding.name)
        assert answer.status == status, answer
        assert tag is None or encoding.tag(answer.body) == tag, answer
        return answer

    def stored():
        return encoding.prefixes(answers(200, "GET", f"{red}?content=config").body)

    created = answers(201, "POST", PROFILES, encoding.profile("red", "198.18.0.0/24"))
    assert created.headers["location"].endswith(f"/rests/data/{red}"), created
    answers(409, "POST", PROFILES, encoding.profile("red", "198.51.100.0/24"), "data-exists")
    assert stored() == {"198.18.0.0/24"}
    answers(200, "PATCH", red, encoding.profile("red", "198.51.100.0/24"))
    assert stored() == {"198.18.0.0/24", "198.51.100.0/24"}
    answers(204, "PUT", red, encoding.profile("red", "203.0.113.0/24"))
    assert stored() == {"203.0.113.0/24"}
    answers(204, "PUT", red, encoding.profile("red", "203.0.113.0/24"))
    answers(204, "DELETE", red)
    answers(409, "DELETE", red, tag="data-missing")
    answers(409, "GET", red, tag="data-missing")
    answers(201, "PUT", red, encoding.profile("red", "198.18.0.0/24"))
    assert stored() == {"198.18.0.0/24"}


def test_what_cannot_be_read_is_400_with_a_text_and_changes_nothing(scenario, encoding):
    ask, red = scenario.dpu.restconf.exchange, f"{PROFILES}/routing-profile=red"
    before = ask("GET", "tenant-bgp-site:site?content=config").body
    whole = encoding.profile("red", "198.18.0.0/24")
    for method, path, body in (("PUT", red, ""), ("PUT", red, whole[:-5]), ("PUT", red, encoding.profile("blue")),
                               ("PUT", red, encoding.profile("red", "192.0.2.0/64")), ("PATCH", red, ""), ("POST", PROFILES, ""),
                               ("PATCH", PROFILES, encoding.yang_patch(("frobnicate", "red", None)))):
        answer = ask(method, path, body, encoding.name, patch="yang-patch>" in body or "yang-patch\"" in body)
        assert answer.status == 400 and encoding.tag(answer.body) in ("malformed-message", "invalid-value"), (method, body, answer)
    assert ask("GET", "tenant-bgp-site:site?content=config").body == before


def test_a_yang_patch_is_carried_out_whole_or_not_at_all(scenario, encoding):
    def patch(*edits):
        answer = scenario.dpu.restconf.exchange("PATCH", PROFILES, encoding.yang_patch(*edits), encoding.name, patch=True)
        return answer.status, encoding.patch_status(answer.body)

    def stored():
        profiles = scenario.dpu.restconf.get(PROFILES, "config")["tenant-bgp-site:routing-profiles"]["routing-profile"]
        return {each["name"]: set(each.get("allowed-anycast-prefixes", [])) for each in profiles}

    before = stored()
    assert patch(("create", "red", ["198.18.0.0/24"]), ("merge", "vips", ["198.51.100.0/24"]), ("replace", "green", []),
                 ("delete", "green", None), ("remove", "grey", None)) == (200, {"": "ok"})
    after = {"red": {"198.18.0.0/24"}, "vips": before["vips"] | {"198.51.100.0/24"}}
    assert stored() == after
    for failing, tag in ((("create", "vips", []), "data-exists"), (("delete", "grey", None), "data-missing")):
        status, edits = patch(("replace", "red", ["203.0.113.0/24"]), ("create", "grau", []), failing, ("delete", "red", None))
        assert status == 409 and edits["2"] == tag, (status, edits)
        assert stored() == after, f"{failing} has left something"


def test_there_are_no_entity_tags(scenario):
    """What docs/configure.md says; when the platform has them, that page is to change."""
    answer = scenario.dpu.restconf.exchange("GET", "tenant-bgp-site:site?content=config")
    assert answer.status == 200 and not {"etag", "last-modified"} & answer.headers.keys(), answer
