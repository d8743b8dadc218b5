/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static io.tenantbgp.testing.Configured.BLUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.net.InetAddresses;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Edge;
import io.tenantbgp.testing.Encryption;
import io.tenantbgp.testing.TenantHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Disposition;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.DeprecatedPrefixesInEffect;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefixInputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefixOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PrefixRejected;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfileInputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfileOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.RuleSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.StandardCommunity;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.TenantOpenRefused;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.TenantSessionDown;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.TenantSessionUp;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.Verdict;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.preview.routing.profile.output.Change;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.EntryName;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.binding.RpcOutput;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.RpcError;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

/** RPCs and notifications as MD-SAL's clients see them, with a tenant that announces. */
class OperatorTest {
    private static final InstanceIdentifier<Site> SITE_PATH = InstanceIdentifier.create(Site.class);
    private static final InstanceIdentifier<Dpu> DPU_PATH = InstanceIdentifier.create(Dpu.class);
    private static final InetAddress HOST = InetAddresses.forString("127.1.0.2");
    private static final String VIP = "203.0.113.7/32";
    private static final String OTHER = "198.51.100.1/32";

    private final int port = TenantHost.freePort();
    private final InetSocketAddress gateway = new InetSocketAddress(InetAddresses.forString("127.1.0.1"), port);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Datastore datastore;
    private Bgpcep bgpcep;
    private RunningEdge running;

    @BeforeEach
    void start() throws Exception {
        datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        allow("203.0.113.0/24");
        datastore.configure(DPU_PATH, dpu(Edge.tenantInterface(0, "blue")
            + ", " + Edge.tenantInterface(1, "blue", "'enabled': false")));
        running = new RunningEdge(datastore.broker(), bgpcep.ribDatastore(), bgpcep.dispatcher(), bgpcep.extensions(),
            bgpcep.fabricPeers(), datastore.publisher(), datastore.rpcProvider(),
            Encryption.PASSWORDS);
    }

    @AfterEach
    void stop() {
        running.close();
        bgpcep.close();
    }

    @Test
    void explanationSaysTheRuleAndWhatIsAnnounced() throws Exception {
        try (var tenant = announce()) {
            final var accepted = awaitAnnounced(VIP);
            assertEquals(Verdict.Accepted, accepted.getVerdict());
            assertEquals(Disposition.Overlay, accepted.getDisposition());
            assertEquals(Set.of("routing profile tenants, allowed-anycast-prefixes: entry 203.0.113.0/24"),
                texts(accepted));
            final var now = accepted.nonnullAnnouncement().values().iterator().next();
            assertEquals(Verdict.Accepted, now.getVerdict());
            assertTrue(now.getSince() != null && now.getLastSeen() == null);

            final var rejected = awaitAnnounced(OTHER);
            assertEquals(RejectReason.NotInAllowedPrefixes, rejected.getReason());
            assertEquals("203.0.113.0/24", rejected.getNearestAllowedEntry().stringValue());
            assertTrue(rejected.getAdvice().contains("add one that does"));
            assertEquals(Set.of("routing profile tenants, allowed-anycast-prefixes: no entry contains it"),
                texts(rejected));
            final var then = rejected.nonnullAnnouncement().values().iterator().next();
            assertEquals(RejectReason.NotInAllowedPrefixes, then.getReason());
            assertNull(then.getSince());
        }
        Await.until("the session's end", () -> success(explain("eth0", OTHER)).nonnullAnnouncement().values()
            .iterator().next(), announcement -> !announcement.getAnnounced());
    }

    @Test
    void explanationNeedsNoSession() throws Exception {
        awaitOpen();
        final var leaking = success(explain("eth0", VIP, "65100:2"));
        assertEquals(Disposition.Overlay, leaking.getDisposition());
        assertTrue(leaking.nonnullRule().values().stream()
            .anyMatch(rule -> rule.getSource() == RuleSource.TenantLeakCommunitiesAccepted
                && rule.getText().endsWith("false: the leak community is ignored")));
        assertFalse(leaking.nonnullAnnouncement().values().iterator().next().getAnnounced());
        assertEquals(RejectReason.HostBitsSet, success(explain("eth0", "203.0.113.7/24")).getReason());
        assertEquals(RejectReason.ReservedAddress, success(explain("eth0", "127.0.0.0/8")).getReason());
    }

    @Test
    void interfaceThatIsNotOpenIsExplained() throws Exception {
        awaitOpen();
        assertEquals("data-missing there is no tenant interface eth7; there are: eth0, eth1",
            error(explain("eth7", VIP)));
        assertEquals("resource-denied tenant interface eth1 is closed (disabled): set enabled to true to open it",
            error(explain("eth1", VIP)));
    }

    @Test
    void previewSaysWhatTheChangeDoesThen() throws Exception {
        try (var tenant = announce()) {
            awaitAnnounced(VIP);
            awaitAnnounced(OTHER);

            final var preview = success(preview("tenants", "198.51.100.0/24"));

            assertEquals(Set.of(new EntryName("eth0")), preview.getTenantInterface());
            assertEquals(Uint32.ONE, preview.getAcceptedNowRejected());
            assertEquals(Uint32.ONE, preview.getRejectedNowAccepted());
            assertEquals(Uint32.ZERO, preview.getDispositionChanged());
            assertEquals(Uint64.ZERO, preview.getNotKept());
            final Map<String, Change> changes = preview.nonnullChange().values().stream()
                .collect(Collectors.toMap(change -> change.getPrefix().stringValue(), change -> change));
            assertEquals(Set.of(VIP, OTHER), changes.keySet());
            assertEquals(success(explain("eth0", VIP)).getVerdict(), changes.get(VIP).getBefore().getVerdict());

            allow("198.51.100.0/24");

            Await.until("the change", () -> success(explain("eth0", VIP)).getReason(),
                reason -> reason == changes.get(VIP).getAfter().getReason());
            for (var change : changes.values()) {
                final var now = success(explain("eth0", change.getPrefix().stringValue())).nonnullAnnouncement()
                    .values().iterator().next();
                assertEquals(change.getAfter().getVerdict(), now.getVerdict());
                assertEquals(change.getAfter().getReason(), now.getReason());
                assertEquals(change.getAfter().getDisposition(), now.getDisposition());
            }
        }
    }

    @Test
    void mistakenPreviewIsRefused() throws Exception {
        awaitOpen();
        assertEquals("data-missing the site has no routing profile vips; there are: tenants",
            error(preview("vips", "203.0.113.0/24")));
        assertEquals("invalid-value allowed-anycast-prefixes: '203.0.113.7/24' has host bits set, write 203.0.113.0/24",
            error(preview("tenants", "203.0.113.7/24")));
    }

    @Test
    void previewOfAnEmptyListTriesTheDeprecatedOne() throws Exception {
        datastore.configure(SITE_PATH, Configured.site("'anycast-site-prefixes': ['198.51.100.0/24'], "
            + Configured.profiles("{'name': 'tenants', 'allowed-anycast-prefixes': ['203.0.113.0/24']}")));
        try (var tenant = announce()) {
            awaitAnnounced(VIP);
            awaitAnnounced(OTHER);
            final var preview = success(preview("tenants"));
            assertEquals(Uint32.ONE, preview.getAcceptedNowRejected());
            assertEquals(Uint32.ONE, preview.getRejectedNowAccepted());
        }
    }

    @Test
    void subscribersAreToldOfSessionsAndPrefixes() throws Exception {
        final var notifications = datastore.notifications();
        notifications.registerListener(TenantSessionUp.class,
            event -> heard.add("up " + event.getTenantAsn().getValue()));
        notifications.registerListener(TenantSessionDown.class,
            event -> heard.add("down " + event.getDirection().getName()));
        notifications.registerListener(TenantOpenRefused.class,
            event -> heard.add("refused " + event.getCode() + "/" + event.getSubcode() + " AS "
                + event.getTenantAsn()));
        notifications.registerListener(PrefixRejected.class, event -> heard.add("rejected "
            + event.getPrefix().stringValue() + " " + event.getReason().getName()));
        notifications.registerListener(DeprecatedPrefixesInEffect.class,
            event -> heard.add("deprecated " + event.getTenantInterface().getValue() + " "
                + event.getRoutingProfile().getValue()));

        try (var tenant = announce()) {
            awaitHeard("up 65010", "rejected 198.51.100.1/32 not-in-allowed-prefixes");
        }
        awaitHeard("down local");
        // Until the connection before is let go another one is refused.
        Await.until("a refused OPEN", this::openAsTheDpu, answer -> answer.equals("3:0202"));
        awaitHeard("refused 2/2 AS 65000");
        datastore.configure(SITE_PATH, Configured.site("'anycast-site-prefixes': ['198.51.100.0/24'], "
            + Configured.profiles("{'name': 'tenants'}")));
        awaitHeard("deprecated eth0 tenants");
        assertEquals(1, heard.stream().filter(each -> each.startsWith("deprecated")).count());
    }

    private void awaitHeard(final String... events) {
        Await.until(List.of(events) + "", () -> List.copyOf(heard), all -> all.containsAll(List.of(events)));
    }

    private void allow(final String prefix) {
        datastore.configure(SITE_PATH, Configured.site(Configured.profiles(
            "{'name': 'tenants', 'allowed-anycast-prefixes': ['" + prefix + "']}")));
    }

    private TenantHost announce() throws IOException {
        final var tenant = connect();
        tenant.sendOpen(Edge.TENANT_ASN);
        tenant.sendKeepalive();
        tenant.announce(Edge.TENANT_ASN, "cb007107");
        tenant.announce(Edge.TENANT_ASN, "c6336401");
        return tenant;
    }

    private String openAsTheDpu() {
        try (var tenant = connect()) {
            tenant.sendOpen(65000);
            return tenant.readToTheEnd();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void awaitOpen() throws IOException {
        connect().close();
    }

    private TenantHost connect() {
        return Await.until("listening", () -> {
            try {
                return Optional.of(TenantHost.connect(HOST, gateway));
            } catch (IOException e) {
                return Optional.<TenantHost>empty();
            }
        }, Optional::isPresent).orElseThrow();
    }

    private ExplainPrefixOutput awaitAnnounced(final String prefix) {
        return Await.until(prefix + " to be announced", () -> success(explain("eth0", prefix)),
            output -> output.nonnullAnnouncement().values().iterator().next().getAnnounced());
    }

    private RpcResult<ExplainPrefixOutput> explain(final String name, final String prefix,
            final String... communities) {
        try {
            return datastore.rpcs().getRpc(ExplainPrefix.class).invoke(new ExplainPrefixInputBuilder()
                .setTenantInterface(new EntryName(name))
                .setPrefix(IetfInetUtil.ipPrefixFor(prefix))
                .setCommunity(Stream.of(communities).map(StandardCommunity::new).collect(Collectors.toSet()))
                .build()).get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    private RpcResult<PreviewRoutingProfileOutput> preview(final String name, final String... prefixes)
            throws Exception {
        return datastore.rpcs().getRpc(PreviewRoutingProfile.class).invoke(new PreviewRoutingProfileInputBuilder()
            .setName(new EntryName(name))
            .setAllowedAnycastPrefixes(
                Stream.of(prefixes).map(IetfInetUtil::ipPrefixFor).collect(Collectors.toSet()))
            .build()).get(20, TimeUnit.SECONDS);
    }

    private static Set<String> texts(final ExplainPrefixOutput output) {
        return output.nonnullRule().values().stream().map(rule -> rule.getText()).collect(Collectors.toSet());
    }

    private static <T extends RpcOutput> T success(final RpcResult<T> result) {
        assertTrue(result.isSuccessful(), () -> result.getErrors().toString());
        return result.getResult();
    }

    private static String error(final RpcResult<?> result) {
        assertFalse(result.isSuccessful());
        final RpcError error = result.getErrors().iterator().next();
        final ErrorTag tag = error.getTag();
        return tag.elementBody() + " " + error.getMessage();
    }

    private Dpu dpu(final String interfaces) {
        return Configured.dpu("'asn': 65000, 'loopback': '192.0.2.1', 'bgp-port': " + port + ", 'vpcs': {'vpc': ["
            + BLUE + "]}, 'tenant-interfaces': {'tenant-interface': [" + interfaces + "]}");
    }
}
