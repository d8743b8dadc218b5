/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import io.tenantbgp.policy.Prefix;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed of what the VPCs have learnt.
 *
 * @param vpcs by VPC and prefix, what is learnt of it now, or empty when it is nothing any more
 * @param complete whether these are all changes
 */
public record ImportChanges(Map<String, Map<Prefix, Optional<VpcImport>>> vpcs, boolean complete) {
    /** Nothing has changed. */
    public static final ImportChanges NONE = new ImportChanges(Map.of(), true);

    /** Copies the outer map. */
    public ImportChanges {
        vpcs = Map.copyOf(vpcs);
    }
}
