/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.osgi;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.fabric.RibBacklog;
import org.opendaylight.mdsal.dom.api.DOMDataBroker;
import org.opendaylight.mdsal.dom.api.DOMTransactionChain;
import org.opendaylight.mdsal.dom.spi.ForwardingDOMDataBroker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The datastore as BGPCEP's RIBs get it: the feature points the reference {@code domDataBroker} of BGPCEP's
 * OSGiBgpDeployer here. The ranking keeps it from everybody else.
 */
@Component(service = { DOMDataBroker.class, RibDatastore.class },
    property = { "type=tenant-bgp", "service.ranking:Integer=-1000" })
public final class RibDatastore extends ForwardingDOMDataBroker {
    private final RibBacklog fabricBacklog = new RibBacklog();
    private final PeerSubtrees peers = new PeerSubtrees();
    private final DOMDataBroker delegate;

    /**
     * In front of the platform's.
     *
     * @param delegate the platform's datastore
     */
    @Activate
    public RibDatastore(@Reference(target = "(!(type=tenant-bgp*))") final DOMDataBroker delegate) {
        this.delegate = requireNonNull(delegate);
    }

    /**
     * How far the RIB of the fabric is behind.
     *
     * @return counts the commits of what neighbours announce
     */
    public RibBacklog fabricBacklog() {
        return fabricBacklog;
    }

    @Override
    protected DOMDataBroker delegate() {
        return delegate;
    }

    @Override
    public DOMTransactionChain createTransactionChain() {
        return new RibTransactions(delegate.createTransactionChain(), fabricBacklog, peers);
    }

    @Override
    public DOMTransactionChain createMergingTransactionChain() {
        return new RibTransactions(delegate.createMergingTransactionChain(), fabricBacklog, peers);
    }
}
