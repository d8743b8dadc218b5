/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.rpc;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.ListenableFuture;
import io.tenantbgp.operations.ProfileCandidate;
import io.tenantbgp.operations.ProfilePreview;
import io.tenantbgp.operations.RefusedException;
import io.tenantbgp.operations.TenantBgpOperations;
import io.tenantbgp.state.YangNames;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IpPrefix;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfile;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfileInput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfileOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.PreviewRoutingProfileOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.preview.routing.profile.output.Change;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.preview.routing.profile.output.ChangeBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.preview.routing.profile.output.change.AfterBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.preview.routing.profile.output.change.BeforeBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.common.Uint64;

/** Answers {@code preview-routing-profile}. */
public final class PreviewRoutingProfileRpc implements PreviewRoutingProfile {
    /** As the model says. */
    static final int MOST_CHANGES = 1000;

    private final TenantBgpOperations operations;

    /**
     * Ready to answer.
     *
     * @param operations the running edge
     */
    public PreviewRoutingProfileRpc(final TenantBgpOperations operations) {
        this.operations = requireNonNull(operations);
    }

    @Override
    public ListenableFuture<RpcResult<PreviewRoutingProfileOutput>> invoke(final PreviewRoutingProfileInput input) {
        final ProfileCandidate candidate;
        try {
            candidate = ProfileCandidate.parse(Answers.required(input.getName(), "name").getValue(),
                Optional.ofNullable(input.getAllowedAnycastPrefixes()).orElse(Set.of()).stream()
                    .map(IpPrefix::stringValue).toList(),
                Boolean.TRUE.equals(input.getTenantLeakCommunitiesAccepted()));
        } catch (RefusedException e) {
            return Answers.refused(e);
        }
        return Answers.of(operations.preview(candidate), PreviewRoutingProfileRpc::output);
    }

    private static PreviewRoutingProfileOutput output(final ProfilePreview preview) {
        return new PreviewRoutingProfileOutputBuilder()
            .setTenantInterface(preview.interfaces().stream().map(YangNames::entryName).collect(Collectors.toSet()))
            .setAcceptedNowRejected(Uint32.valueOf(preview.acceptedNowRejected()))
            .setRejectedNowAccepted(Uint32.valueOf(preview.rejectedNowAccepted()))
            .setDispositionChanged(Uint32.valueOf(preview.dispositionChanged()))
            .setReasonChanged(Uint32.valueOf(preview.reasonChanged()))
            .setNotKept(Uint64.valueOf(preview.notKept()))
            .setChange(preview.changes().limit(MOST_CHANGES).map(PreviewRoutingProfileRpc::change)
                .collect(Collectors.toMap(Change::key, Function.identity())))
            .build();
    }

    private static Change change(final ProfilePreview.Change change) {
        final var before = change.decision().before();
        final var after = change.decision().after();
        return new ChangeBuilder()
            .setTenantInterface(YangNames.entryName(change.link().interfaceName()))
            .setHostAddress(YangNames.address(change.link().hostAddress()))
            .setPrefix(YangNames.prefix(change.decision().route().prefix()))
            .setBefore(new BeforeBuilder()
                .setVerdict(Decisions.verdict(before))
                .setReason(Decisions.reason(before))
                .setDisposition(Decisions.disposition(before))
                .build())
            .setAfter(new AfterBuilder()
                .setVerdict(Decisions.verdict(after))
                .setReason(Decisions.reason(after))
                .setDisposition(Decisions.disposition(after))
                .build())
            .build();
    }
}
