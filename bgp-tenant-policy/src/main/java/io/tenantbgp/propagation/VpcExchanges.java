/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.propagation;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What the VPCs exchange with the fabric, for an operator. */
public interface VpcExchanges {
    /**
     * What each VPC exchanges with the fabric now.
     *
     * @return the VPCs by name
     */
    CompletionStage<Map<String, VpcExchange>> exchanges();

    /**
     * Counts the changes of {@link #exchanges}.
     *
     * @return a number that is another one after a change
     */
    long version();
}
