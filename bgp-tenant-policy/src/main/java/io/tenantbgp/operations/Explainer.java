/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.operations;

import io.tenantbgp.config.TenantInterfaceConfig;
import io.tenantbgp.policy.AddressFamily;
import io.tenantbgp.policy.AsPath;
import io.tenantbgp.policy.Explanation;
import io.tenantbgp.policy.ImportPolicy;
import io.tenantbgp.policy.IpAddress;
import io.tenantbgp.policy.PathFacts;
import io.tenantbgp.policy.Prefix;
import io.tenantbgp.policy.TenantAsnRule;
import io.tenantbgp.session.RemoteOpen;
import io.tenantbgp.session.SessionState;
import io.tenantbgp.session.SessionView;
import io.tenantbgp.session.TenantLink;
import io.tenantbgp.session.TenantPeer;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.jdt.annotation.Nullable;

/** Puts a question about a prefix to the policy of the session that would carry it. */
final class Explainer {
    private Explainer() {
        // static methods only
    }

    static PrefixAnswer answer(final PrefixQuestion question, final TenantInterfaceConfig asked,
            final Map<TenantLink, SessionView> views) {
        final var family = question.address().family();
        final var prefix = Prefix.network(family, question.address().high(), question.address().low(),
            question.length());
        final var peer = asked.peers().stream()
            .max(Comparator.comparing((TenantPeer each) -> carries(views.get(each.link()), family))
                .thenComparing(each -> IpAddress.of(each.hostAddress()).family() == family)).orElseThrow();
        final var view = Optional.ofNullable(views.get(peer.link()));
        final var policy = peer.importPolicy();
        final long tenantAsn = tenantAsn(question, peer, view);
        final var explanation = Explanation.of(policy, tenantAsn, new PathFacts.Complete(
            question.asPath().orElseGet(() -> AsPath.sequence(tenantAsn)), nextHop(policy, family),
            question.leakRequest()), question.address(), question.length(), othersAccepted(view, prefix));
        final var owners = new RuleText.Owners(asked.name(), asked.routingProfile().orElse(""));
        return new PrefixAnswer(peer.link(), explanation,
            explanation.rules().stream().map(rule -> owners.of(rule, explanation.verdict(), peer)).toList(),
            asked.peers().stream().map(TenantPeer::link).map(views::get).filter(Objects::nonNull)
                .map(each -> announcement(each, prefix)).toList());
    }

    /** Whether the session is up and may carry prefixes of the family. */
    private static boolean carries(final @Nullable SessionView view, final AddressFamily family) {
        return view != null && view.state() instanceof SessionState.Established established
            && established.open().families().contains(family);
    }

    private static long tenantAsn(final PrefixQuestion question, final TenantPeer peer,
            final Optional<SessionView> view) {
        if (question.tenantAsn().isPresent()) {
            return question.tenantAsn().getAsLong();
        }
        final Optional<Long> known = view.map(SessionView::state).flatMap(SessionState::remoteOpen)
            .map(RemoteOpen::tenantAsn)
            .or(() -> peer.openPolicy().tenantAsn() instanceof TenantAsnRule.OnlyAsn only ? Optional.of(only.asn())
                : Optional.empty());
        final OptionalLong first = question.asPath().map(AsPath::first).orElseGet(OptionalLong::empty);
        // Nothing is known of the path then, and it is not to be what decides.
        return known.orElseGet(() -> first.orElse(peer.openPolicy().dpuAsn() == 1 ? 2 : 1));
    }

    /** The next hop a host announces with, as the policy wants it. */
    private static IpAddress nextHop(final ImportPolicy policy, final AddressFamily family) {
        final var own = policy.hostAddresses().stream().filter(address -> address.family() == family).findFirst();
        // An IPv6 prefix may have the IPv4 address in its mapped form; for an IPv4 prefix there is nothing else.
        return own.orElseGet(() -> family == AddressFamily.IPV4 ? new IpAddress(family, 0, 0)
            : policy.hostAddresses().iterator().next());
    }

    private static int othersAccepted(final Optional<SessionView> view, final Prefix prefix) {
        return (int) view.stream().flatMap(each -> each.accepted().stream())
            .filter(each -> each.prefix().family() == prefix.family() && !each.prefix().equals(prefix)).count();
    }

    private static PrefixAnswer.Announcement announcement(final SessionView view, final Prefix prefix) {
        if (!(view.state() instanceof SessionState.Established)) {
            // The rejected prefixes it still shows are those of the last session.
            return new PrefixAnswer.Announcement(view, Optional.empty(), Optional.empty());
        }
        return new PrefixAnswer.Announcement(view,
            view.accepted().stream().filter(each -> each.prefix().equals(prefix)).findFirst(),
            view.rejected().stream().filter(each -> each.prefix().equals(prefix)).findFirst());
    }
}
