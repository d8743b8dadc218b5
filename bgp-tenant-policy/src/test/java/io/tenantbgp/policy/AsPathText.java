/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Reads an AS_PATH as the case tables and router consoles write it: {@code 65010 65010 {65020 65030}}, with {@code ()}
 * around a confederation sequence, {@code []} around a confederation set, and {@code 65010*64} for 64 times 65010.
 */
final class AsPathText {
    private static final Pattern SEGMENT = Pattern.compile("\\{[^}]*}|\\([^)]*\\)|\\[[^]]*]|[0-9* ]+");

    private AsPathText() {
        // static methods only
    }

    static AsPath parse(final String text) {
        var path = AsPath.EMPTY;
        for (var segment : segments(text)) {
            path = path.plus(segment.type, segment.asns);
        }
        return path;
    }

    /** The value of the attribute with 4-byte ASNs, as hex. */
    static String hex(final String text) {
        final var hex = new StringBuilder();
        for (var segment : segments(text)) {
            hex.append(String.format(Locale.ROOT, "%02x%02x", segment.type.code(), segment.asns.length));
            LongStream.of(segment.asns).forEach(asn -> hex.append(String.format(Locale.ROOT, "%08x", asn)));
        }
        return hex.toString();
    }

    private static List<Segment> segments(final String text) {
        final var segments = new ArrayList<Segment>();
        final var found = SEGMENT.matcher(text.equals("empty") ? "" : text);
        while (found.find()) {
            final var segment = found.group().trim();
            if (!segment.isEmpty()) {
                segments.add(segment(segment));
            }
        }
        return segments;
    }

    private static Segment segment(final String text) {
        return switch (text.charAt(0)) {
            case '{' -> new Segment(AsPathSegment.AS_SET, inBrackets(text));
            case '(' -> new Segment(AsPathSegment.AS_CONFED_SEQUENCE, inBrackets(text));
            case '[' -> new Segment(AsPathSegment.AS_CONFED_SET, inBrackets(text));
            default -> new Segment(AsPathSegment.AS_SEQUENCE, asns(text));
        };
    }

    private static long[] inBrackets(final String segment) {
        return asns(segment.substring(1, segment.length() - 1));
    }

    private static long[] asns(final String text) {
        return Arrays.stream(text.split(" +")).flatMapToLong(AsPathText::times).toArray();
    }

    private static LongStream times(final String text) {
        final var parts = text.split("\\*");
        final long asn = Long.parseLong(parts[0]);
        return LongStream.generate(() -> asn).limit(parts.length == 1 ? 1 : Long.parseLong(parts[1]));
    }

    private record Segment(AsPathSegment type, long[] asns) {
    }
}
