/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import static java.util.Objects.requireNonNull;

/**
 * A message that ends the session, with the NOTIFICATION it is to be answered with. Without a stack trace: a tenant can
 * cause it at will.
 */
public final class SessionResetException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Notification notification;

    /**
     * Makes one.
     *
     * @param notification the answer
     * @param message what is wrong, for an operator; no bytes of the tenant
     */
    public SessionResetException(final Notification notification, final String message) {
        super(requireNonNull(message), null, false, false);
        this.notification = requireNonNull(notification);
    }

    /**
     * The answer to the message.
     *
     * @return the NOTIFICATION to be sent
     */
    public Notification notification() {
        return notification;
    }
}
