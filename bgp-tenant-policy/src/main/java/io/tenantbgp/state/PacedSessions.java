/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantLink;
import io.tenantbgp.session.TenantPeer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;

/**
 * The sessions as they are written, publication after publication. One that is as it was is not mapped again. One with
 * long lists is written less often while its tenant alone makes them change: a thousand prefixes cost 10 ms and leave 6
 * MB of garbage, as often as a tenant likes, and the collector stops all sessions. Not thread-safe.
 */
final class PacedSessions {
    /** After each prefix that was written; a publication takes place every 250 ms. */
    private static final long NANOS_PER_PREFIX = TimeUnit.MICROSECONDS.toNanos(450);
    /** Whatever was written: the state is to be true within a second. */
    private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(450);

    private final LongSupplier nanoTime;
    private Map<TenantLink, Shown> last = Map.of();
    private Map<TenantLink, Shown> shown = new HashMap<>();
    private boolean holdBack;

    /** Reads this clock, in nanoseconds. */
    PacedSessions(final LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Another publication begins: sessions that were not in the last one are forgotten. */
    void begin() {
        last = shown;
        shown = new HashMap<>();
        holdBack = false;
    }

    /** What is to be written of a session now; what was written last while it is held back. */
    Session map(final TenantPeer peer, final SessionView view) {
        final long now = nanoTime.getAsLong();
        final var before = last.get(view.link());
        final var next = before != null && before.standsFor(peer, view, now) ? before
            : new Shown(peer, view, SessionMapper.map(peer, view), now);
        shown.put(view.link(), next);
        holdBack |= !next.view.equals(view);
        return next.session;
    }

    /** Whether a session of this publication is held back, so that there is to be another one. */
    boolean holdBack() {
        return holdBack;
    }

    private record Shown(TenantPeer peer, SessionView view, Session session, long since) {
        boolean standsFor(final TenantPeer otherPeer, final SessionView other, final long now) {
            // The beginning and the end of a session and what the operator configures are told at once.
            return peer.equals(otherPeer) && view.state().equals(other.state())
                && (view.equals(other) || now - since < nanos());
        }

        private long nanos() {
            return Math.min(NANOS_PER_PREFIX * (view.accepted().size() + view.rejected().size()), MOST_NANOS);
        }
    }
}
