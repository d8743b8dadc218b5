/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * Everything the operator has told this DPU that its tenant host may read.
 *
 * @param dpuAsn ASN of the DPU, 1..4294967295: the ASN the tenant host has to peer with
 * @param instance what is known about the instance; a key that is not in the map does not exist for the tenant
 */
@NonNullByDefault
record MetadataValues(long dpuAsn, Map<InstanceKey, String> instance) {
    private static final long MAX_ASN = 0xFFFF_FFFFL;

    /** What can be known about an instance, by the name the tenant sees. */
    enum InstanceKey {
        INSTANCE_ID("instance-id"),
        HOSTNAME("hostname"),
        LOCAL_HOSTNAME("local-hostname"),
        MACHINE_ID("machine-id"),
        SITENAME("sitename"),
        PUBLIC_IPV4("public-ipv4"),
        /** Not below meta-data but beside it, as cloud-init expects. */
        USER_DATA("user-data");

        private final String tenantName;

        InstanceKey(final String tenantName) {
            this.tenantName = requireNonNull(tenantName);
        }

        String tenantName() {
            return tenantName;
        }
    }

    MetadataValues {
        if (dpuAsn < 1 || dpuAsn > MAX_ASN) {
            throw new IllegalArgumentException("ASN " + dpuAsn + " is outside 1.." + MAX_ASN);
        }
        instance = Map.copyOf(instance);
    }
}
