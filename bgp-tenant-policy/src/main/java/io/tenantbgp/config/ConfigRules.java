/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.validation.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;

/**
 * What has to be true of a whole configuration, beyond types, ranges and mandatory nodes, which the datastore sees to:
 * MD-SAL knows no must, leafref or unique. Pure code: the same configuration always gives the same findings.
 */
public final class ConfigRules {
    private ConfigRules() {
        // Hidden on purpose
    }

    /**
     * Everything that is wrong.
     *
     * @param config a configuration
     * @return the findings, references first, in the same order every time
     */
    public static List<Finding> check(final CommittedConfig config) {
        return check(config, config);
    }

    /**
     * What a change makes wrong. What was wrong before does not stand in the way of a change that corrects another
     * thing; and what an interface lists does not stand in the way of a profile that is to admit less.
     *
     * @param before the configuration as it is
     * @param after the configuration as it would be
     * @return the findings there would be and are not yet
     */
    public static List<Finding> check(final CommittedConfig before, final CommittedConfig after) {
        final var found = all(before, after);
        if (found.isEmpty() || before.equals(after)) {
            return found;
        }
        final var known = new HashSet<>(all(before, before));
        known.addAll(new PrefixRules(new CommittedConfig(after.site(), before.dpu())).outsideProfiles());
        return found.stream().filter(each -> !known.contains(each)).toList();
    }

    private static List<Finding> all(final CommittedConfig before, final CommittedConfig after) {
        requireNonNull(before);
        final var found = new ArrayList<Finding>();
        final var site = after.site().orElse(null);
        final var dpu = after.dpu().orElse(null);
        if (dpu != null) {
            found.addAll(new ReferenceRules(before).check(site, dpu));
            found.addAll(addresses(dpu));
        }
        found.addAll(new NumberRules(site, dpu).check());
        found.addAll(new PrefixRules(after).check());
        return found;
    }

    private static List<Finding> addresses(final Dpu dpu) {
        final var identity = DpuIdentity.of(dpu);
        final var interfaces = InterfaceAddresses.of(dpu);
        final var conflicts = AddressConflicts.of(identity, interfaces);
        // No machine is meant: what this one cannot enforce is no mistake of the configuration.
        final var mistakes = new FabricMapper(identity, interfaces)
            .mistakes(YangLists.fabricNeighbors(dpu));
        return Stream.of(
            AddressConflicts.ofLoopback(identity.loopback()).stream()
                .map(detail -> Finding.invalid(InstancePath.DPU.child("loopback").text(), detail)),
            interfaces.stream().flatMap(each -> conflicts.problems(each).stream()
                .map(problem -> finding(problem, InstancePath.tenantInterface(each.name()),
                    "tenant interface " + each.name()))),
            mistakes.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(each -> finding(each.getValue(), InstancePath.neighbor(each.getKey()),
                    "neighbor " + each.getKey())))
            .flatMap(stream -> stream).toList();
    }

    private static Finding finding(final Problem problem, final InstancePath entry, final String named) {
        return Finding.invalid(problem.in(entry).text(), named + ": " + problem.detail());
    }
}
