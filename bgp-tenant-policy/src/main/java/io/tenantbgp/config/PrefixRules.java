/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.policy.ReservedAddresses;
import io.tenantbgp.validation.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterface;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.vpcs.VpcKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.site.fnn.routing.profiles.RoutingProfileKey;

/** The lists of prefixes: well written, of no address that nobody may announce, and narrowed, never widened. */
final class PrefixRules {
    private static final String ALLOWED = "allowed-anycast-prefixes";
    private static final String DEPRECATED = "anycast-site-prefixes";

    private final List<Finding> found = new ArrayList<>();
    private final List<Finding> outside = new ArrayList<>();
    private final Map<RoutingProfileKey, PrefixSet> profiles = new HashMap<>();
    private final @Nullable Site site;
    private final @Nullable Dpu dpu;
    private final ReservedAddresses reserved;
    private PrefixSet ofSite = PrefixSet.EMPTY;

    PrefixRules(final CommittedConfig config) {
        site = config.site().orElse(null);
        dpu = config.dpu().orElse(null);
        reserved = config.reserved();
    }

    List<Finding> check() {
        find();
        return Stream.concat(found.stream(), outside.stream()).toList();
    }

    /** Only what an interface lists that its profile does not: it has no effect there. */
    List<Finding> outsideProfiles() {
        find();
        return outside;
    }

    private void find() {
        if (site != null) {
            ofSite = list(InstancePath.SITE, DEPRECATED, YangLists.anycastSitePrefixes(site), true);
            YangLists.routingProfiles(site).values().stream()
                .sorted(Comparator.comparing(profile -> profile.requireName().getValue())).forEach(this::profile);
        }
        if (dpu != null) {
            YangLists.tenantInterfaces(dpu).stream()
                .sorted(Comparator.comparing(each -> each.requireName().getValue())).forEach(this::tenantInterface);
        }
    }

    private void profile(final RoutingProfile profile) {
        final var path = InstancePath.routingProfile(profile.requireName().getValue());
        profiles.put(profile.key(), list(path, ALLOWED, profile.getAllowedAnycastPrefixes(), true));
        list(path, "accepted-leaks-from-underlay", profile.getAcceptedLeaksFromUnderlay(), false);
    }

    private void tenantInterface(final TenantInterface yang) {
        final var narrowing = yang.getAllowedAnycastPrefixes();
        if (narrowing == null) {
            return;
        }
        final var path = InstancePath.tenantInterface(yang.requireName().getValue()).child(ALLOWED);
        final var entries = list(path, "prefix", narrowing.getPrefix(), true).entries();
        final var vpc = YangLists.vpcs(dpu).get(new VpcKey(yang.requireVpc()));
        final var name = vpc == null ? null : vpc.getRoutingProfile();
        final var profile = name == null ? null : profiles.get(new RoutingProfileKey(name));
        if (profile == null) {
            return;
        }
        final var isDeprecatedInEffect = profile.isEmpty() && !ofSite.isEmpty();
        final var inEffect = isDeprecatedInEffect ? ofSite : profile;
        entries.stream().filter(each -> !inEffect.covers(each.family(), each.high(), each.low(), each.length()))
            .forEach(each -> outside.add(Finding.invalid(path.value("prefix", each.toString()).text(),
                each + " is not inside an entry of " + (isDeprecatedInEffect ? DEPRECATED + " of the site"
                    : ALLOWED + " of routing profile " + name.getValue())
                    + ", which it is to narrow: remove it here or add it there")));
    }

    /** The entries that are well written; the others are findings. */
    private PrefixSet list(final InstancePath parent, final String list, final @Nullable Set<IpPrefix> configured,
            final boolean isAnnounced) {
        if (configured == null) {
            return PrefixSet.EMPTY;
        }
        final var prefixes = new ArrayList<Prefix>(configured.size());
        configured.stream().map(IpPrefix::stringValue).sorted().forEach(text -> {
            try {
                final var prefix = Prefix.parse(text);
                prefixes.add(prefix);
                if (isAnnounced) {
                    reserved(parent.value(list, text), prefix);
                }
            } catch (IllegalArgumentException e) {
                found.add(Finding.invalid(parent.value(list, text).text(), e.getMessage()));
            }
        });
        return PrefixSet.of(prefixes);
    }

    /** 0.0.0.0/0 and ::/0 say "any": what nobody may announce is rejected by the import policy all the same. */
    private void reserved(final InstancePath path, final Prefix prefix) {
        if (prefix.length() > 0
                && reserved.prefixes().overlaps(prefix.family(), prefix.high(), prefix.low(), prefix.length())) {
            final var other = reserved.prefixes().entries().stream()
                .filter(each -> each.contains(prefix) || prefix.contains(each)).findFirst().orElseThrow();
            found.add(Finding.invalid(path.text(), prefix + " overlaps " + other + ", which is " + kind(other)
                + ": write prefixes without it"));
        }
    }

    private static String kind(final Prefix reserved) {
        return Stream.of(Map.entry("169.254.0.0/16", "link-local"), Map.entry("fe80::/10", "link-local"),
            Map.entry("127.0.0.0/8", "loopback"), Map.entry("::1/128", "loopback"),
            Map.entry("224.0.0.0/4", "multicast"), Map.entry("ff00::/8", "multicast"))
            .filter(each -> each.getKey().equals(reserved.toString())).map(Map.Entry::getValue).findFirst()
            .orElse("an address of the DPU");
    }
}
