/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Behind the platform's authentication: refuses what the user's roles do not allow. A user without a role may nothing.
 */
final class AccessFilter implements Filter {
    private static final String MESSAGE = "your role does not allow this: a viewer reads the site, the DPU, the "
        + "instance metadata and the metrics, an operator changes them too, everything else is the admin's";

    @Override
    public void init(final FilterConfig config) {
        // nothing to set up
    }

    @Override
    public void destroy() {
        // nothing to release
    }

    @Override
    public void doFilter(final ServletRequest request, final ServletResponse response, final FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer
                && !HttpAccess.permits(role -> http.isUserInRole(role.roleName()), http.getMethod(),
                    http.getRequestURI())) {
            refuse(http, answer);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** As RFC 8040 section 7.1 has it, in the format of the platform's other errors. */
    private static void refuse(final HttpServletRequest request, final HttpServletResponse response)
            throws IOException {
        final var accept = request.getHeader("Accept");
        final boolean xml = accept != null && accept.contains("xml");
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType(xml ? "application/yang-data+xml" : "application/yang-data+json");
        response.getOutputStream().write((xml
            ? "<errors xmlns=\"urn:ietf:params:xml:ns:yang:ietf-restconf\"><error>"
                + "<error-type>application</error-type><error-tag>access-denied</error-tag><error-message>"
                + MESSAGE + "</error-message></error></errors>"
            : "{\"errors\":{\"error\":[{\"error-type\":\"application\",\"error-tag\":\"access-denied\","
                + "\"error-message\":\"" + MESSAGE + "\"}]}}").getBytes(StandardCharsets.UTF_8));
    }
}
