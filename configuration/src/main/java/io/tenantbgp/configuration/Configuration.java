/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.configuration;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.NodeIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.ContainerNode;

/**
 * The containers of a whole configuration, or of a part of one.
 *
 * @param containers some of {@link #PARTS}, each at most once
 */
record Configuration(List<ContainerNode> containers) {
    /** What a configuration consists of. */
    static final List<NodeIdentifier> PARTS = List.of(new NodeIdentifier(Site.QNAME), new NodeIdentifier(Dpu.QNAME),
        new NodeIdentifier(InstanceMetadata.QNAME));

    Configuration {
        containers = List.copyOf(containers);
    }

    Optional<ContainerNode> part(final NodeIdentifier name) {
        requireNonNull(name);
        return containers.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
