/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import static java.util.Objects.requireNonNull;

import org.opendaylight.aaa.web.FilterDetails;
import org.opendaylight.aaa.web.WebContext;
import org.opendaylight.aaa.web.WebContextSecurer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Adds the {@link AccessFilter} behind the platform's authentication. RESTCONF and the management of users are
 * configured to wait for this securer (feature.xml), so there is no moment at which they are open to every user.
 */
@Component(service = WebContextSecurer.class, property = {"type=tenant-bgp", "service.ranking:Integer=-1"})
public final class OSGiWebAccess implements WebContextSecurer {
    private final WebContextSecurer authentication;

    /**
     * Ready to secure.
     *
     * @param authentication the platform's
     */
    @Activate
    public OSGiWebAccess(@Reference(target = "(!(type=tenant-bgp))") final WebContextSecurer authentication) {
        this.authentication = requireNonNull(authentication);
    }

    @Override
    public void requireAuthentication(final WebContext.Builder context, final boolean asyncSupported,
            final String... urlPatterns) {
        authentication.requireAuthentication(context, asyncSupported, urlPatterns);
        final var filter = FilterDetails.builder().filter(new AccessFilter()).asyncSupported(asyncSupported);
        for (var each : urlPatterns) {
            filter.addUrlPattern(each);
        }
        context.addFilter(filter.build());
    }
}
