/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import com.google.common.net.InetAddresses;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.tenantbgp.policy.AllowedPrefixes;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.InterfacePrefixes;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.OpenPolicy;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.PrefixSet;
import io.tenantbgp.policy.ReservedAddresses;
import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.wire.Bytes;
import io.tenantbgp.wire.MessageType;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feature page's example: gateway 10.0.0.1 with ASN 65000, host 10.0.0.2, 203.0.113.0/24 allowed. */
final class Tenants {
    static final InetAddress GATEWAY = InetAddresses.forString("10.0.0.1");
    static final InetAddress HOST = InetAddresses.forString("10.0.0.2");
    static final int ROUTER_ID = 0x0a0000fe;
    static final int IDENTIFIER = 0xac100001;
    static final String KEEPALIVE = Bytes.messageHex(MessageType.KEEPALIVE, "");
    /** Our OPEN to every tenant. */
    static final String OUR_OPEN = Bytes.messageHex(MessageType.OPEN,
        "04 fde8 0009 0a0000fe 18 02 16 0104 0001 00 01 0104 0002 00 01 0200 4600 4104 0000fde8");
    /** Both families, route refresh, 4-byte ASN 65010, BGP identifier 10.0.0.2, hold time 90. */
    static final String OPEN_BODY =
        "04 fdf2 005a 0a000002 16 02 14 0104 0001 00 01 0104 0002 00 01 0200 4104 0000fdf2";
    /** What BGPCEP gets instead: the synthetic identifier, and the agreed hold time. */
    static final String OPEN_FOR_SPEAKER = Bytes.messageHex(MessageType.OPEN,
        "04 fdf2 0009 ac100001 16 02 14 0104 0001 00 01 0104 0002 00 01 0200 4104 0000fdf2");
    static final String PATH = "400101 00 400206 0201 0000fdf2 ";
    static final String NEXT_HOP = "400304 0a000002 ";

    private Tenants() {
        // constants and static methods only
    }

    static TenantPeer peer() {
        return with(importPolicy("203.0.113.0/24", "2001:db8:113::/48"));
    }

    static TenantPeer with(final ImportPolicy importPolicy) {
        return with(importPolicy, MaximumPrefixesAction.DROP_EXCESS);
    }

    static TenantPeer with(final ImportPolicy importPolicy, final MaximumPrefixesAction action) {
        return new TenantPeer(link("blue"), new SpeakerIds(ROUTER_ID, IDENTIFIER), TransportSecurity.NONE,
            new SessionTimers(9, 3, 480), new OpenPolicy(65000, new TenantAsnRule.AnyAsn()), importPolicy, action);
    }

    static TenantPeer with(final SessionTimers timers) {
        final var peer = peer();
        return new TenantPeer(peer.link(), peer.ids(), peer.security(), timers, peer.openPolicy(), peer.importPolicy(),
            peer.maximumPrefixesAction());
    }

    static TenantPeer with(final TransportSecurity security) {
        final var peer = peer();
        return new TenantPeer(peer.link(), peer.ids(), security, peer.timers(), peer.openPolicy(),
            peer.importPolicy(), peer.maximumPrefixesAction());
    }

    static TenantPeer with(final TenantAsnRule rule) {
        final var peer = peer();
        return new TenantPeer(peer.link(), peer.ids(), peer.security(), peer.timers(),
            new OpenPolicy(65000, rule), peer.importPolicy(), peer.maximumPrefixesAction());
    }

    static TenantPeer inVpc(final String vpc) {
        final var peer = peer();
        return new TenantPeer(link(vpc), peer.ids(), peer.security(), peer.timers(), peer.openPolicy(),
            peer.importPolicy(), peer.maximumPrefixesAction());
    }

    static ImportPolicy importPolicy(final String... allowed) {
        return importPolicy(1000, Set.of("10.0.0.2"), allowed);
    }

    static ImportPolicy importPolicy(final int maximumPrefixes, final Set<String> hosts, final String... allowed) {
        return new ImportPolicy(65000,
            new AllowedPrefixes(PrefixSet.of(Stream.of(allowed).map(Prefix::parse).toList()), PrefixSet.EMPTY,
                new InterfacePrefixes.NotNarrowed()),
            ReservedAddresses.of(List.of(IpAddress.of(GATEWAY))),
            hosts.stream().map(IpAddress::parse).collect(Collectors.toSet()), maximumPrefixes, false);
    }

    static ByteBuf open() {
        return Bytes.message(MessageType.OPEN, OPEN_BODY);
    }

    static ByteBuf keepalive() {
        return Bytes.of(KEEPALIVE);
    }

    /** An UPDATE that announces IPv4 prefixes with the path and next hop policy wants. */
    static ByteBuf announce(final String nlri) {
        return Bytes.update("", PATH + NEXT_HOP, nlri);
    }

    /** What BGPCEP gets for these prefixes. */
    static String announced(final String nlri) {
        return Bytes.hex(announce(nlri));
    }

    static String withdrawn(final String prefixes) {
        return Bytes.hex(Bytes.update(prefixes, "", ""));
    }

    static String notification(final String body) {
        return Bytes.messageHex(MessageType.NOTIFICATION, body);
    }

    /** Administrative Shutdown with a shutdown communication. */
    static String shutdown(final String text) {
        final var bytes = text.getBytes(StandardCharsets.UTF_8);
        return notification("0602" + String.format("%02x", bytes.length) + ByteBufUtil.hexDump(bytes));
    }

    private static TenantLink link(final String vpc) {
        return new TenantLink("eth1", vpc, GATEWAY, HOST);
    }
}
