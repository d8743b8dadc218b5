/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import static java.util.Objects.requireNonNull;

import io.tenantbgp.wire.Notification;
import java.time.Instant;
import org.eclipse.jdt.annotation.Nullable;

/**
 * Why a tenant peer's session or connection last ended.
 *
 * @param time when
 * @param direction who ended it
 * @param code the NOTIFICATION's error code, 0 when there was none
 * @param subcode its subcode
 * @param message what happened and, where the operator can, what to change; bounded, no control characters
 */
public record SessionError(Instant time, Direction direction, int code, int subcode, String message) {
    /** Refuses absent parts. */
    public SessionError {
        requireNonNull(time);
        requireNonNull(direction);
        requireNonNull(message);
    }

    /**
     * One of a NOTIFICATION, or of none.
     *
     * @param time when
     * @param direction who ended it
     * @param notification the NOTIFICATION, null when there was none
     * @param detail what there is to say beside it; it holds nothing of what a tenant wrote
     * @return how it ended
     */
    public static SessionError of(final Instant time, final Direction direction,
            final @Nullable Notification notification, final String detail) {
        if (notification == null) {
            return new SessionError(time, direction, 0, 0, detail);
        }
        return new SessionError(time, direction, notification.code(), notification.subcode(),
            detail.isEmpty() ? notification.describe() : notification.describe() + ": " + detail);
    }

    /** Who ended it. */
    public enum Direction {
        /** We sent a NOTIFICATION. */
        SENT,
        /** The tenant sent a NOTIFICATION. */
        RECEIVED,
        /** The connection ended without one. */
        LOCAL
    }
}
