/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.platform.restconf;

import static java.util.Objects.requireNonNull;

import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.core.Application;
import org.opendaylight.aaa.web.servlet.HttpServletBuilder;
import org.opendaylight.aaa.web.servlet.ServletSupport;
import org.opendaylight.restconf.server.spi.RpcImplementation;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes the servlet of RESTCONF, with what its own JAX-RS application lacks. The feature tenant-bgp points RESTCONF
 * here; the ranking keeps everybody else at the platform's.
 */
@Component(service = ServletSupport.class, property = { "type=tenant-bgp", Constants.SERVICE_RANKING + ":Integer=-1" })
public final class RestconfServlets implements ServletSupport {
    private final ServletSupport platform;

    /**
     * In front of the platform's.
     *
     * @param platform makes the servlets
     * @param streams is to be there before RESTCONF is, which would start again for it
     */
    @Activate
    public RestconfServlets(
            @Reference(target = "(component.name=org.opendaylight.aaa.web.servlet.jersey2.JerseyServletSupport)")
            final ServletSupport platform,
            @Reference(target = "(type=tenant-bgp)") final RpcImplementation streams) {
        this.platform = requireNonNull(platform);
    }

    @Override
    public ClientBuilder newClientBuilder() {
        return platform.newClientBuilder();
    }

    @Override
    public HttpServletBuilder createHttpServletBuilder(final Application application) {
        return platform.createHttpServletBuilder(application)
            .register(new BodyWriter())
            .register(new UnreadableRequest.IllegalArgument())
            .register(new UnreadableRequest.IllegalState());
    }
}
