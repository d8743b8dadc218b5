/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What an import makes of the running configuration: a pure function of both.
 *
 * @param before what is running
 * @param after what will be
 * @param changes the difference
 * @param notes remarks
 */
public record ImportPlan(SitePolicy before, SitePolicy after, List<Change> changes, List<Note> notes) {
    /** As max-elements of allowed-anycast-prefixes in the model. */
    private static final int MOST_PREFIXES = 4096;

    /** Copies the lists. */
    public ImportPlan {
        requireNonNull(before);
        requireNonNull(after);
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
    }

    static ImportPlan of(final SitePolicy running, final NicoSite imported, final ImportOptions options)
            throws ImportRefusedException {
        if (options.replace() && imported.saysNothing()) {
            throw ImportRefusedException.invalid("the text has none of the keys that are imported, and would remove the"
                + " whole configuration of the site: is it the configuration of NICo's API server?");
        }
        final var notes = new ArrayList<>(imported.notes());
        final var merged = merge(running, imported, options.replace(), notes);
        final var after = migrate(merged, options.migrate(), notes);
        if (!after.anycastSitePrefixes().isEmpty()) {
            notes.addAll(aboutSitePrefixes(after));
        }
        return new ImportPlan(running, after, SiteDifferences.between(running, after), notes);
    }

    /**
     * Stands for this plan.
     *
     * @return 32 hexadecimal digits
     */
    public String fingerprint() {
        return Hashing.sha256().hashString(before + "\n" + after, StandardCharsets.UTF_8).toString().substring(0, 32);
    }

    /**
     * How many values change in a way.
     *
     * @param kind the way
     * @return the count
     */
    public long count(final Change.Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static SitePolicy merge(final SitePolicy running, final NicoSite imported, final boolean replace,
            final List<Note> notes) {
        final var file = imported.policy();
        final var site = new Merge(imported.mentioned(), replace, running, file, notes);
        final var profiles = new TreeMap<String, ProfilePolicy>();
        if (!replace) {
            profiles.putAll(running.profiles());
        }
        profiles.keySet().stream().filter(name -> !file.profiles().containsKey(name)).forEach(name -> notes.add(
            Note.of(Note.Kind.KEPT, "routing profile " + name + " is not in the text and is kept")));
        profiles.putAll(file.profiles());
        final var merged = new SitePolicy(
            site.choose(NicoSite.DATACENTER_ASN, SitePolicy::datacenterAsn, OptionalLong.empty()),
            site.choose(NicoSite.COMMON_TENANT_HOST_ASN, SitePolicy::commonTenantHostAsn, OptionalLong.empty()),
            site.choose(NicoSite.ANYCAST_SITE_PREFIXES, SitePolicy::anycastSitePrefixes, Set.of()),
            site.choose(NicoSite.ADDITIONAL_ROUTE_TARGET_IMPORTS, SitePolicy::additionalImports, Set.of()), profiles);
        if (merged.datacenterAsn().isEmpty()) {
            notes.add(Note.of(Note.Kind.DIFFERENT, "no datacenter_asn: NICo takes 11414 then, this product none: VPCs"
                + " have no route target of their own; where the fabric uses 11414, write it into the text"));
        }
        return merged;
    }

    /** What the text says of a key, or what is running. */
    private record Merge(Set<String> mentioned, boolean replace, SitePolicy running, SitePolicy file,
            List<Note> notes) {
        <T> T choose(final String key, final Function<SitePolicy, T> field, final T nothing) {
            if (mentioned.contains(key)) {
                return field.apply(file);
            }
            final T value = field.apply(running);
            if (replace || value.equals(nothing)) {
                return nothing;
            }
            notes.add(Note.of(Note.Kind.KEPT, key + " is not in the text, the running value is kept"));
            return value;
        }
    }

    private static SitePolicy migrate(final SitePolicy merged, final List<String> chosen, final List<Note> notes)
            throws ImportRefusedException {
        if (chosen.isEmpty()) {
            return merged;
        }
        final var names = new LinkedHashSet<>(chosen);
        final boolean all = names.remove(ImportOptions.ALL);
        for (var name : names) {
            if (!merged.profiles().containsKey(name)) {
                throw ImportRefusedException.invalid("there is no routing profile " + Words.quoted(name)
                    + " to migrate anycast_site_prefixes to; there are: "
                    + Words.shown(String.join(", ", merged.profiles().keySet()), 1000));
            }
        }
        final var prefixes = merged.anycastSitePrefixes();
        if (prefixes.isEmpty()) {
            notes.add(Note.of(Note.Kind.DIFFERENT, "there are no anycast_site_prefixes to migrate"));
            return merged;
        }
        final var profiles = new TreeMap<>(merged.profiles());
        profiles.replaceAll((name, profile) -> all || names.contains(name) ? profile.allowing(prefixes) : profile);
        requireRoom(profiles);
        return merged.with(Set.of(), profiles);
    }

    private static void requireRoom(final SortedMap<String, ProfilePolicy> profiles) throws ImportRefusedException {
        for (var each : profiles.entrySet()) {
            if (each.getValue().allowedAnycastPrefixes().size() > MOST_PREFIXES) {
                throw ImportRefusedException.invalid("with anycast_site_prefixes routing profile " + each.getKey()
                    + " has " + each.getValue().allowedAnycastPrefixes().size() + " allowed_anycast_prefixes, at most "
                    + MOST_PREFIXES + " can be configured");
            }
        }
    }

    /** What stays of the deprecated list means something else than in NICo for some profiles. */
    private static List<Note> aboutSitePrefixes(final SitePolicy after) {
        final var notes = new ArrayList<Note>();
        notes.add(Note.of(Note.Kind.DIFFERENT, "anycast_site_prefixes is deprecated, and has effect only for routing"
            + " profiles without allowed_anycast_prefixes: migrate it into the profiles that shall allow these"
            + " prefixes"));
        after.profiles().forEach((name, profile) -> {
            final var allowed = profile.allowedAnycastPrefixes();
            if (!allowed.isEmpty() && allowed.stream().allMatch(prefix -> prefix.contains(":"))) {
                notes.add(Note.of(Note.Kind.DIFFERENT, "routing profile " + name + " allows IPv6 prefixes only: NICo"
                    + " takes anycast_site_prefixes for IPv4 then, this product accepts no IPv4 prefix; migrate the"
                    + " list into this profile if its tenants shall announce them"));
            }
        });
        return notes;
    }
}
