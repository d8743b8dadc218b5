/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.config;

import static java.util.Objects.requireNonNull;

/** Whether a tenant interface takes connections, as its configuration has it. */
public sealed interface InterfaceAdmission {
    /**
     * What the operator should know about it.
     *
     * @return a sentence, empty when there is nothing to say
     */
    String detail();

    /**
     * It listens on its gateway addresses.
     *
     * @param detail what is worth knowing all the same
     */
    record Open(String detail) implements InterfaceAdmission {
        /** Refuses absent parts. */
        public Open {
            requireNonNull(detail);
        }
    }

    /**
     * It has no listener: the kernel refuses connections.
     *
     * @param reason why
     * @param detail what to change
     */
    record Closed(Reason reason, String detail) implements InterfaceAdmission {
        /** Refuses absent parts. */
        public Closed {
            requireNonNull(reason);
            requireNonNull(detail);
        }
    }

    /** Why an interface is closed. */
    enum Reason {
        /** The interface is switched off. */
        DISABLED("tenant interface disabled"),
        /** Its VPC is not configured. */
        VPC_MISSING("the VPC of the tenant interface is not configured"),
        /** Its VPC names no routing profile of the site. */
        NO_ROUTING_PROFILE("the VPC of the tenant interface has no routing profile"),
        /** It has no address, or one that is in use elsewhere. */
        ADDRESS_CONFLICT("an address of the tenant interface is in use elsewhere"),
        /** It is to be secured as this machine cannot. */
        TRANSPORT_SECURITY_UNAVAILABLE("the tenant interface cannot be secured as it is configured");

        private final String told;

        Reason(final String told) {
            this.told = told;
        }

        /**
         * What the tenant is told when its session ends for this.
         *
         * @return a shutdown communication (RFC 9003)
         */
        public String told() {
            return told;
        }
    }
}
