/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import java.util.ArrayList;
import java.util.Set;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the prefixes an operator listed. */
final class ConfiguredPrefixes {
    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredPrefixes.class);

    private ConfiguredPrefixes() {
        // Hidden on purpose
    }

    /**
     * Reads a list. An entry with host bits set is left out: whether its address or its length is the mistake cannot be
     * known, and the shorter list is the safe one.
     *
     * @param owner whose list it is, for the log
     * @param configured the list, null when there is none
     * @return the entries
     */
    static PrefixSet of(final String owner, final @Nullable Set<IpPrefix> configured) {
        if (configured == null) {
            return PrefixSet.EMPTY;
        }
        final var prefixes = new ArrayList<Prefix>(configured.size());
        for (var each : configured) {
            try {
                prefixes.add(Prefix.parse(each.stringValue()));
            } catch (IllegalArgumentException e) {
                LOG.warn("{}: allowed prefix {} has no effect until it is corrected: {}", owner, each.stringValue(),
                    e.getMessage());
            }
        }
        return PrefixSet.of(prefixes);
    }
}
