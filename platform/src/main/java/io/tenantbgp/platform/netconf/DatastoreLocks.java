/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;

/**
 * Which session has locked which datastore (RFC 6241, sections 7.5 and 7.6). Every session has a candidate of its own
 * on this platform, so the lock of the candidate is the lock of all of them. Thread-safe.
 */
final class DatastoreLocks {
    private final Map<Datastore, SessionIdType> holders = new EnumMap<>(Datastore.class);
    private final Map<SessionIdType, Set<Datastore>> inUse = new HashMap<>();

    /**
     * Gives the lock to a session.
     *
     * @param datastore what to lock
     * @param session who asks
     * @throws DocumentedException lock-denied when a session has it, or another one is changing the datastore just now
     */
    synchronized void lock(final Datastore datastore, final SessionIdType session) throws DocumentedException {
        final var holder = holders.get(datastore);
        if (holder != null) {
            throw denied("session %s has locked the datastore %s".formatted(holder.getValue(), datastore.element()),
                holder);
        }
        for (final var other : inUse.entrySet()) {
            if (!other.getKey().equals(session) && other.getValue().contains(datastore)) {
                throw denied("session %s is changing the datastore %s: try again".formatted(other.getKey().getValue(),
                    datastore.element()), other.getKey());
            }
        }
        holders.put(datastore, session);
    }

    /**
     * Takes the lock back from a session.
     *
     * @param datastore what to unlock
     * @param session who asks
     * @throws DocumentedException operation-failed when it has no such lock
     */
    synchronized void unlock(final Datastore datastore, final SessionIdType session) throws DocumentedException {
        final var holder = holders.get(datastore);
        if (!session.equals(holder)) {
            throw new DocumentedException("this session has no lock of the datastore %s, %s".formatted(
                datastore.element(), holder == null ? "nobody has" : "session " + holder.getValue() + " has it"),
                ErrorType.PROTOCOL, ErrorTag.OPERATION_FAILED, ErrorSeverity.ERROR);
        }
        holders.remove(datastore);
    }

    /**
     * A session begins to change datastores; {@link #end} follows.
     *
     * @param session who
     * @param datastores what it changes
     * @throws DocumentedException in-use when another session has locked one of them
     */
    synchronized void begin(final SessionIdType session, final Set<Datastore> datastores) throws DocumentedException {
        for (final var datastore : datastores) {
            final var holder = holders.get(datastore);
            if (holder != null && !holder.equals(session)) {
                throw new DocumentedException(("session %s has locked the datastore %s: try again when it has unlocked"
                    + " it, or end it by kill-session").formatted(holder.getValue(), datastore.element()),
                    ErrorType.PROTOCOL, ErrorTag.IN_USE, ErrorSeverity.ERROR);
            }
        }
        inUse.put(session, datastores);
    }

    /**
     * The change that began has ended.
     *
     * @param session who
     */
    synchronized void end(final SessionIdType session) {
        inUse.remove(session);
    }

    /**
     * Takes back whatever a session has.
     *
     * @param session a session that has ended
     */
    synchronized void release(final SessionIdType session) {
        holders.values().removeIf(session::equals);
        inUse.remove(session);
    }

    private static DocumentedException denied(final String message, final SessionIdType holder) {
        return new DocumentedException(message, ErrorType.PROTOCOL, ErrorTag.LOCK_DENIED, ErrorSeverity.ERROR,
            Map.of("session-id", holder.getValue().toString()));
    }
}
