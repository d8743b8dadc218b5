/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** The key {@code routes}: what has become of each prefix a tenant host announces, over all of its sessions. */
@NonNullByDefault
public final class Routes {
    private Routes() {
        // Hidden on purpose
    }

    /**
     * For a shell script: {@code <prefix> <accepted or rejected> <where or why>}, one prefix a line. What two sessions
     * say alike is said once. A last line that begins with # says what is not shown.
     */
    public static String text(final List<SessionStatus> sessions) {
        final var lines = sessions.stream().flatMap(session -> session.routes().stream()).sorted(Route.ORDER)
            .map(Route::line).distinct();
        final long accepted = sum(sessions, SessionStatus::acceptedNotShown);
        final long rejected = sum(sessions, SessionStatus::rejectedNotShown);
        final var rest = accepted + rejected == 0 ? Stream.<String>empty()
            : Stream.of("# not shown: " + accepted + " accepted, " + rejected + " rejected");
        return Stream.concat(lines, rest).collect(Collectors.joining("\n"));
    }

    /** For a program: a JSON object, with an entry for each prefix and session. */
    public static String json(final List<SessionStatus> sessions) {
        final var routes = new JsonArray();
        sessions.forEach(session -> session.routes().stream().sorted(Route.ORDER).forEach(route -> {
            final var json = new JsonObject();
            json.addProperty("prefix", route.prefix().toString());
            json.addProperty("verdict", route.verdict());
            route.describe(json);
            json.addProperty("peer-address", session.link().peerText());
            routes.add(json);
        }));
        final long accepted = sum(sessions, SessionStatus::acceptedNotShown);
        final long rejected = sum(sessions, SessionStatus::rejectedNotShown);
        final var notShown = new JsonObject();
        notShown.addProperty("accepted", accepted);
        notShown.addProperty("rejected", rejected);
        final var answer = new JsonObject();
        answer.addProperty("complete", accepted + rejected == 0);
        answer.add("not-shown", notShown);
        answer.add("routes", routes);
        return answer.toString();
    }

    private static long sum(final List<SessionStatus> sessions, final ToLongFunction<SessionStatus> count) {
        return sessions.stream().mapToLong(count).sum();
    }
}
