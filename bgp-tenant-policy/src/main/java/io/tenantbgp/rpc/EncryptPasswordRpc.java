/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.rpc;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.tenantbgp.operations.RefusedException;
import io.tenantbgp.operations.RefusedException.Kind;
import io.tenantbgp.secret.Passwords;
import io.tenantbgp.session.TcpMd5Key;
import java.security.GeneralSecurityException;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.TcpMd5Password;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.EncryptPassword;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.EncryptPasswordInput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.EncryptPasswordOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.operations.rev261126.EncryptPasswordOutputBuilder;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.RpcResultBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code encrypt-password}. Its input is in no text of this class. */
public final class EncryptPasswordRpc implements EncryptPassword {
    private static final Logger LOG = LoggerFactory.getLogger(EncryptPasswordRpc.class);

    private final Passwords passwords;

    /**
     * Ready to answer.
     *
     * @param passwords encrypts
     */
    public EncryptPasswordRpc(final Passwords passwords) {
        this.passwords = requireNonNull(passwords);
    }

    @Override
    public ListenableFuture<RpcResult<EncryptPasswordOutput>> invoke(final EncryptPasswordInput input) {
        final String password;
        try {
            password = Answers.required(input.getPassword(), "password");
        } catch (RefusedException e) {
            return Answers.refused(e);
        }
        if (!TcpMd5Key.isValid(password)) {
            return Answers.refused(new RefusedException(Kind.INVALID, TcpMd5Key.MISTAKE));
        }
        try {
            final var encrypted = new TcpMd5Password(passwords.encrypt(new TcpMd5Key(password)));
            return Futures.immediateFuture(RpcResultBuilder.success(
                new EncryptPasswordOutputBuilder().setEncryptedPassword(encrypted).build()).build());
        } catch (GeneralSecurityException e) {
            LOG.warn("a password cannot be encrypted: {}", e.getMessage());
            return Answers.refused(new RefusedException(Kind.CLOSED,
                "OpenDaylight's encryption service (AAA) does not work: look at the log, and call again"));
        }
    }
}
