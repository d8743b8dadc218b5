/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.session;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words the case tables use for good bytes, and {@code {n}} for n bytes of zeros. */
public final class WireWords {
    static final Map<String, String> OPEN = Map.of("fixed", "04fdf2005a0a000002", "mp4", "010400010001",
        "mp6", "010400020001", "refresh", "0200", "enhanced-refresh", "4600", "as4", "41040000fdf2");
    /** Prefixes a to d of update-cases.csv. */
    static final Map<String, String> PREFIXES = Map.of("203.0.113.10/32", "a", "203.0.113.11/32", "b",
        "2001:db8:113::/64", "c", "2001:db8:113:1::/64", "d");
    static final String REACH6 = "800e27 0002 01 10 00000000000000000000ffff0a000002 00 "
        + "4020010db801130000 4020010db801130001";
    private static final Pattern ZEROS = Pattern.compile("\\{(\\d+)}");

    private WireWords() {
        // constants and static methods only
    }

    /** The path attributes of a speaker with ASNs of so many bytes. */
    static Map<String, String> attributes(final String asnBytes) {
        final var asPath = "2".equals(asnBytes) ? "4002040201fdf2" : "40020602010000fdf2";
        return Map.of("origin", "40010100", "as-path", asPath, "next-hop", "4003040a000002",
            "path", "40010100" + asPath + "4003040a000002", "reach6", REACH6,
            "unreach6", "800f0c 0002 01 4020010db801130000", "ab", "20cb00710a20cb00710b");
    }

    /** Hex digits of a cell, none of an absent one. */
    public static String hex(final String cell, final Map<String, String> words) {
        if (cell.equals("-")) {
            return "";
        }
        return Stream.of(cell.split(" +")).map(word -> words.getOrDefault(word, word))
            .map(word -> ZEROS.matcher(word).replaceAll(zeros -> "00".repeat(Integer.parseInt(zeros.group(1)))))
            .collect(Collectors.joining()).replace(" ", "");
    }

    /** A NOTIFICATION as hex, of "3/9" and its data as hex. */
    static String notification(final String codes, final String data) {
        final var numbers = codes.split("/");
        return Tenants.notification(String.format("%02x%02x%s", Integer.parseInt(numbers[0]),
            Integer.parseInt(numbers[1]), data));
    }
}
