/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jdt.annotation.Nullable;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.yang.types.rev130715.ZeroBasedCounter64;

/**
 * One metric with its values, by labels, while it is collected. Named as prometheus.io says: base units, and
 * {@code _total} at the end of a counter, which is added here.
 */
sealed interface Family {
    /** Adds a value for these labels; what the state does not have is left out. */
    void add(Labels labels, @Nullable Number value);

    /** Adds a counter's value. */
    default void add(final Labels labels, final @Nullable ZeroBasedCounter64 value) {
        add(labels, value == null ? null : value.getValue());
    }

    /** Returns what was added. */
    MetricSnapshot snapshot();

    /** What only grows, from zero at the start of the DPU. */
    record Counter(String name, String help, Map<Labels, Double> values) implements Family {
        public Counter {
            requireNonNull(name);
            requireNonNull(help);
            requireNonNull(values);
        }

        static Counter of(final String name, final String help) {
            return new Counter(name, help, new LinkedHashMap<>());
        }

        @Override
        public void add(final Labels labels, final @Nullable Number value) {
            if (value != null) {
                values.put(labels, value.doubleValue());
            }
        }

        @Override
        public MetricSnapshot snapshot() {
            final var snapshot = CounterSnapshot.builder().name(name).help(help);
            values.forEach((labels, value) -> snapshot.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(value).build()));
            return snapshot.build();
        }
    }

    /** What is so at the moment. */
    record Gauge(String name, String help, Map<Labels, Double> values) implements Family {
        public Gauge {
            requireNonNull(name);
            requireNonNull(help);
            requireNonNull(values);
        }

        static Gauge of(final String name, final String help) {
            return new Gauge(name, help, new LinkedHashMap<>());
        }

        @Override
        public void add(final Labels labels, final @Nullable Number value) {
            if (value != null) {
                values.put(labels, value.doubleValue());
            }
        }

        void add(final Labels labels, final boolean value) {
            add(labels, value ? 1 : 0);
        }

        @Override
        public MetricSnapshot snapshot() {
            final var snapshot = GaugeSnapshot.builder().name(name).help(help);
            values.forEach((labels, value) -> snapshot.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
            return snapshot.build();
        }
    }
}
