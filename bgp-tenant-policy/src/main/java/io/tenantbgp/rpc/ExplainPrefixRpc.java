/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.rpc;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ListenableFuture;
import io.tenantbgp.operations.PrefixAnswer;
import io.tenantbgp.operations.PrefixQuestion;
import io.tenantbgp.operations.RefusedException;
import io.tenantbgp.operations.RuleText;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.policy.Verdict;
import io.tenantbgp.session.AcceptedPrefix;
import io.tenantbgp.session.RejectedPrefix;
import io.tenantbgp.state.YangNames;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.AsSequence;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefixInput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefixOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.ExplainPrefixOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.RuleSource;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.StandardCommunity;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.explain.prefix.output.Announcement;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.explain.prefix.output.AnnouncementBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.explain.prefix.output.Rule;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.explain.prefix.output.RuleBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;

/** Answers {@code explain-prefix}. */
public final class ExplainPrefixRpc implements ExplainPrefix {
    private final TenantBgpOperations operations;

    /**
     * Ready to answer.
     *
     * @param operations the running edge
     */
    public ExplainPrefixRpc(final TenantBgpOperations operations) {
        this.operations = requireNonNull(operations);
    }

    @Override
    public ListenableFuture<RpcResult<ExplainPrefixOutput>> invoke(final ExplainPrefixInput input) {
        final PrefixQuestion question;
        try {
            question = question(input);
        } catch (RefusedException e) {
            return Answers.refused(e);
        }
        return Answers.of(operations.explain(question), ExplainPrefixRpc::output);
    }

    private static PrefixQuestion question(final ExplainPrefixInput input) throws RefusedException {
        final var communities = Optional.ofNullable(input.getCommunity()).orElse(Set.of());
        return PrefixQuestion.parse(Answers.required(input.getTenantInterface(), "tenant-interface").getValue(),
            Answers.required(input.getPrefix(), "prefix").stringValue(),
            communities.stream().map(StandardCommunity::getValue).toList(),
            Optional.ofNullable(input.getAsPath()).map(AsSequence::getValue),
            input.getTenantAsn() == null ? OptionalLong.empty()
                : OptionalLong.of(input.getTenantAsn().getValue().toJava()));
    }

    private static ExplainPrefixOutput output(final PrefixAnswer answer) {
        final var builder = new ExplainPrefixOutputBuilder()
            .setHostAddress(YangNames.address(answer.link().hostAddress()))
            .setNearestAllowedEntry(
                answer.explanation().nearestAllowedEntry().map(YangNames::prefix).orElse(null))
            .setRule(answer.reasons().stream().map(ExplainPrefixRpc::rule)
                .collect(Collectors.toMap(Rule::key, Function.identity())))
            .setAnnouncement(answer.announcements().stream().map(ExplainPrefixRpc::announcement)
                .collect(Collectors.toMap(Announcement::key, Function.identity())));
        final var verdict = answer.explanation().verdict();
        if (verdict instanceof Verdict.Rejected rejected) {
            builder.setAdvice(rejected.reason().advice());
        }
        return builder.setVerdict(Decisions.verdict(verdict)).setReason(Decisions.reason(verdict))
            .setDisposition(Decisions.disposition(verdict)).build();
    }

    private static Rule rule(final RuleText reason) {
        return new RuleBuilder()
            .setSource(RuleSource.ofName(reason.rule().source().yangName()))
            .setOwner(reason.owner().map(YangNames::entryName).orElse(null))
            .setEntry(reason.rule().entry().map(YangNames::prefix).orElse(null))
            .setText(reason.text())
            .build();
    }

    private static Announcement announcement(final PrefixAnswer.Announcement now) {
        final var accepted = now.accepted();
        final var rejected = now.rejected();
        final Optional<Verdict> verdict = accepted.map(AcceptedPrefix::disposition).<Verdict>map(Verdict.Accepted::new)
            .or(() -> rejected.map(RejectedPrefix::reason).map(Verdict.Rejected::new));
        return new AnnouncementBuilder()
            .setHostAddress(YangNames.address(now.view().link().hostAddress()))
            .setSessionState(YangNames.sessionState(now.view().state()))
            .setAnnounced(verdict.isPresent())
            .setVerdict(verdict.map(Decisions::verdict).orElse(null))
            .setReason(verdict.map(Decisions::reason).orElse(null))
            .setDisposition(verdict.map(Decisions::disposition).orElse(null))
            .setSince(accepted.map(AcceptedPrefix::since).map(YangNames::time).orElse(null))
            .setLastSeen(rejected.map(RejectedPrefix::lastSeen).map(YangNames::time).orElse(null))
            .setCount(rejected.map(RejectedPrefix::count).map(YangNames::counter).orElse(null))
            .build();
    }
}
