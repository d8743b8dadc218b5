/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.metadata.bgp.TenantHost;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.DataTreeIdentifier;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.TenantInterfaces;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.TenantInterfaceKey;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.concepts.Registration;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;

/**
 * Follows what the datastore has on tenant hosts: their configuration, and the state of their sessions, whoever writes
 * it. The datastore calls from its own threads, one container independently of the other.
 */
final class TenantFollower implements AutoCloseable {
    private final Consumer<TenantViews> views;
    private final Registration siteListener;
    private final Registration dpuListener;
    private final Registration stateListener;

    private @Nullable Site site;
    private @Nullable Dpu dpu;
    private @Nullable TenantInterfaces state;
    private Map<TenantInterfaceKey, TenantHost> hosts = Map.of();
    private boolean closed;

    /**
     * Starts following.
     *
     * @param views takes the views whenever they may have changed; it is not called after close
     */
    TenantFollower(final DataBroker broker, final Consumer<TenantViews> views) {
        this.views = requireNonNull(views);
        siteListener = broker.registerDataListener(DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION,
            InstanceIdentifier.create(Site.class)), this::onSite);
        dpuListener = broker.registerDataListener(DataTreeIdentifier.of(LogicalDatastoreType.CONFIGURATION,
            InstanceIdentifier.create(Dpu.class)), this::onDpu);
        stateListener = broker.registerDataListener(DataTreeIdentifier.of(LogicalDatastoreType.OPERATIONAL,
            InstanceIdentifier.create(Dpu.class).child(TenantInterfaces.class)), this::onState);
    }

    @Override
    public void close() {
        stateListener.close();
        dpuListener.close();
        siteListener.close();
        synchronized (this) {
            closed = true;
        }
    }

    private synchronized void onSite(final @Nullable Site after) {
        site = after;
        configured();
    }

    private synchronized void onDpu(final @Nullable Dpu after) {
        dpu = after;
        configured();
    }

    private synchronized void onState(final @Nullable TenantInterfaces after) {
        state = after;
        publish();
    }

    private void configured() {
        hosts = TenantMapper.hosts(site, dpu);
        publish();
    }

    private void publish() {
        if (!closed) {
            views.accept(TenantMapper.views(hosts, state));
        }
    }
}
