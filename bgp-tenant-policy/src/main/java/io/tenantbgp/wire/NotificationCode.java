/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.wire;

import java.util.Arrays;
import java.util.Optional;

/**
 * NOTIFICATION codes the guard sends, and others an operator may see (RFC 4271 section 4.5, 4486, 5492, 6608, 7313,
 * 8538, 9687).
 */
public enum NotificationCode {
    /** The marker is wrong. */
    NOT_SYNCHRONIZED(1, 1, "Message Header Error, Connection Not Synchronized"),
    /** The length is not one of the message's type; data is the length field. */
    BAD_MESSAGE_LENGTH(1, 2, "Message Header Error, Bad Message Length"),
    /** The type is unknown; data is the type field. */
    BAD_MESSAGE_TYPE(1, 3, "Message Header Error, Bad Message Type"),
    /** The OPEN's structure is broken. */
    MALFORMED_OPEN(2, 0, "OPEN Message Error, Unspecific"),
    /** RFC 4271, section 6.2; data is the highest version spoken. */
    UNSUPPORTED_VERSION(2, 1, "OPEN Message Error, Unsupported Version Number"),
    /** The ASN is not the expected one. */
    BAD_PEER_AS(2, 2, "OPEN Message Error, Bad Peer AS"),
    /** RFC 6286, section 2.2. */
    BAD_BGP_IDENTIFIER(2, 3, "OPEN Message Error, Bad BGP Identifier"),
    /** An optional parameter other than capabilities. */
    UNSUPPORTED_OPTIONAL_PARAMETER(2, 4, "OPEN Message Error, Unsupported Optional Parameter"),
    /** RFC 4271, section 6.2. */
    UNACCEPTABLE_HOLD_TIME(2, 6, "OPEN Message Error, Unacceptable Hold Time"),
    /** RFC 5492, section 5; data is the capabilities asked for. */
    UNSUPPORTED_CAPABILITY(2, 7, "OPEN Message Error, Unsupported Capability"),
    /** The lengths in an UPDATE contradict each other. */
    MALFORMED_ATTRIBUTE_LIST(3, 1, "UPDATE Message Error, Malformed Attribute List"),
    /** RFC 4271, section 6.3; data is the attribute, as for its flags, its length, ORIGIN and an optional attribute. */
    UNRECOGNIZED_WELL_KNOWN_ATTRIBUTE(3, 2, "UPDATE Message Error, Unrecognized Well-known Attribute"),
    /** UPDATE without ORIGIN, AS_PATH or NEXT_HOP; never sent: the routes are withdrawn (RFC 7606, section 3 (d)). */
    MISSING_WELL_KNOWN_ATTRIBUTE(3, 3, "UPDATE Message Error, Missing Well-known Attribute"),
    /** The optional or transitive flag is not the attribute's. */
    ATTRIBUTE_FLAGS_ERROR(3, 4, "UPDATE Message Error, Attribute Flags Error"),
    /** The length is not one of the attribute's. */
    ATTRIBUTE_LENGTH_ERROR(3, 5, "UPDATE Message Error, Attribute Length Error"),
    /** The value of ORIGIN is undefined. */
    INVALID_ORIGIN(3, 6, "UPDATE Message Error, Invalid ORIGIN Attribute"),
    /** The multiprotocol attributes cannot be read. */
    OPTIONAL_ATTRIBUTE_ERROR(3, 9, "UPDATE Message Error, Optional Attribute Error"),
    /** The prefixes cannot be read. */
    INVALID_NETWORK_FIELD(3, 10, "UPDATE Message Error, Invalid Network Field"),
    /** The segments of AS_PATH cannot be read. */
    MALFORMED_AS_PATH(3, 11, "UPDATE Message Error, Malformed AS_PATH"),
    /** No message in time. */
    HOLD_TIMER_EXPIRED(4, 0, "Hold Timer Expired"),
    /** A message other than OPEN where the OPEN was awaited; data is its type. */
    UNEXPECTED_IN_OPEN_SENT(5, 1, "Finite State Machine Error, Unexpected Message in OpenSent"),
    /** A message other than KEEPALIVE where the first KEEPALIVE was awaited; data is its type. */
    UNEXPECTED_IN_OPEN_CONFIRM(5, 2, "Finite State Machine Error, Unexpected Message in OpenConfirm"),
    /** An OPEN in an established session; data is its type. */
    UNEXPECTED_IN_ESTABLISHED(5, 3, "Finite State Machine Error, Unexpected Message in Established"),
    /** An error of our own. */
    CEASE(6, 0, "Cease, Unspecific"),
    /** More prefixes than the operator allows. */
    MAXIMUM_PREFIXES(6, 1, "Cease, Maximum Number of Prefixes Reached"),
    /** The operator disabled the interface or closed its listener. */
    ADMINISTRATIVE_SHUTDOWN(6, 2, "Cease, Administrative Shutdown"),
    /** The operator removed the peer. */
    PEER_DECONFIGURED(6, 3, "Cease, Peer De-configured"),
    /** RFC 4486. */
    ADMINISTRATIVE_RESET(6, 4, "Cease, Administrative Reset"),
    /** There is no neighbour to hand the connection to. */
    CONNECTION_REJECTED(6, 5, "Cease, Connection Rejected"),
    /** The operator changed what a session cannot change. */
    OTHER_CONFIGURATION_CHANGE(6, 6, "Cease, Other Configuration Change"),
    /** The peer has another connection. */
    CONNECTION_COLLISION(6, 7, "Cease, Connection Collision Resolution"),
    /** RFC 4486. */
    OUT_OF_RESOURCES(6, 8, "Cease, Out of Resources"),
    /** RFC 8538. */
    HARD_RESET(6, 9, "Cease, Hard Reset"),
    /** RFC 7313, section 5; data is the whole message. */
    ROUTE_REFRESH_LENGTH(7, 1, "ROUTE-REFRESH Message Error, Invalid Message Length"),
    /** RFC 9687: the peer takes nothing of what we send, so this neither. */
    SEND_HOLD_TIMER_EXPIRED(8, 0, "Send Hold Timer Expired");

    private final int code;
    private final int subcode;
    private final String text;

    NotificationCode(final int code, final int subcode, final String text) {
        this.code = code;
        this.subcode = subcode;
        this.text = text;
    }

    /**
     * The error code.
     *
     * @return 1..8
     */
    public int code() {
        return code;
    }

    /**
     * The error subcode.
     *
     * @return 0 where RFC 4271 defines none that fits
     */
    public int subcode() {
        return subcode;
    }

    /**
     * The error's name.
     *
     * @return the names of code and subcode
     */
    public String text() {
        return text;
    }

    /** Finds a code that has a name here. */
    static Optional<NotificationCode> find(final int code, final int subcode) {
        return Arrays.stream(values()).filter(known -> known.code == code && known.subcode == subcode).findFirst();
    }
}
