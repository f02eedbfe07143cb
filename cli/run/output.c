/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person sees on the terminal. */
#include "run.h"

#include "base/file.h"
#include "base/inert.h"
#include "base/text_width.h"
#include <mdsrisk/message.h>
#include <mdsrisk/register.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

enum { LINE_COLUMNS = 80, MOST_BYTES = 1 << 20, MAX_ARGS = 9 };

const char *say(const run *r, const char *key)
{
    return mds_catalog_text(r->catalog, r->opt.lang, key);
}

/* The text of \p key with the arguments of \p list, ended by NULL, in its places. */
static void put_template(const run *r, mds_strbuf *out, const char *key, va_list list)
{
    const char *args[MAX_ARGS];
    size_t count = 0;

    for (const char *arg = va_arg(list, const char *); arg != NULL && count < MAX_ARGS;
         arg = va_arg(list, const char *)) {
        args[count++] = arg;
    }
    mds_strbuf_template(out, say(r, key), args, count);
}

static void print_template(const run *r, FILE *to, const char *key, va_list list)
{
    mds_strbuf line;

    mds_strbuf_init(&line, MOST_BYTES);
    put_template(r, &line, key, list);
    (void)fputs(line.p, to);
    mds_strbuf_finish(&line);
}

void print_text(const run *r, FILE *to, const char *key, ...)
{
    va_list list;

    va_start(list, key);
    print_template(r, to, key, list);
    va_end(list);
}

void print_wrapped(size_t indent, const char *lead, const char *text)
{
    const size_t hang = indent + mds_text_width(lead);
    mds_strbuf line;
    mds_strbuf out;

    mds_strbuf_init(&line, MOST_BYTES);
    mds_inert_line(&line, text);
    mds_strbuf_init(&out, MOST_BYTES);
    mds_text_blanks(&out, indent);
    mds_strbuf_puts(&out, lead);
    mds_text_wrap(&out, LINE_COLUMNS, hang, hang, line.p);
    (void)fputs(out.p, stdout);
    mds_strbuf_finish(&out);
    mds_strbuf_finish(&line);
}

void print_paragraph(const run *r, size_t indent, const char *lead, const char *key, ...)
{
    va_list list;
    mds_strbuf text;

    mds_strbuf_init(&text, MOST_BYTES);
    va_start(list, key);
    put_template(r, &text, key, list);
    va_end(list);
    print_wrapped(indent, lead, text.p);
    mds_strbuf_finish(&text);
}

const char *joined(const run *r, const char *const *parts, size_t count)
{
    mds_strbuf text;

    mds_strbuf_init(&text, MOST_BYTES);
    for (size_t i = 0; i < count; i++) {
        mds_strbuf_printf(&text, "%s%s", text.n > 0 && parts[i][0] != '\0' ? " " : "", parts[i]);
    }
    const char *kept = mds_strbuf_copy(&text, r->arena);
    mds_strbuf_finish(&text);
    return kept != NULL ? kept : "";
}

mds_exit usage_error(const run *r, const char *key, ...)
{
    va_list list;

    va_start(list, key);
    (void)fputs("mdsrisk: ", stderr);
    print_template(r, stderr, key, list);
    va_end(list);
    (void)fputs("\n", stderr);
    print_text(r, stderr, r->command != NULL ? "cli.error.see_help_of" : "cli.error.see_help",
               r->command != NULL ? r->command->name : "", NULL);
    (void)fputs("\n", stderr);
    return EXIT_USAGE;
}

const char *probability(const run *r, double value)
{
    return mds_probability_words(r->arena, r->catalog, r->opt.lang, value);
}

static void print_diag(const run *r, const mds_diag *diag)
{
    static const char *const severities[] = {"cli.severity.note", "cli.severity.warning",
                                             "cli.severity.error"};
    char code[12];

    mds_diag_code_name(diag->code, code);
    if (diag->file[0] != '\0') {
        (void)fprintf(stderr, "%s%s%s: ", diag->file, diag->where[0] != '\0' ? ":" : "",
                      diag->where);
    }
    (void)fprintf(stderr, "%s %s: %s\n", say(r, severities[diag->severity]), code,
                  mds_diag_message(r->arena, r->catalog, diag, r->opt.lang));
    const char *hint = mds_diag_hint(r->arena, r->catalog, diag, r->opt.lang);
    if (hint[0] != '\0') {
        (void)fprintf(stderr, "    %s\n", hint);
    }
}

/* Questions of a form that are not in the file, and all that are asked. */
static size_t count_missing(const run *r, const mds_disclosure *form, size_t *asked)
{
    const mds_form *edition = &r->catalog->forms[form->form];
    size_t missing = 0;

    *asked = 0;
    for (size_t q = 0; q < form->answer_count; q++) {
        const mds_question *question = &edition->questions[q];
        if (question->kind != MDS_QUESTION_HEADING && !question->optional) {
            missing += form->answers[q].state == MDS_ANSWER_MISSING;
            ++*asked;
        }
    }
    return missing;
}

void print_missing(const run *r, FILE *to)
{
    for (size_t i = 0; i < r->form_count; i++) {
        const mds_completeness_count count = mds_disclosures_count(r->catalog, &r->forms[i], 1);
        const size_t choices = count.answered + count.unknown;
        size_t asked;
        const size_t missing = count_missing(r, r->forms[i], &asked);
        char text[4][24];
        if (missing == 0 && count.answered * 2 >= choices) {
            continue;
        }
        const size_t numbers[] = {missing, asked, count.answered, choices};
        for (size_t k = 0; k < 4; k++) {
            (void)snprintf(text[k], sizeof text[k], "%zu", numbers[k]);
        }
        print_text(r, to, missing > 0 ? "cli.partial.missing" : "cli.partial.answers",
                   shown_text(r, r->forms[i]->file), text[2], text[3], text[0], text[1], NULL);
        (void)fputc('\n', to);
    }
}

/* How many diagnostics with the code of number \p i are before it. */
static size_t earlier_of_kind(const run *r, size_t i)
{
    const mds_diag_code code = mds_diags_at(r->diags, i)->code;
    size_t count = 0;

    for (size_t k = r->diags_printed; k < i; k++) {
        count += mds_diags_at(r->diags, k)->code == code;
    }
    return count;
}

/* What a reader is told first: why nothing came of it, then what the form lacks, then the rest. */
enum { RANK_ERROR, RANK_MISSING, RANK_OTHER, RANKS };

static int rank_of(const mds_diag *diag)
{
    if (diag->severity == MDS_SEVERITY_ERROR) {
        return RANK_ERROR;
    }
    return diag->code == MDS_D_FORM_QUESTIONS_MISSING || diag->code == MDS_D_FORM_MOSTLY_MISSING ||
                   diag->code == MDS_D_QUESTION_SHEET
               ? RANK_MISSING
               : RANK_OTHER;
}

/* A note that a cell somebody filled in was not read is for the eye too. */
static bool is_shown(const run *r, const mds_diag *diag)
{
    return diag->severity == MDS_SEVERITY_ERROR ||
           (!r->opt.quiet &&
            (diag->severity == MDS_SEVERITY_WARNING || diag->code == MDS_D_FORM_CELLS_UNANSWERED));
}

/* Errors and warnings are for the eye, notes are in the register. A form may answer the same way
 * fifty times: past the first of a kind, warnings are only counted. */
void print_diags(run *r)
{
    enum { MAX_OF_KIND = 2 };
    size_t more = mds_diags_omitted(r->diags);

    show_progress(r, "");
    for (int rank = 0; rank < RANKS; rank++) {
        for (size_t i = r->diags_printed; i < mds_diags_count(r->diags); i++) {
            const mds_diag *diag = mds_diags_at(r->diags, i);
            if (rank_of(diag) != rank || !is_shown(r, diag)) {
                continue;
            }
            if (rank == RANK_ERROR || earlier_of_kind(r, i) < MAX_OF_KIND) {
                print_diag(r, diag);
            } else {
                more++;
            }
        }
    }
    r->diags_printed = mds_diags_count(r->diags);
    if (more > 0 && !r->opt.quiet) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", more);
        print_text(r, stderr, "cli.diags.more", count, NULL);
        (void)fputc('\n', stderr);
    }
}

mds_exit exit_of(run *r, mds_status status)
{
    switch (status) {
    case MDS_OK:
        return EXIT_DONE;
    case MDS_ENOMEM:
        mds_diag_add(r->diags, MDS_D_OUT_OF_MEMORY, NULL, NULL, NULL);
        break;
    case MDS_ELIMIT:
        if (mds_diags_count_of(r->diags, MDS_SEVERITY_ERROR) == 0) {
            mds_diag_add(r->diags, MDS_D_INPUT_OVER_BUDGET, NULL, NULL, NULL);
        }
        break;
    case MDS_EIO:
    case MDS_EFORMAT:
    case MDS_ENOTFOUND:
    case MDS_EUNSUPPORTED:
    case MDS_EINVAL:
    case MDS_ECATALOG:
    case MDS_ESANDBOX:
        break;
    }
    print_diags(r);
    if (status == MDS_ENOMEM) {
        const mds_message *full = mds_catalog_message(r->catalog, "MDS1006");
        if (mds_diags_omitted(r->diags) > 0 && full != NULL) {
            (void)fprintf(stderr, "mdsrisk: %s\n", full->text.in[r->opt.lang]);
        }
        return EXIT_INTERNAL;
    }
    return status == MDS_EINVAL ? EXIT_INTERNAL : EXIT_INPUT;
}

void show_progress(const run *r, const char *text)
{
    if (r->progress) {
        (void)fprintf(stderr, "\r\033[K%s", text);
        (void)fflush(stderr);
    }
}

mds_status write_text(run *r, const char *text)
{
    if (r->opt.output == NULL || strcmp(r->opt.output, "-") == 0) {
        if (fputs(text, stdout) < 0 || fflush(stdout) != 0) {
            mds_diag_add(r->diags, MDS_D_OUTPUT_UNWRITABLE, "-", NULL, say(r, "cli.error.stdout"),
                         NULL);
            return MDS_EIO;
        }
        return MDS_OK;
    }
    return mds_file_write(r->opt.output, text, strlen(text), r->diags);
}

mds_status write_document(run *r, const mds_document *document, mds_export_format format,
                          const char *path)
{
    const mds_paper head = {.lang = document->lang,
                            .catalog = r->catalog,
                            .kind = document->kind,
                            .title = document->title,
                            .as_of = document->as_of};
    const mds_paper *paper = NULL;

    if (!mds_export_is_document(format)) {
        return mds_export_document_file(document, format, path, r->diags);
    }
    const mds_status status =
        mds_paper_of_tables(&paper, r->arena, &head, document->tables, document->table_count);
    return status == MDS_OK ? mds_export_paper(paper, format, path, r->diags) : status;
}

mds_status write_listing(run *r, const listing *list, mds_export_format format, const char *path)
{
    enum { TITLE_LIMIT = 1 << 20 };
    const mds_head head[] = {{"catalog", r->catalog->sha256}, {"policy", r->policy->sha256}};
    mds_strbuf title;

    mds_strbuf_init(&title, TITLE_LIMIT);
    mds_strbuf_template(&title, say(r, list->title), &list->of, 1);
    const mds_document document = {.kind = list->kind,
                                   .lang = r->opt.lang,
                                   .title = title.p,
                                   .as_of = r->as_of,
                                   .head = head,
                                   .head_count = sizeof head / sizeof *head,
                                   .tables = list->tables,
                                   .table_count = list->count};
    const mds_status status = write_document(r, &document, format, path);
    mds_strbuf_finish(&title);
    return status;
}

const mds_cell *table_cell(const mds_table *table, size_t row, const char *column)
{
    static const mds_cell none = {.text = "?"};

    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->columns[i].id, column) == 0) {
            return &table->cells[row * table->column_count + i];
        }
    }
    return &none;
}

const char *shown_text(const run *r, const char *text)
{
    const char *line = mds_inert_text(r->arena, text);

    return line != NULL ? line : "?";
}

const char *cell_text(const run *r, const mds_table *table, size_t row, const char *column)
{
    return shown_text(r, table_cell(table, row, column)->text);
}

mds_status spare_existing(const run *r)
{
    struct stat st;

    if (r->opt.output == NULL || strcmp(r->opt.output, "-") == 0 || stat(r->opt.output, &st) != 0 ||
        !S_ISREG(st.st_mode)) {
        return MDS_OK;
    }
    mds_diag_add(r->diags, MDS_D_TEMPLATE_EXISTS, r->opt.output, NULL, NULL);
    return MDS_EIO;
}
