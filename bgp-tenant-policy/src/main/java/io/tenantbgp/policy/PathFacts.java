/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import static java.util.Objects.requireNonNull;

/**
 * What the path attributes of one UPDATE say about the prefixes of one of its NLRI fields. An UPDATE with NLRI and
 * MP_REACH_NLRI has two of these: AS_PATH is the same, the next hop may differ.
 */
public sealed interface PathFacts {
    /**
     * An attribute is malformed in a way that makes the UPDATE a withdrawal (RFC 7606).
     */
    record Malformed() implements PathFacts {
    }

    /**
     * ORIGIN, AS_PATH or the next hop is missing.
     */
    record MandatoryMissing() implements PathFacts {
    }

    /**
     * All attributes are there and well-formed.
     *
     * @param asPath the 4-byte path, merged where the speaker knows 2-byte ASNs only
     * @param nextHop the NEXT_HOP, or the next hop of MP_REACH_NLRI: the global address where RFC 2545 gives two
     * @param leakRequest what the communities 65100:1 and 65100:2 ask for; any other community is not kept
     */
    record Complete(AsPath asPath, IpAddress nextHop, LeakRequest leakRequest) implements PathFacts {
        /** Takes the parts. */
        public Complete {
            requireNonNull(asPath);
            requireNonNull(nextHop);
            requireNonNull(leakRequest);
        }
    }
}
