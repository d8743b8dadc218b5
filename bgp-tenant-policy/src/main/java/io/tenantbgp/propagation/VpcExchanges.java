/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import io.tenantbgp.fabric.FabricView;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the VPCs exchange with the fabric, for an operator. */
public interface VpcExchanges {
    /**
     * What each VPC exchanges with the fabric now.
     *
     * @param neighbors the neighbours in the fabric now, without which the routes reach nobody
     * @return the VPCs by name
     */
    CompletionStage<Map<String, VpcExchange>> exchanges(List<FabricView> neighbors);

    /**
     * What a VPC has learnt from the fabric now.
     *
     * @param vpc the VPC's name
     * @return the routes in the order of their prefixes
     */
    CompletionStage<List<VpcImport>> imports(String vpc);

    /**
     * Takes what has changed of {@link #imports}; for one caller. There may be very many, so that nobody else asks for
     * all of them again and again.
     *
     * @param vpcs the VPCs that are asked for, each with whether from the beginning
     * @param most the most prefixes to take
     * @return the changes
     */
    CompletionStage<ImportChanges> takeImportChanges(Map<String, Boolean> vpcs, int most);

    /**
     * Counts the changes of everything here.
     *
     * @return a number that is another one after a change
     */
    long version();
}
