/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.validation.Finding;
import java.util.List;
import java.util.stream.Stream;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpAddressNoZone;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;

/** What the metadata service may be told. */
final class MetadataRules {
    private MetadataRules() {
        // Hidden on purpose
    }

    static List<Finding> check(final InstanceMetadata metadata) {
        final var listen = metadata.getListen();
        if (listen == null) {
            return List.of();
        }
        final var path = InstancePath.METADATA.child("listen");
        final var additional = listen.getAdditionalAddress();
        return Stream.concat(
            listen.getAddress() == null ? Stream.empty() : check(path.child("address"), listen.getAddress()),
            additional == null ? Stream.empty() : additional.stream()
                .flatMap(each -> check(path.value("additional-address", each.stringValue()), each))).toList();
    }

    private static Stream<Finding> check(final InstancePath path, final IpAddressNoZone address) {
        final var bits = IpAddress.of(YangLists.inetAddress(address)).unmapped();
        return bits.high() != 0 || bits.low() != 0 ? Stream.empty()
            : Stream.of(Finding.invalid(path.text(),
                "the metadata service never listens on the wildcard address " + address.stringValue()
                    + ", where everybody would reach it: write one address of the DPU"));
    }
}
