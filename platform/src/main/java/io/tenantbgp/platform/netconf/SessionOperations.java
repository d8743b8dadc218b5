/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.server.api.notifications.NetconfNotificationRegistry;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationService;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;

/**
 * The operations of one session: those of the platform behind the locks, and ours. Closed once or twice, on whatever
 * thread ends the session.
 */
final class SessionOperations implements NetconfOperationService {
    private final Set<NetconfOperation> operations = new HashSet<>();
    private final SessionIdType session;
    private final NetconfOperationService platform;
    private final Shared shared;
    private final Candidate candidate;
    private final CreateSubscription subscription;
    private volatile boolean closed;

    /**
     * What the sessions have in common.
     *
     * @param locks the locks
     * @param sessions those that have sent something, by their session-id
     * @param notifications the streams
     * @param places as many as there may be subscriptions
     */
    record Shared(DatastoreLocks locks, Map<String, NetconfSession> sessions, NetconfNotificationRegistry notifications,
            Semaphore places) {
    }

    SessionOperations(final SessionIdType session, final NetconfOperationService platform, final Shared shared) {
        this.session = requireNonNull(session);
        this.platform = requireNonNull(platform);
        this.shared = requireNonNull(shared);
        final var platforms = platform.getNetconfOperations();
        candidate = new Candidate(platforms);
        subscription = new CreateSubscription(session, shared.notifications, shared.places);
        platforms.forEach(each -> add(new GuardedOperation(each, session, shared.locks, candidate)));
        add(new LockOperations.Lock(session, shared.locks, candidate));
        add(new LockOperations.Unlock(session, shared.locks, candidate));
        add(new KillSession(session, shared.sessions));
        add(subscription);
    }

    @Override
    public Set<NetconfOperation> getNetconfOperations() {
        return Set.copyOf(operations);
    }

    @Override
    public void close() {
        closed = true;
        shared.sessions.remove(session.getValue().toString());
        subscription.close();
        candidate.discard();
        shared.locks.release(session);
        platform.close();
    }

    private void add(final NetconfOperation operation) {
        operations.add(new TrackedOperation(operation, user -> {
            if (!closed) {
                shared.sessions.put(session.getValue().toString(), user);
            }
        }));
    }
}
