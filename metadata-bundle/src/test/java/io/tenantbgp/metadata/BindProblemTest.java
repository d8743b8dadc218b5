/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.BindException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class BindProblemTest {
    @Test
    void missingAddressNamesTheCommandThatAddsIt() throws Exception {
        assertEquals("the address is not on this host; ip address add 192.0.2.1/32 dev <tenant interface>",
            BindProblem.describe(InetAddress.getByName("192.0.2.1"), new BindException("Cannot assign")));
        assertEquals("the address is not on this host; ip address add 2001:db8:0:0:0:0:0:1/128 dev <tenant interface>",
            BindProblem.describe(InetAddress.getByName("2001:db8::1"), new BindException("Cannot assign")));
    }

    @Test
    void takenPortNamesTheCause() {
        assertEquals("Address already in use; "
            + "the port has to be free, and a port below 1024 needs the right to bind it",
            BindProblem.describe(InetAddress.getLoopbackAddress(), new BindException("Address already in use")));
    }
}
