/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import io.tenantbgp.operations.SessionReport;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.session.SessionError;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.apache.karaf.shell.support.table.ShellTable;

/** How values stand in the tables. */
final class Tables {
    private Tables() {
        // static methods only
    }

    /** An empty table that any terminal shows. */
    static ShellTable of(final String whenEmpty, final String... columns) {
        final var table = new ShellTable().forceAscii().emptyTableText(whenEmpty);
        for (var column : columns) {
            table.column(column);
        }
        return table;
    }

    static String address(final InetAddress address) {
        return IpAddress.of(address).toString();
    }

    static String time(final Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code 1d 02:03:04}. */
    static String duration(final Duration duration) {
        final var text = String.format(Locale.ROOT, "%02d:%02d:%02d", duration.toHoursPart(),
            duration.toMinutesPart(), duration.toSecondsPart());
        return duration.toDays() > 0 ? duration.toDays() + "d " + text : text;
    }

    /** Such as {@code sent 2/2}; without a code {@code local}. */
    static String error(final SessionError error) {
        final var direction = error.direction().name().toLowerCase(Locale.ROOT);
        return error.code() == 0 ? direction
            : direction + " " + error.code() + "/" + error.subcode();
    }

    /** Who a line below a table is about. */
    static String who(final SessionReport report) {
        return report.interfaceName() + " " + address(report.hostAddress()) + ": ";
    }
}
