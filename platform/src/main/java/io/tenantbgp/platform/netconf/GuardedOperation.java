/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Throwables;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.NamespaceURN;
import org.opendaylight.netconf.api.NetconfSession;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.netconf.server.api.operations.AbstractNetconfOperation.OperationNameAndNamespace;
import org.opendaylight.netconf.server.api.operations.HandlingPriority;
import org.opendaylight.netconf.server.api.operations.NetconfOperation;
import org.opendaylight.netconf.server.api.operations.NetconfOperationChainedExecution;
import org.opendaylight.netconf.server.api.operations.SessionAwareNetconfOperation;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.netconf.base._1._0.rev110601.SessionIdType;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;
import org.opendaylight.yangtools.yang.data.api.YangNetconfError;
import org.opendaylight.yangtools.yang.data.api.YangNetconfErrorAware;
import org.w3c.dom.Document;

/**
 * An operation of the platform that asks for the locks before it changes anything. On the session's thread.
 */
final class GuardedOperation implements SessionAwareNetconfOperation {
    /** The operations we do in place of the platform. */
    private static final Set<String> REPLACED = Set.of(LockOperations.LOCK, LockOperations.UNLOCK, KillSession.NAME,
        CreateSubscription.NAME);
    private static final Set<String> PROTOCOL = Set.of(NamespaceURN.BASE, NamespaceURN.NOTIFICATION);

    private final NetconfOperation platform;
    private final SessionIdType session;
    private final DatastoreLocks locks;
    private final Candidate candidate;

    GuardedOperation(final NetconfOperation platform, final SessionIdType session, final DatastoreLocks locks,
            final Candidate candidate) {
        this.platform = requireNonNull(platform);
        this.session = requireNonNull(session);
        this.locks = requireNonNull(locks);
        this.candidate = requireNonNull(candidate);
    }

    @Override
    public void setSession(final NetconfSession netconfSession) {
        if (platform instanceof SessionAwareNetconfOperation aware) {
            aware.setSession(netconfSession);
        }
    }

    @Override
    public @Nullable HandlingPriority canHandle(final Document message) throws DocumentedException {
        final var request = new OperationNameAndNamespace(message);
        return REPLACED.contains(request.getOperationName()) && PROTOCOL.contains(request.getNamespace()) ? null
            : platform.canHandle(message);
    }

    @Override
    public Document handle(final Document message, final NetconfOperationChainedExecution next)
            throws DocumentedException {
        final var request = new OperationNameAndNamespace(message);
        if (!PROTOCOL.contains(request.getNamespace())) {
            return handleRpc(message, next);
        }
        final var name = request.getOperationName();
        refuseUnsupported(name, request.getOperationElement());
        locks.begin(session, Candidate.changedBy(name));
        try {
            candidate.on(name, request.getOperationElement());
            return platform.handle(message, next);
        } catch (IllegalArgumentException e) {
            throw new DocumentedException(reason(e), e, ErrorType.PROTOCOL, ErrorTag.INVALID_VALUE,
                ErrorSeverity.ERROR);
        } finally {
            locks.end(session);
        }
    }

    /** An RPC of a model. */
    private Document handleRpc(final Document message, final NetconfOperationChainedExecution next)
            throws DocumentedException {
        try {
            return platform.handle(message, next);
        } catch (DocumentedException e) {
            throw Throwables.getCausalChain(e).stream().filter(RpcErrors.Refused.class::isInstance).findAny()
                .map(refused -> ((RpcErrors.Refused) refused).documented()).orElse(e);
        }
    }

    /** The model's own error-message (RFC 7950, section 9.4.4.1), if it has one for the value. */
    private static String reason(final IllegalArgumentException failure) {
        return Throwables.getCausalChain(failure).stream()
            .flatMap(each -> each instanceof YangNetconfErrorAware aware ? aware.getNetconfErrors().stream()
                : Stream.empty())
            .map(YangNetconfError::message).filter(Objects::nonNull).findFirst()
            .orElseGet(() -> "a value is not valid (a leaf to delete needs one too): " + failure.getMessage());
    }

    /** What the platform would not do as it is meant, without saying so. */
    private static void refuseUnsupported(final String name, final XmlElement operation) throws DocumentedException {
        if ("commit".equals(name) && !operation.getChildElements().isEmpty()) {
            throw notSupported("a confirmed commit is not supported, it would not be rolled back: use a plain commit");
        }
        if ("copy-config".equals(name)
                && "url".equals(operation.getOnlyChildElement("target").getOnlyChildElement().getName())) {
            // It would write any file that the DPU's process may write.
            throw notSupported("copy-config to a url is not supported: use get-config and save the reply");
        }
    }

    private static DocumentedException notSupported(final String message) {
        return new DocumentedException(message, ErrorType.PROTOCOL, ErrorTag.OPERATION_NOT_SUPPORTED,
            ErrorSeverity.ERROR);
    }
}
