/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

/**
 * The 4-octet AS number capability of an OPEN (RFC 6793, capability 65).
 */
public sealed interface As4Capability {
    /**
     * The ASN the speaker means.
     *
     * @param myAs the two-byte My Autonomous System field of the same OPEN
     * @return the capability's ASN, or the field's without a capability
     */
    long effectiveAsn(int myAs);

    /**
     * The speaker knows two-byte ASNs only.
     */
    record Absent() implements As4Capability {
        @Override
        public long effectiveAsn(final int myAs) {
            return myAs;
        }
    }

    /**
     * The speaker sent the capability.
     *
     * @param asn the ASN in it, 0..4294967295
     */
    record Offered(long asn) implements As4Capability {
        /**
         * Validates the range.
         *
         * @throws IllegalArgumentException when the value has more than 32 bits
         */
        public Offered {
            Asn.requireUnsigned("ASN", asn, Integer.SIZE);
        }

        @Override
        public long effectiveAsn(final int myAs) {
            return asn;
        }
    }
}
