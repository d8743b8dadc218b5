/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportPlanTest {
    private static final String PROFILE = "tenant-bgp-site:site/fnn/routing-profiles/routing-profile=";
    private static final ImportOptions MERGE = new ImportOptions(false, List.of());
    private static final ImportOptions REPLACE = new ImportOptions(true, List.of());
    private static final String RUNNING = """
        datacenter_asn = 64512
        common_tenant_host_asn = 65010
        anycast_site_prefixes = ["192.0.2.0/24"]
        [fnn.routing_profiles.A]
        internal = true
        allowed_anycast_prefixes = ["203.0.113.0/24", "198.51.100.0/24"]
        [fnn.routing_profiles.B]
        """;
    private static final String TEXT = """
        datacenter_asn = 64513
        fnn.additional_route_target_imports = [{ asn = 64512, vni = 1 }]
        [fnn.routing_profiles.A]
        access_tier = 2
        allowed_anycast_prefixes = ["203.0.113.0/24"]
        [fnn.routing_profiles.C]
        leak_default_route_from_underlay = true
        """;

    @Test
    void whatTheTextSaysWinsAndTheRestIsKept() throws ImportRefusedException {
        final var plan = plan(RUNNING, TEXT, MERGE);
        assertEquals(List.of(
            "changed tenant-bgp-site:site/datacenter-asn 64512 64513",
            "added tenant-bgp-site:site/fnn/additional-route-target-imports - 64512:1",
            "changed " + PROFILE + "A/internal true false",
            "changed " + PROFILE + "A/access-tier 0 2",
            "removed " + PROFILE + "A/allowed-anycast-prefixes 198.51.100.0/24 -",
            "added " + PROFILE + "C - -",
            "changed " + PROFILE + "C/leak-default-route-from-underlay false true"), changes(plan));
        assertEquals(List.of("routing profile B is not in the text and is kept",
            "common_tenant_host_asn is not in the text, the running value is kept",
            "anycast_site_prefixes is not in the text, the running value is kept"), texts(plan, Note.Kind.KEPT));
    }

    @Test
    void replaceRemovesWhatTheTextDoesNotMention() throws ImportRefusedException {
        final var plan = plan(RUNNING, TEXT, REPLACE);
        assertTrue(changes(plan).containsAll(List.of("removed tenant-bgp-site:site/common-tenant-host-asn 65010 -",
            "removed tenant-bgp-site:site/anycast-site-prefixes 192.0.2.0/24 -", "removed " + PROFILE + "B - -")));
        assertEquals(List.of(), texts(plan, Note.Kind.KEPT));
        assertEquals(NicoReader.read(TEXT).policy(), plan.after());
    }

    @Test
    void replaceByATextWithoutAnyImportedKeyIsRefused() {
        assertTrue(assertThrows(ImportRefusedException.class, () -> plan(RUNNING, "[tls]\n", REPLACE)).getMessage()
            .startsWith("the text has none of the keys that are imported"));
    }

    @Test
    void emptyValueIsMentioned() throws ImportRefusedException {
        assertEquals(List.of("removed tenant-bgp-site:site/anycast-site-prefixes 192.0.2.0/24 -"),
            changes(plan(RUNNING, "anycast_site_prefixes = []", MERGE)));
    }

    @Test
    void sameTextAgainIsNoDifference() throws ImportRefusedException {
        assertEquals(List.of(), changes(plan(RUNNING, RUNNING, MERGE)));
        assertEquals(List.of(), changes(plan(RUNNING, RUNNING, REPLACE)));
    }

    @Test
    void deprecatedListIsCopiedIntoTheChosenProfilesAndRemoved() throws ImportRefusedException {
        final var plan = plan(RUNNING, "anycast_site_prefixes = [\"203.0.113.0/24\", \"192.0.2.0/25\"]",
            new ImportOptions(false, List.of("A")));
        assertEquals(List.of("removed tenant-bgp-site:site/anycast-site-prefixes 192.0.2.0/24 -",
            "added " + PROFILE + "A/allowed-anycast-prefixes - 192.0.2.0/25"), changes(plan));
        assertEquals(Set.of(), plan.after().anycastSitePrefixes());
    }

    @Test
    void deprecatedListThatRunsIsMigratedIntoAllProfiles() throws ImportRefusedException {
        final var plan = plan(RUNNING, "[fnn.routing_profiles.C]", new ImportOptions(false, List.of("all")));
        assertEquals(List.of("removed tenant-bgp-site:site/anycast-site-prefixes 192.0.2.0/24 -",
            "added " + PROFILE + "A/allowed-anycast-prefixes - 192.0.2.0/24",
            "added " + PROFILE + "B/allowed-anycast-prefixes - 192.0.2.0/24",
            "added " + PROFILE + "C - -",
            "added " + PROFILE + "C/allowed-anycast-prefixes - 192.0.2.0/24"), changes(plan));
    }

    @Test
    void migrationIntoAProfileThatIsNotThereIsRefused() {
        assertEquals("there is no routing profile 'Z' to migrate anycast_site_prefixes to; there are: A, B",
            assertThrows(ImportRefusedException.class,
                () -> plan(RUNNING, "", new ImportOptions(false, List.of("A", "Z")))).getMessage());
    }

    @Test
    void migrationWithoutAListSaysSo() throws ImportRefusedException {
        assertTrue(texts(plan("[fnn.routing_profiles.A]", "", new ImportOptions(false, List.of("all"))),
            Note.Kind.DIFFERENT).contains("there are no anycast_site_prefixes to migrate"));
    }

    @Test
    void profileThatNicoLetsFallBackForIpv4IsNamed() throws ImportRefusedException {
        final var notes = texts(plan("", """
            datacenter_asn = 64512
            anycast_site_prefixes = ["192.0.2.0/24"]
            [fnn.routing_profiles.SIX]
            allowed_anycast_prefixes = ["2001:db8::/32"]
            [fnn.routing_profiles.BOTH]
            allowed_anycast_prefixes = ["2001:db8::/32", "203.0.113.0/24"]
            """, MERGE), Note.Kind.DIFFERENT);
        assertEquals(2, notes.size(), notes::toString);
        assertTrue(notes.get(0).startsWith("anycast_site_prefixes is deprecated"));
        assertTrue(notes.get(1).startsWith("routing profile SIX allows IPv6 prefixes only"));
    }

    @Test
    void missingDatacenterAsnIsNamedSinceNicoHasADefault() throws ImportRefusedException {
        assertTrue(texts(plan("", "[fnn.routing_profiles.A]", MERGE), Note.Kind.DIFFERENT).get(0)
            .startsWith("no datacenter_asn: NICo takes 11414 then"));
    }

    @Test
    void fingerprintStandsForWhatRunsAndWhatWillBe() throws ImportRefusedException {
        final var fingerprint = plan(RUNNING, TEXT, MERGE).fingerprint();
        assertEquals(fingerprint, plan(RUNNING, TEXT + "# more", MERGE).fingerprint());
        assertNotEquals(fingerprint, plan(RUNNING, TEXT, REPLACE).fingerprint());
        assertNotEquals(fingerprint, plan(RUNNING.replace("64512", "64511"), TEXT, MERGE).fingerprint());
    }

    private static ImportPlan plan(final String running, final String text, final ImportOptions options)
            throws ImportRefusedException {
        return ImportPlan.of(NicoReader.read(running).policy(), NicoReader.read(text), options);
    }

    private static List<String> changes(final ImportPlan plan) {
        return plan.changes().stream().map(change -> change.kind().yangName() + " " + change.path()
            + " " + change.before().orElse("-") + " " + change.after().orElse("-")).toList();
    }

    private static List<String> texts(final ImportPlan plan, final Note.Kind kind) {
        return plan.notes().stream().filter(note -> note.kind() == kind).map(Note::text).toList();
    }
}
