/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The registry of diagnostics against the program that adds them and the page that explains them.
 */
#define _XOPEN_SOURCE 700
#include "base/strbuf.h"
#include <criterion/criterion.h>
#include <ctype.h>
#include <ftw.h>
#include <mdsrisk/message.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct known_code {
    mds_diag_code code;
    const char *name;
    mds_severity severity;
    size_t arguments;
} known_code;

static const known_code codes[] = {
#define MDS_X(name, number, severity, arguments)                                                   \
    {MDS_D_##name, "MDS_D_" #name, MDS_SEVERITY_##severity, arguments},
    MDS_DIAG_CODES(MDS_X)
#undef MDS_X
};
enum { CODE_COUNT = sizeof codes / sizeof codes[0] };

static mds_catalog *shipped(void)
{
    mds_catalog *catalog = NULL;

    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    return catalog;
}

Test(messages, every_code_has_its_words_and_its_arguments)
{
    const mds_catalog *catalog = shipped();

    cr_assert_eq(catalog->message_count, CODE_COUNT);
    for (size_t i = 0; i < CODE_COUNT; i++) {
        char id[12];
        mds_diag_code_name(codes[i].code, id);
        const mds_message *at = mds_catalog_message(catalog, id);
        cr_assert_not_null(at, "%s", id);
        cr_expect_str_eq(at->name, codes[i].name + strlen("MDS_D_"));
        cr_expect_eq(at->severity, codes[i].severity, "%s", id);
        cr_expect_eq(at->severity, mds_diag_severity(codes[i].code), "%s", id);
        cr_expect_eq(at->argument_count, codes[i].arguments, "%s", id);
        cr_expect_gt(strlen(at->since), 0, "%s", id);
        for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
            cr_expect_gt(strlen(at->text.in[lang]), 0, "%s", id);
            cr_expect_gt(strlen(at->hint.in[lang]), 0, "%s", id);
        }
    }
    cr_expect_null(mds_catalog_message(catalog, "MDS9999"));
    cr_expect_null(mds_catalog_message(catalog, ""));
}

/* How many texts begin with \p under: none would make a key that nothing answers to. */
static size_t texts_under(const mds_catalog *catalog, const char *under)
{
    size_t count = 0;

    for (size_t i = 0; i < mds_catalog_text_count(catalog); i++) {
        count += strncmp(mds_catalog_text_key(catalog, i), under, strlen(under)) == 0;
    }
    return count;
}

Test(messages, an_argument_says_what_it_is)
{
    const mds_catalog *catalog = shipped();
    size_t keys = 0;

    for (size_t i = 0; i < catalog->message_count; i++) {
        const mds_message *at = &catalog->messages[i];
        for (size_t k = 0; k < at->argument_count; k++) {
            const mds_message_argument *argument = &at->arguments[k];
            cr_expect_eq(strspn(argument->name, "abcdefghijklmnopqrstuvwxyz_"),
                         strlen(argument->name), "%s", at->id);
            if (argument->kind == MDS_ARGUMENT_KEY) {
                cr_expect_gt(texts_under(catalog, argument->under), 0, "%s %s", at->id,
                             argument->under);
                keys++;
            } else {
                cr_expect_str_eq(argument->under, "", "%s", at->id);
            }
        }
    }
    cr_expect_geq(keys, 10);
}

/* Nouns in the plural that follow a count in some text. */
static bool is_plural(const char *word)
{
    static const char *const plurals[] = {
        "acceptances", "answers",  "bids",     "cells",  "changes", "clauses", "columns",
        "days",        "entries",  "facts",    "fields", "files",   "forms",   "items",
        "lines",       "lists",    "messages", "notes",  "numbers", "parts",   "points",
        "questions",   "records",  "risks",    "rows",   "sets",    "samples", "scenarios",
        "verdicts",    "warnings", "years"};

    for (size_t i = 0; i < sizeof plurals / sizeof plurals[0]; i++) {
        if (strcmp(word, plurals[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a plural is within three words behind the number at \p at, "{1} ...". A limit,
 * "more than {1} files", is never one; nor does the half of a choice hold for one. */
static bool is_bare_count(const char *text, const char *at)
{
    static const char limit[] = "than ";
    char word[24] = "";
    int used = 0;
    int depth = 0;

    for (const char *p = text; p < at; p++) {
        depth += (*p == '{') - (*p == '}');
    }
    if (depth > 0 || (at - text >= 5 && strncmp(at - 5, limit, 5) == 0)) {
        return false;
    }
    at += 3;
    for (int words = 0; words < 3 && sscanf(at, " %23[a-z-]%n", word, &used) == 1; words++) {
        if (is_plural(word)) {
            return true;
        }
        if (at[used] != ' ' || strcmp(word, "of") == 0 || strcmp(word, "in") == 0) {
            return false;
        }
        at += used + 1;
    }
    return false;
}

/* \p message: the arguments of a message say what they are; NULL for a text. */
static void expect_agreement(const char *id, const char *text, const mds_message *message)
{
    for (const char *at = strchr(text, '{'); at != NULL; at = strchr(at + 1, '{')) {
        const size_t which = (size_t)(at[1] - '1');
        if (!isdigit((unsigned char)at[1]) || at[2] != '}' || at[3] != ' ' ||
            (message != NULL && message->arguments[which].kind != MDS_ARGUMENT_NUMBER)) {
            continue;
        }
        cr_expect(!is_bare_count(text, at), "%s: write {1} {1|answer|answers}: %s", id, at);
    }
}

Test(messages, a_noun_agrees_with_its_number)
{
    const mds_catalog *catalog = shipped();

    static const char probe[] = "take {2} more answers";

    cr_assert(is_bare_count(probe, probe + 5));
    for (size_t i = 0; i < mds_catalog_text_count(catalog); i++) {
        const char *key = mds_catalog_text_key(catalog, i);
        expect_agreement(key, mds_catalog_text(catalog, MDS_LANG_EN, key), NULL);
    }
    for (size_t i = 0; i < catalog->message_count; i++) {
        const mds_message *at = &catalog->messages[i];
        expect_agreement(at->id, at->text.in[MDS_LANG_EN], at);
        expect_agreement(at->id, at->hint.in[MDS_LANG_EN], at);
    }
}

/* The sources: every call of mds_diag_add() that names a code gives as many arguments as the
 * registry says. */

enum { CALL_ARGUMENTS = 12 };

static size_t calls, checked;

/* Splits the arguments of a call at its commas, from behind "(" on; how many there are. */
static size_t split(char *text, char *out[CALL_ARGUMENTS])
{
    size_t count = 1;
    int depth = 0;

    out[0] = text;
    for (char *at = text; *at != '\0'; at++) {
        if (*at == '"') {
            for (at++; *at != '"'; at++) {
                at += *at == '\\';
            }
        } else if (*at == '(' || *at == '[') {
            depth++;
        } else if (*at == ')' && depth == 0) {
            *at = '\0';
            return count;
        } else if (*at == ')' || *at == ']') {
            depth--;
        } else if (*at == ',' && depth == 0 && count < CALL_ARGUMENTS) {
            *at = '\0';
            out[count++] = at + 1;
        }
    }
    return 0;
}

static size_t arguments_of(const char *name, size_t length)
{
    for (size_t i = 0; i < CODE_COUNT; i++) {
        if (strlen(codes[i].name) == length && strncmp(codes[i].name, name, length) == 0) {
            return codes[i].arguments;
        }
    }
    cr_assert_fail("no code %.*s", (int)length, name);
    return 0;
}

static void check_call(const char *path, char *text)
{
    char *given[CALL_ARGUMENTS];
    const size_t count = split(text, given);

    calls++;
    cr_assert_geq(count, 5, "%s: a call that does not end", path);
    const char *code = strstr(given[1], "MDS_D_");
    for (; code != NULL; code = strstr(code + 1, "MDS_D_")) {
        size_t length = 0;
        while (isupper((unsigned char)code[length]) || isdigit((unsigned char)code[length]) ||
               code[length] == '_') {
            length++;
        }
        cr_expect_eq(count - 5, arguments_of(code, length), "%s: %.*s has %zu arguments", path,
                     (int)length, code, count - 5);
        checked++;
    }
}

static int check_file(const char *path, const struct stat *info, int type, struct FTW *at)
{
    static const char call[] = "mds_diag_add(";
    const char *ending = strrchr(path, '.');

    (void)at;
    if (type != FTW_F || ending == NULL || strcmp(ending, ".c") != 0) {
        return 0;
    }
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char *text = calloc((size_t)info->st_size + 1, 1);
    cr_assert_eq(fread(text, 1, (size_t)info->st_size, file), (size_t)info->st_size);
    fclose(file);
    char *rest = strstr(text, call);
    while (rest != NULL) {
        char *next = strstr(rest + sizeof call - 1, call);
        if (strncmp(rest + sizeof call - 1, "mds_diags *", 11) != 0) { /* its own definition */
            char *copy = strdup(rest + sizeof call - 1);
            check_call(path, copy);
            free(copy);
        }
        rest = next;
    }
    free(text);
    return 0;
}

Test(messages, every_call_gives_the_arguments_of_its_code)
{
    static const char *const rooms[] = {"base",      "catalog",   "engine", "report",
                                        "importers", "exporters", "cli"};

    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        char path[512];
        (void)snprintf(path, sizeof path, "%s/%s", MDS_SOURCE_DIR, rooms[i]);
        cr_assert_eq(nftw(path, check_file, 16, FTW_PHYS), 0, "%s", path);
    }
    cr_expect_gt(checked, 150, "%zu of %zu calls name their code", checked, calls);
}

/* docs/use/messages.md is the registry for a reader. MDS_UPDATE_GOLDEN=1 writes it anew. */

static void put_languages(FILE *page, const mds_text *text, const char *lead)
{
    static const char *const places[] = {"{1}", "{2}", "{3}", "{4}", "{5}"};

    for (size_t lang = 0; lang < MDS_LANG__COUNT; lang++) {
        mds_strbuf words;
        mds_strbuf_init(&words, 4096);
        mds_strbuf_template(&words, text->in[lang], places, sizeof places / sizeof places[0]);
        (void)fprintf(page, "%s%s%s", lang == 0 ? lead : "", words.p, lang == 0 ? "  \n" : "\n\n");
        mds_strbuf_finish(&words);
    }
}

static void put_message(FILE *page, const mds_message *at)
{
    (void)fprintf(page, "### %s\n\n%s, since %s, `MDS_D_%s`", at->id,
                  mds_severity_name(at->severity), at->since, at->name);
    for (size_t i = 0; i < at->argument_count; i++) {
        (void)fprintf(page, "%s {%zu} %s (%s)", i == 0 ? ";" : ",", i + 1, at->arguments[i].name,
                      mds_argument_kind_name(at->arguments[i].kind));
    }
    (void)fputs("\n\n", page);
    put_languages(page, &at->text, "");
    put_languages(page, &at->hint, "Way out: ");
}

static const char *chapter_of(const char *id)
{
    static const struct {
        const char *first, *title;
    } chapters[] = {{"MDS1000", "Files and containers"},
                    {"MDS1200", "Forms"},
                    {"MDS1300", "Deployments"},
                    {"MDS1400", "Facts, records and support"},
                    {"MDS1500", "The catalog"},
                    {"MDS1600", "Output"},
                    {"MDS1700", "The command line"},
                    {"MDS1800", "Decisions: simulation, treatment, questions, quality, bids"},
                    {"MDS1890", "Differences, translation and templates"},
                    {"MDS1930", "Learning an edition"},
                    {"MDS1950", "Several forms and the guideline"}};
    size_t i = 0;

    while (i + 1 < sizeof chapters / sizeof chapters[0] && strcmp(chapters[i + 1].first, id) <= 0) {
        i++;
    }
    return chapters[i].title;
}

static char *make_page(size_t *size)
{
    const mds_catalog *catalog = shipped();
    const char *chapter = "";
    char *text = NULL;
    FILE *page = open_memstream(&text, size);

    (void)fputs(
        "# Messages\n\n"
        "Every message of the program has a code that never changes. `mdsrisk help MDS1862` "
        "explains a code at the terminal.\n"
        "An error means that an input, or a part of it, could not be used. A warning means "
        "that something is unknown or assumed. A note loses nothing.\n\n"
        "This page is made from `catalog/data/messages.json`; a test holds it to the "
        "file.\n\n",
        page);
    for (size_t i = 0; i < catalog->message_count; i++) {
        const mds_message *at = &catalog->messages[i];
        if (strcmp(chapter, chapter_of(at->id)) != 0) {
            chapter = chapter_of(at->id);
            (void)fprintf(page, "## %s\n\n", chapter);
        }
        put_message(page, at);
    }
    cr_assert_eq(fclose(page), 0);
    return text;
}

Test(messages, the_page_is_that_of_the_registry)
{
    static const char path[] = MDS_SOURCE_DIR "/docs/use/messages.md";
    size_t size = 0;
    char *made = make_page(&size);

    made[size - 1] = '\0'; /* ends with one line feed */
    if (getenv("MDS_UPDATE_GOLDEN") != NULL) {
        FILE *file = fopen(path, "wb");
        cr_assert_not_null(file, "%s", path);
        cr_assert_geq(fputs(made, file), 0);
        cr_assert_eq(fclose(file), 0);
    }
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s is missing: MDS_UPDATE_GOLDEN=1 writes it", path);
    char *found = calloc(size + 2, 1);
    const size_t n = fread(found, 1, size + 1, file);
    fclose(file);
    cr_assert(n == size - 1 && strcmp(found, made) == 0,
              "%s is not made from messages.json: MDS_UPDATE_GOLDEN=1 writes it anew", path);
    free(found);
    free(made);
}
