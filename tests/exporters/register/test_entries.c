/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever a hospital types into its columns comes back, from every format and in both languages.
 */
#include "base/date.h"
#include "base/num.h"
#include "support/files.h"
#include "support/small_world.h"
#include <mdsrisk/export.h>
#include <mdsrisk/import_entries.h>
#include <stdio.h>
#include <stdlib.h>

enum { OWN = 3, ROWS = 5, FILE_LIMIT = 1 << 24 };

static const char *const endings[] = {"r.xlsx", "r.csv", "r.json"};

/* A number of a sequence that is the same in every run. */
static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525U + 1013904223U;
    return *seed >> 8;
}

static const char *some_text(small_world *w, unsigned *seed)
{
    static const char *const pieces[] = {"=1+1",
                                         "@SUM(A1)",
                                         "+cmd|' /C calc'!A0",
                                         "-2+3",
                                         "＝1",
                                         "'=x",
                                         "''=x",
                                         "<script>",
                                         "a,b\"c;d",
                                         "line\nbreak",
                                         "\ttab",
                                         " lead",
                                         "trail ",
                                         "未定",
                                         "ｱｲｳ",
                                         "😀",
                                         "R8.1.1",
                                         "0012",
                                         "1e5",
                                         "_x0041_",
                                         "&amp; <b>",
                                         "{\"a\":1}",
                                         "$A$1",
                                         "12.50",
                                         "12345678901234567890",
                                         "accept",
                                         "TBD",
                                         "/etc/passwd"};
    char text[256] = "";
    const unsigned count = next(seed) % 4;
    for (unsigned i = 0; i < count; i++) {
        const char *piece = pieces[next(seed) % (sizeof pieces / sizeof pieces[0])];
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s",
                       next(seed) % 3 == 0 ? " " : "", piece);
    }
    return mds_arena_strndup(w->arena, text, strlen(text));
}

/* Blank cells are not typed, and JSON, csv and workbooks alike have no others. */
static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

static mds_typed some_typed(small_world *w, unsigned *seed, bool number, bool date)
{
    mds_typed typed = {.text = some_text(w, seed), .day = MDS_DAY_NONE};
    char shown[MDS_NUM_SIZE];
    if (is_blank(typed.text)) {
        typed.text = "";
    }
    if (number && next(seed) % 2 == 0) {
        typed.kind = MDS_TYPED_NUMBER;
        typed.number = (double)(next(seed) % 1000000) / 4;
        mds_num_exact(shown, typed.number);
        typed.text = mds_arena_strndup(w->arena, shown, strlen(shown));
    } else if (date && next(seed) % 2 == 0) {
        typed.kind = MDS_TYPED_DATE;
        typed.number = 20000 + next(seed) % 3000;
        typed.day = (int32_t)typed.number;
        mds_date_format(shown, typed.day);
        typed.text = mds_arena_strndup(w->arena, shown, strlen(shown));
    }
    return typed;
}

/* A register as a hospital may have left it: rows of risks, of one that does not apply, of none. */
static mds_entries *some_entries(small_world *w, unsigned *seed)
{
    static const char *const titles[OWN] = {"Our class", "=2+2", "Our class"};
    mds_entries *made = mds_arena_alloc(w->arena, 1, sizeof *made);
    mds_entry *rows = mds_arena_alloc(w->arena, ROWS, sizeof *rows);
    const size_t risks = w->catalog.scenario_count;
    *made = (mds_entries){.file = "r",
                          .device = "d",
                          .model = "",
                          .as_of = "",
                          .own_titles = titles,
                          .own_count = OWN,
                          .at = rows};
    for (size_t i = 0; i < ROWS; i++) {
        mds_typed *own = mds_arena_alloc(w->arena, OWN, sizeof *own);
        const bool ours = i < risks;
        rows[i] = (mds_entry){.risk_id = ours ? mds_risk_id(w->arena, &w->catalog, w->risk->facts,
                                                            w->risk->deployment, (uint32_t)i)
                                              : "",
                              .title = ours ? "" : "Stolen laptop",
                              .own = own,
                              .other = ours ? "" : "Risk: Stolen laptop",
                              .rrf = -1,
                              .accepted_rrf = -1,
                              .accepted_as = "",
                              .where = "A1"};
        for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
            rows[i].cells[f] =
                some_typed(w, seed, f == MDS_ENTRY_COST, mds_entry_is_date((mds_entry_field)f));
        }
        rows[i].decision = rows[i].cells[0].text[0] == '\0'               ? MDS_DECISION_UNDECIDED
                           : strcmp(rows[i].cells[0].text, "accept") == 0 ? MDS_DECISION_ACCEPT
                                                                          : MDS_DECISION__COUNT;
        for (size_t k = 0; k < OWN; k++) {
            own[k] = some_typed(w, seed, true, false);
        }
        made->count++;
    }
    return made;
}

static const mds_entry *find(const mds_entries *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->at[i].risk_id, id) == 0 &&
            mds_entry_is_typed(&list->at[i], list->own_count)) {
            return &list->at[i];
        }
    }
    return NULL;
}

static void expect_same(const mds_typed *before, const mds_typed *after, const char *what)
{
    cr_expect_str_eq(after->text, before->text, "%s: [%s] came back as [%s]", what, before->text,
                     after->text);
    if (before->text[0] != '\0' && before->kind != MDS_TYPED_TEXT) {
        cr_expect_eq((int)after->kind, (int)before->kind, "%s %s", what, before->text);
        cr_expect_eq(after->number, before->number, "%s %s", what, before->text);
    }
}

static void expect_all(const mds_entries *before, const mds_entries *after, const char *what)
{
    cr_assert_eq(after->own_count, before->own_count, "%s", what);
    for (size_t i = 0; i < before->count; i++) {
        const mds_entry *was = &before->at[i];
        const mds_entry *is = find(after, was->risk_id);
        if (!mds_entry_is_typed(was, before->own_count)) {
            continue;
        }
        cr_assert_not_null(is, "%s: %s", what, was->risk_id);
        if (was->cells[0].text[0] != '\0' &&
            !(was->decision == MDS_DECISION_ACCEPT && is->decision == MDS_DECISION_ACCEPT)) {
            expect_same(&was->cells[0], &is->cells[0], what);
        }
        for (int f = 1; f < MDS_ENTRY__COUNT; f++) {
            expect_same(&was->cells[f], &is->cells[f], what);
        }
        for (size_t k = 0; k < before->own_count; k++) {
            cr_expect_str_eq(after->own_titles[k], before->own_titles[k]);
            expect_same(&was->own[k], &is->own[k], what);
        }
        cr_expect_str_eq(is->other, was->other, "%s", what);
    }
}

/* Writes the entries into a register, and reads them back. */
static const mds_entries *through(small_world *w, const mds_entries *former, const char *path,
                                  mds_lang lang)
{
    const mds_carried *carried = NULL;
    const mds_register *reg = NULL;
    const mds_entries *after = NULL;
    mds_source *source = NULL;
    cr_assert_eq(mds_entries_carry(&carried, w->arena, w->risk, former, w->diags), MDS_OK);
    cr_assert_eq(mds_register_build(&reg, w->arena, w->risk, carried, w->diags, lang), MDS_OK);
    cr_assert_eq(mds_export_register(reg, mds_export_format_of(path), path, w->diags), MDS_OK);
    cr_assert_eq(mds_source_open(&source, path, FILE_LIMIT, w->diags), MDS_OK);
    cr_assert_eq(mds_import_entries(&after, w->arena, &w->catalog, source, w->diags), MDS_OK);
    mds_source_free(source);
    return after;
}

Test(entries, whatever_is_typed_comes_back)
{
    folder f;
    folder_make(&f);
    for (unsigned round = 0; round < 60; round++) {
        small_world w;
        unsigned seed = 4711 + round;
        small_make(&w);
        const char *name = endings[round % 3];
        const char *path = in_folder(&f, name);
        const mds_lang lang = round / 3 % 2 == 0 ? MDS_LANG_EN : MDS_LANG_JA;
        const mds_entries *before = some_entries(&w, &seed);
        const mds_entries *once = through(&w, before, path, lang);
        expect_all(before, once, name);
        /* The next run finds what it wrote, the sheet of kept entries too. */
        const mds_entries *twice =
            through(&w, once, path, lang == MDS_LANG_EN ? MDS_LANG_JA : MDS_LANG_EN);
        expect_all(before, twice, name);
        small_free(&w);
    }
    cr_assert_eq(remove(in_folder(&f, "r.csv")), 0);
    cr_assert_eq(remove(in_folder(&f, "r.json")), 0);
    folder_remove(&f, "r.xlsx");
}

static mds_entry accepted(const small_world *w, const char *id, const char *until, int32_t day)
{
    mds_entry made = {.risk_id = id,
                      .title = "",
                      .other = "",
                      .rrf = -1,
                      .accepted_rrf = -1,
                      .accepted_as = "",
                      .where = "A1",
                      .decision = MDS_DECISION_ACCEPT};
    (void)w;
    for (int f = 0; f < MDS_ENTRY__COUNT; f++) {
        made.cells[f] = (mds_typed){.text = "", .day = MDS_DAY_NONE};
    }
    made.cells[MDS_ENTRY_DECISION].text = "accept";
    made.cells[MDS_ENTRY_ACCEPTED_BY].text = "A. Director";
    made.cells[MDS_ENTRY_ACCEPTED_UNTIL] = (mds_typed){.text = until, .day = day};
    return made;
}

Test(entries, an_acceptance_that_does_not_fit_any_more_is_flagged)
{
    small_world w;
    small_make(&w);
    const uint32_t s = w.risk->ranking[0];
    const double now = w.risk->now->risks[s].at[MDS_STAGE_R2].rrf;
    const char *id = mds_risk_id(w.arena, &w.catalog, w.risk->facts, w.risk->deployment, s);
    const struct {
        double was, accepted;
        const char *as;
        int32_t until;
        unsigned flags;
    } cases[] = {
        {now, -1, "", w.risk->as_of + 1, 0},
        {now, -1, "", w.risk->as_of, 0},
        {now, -1, "", w.risk->as_of - 1, MDS_ACCEPTANCE_EXPIRED},
        {now / 2, -1, "", w.risk->as_of + 1, MDS_ACCEPTANCE_GREW},
        {now * 2, -1, "", w.risk->as_of + 1, 0},
        /* The number at which it was accepted counts, not that of the last register. */
        {now, now / 2, "A. Director; u", w.risk->as_of + 1, MDS_ACCEPTANCE_GREW},
        /* Another acceptance is a new one. */
        {now, now / 2, "B. Director; u", w.risk->as_of + 1, 0},
        {now / 2, now, "A. Director; u", w.risk->as_of - 1, MDS_ACCEPTANCE_EXPIRED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mds_entry entry = accepted(&w, id, "u", cases[i].until);
        entry.rrf = cases[i].was;
        entry.accepted_rrf = cases[i].accepted;
        entry.accepted_as = cases[i].as;
        const mds_entries former = {
            .file = "r", .device = "", .model = "", .as_of = "", .at = &entry, .count = 1};
        const mds_carried *carried = NULL;
        cr_assert_eq(mds_entries_carry(&carried, w.arena, w.risk, &former, w.diags), MDS_OK);
        cr_expect_eq(carried->risks[s].flags, cases[i].flags, "case %zu: %u", i,
                     carried->risks[s].flags);
        cr_expect_eq(carried->flagged, cases[i].flags != 0, "case %zu", i);
    }
    small_free(&w);
}

Test(entries, what_finds_no_risk_is_kept_with_its_reason)
{
    small_world w;
    small_make(&w);
    const uint32_t s = w.risk->ranking[0];
    uint32_t gone = 0;
    while (w.risk->now->risks[gone].applies) {
        gone++;
    }
    const mds_facts *facts = w.risk->facts;
    const char *id = mds_risk_id(w.arena, &w.catalog, facts, w.risk->deployment, s);
    mds_entry rows[] = {
        accepted(&w, id, "u", MDS_DAY_NONE),
        accepted(&w, id, "u", MDS_DAY_NONE),
        accepted(&w, mds_risk_id(w.arena, &w.catalog, facts, w.risk->deployment, gone), "u",
                 MDS_DAY_NONE),
        accepted(&w, "network-exploit-ffffff", "u", MDS_DAY_NONE),
        accepted(&w, "", "u", MDS_DAY_NONE),
    };
    const mds_entries former = {
        .file = "r", .device = "", .model = "", .as_of = "", .at = rows, .count = 5};
    const mds_carried *carried = NULL;
    cr_assert_eq(mds_entries_carry(&carried, w.arena, w.risk, &former, w.diags), MDS_OK);
    cr_assert_eq(carried->left_count, 4);
    static const mds_left_reason reasons[] = {MDS_LEFT_TWICE, MDS_LEFT_GONE, MDS_LEFT_OTHER,
                                              MDS_LEFT_NO_ID};
    for (size_t i = 0; i < 4; i++) {
        cr_expect_eq((int)carried->left[i].reason, (int)reasons[i]);
    }
    cr_expect_eq(carried->risks[s].entry, &rows[0]);
    cr_expect_neq(carried->left[1].flags & MDS_ACCEPTANCE_GONE, 0);
    small_free(&w);
}

Test(entries, ids_stay_when_a_name_is_written_otherwise)
{
    static const char *const same[] = {"NW-7", "nw-7", "NW 7", "ＮＷ－７", "nw7", "NW–7"};
    small_world w;
    small_make(&w);
    const char *first = NULL;
    mds_deployment deployment = *w.risk->deployment;
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        mds_disclosure d = *w.risk->facts->disclosures[0];
        const mds_disclosure *list[] = {&d};
        mds_facts facts = *w.risk->facts;
        d.device[MDS_DEVICE_MODEL] = same[i];
        facts.disclosures = list;
        const char *id = mds_risk_id(w.arena, &w.catalog, &facts, &deployment, 0);
        first = first == NULL ? id : first;
        cr_expect_str_eq(id, first, "%s", same[i]);
        d.device[MDS_DEVICE_MODEL] = "NW-8";
        cr_expect_str_neq(mds_risk_id(w.arena, &w.catalog, &facts, &deployment, 0), first);
    }
    deployment.asset[MDS_ASSET_DEVICE_ID] = "bed-4";
    const char *fixed = mds_risk_id(w.arena, &w.catalog, w.risk->facts, &deployment, 0);
    cr_expect_str_eq(fixed + strlen(fixed) - 6, "-bed-4");
    small_free(&w);
}
