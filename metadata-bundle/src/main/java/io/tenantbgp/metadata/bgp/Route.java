/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonObject;
import java.util.Comparator;
import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;

/** What has become of one prefix that a tenant host announces. */
@NonNullByDefault
public sealed interface Route {
    /** By prefix; of one prefix over two sessions the accepted one first. */
    Comparator<Route> ORDER = Comparator.comparing(Route::prefix).thenComparing(Route::line);

    /** The prefix. */
    Cidr prefix();

    /** {@code accepted} or {@code rejected}. */
    String verdict();

    /** Where or why. */
    String detail();

    /** Adds detail and more for a program. */
    void describe(JsonObject json);

    /** The words for a shell script: prefix, verdict, detail. */
    default String line() {
        return prefix() + " " + verdict() + " " + detail();
    }

    /**
     * It is accepted.
     *
     * @param reachableFrom {@code overlay}, {@code overlay-and-underlay} or {@code underlay}
     * @param since when it was accepted, RFC 3339
     */
    record Accepted(Cidr prefix, String reachableFrom, String since) implements Route {
        /** Takes what the state says. */
        public Accepted {
            requireNonNull(prefix);
            requireNonNull(reachableFrom);
            requireNonNull(since);
        }

        @Override
        public String verdict() {
            return "accepted";
        }

        @Override
        public String detail() {
            return reachableFrom;
        }

        @Override
        public void describe(final JsonObject json) {
            json.addProperty("reachable-from", reachableFrom);
            json.addProperty("since", since);
        }
    }

    /**
     * It is rejected.
     *
     * @param reason the name of the reason, as in docs/policy.md
     * @param nearestAllowedEntry the allowed prefix that is most like it, null when there is none
     * @param lastSeen when it was last announced, or rejected by a changed policy, RFC 3339
     */
    record Rejected(Cidr prefix, String reason, @Nullable String nearestAllowedEntry, String lastSeen)
            implements Route {
        /** Takes what the state says. */
        public Rejected {
            requireNonNull(prefix);
            requireNonNull(reason);
            requireNonNull(lastSeen);
        }

        @Override
        public String verdict() {
            return "rejected";
        }

        @Override
        public String detail() {
            return reason;
        }

        @Override
        public void describe(final JsonObject json) {
            json.addProperty("reason", reason);
            if (nearestAllowedEntry != null) {
                json.addProperty("nearest-allowed-entry", nearestAllowedEntry);
            }
            json.addProperty("last-seen", lastSeen);
        }
    }
}
