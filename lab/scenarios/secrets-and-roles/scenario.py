# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""Roles, default logins, and a planted password that is nowhere to be found."""

import base64
import json
import re
import shutil
import stat
from pathlib import Path

import pytest
from ncclient.operations import RPCError
from ncclient.transport.errors import AuthenticationError

from harness import netconf, shell
from harness.command import CommandFailed
from harness.credentials import ADMIN, OPERATOR, VIEWER, basic, variable
from harness.dpu import DPU, SITE, Dpu
from harness.report import say
from harness.restconf import Refused, Restconf
from harness.wait import until

FOLDER = Path(__file__).parent
INTERFACES = f"{DPU}/tenant-interfaces"
HOST = {"name": "host1", "vpc": "blue", "enabled": False,
        "ipv4": {"gateway-address": "10.0.0.1", "prefix-length": 24, "host-address": "10.0.0.10"}}
KEY = "aaa-encrypt-service-config:aaa-encrypt-service-config"
PLANTED = "planted-Xq7vTzK"
READS = [SITE, DPU, f"{DPU}/vpcs", f"{DPU}/vpcs/vpc=blue/state"]


def as_user(scenario, user):
    return Restconf(scenario.dpu.namespace, user=basic(user))


def refusal(status, call, *arguments, **named):
    with pytest.raises(Refused) as refused:
        call(*arguments, **named)
    assert refused.value.status == status, refused.value
    return refused.value.body


def read_by_netconf(scenario):
    with netconf.session(scenario.dpu.namespace) as client:
        return netconf.config(client)


def refusal_by_netconf(scenario, document):
    with netconf.session(scenario.dpu.namespace) as client, pytest.raises(RPCError) as refused:
        netconf.commit(client, document)
    return f"{refused.value.tag}: {refused.value.message} {refused.value.info}"


def test_operator_changes_what_is_ours_and_viewer_only_reads(scenario):
    operator, viewer = as_user(scenario, OPERATOR), as_user(scenario, VIEWER)
    asked = {"name": "vips", "allowed_anycast_prefixes": ["203.0.113.0/24"]}
    for user in (operator, viewer):
        for path in READS:
            user.get(path)
        assert user.invoke("tenant-bgp-operations:preview-routing-profile", **asked) is not None
        for path in (KEY, "", "aaa-app-config:shiro-configuration", f"{SITE}/../{KEY}", f"{SITE}/%2e%2e/{KEY}"):
            refusal(403, user.get, path)
        for path in ("/auth/v1/users", "/auth/v1/roles"):
            refusal(401, user.get, user.root.replace("/rests", path))  # the platform's word for a role that is missing
    operator.put(f"{SITE}/common-tenant-host-asn", {"tenant-bgp-site:common-tenant-host-asn": 65020})
    operator.patch(DPU, {"tenant-bgp-dpu:dpu": {"bgp-port": 1179}})
    operator.delete(f"{SITE}/common-tenant-host-asn")
    assert operator.invoke("tenant-bgp-operations:encrypt-password", password="of an operator")

    before = scenario.dpu.restconf.get(SITE, "config")
    told = refusal(403, viewer.put, f"{SITE}/common-tenant-host-asn", {"tenant-bgp-site:common-tenant-host-asn": 65020})
    error, = json.loads(told)["errors"]["error"]
    assert error["error-tag"] == "access-denied" and "viewer" in error["error-message"]
    refusal(403, viewer.patch, DPU, {"tenant-bgp-dpu:dpu": {"bgp-port": 179}})
    refusal(403, viewer.delete, SITE)
    refusal(403, viewer.invoke, "tenant-bgp-operations:encrypt-password", password="of a viewer")
    refusal(403, viewer.invoke, "tenant-bgp-configuration:restore", document="{}")
    assert scenario.dpu.restconf.get(SITE, "config") == before


def test_netconf_and_the_shell_are_the_admins(scenario):
    assert "urn:io:tenantbgp:dpu" in read_by_netconf(scenario)
    for user in (OPERATOR, VIEWER):
        with pytest.raises(AuthenticationError), netconf.session(scenario.dpu.namespace, user=user):
            pass
        with pytest.raises(CommandFailed):
            shell.karaf(scenario.dpu.namespace, "tenant-bgp:sessions", user=user)
    shell.karaf(scenario.dpu.namespace, "tenant-bgp:sessions")


def test_default_logins_are_refused(scenario):
    for login in ("admin:admin", "user:user", "karaf:karaf", "admin:", "operator:operator"):
        refusal(401, Restconf(scenario.dpu.namespace, user=login).get, SITE)
    with pytest.raises(CommandFailed):
        shell.karaf(scenario.dpu.namespace, "tenant-bgp:sessions", user="karaf", password="karaf")


def test_backup_is_what_restore_takes(scenario):
    restconf = scenario.dpu.restconf
    before = {path: restconf.get(path, "config") for path in (SITE, DPU)}
    backup = restconf.invoke("tenant-bgp-configuration:backup")["document"]
    restconf.delete(DPU)
    restconf.put(f"{SITE}/common-tenant-host-asn", {"tenant-bgp-site:common-tenant-host-asn": 65020})
    for _ in range(2):
        restconf.invoke("tenant-bgp-configuration:restore", document=backup)
        assert {path: restconf.get(path, "config") for path in (SITE, DPU)} == before
    told = refusal(400, restconf.invoke, "tenant-bgp-configuration:restore",
                   document='{"tenant-bgp-dpu:dpu": {\n"asn": "none"}}')
    assert "line 2" in told and "nothing is changed" in told, told
    wrong = json.loads(backup)
    wrong["tenant-bgp-dpu:dpu"]["vpcs"]["vpc"][0]["routing-profile"] = "gone"
    told = refusal(400, restconf.invoke, "tenant-bgp-configuration:restore", document=json.dumps(wrong))
    assert "the site has no routing profile gone: add it" in told and "nothing is changed" in told, told
    assert {path: restconf.get(path, "config") for path in (SITE, DPU)} == before


def test_planted_password_is_nowhere(scenario):
    restconf = scenario.dpu.restconf
    answers = []
    plain = {"tenant-bgp-dpu:tenant-interfaces": {"tenant-interface": [{**HOST, "password": PLANTED}]}}
    for call, path, body in (
            (restconf.put, INTERFACES, plain), (restconf.patch, DPU, {"tenant-bgp-dpu:dpu": {
                "tenant-interfaces": plain["tenant-bgp-dpu:tenant-interfaces"]}})):
        answers.append(refusal(400, call, path, body))
        assert "encrypt-password" in answers[-1], answers[-1]
    answers.append(refusal(400, restconf.put, f"{INTERFACES}/tenant-interface=host1",
                           {"tenant-bgp-dpu:tenant-interface": [{**HOST, "password": f"{PLANTED}-longer"}]}))
    answers.append(yang_patch(scenario, plain))
    answers.append(refusal_by_netconf(scenario, f"""<dpu xmlns="urn:io:tenantbgp:dpu"><tenant-interfaces><tenant-interface>
        <name>host1</name><vpc>blue</vpc><password>{PLANTED}</password></tenant-interface></tenant-interfaces></dpu>"""))
    assert "encrypt-password" in answers[-1], answers[-1]
    assert restconf.get(INTERFACES, "config") is None
    answers.append(refusal(400, restconf.invoke, "tenant-bgp-operations:encrypt-password", password=PLANTED * 20))

    encrypted = scenario.dpu.encrypted(PLANTED)
    assert encrypted.startswith("TcpMd5v1") and encrypted != scenario.dpu.encrypted(PLANTED)
    restconf.put(INTERFACES, {"tenant-bgp-dpu:tenant-interfaces": {"tenant-interface": [
        {**HOST, "enabled": True, "password": encrypted}]}})
    scenario.dpu.namespace.add_address("lo", "10.0.0.1/32")
    becomes(scenario, "listening")
    answers += [json.dumps(restconf.get(DPU)), read_by_netconf(scenario),
                shell.karaf(scenario.dpu.namespace, "tenant-bgp:sessions"),
                restconf.invoke("tenant-bgp-configuration:backup")["document"]]
    assert encrypted in answers[-1] and encrypted in answers[-3]
    assert not [each for each in answers if PLANTED in each]
    assert not written(scenario.dpu.karaf.base, PLANTED.encode())
    # The journal has the octets of the leaf: so the search would find a password there.
    assert written(scenario.dpu.karaf.base, base64.b64decode(encrypted))

    restconf.put(f"{INTERFACES}/tenant-interface=host1/password", {"tenant-bgp-dpu:password": of_another_dpu(encrypted)})
    becomes(scenario, "transport-security-unavailable")
    assert "encrypt-password" in scenario.dpu.interface_state("host1")["status-detail"]


@pytest.fixture
def first_boot(clean_lab):
    """A DPU that has never run, with startup files and without passwords in its environment."""
    dpu = Dpu("first")
    dpu.create()
    dpu.karaf.environment = {variable(user): "" for user in (ADMIN, OPERATOR, VIEWER)}
    startup = dpu.karaf.base / "etc" / "tenant-bgp"
    startup.mkdir()
    for name in ("site.json", "dpu.json"):
        shutil.copy(FOLDER / name, startup)
    try:
        yield dpu
    finally:
        dpu.delete()


@pytest.mark.own_dpu
def test_first_boot_makes_passwords_and_loads_the_startup_files(first_boot):
    credentials = first_boot.karaf.base / "data" / "security" / "credentials"
    default = Restconf(first_boot.namespace, user="admin:admin")
    answers = set()

    def ready():
        try:
            default.get(SITE)
        except Refused as refused:
            answers.add(refused.status)
        else:
            raise AssertionError("the default password works")
        made = passwords(credentials)
        return Restconf(first_boot.namespace, user=f"admin:{made[ADMIN]}").get(SITE, "config")

    first_boot.start(ready)
    say(f"while it booted the default login was answered with {sorted(answers)}")
    assert 401 in answers
    assert stat.S_IMODE(credentials.stat().st_mode) == 0o600
    made = passwords(credentials)
    assert sorted(made) == sorted([ADMIN, OPERATOR, VIEWER]) and len(set(made.values())) == 3
    for user, word in made.items():
        restconf = Restconf(first_boot.namespace, user=f"{user}:{word}")
        for path, name in ((SITE, "site.json"), (DPU, "dpu.json")):
            until(lambda: restconf.get(path, "config"), lambda seen: unordered(seen) == unordered(document(name)), 20,
                  "the startup file is loaded")
    assert written(first_boot.karaf.base, made[ADMIN].encode()) == [credentials]


def passwords(credentials):
    """By user. Raises CommandFailed while there are none."""
    if not credentials.exists():
        raise CommandFailed(f"no {credentials}")
    lines = [re.fullmatch(r"TENANT_BGP_(\w+)_PASSWORD='(\w+)'", line) for line in credentials.read_text().splitlines()]
    return {line[1].lower(): line[2] for line in lines}


def unordered(data):
    """Without the order of lists, which are sets here."""
    if isinstance(data, dict):
        return {name: unordered(value) for name, value in data.items()}
    return sorted(map(unordered, data), key=str) if isinstance(data, list) else data


def document(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def becomes(scenario, status):
    until(lambda: scenario.dpu.interface_state("host1"), lambda seen: seen.get("status") == status, 20, f"host1 is {status}")


def yang_patch(scenario, body):
    """What the DPU answers to a YANG patch (RFC 8072) with the plain password."""
    patch = {"ietf-yang-patch:yang-patch": {"patch-id": "one", "edit": [
        {"edit-id": "one", "operation": "merge", "target": "/tenant-interfaces", "value": body}]}}
    return scenario.dpu.namespace.run(
        ["curl", "-sS", "--max-time", "20", "-u", basic(), "-X", "PATCH", "-H", "Accept: application/yang-data+json", "-H",
         "Content-Type: application/yang-patch+json", "--data-binary", "@-", f"{scenario.dpu.restconf.root}/data/{DPU}"],
        25, json.dumps(patch))


def of_another_dpu(encrypted):
    """A text of the right form that this DPU's key did not make."""
    return encrypted[:60] + "".join(reversed(encrypted[60:100])) + encrypted[100:]


def written(base, octets):
    """The files below the DPU's base directory that have `octets`."""
    return [path for path in base.rglob("*") if path.is_file() and octets in path.read_bytes()]
