/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalog_learn.h"

#include "base/strbuf.h"
#include "catalog_folder.h"
#include <mdsrisk/adopt_report.h>
#include <mdsrisk/export_edition.h>
#include <mdsrisk/export_table.h>
#include <mdsrisk/import_review.h>
#include <mdsrisk/learn.h>
#include <mdsrisk/limits.h>
#include <string.h>
#include <sys/stat.h>

const option_spec option_edition = {
    "--edition",          0,          offsetof(catalog_options, edition), "cli.value.edition",
    "cli.option.edition", .own = true};
const option_spec option_family = {
    "--family",          0,          offsetof(catalog_options, family), "cli.value.family",
    "cli.option.family", .own = true};

static const char usual_folder[] = "mdsrisk-catalog";

enum { EXAMPLES = 5, LISTS = 99 };

/* What becomes a folder's files. */
typedef struct taking {
    run *r;
    const char *dir;
    const mds_catalog *catalog; /* as the folder has it so far */
    mds_catalog *own;           /* to be freed: the catalog when it is not the run's */
    folder to;
    mds_edition_source source;
    const char *list; /* name of the list of proposals */
} taking;

/* Whether the folder already holds a catalog; the first edition goes into an empty one. */
static bool holds_catalog(const char *dir)
{
    struct stat info;
    mds_strbuf path;

    mds_strbuf_init(&path, (size_t)1 << 16);
    mds_strbuf_printf(&path, "%s/manifest.json", dir);
    const bool found = path.status == MDS_OK && stat(path.p, &info) == 0;
    mds_strbuf_finish(&path);
    return found;
}

/* Loads the folder's catalog when it has one; else the run's serves. */
static mds_status load_folder(taking *t)
{
    t->catalog = t->r->catalog;
    if (!holds_catalog(t->dir) ||
        (t->r->opt.catalog != NULL && strcmp(t->r->opt.catalog, t->dir) == 0)) {
        return MDS_OK;
    }
    const mds_status status = mds_catalog_load(&t->own, t->dir, t->r->diags);
    t->catalog = status == MDS_OK ? t->own : t->catalog;
    return status;
}

static const char *file_name(taking *t, const char *folder_name, const char *left,
                             const char *right)
{
    return mds_arena_printf(t->r->arena, "%s/%s%s%s.json", folder_name, left,
                            right != NULL ? "--" : "", right != NULL ? right : "");
}

static mds_status add_file(taking *t, const char *name, const char *kind, const char *text,
                           mds_status status)
{
    if (status == MDS_OK && name == NULL) {
        status = mds_arena_status(t->r->arena);
    }
    if (status == MDS_OK) {
        folder_add(&t->to, name, kind, text, false);
    }
    return status;
}

/* Crosswalk and translations. */
static mds_status add_relations(taking *t, const mds_adopted *adopted)
{
    const char *text = NULL;
    mds_status status =
        mds_export_edition_crosswalk(&text, t->r->arena, t->catalog, adopted, &t->source);

    status = add_file(t, file_name(t, "crosswalk", adopted->form->edition, NULL), "crosswalk", text,
                      status);
    for (size_t i = 0; i < adopted->pair_count && status == MDS_OK; i++) {
        const mds_adopted_pair *pair = &adopted->pairs[i];
        status = mds_export_edition_pair(&text, t->r->arena, pair, &t->source);
        status =
            add_file(t, file_name(t, "translations", pair->left->edition, pair->right->edition),
                     "translation", text, status);
    }
    return status;
}

/* The guideline's file, with the clauses that it lacks. */
static mds_status add_clauses(taking *t, const mds_learnt *learnt)
{
    size_t n = 0;
    mds_status status = MDS_OK;
    const char *text = NULL;

    if (learnt->clause_count == 0) {
        return MDS_OK;
    }
    const char *name =
        file_name(t, "guidelines", t->catalog->guidelines[learnt->form.guideline].edition, NULL);
    const char *before = name != NULL ? folder_read(t->r, t->dir, name, &n, &status) : NULL;
    if (name == NULL || before == NULL) {
        return status != MDS_OK ? status : MDS_ENOMEM;
    }
    status = mds_export_edition_guideline(&text, t->r->arena, name, before, n, learnt->clauses,
                                          learnt->clause_count, t->r->diags);
    if (status == MDS_OK) {
        folder_add(&t->to, name, "guideline", text, true);
    }
    return status;
}

static bool exists(taking *t, const char *name)
{
    mds_strbuf path;
    struct stat info;

    mds_strbuf_init(&path, 1 << 16);
    mds_strbuf_printf(&path, "%s/%s", t->dir, name);
    const bool found = path.status == MDS_OK && stat(path.p, &info) == 0;
    mds_strbuf_finish(&path);
    return found;
}

/* "review-jp-mds-5.0.xlsx"; a further number where a list is there already: somebody may have
 * written into it. */
static const char *list_name(taking *t, const char *edition)
{
    const char *made = NULL;

    for (int i = 1; i <= LISTS && (made == NULL || exists(t, made)); i++) {
        char number[8] = "";
        if (i > 1) {
            (void)snprintf(number, sizeof number, "-%d", i);
        }
        made = mds_arena_printf(t->r->arena, "review-%s%s.xlsx", edition, number);
        if (made == NULL) {
            return NULL;
        }
    }
    return made;
}

/* The list of proposals for a person. */
static mds_status add_list(taking *t, const mds_adopted *adopted, const mds_proposals *proposals)
{
    const mds_table *const *tables = NULL;
    size_t count = 0;

    if (adopted->open == 0) {
        return MDS_OK;
    }
    t->list = list_name(t, adopted->form->edition);
    const char *path = t->list != NULL ? folder_path(t->r, &t->to, t->list) : NULL;

    if (path == NULL) {
        return mds_arena_status(t->r->arena);
    }
    mds_status status = mds_adopt_tables(&tables, &count, t->r->arena, t->catalog, adopted,
                                         proposals, t->r->opt.lang);
    if (status == MDS_OK) {
        const mds_document document = {.kind = "review",
                                       .lang = t->r->opt.lang,
                                       .title = adopted->form->edition,
                                       .as_of = t->r->as_of,
                                       .tables = tables,
                                       .table_count = count};
        status = mds_export_document_file(&document, MDS_EXPORT_XLSX, path, t->r->diags);
    }
    if (status == MDS_OK) {
        folder_add(&t->to, t->list, NULL, NULL, true);
    }
    return status;
}

static void report_missing(const taking *t, const mds_strings *missing, const mds_form *form)
{
    mds_strbuf list;
    char count[24];

    if (missing->count == 0) {
        return;
    }
    mds_strbuf_init(&list, 1 << 16);
    for (size_t i = 0; i < missing->count && i < EXAMPLES; i++) {
        mds_strbuf_printf(&list, "%s%s", i > 0 ? ", " : "", missing->at[i]);
    }
    mds_strbuf_puts(&list, missing->count > EXAMPLES ? ", ..." : "");
    (void)snprintf(count, sizeof count, "%zu", missing->count);
    mds_diag_add(t->r->diags, MDS_D_LEARN_KNOWN_MISSING, t->source.file, NULL, form->edition, count,
                 list.p, NULL);
    mds_strbuf_finish(&list);
}

/* An edition that is compiled in with its items keeps them: what is learned comes beside them. */
static mds_status merge_known(const taking *t, mds_form *form)
{
    mds_catalog *compiled = NULL;
    mds_strings missing = {NULL, 0};
    char counts[2][24];
    mds_form merged;
    mds_status status = mds_catalog_load(&compiled, NULL, t->r->diags);

    if (status != MDS_OK) {
        return status;
    }
    const uint32_t known = mds_catalog_form(compiled, form->edition);
    if (known == MDS_NO_ORDINAL || compiled->forms[known].completeness == MDS_TOPICS) {
        return MDS_OK;
    }
    status = mds_adopt_merge(&merged, &missing, t->r->arena, t->catalog, form, compiled, known);
    if (status == MDS_OK) {
        report_missing(t, &missing, form);
        *form = merged;
    } else if (status == MDS_ENOTFOUND) {
        const size_t total = compiled->forms[known].question_count;
        (void)snprintf(counts[0], sizeof counts[0], "%zu", total - missing.count);
        (void)snprintf(counts[1], sizeof counts[1], "%zu", total);
        mds_diag_add(t->r->diags, MDS_D_LEARN_OTHER_EDITION, t->source.file, NULL, form->edition,
                     counts[0], counts[1], NULL);
    }
    return status;
}

static size_t count_kind(const mds_form *form, mds_question_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < form->question_count; i++) {
        count += form->questions[i].kind == kind;
    }
    return count;
}

static void print_count(const run *r, const char *key, size_t count, const char *what)
{
    char number[24];

    (void)snprintf(number, sizeof number, "%zu", count);
    print_paragraph(r, 0, "", key, number, what, NULL);
}

static void print_files(const taking *t)
{
    print_paragraph(t->r, 0, "", "cli.learn.files", t->dir, NULL);
    for (size_t i = 0; i < t->to.count; i++) {
        printf("  %s\n", t->to.files[i].name);
    }
}

static void print_learnt(const taking *t, const mds_learnt *learnt, const mds_adopted *adopted)
{
    const mds_form *form = adopted->form;
    const char *guideline =
        form->guideline != MDS_NO_ORDINAL ? t->catalog->guidelines[form->guideline].edition : "-";
    char counts[2][24];

    (void)snprintf(counts[0], sizeof counts[0], "%zu", form->question_count);
    (void)snprintf(counts[1], sizeof counts[1], "%zu", count_kind(form, MDS_QUESTION_CHOICE));
    print_paragraph(t->r, 0, "", "cli.learn.learnt", form->edition, form->family, counts[0],
                    counts[1], NULL);
    print_paragraph(t->r, 0, "", "cli.learn.title", form->title.in[t->r->opt.lang], guideline,
                    NULL);
    if (learnt->clause_count > 0) {
        print_count(t->r, "cli.learn.clauses", learnt->clause_count, guideline);
    }
    print_count(t->r, "cli.learn.open", adopted->open, "");
    if (adopted->kept > 0) {
        print_count(t->r, "cli.learn.kept", adopted->kept, "");
    }
    print_files(t);
    print_paragraph(t->r, 0, "", "cli.learn.use", t->dir, NULL);
    if (t->list != NULL) {
        print_paragraph(t->r, 0, "", "cli.learn.next", t->dir, t->list, NULL);
    }
}

/* In both languages: whoever opens the file may read either. */
static const char *notice(const taking *t)
{
    const mds_catalog *catalog = t->r->catalog;
    mds_strbuf text;

    mds_strbuf_init(&text, 1 << 12);
    mds_strbuf_printf(&text, "%s %s", mds_catalog_text(catalog, MDS_LANG_EN, "learn.notice"),
                      mds_catalog_text(catalog, MDS_LANG_JA, "learn.notice"));
    const char *copy = mds_strbuf_copy(&text, t->r->arena);
    mds_strbuf_finish(&text);
    return copy != NULL ? copy : "";
}

static mds_status learn_from(taking *t, const mds_source *source)
{
    run *r = t->r;
    const catalog_options *own = r->own;
    const mds_learn_options asked = {own->edition, own->family};
    mds_learnt *learnt = NULL;
    mds_proposals proposals;
    mds_adopted adopted;
    const char *text = NULL;
    mds_status status = mds_learn_form(&learnt, r->arena, t->catalog, source, &asked, r->diags);

    if (status != MDS_OK) {
        return status;
    }
    t->source = (mds_edition_source){learnt->file, learnt->sha256, notice(t)};
    status = mds_propose(&proposals, r->arena, t->catalog, &learnt->form);
    if (status == MDS_OK) {
        mds_adopt_sections(learnt->questions, learnt->form.question_count, t->catalog, &proposals);
        status = merge_known(t, &learnt->form);
    }
    if (status == MDS_OK) {
        status = mds_propose(&proposals, r->arena, t->catalog, &learnt->form);
    }
    if (status == MDS_OK) {
        status = mds_adopt_draft(&adopted, r->arena, t->catalog, &learnt->form, &proposals);
    }
    if (status == MDS_OK) {
        status = mds_export_edition_form(&text, r->arena, t->catalog, &learnt->form, &t->source);
    }
    if (status == MDS_OK) {
        status = folder_open(r, &t->to, t->dir);
    }
    status = add_file(t, file_name(t, "forms", learnt->form.edition, NULL), "form", text, status);
    status = status == MDS_OK ? add_clauses(t, learnt) : status;
    status = status == MDS_OK ? add_relations(t, &adopted) : status;
    status = status == MDS_OK ? add_list(t, &adopted, &proposals) : status;
    status = status == MDS_OK ? folder_commit(r, &t->to) : status;
    if (status == MDS_OK) {
        print_diags(r);
    }
    if (status == MDS_OK && !r->opt.quiet) {
        print_learnt(t, learnt, &adopted);
    }
    return status;
}

const char *learn_folder(const run *r)
{
    return r->opt.output != NULL    ? r->opt.output
           : r->opt.catalog != NULL ? r->opt.catalog
                                    : usual_folder;
}

mds_exit catalog_learn(run *r)
{
    taking t = {.r = r};
    mds_source *source = NULL;

    if (r->arg_count != 2) {
        return usage_error(r, "cli.error.learn_form", NULL);
    }
    if (r->opt.output != NULL && r->opt.catalog != NULL &&
        strcmp(r->opt.output, r->opt.catalog) != 0) {
        return usage_error(r, "cli.error.learn_folder", NULL);
    }
    t.dir = learn_folder(r);
    const mds_exit code = settle(r);
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = load_folder(&t);
    if (status == MDS_OK) {
        status = mds_source_open(&source, r->args[1], MDS_LIMIT_FILE_BYTES, r->diags);
    }
    if (status == MDS_OK) {
        status = learn_from(&t, source);
    }
    mds_source_free(source);
    folder_close(r, &t.to);
    /* A title that tells no edition is the file's fault, not the program's. */
    const mds_exit end = exit_of(r, status == MDS_EINVAL ? MDS_EFORMAT : status);
    mds_catalog_free(t.own);
    return end;
}

static size_t count_reviews(const mds_reviewed *reviews, size_t count, mds_reviewed_as verdict)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        found += reviews[i].verdict == verdict;
    }
    return found;
}

/* The edition that the list is about: that of its first row. */
static mds_status find_edition(const taking *t, const mds_reviewed *reviews, size_t count,
                               uint32_t *form)
{
    const char *edition = count > 0 ? reviews[0].edition : "";

    *form = mds_catalog_form(t->catalog, edition);
    if (count > 0 && *form == MDS_NO_ORDINAL) {
        mds_diag_add(t->r->diags, MDS_D_REVIEW_ROW_UNKNOWN, t->source.file, reviews[0].where,
                     reviews[0].row, edition, reviews[0].known, NULL);
        return MDS_EFORMAT;
    }
    return MDS_OK;
}

/* Reviewed relations to facts of questions, and editions that can be reached. */
static void print_reviewed(const taking *t, const mds_adopted *adopted, const mds_reviewed *reviews,
                           size_t count)
{
    size_t facts = 0;

    for (size_t i = 0; i < adopted->crosswalk.row_count; i++) {
        facts += adopted->crosswalk.rows[i].review != MDS_REVIEW_UNREVIEWED;
    }
    print_count(t->r, "cli.review.accepted", count_reviews(reviews, count, MDS_REVIEWED_ACCEPTED),
                adopted->form->edition);
    print_count(t->r, "cli.review.refused", count_reviews(reviews, count, MDS_REVIEWED_REFUSED),
                "");
    print_count(t->r, "cli.review.open", adopted->open, "");
    print_count(t->r, "cli.review.facts", facts, "");
    print_files(t);
}

static mds_status review_from(taking *t, const mds_source *source)
{
    run *r = t->r;
    const mds_reviewed *reviews = NULL;
    size_t count = 0;
    uint32_t form = MDS_NO_ORDINAL;
    mds_adopted adopted;
    mds_status status = mds_import_review(&reviews, &count, r->arena, t->catalog, source, r->diags);

    t->source = (mds_edition_source){mds_source_name(source), "", notice(t)};
    if (status == MDS_OK) {
        status = find_edition(t, reviews, count, &form);
    }
    if (status != MDS_OK || count == 0) {
        if (status == MDS_OK) {
            print_paragraph(r, 0, "", "cli.review.nothing", NULL);
        }
        return status;
    }
    status = mds_adopt_review(&adopted, r->arena, t->catalog, form, reviews, count, t->source.file,
                              r->diags);
    if (status == MDS_OK) {
        status = folder_open(r, &t->to, t->dir);
    }
    status = status == MDS_OK ? add_relations(t, &adopted) : status;
    status = status == MDS_OK ? folder_commit(r, &t->to) : status;
    if (status == MDS_OK && !r->opt.quiet) {
        print_reviewed(t, &adopted, reviews, count);
    }
    return status;
}

mds_exit catalog_review(run *r)
{
    taking t = {.r = r};
    mds_source *source = NULL;

    if (r->arg_count != 3) {
        return usage_error(r, "cli.error.review_arguments", NULL);
    }
    t.dir = r->args[1];
    mds_status status = mds_catalog_load(&t.own, t.dir, r->diags);
    t.catalog = t.own;
    if (status == MDS_OK) {
        status = mds_source_open(&source, r->args[2], MDS_LIMIT_FILE_BYTES, r->diags);
    }
    if (status == MDS_OK) {
        status = review_from(&t, source);
    }
    mds_source_free(source);
    folder_close(r, &t.to);
    const mds_exit end = exit_of(r, status == MDS_EINVAL ? MDS_EFORMAT : status);
    mds_catalog_free(t.own);
    return end;
}
