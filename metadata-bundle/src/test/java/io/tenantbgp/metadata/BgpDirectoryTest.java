/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.tenantbgp.metadata.MetadataValues.InstanceKey;
import io.tenantbgp.metadata.TenantViews.View;
import io.tenantbgp.metadata.bgp.Cidr;
import io.tenantbgp.metadata.bgp.Hosts;
import io.tenantbgp.metadata.bgp.Route;
import io.tenantbgp.metadata.bgp.SessionStatus;
import io.tenantbgp.metadata.bgp.TenantHost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant host reads below {@code bgp}, and what others do. */
class BgpDirectoryTest {
    private static final String BGP = "/latest/meta-data/bgp/";
    private static final Route ACCEPTED =
        new Route.Accepted(Cidr.parse("203.0.113.10/32"), "overlay", "2026-11-23T10:00:00Z");
    private static final Route REJECTED = new Route.Rejected(Cidr.parse("192.0.2.0/24"), "not-in-allowed-prefixes",
        "198.51.100.0/25", "2026-11-23T10:00:01Z");
    private static final Route REJECTED_IPV6 =
        new Route.Rejected(Cidr.parse("2001:db8::/32"), "not-in-allowed-prefixes", null, "2026-11-23T10:00:02Z");

    private final TenantHost host = Hosts.ofEverything();
    private final MetadataTree tree = tree(Map.of(host, List.of(
        new SessionStatus(host.links().get(0), "established", List.of(ACCEPTED, REJECTED), 0, 0),
        new SessionStatus(host.links().get(1), "established", List.of(REJECTED_IPV6, ACCEPTED), 0, 0))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        peer-asn                  | 4200000001
        peer-address              | 10.0.0.1,2001:db8::1
        allowed-prefixes          | 198.51.100.0/25,203.0.113.0/24,2001:db8:203::/48
        leak-communities-accepted | true
        session-state             | established,established
        """)
    void keyHasALineForEachValueAndNothingElse(final String key, final String lines) {
        assertEquals(lines.replace(',', '\n'), body(BGP + key));
        assertEquals(lines.replace(',', '\n'), body("/2009-04-04/meta-data/bgp/" + key));
    }

    @Test
    void directoryIsInTheIndexOfATenantHostAlone() {
        assertEquals("asn\nbgp/\nsitename", body("/latest/meta-data/"));
        final var other = tree.get(request("/latest/meta-data/", "", "10.0.9.99"));
        assertEquals("asn\nsitename", text(other));
        assertEquals("allowed-prefixes\nconfig/\nleak-communities-accepted\npeer-address\npeer-asn\nroutes\n"
            + "session-state", body(BGP));
        assertEquals(body(BGP), body("/latest/meta-data/bgp"));
        assertEquals("bird\nexabgp\nfrr\nmetallb", body(BGP + "config/"));
    }

    @Test
    void everyKeyOfEveryIndexIsThere() {
        // cloud-init gives up the whole crawl at the first that is not
        final var keys = new ArrayList<String>();
        crawl("/latest/", keys);
        assertTrue(keys.contains(BGP + "config/metallb") && keys.contains(BGP + "routes"), keys::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = { "bgp", "bgp/", "bgp/peer-asn", "bgp/config/frr" })
    void whoeverIsNoTenantHostHasNoSuchKey(final String key) {
        final var answer = tree.get(request("/latest/meta-data/" + key, "", "10.0.9.99"));
        assertEquals(404, answer.status());
        assertEquals("metadata category not found: " + key, text(answer));
    }

    @Test
    void keyThatDoesNotExistIsNamed() {
        for (var key : List.of("bgp/tenant-asn", "bgp/routes/", "bgp/config/gobgp")) {
            final var answer = get("/latest/meta-data/" + key, "");
            assertEquals(404, answer.status());
            assertEquals("metadata category not found: " + key, text(answer));
        }
    }

    @Test
    void pinnedAsnIsAKeyAndInTheConfigurations() {
        final var pinned = Hosts.pinned(65011);
        final var ofPinned = tree(Map.of(pinned, List.of()));
        assertEquals("65011", text(ofPinned.get(request(BGP + "tenant-asn", "", "10.0.0.10"))));
        assertTrue(text(ofPinned.get(request(BGP + "config/frr", "", "10.0.0.10"))).contains("router bgp 65011\n"));
    }

    @Test
    void bothAddressesOfAHostSeeTheSame() {
        assertEquals(body(BGP + "routes"), text(tree.get(request(BGP + "routes", "", "2001:db8::10"))));
    }

    @Test
    void routesAreOneALineInOrderAndWhatSessionsSayAlikeOnce() {
        assertEquals("192.0.2.0/24 rejected not-in-allowed-prefixes\n203.0.113.10/32 accepted overlay\n"
            + "2001:db8::/32 rejected not-in-allowed-prefixes", body(BGP + "routes"));
        assertEquals(body(BGP + "routes"), text(get(BGP + "routes", "format=text")));
    }

    @Test
    void routesForAProgramSayWhichSessionAndWhen() {
        final var answer = get(BGP + "routes", "format=json");
        assertEquals("application/json", answer.contentType().toString());
        assertEquals(JsonParser.parseString("""
            {
              "complete": true,
              "not-shown": {"accepted": 0, "rejected": 0},
              "routes": [
                {"prefix": "192.0.2.0/24", "verdict": "rejected", "reason": "not-in-allowed-prefixes",
                 "nearest-allowed-entry": "198.51.100.0/25", "last-seen": "2026-11-23T10:00:01Z",
                 "peer-address": "10.0.0.1"},
                {"prefix": "203.0.113.10/32", "verdict": "accepted", "reachable-from": "overlay",
                 "since": "2026-11-23T10:00:00Z", "peer-address": "10.0.0.1"},
                {"prefix": "203.0.113.10/32", "verdict": "accepted", "reachable-from": "overlay",
                 "since": "2026-11-23T10:00:00Z", "peer-address": "2001:db8::1"},
                {"prefix": "2001:db8::/32", "verdict": "rejected", "reason": "not-in-allowed-prefixes",
                 "last-seen": "2026-11-23T10:00:02Z", "peer-address": "2001:db8::1"}
              ]
            }
            """), JsonParser.parseString(text(answer)));
    }

    @Test
    void whatIsNotShownIsSaid() {
        final var page = Hosts.ofFeaturePage();
        final var more = tree(Map.of(page, List.of(
            new SessionStatus(page.links().get(0), "established", List.of(ACCEPTED), 5, 70000))));
        assertEquals("203.0.113.10/32 accepted overlay\n# not shown: 5 accepted, 70000 rejected",
            text(more.get(request(BGP + "routes", "", "10.0.0.10"))));
        final var json = JsonParser.parseString(text(more.get(request(BGP + "routes", "format=json", "10.0.0.10"))))
            .getAsJsonObject();
        assertEquals(false, json.get("complete").getAsBoolean());
        assertEquals(JsonParser.parseString("{\"accepted\": 5, \"rejected\": 70000}"), json.get("not-shown"));
    }

    @Test
    void configurationIsThatOfTheQuery() {
        final var configuration =
            text(get(BGP + "config/frr", "asn=65010&prefix=203.0.113.10%2F32&prefix=198.51.100.7"));
        assertTrue(configuration.contains("router bgp 65010\n"), configuration);
        assertTrue(configuration.contains("  network 203.0.113.10/32\n"), configuration);
        assertTrue(configuration.contains("  network 198.51.100.7/32\n"), configuration);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        routes     | format=xml    | format=xml is unknown: write json or text
        routes     | format=       | format= is unknown: write json or text
        routes     | fromat=json   | unknown parameter fromat: there is format
        config/frr | asn=4200000001 | asn=4200000001 is the DPU's own, and the session is eBGP: write another one
        config/frr | ans=65010     | unknown parameter ans: there is asn, community, prefix
        config/frr | community=1:1 | community=1:1 has no effect on the DPU: write 65100:1 or 65100:2
        """)
    void mistakeInAQueryIsAnsweredWithWhatToWrite(final String key, final String query, final String message) {
        final var answer = get(BGP + key, query);
        assertEquals(message, text(answer));
        assertEquals(400, answer.status());
    }

    @Test
    void everyParameterOfAQueryIsLookedAt() {
        final var many = "prefix=203.0.113.10&".repeat(96);
        assertEquals(200, get(BGP + "config/frr", many).status());
        final var wrong = get(BGP + "config/frr", many + "x=1");
        assertEquals("unknown parameter x: there is asn, community, prefix", text(wrong));
        assertEquals(400, get(BGP + "config/frr", "prefix=fd::&".repeat(150) + "x=1").status());
    }

    @Test
    void hostileQueryIsEchoedBoundedAndPrintable() {
        final var answer = get(BGP + "config/frr", "asn=%0D%0ASet-Cookie:x%00%C3%A9" + "9".repeat(2000));
        assertEquals(400, answer.status());
        assertTrue(text(answer).startsWith("asn=<U+000D><U+000A>Set-Cookie:x<U+0000><U+00E9>999"), text(answer));
        assertTrue(text(answer).length() < 600, text(answer));
        assertEquals(400, get(BGP + "config/frr", "asn=%zz").status());
        assertEquals(400, get(BGP + "config/frr", "&x=1".repeat(500)).status());
    }

    @Test
    void valueIsMadeOnceHoweverOftenItIsAskedFor() {
        final var asked = new int[1];
        final var page = Hosts.ofFeaturePage();
        final var counted = new CurrentTree();
        counted.onValues(MetadataTree.of(new MetadataValues(65000, Map.of())));
        counted.onTenants(new TenantViews(List.of(new View(page.links(), BgpDirectory.of(page, () -> {
            asked[0]++;
            return List.of(new SessionStatus(page.links().get(0), "active", List.of(), 0, 0));
        })))));
        assertEquals(0, asked[0]);
        IntStream.range(0, 100).forEach(i -> List.of("routes", "session-state").forEach(key ->
            counted.get().get(request(BGP + key, i % 2 == 0 ? "" : "format=json", "10.0.0.10"))));
        assertEquals(1, asked[0]);
    }

    /** States come twice a second in a flood; who asks for a key beside them is not to wait for any. */
    @Test
    void onlyWhoLooksIntoTheDirectoryHasItMade() {
        final var looked = new int[1];
        final var directory = BgpDirectory.of(Hosts.ofFeaturePage(), List::of);
        final var watched = MetadataTree.of(new MetadataValues(65000, Map.of()))
            .with(new TenantViews(List.of(new View(Hosts.ofFeaturePage().links(), () -> {
                looked[0]++;
                return directory.get();
            }))));
        List.of("/latest/meta-data/asn", "/latest/meta-data/", "/latest/", "/latest/meta-data/nothing").forEach(path ->
            watched.get(request(path, "", "10.0.0.10")));
        assertEquals(0, looked[0]);
        List.of("bgp", "bgp/", "bgp/peer-asn", "bgp/config/", "bgp/nothing").forEach(path ->
            watched.get(request("/latest/meta-data/" + path, "", "10.0.0.10")));
        assertEquals(5, looked[0]);
    }

    @Test
    void unavailableStaysUnavailable() {
        final var page = Hosts.ofFeaturePage();
        final var nothing = MetadataTree.unavailable()
            .with(new TenantViews(List.of(new View(page.links(), BgpDirectory.of(page, List::of)))));
        assertEquals(503, nothing.get(request(BGP + "routes", "", "10.0.0.10")).status());
    }

    private void crawl(final String directory, final List<String> keys) {
        for (var name : body(directory).split("\n")) {
            if (name.endsWith("/")) {
                crawl(directory + name, keys);
            } else {
                assertEquals(200, get(directory + name, "").status(), directory + name);
                keys.add(directory + name);
            }
        }
    }

    private String body(final String path) {
        final var answer = get(path, "");
        assertEquals(200, answer.status(), path);
        return text(answer);
    }

    private MetadataAnswer get(final String path, final String query) {
        return tree.get(request(path, query, "10.0.0.10"));
    }

    private static MetadataRequest request(final String path, final String query, final String source) {
        return new MetadataRequest(path, query, Hosts.address(source));
    }

    private static String text(final MetadataAnswer answer) {
        return answer.body().toString(StandardCharsets.UTF_8);
    }

    private static MetadataTree tree(final Map<TenantHost, List<SessionStatus>> hosts) {
        return MetadataTree.of(new MetadataValues(65000, Map.of(InstanceKey.SITENAME, "site-1")))
            .with(new TenantViews(hosts.entrySet().stream().map(each ->
                new View(each.getKey().links(), BgpDirectory.of(each.getKey(), each::getValue))).toList()));
    }
}
