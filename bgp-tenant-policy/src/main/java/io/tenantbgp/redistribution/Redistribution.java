/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.redistribution;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.fabric.FabricFamily;
import io.tenantbgp.fabric.FabricRib;
import io.tenantbgp.fabric.FabricSessionState;
import io.tenantbgp.fabric.FabricView;
import io.tenantbgp.policy.Disposition;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.propagation.Audit;
import io.tenantbgp.propagation.ExportTable;
import io.tenantbgp.propagation.FabricRoute;
import io.tenantbgp.propagation.FabricRouteKey;
import io.tenantbgp.propagation.ImportChanges;
import io.tenantbgp.propagation.ImportTable;
import io.tenantbgp.propagation.Routing;
import io.tenantbgp.propagation.TenantRoute;
import io.tenantbgp.propagation.VpcExchange;
import io.tenantbgp.propagation.VpcExchanges;
import io.tenantbgp.propagation.VpcImport;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.vpc.VpcRib;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier.PathArgument;
import org.opendaylight.yangtools.yang.data.api.schema.MapEntryNode;
import org.opendaylight.yangtools.yang.data.api.schema.NormalizedNode;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidate;
import org.opendaylight.yangtools.yang.data.tree.api.DataTreeCandidateNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges routes between the VPCs and the fabric. Everything is done on its own thread, which only waits for work;
 * thread-safe.
 */
public final class Redistribution implements VpcExchanges, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Redistribution.class);
    private static final long CLOSE_SECONDS = 5;
    private static final long AUDIT_SECONDS = 5;

    private final AtomicLong version = new AtomicLong();
    private final RouteCodec codec = new RouteCodec();
    private final ExportTable exports = new ExportTable();
    private final Audit audit = new Audit();
    private final Supplier<CompletionStage<List<SessionView>>> sessions;
    private final DOMDataBroker broker;
    private final WorkThread thread;
    private final ApplicationPeer fabric;
    private final ObjIntConsumer<String> learnt;
    private final Map<String, Integer> prefixes = new HashMap<>();
    private final UnusableRoutes unusable = new UnusableRoutes(System::nanoTime);
    private final List<Registration> registrations = new ArrayList<>();
    private ImportTable imports = new ImportTable(Routing.NONE);
    /** What fills the imports. */
    private Optional<Registration> learning = Optional.empty();
    private Routing routing = Routing.NONE;
    /** The families that neighbours get routes of, for the audit; empty until somebody has told. */
    private Optional<Set<FabricFamily>> established = Optional.empty();

    /**
     * Starts to exchange, with nothing configured.
     *
     * @param broker the datastore
     * @param sessions what the sessions of the tenants have, for the audit
     * @param learnt told how many prefixes a neighbour has announced, by its name in BGPCEP's RIB, when that changes
     * @param thread where everything is done; the caller ends it after {@link #close}
     */
    public Redistribution(final DOMDataBroker broker, final Supplier<CompletionStage<List<SessionView>>> sessions,
            final ObjIntConsumer<String> learnt, final ScheduledExecutorService thread) {
        this.broker = requireNonNull(broker);
        this.sessions = requireNonNull(sessions);
        this.learnt = requireNonNull(learnt);
        this.thread = new WorkThread(thread);
        fabric = new ApplicationPeer(broker, codec, this.thread, exports::announced);
        registrations.add(TableListener.register(broker, fabric.allTables(), this.thread, this::onFabricTables));
        registrations.add(TableListener.register(broker, RibPaths.allLocRibTables(), this.thread, this::onLocRibs));
        this.thread.executeIn(AUDIT_SECONDS, this::audit);
    }

    /**
     * The configuration has changed.
     *
     * @param next what it says now
     */
    public void onConfiguration(final Routing next) {
        thread.execute(() -> {
            if (next.equals(routing)) {
                return;
            }
            routing = next;
            final var changes = exports.onConfiguration(next);
            LOG.info("routing of {} VPCs applied, {} routes to the fabric changed", next.vpcs().size(),
                changes.size());
            export(changes);
            learnAnew();
            version.incrementAndGet();
        });
    }

    @Override
    public CompletionStage<Map<String, VpcExchange>> exchanges(final List<FabricView> neighbors) {
        return ask(() -> {
            established = Optional.of(neighbors.stream().filter(each -> each.state() == FabricSessionState.ESTABLISHED)
                .flatMap(each -> each.open().stream()).flatMap(open -> open.families().stream())
                .collect(Collectors.toUnmodifiableSet()));
            return routing.vpcs().entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                vpc -> new VpcExchange(vpc.getValue(), exports.exports(vpc.getKey()), audit.alarms(vpc.getKey()))));
        });
    }

    @Override
    public CompletionStage<List<VpcImport>> imports(final String vpc) {
        return ask(() -> imports.imports(vpc));
    }

    @Override
    public CompletionStage<ImportChanges> takeImportChanges(final Map<String, Boolean> vpcs, final int most) {
        return ask(() -> imports.takeChanges(vpcs, most));
    }

    @Override
    public long version() {
        return version.get();
    }

    /** Withdraws everything and stops. Waits for a few seconds at most. */
    @Override
    public void close() {
        registrations.forEach(Registration::close);
        final var closed = new CompletableFuture<@Nullable Void>();
        thread.execute(() -> {
            learning.ifPresent(Registration::close);
            fabric.apply(exports.onConfiguration(Routing.NONE));
            fabric.close();
            closed.complete(null);
        });
        closed.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
    }

    private <T> CompletionStage<T> ask(final Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, thread);
    }

    private void audit() {
        thread.executeIn(AUDIT_SECONDS, this::audit);
        sessions.get().whenComplete((views, failure) -> thread.execute(() -> audit(views, failure)));
    }

    private void audit(final @Nullable List<SessionView> views, final @Nullable Throwable failure) {
        if (views == null) {
            LOG.warn("the sessions cannot be audited now", failure);
        } else {
            final var accepted = new HashMap<String, Map<Prefix, Set<Disposition>>>();
            views.forEach(view -> view.accepted().forEach(each ->
                accepted.computeIfAbsent(view.link().vpc(), ignored -> new HashMap<>())
                    .computeIfAbsent(each.prefix(), ignored -> EnumSet.noneOf(Disposition.class))
                    .add(each.disposition())));
            fabric.found(found -> {
                if (audit.run(accepted, exports, routing, found, established)) {
                    version.incrementAndGet();
                    audit.shared().forEach(alarm -> LOG.warn("vpc -: {}", alarm));
                    routing.vpcs().keySet().stream().sorted().forEach(vpc ->
                        audit.own(vpc).forEach(alarm -> LOG.warn("vpc {}: {}", vpc, alarm)));
                }
            });
        }
    }

    private void onFabricTables(final List<DataTreeCandidate> changes) {
        for (var change : changes) {
            final var node = change.getRootNode();
            RibTable.of(change.getRootPath().getLastPathArgument()).ifPresent(table -> {
                if (node.dataAfter() == null) {
                    fabric.onTableGone(table);
                } else if (node.dataBefore() == null) {
                    fabric.onTable(table);
                }
            });
        }
    }

    private void onLocRibs(final List<DataTreeCandidate> changes) {
        for (var change : changes) {
            final var rib = RibPaths.rib(change.getRootPath());
            if (VpcRib.isOurs(rib)) {
                RibTable.of(change.getRootPath().getLastPathArgument()).filter(table -> table != RibTable.EVPN)
                    .ifPresent(table -> onLocRib(VpcRib.vpc(rib), table, change));
            }
        }
    }

    private void onLocRib(final String vpc, final RibTable table, final DataTreeCandidate change) {
        final var routes = new LinkedHashMap<Prefix, Optional<TenantRoute>>();
        for (var route : table.changes(change.getRootNode())) {
            routes.put(RouteCodec.prefix(table, route.name()),
                entry(route.dataAfter()).flatMap(entry -> codec.readTenantRoute(table, entry)));
        }
        if (!routes.isEmpty()) {
            routes.keySet().forEach(prefix -> audit.onChanged(vpc, prefix));
            export(exports.onRoutes(vpc, routes));
            version.incrementAndGet();
        }
    }

    private void export(final Map<FabricRouteKey, Optional<FabricRoute>> changes) {
        fabric.apply(changes);
        changes.forEach(imports::onOwn);
    }

    /** Other routes may enter the tables now: they are read from the beginning. */
    private void learnAnew() {
        learning.ifPresent(Registration::close);
        final var table = new ImportTable(routing);
        unusable.clear();
        prefixes.clear();
        // The first call has all that is there already.
        learning = Optional.of(TableListener.register(broker, RibPaths.allPeers(FabricRib.ID), thread,
            changes -> onLearnt(table, changes)));
    }

    private void onLearnt(final ImportTable table, final List<DataTreeCandidate> changes) {
        if (table.routing() != routing) {
            // Another table is about to take its place.
            return;
        }
        boolean changed = imports != table;
        for (var change : changes) {
            final var peer = RibPaths.peer(change.getRootPath());
            if (!peer.equals(FabricRib.APPLICATION_PEER_ID)) {
                final var reader = new LearntRouteReader(codec, table.routing(), change.getRootNode());
                for (var node : RibTable.changedTables(change.getRootNode())) {
                    changed |= onLearnt(table, peer, reader, node);
                }
                learnt.accept(peer, prefixes.getOrDefault(peer, 0));
            }
        }
        if (changed) {
            if (imports != table) {
                exports.announced().forEach(route -> table.onOwn(route.key(), Optional.of(route)));
                table.replace(imports);
                imports = table;
            }
            version.incrementAndGet();
        }
    }

    private boolean onLearnt(final ImportTable into, final String peer, final LearntRouteReader reader,
            final DataTreeCandidateNode node) {
        boolean changed = false;
        final var known = RibTable.of(node.name());
        if (known.isPresent()) {
            final var table = known.orElseThrow();
            int more = 0;
            for (var route : table.changes(node)) {
                more += (route.dataAfter() == null ? 0 : 1) - (route.dataBefore() == null ? 0 : 1);
                changed |= into.onRoute(new Source(peer, route.name()),
                    entry(route.dataBefore()).flatMap(entry -> reader.read(table, entry, unusable::remove)),
                    entry(route.dataAfter()).flatMap(entry -> reader.read(table, entry, unusable::add)));
            }
            prefixes.merge(peer, more, (before, change) -> before + change == 0 ? null : before + change);
        }
        return changed;
    }

    private static Optional<MapEntryNode> entry(final @Nullable NormalizedNode node) {
        return node instanceof MapEntryNode entry ? Optional.of(entry) : Optional.empty();
    }

    private record Source(String peer, PathArgument route) {
        Source {
            requireNonNull(peer);
            requireNonNull(route);
        }
    }
}
