/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import io.tenantbgp.config.TenantBgpConfig;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcImport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Answers an operator's questions about the running tenant edge. Nothing here changes a session or the configuration.
 * Thread-safe, never blocks.
 */
public interface TenantBgpOperations {
    /**
     * The configuration in effect.
     *
     * @return the snapshot applied last
     */
    TenantBgpConfig config();

    /**
     * Every tenant interface with its sessions.
     *
     * @return one report for each host address of each interface, in the order of their names; never fails
     */
    CompletionStage<List<SessionReport>> sessions();

    /**
     * Every neighbour in the fabric.
     *
     * @return what there is to be seen of each
     */
    List<FabricView> fabric();

    /**
     * What every VPC exchanges with the fabric.
     *
     * @return the VPCs by name; never fails
     */
    CompletionStage<Map<String, VpcExchange>> vpcs();

    /**
     * What a VPC has learnt from the fabric.
     *
     * @param vpc the VPC's name
     * @return the routes in the order of their prefixes
     */
    CompletionStage<List<VpcImport>> imports(String vpc);

    /**
     * Says what the import policy in effect makes of an announcement, and why.
     *
     * @param question the announcement
     * @return the answer; fails with a {@link RefusedException} when the interface is not there or is closed
     */
    CompletionStage<PrefixAnswer> explain(PrefixQuestion question);

    /**
     * Says what a routing profile with other values would change.
     *
     * @param candidate the other values
     * @return the differences; fails with a {@link RefusedException} when the site has no such profile
     */
    CompletionStage<ProfilePreview> preview(ProfileCandidate candidate);
}
