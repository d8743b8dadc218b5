/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata;

import io.netty.handler.codec.DateFormatter;
import io.netty.util.AsciiString;
import java.util.Date;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** The value of the Date header (RFC 9110 section 6.6.1), made once a second. For the server's event loop only. */
@NonNullByDefault
final class DateHeader {
    private static final long MILLIS_A_SECOND = 1000;

    private long second;
    private CharSequence text = "";

    CharSequence now() {
        final var millis = System.currentTimeMillis();
        if (millis / MILLIS_A_SECOND != second) {
            second = millis / MILLIS_A_SECOND;
            text = AsciiString.cached(DateFormatter.format(new Date(millis)));
        }
        return text;
    }
}
