/*
 * Copyright 2026 The tenant-bgp authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tenantbgp.nico;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TomlOutlineTest {
    private static final String TEXT = """
        # a = 1
        a = "b = 2" # [x]
        "c d".e = [
          "x]",      # 1
          { f = 1 },

          '''
        g = 1
        """ + "''''" + """
        , 7 ]
        h = \"\"\"
        i = 1 \\\"\"\"\"\"\"
        [j]
        k.l = { m = "}" , n = [1] }
        [[j.o]]
        p = 1
        [[j.o]]
        p = 2
        [j.o.q]
        r = 'x\\'
        s = "x\\""
        """;

    @Test
    void everyKeyAndElementIsFoundInItsLine() throws ImportRefusedException {
        final var outline = TomlOutline.of(TEXT);
        assertEquals(2, outline.line(List.of("a")));
        assertEquals(3, outline.line(List.of("c d", "e")));
        assertEquals(4, outline.line(List.of("c d", "e", "[0]")));
        assertEquals(5, outline.line(List.of("c d", "e", "[1]", "f")));
        assertEquals(7, outline.line(List.of("c d", "e", "[2]")));
        assertEquals(9, outline.line(List.of("c d", "e", "[3]")));
        assertEquals(10, outline.line(List.of("h")));
        assertEquals(0, outline.line(List.of("i")));
        assertEquals(12, outline.line(List.of("j")));
        assertEquals(13, outline.line(List.of("j", "k", "l", "m")));
        assertEquals(15, outline.line(List.of("j", "o", "[0]", "p")));
        assertEquals(17, outline.line(List.of("j", "o", "[1]", "p")));
        assertEquals(19, outline.line(List.of("j", "o", "[1]", "q", "r")));
        assertEquals(20, outline.line(List.of("j", "o", "[1]", "q", "s")));
    }

    @Test
    void sameTextIsTomlToJackson() throws ImportRefusedException {
        assertEquals("x\\", TomlItem.parse(TEXT).get("j").orElseThrow().get("o").orElseThrow().node().get(1).get("q")
            .get("r").textValue());
    }

    @Test
    void whatIsNestedTooDeepOrHasTooManyPartsIsRefused() {
        assertEquals("line 2: tables, lists or keys are nested more than 32 deep, which no key of NICo is",
            assertThrows(ImportRefusedException.class, () -> TomlOutline.of("a=1\nb=" + "[".repeat(33))).getMessage());
        assertEquals("line 1: tables, lists or keys are nested more than 32 deep, which no key of NICo is",
            assertThrows(ImportRefusedException.class, () -> TomlOutline.of("a." + "a.".repeat(33))).getMessage());
        assertEquals("line 50001: the text has more than 100000 keys and values: import a copy with the keys of BGP"
            + " peering only",
            assertThrows(ImportRefusedException.class, () -> TomlOutline.of("a.a=1\n".repeat(60_000))).getMessage());
    }
}
