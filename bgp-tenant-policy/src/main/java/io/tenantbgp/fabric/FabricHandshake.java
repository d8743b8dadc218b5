/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.fabric;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.vpc.BgpcepPeers;
import io.tenantbgp.wire.Notification;
import io.tenantbgp.wire.NotificationCode;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.protocol.bgp.parser.AsNumberUtil;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.Ipv4AddressNoZone;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Notify;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Open;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.OpenBuilder;
import org.opendaylight.yangtools.yang.common.Uint16;

/**
 * What is said and demanded in the handshake with one neighbour. BGPCEP looks at less, and at what it refuses only when
 * it is too late (a second peer with one BGP identifier). Confined to the event loop.
 */
final class FabricHandshake {
    /** RFC 6793. */
    private static final Uint16 AS_TRANS = Uint16.valueOf(23456);
    private static final int AS4_CAPABILITY = 65;
    private static final int SHORTEST_HOLD_TIME = 3;

    private final FabricNeighbor neighbor;
    private final FabricSpeaker speaker;
    private final BgpcepPeers peers;
    private final FabricPeers sessions;
    private final OpenParameters parameters;

    FabricHandshake(final FabricNeighbor neighbor, final FabricSpeaker speaker, final BgpcepPeers peers,
            final FabricPeers sessions, final OpenParameters parameters) {
        this.neighbor = requireNonNull(neighbor);
        this.speaker = requireNonNull(speaker);
        this.peers = requireNonNull(peers);
        this.sessions = requireNonNull(sessions);
        this.parameters = requireNonNull(parameters);
    }

    boolean isInternal() {
        return neighbor.asn() == speaker.asn();
    }

    /** Our OPEN, empty while BGPCEP does not have the neighbour. */
    Optional<Open> open() {
        return peers.preferences(neighbor.address()).map(found -> new OpenBuilder()
            .setMyAsNumber(twoOctets(speaker.asn()))
            .setHoldTimer(Uint16.valueOf(found.getHoldTime()))
            .setBgpIdentifier(found.getBgpId())
            .setBgpParameters(OpenParameters.needed(found.getParams()))
            .build());
    }

    /**
     * Decides on the neighbour's OPEN.
     *
     * @return why it is refused, empty when it is accepted
     */
    Optional<Refusal> examine(final Open open) {
        final var offered = open.getBgpParameters();
        if (!OpenParameters.hasFourOctetAsn(offered)) {
            return refusal(NotificationCode.UNSUPPORTED_CAPABILITY, "it does not offer 4-octet ASNs (RFC 6793)",
                ByteBuffer.allocate(2 + Integer.BYTES).put((byte) AS4_CAPABILITY).put((byte) Integer.BYTES)
                    .putInt((int) speaker.asn()).array());
        }
        final long asn = AsNumberUtil.advertizedAsNumber(open).getValue().toJava();
        if (asn != neighbor.asn()) {
            return refusal(NotificationCode.BAD_PEER_AS, "its ASN is " + asn
                + ": correct asn of the neighbour here, or its configuration");
        }
        if (open.getHoldTimer().toJava() < SHORTEST_HOLD_TIME) {
            return refusal(NotificationCode.UNACCEPTABLE_HOLD_TIME, "it proposes a hold time of "
                + open.getHoldTimer() + " s: configure " + SHORTEST_HOLD_TIME + " s at least there");
        }
        if (families(open).isEmpty()) {
            return refusal(NotificationCode.UNSUPPORTED_CAPABILITY, "it offers none of the configured families: "
                + "correct families of the neighbour here, or its configuration");
        }
        return identifierMistake(open.getBgpIdentifier());
    }

    /**
     * Takes an OPEN that is not refused. {@link #release} has to be called in the end.
     *
     * @return what BGPCEP is told of it
     */
    Open accept(final Open open, final NextHops nextHops) {
        return new OpenBuilder(open).setBgpIdentifier(sessions.enter(neighbor.address(), agreed(open, nextHops)))
            .setBgpParameters(OpenParameters.needed(open.getBgpParameters())).build();
    }

    /** How many prefixes the neighbour has announced. */
    int prefixes(final Open accepted) {
        return sessions.prefixes(accepted.getBgpIdentifier());
    }

    /** The connection is gone. */
    void release(final Open accepted, final boolean handedOver) {
        if (handedOver) {
            peers.forget(neighbor.address());
        }
        sessions.leave(accepted.getBgpIdentifier());
    }

    FabricOpen describe(final Open open) {
        return new FabricOpen(IetfInetUtil.inet4AddressForNoZone(open.getBgpIdentifier()),
            Math.min(open.getHoldTimer().toJava(), OpenConfigFabric.HOLD_TIME), families(open));
    }

    static Notification notification(final Notify notify) {
        return Notification.of(notify.getErrorCode().toJava(), notify.getErrorSubcode().toJava(),
            bytes(notify.getData()));
    }

    static Notification notification(final BGPDocumentedException failure) {
        return Notification.of(failure.getError().getCode().toJava(), failure.getError().getSubcode().toJava(),
            bytes(failure.getData()));
    }

    /** BGPCEP has IPv4 routes for every peer (BGPPeer.addBgp4Support): without a next hop there is no route. */
    private NextHops agreed(final Open open, final NextHops onLink) {
        final var families = families(open);
        return new NextHops(onLink.ipv4().filter(ignored -> families.contains(FabricFamily.IPV4_UNICAST)),
            onLink.ipv6().filter(ignored -> families.contains(FabricFamily.IPV6_UNICAST)));
    }

    private Set<FabricFamily> families(final Open open) {
        return parameters.families(open.getBgpParameters()).stream().filter(neighbor.families()::contains)
            .collect(Collectors.toUnmodifiableSet());
    }

    /** RFC 6286, section 2.2. */
    private Optional<Refusal> identifierMistake(final Ipv4AddressNoZone identifier) {
        final int bits = IetfInetUtil.inet4AddressForNoZone(identifier).hashCode();
        return bits == 0 || bits == speaker.routerId().hashCode() ? refusal(NotificationCode.BAD_BGP_IDENTIFIER,
            "its BGP identifier " + identifier.getValue() + " is 0 or that of the DPU: correct it there")
            : Optional.empty();
    }

    private static Optional<Refusal> refusal(final NotificationCode code, final String detail, final byte... data) {
        return Optional.of(new Refusal(Notification.of(code, data), detail));
    }

    private static Uint16 twoOctets(final long asn) {
        return asn > Uint16.MAX_VALUE.toJava() ? AS_TRANS : Uint16.valueOf(asn);
    }

    private static byte[] bytes(final byte @Nullable [] data) {
        return data == null ? new byte[0] : data;
    }

    /**
     * Why an OPEN is refused.
     *
     * @param notification what the neighbour is told
     * @param detail what the operator is told
     */
    record Refusal(Notification notification, String detail) {
        Refusal {
            requireNonNull(notification);
            requireNonNull(detail);
        }
    }
}
