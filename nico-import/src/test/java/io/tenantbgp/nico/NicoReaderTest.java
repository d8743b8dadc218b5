/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class NicoReaderTest {
    /** All keys that are imported, as the feature page names them and NICo's documentation writes them. */
    static final String SITE = """
        asn = 64999
        datacenter_asn = 64512
        common_tenant_host_asn = 65010
        anycast_site_prefixes = ["192.0.2.0/24"]

        [tls]
        identity_pemfile_path = "/tls.crt"

        [fnn]
        additional_route_target_imports = [{ asn = 64512, vni = 50100 }]

        [fnn.routing_profiles.EXTERNAL]
        internal = false
        access_tier = 2
        allowed_anycast_prefixes = [{ prefix = "203.0.113.0/24" }, { prefix = "2001:0DB8:113::/48" }]
        tenant_leak_communities_accepted = true
        route_target_imports = [
            { asn = 64512, vni = 50500 },   # the network's default route
            { asn = 4200000000, vni = 7 },
        ]
        leak_default_route_from_underlay = true
        leak_tenant_host_routes_to_underlay = true
        accepted_leaks_from_underlay = [
            { prefix = "10.128.0.0/16" },
        ]

        [[fnn.routing_profiles.EXTERNAL.route_targets_on_exports]]
        asn = 64512
        vni = 50500

        [fnn.routing_profiles.INTERNAL]
        internal = true
        allowed_anycast_prefixes = ["198.51.100.0/24"]
        """;

    @Test
    void everyFieldOfTheFeaturePageIsRead() throws ImportRefusedException {
        final var external = new ProfilePolicy(false, 2, Set.of("203.0.113.0/24", "2001:db8:113::/48"), true,
            Set.of(new RouteTarget(64512, 50500), new RouteTarget(4200000000L, 7)),
            Set.of(new RouteTarget(64512, 50500)), true, true, Set.of("10.128.0.0/16"));
        final var internal = new ProfilePolicy(true, 0, Set.of("198.51.100.0/24"), false, Set.of(), Set.of(), false,
            false, Set.of());
        assertEquals(new SitePolicy(OptionalLong.of(64512), OptionalLong.of(65010), Set.of("192.0.2.0/24"),
            Set.of(new RouteTarget(64512, 50100)), new TreeMap<>(Map.of("EXTERNAL", external, "INTERNAL", internal))),
            NicoReader.read(SITE).policy());
    }

    @Test
    void keysThatAreNotImportedAreNamedWithTheirLineAndWhatToDo() throws ImportRefusedException {
        assertEquals(List.of("not-carried-over asn 1", "ignored tls 6"),
            NicoReader.read(SITE).notes().stream().map(NicoReaderTest::brief).toList());
        assertEquals(List.of(
            "unknown-key datacenter_as 1: unknown key, not imported",
            "unknown-key fnn.routing_profiles.A.allowed-anycast-prefixes 3: unknown key, not imported; NICo has"
                + " fnn.routing_profiles.<name>.allowed_anycast_prefixes",
            "unknown-key fnn.routing_profiles.A.route_target_imports[0].le 4: unknown key, not imported",
            "unknown-key fnn.allowed_anycast_prefixes 7: unknown key, not imported; NICo has"
                + " fnn.routing_profiles.<name>.allowed_anycast_prefixes"),
            NicoReader.read("""
                datacenter_as = 1
                [fnn.routing_profiles.A]
                allowed-anycast-prefixes = []
                route_target_imports = [{ asn = 1, vni = 1, le = 3 }]

                [fnn]
                allowed_anycast_prefixes = []
                """).notes().stream().map(note -> brief(note) + ": " + note.text()).toList());
    }

    @Test
    void valuesOfKeysThatAreNotImportedAreNeverRepeated() throws ImportRefusedException {
        final var site = NicoReader.read("""
            database_url = "postgres://nico:correct-horse@db"
            [unheard_of]
            password = "correct-horse"
            """);
        assertEquals(2, site.notes().size());
        assertTrue(site.notes().stream().noneMatch(note -> note.toString().contains("correct-horse")));
    }

    @Test
    void routeTargetsAtTheTopAreTakenAsThoseOfFnn() throws ImportRefusedException {
        final var site = NicoReader.read("additional_route_target_imports = [{ asn = 64512, vni = 1 }]");
        assertEquals(Set.of(new RouteTarget(64512, 1)), site.policy().additionalImports());
        assertEquals(List.of("different additional_route_target_imports 1"),
            site.notes().stream().map(NicoReaderTest::brief).toList());
    }

    @Test
    void entryThatIsThereTwiceIsImportedOnce() throws ImportRefusedException {
        final var site = NicoReader.read("anycast_site_prefixes = [\"2001:db8::/32\",\n \"2001:DB8:0::/32\"]");
        assertEquals(Set.of("2001:db8::/32"), site.policy().anycastSitePrefixes());
        assertEquals(List.of("different anycast_site_prefixes[1] 2"),
            site.notes().stream().map(NicoReaderTest::brief).toList());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "refused.csv", delimiter = ';', quoteCharacter = '\u0001', numLinesToSkip = 2)
    void badTextIsRefusedWithWhereAndWhy(final String toml, final String message) {
        final var refused = assertThrows(ImportRefusedException.class,
            () -> NicoReader.read(toml.replace("\\n", "\n").replace("\\u0000", "\0")));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertEquals(ImportRefusedException.Kind.INVALID, refused.kind());
    }

    @Test
    void everyProblemIsNamedUpToTwenty() {
        final var refused = assertThrows(ImportRefusedException.class,
            () -> NicoReader.read("anycast_site_prefixes = [" + "1,\n".repeat(30) + "]"));
        assertEquals(21, refused.problems().size());
        assertEquals("and 10 more problems", refused.problems().get(20));
    }

    @Test
    void moreEntriesThanTheModelHasRoomForAreRefused() {
        final var many = IntStream.range(0, 4097).mapToObj(each -> "\"10." + each / 256 + "." + each % 256 + ".0/24\"")
            .collect(Collectors.joining(",", "[", "]"));
        final var refused =
            assertThrows(ImportRefusedException.class, () -> NicoReader.read("anycast_site_prefixes = " + many));
        assertEquals("line 1, anycast_site_prefixes: 4097 entries, at most 4096 can be configured",
            refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a=", "a.", "[a.", "a.a.", "\"", "'", "\"\"\"", "=", "1,", "a=1\n", "[[a]]\n",
        "[a]\n", "a b\n", "9", "#", "\\", "\n", "a={a.a=1}\n", "a=[[1],", "0x", "1979-05-27T07:32:00Z "})
    void hostileTextCostsLittleWhateverIsRepeated(final String piece) {
        for (var start : List.of("", "a=", "a=[", "a={")) {
            final var text = start + piece.repeat((TomlText.MOST_OCTETS - start.length()) / piece.length());
            assertTimeout(Duration.ofSeconds(20), () -> {
                try {
                    NicoReader.read(TomlText.of(text));
                } catch (ImportRefusedException e) {
                    assertTrue(e.getMessage().length() < 500, e.getMessage());
                }
            });
        }
    }

    /** Whatever the bytes are, there is an answer: the site, or why not. */
    @Test
    void brokenTextIsAnsweredNeverThrown() {
        final var random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            final var text = new StringBuilder(SITE);
            for (int times = random.nextInt(4); times >= 0; times--) {
                final int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "[]{}\"'=.,#\n\\0-+:_aTZ".charAt(random.nextInt(20)));
                    default -> text.insert(at, text, at, Math.min(text.length(), at + random.nextInt(40)));
                }
            }
            try {
                NicoReader.read(text.toString());
            } catch (ImportRefusedException e) {
                assertTrue(!e.problems().isEmpty(), text.toString());
            }
        }
    }

    @Test
    void emptyTextSaysNothing() throws ImportRefusedException {
        for (var text : List.of("", "\n", "# nothing\n", "[fnn]\n")) {
            assertTrue(NicoReader.read(text).saysNothing());
        }
        assertEquals(Collections.emptySortedMap(), NicoReader.read("").policy().profiles());
    }

    private static String brief(final Note note) {
        return note.kind().yangName() + " " + note.path() + " " + note.line();
    }
}
