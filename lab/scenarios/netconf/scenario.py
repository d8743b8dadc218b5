# Copyright 2026 The tenant-bgp authors
#
# SPDX-License-Identifier: Apache-2.0
"""The whole life of a site over NETCONF, by the client an operator's automation would use, and by two of them at once."""

import sys
from pathlib import Path

import pytest

from harness import expect, netconf
from harness.command import CommandFailed
from harness.karaf import ROOT, RUN
from harness.process import Process
from harness.raw_speaker import RawSpeaker
from harness.wait import until

REPLACE = Path(__file__).with_name("replace.xml").read_text(encoding="utf-8")
HOLDER = Path(__file__).with_name("holder.py")
NC = 'xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0"'
DPU = f"""
<dpu xmlns="{netconf.DPU}" {NC}>
  <vpcs><vpc><name>blue</name><routing-profile{{operation}}>vips</routing-profile></vpc></vpcs>
</dpu>"""
WITH_PROFILE, WITHOUT_PROFILE = DPU.format(operation=""), DPU.format(operation=' nc:operation="delete"')
PROFILE = f"""
<site xmlns="{netconf.SITE}" {NC}>
  <fnn><routing-profiles>
    <routing-profile nc:operation="{{operation}}"><name>{{name}}</name></routing-profile>
  </routing-profiles></fnn>
</site>"""


@pytest.fixture
def open_session(scenario):
    """Makes one more NETCONF session with the DPU."""
    return lambda: netconf.session(scenario.dpu.namespace)


def test_only_a_commit_opens_the_interface_and_a_deletion_closes_it(scenario, open_session):
    tenant = RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1")
    with open_session() as client:
        with client.locked("candidate"):
            netconf.edit(client, WITH_PROFILE)
            assert "<routing-profile>vips" in client.get_config("candidate").data_xml
            client.discard_changes()
            assert "<routing-profile>vips" not in client.get_config("candidate").data_xml
        assert "routing-profile" not in scenario.dpu.restconf.get("tenant-bgp-dpu:dpu/vpcs/vpc=blue",
                                                                  "config")["tenant-bgp-dpu:vpc"][0]
        with pytest.raises(ConnectionRefusedError):
            tenant.connect()

        netconf.commit(client, WITH_PROFILE)
        scenario.await_status("host1", "listening")
        scenario.start_speakers()
        expect.established(scenario, "frr", "host1", 65010)
        scenario.announce()
        expect.accepts(scenario, "host1", {"203.0.113.10/32"})
        state = client.get(filter=("subtree", f'<dpu xmlns="{netconf.DPU}"/>')).data_xml
        assert "203.0.113.10/32" in state and "established" in state, state
        one = client.get_config("running", filter=("subtree", f'<dpu xmlns="{netconf.DPU}"><asn/></dpu>')).data_xml
        assert "<asn>65000</asn>" in one and "vpcs" not in one, one

        netconf.commit(client, WITHOUT_PROFILE)
        scenario.await_status("host1", "no-routing-profile")
        with pytest.raises(ConnectionRefusedError):
            RawSpeaker(scenario.tenants["frr"].namespace, "10.0.0.1").connect()


def test_the_same_replace_again_changes_nothing_and_drops_no_session(scenario, open_session):
    with open_session() as client:
        def replace():
            with client.locked("candidate"):
                client.edit_config(target="candidate", config=REPLACE)
                client.commit()
            return netconf.config(client)

        first = replace()
        scenario.await_status("host1", "listening")
        scenario.start_speakers()
        expect.established(scenario, "frr", "host1", 65010)
        scenario.announce()
        expect.accepts(scenario, "host1", {"203.0.113.10/32"})
        state = scenario.session("host1")["accepted-prefix"]
        with expect.no_session_ends(scenario):
            assert replace() == first
            client.commit()
            assert netconf.config(client) == first
        assert scenario.session("host1")["accepted-prefix"] == state


def test_a_lock_keeps_the_others_out(open_session):
    with open_session() as holder, open_session() as other:
        before = netconf.config(other)
        with holder.locked("candidate"):
            denied = netconf.refusal(other.lock, "candidate")
            assert denied.tag == "lock-denied" and f"<session-id>{holder.session_id}</session-id>" in denied.info
            for change in (lambda: netconf.edit(other, WITH_PROFILE), other.commit):
                assert netconf.refusal(change).tag == "in-use"
            assert netconf.refusal(other.unlock, "candidate").tag == "operation-failed"
            assert netconf.config(other) == before
            netconf.edit(holder, WITH_PROFILE)
        assert "<routing-profile>vips" not in holder.get_config("candidate").data_xml, "unlock discards"
        with holder.locked("running"):
            netconf.edit(other, WITH_PROFILE)
            refused = netconf.refusal(other.commit)
            assert refused.tag == "in-use" and f"session {holder.session_id} has locked" in refused.message
        assert netconf.config(holder) == before
        other.commit()
        assert netconf.config(holder) != before


def test_two_candidates_are_apart_and_the_later_commit_of_the_same_part_is_refused(open_session):
    with open_session() as first, open_session() as second:
        netconf.edit(first, PROFILE.format(operation="merge", name="first"))
        netconf.edit(second, PROFILE.format(operation="create", name="second"))
        assert "<name>first" not in second.get_config("candidate").data_xml
        netconf.edit(second, PROFILE.format(operation="replace", name="vips"))
        netconf.commit(first, PROFILE.format(operation="replace", name="vips"))
        refused = netconf.refusal(second.commit)
        assert "another client has changed the same part" in refused.message, refused.message
        assert "first<" in netconf.config(first) and "second<" not in netconf.config(first)
        # A candidate that was read before another client's commit begins anew with the lock.
        second.get_config("candidate")
        netconf.commit(first, PROFILE.format(operation="replace", name="vips"))
        netconf.commit(second, PROFILE.format(operation="replace", name="vips"))
        netconf.commit(second, PROFILE.format(operation="create", name="second"))
        assert "first<" in netconf.config(second) and "second<" in netconf.config(second)
        for operation, name, tag in (("create", "second", "data-exists"), ("delete", "third", "data-missing")):
            assert netconf.refusal(netconf.edit, second, PROFILE.format(operation=operation, name=name)).tag == tag


@pytest.mark.parametrize("by", ["kill -9", "kill-session"])
def test_the_lock_of_a_client_that_is_gone_is_released_with_its_changes(scenario, open_session, by):
    log = RUN / scenario.name / "holder.log"
    log.unlink(missing_ok=True)
    holder = Process(scenario.dpu.namespace, "holder", [sys.executable, str(HOLDER), WITH_PROFILE], log,
                     {"PYTHONPATH": str(ROOT / "lab")})
    holder.start()
    try:
        session_id = until(lambda: _text(holder), lambda text: text, 20, "the other client has the lock")
        with open_session() as client:
            before = netconf.config(client)
            assert netconf.refusal(client.lock, "candidate").tag == "lock-denied"
            if by == "kill-session":
                client.kill_session(session_id.strip())
            else:
                holder.kill()
            until(lambda: _lock(client), lambda granted: granted, 10, "the lock is free again", poll=0.1)
            netconf.edit(client, PROFILE.format(operation="merge", name="after"))
            client.commit()
            client.unlock("candidate")
            assert before != netconf.config(client) and "routing-profile>vips" not in netconf.config(client)
    finally:
        holder.kill()


def _text(process):
    process.require_running()
    return process.log.read_text(encoding="utf-8")


def _lock(client):
    try:
        client.lock("candidate")
        return True
    except netconf.RPCError as denied:
        if denied.tag != "lock-denied":
            raise CommandFailed(f"{denied.tag}: {denied.message}") from denied
        return False


def test_what_netconf_does_not_offer_is_refused_and_says_what_to_do_instead(open_session):
    with open_session() as client:
        before = netconf.config(client)
        for rpc, tag, text in (
                ("<commit><confirmed/></commit>", "operation-not-supported", "use a plain commit"),
                ("<lock><target><startup/></target></lock>", "invalid-value", "candidate and running"),
                ("<copy-config><target><url>file:///tmp/x</url></target><source><running/></source></copy-config>",
                 "operation-not-supported", "use get-config"),
                (f"<kill-session><session-id>{client.session_id}</session-id></kill-session>", "invalid-value",
                 "use close-session")):
            refused = netconf.refusal(client.dispatch, netconf.element(rpc))
            assert refused.tag == tag and text in refused.message, (rpc, refused.tag, refused.message)
        for document in (f'<site xmlns="{netconf.SITE}"><datacenter-asn>many</datacenter-asn></site>',
                         f'<site xmlns="{netconf.SITE}"><colour>red</colour></site>'):
            refused = netconf.refusal(netconf.edit, client, document)
            assert refused.tag in ("invalid-value", "malformed-message"), refused.tag
        client.discard_changes()
        assert netconf.config(client) == before
