/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** What is different in two policies, value by value in the order of the model. */
final class SiteDifferences {
    private static final String SITE = "tenant-bgp-site:site/";
    private static final String PROFILE = SITE + "fnn/routing-profiles/routing-profile=";

    private final List<Change> changes = new ArrayList<>();

    private SiteDifferences() {
        // see between()
    }

    static List<Change> between(final SitePolicy before, final SitePolicy after) {
        final var differences = new SiteDifferences();
        differences.value(SITE + "datacenter-asn", text(before.datacenterAsn()), text(after.datacenterAsn()));
        differences.value(SITE + "common-tenant-host-asn", text(before.commonTenantHostAsn()),
            text(after.commonTenantHostAsn()));
        differences.list(SITE + "anycast-site-prefixes", before.anycastSitePrefixes(), after.anycastSitePrefixes());
        differences.list(SITE + "fnn/additional-route-target-imports", before.additionalImports(),
            after.additionalImports());
        final var names = new TreeSet<>(before.profiles().keySet());
        names.addAll(after.profiles().keySet());
        names.forEach(name -> differences.profile(PROFILE + name, Optional.ofNullable(before.profiles().get(name)),
            Optional.ofNullable(after.profiles().get(name))));
        return differences.changes;
    }

    private static Optional<String> text(final OptionalLong value) {
        return value.isPresent() ? Optional.of(Long.toString(value.orElseThrow())) : Optional.empty();
    }

    private void profile(final String path, final Optional<ProfilePolicy> before,
            final Optional<ProfilePolicy> after) {
        if (before.isEmpty() || after.isEmpty()) {
            changes.add(new Change(after.isPresent() ? Change.Kind.ADDED : Change.Kind.REMOVED, path,
                Optional.empty(), Optional.empty()));
        }
        final var old = before.orElse(ProfilePolicy.DEFAULT);
        final var then = after.orElse(ProfilePolicy.DEFAULT);
        flag(path + "/internal", old.isInternal(), then.isInternal());
        value(path + "/access-tier", Optional.of(Long.toString(old.accessTier())),
            Optional.of(Long.toString(then.accessTier())));
        list(path + "/allowed-anycast-prefixes", old.allowedAnycastPrefixes(), then.allowedAnycastPrefixes());
        flag(path + "/tenant-leak-communities-accepted", old.areLeakCommunitiesAccepted(),
            then.areLeakCommunitiesAccepted());
        list(path + "/route-target-imports", old.imports(), then.imports());
        list(path + "/route-targets-on-exports", old.exports(), then.exports());
        flag(path + "/leak-default-route-from-underlay", old.leaksDefaultRoute(), then.leaksDefaultRoute());
        flag(path + "/leak-tenant-host-routes-to-underlay", old.leaksHostRoutes(), then.leaksHostRoutes());
        list(path + "/accepted-leaks-from-underlay", old.acceptedLeaks(), then.acceptedLeaks());
    }

    private void flag(final String path, final boolean before, final boolean after) {
        value(path, Optional.of(Boolean.toString(before)), Optional.of(Boolean.toString(after)));
    }

    private void value(final String path, final Optional<String> before, final Optional<String> after) {
        if (!before.equals(after)) {
            changes.add(new Change(before.isEmpty() ? Change.Kind.ADDED
                : after.isEmpty() ? Change.Kind.REMOVED : Change.Kind.CHANGED, path, before, after));
        }
    }

    private void list(final String path, final Set<?> before, final Set<?> after) {
        before.stream().filter(entry -> !after.contains(entry)).forEach(entry -> changes.add(
            new Change(Change.Kind.REMOVED, path, Optional.of(entry.toString()), Optional.empty())));
        after.stream().filter(entry -> !before.contains(entry)).forEach(entry -> changes.add(
            new Change(Change.Kind.ADDED, path, Optional.empty(), Optional.of(entry.toString()))));
    }
}
