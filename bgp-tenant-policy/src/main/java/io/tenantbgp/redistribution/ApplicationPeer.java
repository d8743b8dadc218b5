/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.tenantbgp.evpn.RouteTarget;
import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.propagation.FabricRoute;
import io.tenantbgp.propagation.FabricRouteKey;
import io.tenantbgp.propagation.FabricTables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;
import org.opendaylight.yangtools.yang.data.api.schema.MapNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Announces routes to the fabric through BGPCEP's application peer: into its Adj-RIB-In in the operational datastore,
 * which is not kept over a restart. BGPCEP makes the tables there, and makes them anew with each new peer: what is
 * announced is written when a table is there, and all of it again when the table is another one. Confined to one
 * thread.
 */
final class ApplicationPeer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationPeer.class);
    private static final long RETRY_SECONDS = 1;

    private final YangInstanceIdentifier adjRibIn =
        RibPaths.adjRibIn(FabricRib.ID, FabricRib.APPLICATION_PEER_ID);
    private final EnumSet<RibTable> tables = EnumSet.noneOf(RibTable.class);
    private final DOMDataBroker broker;
    private final RouteCodec codec;
    private final WorkThread thread;
    private final Supplier<Collection<FabricRoute>> announced;
    private DOMTransactionChain chain;

    /** The {@code announced} are all routes that are to be there. */
    ApplicationPeer(final DOMDataBroker broker, final RouteCodec codec, final WorkThread thread,
            final Supplier<Collection<FabricRoute>> announced) {
        this.broker = requireNonNull(broker);
        this.codec = requireNonNull(codec);
        this.thread = requireNonNull(thread);
        this.announced = requireNonNull(announced);
        chain = broker.createMergingTransactionChain();
    }

    /** Where its tables are, as a wildcard. */
    YangInstanceIdentifier allTables() {
        return RibPaths.allTables(adjRibIn);
    }

    /** BGPCEP has made a table. */
    void onTable(final RibTable table) {
        tables.add(table);
        synchronize(table);
    }

    /** BGPCEP has taken a table away. */
    void onTableGone(final RibTable table) {
        tables.remove(table);
    }

    /** Announces and withdraws. What has no table yet is written when there is one. */
    void apply(final Map<FabricRouteKey, Optional<FabricRoute>> changes) {
        final var entries = new HashMap<YangInstanceIdentifier, Optional<NormalizedNode>>();
        changes.forEach((key, route) -> {
            if (tables.contains(RouteCodec.table(key))) {
                entries.put(path(key), route.map(codec::write));
            }
        });
        write(entries);
    }

    /** Tells what BGPCEP has of the routes announced. */
    void found(final Consumer<FabricTables> audit) {
        final var found = new HashMap<FabricRouteKey, Set<RouteTarget>>();
        final var reads = new ArrayList<ListenableFuture<Optional<NormalizedNode>>>();
        try (var tx = broker.newReadOnlyTransaction()) {
            for (var table : RibTable.values()) {
                reads.add(tx.read(LogicalDatastoreType.OPERATIONAL, table.routes(adjRibIn)));
            }
        }
        Futures.addCallback(Futures.allAsList(reads), new FutureCallback<>() {
            @Override
            public void onSuccess(final List<Optional<NormalizedNode>> lists) {
                for (var table : RibTable.values()) {
                    if (lists.get(table.ordinal()).orElse(null) instanceof MapNode map) {
                        map.body().forEach(entry -> RouteCodec.readKey(table, entry).ifPresent(
                            key -> found.put(key, RouteCodec.readTargets(table, entry))));
                    }
                }
                audit.accept(new FabricTables(found, EnumSet.complementOf(tables).stream()
                    .map(RibTable::family).collect(Collectors.toSet())));
            }

            @Override
            public void onFailure(final Throwable cause) {
                LOG.debug("the fabric's tables cannot be audited now", cause);
            }
        }, thread);
    }

    @Override
    public void close() {
        chain.close();
    }

    /** Makes a table what it should be, whatever is in it. */
    private void synchronize(final RibTable table) {
        final var routes = table.routes(adjRibIn);
        try (var tx = broker.newReadOnlyTransaction()) {
            tx.read(LogicalDatastoreType.OPERATIONAL, routes).addCallback(new FutureCallback<>() {
                @Override
                public void onSuccess(final Optional<NormalizedNode> found) {
                    overwrite(table, found);
                }

                @Override
                public void onFailure(final Throwable cause) {
                    LOG.warn("table {} of the fabric cannot be read, tried again", table, cause);
                    retry();
                }
            }, thread);
        }
    }

    private void overwrite(final RibTable table, final Optional<NormalizedNode> found) {
        if (!tables.contains(table)) {
            return;
        }
        final var entries = new HashMap<YangInstanceIdentifier, Optional<NormalizedNode>>();
        if (found.isPresent() && found.orElseThrow() instanceof MapNode map) {
            map.body().forEach(entry -> entries.put(table.routes(adjRibIn).node(entry.name()), Optional.empty()));
        }
        final var stale = new HashSet<>(entries.keySet());
        announced.get().stream().filter(route -> RouteCodec.table(route.key()) == table).forEach(route -> {
            stale.remove(path(route.key()));
            entries.put(path(route.key()), Optional.of(codec.write(route)));
        });
        LOG.info("fabric table {}: {} routes announced, {} stale ones withdrawn", table, entries.size() - stale.size(),
            stale.size());
        write(entries);
    }

    private void write(final Map<YangInstanceIdentifier, Optional<NormalizedNode>> entries) {
        if (entries.isEmpty()) {
            return;
        }
        final var tx = chain.newWriteOnlyTransaction();
        // Entries only: parents would replace what BGPCEP has made of them.
        entries.forEach((path, node) -> node.ifPresentOrElse(
            data -> tx.put(LogicalDatastoreType.OPERATIONAL, path, data),
            () -> tx.delete(LogicalDatastoreType.OPERATIONAL, path)));
        tx.commit().addCallback(new FutureCallback<CommitInfo>() {
            @Override
            public void onSuccess(final CommitInfo result) {
                // As intended.
            }

            @Override
            public void onFailure(final Throwable cause) {
                LOG.warn("{} routes not written to the fabric, tried again", entries.size(), cause);
                restart();
            }
        }, thread);
    }

    /** A chain with a failed transaction is of no use any more. */
    private void restart() {
        chain.close();
        chain = broker.createMergingTransactionChain();
        retry();
    }

    private void retry() {
        thread.executeIn(RETRY_SECONDS, () -> List.copyOf(tables).forEach(this::synchronize));
    }

    private YangInstanceIdentifier path(final FabricRouteKey key) {
        return RouteCodec.table(key).routes(adjRibIn).node(RouteCodec.entry(key));
    }
}
