/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNico;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNicoInput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNicoOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNicoOutputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127._import.nico.output.ChangeBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127._import.nico.output.NoteBuilder;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code import-nico}. */
final class ImportNicoRpc implements ImportNico {
    /** As the model says. */
    static final int MOST_ENTRIES = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ImportNicoRpc.class);

    private final NicoImport nico;

    ImportNicoRpc(final NicoImport nico) {
        this.nico = requireNonNull(nico);
    }

    @Override
    public ListenableFuture<RpcResult<ImportNicoOutput>> invoke(final ImportNicoInput input) {
        final var toml = input.getToml();
        if (toml == null) {
            return Futures.immediateFuture(RpcResultBuilder.<ImportNicoOutput>failed().withError(ErrorType.APPLICATION,
                ErrorTag.MISSING_ELEMENT, "the input has no toml, which is needed").build());
        }
        final var options = new ImportOptions(Boolean.TRUE.equals(input.getReplace()),
            List.copyOf(Optional.ofNullable(input.getMigrateAnycastSitePrefixes()).orElse(Set.of())));
        final var outcome = Boolean.TRUE.equals(input.getApply())
            ? nico.apply(toml, options, Optional.ofNullable(input.getFingerprint()))
            : nico.preview(toml, options);
        return FluentFuture.from(outcome)
            .transform(ImportNicoRpc::succeeded, MoreExecutors.directExecutor())
            .catching(Exception.class, ImportNicoRpc::failed, MoreExecutors.directExecutor());
    }

    private static RpcResult<ImportNicoOutput> failed(final Exception failure) {
        final var result = RpcResultBuilder.<ImportNicoOutput>failed();
        if (failure instanceof ImportRefusedException refused) {
            refused.problems().forEach(problem ->
                result.withError(ErrorType.APPLICATION, tag(refused.kind()), problem));
            return result.build();
        }
        LOG.warn("import-nico failed", failure);
        return result.withError(ErrorType.APPLICATION, ErrorTag.OPERATION_FAILED, "internal error, see the log")
            .build();
    }

    private static ErrorTag tag(final ImportRefusedException.Kind kind) {
        return switch (kind) {
            case INVALID, COMMIT -> ErrorTag.INVALID_VALUE;
            case CHANGED -> ErrorTag.IN_USE;
        };
    }

    private static RpcResult<ImportNicoOutput> succeeded(final NicoImport.Outcome outcome) {
        final var plan = outcome.plan();
        return RpcResultBuilder.<ImportNicoOutput>success(new ImportNicoOutputBuilder()
            .setApplied(outcome.applied())
            .setFingerprint(plan.fingerprint())
            .setAdded(Uint32.valueOf(plan.count(Change.Kind.ADDED)))
            .setChanged(Uint32.valueOf(plan.count(Change.Kind.CHANGED)))
            .setRemoved(Uint32.valueOf(plan.count(Change.Kind.REMOVED)))
            .setChange(plan.changes().stream().limit(MOST_ENTRIES).map(change -> new ChangeBuilder()
                .setKind(org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127._import.nico.output.Change
                    .Kind.ofName(change.kind().yangName()))
                .setPath(change.path())
                .setBefore(change.before().orElse(null))
                .setAfter(change.after().orElse(null))
                .build()).toList())
            .setNotes(Uint32.valueOf(plan.notes().size()))
            .setNote(plan.notes().stream().limit(MOST_ENTRIES).map(note -> new NoteBuilder()
                .setKind(org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127._import.nico.output.Note
                    .Kind.ofName(note.kind().yangName()))
                .setTomlPath(note.path().isEmpty() ? null : note.path())
                .setLine(note.line() == 0 ? null : Uint32.valueOf(note.line()))
                .setText(note.text())
                .build()).toList())
            .build()).build();
    }
}
