/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the command says in Japanese holds no English: every Latin word is an id, a file, an option,
 * what the input itself says, a source that is cited, or one of the names in
 * tests/data/japanese/latin-words.txt. */
#include "support/command.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(japanese, .init = scratch_begin, .fini = scratch_end);

#define LAB EXAMPLES "lab-analyser/mds.xlsx"
#define CHECKLIST EXAMPLES "lab-analyser/checklist.xlsx"
#define CONTEXT "--context", EXAMPLES "lab-analyser/context.json"
#define JA AS_OF, "--lang", "ja"

enum { MOST_ARGS = 14, WORD_BYTES = 64 };

static const struct {
    const char *args[MOST_ARGS];
    const char *file; /* what it writes and is looked at too, or NULL */
    bool cites;       /* it prints the sources of the catalog */
} runs[] = {
    {{"assess", LAB, CHECKLIST, CONTEXT, JA, "-o", "register.csv"}, "register.csv", true},
    {{"ask", LAB, CHECKLIST, CONTEXT, JA, "-o", "questions.txt"}, "questions.txt", false},
    {{"ask", LAB, CHECKLIST, CONTEXT, JA, "-o", "questions.csv"}, "questions.csv", false},
    {{"explain", LAB, CHECKLIST, CONTEXT, JA, "network-exploit"}, NULL, true},
    {{"explain", LAB, CHECKLIST, CONTEXT, JA, "insider-misuse"}, NULL, true},
    {{"lint", LAB, JA}, NULL, false},
    {{"treat", LAB, CHECKLIST, CONTEXT, JA}, NULL, false},
    {{"lifecycle", LAB, CHECKLIST, CONTEXT, JA}, NULL, false},
    {{"guideline", LAB, CHECKLIST, JA, "-o", "clauses.csv"}, "clauses.csv", false},
    {{"import", LAB, "--lang", "ja", "--show", "seen.html"}, NULL, false},
    {{"translate", LAB, "--to", "jp-mds-4.1", JA, "-o", "same.csv"}, "same.csv", false},
    {{"diff", LAB, LAB, JA}, NULL, false},
    {{"catalog", "list", "compensating", "--lang", "ja"}, NULL, false},
    {{"help", "--lang", "ja"}, NULL, false},
};

/* Whether a list of words, one a line or apart from each other, holds one. */
static bool holds(const char *list, const char *word)
{
    const size_t n = strlen(word);

    for (const char *p = strstr(list, word); p != NULL; p = strstr(p + 1, word)) {
        if ((p == list || !isalpha((unsigned char)p[-1])) && !isalpha((unsigned char)p[n])) {
            return true;
        }
    }
    return false;
}

static bool in_token(char c)
{
    return isalnum((unsigned char)c) || (c != '\0' && strchr("_./#&+@%=-~\\", c) != NULL);
}

/* The next word of letters alone that has small ones, from *p on; NULL when there is none. Ids,
 * files, options, units of measurement and what is in backticks are passed over. */
static const char *next_word(char word[WORD_BYTES], const char **p)
{
    while (**p != '\0') {
        const char *from = *p;
        if (*from == '`') {
            const char *close = strchr(from + 1, '`');
            *p = close != NULL ? close + 1 : from + 1;
            continue;
        }
        if (!in_token(*from)) {
            ++*p;
            continue;
        }
        while (in_token(**p)) {
            ++*p;
        }
        size_t n = (size_t)(*p - from);
        while (n > 0 && strchr(".-", from[n - 1]) != NULL) {
            n--;
        }
        bool letters = n > 2 && n < WORD_BYTES;
        bool small = false;
        for (size_t i = 0; i < n; i++) {
            letters = letters && isalpha((unsigned char)from[i]);
            small = small || islower((unsigned char)from[i]);
        }
        if (letters && small) {
            memcpy(word, from, n);
            word[n] = '\0';
            return word;
        }
    }
    return NULL;
}

/* Every file that the runs read, as one text. */
static char *read_all(const char *const *paths, size_t count)
{
    char *all = calloc(1, 1);
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        size_t n = 0;
        char *text = slurp(paths[i], &n);
        cr_assert_not_null(text, "%s", paths[i]);
        all = realloc(all, size + n + 2);
        cr_assert_not_null(all);
        memcpy(all + size, text, n);
        size += n;
        all[size++] = '\n';
        all[size] = '\0';
        free(text);
    }
    return all;
}

/* Leaves of a catalog file the values of one member alone: what is cited. */
static void keep_member(char *text, const char *member)
{
    char *to = text;

    for (char *p = strstr(text, member); p != NULL; p = strstr(p, member)) {
        p += strlen(member);
        const size_t n = strcspn(p, "\"");
        memmove(to, p, n);
        to[n] = '\n';
        to += n + 1;
        p += n;
    }
    *to = '\0';
}

/* Each unknown word once. */
static size_t check_text(const char *text, const char *known, const char *cited, const char *what)
{
    char word[WORD_BYTES];
    char told[8192] = "\n";
    size_t count = 0;

    for (const char *p = text; next_word(word, &p) != NULL;) {
        if (holds(known, word) || (cited != NULL && holds(cited, word)) || holds(told, word)) {
            continue;
        }
        count++;
        if (strlen(told) + strlen(word) + 2 < sizeof told) {
            (void)strcat(told, word);
            (void)strcat(told, "\n");
        }
    }
    cr_expect_eq(count, 0, "%s: Latin words: %s", what, told);
    return count;
}

Test(japanese, outputs_hold_no_english)
{
    static const char *const known_files[] = {
        MDS_TEST_DATA "/japanese/latin-words.txt", EXAMPLES "lab-analyser/mds.tsv",
        EXAMPLES "lab-analyser/checklist.tsv", EXAMPLES "lab-analyser/context.json"};
    static const char *const evidence[] = {MDS_SOURCE_DIR "/catalog/data/evidence.json"};
    static const char *const scenarios[] = {MDS_SOURCE_DIR "/catalog/data/scenarios.json"};
    char *known = read_all(known_files, sizeof known_files / sizeof *known_files);
    char *sources = read_all(evidence, 1);
    char *techniques = read_all(scenarios, 1);
    keep_member(sources, "\"source\": \"");
    keep_member(techniques, "\"title\": \"");
    const size_t size = strlen(sources) + strlen(techniques) + 1;
    char *cited = malloc(size);
    cr_assert_not_null(cited);
    (void)snprintf(cited, size, "%s%s", sources, techniques);

    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        const char *const *a = runs[i].args;
        command_result r = command(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9],
                                   a[10], a[11], a[12], a[13], NULL);
        cr_expect(r.code <= 1, "%s: %s", a[0], r.err);
        (void)check_text(r.out, known, runs[i].cites ? cited : NULL, a[0]);
        (void)check_text(r.err, known, runs[i].cites ? cited : NULL, a[0]);
        if (runs[i].file != NULL) {
            char *text = slurp(runs[i].file, NULL);
            cr_assert_not_null(text, "%s", runs[i].file);
            /* The first line of a csv file names its columns, the same in each language. */
            const char *dot = strrchr(runs[i].file, '.');
            const char *body = strcmp(dot, ".csv") == 0 ? strchr(text, '\n') : text;
            cr_assert_not_null(body);
            (void)check_text(body, known, runs[i].cites ? cited : NULL, runs[i].file);
            free(text);
        }
        free(r.out);
        free(r.err);
    }
    free(known);
    free(sources);
    free(techniques);
    free(cited);
}

/* The test itself: an English sentence among Japanese is found. */
Test(japanese, an_english_word_is_found)
{
    char word[WORD_BYTES];
    const char *text = "\xE5\x9B\x9E\xE7\xAD\x94 AUDT-2.8 `mdsrisk ask` --lang form.xlsx SBOM "
                       "\xE3\x81\xAF secret";
    const char *p = text;

    cr_assert_not_null(next_word(word, &p));
    cr_expect_str_eq(word, "secret");
    cr_expect_null(next_word(word, &p));
    cr_expect(holds("Windows\nsecret\n", word));
    cr_expect_not(holds("secretary\n", word));
}
