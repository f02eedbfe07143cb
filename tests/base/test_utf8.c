/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>

#include "base/utf8.h"
#include <string.h>

typedef struct validity {
    const char *bytes;
    size_t n;
    bool valid;
} validity;

Test(utf8, accepts_and_refuses_as_rfc_3629)
{
    static const validity cases[] = {
        {"", 0, true},
        {"abc", 3, true},
        {"\xC3\xA9", 2, true},
        {"\xE6\xBC\xA2", 3, true},
        {"\xF0\x9F\x98\x80", 4, true},
        {"a\0b", 3, false},             /* NUL */
        {"\x80", 1, false},             /* continuation alone */
        {"\xC0\xAF", 2, false},         /* overlong */
        {"\xE0\x80\xAF", 3, false},     /* overlong */
        {"\xED\xA0\x80", 3, false},     /* surrogate */
        {"\xF4\x90\x80\x80", 4, false}, /* above U+10FFFF */
        {"\xE6\xBC", 2, false},         /* cut short */
        {"\xFF", 1, false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_assert_eq(mds_utf8_valid(cases[i].bytes, cases[i].n, NULL), cases[i].valid, "case %zu",
                     i);
    }
}

Test(utf8, printable_excludes_what_xml_cannot_hold)
{
    cr_assert(mds_utf8_printable("a\tb\r\n", 5));
    cr_assert_not(mds_utf8_printable("a\x01", 2));
    cr_assert_not(mds_utf8_printable("\xEF\xBF\xBE", 3), "U+FFFE");
    cr_assert(mds_utf8_printable("\xEF\xBF\xBD", 3), "U+FFFD");
}

Test(utf8, keys_unify_what_a_reader_takes_for_the_same)
{
    static const char *const cases[][2] = {
        {"  Yes ", "yes"},
        {"ＹＥＳ", "yes"},
        {"１２．３", "12.3"},
        {"Ｎ／Ａ", "n/a"},
        {"ｶﾞ", "ガ"},
        {"AUDT‐2.8.1", "audt-2.8.1"},
        {"AUDT–2", "audt-2"},
        {"AUDT−2", "audt-2"},
        {"AUDT－2", "audt-2"},
        {"AUDTー2", "audt-2"},
        {"データ", "データ"},
        {"See\xC2\xA0Note\t 6", "see note 6"},
        {"6.5\xE3\x80\x9C"
         "6.7",
         "6.5~6.7"},
        {"6.5\xEF\xBD\x9E"
         "6.7",
         "6.5~6.7"},
        {"全角　空白", "全角 空白"},
        {"", ""},
    };
    mds_arena *arena = mds_arena_new(1 << 20, NULL);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cr_assert_str_eq(mds_utf8_key(arena, cases[i][0]), cases[i][1], "%s", cases[i][0]);
    }
    cr_assert_str_eq(mds_utf8_key(arena, NULL), "");
    mds_arena_free(arena);
}

Test(utf8, decodes_what_excel_writes)
{
    static const unsigned char cp932[] = {0x82, 0xCD, 0x82, 0xA2, 0x81, 0x60}; /* はい～ */
    static const unsigned char utf16[] = {0xFF, 0xFE, 0x6F, 0x30, 0x44, 0x30};
    static const unsigned char bom[] = {0xEF, 0xBB, 0xBF, 'a'};
    static const unsigned char bad[] = {0x81, 0x00, 0xFD};
    static const struct {
        const unsigned char *bytes;
        size_t n;
        const char *encoding, *text;
        bool guessed;
    } cases[] = {{cp932, sizeof cp932, "CP932", "はい\xEF\xBD\x9E", true},
                 {utf16, sizeof utf16, "UTF-16LE", "はい", false},
                 {bom, sizeof bom, "UTF-8", "a", false}};
    mds_arena *arena = mds_arena_new(1 << 20, NULL);
    mds_decoded out = {0};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_assert_eq(mds_utf8_decode(&out, arena, cases[i].bytes, cases[i].n), MDS_OK);
        cr_expect_str_eq(out.encoding, cases[i].encoding);
        cr_expect_eq(out.text.n, strlen(cases[i].text));
        cr_expect_eq(memcmp(out.text.p, cases[i].text, out.text.n), 0);
        cr_expect_eq(out.guessed, cases[i].guessed);
    }
    cr_assert_eq(mds_utf8_decode(&out, arena, bad, sizeof bad), MDS_EFORMAT);
    mds_arena_free(arena);
}

Test(utf8, a_character_put_is_the_character_read)
{
    for (uint32_t code = 1; code <= 0x110000; code += code < 0x3000 ? 1 : 37) {
        char bytes[MDS_UTF8_BYTES + 1] = {0};
        uint32_t read = 0;
        const size_t n = mds_utf8_put(bytes, code);
        const bool exists = (code < 0xD800 || code > 0xDFFF) && code <= 0x10FFFF;
        cr_assert_eq(n > 0, exists, "U+%04X", (unsigned)code);
        if (exists) {
            cr_assert(mds_utf8_valid(bytes, n, NULL), "U+%04X", (unsigned)code);
            cr_assert_eq(mds_utf8_next(bytes, &read), n, "U+%04X", (unsigned)code);
            cr_assert_eq(read, code, "U+%04X", (unsigned)code);
        }
    }
    cr_assert_eq(mds_utf8_put((char[MDS_UTF8_BYTES]){0}, 0), 0);
    cr_assert_eq(mds_utf8_next("\xE3\x81", NULL), 1, "a byte that is no character counts as one");
}

Test(utf8, a_head_cuts_no_character)
{
    const char *text = "a\xC3\xA4\xE3\x81\x82\xF0\x9F\x97\xB9z";
    const size_t ends[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11, 11};

    for (size_t limit = 0; limit < sizeof ends / sizeof ends[0]; limit++) {
        cr_assert_eq(mds_utf8_head(text, limit), ends[limit], "limit %zu", limit);
    }
}
