/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.validation.Finding;
import java.util.List;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;

/** What the metadata service may be told. */
final class MetadataRules {
    private MetadataRules() {
        // Hidden on purpose
    }

    static List<Finding> check(final InstanceMetadata metadata) {
        final var listen = metadata.getListen();
        final var address = listen == null ? null : listen.getAddress();
        if (address == null) {
            return List.of();
        }
        final var bits = IpAddress.of(YangLists.inetAddress(address)).unmapped();
        return bits.high() != 0 || bits.low() != 0 ? List.of()
            : List.of(Finding.invalid(InstancePath.METADATA.child("listen").child("address").text(),
                "the metadata service never listens on the wildcard address " + address.stringValue()
                    + ", where everybody would reach it: write one address of the DPU"));
    }
}
