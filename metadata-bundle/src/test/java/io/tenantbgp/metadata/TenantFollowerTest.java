/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.metadata.bgp.Hosts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.WriteTransaction;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv6AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.ZeroBasedCounter64;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Disposition;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.DpuBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfacesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.VpcsBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.AllowedAnycastPrefixesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.Ipv4Builder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.Ipv6Builder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.StateBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.SessionBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.Vpc;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.AcceptedPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.AcceptedPrefixBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.AcceptedPrefixKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefixBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefixKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SiteBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SpeakerAsn;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Vni;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.FnnBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.RoutingProfilesBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileBuilder;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;
import org.opendaylight.yangtools.yang.common.Uint8;

/** What tenant hosts see follows a real datastore. */
class TenantFollowerTest extends AbstractDataBrokerTest {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(1);
    private static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);
    private static final InstanceIdentifier<Site> SITE = InstanceIdentifier.create(Site.class);
    private static final DateAndTime TIME = new DateAndTime("2026-11-23T10:00:00Z");
    private static final EntryName PROFILE = new EntryName("vips");
    private static final String HOST = "10.0.0.10";

    private final CurrentTree tree = new CurrentTree();

    private TenantFollower follower;

    @BeforeEach
    void startFollowing() throws Exception {
        setup();
        tree.onValues(MetadataTree.of(new MetadataValues(65000, Map.of())));
        follower = new TenantFollower(getDataBroker(), tree::onTenants);
    }

    @AfterEach
    void stop() {
        follower.close();
    }

    @Test
    void configurationIsFollowed() throws Exception {
        put(site(builder -> builder, prefixes("203.0.113.0/24", "2001:db8:203::/48")));
        put(dpu(host1(builder -> builder)));
        await("peer-asn", "65000");
        await("peer-address", "10.0.0.1\n2001:db8::1");
        await("allowed-prefixes", "203.0.113.0/24\n2001:db8:203::/48");
        await("leak-communities-accepted", "false");
        await("session-state", "not-listening starting\nnot-listening starting");
        await("routes", "");
        assertEquals(404, answer("tenant-asn").status());

        put(site(builder -> builder.setCommonTenantHostAsn(new SpeakerAsn(Uint32.valueOf(65010))), prefixes()));
        await("tenant-asn", "65010");
        await("allowed-prefixes", "");

        commit(tx -> tx.delete(LogicalDatastoreType.CONFIGURATION, DPU));
        Await.until(VISIBLE_WITHIN, () -> answer("peer-asn").status(), status -> status == 404);
    }

    @Test
    void interfaceNarrowsWhatTheProfileAllows() throws Exception {
        put(site(builder -> builder, prefixes("203.0.113.0/24", "2001:db8:203::/48")));
        put(dpu(host1(builder -> builder.setAllowedAnycastPrefixes(new AllowedAnycastPrefixesBuilder()
            .setPrefix(prefixes("203.0.113.0/28", "203.0.112.0/24", "2001:db8::/32")).build()))));
        await("allowed-prefixes", "203.0.113.0/28\n2001:db8:203::/48");
        put(dpu(host1(builder -> builder.setAllowedAnycastPrefixes(new AllowedAnycastPrefixesBuilder().build()))));
        await("allowed-prefixes", "");
    }

    @Test
    @SuppressWarnings("deprecation")
    void deprecatedListIsThatOfAProfileWithoutAny() throws Exception {
        final UnaryOperator<SiteBuilder> deprecated = builder ->
            builder.setAnycastSitePrefixes(prefixes("198.51.100.0/24"));
        put(site(deprecated, prefixes()));
        put(dpu(host1(builder -> builder)));
        await("allowed-prefixes", "198.51.100.0/24");
        put(site(deprecated, prefixes("2001:db8:203::/48")));
        await("allowed-prefixes", "2001:db8:203::/48");
    }

    @Test
    void addressOfTwoHostsIsNobodys() throws Exception {
        put(dpu(host1(builder -> builder), host1(builder -> builder.setName(new EntryName("host2")).setIpv6(null))));
        Await.until(VISIBLE_WITHIN, () -> answer("peer-asn", "2001:db8::10").status(), status -> status == 200);
        assertEquals(404, answer("peer-asn", HOST).status());
    }

    @Test
    void stateIsFollowedWhileTheSessionIsEstablished() throws Exception {
        put(dpu(host1(builder -> builder)));
        state(builder -> builder.setSessionState(SessionState.Established)
            .setAcceptedPrefix(accepted("203.0.113.10/32")).setRejectedPrefix(rejected("198.51.100.0/24")));
        await("routes", "198.51.100.0/24 rejected not-in-allowed-prefixes\n203.0.113.10/32 accepted overlay");
        await("session-state", "established\nnot-listening starting");

        state(builder -> builder.setSessionState(SessionState.Established)
            .setRejectedPrefix(rejected("203.0.113.10/32", "::ffff:203.0.113.0/120")));
        await("routes", "203.0.113.10/32 rejected not-in-allowed-prefixes\n"
            + "::ffff:cb00:7100/120 rejected not-in-allowed-prefixes");

        // The state keeps what was rejected last
        state(builder -> builder.setSessionState(SessionState.Active).setRejectedPrefix(rejected("203.0.113.10/32")));
        await("routes", "");
        await("session-state", "active\nnot-listening starting");

        commit(tx -> tx.delete(LogicalDatastoreType.OPERATIONAL, DPU));
        await("session-state", "not-listening starting\nnot-listening starting");
    }

    @Test
    void interfaceThatDoesNotListenSaysWhy() throws Exception {
        put(dpu(host1(builder -> builder)));
        state(new StateBuilder().setStatus(InterfaceStatus.NoRoutingProfile).build());
        await("session-state", "not-listening no-routing-profile\nnot-listening no-routing-profile");
    }

    @Test
    void tooManyRoutesAreCountedNotShown() throws Exception {
        put(dpu(host1(builder -> builder)));
        state(builder -> builder.setSessionState(SessionState.Established)
            .setAcceptedPrefix(accepted(many(SessionMapper.MOST_ACCEPTED + 7)))
            .setRejectedPrefix(rejected(many(SessionMapper.MOST_REJECTED + 7))).setRejectedPrefixesNotKept(counter(5)));
        final var routes = Await.until(VISIBLE_WITHIN, () -> body("routes"), text -> text.contains("#"));
        assertEquals(SessionMapper.MOST_ACCEPTED + SessionMapper.MOST_REJECTED + 1, routes.lines().count());
        assertTrue(routes.endsWith("\n# not shown: 7 accepted, 12 rejected"), routes);
    }

    private static String[] many(final int count) {
        return IntStream.range(0, count).mapToObj(i -> "10." + i / 256 + "." + i % 256 + ".0/24")
            .toArray(String[]::new);
    }

    private void await(final String key, final String expected) throws Exception {
        Await.until(VISIBLE_WITHIN, () -> body(key), expected::equals);
    }

    private String body(final String key) {
        return answer(key).body().toString(StandardCharsets.UTF_8);
    }

    private MetadataAnswer answer(final String key) {
        return answer(key, HOST);
    }

    private MetadataAnswer answer(final String key, final String source) {
        return tree.get().get(new MetadataRequest("/latest/meta-data/bgp/" + key, "", Hosts.address(source)));
    }

    private void put(final Site site) throws Exception {
        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, SITE, site));
    }

    private void put(final Dpu dpu) throws Exception {
        commit(tx -> tx.put(LogicalDatastoreType.CONFIGURATION, DPU, dpu));
    }

    private void state(final UnaryOperator<SessionBuilder> change) throws Exception {
        final var session = change.apply(new SessionBuilder().setHostAddress(IetfInetUtil.ipAddressNoZoneFor(HOST)))
            .build();
        state(new StateBuilder().setStatus(InterfaceStatus.Listening).setSession(Map.of(session.key(), session))
            .build());
    }

    private void state(final State state) throws Exception {
        commit(tx -> tx.put(LogicalDatastoreType.OPERATIONAL, DPU, dpu(new TenantInterfaceBuilder()
            .setName(new EntryName("host1")).setVpc(new EntryName("blue")).setState(state).build())));
    }

    private void commit(final Consumer<WriteTransaction> change) throws Exception {
        final var tx = getDataBroker().newWriteOnlyTransaction();
        change.accept(tx);
        tx.commit().get();
    }

    private static Site site(final UnaryOperator<SiteBuilder> change, final Set<IpPrefix> allowed) {
        final var profile = new RoutingProfileBuilder().setName(PROFILE).setAllowedAnycastPrefixes(allowed).build();
        return change.apply(new SiteBuilder().setFnn(new FnnBuilder().setRoutingProfiles(new RoutingProfilesBuilder()
            .setRoutingProfile(Map.of(profile.key(), profile)).build()).build())).build();
    }

    private static Dpu dpu(final TenantInterface... interfaces) {
        final Vpc vpc = new VpcBuilder().setName(new EntryName("blue")).setVni(new Vni(Uint32.valueOf(10001)))
            .setRoutingProfile(PROFILE).build();
        return new DpuBuilder()
            .setAsn(new SpeakerAsn(Uint32.valueOf(65000)))
            .setLoopback(new Ipv4AddressNoZone("192.0.2.1"))
            .setVpcs(new VpcsBuilder().setVpc(Map.of(vpc.key(), vpc)).build())
            .setTenantInterfaces(new TenantInterfacesBuilder().setTenantInterface(Stream.of(interfaces)
                .collect(Collectors.toMap(TenantInterface::key, Function.identity()))).build())
            .build();
    }

    private static TenantInterface host1(final UnaryOperator<TenantInterfaceBuilder> change) {
        return change.apply(new TenantInterfaceBuilder().setName(new EntryName("host1")).setVpc(new EntryName("blue"))
            .setIpv4(new Ipv4Builder().setGatewayAddress(new Ipv4AddressNoZone("10.0.0.1"))
                .setPrefixLength(Uint8.valueOf(24)).setHostAddress(new Ipv4AddressNoZone(HOST)).build())
            .setIpv6(new Ipv6Builder().setGatewayAddress(new Ipv6AddressNoZone("2001:db8::1"))
                .setPrefixLength(Uint8.valueOf(64)).setHostAddress(new Ipv6AddressNoZone("2001:db8::10")).build()))
            .build();
    }

    private static Map<AcceptedPrefixKey, AcceptedPrefix> accepted(final String... prefixes) {
        return Stream.of(prefixes).map(each -> new AcceptedPrefixBuilder().setPrefix(prefix(each))
            .setDisposition(Disposition.Overlay).setSince(TIME).build())
            .collect(Collectors.toMap(AcceptedPrefix::key, Function.identity()));
    }

    private static Map<RejectedPrefixKey, RejectedPrefix> rejected(final String... prefixes) {
        return Stream.of(prefixes).map(each -> new RejectedPrefixBuilder().setPrefix(prefix(each))
            .setReason(RejectReason.NotInAllowedPrefixes).setCount(counter(1)).setLastSeen(TIME).build())
            .collect(Collectors.toMap(RejectedPrefix::key, Function.identity()));
    }

    private static ZeroBasedCounter64 counter(final long value) {
        return new ZeroBasedCounter64(Uint64.valueOf(value));
    }

    private static Set<IpPrefix> prefixes(final String... texts) {
        return Stream.of(texts).map(TenantFollowerTest::prefix).collect(Collectors.toSet());
    }

    private static IpPrefix prefix(final String text) {
        return IetfInetUtil.ipPrefixFor(text);
    }
}
