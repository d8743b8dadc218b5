/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import io.tenantbgp.nico.ImportRefusedException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.ReadWriteTransaction;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.OptimisticLockFailedException;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports into the datastore. Any thread may call; texts are read one after the other, since each takes memory. */
@Component(service = NicoImport.class)
public final class NicoImport {
    private static final Logger LOG = LoggerFactory.getLogger(NicoImport.class);
    private static final InstanceIdentifier<Site> SITE = InstanceIdentifier.create(Site.class);
    private static final String MEANWHILE =
        "the configuration of the site was changed meanwhile, nothing was imported: look at the difference again";

    private static final long PROFILES_SECONDS = 2;
    private static final int MOST_PROBLEMS = 20;

    private final DataBroker broker;

    /**
     * What came of an import.
     *
     * @param plan the difference
     * @param applied whether the datastore was changed
     */
    public record Outcome(ImportPlan plan, boolean applied) {
        /** Validates the outcome. */
        public Outcome {
            requireNonNull(plan);
        }
    }

    /**
     * Ready to import.
     *
     * @param broker the datastore
     */
    @Activate
    public NicoImport(@Reference final DataBroker broker) {
        this.broker = requireNonNull(broker);
    }

    /**
     * The difference that a text would make.
     *
     * @param text the TOML, of any size
     * @param options how it becomes the configuration
     * @return the outcome; fails with {@link ImportRefusedException}
     */
    public FluentFuture<Outcome> preview(final String text, final ImportOptions options) {
        return read(text, options, (running, plan, transaction) -> {
            transaction.cancel();
            return Futures.immediateFuture(new Outcome(plan, false));
        });
    }

    /**
     * Makes a text the configuration, in one transaction.
     *
     * @param text the TOML, of any size
     * @param options how it becomes the configuration
     * @param fingerprint of the plan that was looked at, if one was: another one is not applied
     * @return the outcome; fails with {@link ImportRefusedException}
     */
    public FluentFuture<Outcome> apply(final String text, final ImportOptions options,
            final Optional<String> fingerprint) {
        return read(text, options, (running, plan, transaction) -> {
            if (!fingerprint.map(plan.fingerprint()::equals).orElse(true)) {
                transaction.cancel();
                return Futures.immediateFailedFuture(new ImportRefusedException(Kind.CHANGED, List.of(MEANWHILE)));
            }
            if (plan.changes().isEmpty()) {
                transaction.cancel();
                return Futures.immediateFuture(new Outcome(plan, false));
            }
            transaction.put(LogicalDatastoreType.CONFIGURATION, SITE, SiteMapper.site(running, plan.after()));
            return FluentFuture.from(transaction.commit())
                .transform(done -> applied(plan), MoreExecutors.directExecutor())
                .catchingAsync(Exception.class, failure -> Futures.immediateFailedFuture(refused(failure)),
                    MoreExecutors.directExecutor());
        });
    }

    /**
     * The names of the routing profiles that are configured.
     *
     * @return the names; none when the datastore does not answer at once
     */
    public List<String> profiles() {
        try (var transaction = broker.newReadOnlyTransaction()) {
            final var running = transaction.read(LogicalDatastoreType.CONFIGURATION, SITE)
                .get(PROFILES_SECONDS, TimeUnit.SECONDS);
            return List.copyOf(SiteMapper.policy(running).profiles().keySet());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("no names of routing profiles", e);
            return List.of();
        }
    }

    /** The next step with what is running and the plan; it ends the transaction. */
    private interface Step {
        ListenableFuture<Outcome> take(Optional<Site> running, ImportPlan plan, ReadWriteTransaction transaction);
    }

    private FluentFuture<Outcome> read(final String text, final ImportOptions options, final Step step) {
        final NicoSite site;
        try {
            site = parse(TomlText.of(text));
        } catch (ImportRefusedException e) {
            return FluentFuture.from(Futures.immediateFailedFuture(e));
        }
        final var transaction = broker.newReadWriteTransaction();
        return transaction.read(LogicalDatastoreType.CONFIGURATION, SITE).transformAsync(running -> {
            final ImportPlan plan;
            try {
                plan = ImportPlan.of(SiteMapper.policy(running), site, options);
            } catch (ImportRefusedException e) {
                transaction.cancel();
                return Futures.immediateFailedFuture(e);
            }
            return step.take(running, plan, transaction);
        }, MoreExecutors.directExecutor());
    }

    private synchronized NicoSite parse(final String text) throws ImportRefusedException {
        return NicoReader.read(text);
    }

    private static Outcome applied(final ImportPlan plan) {
        LOG.info("imported from NICo: {} values added, {} changed, {} removed", plan.count(Change.Kind.ADDED),
            plan.count(Change.Kind.CHANGED), plan.count(Change.Kind.REMOVED));
        return new Outcome(plan, true);
    }

    /** The datastore's own words, one problem a line, without the layers around them; what else failed as it is. */
    private static Exception refused(final Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockFailedException) {
                return new ImportRefusedException(Kind.CHANGED, List.of(MEANWHILE));
            }
            if (cause instanceof DataValidationFailedException) {
                return new ImportRefusedException(Kind.COMMIT,
                    String.valueOf(cause.getMessage()).lines().limit(MOST_PROBLEMS).toList());
            }
        }
        return failure;
    }
}
