/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import org.eclipse.jdt.annotation.NonNullByDefault;

/**
 * The two addresses of one family on a tenant interface, between which there is one BGP session.
 *
 * @param peer the DPU's: the gateway address, which the host's BGP speaker connects to
 * @param host the host's
 * @param prefix that of the link
 */
@NonNullByDefault
public record Link(InetAddress peer, InetAddress host, Cidr prefix) {
    /** Takes two addresses of one family. */
    public Link {
        if (requireNonNull(peer).getClass() != requireNonNull(host).getClass()) {
            throw new IllegalArgumentException(peer + " and " + host + " are of two families");
        }
        requireNonNull(prefix);
    }

    public boolean isIpv4() {
        return peer instanceof Inet4Address;
    }

    /** The canonical text of the DPU's address. */
    public String peerText() {
        return InetAddresses.toAddrString(peer);
    }

    /** The canonical text of the host's address. */
    public String hostText() {
        return InetAddresses.toAddrString(host);
    }
}
