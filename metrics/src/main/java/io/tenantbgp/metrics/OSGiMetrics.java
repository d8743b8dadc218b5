/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import javax.servlet.ServletException;
import org.opendaylight.aaa.web.ServletDetails;
import org.opendaylight.aaa.web.WebContext;
import org.opendaylight.aaa.web.WebContextSecurer;
import org.opendaylight.aaa.web.WebServer;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.yangtools.concepts.Registration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts {@code /metrics} on the platform's web server, beside RESTCONF: on the management address, behind the same
 * logins and roles.
 */
@Component(service = { })
public final class OSGiMetrics {
    private static final String PATH = "/metrics";

    private final Registration registration;

    /**
     * Serves from now on.
     *
     * @param webServer the platform's, which tenants do not reach
     * @param securer knows who may read
     * @param dataBroker has the state
     * @throws ServletException when the web server has something else at this path
     */
    @Activate
    public OSGiMetrics(@Reference final WebServer webServer,
            @Reference(target = "(type=tenant-bgp)") final WebContextSecurer securer,
            @Reference final DataBroker dataBroker) throws ServletException {
        final var context = WebContext.builder()
            .name("Prometheus metrics")
            .contextPath(PATH)
            .supportsSessions(false)
            .addServlet(ServletDetails.builder().name("metrics").servlet(new MetricsServlet(dataBroker))
                .addUrlPattern(PATH).build());
        securer.requireAuthentication(context, false, PATH);
        registration = webServer.registerWebContext(new RootContext(context.build()));
    }

    @Deactivate
    void deactivate() {
        registration.close();
    }
}
