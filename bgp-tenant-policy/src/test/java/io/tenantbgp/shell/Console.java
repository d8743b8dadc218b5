/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;

/** What commands print. */
final class Console {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    PrintStream out() {
        return out;
    }

    /** Karaf's session as far as commands use it. */
    Session session() {
        return (Session) Proxy.newProxyInstance(Session.class.getClassLoader(), new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
                if (method.getName().equals("getConsole")) {
                    return out;
                }
                throw new UnsupportedOperationException(method.getName());
            });
    }

    /** The lines since this was last asked, with single spaces, without trailing ones. */
    List<String> lines() {
        final var lines = bytes.toString(StandardCharsets.UTF_8).lines()
            .map(line -> line.replaceAll(" +", " ").strip()).toList();
        bytes.reset();
        return lines;
    }
}
