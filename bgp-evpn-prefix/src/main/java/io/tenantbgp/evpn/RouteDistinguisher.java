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
 * A route distinguisher (RFC 4364, section 4.2).
 *
 * @param form which of the three forms it has
 * @param administrator the ASN, or the bits of the IPv4 address
 * @param number what the administrator has assigned
 */
public record RouteDistinguisher(AdministratorForm form, long administrator, long number) {
    /**
     * Validates the fields.
     *
     * @throws IllegalArgumentException when one of them does not fit into the form
     */
    public RouteDistinguisher {
        requireNonNull(form);
        form.check(administrator, number);
    }

    /**
     * The form a DPU has for its VPCs.
     *
     * @param loopback the DPU's loopback address
     * @param number distinguishes the VPC, 0..65535
     * @return the route distinguisher {@code loopback:number}
     */
    public static RouteDistinguisher of(final Inet4Address loopback, final int number) {
        return new RouteDistinguisher(AdministratorForm.IPV4, AdministratorForm.bits(loopback), number);
    }

    /**
     * Reads the text that is in BGPCEP's datastores.
     *
     * @param text {@code 0:asn:number} with a 2-octet ASN, {@code address:number}, or {@code asn:number} with a 4-octet
     *     ASN
     * @return the route distinguisher
     * @throws IllegalArgumentException when it is none of these
     */
    public static RouteDistinguisher parse(final String text) {
        final var fields = text.split(":", -1);
        try {
            if (fields.length == 3 && fields[0].equals("0")) {
                return new RouteDistinguisher(AdministratorForm.ASN_2, Long.parseLong(fields[1]),
                    Long.parseLong(fields[2]));
            }
            if (fields.length == 2) {
                return isAddress(fields[0])
                    ? of((Inet4Address) InetAddresses.forString(fields[0]), Integer.parseInt(fields[1]))
                    : new RouteDistinguisher(AdministratorForm.ASN_4, Long.parseLong(fields[0]),
                        Long.parseLong(fields[1]));
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notOne(text), e);
        }
        throw new IllegalArgumentException(notOne(text));
    }

    /** The text that is in BGPCEP's datastores, as {@link #parse(String)} reads it. */
    @Override
    public String toString() {
        final var text = form.text(administrator) + ":" + number;
        return form == AdministratorForm.ASN_2 ? "0:" + text : text;
    }

    static boolean isAddress(final String text) {
        return text.indexOf('.') >= 0 && InetAddresses.isInetAddress(text)
            && InetAddresses.forString(text) instanceof Inet4Address;
    }

    private static String notOne(final String text) {
        return "'" + text + "' is no route distinguisher: write 0:ASN:NUMBER, ADDRESS:NUMBER or ASN:NUMBER";
    }
}
