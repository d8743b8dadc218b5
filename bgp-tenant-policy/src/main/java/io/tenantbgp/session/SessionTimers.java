/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

/**
 * The BGP timers offered to a tenant (RFC 4271, section 10).
 *
 * @param holdTime the hold time of our OPEN in seconds, 3..65535; the smaller one of both OPENs is in effect
 * @param keepaliveInterval seconds between our KEEPALIVEs, 1..21845; a third of the hold time in effect where that is
 *        smaller
 * @param sendHoldTime seconds for which the tenant may take nothing of what we send, 1..65535; twice the hold time in
 *        effect where that is longer (RFC 9687)
 */
public record SessionTimers(int holdTime, int keepaliveInterval, int sendHoldTime) {
    private static final int MIN_HOLD_TIME = 3;
    private static final int MAX_HOLD_TIME = 65535;
    private static final int MAX_SEND_HOLD_TIME = 65535;
    private static final int MAX_KEEPALIVE_INTERVAL = 21845;

    /**
     * Validates the timers.
     *
     * @throws IllegalArgumentException when one is out of range
     */
    public SessionTimers {
        if (holdTime < MIN_HOLD_TIME || holdTime > MAX_HOLD_TIME) {
            throw new IllegalArgumentException("hold time " + holdTime + " s is not 3..65535");
        }
        if (keepaliveInterval < 1 || keepaliveInterval > MAX_KEEPALIVE_INTERVAL) {
            throw new IllegalArgumentException("keepalive interval " + keepaliveInterval + " s is not 1..21845");
        }
        if (sendHoldTime < 1 || sendHoldTime > MAX_SEND_HOLD_TIME) {
            throw new IllegalArgumentException("send hold time " + sendHoldTime + " s is not 1..65535");
        }
    }
}
