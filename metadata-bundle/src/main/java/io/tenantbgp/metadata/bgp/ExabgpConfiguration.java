/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metadata.bgp;

import java.util.stream.Collectors;
import org.eclipse.jdt.annotation.NonNullByDefault;

/** A configuration file of ExaBGP 4. */
@NonNullByDefault
final class ExabgpConfiguration {
    private ExabgpConfiguration() {
        // Hidden on purpose
    }

    static String of(final SpeakerPlan plan) {
        final var text = ConfigurationText.withNotes("#", plan, "ExaBGP 4", "exabgp <this file>", plan.announcing());
        plan.host().links().forEach(link -> session(text, plan, link));
        return text.toString();
    }

    private static void session(final ConfigurationText text, final SpeakerPlan plan, final Link link) {
        final var host = plan.host();
        final var community = plan.community().map(each -> " community [ " + each + " ]").orElse("");
        final var channels = plan.channels(link);
        final var routes = channels.stream().flatMap(channel -> channel.prefixes().stream().map(prefix ->
            "        route " + prefix + " next-hop " + channel.nextHop().orElse("self") + community + ";"))
            .collect(Collectors.joining("\n"));
        text.line("neighbor " + link.peerText() + " {")
            .line("    router-id " + plan.bgpIdentifier() + ";")
            .line("    local-address " + link.hostText() + ";")
            .line("    local-as " + plan.asnText() + ";")
            .line("    peer-as " + host.dpuAsn() + ";")
            .line("    hold-time 9;")
            .lineWhen(host.password(), "    md5-password \"" + SpeakerPlan.PASSWORD_PLACEHOLDER + "\";")
            // Otherwise one of hexadecimal digits alone is taken for base64
            .lineWhen(host.password(), "    md5-base64 false;")
            .lineWhen(host.ttlSecurity(), "    outgoing-ttl 255;")
            .lineWhen(host.ttlSecurity(), "    incoming-ttl 255;")
            .line("    family {");
        channels.forEach(channel -> text.line("        " + channel.family() + " unicast;"));
        text.line("    }")
            .line("    static {")
            .line(routes.isEmpty() ? "        # route <prefix> next-hop self;" : routes)
            .line("    }")
            .line("}");
    }
}
