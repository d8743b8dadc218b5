/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.netconf;

import java.util.Arrays;
import java.util.Locale;
import org.opendaylight.netconf.api.DocumentedException;
import org.opendaylight.netconf.api.xml.XmlElement;
import org.opendaylight.yangtools.yang.common.ErrorSeverity;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.ErrorType;

/**
 * The datastores that can be locked. There is no startup: what is committed is kept.
 */
enum Datastore {
    CANDIDATE, RUNNING;

    /**
     * What an operation names as its target.
     *
     * @param operation the operation's element
     * @return the datastore
     * @throws DocumentedException when it names another one, or none
     */
    static Datastore targetOf(final XmlElement operation) throws DocumentedException {
        final var name = operation.getOnlyChildElementWithSameNamespace("target")
            .getOnlyChildElementWithSameNamespace().getName();
        return Arrays.stream(values()).filter(each -> each.element().equals(name)).findAny()
            .orElseThrow(() -> new DocumentedException("there is no datastore " + name + ": candidate and running are",
                ErrorType.PROTOCOL, ErrorTag.INVALID_VALUE, ErrorSeverity.ERROR));
    }

    /**
     * Its name in RFC 6241.
     *
     * @return the name of its element
     */
    String element() {
        return name().toLowerCase(Locale.ROOT);
    }
}
