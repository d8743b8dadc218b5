/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import org.opendaylight.protocol.bgp.inet.BGPActivator;
import org.opendaylight.protocol.bgp.parser.BGPDocumentedException;
import org.opendaylight.protocol.bgp.parser.BGPParsingException;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionConsumerContext;
import org.opendaylight.protocol.bgp.parser.spi.BGPExtensionProviderActivator;
import org.opendaylight.protocol.bgp.parser.spi.pojo.DefaultBGPExtensionConsumerContext;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.Update;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.UpdateBuilder;
import org.opendaylight.yang.gen.v1.urn.opendaylight.params.xml.ns.yang.bgp.message.rev200120.path.attributes.Attributes;

/** BGPCEP's parser with the extensions a DPU has, and octets for it. */
final class Parser {
    static final HexFormat HEX = HexFormat.of();
    /** ORIGIN IGP, and AS_PATH with 4200000010 (4 octets). */
    static final String ORIGIN_AND_PATH = "400101 00" + "400206 0201 fa56ea0a";

    private static final int HEADER_LENGTH = 19;
    private static final int EXTENDED_LENGTH = 0x10;

    private final BGPExtensionConsumerContext context;

    private Parser(final BGPExtensionConsumerContext context) {
        this.context = context;
    }

    /** As in Karaf: activators are started from the highest ranking to the lowest. */
    static Parser withRanking() {
        return of(new EvpnParserExtension(), new org.opendaylight.protocol.bgp.parser.impl.BGPActivator(),
            new BGPActivator(), new UnknownAttributes());
    }

    static Parser of(final BGPExtensionProviderActivator... activators) {
        return new Parser(new DefaultBGPExtensionConsumerContext(List.of(activators)));
    }

    static ByteBuf octets(final String hex) {
        return Unpooled.wrappedBuffer(HEX.parseHex(hex.replace(" ", "")));
    }

    /** An optional transitive attribute. */
    static String attribute(final int type, final String value) {
        final int length = value.replace(" ", "").length() / 2;
        return length > 255 ? "%02x%02x%04x".formatted(0xc0 | EXTENDED_LENGTH, type, length) + value
            : "%02x%02x%02x".formatted(0xc0, type, length) + value;
    }

    /** MP_REACH_NLRI of AFI 25, SAFI 70 with the next hop 192.0.2.1. */
    static String reach(final String nlri) {
        return attribute(14, "0019 46 04 c0000201 00" + nlri);
    }

    /** MP_UNREACH_NLRI of AFI 25, SAFI 70. */
    static String unreach(final String nlri) {
        return attribute(15, "0019 46" + nlri);
    }

    Update update(final String attributes) throws BGPDocumentedException, BGPParsingException {
        final var path = octets(attributes);
        final int length = HEADER_LENGTH + 2 + 2 + path.readableBytes();
        final var message = Unpooled.buffer().writeBytes(octets("ff".repeat(16))).writeShort(length).writeByte(2)
            .writeShort(0).writeShort(path.readableBytes()).writeBytes(path);
        return (Update) context.getMessageRegistry().parseMessage(message, null);
    }

    Attributes attributes(final String attributes) throws BGPDocumentedException, BGPParsingException {
        return update(attributes).getAttributes();
    }

    /** The hexadecimal octets of path attributes. */
    String serialize(final Attributes attributes) {
        final var message = Unpooled.buffer();
        context.getMessageRegistry().serializeMessage(new UpdateBuilder().setAttributes(attributes).build(), message);
        message.skipBytes(HEADER_LENGTH + 2);
        final var octets = new byte[message.readUnsignedShort()];
        message.readBytes(octets);
        return HEX.formatHex(octets);
    }
}
