/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.servlet.Servlet;
import javax.servlet.ServletConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.ReadTransaction;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.dpu.rev261123.Dpu;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.InstanceMetadata;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.instance.metadata.rev261123.instance.metadata.State;
import org.opendaylight.yangtools.yang.binding.DataObject;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each scrape with the state that is in the operational datastore at that moment. Thread-safe. Prefixes are
 * not looked at: the datastore's binding decodes what is asked for only.
 */
final class MetricsServlet implements Servlet {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);
    private static final InstanceIdentifier<Dpu> DPU = InstanceIdentifier.create(Dpu.class);
    private static final InstanceIdentifier<State> METADATA =
        InstanceIdentifier.builder(InstanceMetadata.class).child(State.class).build();
    private static final Set<String> READING = Set.of("GET", "HEAD");
    // Prometheus gives a scrape ten seconds, unless told otherwise
    private static final long TIMEOUT_SECONDS = 8;

    private final DataBroker broker;

    MetricsServlet(final DataBroker broker) {
        this.broker = requireNonNull(broker);
    }

    @Override
    public void service(final ServletRequest request, final ServletResponse response)
            throws ServletException, IOException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("not a request of HTTP");
        }
        if (!READING.contains(http.getMethod())) {
            answer.setHeader("Allow", "GET, HEAD");
            say(answer, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "metrics are read only");
            return;
        }
        answer(answer);
    }

    @Override
    public void init(final ServletConfig config) {
        // nothing to set up
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return null;
    }

    @Override
    public String getServletInfo() {
        return "metrics of tenant-bgp";
    }

    @Override
    public void destroy() {
        // nothing to release
    }

    private void answer(final HttpServletResponse response) throws IOException {
        try {
            final var body = text(snapshots());
            response.setContentType(PrometheusTextFormatWriter.CONTENT_TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(response, e);
        } catch (ExecutionException | TimeoutException e) {
            refuse(response, e);
        }
    }

    /** Returns the metrics as Prometheus reads them. */
    static byte[] text(final MetricSnapshots snapshots) throws IOException {
        final var text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, snapshots);
        return text.toByteArray();
    }

    private MetricSnapshots snapshots() throws InterruptedException, ExecutionException, TimeoutException {
        try (var tx = broker.newReadOnlyTransaction()) {
            return DpuMetrics.of(read(tx, DPU), read(tx, METADATA));
        }
    }

    private static <T extends DataObject> Optional<T> read(final ReadTransaction tx, final InstanceIdentifier<T> path)
            throws InterruptedException, ExecutionException, TimeoutException {
        return tx.read(LogicalDatastoreType.OPERATIONAL, path).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static void refuse(final HttpServletResponse response, final Exception cause) throws IOException {
        LOG.debug("metrics not answered", cause);
        say(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the datastore does not answer; try again");
    }

    private static void say(final HttpServletResponse response, final int status, final String text)
            throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter().print(text);
    }
}
