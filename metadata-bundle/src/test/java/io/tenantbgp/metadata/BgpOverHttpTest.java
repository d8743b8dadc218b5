/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tenantbgp.metadata.TenantViews.View;
import io.tenantbgp.metadata.bgp.Hosts;
import io.tenantbgp.metadata.bgp.SessionStatus;
import io.tenantbgp.metadata.bgp.TenantHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The source address and the query of a request reach the tree, and the media type comes back, over real TCP. */
class BgpOverHttpTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TenantHost LOOPBACK = new TenantHost(65000, OptionalLong.empty(),
        List.of(Hosts.link("127.0.0.2", "127.0.0.1")), () -> Hosts.allowed("203.0.113.0/24"), false, false, false);

    private final CurrentTree tree = new CurrentTree();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private MetadataServer server;
    private InetSocketAddress address;

    @BeforeEach
    void startServer() throws Exception {
        tree.onValues(MetadataTree.of(new MetadataValues(65000, Map.of())));
        server = new MetadataServer(tree, ServerLimits.DEFAULT);
        Listening.on(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = Await.until(PATIENCE, () -> Listening.bound(server), Optional::isPresent).orElseThrow();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void hostIsToldByItsAddress() throws Exception {
        assertEquals("metadata category not found: bgp/peer-asn", get("peer-asn").body());
        tree.onTenants(new TenantViews(List.of(new View(LOOPBACK.links(), BgpDirectory.of(LOOPBACK, () ->
            List.of(new SessionStatus(LOOPBACK.links().get(0), "active", List.of(), 0, 0)))))));
        assertEquals("65000", get("peer-asn").body());
        assertEquals("127.0.0.2", get("peer-address").body());

        final var json = get("routes?format=json");
        assertEquals("{\"complete\":true,\"not-shown\":{\"accepted\":0,\"rejected\":0},\"routes\":[]}", json.body());
        assertEquals(Optional.of("application/json"), json.headers().firstValue("Content-Type"));

        final var refused = get("config/frr?asn=65000");
        assertEquals(400, refused.statusCode());
        assertEquals("asn=65000 is the DPU's own, and the session is eBGP: write another one", refused.body());
        assertEquals(Optional.of("text/plain; charset=utf-8"), refused.headers().firstValue("Content-Type"));
        assertEquals(200, get("config/frr?asn=65010").statusCode());
    }

    private HttpResponse<String> get(final String key) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create(
            "http://127.0.0.1:" + address.getPort() + "/latest/meta-data/bgp/" + key)).build(), BodyHandlers.ofString());
    }
}
