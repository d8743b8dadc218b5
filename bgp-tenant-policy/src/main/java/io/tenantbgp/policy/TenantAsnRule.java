/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

/**
 * Which ASNs tenants may use: the feature page's "Tenant Host ASN Policy".
 */
public sealed interface TenantAsnRule {
    /**
     * Whether the rule lets a tenant use an ASN. The rule does not know the DPU's own ASN: ask
     * {@link OpenPolicy#admits(long)} for the whole answer.
     *
     * @param asn the tenant's effective ASN
     * @return true when it may
     */
    boolean admits(long asn);

    /**
     * What would have been accepted, for the operator.
     *
     * @param dpuAsn the DPU's own ASN
     * @return a phrase such as {@code only ASN 65010 (common-tenant-host-asn)}
     */
    String describe(long dpuAsn);

    /**
     * {@code common-tenant-host-asn} is unset: any ASN of 1..4294967294 but AS_TRANS.
     */
    record AnyAsn() implements TenantAsnRule {
        @Override
        public boolean admits(final long asn) {
            return Asn.isAssignable(asn);
        }

        @Override
        public String describe(final long dpuAsn) {
            return "any ASN of 1..4294967294 except 23456 and the DPU's own " + dpuAsn;
        }
    }

    /**
     * {@code common-tenant-host-asn} is set: exactly this one.
     *
     * @param asn the pinned ASN
     */
    record OnlyAsn(long asn) implements TenantAsnRule {
        /**
         * Validates the ASN.
         *
         * @throws IllegalArgumentException for 0, 23456 and what is above 4294967294
         */
        public OnlyAsn {
            Asn.requireAssignable(asn);
        }

        @Override
        public boolean admits(final long candidate) {
            return candidate == asn;
        }

        @Override
        public String describe(final long dpuAsn) {
            return "only ASN " + asn + " (common-tenant-host-asn)";
        }
    }
}
