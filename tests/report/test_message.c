/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell says comes out as it is, in every message: it is no key, no template, no command. */
#include <criterion/criterion.h>
#include <mdsrisk/import.h>
#include <mdsrisk/message.h>
#include <mdsrisk/register.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const mds_diag_code codes[] = {
#define MDS_X(name, number, severity, arguments) MDS_D_##name,
    MDS_DIAG_CODES(MDS_X)
#undef MDS_X
};
enum { CODE_COUNT = sizeof codes / sizeof codes[0] };

/* Cells that would choose our words if anything looked them up or expanded them, and how they come
 * out: as they are, but for what would steer a terminal. */
static const struct {
    const char *cell, *shown;
} hostile[] = {
    {"MDS1003", "MDS1003"},
    {"MDS1003.hint", "MDS1003.hint"},
    {"answer.yes", "answer.yes"},
    {"sha256", "sha256"},
    {"not_given", "not_given"},
    {"catalog.reason.range", "catalog.reason.range"},
    {"{1}", "{1}"},
    {"{2} {3} {4} {9}", "{2} {3} {4} {9}"},
    {"%s%n%1$s%%", "%s%n%1$s%%"},
    {"\\x1b[31m", "\\x1b[31m"},
    {"\x1B[31mred\x07", " [31mred "},
    {"two\r\nlines\tand a tab", "two  lines and a tab"},
    {"\xC2\x9B"
     "31m",
     "  31m"},
    {"\xE2\x80\xAEsey\xE2\x80\xAC", "   sey   "},
    {"\xE2\x81\xA7\xE2\x80\x8F\xD8\x9C|\xE2\x80\xA8", "        |   "},
    {"=1+1", "=1+1"},
    {"<b>&amp;", "<b>&amp;"},
    {"はい", "はい"},
    {"", ""},
};
enum { HOSTILE = sizeof hostile / sizeof hostile[0] };

typedef struct world {
    mds_arena *arena;
    mds_catalog *catalog;
} world;

static world begin(void)
{
    world w = {.arena = mds_arena_new((size_t)64 << 20, NULL)};

    cr_assert_eq(mds_catalog_load(&w.catalog, NULL, NULL), MDS_OK);
    return w;
}

static void end(world *w)
{
    mds_catalog_free(w->catalog);
    mds_arena_free(w->arena);
}

/* \p cell in every argument of a diagnostic, its file and its place too. */
static const mds_diag *say(const world *w, mds_diag_code code, const char *cell)
{
    mds_diags *diags = mds_diags_new(w->arena, 1);

    mds_diag_add(diags, code, cell, cell, cell, cell, cell, cell, NULL);
    cr_assert_eq(mds_diags_count(diags), 1);
    return mds_diags_at(diags, 0);
}

/* The text with \p shown for every placeholder: what the message must be, worked out apart. */
static void expand(char *out, size_t size, const char *text, const char *shown)
{
    size_t n = 0;

    for (; *text != '\0'; text++) {
        if (text[0] == '{' && text[1] >= '1' && text[1] <= '4' && text[2] == '}') {
            n += (size_t)snprintf(out + n, size - n, "%s", shown);
            text += 2;
        } else if (text[0] == '{' && text[1] >= '1' && text[1] <= '4' && text[2] == '|') {
            text = strchr(text + 3, '|'); /* none of the cells is a 1: the second half */
            cr_assert_not_null(text);
        } else if (text[0] == '}') {
            continue; /* the end of that half */
        } else {
            out[n++] = *text;
        }
        cr_assert_lt(n + 1, size);
    }
    out[n] = '\0';
}

Test(message, no_cell_chooses_the_words_of_any_diagnostic)
{
    static char expected[8192];
    world w = begin();

    for (size_t i = 0; i < CODE_COUNT; i++) {
        char id[12];
        mds_diag_code_name(codes[i], id);
        const mds_message *message = mds_catalog_message(w.catalog, id);
        cr_assert_not_null(message);
        for (size_t h = 0; h < HOSTILE; h++) {
            const mds_diag *diag = say(&w, codes[i], hostile[h].cell);
            cr_expect_str_eq(diag->file, hostile[h].shown);
            cr_expect_str_eq(diag->where, hostile[h].shown);
            for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
                if (strcmp(id, "MDS1502") == 0 && h == 5) {
                    continue; /* the one reason of the list that is a key there */
                }
                if (strcmp(id, "MDS1866") == 0 && h == 2) {
                    continue; /* likewise the answer */
                }
                expand(expected, sizeof expected, message->text.in[lang], hostile[h].shown);
                cr_expect_str_eq(mds_diag_message(w.arena, w.catalog, diag, (mds_lang)lang),
                                 expected, "%s", id);
                expand(expected, sizeof expected, message->hint.in[lang], hostile[h].shown);
                cr_expect_str_eq(mds_diag_hint(w.arena, w.catalog, diag, (mds_lang)lang), expected,
                                 "%s", id);
            }
        }
    }
    end(&w);
}

/* Every key of the catalog in every argument that is none. */
Test(message, no_key_is_looked_up_but_where_the_registry_says_so)
{
    world w = begin();

    for (size_t m = 0; m < w.catalog->message_count; m++) {
        const mds_message *message = &w.catalog->messages[m];
        for (size_t k = 0; k < mds_catalog_text_count(w.catalog); k++) {
            const char *key = mds_catalog_text_key(w.catalog, k);
            const char *args[MDS_DIAG_ARGS] = {"", "", "", ""};
            size_t wanted = 0;
            for (size_t i = 0; i < message->argument_count; i++) {
                const bool is_key = message->arguments[i].kind == MDS_ARGUMENT_KEY;
                args[i] = is_key ? "" : key;
                char token[] = {'{', (char)('1' + i), '}', '\0'};
                wanted += !is_key && strstr(message->text.in[MDS_LANG_EN], token) != NULL;
            }
            mds_arena *arena = mds_arena_new((size_t)1 << 20, NULL);
            mds_diags *diags = mds_diags_new(arena, 1);
            mds_diag_add(diags, (mds_diag_code)strtoul(message->id + 3, NULL, 10), "", "", args[0],
                         args[1], args[2], args[3], NULL);
            const char *text =
                mds_diag_message(arena, w.catalog, mds_diags_at(diags, 0), MDS_LANG_EN);
            cr_expect(wanted == 0 || strstr(text, key) != NULL, "%s: %s is not in \"%s\"",
                      message->id, key, text);
            mds_arena_free(arena);
        }
    }
    end(&w);
}

/* A key that the program gives is worded, in the language of the reader. */
Test(message, a_key_of_the_program_is_worded)
{
    world w = begin();
    mds_diags *diags = mds_diags_new(w.arena, 2);

    mds_diag_add(diags, MDS_D_TEMPLATE_NO_PLACE, "f", "", "ALOF-1", "template.reason.none",
                 "template.reason.none", NULL);
    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        const char *text =
            mds_diag_message(w.arena, w.catalog, mds_diags_at(diags, 0), (mds_lang)lang);
        cr_expect_not_null(
            strstr(text, mds_catalog_text(w.catalog, (mds_lang)lang, "template.reason.none")), "%s",
            text);
        cr_expect_not_null(strstr(text, " template.reason.none"), "%s", text);
    }
    end(&w);
}

/* Every key and every code as the answer to a question: the message quotes it. */
Test(message, a_form_of_keys_quotes_them)
{
    world w = begin();
    const mds_form *form = &w.catalog->forms[mds_catalog_form(w.catalog, "mds2-2019")];
    const size_t keys = mds_catalog_text_count(w.catalog);
    const size_t count = keys + w.catalog->message_count;
    size_t quoted = 0;

    for (size_t next = 0; next < count;) {
        mds_arena *arena = mds_arena_new((size_t)64 << 20, NULL);
        mds_diags *diags = mds_diags_new(arena, 1000);
        const mds_disclosure *read = NULL;
        mds_source *source = NULL;
        char *text = NULL;
        size_t size = 0;
        FILE *csv = open_memstream(&text, &size);
        (void)fputs("MDS2,ANSI/NEMA HN 1-2019\nID,Question,Response,Note\n", csv);
        for (size_t q = 0; q < form->question_count; q++) {
            const bool asks = form->questions[q].kind == MDS_QUESTION_CHOICE && next < count;
            const char *cell = !asks         ? ""
                               : next < keys ? mds_catalog_text_key(w.catalog, next)
                                             : w.catalog->messages[next - keys].id;
            next += asks;
            (void)fprintf(csv, "%s,question,%s,\n", form->questions[q].id, cell);
        }
        cr_assert_eq(fclose(csv), 0);
        cr_assert_eq(mds_source_from_memory(&source, "keys.csv", text, size), MDS_OK);
        cr_assert_eq(mds_import_form(&read, arena, w.catalog, source, diags), MDS_OK);
        for (size_t i = 0; i < mds_diags_count(diags); i++) {
            const mds_diag *at = mds_diags_at(diags, i);
            if (at->code == MDS_D_FORM_ANSWER_UNREADABLE) {
                const char *said = mds_diag_message(arena, w.catalog, at, MDS_LANG_EN);
                cr_expect_not_null(strstr(said, at->args[1]), "%s in \"%s\"", at->args[1], said);
                quoted++;
            }
        }
        mds_source_free(source);
        free(text);
        mds_arena_free(arena);
    }
    cr_expect_eq(quoted, count, "%zu of %zu were quoted", quoted, count);
    end(&w);
}
