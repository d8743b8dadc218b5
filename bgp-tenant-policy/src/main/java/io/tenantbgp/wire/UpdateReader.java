/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.PathFacts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Reads the UPDATEs of one session. A speaker announces many prefixes with the same attributes, and some put each of
 * them into an UPDATE of its own: attributes that are those of the UPDATE before, octet by octet, are not read again.
 * Not thread-safe.
 */
public final class UpdateReader {
    private static final int LENGTHS = 2 * Short.BYTES;

    private final boolean fourByteAsns;
    /** The last attributes that were without fault and without prefixes of their own, and what they say. */
    private final ByteBuf known = Unpooled.buffer(0, MessageHeader.MAX_MESSAGE);
    private @Nullable PathFacts knownFacts;

    /**
     * For a session.
     *
     * @param fourByteAsns whether its AS_PATHs have 4-byte ASNs (RFC 6793), otherwise AS4_PATH is merged in
     */
    public UpdateReader(final boolean fourByteAsns) {
        this.fourByteAsns = fourByteAsns;
    }

    /**
     * Reads an UPDATE.
     *
     * @param message the whole message from its reader index on, with a length {@link MessageType} admits
     * @return the message; it refers to the bytes of {@code message}
     * @throws SessionResetException UPDATE Message Error, where RFC 7606 demands a session reset
     */
    public UpdateMessage read(final ByteBuf message) throws SessionResetException {
        final int end = message.writerIndex();
        final int withdrawn = message.readerIndex() + MessageHeader.LENGTH + Short.BYTES;
        final int withdrawnEnd = end(message, withdrawn, "withdrawn routes");
        final int attributes = withdrawnEnd + Short.BYTES;
        final int nlri = end(message, attributes, "path attributes");
        final var withdrawals = withdrawnEnd == withdrawn ? List.<NlriField>of()
            : List.of(field(message, withdrawn, withdrawnEnd));
        final var facts = knownFacts;
        if (facts != null && nlri < end && isKnown(message, attributes, nlri)) {
            return new UpdateMessage(withdrawals, List.of(new Announcement(field(message, nlri, end), facts)),
                Optional.empty());
        }
        return readAttributes(message, withdrawals, attributes, nlri);
    }

    private UpdateMessage readAttributes(final ByteBuf message, final List<NlriField> withdrawals, final int start,
            final int nlri) throws SessionResetException {
        final var attributes = new AttributesReader(message.slice(start, nlri - start), fourByteAsns);
        attributes.read();
        final boolean hasNlri = nlri < message.writerIndex();
        attributes.requireReachableIfMalformed(hasNlri);
        if (withdrawals.isEmpty() && !hasNlri) {
            final var endOfRib = message.readableBytes() == MessageHeader.LENGTH + LENGTHS
                ? Optional.of(AddressFamily.IPV4) : attributes.endOfRib();
            if (endOfRib.isPresent()) {
                return new UpdateMessage(List.of(), List.of(), endOfRib);
            }
        }
        final var announcements = Stream.<Announcement>builder();
        if (hasNlri) {
            final var facts = attributes.facts(attributes.nextHop());
            if (facts instanceof PathFacts.Complete && !attributes.hasPrefixes()) {
                known.clear().writeBytes(message, start, nlri - start);
                knownFacts = facts;
            }
            announcements.add(new Announcement(field(message, nlri, message.writerIndex()), facts));
        }
        attributes.reachable().ifPresent(reach ->
            announcements.add(new Announcement(reach, attributes.facts(attributes.multiprotocolNextHop()))));
        return new UpdateMessage(Stream.concat(withdrawals.stream(), attributes.unreachable().stream()).toList(),
            announcements.build().toList(), Optional.empty());
    }

    private boolean isKnown(final ByteBuf message, final int start, final int end) {
        return known.readableBytes() == end - start
            && ByteBufUtil.equals(known, known.readerIndex(), message, start, end - start);
    }

    static NlriField field(final ByteBuf message, final int start, final int end) {
        return new NlriField(AddressFamily.IPV4, message.slice(start, end - start), null);
    }

    /** Where a field ends whose length stands before it. */
    static int end(final ByteBuf message, final int start, final String name) throws SessionResetException {
        final int available = message.writerIndex() - start;
        if (available < 0 || message.getUnsignedShort(start - Short.BYTES) > available) {
            // RFC 7606, section 3 (b) leaves RFC 4271's reset: nothing behind it can be found.
            throw new SessionResetException(Notification.of(NotificationCode.MALFORMED_ATTRIBUTE_LIST),
                "length of " + name + " exceeds the UPDATE");
        }
        return start + message.getUnsignedShort(start - Short.BYTES);
    }
}
