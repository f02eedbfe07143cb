/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is learned, written as a catalog's files and loaded again, is the same. */
#include "support/files.h"

#include <criterion/criterion.h>
#include <mdsrisk/export_edition.h>
#include <mdsrisk/learn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARENA_LIMIT = 256 << 20 };

static mds_catalog *catalog, *loaded;
static mds_arena *arena;
static mds_diags *diags;
static folder here;
static mds_learnt *learnt;
static mds_adopted adopted;

static const mds_edition_source origin = {"様式 \"5.0\".xlsx", "", "Keep it to yourself."};

static void setup(void)
{
    arena = mds_arena_new(ARENA_LIMIT, NULL);
    cr_assert_eq(mds_catalog_load(&catalog, NULL, NULL), MDS_OK);
    diags = mds_diags_new(arena, 1000);
    cr_assert_not_null(diags);
    folder_make(&here);
}

static void teardown(void)
{
    mds_catalog_free(loaded);
    mds_catalog_free(catalog);
    mds_arena_free(arena);
}

TestSuite(export_edition, .init = setup, .fini = teardown);

static void write_file(const char *name, const char *text)
{
    const char *slash = strrchr(name, '/');

    if (slash != NULL) {
        char parent[64];
        (void)snprintf(parent, sizeof parent, "%.*s", (int)(slash - name), name);
        (void)mkdir(in_folder(&here, parent), 0777);
    }
    FILE *file = fopen(in_folder(&here, name), "wb");
    cr_assert_not_null(file, "%s", name);
    cr_assert_geq(fputs(text, file), 0);
    cr_assert_eq(fclose(file), 0);
}

static void remove_all(const mds_edition_file *files, size_t count)
{
    static const char *const folders[] = {"forms", "crosswalk", "translations"};

    for (size_t i = 0; i < count; i++) {
        (void)unlink(in_folder(&here, files[i].name));
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        (void)rmdir(in_folder(&here, folders[i]));
    }
    folder_remove(&here, "manifest.json");
}

static const char *compiled_manifest(size_t *n)
{
    for (size_t i = 0; i < mds_catalog_file_count(); i++) {
        const mds_catalog_file file = mds_catalog_file_at(i);
        if (strcmp(file.name, "manifest.json") == 0) {
            *n = file.size;
            return (const char *)file.bytes;
        }
    }
    return NULL;
}

/* Learns \p text, writes it all into the folder, and loads that. */
static void learn_and_load(const char *text)
{
    mds_source *source = NULL;
    mds_proposals proposals;
    mds_edition_file files[8] = {{"forms/jp-mds-5.0.json", "form"},
                                 {"crosswalk/jp-mds-5.0.json", "crosswalk"}};
    char names[6][64];
    size_t count = 2;
    size_t n = 0;
    const char *json = NULL;

    cr_assert_eq(mds_source_from_memory(&source, "new.csv", text, strlen(text)), MDS_OK);
    cr_assert_eq(mds_learn_form(&learnt, arena, catalog, source, NULL, diags), MDS_OK);
    mds_source_free(source);
    cr_assert_eq(mds_propose(&proposals, arena, catalog, &learnt->form), MDS_OK);
    mds_adopt_sections(learnt->questions, learnt->form.question_count, catalog, &proposals);
    cr_assert_eq(mds_adopt_draft(&adopted, arena, catalog, &learnt->form, &proposals), MDS_OK);
    cr_assert_eq(mds_export_edition_form(&json, arena, catalog, &learnt->form, &origin), MDS_OK);
    write_file(files[0].name, json);
    cr_assert_eq(mds_export_edition_crosswalk(&json, arena, catalog, &adopted, &origin), MDS_OK);
    write_file(files[1].name, json);
    cr_assert_leq(adopted.pair_count, sizeof names / sizeof names[0]);
    for (size_t i = 0; i < adopted.pair_count; i++) {
        const mds_adopted_pair *pair = &adopted.pairs[i];
        (void)snprintf(names[i], sizeof names[i], "translations/%.20s--%.20s.json",
                       pair->left->edition, pair->right->edition);
        cr_assert_eq(mds_export_edition_pair(&json, arena, pair, &origin), MDS_OK);
        write_file(names[i], json);
        files[count++] = (mds_edition_file){names[i], "translation"};
    }
    const char *manifest = compiled_manifest(&n);
    cr_assert_not_null(manifest);
    cr_assert_eq(mds_export_edition_manifest(&json, arena, "manifest.json", manifest, n, files,
                                             count, diags),
                 MDS_OK);
    write_file("manifest.json", json);
    const mds_status status = mds_catalog_load(&loaded, here.path, diags);
    /* A manifest that names all of them already stays as it is. */
    const char *again = NULL;
    cr_assert_eq(mds_export_edition_manifest(&again, arena, "manifest.json", json, strlen(json),
                                             files, count, diags),
                 MDS_OK);
    cr_assert_str_eq(again, json);
    remove_all(files, count);
    cr_assert_eq(status, MDS_OK, "%s",
                 mds_diags_count(diags) > 0 ? mds_diags_at(diags, 0)->args[0] : "");
}

static void same_strings(const mds_strings *a, const mds_strings *b, const char *what)
{
    cr_assert_eq(a->count, b->count, "%s", what);
    for (size_t i = 0; i < a->count; i++) {
        cr_assert_str_eq(a->at[i], b->at[i], "%s", what);
    }
}

static void same_question(const mds_question *a, const mds_question *b)
{
    cr_assert_str_eq(a->id, b->id);
    cr_assert_str_eq(a->title.in[MDS_LANG_JA], b->title.in[MDS_LANG_JA]);
    cr_assert_str_eq(a->title.in[MDS_LANG_EN], b->title.in[MDS_LANG_EN]);
    cr_assert_eq(a->kind, b->kind, "%s", a->id);
    cr_assert_eq(a->answer_set, b->answer_set, "%s", a->id);
    cr_assert_eq(a->parent, b->parent, "%s", a->id);
    cr_assert_eq(a->section, b->section, "%s", a->id);
    same_strings(&a->clauses, &b->clauses, a->id);
    same_strings(&a->bullet, &b->bullet, a->id);
    same_strings(&a->aliases, &b->aliases, a->id);
}

static const char text[] = "製造業者による医療情報セキュリティ開示書 Ver.5.0,,\n"
                           "医療情報システムの安全管理に関するガイドライン第6.0版対応,,\n"
                           "番号,設問,回答,備考\n"
                           "1,\"引用符\"\"と\\ (システム運用編 14⑤)\",はい・いいえ・対象外,\n"
                           "2,使用できる者を製品側で制限していますか,はい・いいえ・対象外,\n"
                           "2.1,次の方式に対応していますか,,\n"
                           ",・記憶による認証,該当・非該当,\n"
                           ",・生体による認証,該当・非該当,\n"
                           "2.2,\"二行の\n設問\",はい・いいえ・対象外,\n"
                           "3,遠隔保守の機能を備えていますか,該当・非該当,\n";

Test(export_edition, what_is_loaded_is_what_was_learned)
{
    learn_and_load(text);
    const uint32_t f = mds_catalog_form(loaded, "jp-mds-5.0");
    cr_assert_neq(f, MDS_NO_ORDINAL);
    const mds_form *a = &learnt->form;
    const mds_form *b = &loaded->forms[f];
    cr_assert(b->learned);
    cr_assert_str_eq(a->family, b->family);
    cr_assert_str_eq(a->title.in[MDS_LANG_JA], b->title.in[MDS_LANG_JA]);
    cr_assert_eq(b->completeness, MDS_COMPLETE);
    cr_assert_str_eq(loaded->guidelines[b->guideline].edition, "mhlw-6.0");
    cr_assert_eq(a->question_count, b->question_count);
    cr_assert_eq(b->question_count, 7);
    for (size_t q = 0; q < a->question_count; q++) {
        same_question(&a->questions[q], &b->questions[q]);
    }
    same_strings(&a->answer_headings, &b->answer_headings, "answer headings");
    same_strings(&a->note_headings, &b->note_headings, "note headings");
    same_strings(&a->title_marks, &b->title_marks, "title marks");
    for (size_t i = 0; i < MDS_LABEL__COUNT; i++) {
        cr_assert_str_eq(a->labels[i], b->labels[i]);
    }
}

Test(export_edition, so_are_the_relations)
{
    learn_and_load(text);
    const uint32_t f = mds_catalog_form(loaded, "jp-mds-5.0");
    const mds_crosswalk *crosswalk = &loaded->crosswalks[f];
    cr_assert_eq(crosswalk->row_count, adopted.crosswalk.row_count);
    for (size_t i = 0; i < crosswalk->row_count; i++) {
        const mds_crosswalk_row *a = &adopted.crosswalk.rows[i];
        const mds_crosswalk_row *b = &crosswalk->rows[i];
        cr_assert(a->question == b->question && a->fact == b->fact && a->relation == b->relation &&
                  a->inverse == b->inverse && a->review == b->review);
        cr_assert_str_eq(a->rationale, b->rationale);
    }
    cr_assert_gt(adopted.pair_count, 0);
    for (size_t p = 0; p < adopted.pair_count; p++) {
        const mds_adopted_pair *pair = &adopted.pairs[p];
        const uint32_t known = mds_catalog_form(loaded, pair->right->edition);
        const uint32_t t = mds_catalog_translation(loaded, f, known);
        cr_assert_neq(t, MDS_NO_ORDINAL);
        const mds_translation *translation = &loaded->translations[t];
        cr_assert_eq(translation->row_count, pair->row_count);
        for (size_t i = 0; i < pair->row_count; i++) {
            cr_assert_str_eq(translation->rows[i].id, pair->rows[i].id);
            cr_assert_eq(translation->rows[i].relation, pair->rows[i].relation);
            cr_assert_eq(translation->rows[i].review, MDS_REVIEW_UNREVIEWED);
            cr_assert_str_eq(translation->rows[i].rationale.in[MDS_LANG_JA],
                             pair->rows[i].rationale.in[MDS_LANG_JA]);
        }
    }
}
