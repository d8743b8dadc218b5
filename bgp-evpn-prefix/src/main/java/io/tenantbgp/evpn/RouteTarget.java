/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;

/**
 * A route target (RFC 4360, section 4, and RFC 5668). Two of different forms are different ones, whatever they say: so
 * are their octets.
 *
 * @param form which of the three forms it has
 * @param administrator the ASN, or the bits of the IPv4 address
 * @param number what the administrator has assigned
 */
public record RouteTarget(AdministratorForm form, long administrator, long number) {
    private static final long LAST_2_OCTET_ASN = 0xffff;

    /**
     * Validates the fields.
     *
     * @throws IllegalArgumentException when one of them does not fit into the form
     */
    public RouteTarget {
        requireNonNull(form);
        form.check(administrator, number);
    }

    /**
     * The route target of an ASN, in the 2-octet form where the ASN fits into it, as all implementations write it.
     *
     * @param asn the ASN
     * @param number such as a VNI
     * @return the route target
     * @throws IllegalArgumentException when the number is above 65535 and the ASN is too
     */
    public static RouteTarget of(final long asn, final long number) {
        return new RouteTarget(asn > LAST_2_OCTET_ASN ? AdministratorForm.ASN_4 : AdministratorForm.ASN_2, asn, number);
    }

    /**
     * The route target of an IPv4 address.
     *
     * @param address the address
     * @param number 0..65535
     * @return the route target
     */
    public static RouteTarget of(final Inet4Address address, final int number) {
        return new RouteTarget(AdministratorForm.IPV4, AdministratorForm.bits(address), number);
    }

    /**
     * Reads a route target as operators write it.
     *
     * @param text {@code asn:number} or {@code address:number}
     * @return the route target
     * @throws IllegalArgumentException when it is neither
     */
    public static RouteTarget parse(final String text) {
        final int colon = text.indexOf(':');
        try {
            if (colon > 0) {
                final var administrator = text.substring(0, colon);
                final var number = text.substring(colon + 1);
                return RouteDistinguisher.isAddress(administrator)
                    ? of((Inet4Address) InetAddresses.forString(administrator), Integer.parseInt(number))
                    : of(Long.parseLong(administrator), Long.parseLong(number));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notOne(text), e);
        }
        throw new IllegalArgumentException(notOne(text));
    }

    /** As operators write it, such as {@code 65010:4001}. */
    @Override
    public String toString() {
        return form.text(administrator) + ":" + number;
    }

    private static String notOne(final String text) {
        return "'" + text + "' is no route target: write ASN:NUMBER or ADDRESS:NUMBER";
    }
}
