/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static io.tenantbgp.testing.Configured.BLUE;
import static io.tenantbgp.testing.Configured.ETH0;
import static io.tenantbgp.testing.Configured.SITE;
import static io.tenantbgp.testing.Configured.dpu;
import static io.tenantbgp.testing.Configured.ipv4;
import static io.tenantbgp.testing.Configured.ipv6;
import static io.tenantbgp.testing.Configured.profiles;
import static io.tenantbgp.testing.Configured.site;
import static io.tenantbgp.testing.Configured.tenantInterface;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.config.InterfaceAdmission.Closed;
import io.tenantbgp.config.InterfaceAdmission.Open;
import io.tenantbgp.config.InterfaceAdmission.Reason;
import io.tenantbgp.policy.InterfacePrefixes;
import io.tenantbgp.policy.InterfacePrefixes.NotNarrowed;
import io.tenantbgp.policy.InterfacePrefixes.OnlyInside;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.session.MaximumPrefixesAction;
import io.tenantbgp.session.SecuritySupport;
import io.tenantbgp.session.SessionTimers;
import io.tenantbgp.session.TcpMd5Key;
import io.tenantbgp.session.TenantPeer;
import io.tenantbgp.session.TransportSecurity;
import io.tenantbgp.testing.Encryption;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;

class ConfigMapperTest {
    private static final String DPU = "'asn': 65000, 'loopback': '192.0.2.1'";
    private static final String VIP_AND_BROKEN = profiles(
        "{'name': 'tenants', 'allowed-anycast-prefixes': ['203.0.113.0/24', '198.51.100.1/24']}");

    private final ConfigMapper mapper = Encryption.mapper();

    @Test
    void nothingIsOpenWithoutDpu() {
        assertEquals(TenantBgpConfig.EMPTY, mapper.map(site(SITE), null));
        assertEquals(TenantBgpConfig.EMPTY, mapper.map(null, null));
    }

    @Test
    void unsetLeavesHaveTheModelsDefaults() {
        final var config = mapper.map(site(SITE), dpu(BLUE, ETH0));

        assertEquals(new DpuIdentity(65000, config.dpu().orElseThrow().loopback(), 179), config.dpu().orElseThrow());
        assertEquals(List.of(new VpcConfig("blue", 100)), config.vpcs());
        final var peer = onlyPeer(config);
        assertEquals(new SessionTimers(9, 3, 480), peer.timers());
        assertEquals(1000, peer.importPolicy().maximumPrefixes());
        assertEquals(MaximumPrefixesAction.DROP_EXCESS, peer.maximumPrefixesAction());
        assertEquals(new TenantAsnRule.AnyAsn(), peer.openPolicy().tenantAsn());
        assertEquals(new NotNarrowed(), peer.importPolicy().allowedPrefixes().ofInterface());
        assertEquals(new Open(""), config.interfaces().get(0).admission());
    }

    @Test
    void setLeavesAreTaken() {
        final var config = mapper.map(site(SITE), dpu(DPU + ", 'bgp-port': 1790, 'vpcs': {'vpc': [" + BLUE
            + "]}, 'tenant-interfaces': {'tenant-interface': [" + tenantInterface("eth0", "blue",
                ipv4("10.0.0.1", "10.0.0.2"), "'enabled': true", "'timers': {'hold-time': 30, 'keepalive-interval': 7, "
                + "'send-hold-time': 100}",
                "'limits': {'maximum-prefixes': 5, 'maximum-prefixes-action': 'teardown'}") + "]}"));

        assertEquals(1790, config.dpu().orElseThrow().bgpPort());
        final var peer = onlyPeer(config);
        assertEquals(new SessionTimers(30, 7, 100), peer.timers());
        assertEquals(5, peer.importPolicy().maximumPrefixes());
        assertEquals(MaximumPrefixesAction.TEARDOWN, peer.maximumPrefixesAction());
    }

    static Stream<Arguments> closed() {
        return Stream.of(
            Arguments.of(site(SITE), dpu(BLUE, tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2"),
                "'enabled': false")), Reason.DISABLED, "set enabled to true"),
            Arguments.of(site(SITE), dpu("", ETH0), Reason.VPC_MISSING, "VPC blue is not configured"),
            Arguments.of(null, dpu(BLUE, ETH0), Reason.NO_ROUTING_PROFILE, "routing profile tenants of VPC blue"),
            Arguments.of(site(""), dpu(BLUE, ETH0), Reason.NO_ROUTING_PROFILE, "fnn/routing-profiles"),
            Arguments.of(site(profiles("{'name': 'others'}")), dpu(BLUE, ETH0), Reason.NO_ROUTING_PROFILE,
                "is not one of the site's"),
            Arguments.of(site(SITE), dpu("{'name': 'blue', 'vni': 100}", ETH0), Reason.NO_ROUTING_PROFILE,
                "names no routing profile"),
            conflict("neither an IPv4 nor an IPv6 address"),
            conflict("192.0.2.1 is one of the DPU's own", ipv4("10.0.0.1", "192.0.2.1")),
            conflict("10.0.0.1 is one of the DPU's own", ipv4("10.0.0.1", "10.0.0.1")),
            conflict("0.0.0.0", ipv4("10.0.0.1", "0.0.0.0")),
            conflict("224.0.0.5", ipv4("10.0.0.1", "224.0.0.5")),
            conflict("240.0.0.1", ipv4("10.0.0.1", "240.0.0.1")),
            conflict("255.255.255.255", ipv4("10.0.0.1", "255.255.255.255")),
            conflict("169.254.1.2", ipv4("10.0.0.1", "169.254.1.2")),
            conflict("0.0.0.0", ipv4("0.0.0.0", "10.0.0.2")),
            conflict("ff02::1", ipv6("2001:db8::1", "ff02::1")),
            conflict("fe80::2", ipv6("2001:db8::1", "fe80::2")),
            conflict("::", ipv6("::", "2001:db8::2")),
            conflict("::ffff:a00:2", ipv6("2001:db8::1", "::ffff:10.0.0.2")),
            conflict("::ffff:a00:1", ipv6("::ffff:10.0.0.1", "2001:db8::2")),
            conflict("::ffff:a00:1", ipv4("10.0.0.1", "10.0.0.2"), ipv6("::ffff:10.0.0.1", "2001:db8::2")));
    }

    private static Arguments conflict(final String detail, final String... addresses) {
        return Arguments.of(site(SITE), dpu(BLUE, tenantInterface("eth0", "blue", addresses)),
            Reason.ADDRESS_CONFLICT, detail);
    }

    @ParameterizedTest(name = "{2}: {3}")
    @MethodSource("closed")
    void interfaceIsClosedWithTheReasonAndWhatToChange(final Site site,
            final Dpu dpu, final Reason reason,
            final String detail) {
        final var config = mapper.map(site, dpu);

        final var admission = assertInstanceOf(Closed.class, config.interfaces().get(0).admission());
        assertEquals(reason, admission.reason());
        assertTrue(admission.detail().contains(detail), admission.detail());
        assertEquals(List.of(), config.peers().toList());
        assertEquals(Set.copyOf(config.interfaces().get(0).hostAddresses()), config.tenantPeers().shutDown().keySet());
    }

    @Test
    void hostAddressOnTwoInterfacesClosesBothAndNoOther() {
        final var config = mapper.map(site(SITE), dpu(BLUE, ETH0 + ","
            + tenantInterface("eth1", "blue", ipv4("10.0.1.1", "10.0.0.2"), ipv6("2001:db8::1", "2001:db8::2")) + ","
            + tenantInterface("eth2", "blue", ipv4("10.0.2.1", "10.0.2.2"))));

        assertEquals(List.of("eth2"), config.peers().map(peer -> peer.link().interfaceName()).toList());
        config.interfaces().stream().limit(2).forEach(each -> {
            final var admission = assertInstanceOf(Closed.class, each.admission());
            assertEquals(Reason.ADDRESS_CONFLICT, admission.reason());
            assertTrue(admission.detail().contains("10.0.0.2"), admission.detail());
        });
    }

    @Test
    void interfacesMayShareTheirGatewayAddress() {
        final var config = mapper.map(site(SITE), dpu(BLUE, ETH0 + ","
            + tenantInterface("eth1", "blue", ipv4("10.0.0.1", "10.0.0.3"))));

        assertEquals(2, config.peers().count());
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255" })
    void unusableLoopbackClosesEveryInterfaceWithTheReason(final String loopback) {
        final var config = mapper.map(site(SITE), dpu("'asn': 65000, 'loopback': '" + loopback
            + "', 'vpcs': {'vpc': [" + BLUE + "]}, 'tenant-interfaces': {'tenant-interface': ["
            + tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2"), ipv6("2001:db8::1", "2001:db8::2"))
            + "]}"));

        final var admission = assertInstanceOf(Closed.class, config.interfaces().get(0).admission());
        assertEquals(Reason.ADDRESS_CONFLICT, admission.reason());
        assertTrue(admission.detail().contains("loopback " + loopback), admission.detail());
    }

    @Test
    void entryWithHostBitsIsLeftOutAndNothingElse() {
        final var allowed = onlyPeer(mapper.map(site(VIP_AND_BROKEN), dpu(BLUE, ETH0))).importPolicy()
            .allowedPrefixes();

        assertEquals(prefixes("203.0.113.0/24"), allowed.inEffect());
    }

    @Test
    void profileWithNothingButAnEntryWithHostBitsDoesNotFallBackToTheDeprecatedList() {
        final var config = mapper.map(site("'anycast-site-prefixes': ['198.51.0.0/16'], "
            + profiles("{'name': 'tenants', 'allowed-anycast-prefixes': ['203.0.113.1/24']}")), dpu(BLUE, ETH0));

        final var allowed = onlyPeer(config).importPolicy().allowedPrefixes();
        assertEquals(PrefixSet.EMPTY, allowed.inEffect());
        assertFalse(allowed.isDeprecatedSiteListInEffect());
        assertEquals(new Open(""), config.interfaces().get(0).admission());
    }

    @Test
    void deprecatedListIsInEffectForAnEmptyProfileAndSaidSo() {
        final var config = mapper.map(site("'anycast-site-prefixes': ['198.51.0.0/16'], "
            + profiles("{'name': 'tenants'}")), dpu(BLUE, ETH0));

        assertEquals(prefixes("198.51.0.0/16"), onlyPeer(config).importPolicy().allowedPrefixes().inEffect());
        final var detail = config.interfaces().get(0).admission().detail();
        assertTrue(detail.contains("deprecated anycast-site-prefixes are in effect")
            && detail.contains("allowed-anycast-prefixes of routing profile tenants"), detail);
    }

    @Test
    void passwordAndTtlSecurityArePartOfThePeer() {
        final var config = mapper.map(site(SITE), dpu(BLUE, secured("'password': '" + Encryption.encrypted("a secret")
            + "', 'ttl-security': true")));

        assertEquals(new TransportSecurity(Optional.of(new TcpMd5Key("a secret")), true),
            onlyPeer(config).security());
        assertEquals(new Open(""), config.interfaces().get(0).admission());
        assertFalse(config.toString().contains("a secret"), "a snapshot may be logged");
    }

    @Test
    void interfaceThatCannotBeSecuredAsConfiguredIsClosedAndSaysWhatIsMissing() {
        final var plain = new ConfigMapper(new SecuritySupport(Optional.of("no MD5"), Optional.of("no GTSM")),
            Encryption.PASSWORDS);
        for (var leaf : List.of("password", "ttl-security")) {
            final var config = plain.map(site(SITE), dpu(BLUE, secured("password".equals(leaf)
                ? "'password': '" + Encryption.encrypted("a secret") + "'" : "'ttl-security': true")));

            final var closed = assertInstanceOf(Closed.class, config.interfaces().get(0).admission());
            assertEquals(Reason.TRANSPORT_SECURITY_UNAVAILABLE, closed.reason());
            assertTrue(closed.detail().startsWith(leaf + " cannot be enforced: no ")
                && closed.detail().endsWith("or remove " + leaf), closed.detail());
            assertEquals(0, config.peers().count());
        }
        assertEquals(1, plain.map(site(SITE), dpu(BLUE, ETH0)).peers().count());
    }

    @Test
    void interfaceWhosePasswordIsOfAnotherKeyIsClosedAndSaysSo() {
        final var config = mapper.map(site(SITE), dpu(BLUE, secured("'password': '"
            + Encryption.encrypted(Encryption.passwords("of another."), "a secret") + "'")));

        final var closed = assertInstanceOf(Closed.class, config.interfaces().get(0).admission());
        assertEquals(Reason.TRANSPORT_SECURITY_UNAVAILABLE, closed.reason());
        assertTrue(closed.detail().startsWith("password was not encrypted with this DPU's key"), closed.detail());
        assertEquals(0, config.peers().count());
    }

    private static String secured(final String leaves) {
        return ETH0.replaceFirst("\\{", "{" + leaves + ", ");
    }

    @Test
    void deprecatedListHasNoEffectForAProfileWithEntries() {
        final var config = mapper.map(site("'anycast-site-prefixes': ['198.51.0.0/16'], " + SITE), dpu(BLUE, ETH0));

        assertEquals(prefixes("203.0.113.0/24"), onlyPeer(config).importPolicy().allowedPrefixes().inEffect());
        assertEquals(new Open(""), config.interfaces().get(0).admission());
    }

    @Test
    void interfaceListNarrows() {
        final var allowed = narrowed("'allowed-anycast-prefixes': {'prefix': ['203.0.113.0/25', '2001:db8::/64']}");

        assertEquals(new OnlyInside(prefixes("203.0.113.0/25", "2001:db8::/64")), allowed);
    }

    @Test
    void presentAndEmptyInterfaceListDeniesEverything() {
        assertEquals(new OnlyInside(PrefixSet.EMPTY), narrowed("'allowed-anycast-prefixes': {}"));
    }

    @Test
    void interfaceListWithNothingButAnEntryWithHostBitsDeniesEverything() {
        assertEquals(new OnlyInside(PrefixSet.EMPTY),
            narrowed("'allowed-anycast-prefixes': {'prefix': ['203.0.113.1/24']}"));
    }

    private InterfacePrefixes narrowed(final String list) {
        final var config = mapper.map(site(SITE), dpu(BLUE,
            tenantInterface("eth0", "blue", ipv4("10.0.0.1", "10.0.0.2"), list)));
        return onlyPeer(config).importPolicy().allowedPrefixes().ofInterface();
    }

    @Test
    void pinnedAsnIsTheOnlyOne() {
        final var peer = onlyPeer(mapper.map(site("'common-tenant-host-asn': 4200000001, " + SITE), dpu(BLUE, ETH0)));

        assertEquals(new TenantAsnRule.OnlyAsn(4200000001L), peer.openPolicy().tenantAsn());
        assertEquals(65000, peer.openPolicy().dpuAsn());
    }

    @Test
    void pinnedAsnThatIsTheDpusOwnAdmitsNobody() {
        final var peer = onlyPeer(mapper.map(site("'common-tenant-host-asn': 65000, " + SITE), dpu(BLUE, ETH0)));

        assertFalse(peer.openPolicy().admits(65000));
        assertFalse(peer.openPolicy().admits(65010));
    }

    @Test
    void interfaceWithBothFamiliesHasTwoPeersWithTheSamePolicy() {
        final var config = mapper.map(site(SITE), dpu(BLUE, tenantInterface("eth0", "blue",
            ipv4("10.0.0.1", "10.0.0.2"), ipv6("2001:db8::1", "2001:db8::2"))));

        final var peers = config.peers().toList();
        assertEquals(List.of(address("10.0.0.2"), address("2001:db8::2")),
            peers.stream().map(TenantPeer::hostAddress).toList());
        assertEquals(List.of(address("10.0.0.1"), address("2001:db8::1")),
            peers.stream().map(peer -> peer.link().gatewayAddress()).toList());
        peers.forEach(peer -> assertEquals(Set.of(IpAddress.parse("10.0.0.2"), IpAddress.parse("2001:db8::2")),
            peer.importPolicy().hostAddresses()));
        assertEquals(peers.get(0).importPolicy(), peers.get(1).importPolicy());
    }

    @Test
    void ownAddressesOfTheDpuAreReservedOnEveryInterface() {
        final var config = mapper.map(site(SITE), dpu(BLUE, ETH0 + ","
            + tenantInterface("eth1", "blue", "'enabled': false", ipv6("2001:db8::1", "2001:db8::2"))));

        final var reserved = onlyPeer(config).importPolicy().reservedAddresses().prefixes().entries();
        Stream.of("192.0.2.1/32", "10.0.0.1/32", "2001:db8::1/128").map(Prefix::parse)
            .forEach(own -> assertTrue(reserved.contains(own), own + " in " + reserved));
    }

    @Test
    void bgpIdentifiersAreDistinctAndNeverTheRouterId() {
        final var config = mapper.map(site(SITE), dpu(BLUE, ETH0 + ","
            + tenantInterface("eth1", "blue", ipv6("2001:db8:1::1", "2001:db8:1::2")) + ","
            + tenantInterface("eth2", "blue", ipv4("10.0.2.1", "10.0.2.2"),
                ipv6("2001:db8:2::1", "2001:db8:2::2"))));

        final var ids = config.peers().map(peer -> peer.ids().bgpIdentifier()).toList();
        assertEquals(4, ids.size());
        assertEquals(4, Set.copyOf(ids).size(), ids::toString);
        config.peers().forEach(peer -> {
            assertEquals(address("192.0.2.1").hashCode(), peer.ids().routerId());
            assertFalse(peer.ids().bgpIdentifier() == peer.ids().routerId());
        });
        assertEquals(address("10.0.0.2").hashCode(), ids.get(0));
    }

    @Test
    void bgpIdentifiersStayWhenOtherInterfacesComeAndGo() {
        final var eth5 = tenantInterface("eth5", "blue", ipv6("2001:db8:5::1", "2001:db8:5::2"));
        final var before = onlyPeer(mapper.map(site(SITE), dpu(BLUE, eth5))).ids();

        final var others = ipv6Interfaces(5);
        final var with = mapper.map(site(SITE), dpu(BLUE, others + "," + eth5)).peers()
            .filter(peer -> "eth5".equals(peer.link().interfaceName())).findFirst().orElseThrow();
        assertEquals(before, with.ids());
        assertEquals(before, onlyPeer(mapper.map(site(SITE), dpu(BLUE, eth5))).ids());
    }

    @Test
    void closedInterfaceKeepsItsBgpIdentifier() {
        final var eth6 = tenantInterface("eth6", "blue", ipv6("2001:db8:6::1", "2001:db8:6::2"));
        final var before = onlyPeer(mapper.map(site(SITE), dpu(BLUE, eth6))).ids();

        assertEquals(0, mapper.map(null, dpu(BLUE, eth6)).peers().count());
        mapper.map(site(SITE), dpu(BLUE, eth6 + "," + ipv6Interfaces(2)));

        assertEquals(before, onlyPeer(mapper.map(site(SITE), dpu(BLUE, eth6))).ids());
    }

    @Test
    void peersAreInTheOrderOfInterfaceNames() {
        final var config = mapper.map(site(SITE), dpu(BLUE, Stream.of("c", "a", "b")
            .map(name -> tenantInterface(name, "blue", ipv4("10.0.0.1", "10.0.0.1" + (name.charAt(0) - 'a'))))
            .collect(Collectors.joining(","))));

        assertEquals(List.of("a", "b", "c"), config.interfaces().stream().map(TenantInterfaceConfig::name).toList());
    }

    private static TenantPeer onlyPeer(final TenantBgpConfig config) {
        final var peers = config.peers().toList();
        assertEquals(1, peers.size(), config::toString);
        return peers.get(0);
    }

    private static String ipv6Interfaces(final int count) {
        return IntStream.range(0, count).mapToObj(i -> tenantInterface("eth" + i, "blue",
            ipv6("2001:db8:" + i + "::1", "2001:db8:" + i + "::2"))).collect(Collectors.joining(","));
    }

    private static InetAddress address(final String text) {
        return InetAddresses.forString(text);
    }

    private static PrefixSet prefixes(final String... texts) {
        return PrefixSet.of(Stream.of(texts).map(Prefix::parse).toList());
    }
}
