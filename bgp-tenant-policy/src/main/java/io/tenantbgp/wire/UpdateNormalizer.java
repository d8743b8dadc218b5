/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.tenantbgp.policy.AddressFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Writes the UPDATEs of a neighbour in the fabric such that BGPCEP reads them as they are meant. What comes out
 * <ul>
 * <li>has prefixes in one place: BGPCEP overlooks the multiprotocol attributes beside the other fields, and takes
 * NEXT_HOP for the next hop of all (RFC 4760, section 3: it is to be ignored);</li>
 * <li>withdraws what was announced with malformed attributes (RFC 7606), for which BGPCEP would end the session;</li>
 * <li>has no prefixes of a family the session does not have, for which BGPCEP has a table all the same;</li>
 * <li>has no attribute that no route of the fabric is read by, such as Prefix-SID (RFC 8669), which BGPCEP misreads.
 * </li>
 * </ul>
 * Without a state, and for 4-byte ASNs only.
 */
public final class UpdateNormalizer {
    private static final int OPTIONAL = 0x80;
    private static final int OPTIONAL_EXTENDED = 0x90;
    private static final int MOST_SHORT = 255;
    private static final int FAMILY_BYTES = 3;
    /** The two lengths. */
    private static final int EMPTY_BODY = 2 * Short.BYTES;

    /** AFI and SAFI of the fields that have no other. */
    private static final int CLASSIC = AddressFamily.IPV4.afi() << Byte.SIZE | OpenMessage.UNICAST;

    private final boolean internal;
    private final IntPredicate families;

    /**
     * For one session with a neighbour.
     *
     * @param internal whether it is iBGP
     * @param families whether it has the family of this AFI and SAFI, which are in 24 bits as on the wire
     */
    public UpdateNormalizer(final boolean internal, final IntPredicate families) {
        this.internal = internal;
        this.families = requireNonNull(families);
    }

    /**
     * The same in other words.
     *
     * @param messages whole messages, each with one field of prefixes or End-of-RIB; the caller's to release
     * @param error why what was announced is withdrawn, empty when it is not
     */
    public record Normalized(List<ByteBuf> messages, Optional<NotificationCode> error) {
        /** Copies the list. */
        public Normalized {
            messages = List.copyOf(messages);
            requireNonNull(error);
        }
    }

    /**
     * Takes an UPDATE apart.
     *
     * @param message the whole message from its reader index on; it stays the caller's
     * @param allocator where the messages come from
     * @return what BGPCEP is to have of it
     * @throws SessionResetException UPDATE Message Error, where RFC 7606 demands a session reset
     */
    public Normalized normalize(final ByteBuf message, final ByteBufAllocator allocator) throws SessionResetException {
        MessageHeader.check(message, message.readerIndex());
        final int start = message.readerIndex() + MessageHeader.LENGTH + Short.BYTES;
        final int withdrawnEnd = UpdateReader.end(message, start, "withdrawn routes");
        final int attributesStart = withdrawnEnd + Short.BYTES;
        final int attributesEnd = UpdateReader.end(message, attributesStart, "path attributes");
        final boolean classic = families.test(CLASSIC);
        if (message.readableBytes() == MessageHeader.LENGTH + EMPTY_BODY) {
            return new Normalized(classic ? List.of(message.retainedDuplicate()) : List.of(), Optional.empty());
        }
        final var withdrawn = readable(UpdateReader.field(message, start, withdrawnEnd));
        final var announced = readable(UpdateReader.field(message, attributesEnd, message.writerIndex()));
        final var attributes = new NeighborAttributes(message.slice(attributesStart, attributesEnd - attributesStart),
            internal, families);
        attributes.read();
        attributes.requireReachableIfMalformed(announced.isReadable());

        final var out = new Messages(allocator);
        if (classic) {
            out.withdraw(withdrawn);
        }
        attributes.unreachable().ifPresent(out::unreachable);
        Optional<NotificationCode> error = Optional.empty();
        if (classic && announced.isReadable()) {
            error = attributes.error(true);
            if (error.isPresent()) {
                out.withdraw(announced);
            } else {
                out.write(Unpooled.EMPTY_BUFFER, attributes.ofRoutes(true), announced);
            }
        }
        final var reachable = attributes.reachable();
        if (reachable.isPresent()) {
            final var routes = reachable.orElseThrow();
            final var found = attributes.error(false);
            if (found.isPresent()) {
                out.unreachable(unreach(routes));
            } else {
                final var all = attributes.ofRoutes(false);
                all.add(routes.attribute());
                out.write(Unpooled.EMPTY_BUFFER, all, Unpooled.EMPTY_BUFFER);
            }
            error = error.or(() -> found);
        }
        return new Normalized(out.messages, error);
    }

    private static ByteBuf readable(final NlriField field) throws SessionResetException {
        final var prefixes = field.prefixes();
        while (prefixes.next()) {
            // To its end.
        }
        return field.bytes();
    }

    /** MP_UNREACH_NLRI of what MP_REACH_NLRI announced (RFC 4760, sections 3 and 4). */
    private static ByteBuf unreach(final NeighborAttributes.Reachable reachable) {
        final int length = FAMILY_BYTES + reachable.routes().readableBytes();
        final var attribute = Unpooled.buffer();
        if (length > MOST_SHORT) {
            attribute.writeByte(OPTIONAL_EXTENDED).writeByte(AttributeType.MP_UNREACH_NLRI.code()).writeShort(length);
        } else {
            attribute.writeByte(OPTIONAL).writeByte(AttributeType.MP_UNREACH_NLRI.code()).writeByte(length);
        }
        return attribute.writeMedium(reachable.family()).writeBytes(reachable.routes().slice());
    }

    private static final class Messages {
        private final List<ByteBuf> messages = new ArrayList<>();
        private final ByteBufAllocator allocator;

        Messages(final ByteBufAllocator allocator) {
            this.allocator = allocator;
        }

        void withdraw(final ByteBuf prefixes) {
            if (prefixes.isReadable()) {
                write(prefixes, List.of(), Unpooled.EMPTY_BUFFER);
            }
        }

        void unreachable(final ByteBuf attribute) {
            write(Unpooled.EMPTY_BUFFER, List.of(attribute), Unpooled.EMPTY_BUFFER);
        }

        void write(final ByteBuf withdrawn, final List<ByteBuf> attributes, final ByteBuf announced) {
            final var out = allocator.buffer();
            final int start = MessageHeader.start(out, MessageType.UPDATE);
            out.writeShort(withdrawn.readableBytes()).writeBytes(withdrawn.slice());
            out.writeShort(attributes.stream().mapToInt(ByteBuf::readableBytes).sum());
            attributes.forEach(each -> out.writeBytes(each.slice()));
            out.writeBytes(announced.slice());
            MessageHeader.finish(out, start);
            messages.add(out);
        }
    }
}
