/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.testing;

import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.propagation.ImportChanges;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExchanges;
import io.tenantbgp.propagation.VpcImport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** VPCs that exchange nothing with a fabric. */
public final class NoExchange implements VpcExchanges {
    @Override
    public CompletionStage<Map<String, VpcExchange>> exchanges(final List<FabricView> neighbors) {
        return CompletableFuture.completedStage(Map.of());
    }

    @Override
    public CompletionStage<List<VpcImport>> imports(final String vpc) {
        return CompletableFuture.completedStage(List.of());
    }

    @Override
    public CompletionStage<ImportChanges> takeImportChanges(final Map<String, Boolean> vpcs, final int most) {
        return CompletableFuture.completedStage(ImportChanges.NONE);
    }

    @Override
    public long version() {
        return 0;
    }
}
