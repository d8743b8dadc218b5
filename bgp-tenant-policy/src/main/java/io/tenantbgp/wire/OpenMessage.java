/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.As4Capability;
import io.tenantbgp.policy.Asn;
import io.tenantbgp.policy.OpenFacts;
import java.util.EnumSet;
import java.util.Set;

/**
 * An OPEN message (RFC 4271, section 4.2) as received.
 *
 * @param facts what policy decides on
 * @param routeRefresh which route refresh is offered
 */
public record OpenMessage(OpenFacts facts, RouteRefreshSupport routeRefresh) {
    static final int CAPABILITIES_PARAMETER = 2;
    static final int MULTIPROTOCOL = 1;
    static final int ROUTE_REFRESH = 2;
    static final int FOUR_OCTET_ASN = 65;
    static final int ENHANCED_ROUTE_REFRESH = 70;
    static final int UNICAST = 1;

    private static final int VERSION = 4;
    private static final int VERSION_OFFSET = 19;
    private static final int EXTENDED_LENGTH = 255;
    private static final int MOST_2_BYTE = 65535;

    /** Takes the facts. */
    public OpenMessage {
        requireNonNull(facts);
        requireNonNull(routeRefresh);
    }

    /**
     * Whether AS_PATHs of the session have 4-byte ASNs (RFC 6793, section 4.1): we always offer them.
     *
     * @return true when the 4-octet AS number capability is there
     */
    public boolean knowsFourByteAsns() {
        return facts.as4() instanceof As4Capability.Offered;
    }

    /**
     * Reads an OPEN. Of one of another version only the fixed fields are read, and its families are empty.
     *
     * @param message the whole message from its reader index on, with a length {@link MessageType} admits
     * @return the message
     * @throws SessionResetException OPEN Message Error, when lengths contradict each other (2/0) or there is an
     *     optional parameter other than capabilities (2/4)
     */
    public static OpenMessage read(final ByteBuf message) throws SessionResetException {
        final var in = message.slice();
        in.skipBytes(VERSION_OFFSET);
        final int version = in.readUnsignedByte();
        final int myAs = in.readUnsignedShort();
        final int holdTime = in.readUnsignedShort();
        final long bgpIdentifier = in.readUnsignedInt();
        if (version != VERSION) {
            return new OpenMessage(
                new OpenFacts(version, myAs, new As4Capability.Absent(), holdTime, bgpIdentifier, Set.of()),
                RouteRefreshSupport.NONE);
        }
        final var capabilities = new CapabilitiesReader();
        readParameters(in, capabilities);
        return new OpenMessage(new OpenFacts(version, myAs, capabilities.as4(), holdTime, bgpIdentifier,
            capabilities.families()), capabilities.routeRefresh());
    }

    /**
     * Writes an OPEN that offers 4-byte ASNs, the unicast families and maybe route refresh, and nothing else: no
     * extended messages, no graceful restart, no additional paths.
     *
     * @param allocator where the buffer comes from
     * @param asn the speaker's ASN, 1..4294967295
     * @param holdTime seconds, 0..65535
     * @param bgpIdentifier the BGP identifier as 32 bits
     * @param families the families offered
     * @param routeRefresh which route refresh is offered
     * @return the message, the caller's
     */
    public static ByteBuf write(final ByteBufAllocator allocator, final long asn, final int holdTime,
            final int bgpIdentifier, final Set<AddressFamily> families, final RouteRefreshSupport routeRefresh) {
        final var out = allocator.buffer();
        final int start = MessageHeader.start(out, MessageType.OPEN);
        out.writeByte(VERSION).writeShort((int) (asn > MOST_2_BYTE ? Asn.AS_TRANS : asn)).writeShort(holdTime)
            .writeInt(bgpIdentifier);
        final int parameters = out.writerIndex();
        out.writeByte(0).writeByte(CAPABILITIES_PARAMETER).writeByte(0);
        // An EnumSet has an order, so the same OPEN is always the same bytes.
        for (var family : families.isEmpty() ? families : EnumSet.copyOf(families)) {
            out.writeByte(MULTIPROTOCOL).writeByte(4).writeShort(family.afi()).writeByte(0).writeByte(UNICAST);
        }
        if (routeRefresh != RouteRefreshSupport.NONE) {
            out.writeByte(ROUTE_REFRESH).writeByte(0);
        }
        if (routeRefresh == RouteRefreshSupport.ENHANCED) {
            out.writeByte(ENHANCED_ROUTE_REFRESH).writeByte(0);
        }
        out.writeByte(FOUR_OCTET_ASN).writeByte(Integer.BYTES).writeInt((int) asn);
        out.setByte(parameters, out.writerIndex() - parameters - 1);
        out.setByte(parameters + 2, out.writerIndex() - parameters - 3);
        MessageHeader.finish(out, start);
        return out;
    }

    private static void readParameters(final ByteBuf in, final CapabilitiesReader capabilities)
            throws SessionResetException {
        int length = in.readUnsignedByte();
        // RFC 9072, section 2: type 255 in the first parameter's place tells, whatever the one-byte length is.
        final boolean extended = length != 0 && in.isReadable()
            && in.getUnsignedByte(in.readerIndex()) == EXTENDED_LENGTH;
        if (extended) {
            require(in, 3);
            length = in.skipBytes(1).readUnsignedShort();
        }
        if (length != in.readableBytes()) {
            throw malformed("optional parameters of " + length + " bytes in " + in.readableBytes());
        }
        while (in.isReadable()) {
            require(in, extended ? 3 : 2);
            final int type = in.readUnsignedByte();
            final int size = extended ? in.readUnsignedShort() : in.readUnsignedByte();
            if (type != CAPABILITIES_PARAMETER) {
                throw new SessionResetException(Notification.of(NotificationCode.UNSUPPORTED_OPTIONAL_PARAMETER),
                    "optional parameter of type " + type);
            }
            require(in, size);
            capabilities.read(in.readSlice(size));
        }
    }

    static void require(final ByteBuf in, final int bytes) throws SessionResetException {
        if (in.readableBytes() < bytes) {
            throw malformed("an optional parameter or capability is cut off");
        }
    }

    static SessionResetException malformed(final String message) {
        return new SessionResetException(Notification.of(NotificationCode.MALFORMED_OPEN), message);
    }
}
