/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row of {@code policy/import-cases.csv}. The values all rows share are named there.
 *
 * @param row the row
 */
public record ImportCase(CaseTable.Row row) {
    /** The DPU's ASN. */
    public static final long DPU_ASN = 65000;
    /** The tenant's ASN. */
    public static final long TENANT_ASN = 65010;
    static final int MAXIMUM_PREFIXES = 1000;
    static final ReservedAddresses RESERVED =
        ReservedAddresses.of(addresses("10.255.0.1", "10.0.0.1", "2001:db8::1"));
    static final Set<IpAddress> HOST = addresses("10.0.0.2", "2001:db8::2");

    /** All of them. */
    public static Stream<ImportCase> all() {
        return CaseTable.read("import-cases.csv").map(ImportCase::new);
    }

    static Stream<ImportCase> ofFamily(final AddressFamily family) {
        return all().filter(each -> each.address().family() == family);
    }

    /** The policy the case is about. */
    public ImportPolicy policy() {
        return policy(MAXIMUM_PREFIXES);
    }

    /** The same with another limit. */
    public ImportPolicy policy(final int maximumPrefixes) {
        final var ofInterface = row.isAbsent("interface") ? new InterfacePrefixes.NotNarrowed()
            : new InterfacePrefixes.OnlyInside(list("interface"));
        return new ImportPolicy(DPU_ASN, new AllowedPrefixes(list("profile"), list("site"), ofInterface), RESERVED,
            HOST, maximumPrefixes, row.get("leak").equals("on"));
    }

    /** The entries of the list in effect. */
    public List<Prefix> allowed() {
        return policy().allowedPrefixes().inEffect().entries();
    }

    /** The address before the slash, perhaps with host bits. */
    public IpAddress address() {
        return IpAddress.parse(row.get("prefix").split("/")[0]);
    }

    /** The prefix length. */
    public int length() {
        return Integer.parseInt(row.get("prefix").split("/")[1]);
    }

    /** The prefix without its host bits. */
    public Prefix network() {
        return Prefix.network(address().family(), address().high(), address().low(), length());
    }

    boolean hasHostBits() {
        return Prefix.hasHostBits(address().high(), address().low(), length());
    }

    /** AS_PATH as text. */
    public String asPath() {
        return row.get("as-path");
    }

    /** The value of AS_PATH as hex. */
    public String asPathHex() {
        return AsPathText.hex(asPath());
    }

    /** The next hop announced. */
    public IpAddress nextHop() {
        return IpAddress.parse(row.get("next-hop"));
    }

    /** What else is attached. */
    public List<String> attached() {
        return row.words("attached");
    }

    /** How many other prefixes are accepted. */
    public int others() {
        return (int) row.number("others");
    }

    /** {@code accepted}, or the reason. */
    public String verdict() {
        return row.get("verdict");
    }

    /** The disposition, a dash for a rejected prefix. */
    public String disposition() {
        return row.get("disposition");
    }

    /** The nearest allowed entry, a dash for none. */
    public String nearest() {
        return row.get("nearest");
    }

    PathFacts facts() {
        return switch (asPath()) {
            case "malformed" -> new PathFacts.Malformed();
            case "missing" -> new PathFacts.MandatoryMissing();
            default -> new PathFacts.Complete(AsPathText.parse(asPath()), nextHop(), leakRequest());
        };
    }

    private LeakRequest leakRequest() {
        return attached().stream().filter(word -> Character.isDigit(word.charAt(0)))
            .map(word -> word.split(":"))
            .map(word -> Integer.parseInt(word[0]) << Short.SIZE | Integer.parseInt(word[1]))
            .map(LeakRequest::ofCommunity).reduce(LeakRequest.NONE, LeakRequest::and);
    }

    private PrefixSet list(final String column) {
        return row.get(column).equals("none") ? PrefixSet.EMPTY
            : PrefixSet.of(row.words(column).stream().map(Prefix::parse).toList());
    }

    private static Set<IpAddress> addresses(final String... texts) {
        return Arrays.stream(texts).map(IpAddress::parse).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return row.toString();
    }
}
