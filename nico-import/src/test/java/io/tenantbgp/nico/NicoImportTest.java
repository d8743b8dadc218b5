/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.FluentFuture;
import com.google.common.util.concurrent.Futures;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.mdsal.binding.api.DataBroker;
import org.opendaylight.mdsal.binding.api.ReadWriteTransaction;
import org.opendaylight.mdsal.binding.dom.adapter.test.AbstractDataBrokerTest;
import org.opendaylight.mdsal.binding.spi.ForwardingDataBroker;
import org.opendaylight.mdsal.binding.spi.ForwardingReadWriteTransaction;
import org.opendaylight.mdsal.common.api.CommitInfo;
import org.opendaylight.mdsal.common.api.DataValidationFailedException;
import org.opendaylight.mdsal.common.api.LogicalDatastoreType;
import org.opendaylight.mdsal.common.api.TransactionCommitFailedException;
import org.opendaylight.yang.gen.v1.urn.ietf.params.xml.ns.yang.ietf.inet.types.rev130715.IetfInetUtil;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNicoInputBuilder;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp._import.rev261127.ImportNicoOutput;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Asn;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.Site;
import org.opendaylight.yang.gen.v1.urn.io.tenantbgp.site.rev261123.SiteBuilder;
import org.opendaylight.yangtools.util.concurrent.FluentFutures;
import org.opendaylight.yangtools.yang.binding.InstanceIdentifier;
import org.opendaylight.yangtools.yang.common.ErrorTag;
import org.opendaylight.yangtools.yang.common.RpcResult;
import org.opendaylight.yangtools.yang.common.Uint32;
import org.opendaylight.yangtools.yang.data.api.YangInstanceIdentifier;

/** The import and its RPC on a real datastore. */
class NicoImportTest extends AbstractDataBrokerTest {
    private static final InstanceIdentifier<Site> SITE = InstanceIdentifier.create(Site.class);
    private static final ImportOptions MERGE = new ImportOptions(false, List.of());

    private NicoImport nico;

    @BeforeEach
    void setupBroker() throws Exception {
        setup();
        nico = new NicoImport(getDataBroker());
    }

    @Test
    void previewChangesNothing() throws Exception {
        final var outcome = await(nico.preview(NicoReaderTest.SITE, MERGE));
        assertFalse(outcome.applied());
        assertFalse(outcome.plan().changes().isEmpty());
        assertEquals(Optional.empty(), running());
    }

    @Test
    void whatIsAppliedIsReadBackAndImportingItAgainChangesNothing() throws Exception {
        assertTrue(await(nico.apply(NicoReaderTest.SITE, MERGE, Optional.empty())).applied());
        assertEquals(NicoReader.read(NicoReaderTest.SITE).policy(), SiteMapper.policy(running()));
        final var again = await(nico.apply(NicoReaderTest.SITE, MERGE, Optional.empty()));
        assertEquals(List.of(), again.plan().changes());
        assertFalse(again.applied());
        assertEquals(List.of("EXTERNAL", "INTERNAL"), nico.profiles());
    }

    @Test
    void replaceLeavesOnlyWhatTheTextHas() throws Exception {
        await(nico.apply(NicoReaderTest.SITE, MERGE, Optional.empty()));
        final var text = "[fnn.routing_profiles.INTERNAL]";
        await(nico.apply(text, new ImportOptions(true, List.of()), Optional.empty()));
        assertEquals(NicoReader.read(text).policy(), SiteMapper.policy(running()));
    }

    @Test
    void differenceThatIsAnotherOneByNowIsNotApplied() throws Exception {
        final var plan = await(nico.preview(NicoReaderTest.SITE, MERGE)).plan();
        commit(new SiteBuilder().setDatacenterAsn(new Asn(Uint32.valueOf(1))).build());
        final var refused = assertThrows(ExecutionException.class,
            () -> await(nico.apply(NicoReaderTest.SITE, MERGE, Optional.of(plan.fingerprint()))));
        assertEquals(ImportRefusedException.Kind.CHANGED,
            assertInstanceOf(ImportRefusedException.class, refused.getCause()).kind());
        assertEquals(List.of(), List.copyOf(SiteMapper.policy(running()).profiles().keySet()));
    }

    @Test
    void changeBetweenReadingAndCommittingIsNotOverwritten() throws Exception {
        final var other = new SiteBuilder().setDatacenterAsn(new Asn(Uint32.valueOf(1))).build();
        nico = new NicoImport(committing(transaction -> {
            final var first = getDataBroker().newWriteOnlyTransaction();
            first.put(LogicalDatastoreType.CONFIGURATION, SITE, other);
            Futures.getUnchecked(first.commit());
            return transaction.commit();
        }));
        assertEquals(ImportRefusedException.Kind.CHANGED, refused().kind());
        assertEquals(Optional.of(other), running());
    }

    @Test
    void whatTheDatastoreRefusesIsToldInItsWords() throws Exception {
        nico = new NicoImport(committing(transaction -> {
            transaction.cancel();
            return FluentFutures.immediateFailedFluentFuture(new TransactionCommitFailedException("canCommit failed",
                new IllegalStateException("shard", new DataValidationFailedException(
                    YangInstanceIdentifier.class, YangInstanceIdentifier.of(),
                    "routing profile A is in use by VPC blue\nVNI 7 is there twice"))));
        }));
        final var refused = refused();
        assertEquals(ImportRefusedException.Kind.COMMIT, refused.kind());
        assertEquals(List.of("routing profile A is in use by VPC blue", "VNI 7 is there twice"), refused.problems());
        assertEquals(Optional.empty(), running());
    }

    @Test
    void datastoreThatFailsIsNoMistakeOfTheText() throws Exception {
        nico = new NicoImport(committing(transaction -> {
            transaction.cancel();
            return FluentFutures.immediateFailedFluentFuture(new TransactionCommitFailedException("no leader"));
        }));
        final var result = call(new ImportNicoInputBuilder().setToml(NicoReaderTest.SITE).setApply(true));
        assertEquals(List.of(ErrorTag.OPERATION_FAILED),
            result.getErrors().stream().map(error -> error.getTag()).toList());
    }

    private ImportRefusedException refused() {
        return assertInstanceOf(ImportRefusedException.class, assertThrows(ExecutionException.class,
            () -> await(nico.apply(NicoReaderTest.SITE, MERGE, Optional.empty()))).getCause());
    }

    /** How a transaction commits. */
    private interface Commit {
        FluentFuture<? extends CommitInfo> commit(ReadWriteTransaction transaction);
    }

    /** The datastore with another way to commit. */
    private DataBroker committing(final Commit commit) {
        return new ForwardingDataBroker() {
            @Override
            protected DataBroker delegate() {
                return getDataBroker();
            }

            @Override
            public ReadWriteTransaction newReadWriteTransaction() {
                final var transaction = super.newReadWriteTransaction();
                return new ForwardingReadWriteTransaction(transaction) {
                    @Override
                    public FluentFuture<? extends CommitInfo> commit() {
                        return commit.commit(transaction);
                    }
                };
            }
        };
    }

    @Test
    void prefixTheDatastoreHasInAnotherSpellingIsTheSame() throws Exception {
        commit(new SiteBuilder().setAnycastSitePrefixes(Set.of(IetfInetUtil.ipPrefixFor("2001:DB8:0::/32"),
            IetfInetUtil.ipPrefixFor("192.0.2.1/24"))).build());
        final var plan = await(nico.preview("anycast_site_prefixes = [\"2001:db8::/32\", \"192.0.2.0/24\"]", MERGE))
            .plan();
        assertEquals(List.of("REMOVED 192.0.2.1/24", "ADDED 192.0.2.0/24"), plan.changes().stream()
            .map(change -> change.kind() + " " + change.before().or(change::after).orElseThrow()).toList());
    }

    @Test
    void rpcAnswersWithTheDifferenceAndAppliesIt() throws Exception {
        final var input = new ImportNicoInputBuilder().setToml(NicoReaderTest.SITE)
            .setMigrateAnycastSitePrefixes(Set.of("INTERNAL"));
        final var shown = call(input);
        assertTrue(shown.isSuccessful());
        final var answer = shown.getResult();
        assertFalse(answer.getApplied());
        assertEquals(answer.getChange().size(),
            answer.getAdded().intValue() + answer.getChanged().intValue() + answer.getRemoved().intValue());
        assertEquals(answer.getNotes().intValue(), answer.getNote().size());
        assertEquals(Optional.empty(), running());

        final var applied = call(input.setApply(true).setFingerprint(answer.getFingerprint())).getResult();
        assertTrue(applied.getApplied());
        assertEquals(answer.getFingerprint(), applied.getFingerprint());
        assertEquals(Set.of("198.51.100.0/24", "192.0.2.0/24"),
            SiteMapper.policy(running()).profiles().get("INTERNAL").allowedAnycastPrefixes());
        assertEquals(Set.of(), SiteMapper.policy(running()).anycastSitePrefixes());
    }

    @Test
    void rpcAnswersWithEveryProblem() throws Exception {
        final var result = call(new ImportNicoInputBuilder().setToml("datacenter_asn = 0\nfnn = 1").setApply(true));
        assertFalse(result.isSuccessful());
        assertEquals(List.of("line 2, fnn: an integer, awaited a table",
            "line 1, datacenter_asn: 0 is no ASN, which is 1..4294967295"),
            result.getErrors().stream().map(error -> error.getMessage()).toList());
        result.getErrors().forEach(error -> assertEquals(ErrorTag.INVALID_VALUE, error.getTag()));
        assertEquals(Optional.empty(), running());
    }

    private RpcResult<ImportNicoOutput> call(final ImportNicoInputBuilder input) throws Exception {
        return await(new ImportNicoRpc(nico).invoke(input.build()));
    }

    private void commit(final Site site) throws Exception {
        final var transaction = getDataBroker().newWriteOnlyTransaction();
        transaction.put(LogicalDatastoreType.CONFIGURATION, SITE, site);
        await(transaction.commit());
    }

    private Optional<Site> running() throws Exception {
        try (var transaction = getDataBroker().newReadOnlyTransaction()) {
            return await(transaction.read(LogicalDatastoreType.CONFIGURATION, SITE));
        }
    }

    private static <T> T await(final Future<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }
}
