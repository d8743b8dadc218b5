/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;

/**
 * What the DPU is in BGP.
 *
 * @param asn its ASN, the peer ASN of every tenant
 * @param loopback its loopback address, which is its BGP identifier, too
 * @param bgpPort the TCP port of the tenant listeners, 1..65535
 */
public record DpuIdentity(long asn, Inet4Address loopback, int bgpPort) {
    /** Refuses absent parts. */
    public DpuIdentity {
        requireNonNull(loopback);
    }

    static DpuIdentity of(final Dpu dpu) {
        return new DpuIdentity(dpu.requireAsn().getValue().toJava(),
            IetfInetUtil.inet4AddressForNoZone(dpu.requireLoopback()), ModelDefaults.bgpPort(dpu));
    }

    /**
     * The BGP identifier.
     *
     * @return the loopback address as 32 bits
     */
    public int routerId() {
        return loopback.hashCode();
    }
}
