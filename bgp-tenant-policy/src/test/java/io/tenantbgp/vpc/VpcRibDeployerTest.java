/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.vpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Datastore;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataTreeIdentifier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.protocol.bgp.rib.impl.spi.BGPSessionPreferences;
import org.opendaylight.protocol.bgp.rib.impl.spi.PeerRegistryListener;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.NetworkInstance;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.Protocol;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolBuilder;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.network.instance.rev151018.network.instance.top.network.instances.network.instance.protocols.ProtocolKey;
import org.opendaylight.yang.gen.v1.http.openconfig.net.yang.policy.types.rev151009.BGP;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;

/** Against BGPCEP's own deployer, RIBs and peer registry. */
class VpcRibDeployerTest {
    private static final Inet4Address ROUTER_ID = (Inet4Address) InetAddresses.forString("192.0.2.1");
    private static final InetAddress HOST = InetAddresses.forString("10.0.0.2");
    private static final InetAddress OTHER_HOST = InetAddresses.forString("10.0.1.2");
    private static final InetAddress IPV6_HOST = InetAddresses.forString("2001:db8::2");
    private static final Duration SHORT = Duration.ofMillis(300);

    private final List<String> events = new CopyOnWriteArrayList<>();
    private Datastore datastore;
    private Bgpcep bgpcep;
    private BgpcepPeers peers;
    private VpcRibDeployer deployer;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.idle(datastore);
        bgpcep.registry().registerPeerRegisterListener(new Events(events));
        peers = new BgpcepPeers(bgpcep.registry());
        deployer = new VpcRibDeployer(datastore.broker(), peers);
    }

    @AfterEach
    void stop() {
        bgpcep.close();
    }

    @Test
    void ribsAreDeployedWithFencedNeighbours() throws Exception {
        bgpcep.follow();

        deploy(deployer, rib("blue", HOST, IPV6_HOST), rib("red", OTHER_HOST), rib("empty"));

        assertEquals(Optional.of("tenant-vpc-blue"), bgpcep.ribOf(HOST));
        assertEquals(Optional.of("tenant-vpc-blue"), bgpcep.ribOf(IPV6_HOST));
        assertEquals(Optional.of("tenant-vpc-red"), bgpcep.ribOf(OTHER_HOST));
        awaitRibs("tenant-vpc-blue", "tenant-vpc-empty", "tenant-vpc-red");
        final var preferences = bgpcep.registry().getPeerPreferences(address(HOST));
        assertEquals(BgpcepPeers.FENCE_ASN, preferences.getExpectedRemoteAs());
        assertEquals(65000, preferences.getMyAs().getValue().toJava());
        assertEquals("192.0.2.1", preferences.getBgpId().getValue());
        assertEquals(65535, preferences.getHoldTime());
        assertTrue(Stream.of(HOST, IPV6_HOST, OTHER_HOST).allMatch(peers::isConfigured));
    }

    @Test
    void secondDeployOfTheSameWritesNothing() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST));
        final var writes = new CopyOnWriteArrayList<String>();
        datastore.broker().registerTreeChangeListener(DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION,
            BgpcepConfiguration.PROTOCOLS), changes -> changes.forEach(change -> writes.add(change.toString())));
        // What is there already comes first.
        Await.until("first notification", () -> writes, seen -> seen.size() == 1);

        deploy(deployer, rib("blue", HOST));
        deploy(deployer, rib("blue", HOST));
        deploy(deployer, rib("blue", HOST, OTHER_HOST));

        Await.until("the last notification", () -> writes, seen -> seen.size() >= 2);
        assertEquals(2, writes.size(), writes::toString);
        assertEquals(List.of("added 10.0.0.2", "added 10.0.1.2"), events);
    }

    @Test
    void neighbourThatMovesBetweenVpcsIsRemovedBeforeItIsAdded() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST, OTHER_HOST), rib("red"));

        deploy(deployer, rib("blue", OTHER_HOST), rib("red", HOST));

        assertEquals(Optional.of("tenant-vpc-red"), bgpcep.ribOf(HOST));
        assertEquals(List.of("removed 10.0.0.2", "added 10.0.0.2"), events.subList(2, events.size()));
    }

    @Test
    void otherAsnOrRouterIdOfTheDpuCreatesTheRibsAnew() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST), rib("empty"));

        deploy(deployer, new VpcRib("blue", 65001, ROUTER_ID, Set.of(HOST)),
            new VpcRib("empty", 65001, ROUTER_ID, Set.of()));

        final var preferences = bgpcep.registry().getPeerPreferences(address(HOST));
        assertEquals(65001, preferences.getMyAs().getValue().toJava());
        assertEquals(BgpcepPeers.FENCE_ASN, preferences.getExpectedRemoteAs());
        assertEquals(List.of("added 10.0.0.2", "removed 10.0.0.2", "added 10.0.0.2"), eventsOfHost());

        final var routerId = (Inet4Address) InetAddresses.forString("192.0.2.9");
        deploy(deployer, new VpcRib("blue", 65001, routerId, Set.of(HOST)));

        assertEquals("192.0.2.9", bgpcep.registry().getPeerPreferences(address(HOST)).getBgpId().getValue());
        awaitRibs("tenant-vpc-blue");
    }

    @Test
    void ribOfAVpcThatIsGoneIsRemovedWithItsNeighbours() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST), rib("red", OTHER_HOST));

        deploy(deployer, rib("red", OTHER_HOST));

        awaitRibs("tenant-vpc-red");
        assertFalse(peers.isNeighbor(HOST));
        assertFalse(peers.isConfigured(HOST));
        assertTrue(peers.isConfigured(OTHER_HOST));
        deploy(deployer);
        awaitRibs();
    }

    @Test
    void neighboursStayAsTheyAreWhenTheDeployerStartsAgain() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST, IPV6_HOST));

        deploy(restarted(), rib("blue", HOST, IPV6_HOST, OTHER_HOST));

        assertEquals(List.of("added 10.0.0.2", "added 10.0.1.2", "added 2001:db8:0:0:0:0:0:2"),
            events.stream().sorted().toList());
    }

    @Test
    void ribOfAVpcThatWentWhileDownIsRemovedAndOthersStay() throws Exception {
        bgpcep.follow();
        datastore.configure(BgpcepConfiguration.PROTOCOLS.child(Protocol.class, new ProtocolKey(BGP.VALUE, "example")),
            new ProtocolBuilder(OpenConfigRib.protocol(rib("ignored", OTHER_HOST))).withKey(
                new ProtocolKey(BGP.VALUE, "example")).setName("example").build());
        deploy(deployer, rib("blue", HOST), rib("red"));

        deploy(restarted(), rib("red"));

        awaitRibs("example", "tenant-vpc-red");
        assertEquals(Optional.of("example"), bgpcep.ribOf(OTHER_HOST));
        assertFalse(peers.isNeighbor(HOST));
    }

    @Test
    void neighbourThatMovedWhileDownIsRemovedBeforeItIsAdded() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST), rib("gone", OTHER_HOST), rib("red"));

        deploy(restarted(), rib("blue", OTHER_HOST), rib("red", HOST));

        assertEquals(Optional.of("tenant-vpc-red"), bgpcep.ribOf(HOST));
        assertEquals(Optional.of("tenant-vpc-blue"), bgpcep.ribOf(OTHER_HOST));
        awaitRibs("tenant-vpc-blue", "tenant-vpc-red");
        assertEquals(2, events.stream().filter("added 10.0.0.2"::equals).count(), events::toString);
        assertEquals(2, events.stream().filter("added 10.0.1.2"::equals).count(), events::toString);
    }

    @Test
    void dpuThatGotAnotherAsnWhileDownHasItsRibsCreatedAnew() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST));

        deploy(restarted(), new VpcRib("blue", 65001, ROUTER_ID, Set.of(HOST)));

        assertEquals(65001, bgpcep.registry().getPeerPreferences(address(HOST)).getMyAs().getValue().toJava());
    }

    @Test
    void bgpcepThatDoesNotFollowIsAFailureAndTheNextDeployRecovers() throws Exception {
        final var impatient = new VpcRibDeployer(datastore.broker(), peers, SHORT);

        final var failure = assertThrows(IllegalStateException.class, () -> deploy(impatient, rib("blue", HOST)));
        assertTrue(failure.getMessage().contains("to create neighbours [/10.0.0.2]"), failure.getMessage());
        assertFalse(peers.isConfigured(HOST));

        bgpcep.follow();
        deploy(deployer, rib("blue", HOST));
        assertTrue(peers.isConfigured(HOST));
        assertEquals(Optional.of("tenant-vpc-blue"), bgpcep.ribOf(HOST));
    }

    @Test
    void failureToMoveANeighbourWithholdsItAndNoOther() throws Exception {
        // As if BGPCEP were wedged: it has its neighbours and follows no more.
        Stream.of(HOST, OTHER_HOST).forEach(this::addToRegistryOnly);
        final var impatient = new VpcRibDeployer(datastore.broker(), peers, SHORT);
        deploy(impatient, rib("blue", HOST, OTHER_HOST), rib("red"));
        final var moved = new VpcRib[] { rib("blue", OTHER_HOST), rib("red", HOST) };

        assertThrows(IllegalStateException.class, () -> deploy(impatient, moved));

        assertTrue(peers.isNeighbor(HOST));
        assertFalse(peers.isConfigured(HOST));
        assertTrue(peers.isConfigured(OTHER_HOST));
        bgpcep.registry().removePeer(address(HOST));
        assertThrows(IllegalStateException.class, () -> deploy(impatient, moved));
        assertFalse(peers.isConfigured(HOST));
        addToRegistryOnly(HOST);
        deploy(impatient, moved);
        assertTrue(peers.isConfigured(HOST));
    }

    @Test
    void connectionsAreTakenOnlyWhereTheRibIsTheDesiredOne() throws Exception {
        bgpcep.follow();
        deploy(deployer, rib("blue", HOST, OTHER_HOST), rib("red", IPV6_HOST));

        deployer.withhold(List.of(rib("blue", HOST), rib("red", OTHER_HOST),
            new VpcRib("green", 65000, ROUTER_ID, Set.of(IPV6_HOST))));

        assertTrue(peers.isConfigured(HOST));
        assertFalse(peers.isConfigured(OTHER_HOST));
        assertFalse(peers.isConfigured(IPV6_HOST));
        deployer.withhold(List.of(new VpcRib("blue", 65001, ROUTER_ID, Set.of(HOST))));
        assertFalse(peers.isConfigured(HOST));
    }

    @Test
    void datastoreThatRefusesIsAFailure() throws Exception {
        datastore.unconfigure(BgpcepConfiguration.PROTOCOLS.firstIdentifierOf(NetworkInstance.class));

        final var failure = assertThrows(IllegalStateException.class, () -> deploy(deployer, rib("blue")));
        assertEquals("cannot write BGPCEP's configuration", failure.getMessage());
    }

    @Test
    void neighbourThatWasWithheldWhileItWasDeployedIsNotTaken() throws Exception {
        deployer.withhold(List.of(rib("blue", HOST, OTHER_HOST)));
        bgpcep.registry().registerPeerRegisterListener(new WhenAdded(() ->
            deployer.withhold(List.of(rib("blue", OTHER_HOST), rib("red", HOST)))));
        bgpcep.follow();

        deployer.deploy(List.of(rib("blue", HOST, OTHER_HOST)));

        assertFalse(peers.isConfigured(HOST));
        assertTrue(peers.isConfigured(OTHER_HOST));
        deployer.deploy(List.of(rib("blue", OTHER_HOST), rib("red", HOST)));
        assertTrue(peers.isConfigured(HOST));
    }

    private static void deploy(final VpcRibDeployer deployer, final VpcRib... ribs) throws InterruptedException {
        deployer.withhold(List.of(ribs));
        deployer.deploy(List.of(ribs));
    }

    private void addToRegistryOnly(final InetAddress host) {
        bgpcep.registry().addPeer(address(host), NeighborListener.INSTANCE, NeighborListener.FENCED);
    }

    private VpcRibDeployer restarted() {
        return new VpcRibDeployer(datastore.broker(), new BgpcepPeers(bgpcep.registry()));
    }

    private void awaitRibs(final String... names) {
        Await.until("RIBs " + List.of(names), bgpcep::ribs, List.of(names)::equals);
    }

    private List<String> eventsOfHost() {
        return events.stream().filter(event -> event.endsWith(" 10.0.0.2")).collect(Collectors.toList());
    }

    private static VpcRib rib(final String vpc, final InetAddress... neighbors) {
        return new VpcRib(vpc, 65000, ROUTER_ID, Set.of(neighbors));
    }

    private static IpAddressNoZone address(final InetAddress address) {
        return IetfInetUtil.ipAddressNoZoneFor(address);
    }

    private record Events(List<String> seen) implements PeerRegistryListener {
        @Override
        public void onPeerAdded(final IpAddressNoZone address, final BGPSessionPreferences preferences) {
            seen.add("added " + address.stringValue());
        }

        @Override
        public void onPeerRemoved(final IpAddressNoZone address) {
            seen.add("removed " + address.stringValue());
        }
    }

    private record WhenAdded(Runnable onAdded) implements PeerRegistryListener {
        @Override
        public void onPeerAdded(final IpAddressNoZone address, final BGPSessionPreferences preferences) {
            onAdded.run();
        }

        @Override
        public void onPeerRemoved(final IpAddressNoZone address) {
            // of no interest
        }
    }
}
