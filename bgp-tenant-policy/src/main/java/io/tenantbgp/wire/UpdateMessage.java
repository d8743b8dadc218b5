/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.tenantbgp.policy.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An UPDATE message (RFC 4271, section 4.3) as received, its errors handled as RFC 7606 says. Fields of other families
 * than IPv4 and IPv6 unicast are left out. The prefixes themselves are read later, by the cursors of the fields.
 *
 * @param withdrawn the prefixes withdrawn, of one field or two
 * @param announced the prefixes announced, of one field or two
 * @param endOfRib the family whose End-of-RIB marker this is (RFC 4724, section 2), empty when it is none
 */
public record UpdateMessage(List<NlriField> withdrawn, List<Announcement> announced,
        Optional<AddressFamily> endOfRib) {
    private static final int LENGTHS = 2 * Short.BYTES;

    /** Copies the lists. */
    public UpdateMessage {
        withdrawn = List.copyOf(withdrawn);
        announced = List.copyOf(announced);
        requireNonNull(endOfRib);
    }

    /**
     * Reads an UPDATE.
     *
     * @param message the whole message from its reader index on, with a length {@link MessageType} admits
     * @param fourByteAsns whether the session's AS_PATHs have 4-byte ASNs (RFC 6793), otherwise AS4_PATH is merged in
     * @return the message; it refers to the bytes of {@code message}
     * @throws SessionResetException UPDATE Message Error, where RFC 7606 demands a session reset
     */
    public static UpdateMessage read(final ByteBuf message, final boolean fourByteAsns)
            throws SessionResetException {
        final var in = message.slice();
        in.skipBytes(MessageHeader.LENGTH);
        final var withdrawn = readField(in, "withdrawn routes");
        final var attributeBytes = readField(in, "path attributes");
        final var nlri = in.readSlice(in.readableBytes());
        final var attributes = new AttributesReader(fourByteAsns);
        attributes.read(attributeBytes);
        attributes.requireReachableIfMalformed(nlri.isReadable());
        if (!withdrawn.isReadable() && !nlri.isReadable()) {
            final var endOfRib = attributeBytes.readableBytes() == 0 && message.readableBytes() == MessageHeader.LENGTH
                + LENGTHS ? Optional.of(AddressFamily.IPV4) : attributes.endOfRib();
            if (endOfRib.isPresent()) {
                return new UpdateMessage(List.of(), List.of(), endOfRib);
            }
        }
        return new UpdateMessage(withdrawals(withdrawn, attributes), announcements(nlri, attributes),
            Optional.empty());
    }

    private static List<NlriField> withdrawals(final ByteBuf withdrawn, final AttributesReader attributes) {
        final var fields = new ArrayList<NlriField>(2);
        if (withdrawn.isReadable()) {
            fields.add(new NlriField(AddressFamily.IPV4, withdrawn, null));
        }
        attributes.unreachable().ifPresent(fields::add);
        return fields;
    }

    private static List<Announcement> announcements(final ByteBuf nlri, final AttributesReader attributes) {
        final var fields = new ArrayList<Announcement>(2);
        if (nlri.isReadable()) {
            fields.add(new Announcement(new NlriField(AddressFamily.IPV4, nlri, null),
                attributes.facts(attributes.nextHop())));
        }
        attributes.reachable().ifPresent(reach ->
            fields.add(new Announcement(reach, attributes.facts(attributes.multiprotocolNextHop()))));
        return fields;
    }

    private static ByteBuf readField(final ByteBuf in, final String name) throws SessionResetException {
        final int available = in.readableBytes() - Short.BYTES;
        if (available < 0 || in.getUnsignedShort(in.readerIndex()) > available) {
            // RFC 7606, section 3 (b) leaves RFC 4271's reset: nothing behind it can be found.
            throw new SessionResetException(Notification.of(NotificationCode.MALFORMED_ATTRIBUTE_LIST),
                "length of " + name + " exceeds the UPDATE");
        }
        return in.readSlice(in.readUnsignedShort());
    }
}
