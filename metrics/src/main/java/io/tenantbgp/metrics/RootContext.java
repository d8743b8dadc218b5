/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import javax.servlet.ServletContextListener;
import org.opendaylight.aaa.web.FilterDetails;
import org.opendaylight.aaa.web.ResourceDetails;
import org.opendaylight.aaa.web.ServletDetails;
import org.opendaylight.aaa.web.WebContext;

/**
 * A context at the root of the web server, which the platform's builder does not make. At a context of its own,
 * {@code /metrics} would be answered with a redirection to {@code /metrics/}, which not every client follows.
 *
 * @param context what is served, but for where
 */
record RootContext(WebContext context) implements WebContext {
    RootContext {
        requireNonNull(context);
    }

    @Override
    public String contextPath() {
        return "/";
    }

    @Override
    public String name() {
        return context.name();
    }

    @Override
    public boolean supportsSessions() {
        return context.supportsSessions();
    }

    @Override
    public List<ServletDetails> servlets() {
        return context.servlets();
    }

    @Override
    public List<FilterDetails> filters() {
        return context.filters();
    }

    @Override
    public List<ServletContextListener> listeners() {
        return context.listeners();
    }

    @Override
    public List<ResourceDetails> resources() {
        return context.resources();
    }

    @Override
    public Map<String, String> contextParams() {
        return context.contextParams();
    }
}
