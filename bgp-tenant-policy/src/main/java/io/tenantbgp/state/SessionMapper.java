/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.state;

import static io.tenantbgp.state.YangNames.address;
import static io.tenantbgp.state.YangNames.counter;
import static io.tenantbgp.state.YangNames.prefix;
import static io.tenantbgp.state.YangNames.time;

import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.session.AcceptedPrefix;
import io.tenantbgp.session.RejectedPrefix;
import io.tenantbgp.session.RemoteOpen;
import io.tenantbgp.session.SessionError;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantPeer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.DateAndTime;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Disposition;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.SessionEnd;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.Session;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.dpu.tenant.interfaces.tenant._interface.state.SessionBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.counters.RejectedByReason;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.counters.RejectedByReasonBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.AcceptedPrefixBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.Counters;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.CountersBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.LastError;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.LastErrorBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.LastNotificationReceivedBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.LastNotificationSentBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefixBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefixKey;
import org.opendaylight.yangtools.yang.common.Uint16;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint8;

/** Writes the view of a tenant session in the DPU's model. */
final class SessionMapper {
    private SessionMapper() {
        // Hidden on purpose
    }

    static Session map(final TenantPeer peer, final SessionView view) {
        final var state = view.state();
        final var builder = new SessionBuilder()
            .setHostAddress(address(view.link().hostAddress()))
            .setGatewayAddress(address(view.link().gatewayAddress()))
            .setVpc(YangNames.entryName(view.link().vpc()))
            .setSessionState(YangNames.sessionState(state))
            .setCounters(counters(view))
            .setRejectedPrefixesNotKept(counter(view.rejectedForgotten()))
            .setAcceptedPrefixCount(Uint32.valueOf(view.accepted().size()))
            .setAcceptedPrefix(view.accepted().stream().map(SessionMapper::accepted)
                .collect(Collectors.toMap(entry -> entry.key(), Function.identity())))
            .setRejectedPrefix(rejected(view.rejected()));
        if (peer.openPolicy().tenantAsn() instanceof TenantAsnRule.OnlyAsn only) {
            builder.setExpectedAsn(YangNames.speakerAsn(only.asn()));
        }
        view.lastOpenAsn().ifPresent(asn -> builder.setLastOpenAsn(Uint32.valueOf(asn)));
        state.remoteOpen().ifPresent(open -> opened(builder, open));
        if (state instanceof SessionState.Established established) {
            builder.setEstablishedSince(time(established.since()));
        }
        view.backOffUntil().ifPresent(until -> builder.setBackOffUntil(time(until)));
        view.lastError().ifPresent(error -> builder.setLastError(lastError(error)));
        final var sent = view.lastNotifications().get(SessionError.Direction.SENT);
        if (sent != null) {
            builder.setLastNotificationSent(new LastNotificationSentBuilder(end(sent)).build());
        }
        final var received = view.lastNotifications().get(SessionError.Direction.RECEIVED);
        if (received != null) {
            builder.setLastNotificationReceived(new LastNotificationReceivedBuilder(end(received)).build());
        }
        return builder.build();
    }

    private static void opened(final SessionBuilder builder, final RemoteOpen open) {
        builder.setTenantAsn(YangNames.speakerAsn(open.tenantAsn()))
            .setBgpIdentifier(new Ipv4AddressNoZone(
                new IpAddress(AddressFamily.IPV4, (long) open.bgpIdentifier() << Integer.SIZE, 0).toString()))
            .setHoldTime(Uint16.valueOf(open.holdTime()))
            .setFamilies(open.families().stream().map(YangNames::family).collect(Collectors.toSet()));
    }

    private static Counters counters(final SessionView view) {
        final var counters = view.counters();
        return new CountersBuilder()
            .setConnections(counter(counters.connections()))
            .setConnectionsRefused(counter(counters.connectionsRefused()))
            .setOpensRefused(counter(counters.opensRefused()))
            .setEstablishedTransitions(counter(counters.establishedTransitions()))
            .setUpdatesReceived(counter(counters.updatesReceived()))
            .setPrefixesAnnounced(counter(counters.prefixesAnnounced()))
            .setPrefixesWithdrawn(counter(counters.prefixesWithdrawn()))
            .setPrefixesRejected(counter(counters.prefixesRejected()))
            .setReadingPaused(counter(counters.readingPaused()))
            .setRejectedByReason(counters.rejectedByReason().entrySet().stream()
                .map(entry -> new RejectedByReasonBuilder()
                    .setReason(RejectReason.ofName(entry.getKey().yangName()))
                    .setCount(counter(entry.getValue())).build())
                .collect(Collectors.toMap(RejectedByReason::key, Function.identity())))
            .build();
    }

    private static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.AcceptedPrefix
            accepted(final AcceptedPrefix accepted) {
        return new AcceptedPrefixBuilder().setPrefix(prefix(accepted.prefix()))
            .setDisposition(Disposition.ofName(accepted.disposition().yangName()))
            .setSince(time(accepted.since())).build();
    }

    private static Map<RejectedPrefixKey,
            org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.tenant.session.state.RejectedPrefix> rejected(
                final List<RejectedPrefix> prefixes) {
        // Of a flood a thousand entries share a few times and a nearest entry or two, and text is what costs here.
        final var times = new HashMap<Instant, DateAndTime>();
        final var nearest = new HashMap<Prefix, IpPrefix>();
        return prefixes.stream().map(each -> new RejectedPrefixBuilder()
            .setPrefix(prefix(each.prefix()))
            .setReason(RejectReason.ofName(each.reason().yangName()))
            .setNearestAllowedEntry(each.nearestAllowedEntry()
                .map(entry -> nearest.computeIfAbsent(entry, YangNames::prefix)).orElse(null))
            .setCount(counter(each.count()))
            .setLastSeen(times.computeIfAbsent(each.lastSeen().truncatedTo(ChronoUnit.MILLIS), YangNames::time))
            .build()).collect(Collectors.toMap(entry -> entry.key(), Function.identity()));
    }

    private static LastError lastError(final SessionError error) {
        return new LastErrorBuilder(end(error)).setDirection(YangNames.direction(error.direction())).build();
    }

    static SessionEnd end(final SessionError error) {
        final var builder = new LastErrorBuilder().setTime(time(error.time())).setMessage(error.message());
        if (error.direction() != SessionError.Direction.LOCAL || error.code() != 0) {
            builder.setCode(Uint8.valueOf(error.code())).setSubcode(Uint8.valueOf(error.subcode()));
        }
        return builder.build();
    }
}
