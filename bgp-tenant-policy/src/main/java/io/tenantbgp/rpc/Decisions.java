/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.rpc;

import io.tenantbgp.policy.Verdict;
import io.tenantbgp.state.YangNames;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Disposition;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.RejectReason;

/** The leaves of a decision. */
final class Decisions {
    private Decisions() {
        // static methods only
    }

    static org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.Verdict verdict(final Verdict verdict) {
        return verdict instanceof Verdict.Accepted
            ? org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.Verdict.Accepted
            : org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.Verdict.Rejected;
    }

    static @Nullable RejectReason reason(final Verdict verdict) {
        return verdict instanceof Verdict.Rejected rejected ? YangNames.reason(rejected.reason()) : null;
    }

    static @Nullable Disposition disposition(final Verdict verdict) {
        return verdict instanceof Verdict.Accepted accepted
            ? Disposition.ofName(accepted.disposition().yangName()) : null;
    }
}
