/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import com.google.common.net.InetAddresses;
import io.tenantbgp.metadata.bgp.Cidr;
import io.tenantbgp.metadata.bgp.Link;
import io.tenantbgp.metadata.bgp.Route;
import io.tenantbgp.metadata.bgp.SessionStatus;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.InterfaceStatus;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionState;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.State;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.AcceptedPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefix;

/** From the state of a tenant interface to what its host is told of it. */
@NonNullByDefault
final class SessionMapper {
    /** Of one session; the operator may allow a tenant a million prefixes, and it asks as often as it likes. */
    static final int MOST_ACCEPTED = 10_000;
    /** Of one session; twice what the state keeps of them. */
    static final int MOST_REJECTED = 2000;

    private SessionMapper() {
        // Hidden on purpose
    }

    /** Returns the session of each link, in that order. */
    static List<SessionStatus> sessions(final List<Link> links, final @Nullable State state) {
        final var sessions = state == null ? Map.<InetAddress, Session>of() : state.nonnullSession().values().stream()
            .collect(Collectors.toMap(each -> InetAddresses.forString(each.requireHostAddress().stringValue()),
                each -> each));
        final var status = state == null ? null : state.getStatus();
        return links.stream().map(link -> {
            final var session = sessions.get(link.host());
            return session == null ? notListening(link, status) : session(link, session);
        }).toList();
    }

    private static SessionStatus notListening(final Link link, final @Nullable InterfaceStatus status) {
        // A status of listening is that of the other session's link, or about to be this one's
        final var why = status == null || status == InterfaceStatus.Listening ? InterfaceStatus.Starting : status;
        return new SessionStatus(link, "not-listening " + why.getName(), List.of(), 0, 0);
    }

    private static SessionStatus session(final Link link, final Session session) {
        final var state = session.getSessionState();
        if (state != SessionState.Established) {
            // The state keeps what the last session had rejected; to the tenant that is past
            return new SessionStatus(link, (state == null ? SessionState.Active : state).getName(), List.of(), 0, 0);
        }
        final var accepted = session.nonnullAcceptedPrefix().values();
        final var rejected = session.nonnullRejectedPrefix().values();
        final var forgotten = session.getRejectedPrefixesNotKept();
        return new SessionStatus(link, state.getName(),
            Stream.concat(accepted.stream().limit(MOST_ACCEPTED).map(SessionMapper::accepted),
                rejected.stream().limit(MOST_REJECTED).map(SessionMapper::rejected)).toList(),
            notShown(accepted, MOST_ACCEPTED),
            notShown(rejected, MOST_REJECTED) + (forgotten == null ? 0 : forgotten.getValue().longValue()));
    }

    private static long notShown(final Collection<?> routes, final int most) {
        return Math.max(0, routes.size() - most);
    }

    private static Route accepted(final AcceptedPrefix accepted) {
        return new Route.Accepted(Cidr.parse(accepted.requirePrefix().stringValue()),
            accepted.requireDisposition().getName(), accepted.requireSince().getValue());
    }

    private static Route rejected(final RejectedPrefix rejected) {
        final var nearest = rejected.getNearestAllowedEntry();
        return new Route.Rejected(Cidr.parse(rejected.requirePrefix().stringValue()),
            rejected.requireReason().getName(), nearest == null ? null : nearest.stringValue(),
            rejected.requireLastSeen().getValue());
    }
}
