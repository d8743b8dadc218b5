/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.testing.Datastore;
import java.net.Inet4Address;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV4UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.bgp.types.rev151009.IPV6UNICAST;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.policy.types.rev151009.BGP;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.policy.types.rev151009.OSPF;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.routing.policy.rev151009.DefaultPolicyType;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.openconfig.extensions.rev180329.NetworkInstanceProtocol;

class OpenConfigRibTest {
    private static final Inet4Address ROUTER_ID = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final VpcRib RIB = new VpcRib("blue", 4200000000L, ROUTER_ID,
        Set.of(InetAddresses.forString("10.0.0.2"), InetAddresses.forString("2001:db8::2")));

    @Test
    void ribIsReadBackFromTheDatastoreAsItWasWritten() throws Exception {
        final var datastore = Datastore.start();
        datastore.configure(OpenConfigRib.path("blue"), OpenConfigRib.protocol(RIB));

        final var protocol = datastore.configured(OpenConfigRib.path("blue")).orElseThrow();

        assertTrue(OpenConfigRib.isOurs(protocol));
        assertEquals(RIB, OpenConfigRib.read(protocol));
    }

    @Test
    void nothingIsExportedToTenants() {
        final var global = OpenConfigRib.protocol(RIB).augmentation(NetworkInstanceProtocol.class).getBgp().getGlobal();

        assertEquals(DefaultPolicyType.REJECTROUTE, global.getApplyPolicy().getConfig().getDefaultExportPolicy());
    }

    @Test
    void neighbourIsPassiveFencedAndHasBothUnicastFamilies() {
        final var neighbor = OpenConfigRib.neighbor(InetAddresses.forString("10.0.0.2"));

        assertTrue(neighbor.getTransport().getConfig().getPassiveMode());
        assertEquals(BgpcepPeers.FENCE_ASN, neighbor.getConfig().getPeerAs());
        assertEquals(Set.of(IPV4UNICAST.VALUE, IPV6UNICAST.VALUE), neighbor.getAfiSafis().nonnullAfiSafi().values()
            .stream().map(family -> family.getAfiSafiName()).collect(Collectors.toSet()));
    }

    @Test
    void brokenRibOfOursIsReadAsOneThatNoDpuHas() {
        final var broken = new ProtocolBuilder().withKey(new ProtocolKey(BGP.VALUE, "tenant-vpc-blue")).build();

        assertTrue(OpenConfigRib.isOurs(broken));
        assertFalse(OpenConfigRib.read(broken).hasSameSpeaker(RIB));
    }

    @Test
    void ribsOfOthersAreNotOurs() {
        assertFalse(OpenConfigRib.isOurs(
            new ProtocolBuilder().withKey(new ProtocolKey(BGP.VALUE, "example-bgp-rib")).build()));
        assertFalse(OpenConfigRib.isOurs(
            new ProtocolBuilder().withKey(new ProtocolKey(OSPF.VALUE, "tenant-vpc-blue")).build()));
    }
}
