/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.evpn;

import com.google.common.net.InetAddresses;
import com.google.common.primitives.Ints;
import java.net.Inet4Address;

/** Who assigns the number of a route distinguisher or of a route target. */
public enum AdministratorForm {
    /** A 2-octet ASN and a number of 4 octets. */
    ASN_2(Short.SIZE, Integer.SIZE),
    /** An IPv4 address and a number of 2 octets. */
    IPV4(Integer.SIZE, Short.SIZE),
    /** A 4-octet ASN and a number of 2 octets (RFC 5668). */
    ASN_4(Integer.SIZE, Short.SIZE);

    private final long lastAdministrator;
    private final long lastNumber;

    AdministratorForm(final int administratorBits, final int numberBits) {
        lastAdministrator = (1L << administratorBits) - 1;
        lastNumber = (1L << numberBits) - 1;
    }

    void check(final long administrator, final long number) {
        if (administrator < 0 || administrator > lastAdministrator) {
            throw new IllegalArgumentException("administrator " + administrator + " is not 0.." + lastAdministrator);
        }
        if (number < 0 || number > lastNumber) {
            throw new IllegalArgumentException("number " + number + " after " + text(administrator) + " is not 0.."
                + lastNumber);
        }
    }

    String text(final long administrator) {
        return this == IPV4 ? InetAddresses.toAddrString(InetAddresses.fromInteger((int) administrator))
            : Long.toString(administrator);
    }

    static long bits(final Inet4Address address) {
        return Integer.toUnsignedLong(Ints.fromByteArray(address.getAddress()));
    }
}
