/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import io.tenantbgp.policy.Asn;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The configuration of NICo's API server to the site's policy: a pure function of the text. */
final class NicoReader {
    private static final String FNN = "fnn";
    private static final String ROUTING_PROFILES = "routing_profiles";
    /** As the type entry-name of the model. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.\\-]{0,62}");
    /** As max-elements in the model. */
    private static final int MOST_PREFIXES = 4096;
    private static final int MOST_IMPORTS = 256;
    private static final int MOST_EXPORTS = 32;
    private static final int MOST_PROFILES = 1024;
    private static final Set<String> PROFILE_KEYS = Set.of("internal", "access_tier", "allowed_anycast_prefixes",
        "tenant_leak_communities_accepted", "route_target_imports", "route_targets_on_exports",
        "leak_default_route_from_underlay", "leak_tenant_host_routes_to_underlay", "accepted_leaks_from_underlay");

    private final Values values = new Values();
    private final Set<String> mentioned = new HashSet<>();

    private NicoReader() {
        // see read()
    }

    /**
     * Reads a text.
     *
     * @param text of bounded size
     * @return what it says
     * @throws ImportRefusedException when it is not TOML, or has a value that cannot be carried over
     */
    static NicoSite read(final String text) throws ImportRefusedException {
        return new NicoReader().site(TomlItem.parse(text));
    }

    private NicoSite site(final TomlItem root) throws ImportRefusedException {
        final var fnn = root.get(FNN).filter(values::isTable);
        final var datacenterAsn = values.number(mention(root, NicoSite.DATACENTER_ASN), 1, 4_294_967_295L, "ASN");
        final var tenantAsn = mention(root, NicoSite.COMMON_TENANT_HOST_ASN);
        final var commonTenantHostAsn = values.number(tenantAsn, 1, Asn.HIGHEST, "ASN of a tenant host");
        if (commonTenantHostAsn.orElse(0) == Asn.AS_TRANS) {
            values.problem(tenantAsn.orElseThrow(), "23456 is AS_TRANS, which no host has");
        }
        final var sitePrefixes = values.prefixes(mention(root, NicoSite.ANYCAST_SITE_PREFIXES), MOST_PREFIXES);
        final var imports = values.routeTargets(additionalImports(root, fnn), MOST_IMPORTS);
        final var profiles = profiles(fnn.flatMap(table -> table.get(ROUTING_PROFILES)));
        values.onlyKeys(root, Set.of(NicoSite.DATACENTER_ASN, NicoSite.COMMON_TENANT_HOST_ASN,
            NicoSite.ANYCAST_SITE_PREFIXES, NicoSite.ADDITIONAL_ROUTE_TARGET_IMPORTS, FNN));
        fnn.ifPresent(table -> values.onlyKeys(table,
            Set.of(NicoSite.ADDITIONAL_ROUTE_TARGET_IMPORTS, ROUTING_PROFILES)));
        final var policy = new SitePolicy(datacenterAsn, commonTenantHostAsn, sitePrefixes, imports, profiles);
        return new NicoSite(mentioned, policy, values.notes());
    }

    private Optional<TomlItem> mention(final TomlItem table, final String key) {
        final var item = table.get(key);
        item.ifPresent(found -> mentioned.add(key));
        return item;
    }

    /** NICo reads them in fnn; whoever wrote them at the top meant them all the same. */
    private Optional<TomlItem> additionalImports(final TomlItem root, final Optional<TomlItem> fnn) {
        final var atTop = mention(root, NicoSite.ADDITIONAL_ROUTE_TARGET_IMPORTS);
        final var inFnn = fnn.flatMap(table -> mention(table, NicoSite.ADDITIONAL_ROUTE_TARGET_IMPORTS));
        if (atTop.isPresent() && inFnn.isPresent()) {
            values.problem(atTop.orElseThrow(), "it is in fnn, too, where NICo reads it: remove one of them");
        } else {
            atTop.ifPresent(item -> values.note(Note.at(Note.Kind.DIFFERENT, item,
                "NICo reads it in fnn only, so it had no effect there; it is imported as if it stood in fnn")));
        }
        return inFnn.or(() -> atTop);
    }

    private SortedMap<String, ProfilePolicy> profiles(final Optional<TomlItem> table) {
        final var profiles = new TreeMap<String, ProfilePolicy>();
        table.filter(values::isTable).ifPresent(all -> {
            for (var each = all.keys(); each.hasNext();) {
                final var name = each.next();
                final var profile = all.get(name).orElseThrow();
                if (!NAME.matcher(name).matches()) {
                    values.problem(profile, "names of routing profiles have 1 to 63 letters, digits, _, . and -, and"
                        + " begin with none of the last two: rename it in a copy of the file");
                } else if (values.isTable(profile)) {
                    profiles.put(name, profile(profile));
                }
            }
            if (profiles.size() > MOST_PROFILES) {
                values.problem(all, profiles.size() + " routing profiles, at most " + MOST_PROFILES
                    + " can be configured");
            }
        });
        return profiles;
    }

    private ProfilePolicy profile(final TomlItem table) {
        values.onlyKeys(table, PROFILE_KEYS);
        return new ProfilePolicy(
            values.flag(table.get("internal")),
            values.number(table.get("access_tier"), 0, 4_294_967_295L, "access tier").orElse(0),
            values.prefixes(table.get("allowed_anycast_prefixes"), MOST_PREFIXES),
            values.flag(table.get("tenant_leak_communities_accepted")),
            values.routeTargets(table.get("route_target_imports"), MOST_IMPORTS),
            values.routeTargets(table.get("route_targets_on_exports"), MOST_EXPORTS),
            values.flag(table.get("leak_default_route_from_underlay")),
            values.flag(table.get("leak_tenant_host_routes_to_underlay")),
            values.prefixes(table.get("accepted_leaks_from_underlay"), MOST_PREFIXES));
    }
}
