/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.shell;

import static io.tenantbgp.testing.Configured.BLUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenantbgp.operations.LiveOperations;
import io.tenantbgp.session.SecuritySupport;
import io.tenantbgp.testing.Await;
import io.tenantbgp.testing.Bgpcep;
import io.tenantbgp.testing.Configured;
import io.tenantbgp.testing.Datastore;
import io.tenantbgp.testing.Edge;
import io.tenantbgp.testing.Encryption;
import io.tenantbgp.testing.NoExchange;
import io.tenantbgp.testing.TenantHost;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands on a running edge, with a tenant on eth0 that announces, and eth1 disabled. */
class CommandsTest {
    private final Console console = new Console();
    private Bgpcep bgpcep;
    private Edge edge;
    private LiveOperations operations;
    private TenantHost tenant;

    @BeforeEach
    void start() throws Exception {
        final var datastore = Datastore.start();
        bgpcep = Bgpcep.start(datastore);
        edge = new Edge(datastore, bgpcep);
        operations = new LiveOperations(edge.edge()::applied, edge.edge()::listenerStatuses, edge.sessions(),
            edge.edge()::fabric, new NoExchange(), datastore.broker(),
            committed -> committed.map(SecuritySupport.FULL, Encryption.PASSWORDS));
        edge.apply(edge.map(BLUE, Edge.tenantInterface(0, "blue") + ", "
            + Edge.tenantInterface(1, "blue", "'enabled': false")));
        edge.awaitListening(0);
        tenant = edge.establish(0);
        tenant.announce(Edge.TENANT_ASN, "cb007107");
        tenant.announce(Edge.TENANT_ASN, "c6336401");
        Await.until("both prefixes", () -> edge.view(0),
            view -> view.accepted().size() == 1 && view.rejected().size() == 1);
    }

    @AfterEach
    void stop() throws Exception {
        tenant.close();
        edge.close();
        bgpcep.close();
    }

    @Test
    void sessionsShowsOpenAndClosedInterfaces() throws Exception {
        final var lines = run(new SessionsCommand(operations, console.session(), null));
        assertTrue(lines.get(2).startsWith("eth0 | blue | 127.1.0.2 | established | 65010 | 00:00:"), lines::toString);
        assertEquals("eth1 | blue | 127.1.1.2 | disabled | - | - | 0 | 0 | -", lines.get(3));
        assertEquals("eth1 127.1.1.2: set enabled to true to open it", lines.get(4));
    }

    @Test
    void vpcSaysThatThereIsNoneAndWhichThereAre() throws Exception {
        assertEquals(List.of("no VPC is configured"), run(new VpcCommand(operations, console.session(), null)));
        assertEquals("there is no VPC red; VPCs are: ", failure(new VpcCommand(operations, console.session(), "red")));
    }

    @Test
    void argumentFiltersByInterfaceOrHost() throws Exception {
        assertEquals(3, run(new SessionsCommand(operations, console.session(), "eth0")).size());
        assertEquals(3, run(new SessionsCommand(operations, console.session(), "127.1.0.2")).size());
        assertEquals("there is no tenant interface and no host address eth7; interfaces are: eth0, eth1",
            failure(new SessionsCommand(operations, console.session(), "eth7")));
    }

    @Test
    void ipv6AddressesAreWrittenShortAndReadInAnyForm() throws Exception {
        edge.apply(edge.map(BLUE, Configured.tenantInterface("eth2", "blue", "'enabled': false",
            Configured.ipv6("2001:db8:0:1::1", "2001:db8:0:1::10"))));
        for (var text : List.of("2001:db8:0:1::10", "2001:db8:0:1:0:0:0:10", "2001:DB8::1:0:0:0:10")) {
            assertEquals("eth2 | blue | 2001:db8:0:1::10 | disabled | - | - | 0 | 0 | -",
                run(new SessionsCommand(operations, console.session(), text)).get(2));
        }
        assertEquals("there is no tenant interface and no host address 2001:db8:0:1::11; interfaces are: eth2",
            failure(new SessionsCommand(operations, console.session(), "2001:db8:0:1::11")));
        assertEquals(List.of("2001:db8:0:1::10 "), complete(new SessionCompleter(operations), "2001"));
    }

    @Test
    void prefixesAndRejectedShowWhatIsAnnounced() throws Exception {
        assertTrue(run(new PrefixesCommand(operations, console.session(), null)).get(2)
            .startsWith("eth0 | 127.1.0.2 | 203.0.113.7/32 | overlay | "));
        final var rejected = run(new RejectedCommand(operations, console.session(), "eth0"));
        assertTrue(rejected.get(2)
            .startsWith("eth0 | 127.1.0.2 | 198.51.100.1/32 | not-in-allowed-prefixes | 203.0.113.0/24 | 1 | "));
        assertTrue(rejected.get(3).startsWith("not-in-allowed-prefixes: no entry of the routing profile's"));
        assertEquals("no prefix is rejected",
            run(new RejectedCommand(operations, console.session(), "127.1.1.2")).get(2));
    }

    @Test
    void explainSaysTheRuleAndWhatThereIsNow() throws Exception {
        final var accepted = run(new ExplainCommand(operations, console.session(), "eth0", "203.0.113.7/32", null,
            null, "65100:1"));
        assertEquals(List.of("203.0.113.7/32 from eth0, host 127.1.0.2: accepted, overlay",
            "by routing profile tenants, allowed-anycast-prefixes: entry 203.0.113.0/24",
            "by routing profile tenants, tenant-leak-communities-accepted false: the leak community is ignored"),
            accepted.subList(0, 3));
        assertTrue(accepted.get(3).startsWith("now, host 127.1.0.2, established: accepted since "));

        final var rejected = run(new ExplainCommand(operations, console.session(), "eth0", "198.51.100.9/32", null,
            null));
        assertEquals(List.of("198.51.100.9/32 from eth0, host 127.1.0.2: rejected, not-in-allowed-prefixes",
            "by routing profile tenants, allowed-anycast-prefixes: no entry contains it",
            "no entry of the routing profile's allowed-anycast-prefixes contains the prefix: add one that does (the "
                + "first one replaces anycast-site-prefixes), or announce another prefix",
            "nearest allowed entry: 203.0.113.0/24",
            "now, host 127.1.0.2, established: not announced"), rejected);
    }

    @Test
    void explainTakesPathAndAsn() throws Exception {
        assertEquals("203.0.113.7/32 from eth0, host 127.1.0.2: rejected, dpu-asn-in-path", run(new ExplainCommand(
            operations, console.session(), "eth0", "203.0.113.7/32", "65010 65000", null)).get(0));
        assertEquals("203.0.113.7/32 from eth0, host 127.1.0.2: rejected, first-as-not-peer-asn",
            run(new ExplainCommand(operations, console.session(), "eth0", "203.0.113.7/32", "65010", 65020L)).get(0));
    }

    @Test
    void explainSaysWhatTheLimitDoes() throws Exception {
        final var teardown = ", maximum-prefixes-action teardown: announcing it ends the session with Cease 6/1";
        for (var action : Map.of("drop-excess", "", "teardown", teardown).entrySet()) {
            edge.apply(edge.map(BLUE, Edge.tenantInterface(0, "blue", "'limits': {'maximum-prefixes': 1, "
                + "'maximum-prefixes-action': '" + action.getKey() + "'}")));
            assertEquals(List.of("203.0.113.9/32 from eth0, host 127.1.0.2: rejected, maximum-prefixes",
                "by tenant interface eth0, maximum-prefixes 1" + action.getValue()),
                run(new ExplainCommand(operations, console.session(), "eth0", "203.0.113.9/32", null, null))
                    .subList(0, 2));
        }
    }

    @Test
    void mistakeIsNamed() {
        assertEquals("'203.0.113.7' has no prefix length",
            failure(new ExplainCommand(operations, console.session(), "eth0", "203.0.113.7", null, null)));
        assertEquals("tenant interface eth1 is closed (disabled): set enabled to true to open it",
            failure(new ExplainCommand(operations, console.session(), "eth1", "203.0.113.7/32", null, null)));
        assertEquals("allowed-anycast-prefixes: '203.0.113.7/24' has host bits set, write 203.0.113.0/24",
            failure(new PreviewCommand(operations, console.session(), "tenants", false, "203.0.113.7/24")));
    }

    @Test
    void commandWithoutAnEdgeSaysSo() {
        assertTrue(failure(new SessionsCommand()).startsWith("the tenant edge is not running"));
        assertTrue(failure(new ExplainCommand()).startsWith("the tenant edge is not running"));
    }

    @Test
    void namesAndAddressesAreCompleted() {
        assertEquals(List.of("eth0 ", "eth1 "), complete(new InterfaceCompleter(operations), "e"));
        assertEquals(List.of("127.1.0.2 ", "127.1.1.2 "), complete(new SessionCompleter(operations), "127"));
        assertEquals(List.of("eth1 "), complete(new SessionCompleter(operations), "eth1"));
        assertEquals(List.of("tenants "), complete(new ProfileCompleter(operations), ""));
        assertEquals(List.of(), complete(new InterfaceCompleter(), ""));
    }

    private List<String> run(final Action command) throws Exception {
        command.execute();
        return console.lines();
    }

    private static String failure(final Action command) {
        return assertThrows(CommandException.class, command::execute).getMessage();
    }

    private List<String> complete(final Completer completer, final String typed) {
        final var candidates = new ArrayList<String>();
        completer.complete(console.session(), (CommandLine) Proxy.newProxyInstance(CommandLine.class.getClassLoader(),
            new Class<?>[] {CommandLine.class}, (proxy, method, arguments) -> switch (method.getName()) {
                case "getCursorArgument" -> typed;
                case "getBufferPosition", "getArgumentPosition" -> typed.length();
                default -> throw new UnsupportedOperationException(method.getName());
            }), candidates);
        return candidates;
    }
}
