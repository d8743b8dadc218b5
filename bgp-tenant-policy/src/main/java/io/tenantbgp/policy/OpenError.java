/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

/**
 * The NOTIFICATIONs an OPEN can be refused with: code 2, OPEN Message Error.
 */
public enum OpenError {
    /** RFC 4271, section 6.2; the data is the highest version we speak, as two bytes. */
    UNSUPPORTED_VERSION_NUMBER(1, 0, 4),
    /** RFC 4271, section 6.2; no data. */
    BAD_PEER_AS(2),
    /** RFC 6286, section 2.2; no data. */
    BAD_BGP_IDENTIFIER(3),
    /** RFC 4271, section 6.2; no data. */
    UNACCEPTABLE_HOLD_TIME(6),
    /**
     * RFC 5492, section 5; the data is the capabilities one of which the peer must offer, encoded as in an OPEN:
     * multiprotocol (code 1, length 4) with AFI 1 or 2, a zero byte, and SAFI 1.
     */
    UNSUPPORTED_CAPABILITY(7, 1, 4, 0, 1, 0, 1, 1, 4, 0, 2, 0, 1);

    /** The error code of all of them. */
    public static final int CODE = 2;

    private final int subcode;
    private final byte[] data;

    OpenError(final int subcode, final int... data) {
        this.subcode = subcode;
        this.data = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            this.data[i] = (byte) data[i];
        }
    }

    /**
     * The error subcode.
     *
     * @return the subcode on the wire
     */
    public int subcode() {
        return subcode;
    }

    /**
     * The Data field of the NOTIFICATION.
     *
     * @return a fresh copy, often empty
     */
    public byte[] data() {
        return data.clone();
    }
}
