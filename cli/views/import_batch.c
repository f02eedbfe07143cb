/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import_batch.h"

#include "forms_in.h"
#include "jobs.h"
#include <mdsrisk/batch_report.h>
#include <mdsrisk/export_table.h>
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <string.h>

enum { TITLE_LIMIT = 1 << 16, ITEM_LIMIT = 1 << 24, TEXTS = 9, NUMBERS = 4 };

typedef struct batch {
    run *r;
    file_list files;
    mds_batch_item *items;
    size_t item_count, item_capacity, read_count;
} batch;

/* An item between two processes: its texts, each ended by NUL, then its numbers. */
static void pack(mds_strbuf *out, const mds_batch_item *item)
{
    const char *const texts[TEXTS] = {item->file,  item->edition, item->manufacturer,
                                      item->model, item->version, item->document_date,
                                      item->code,  item->problem, item->way_out};
    const size_t numbers[NUMBERS] = {item->questions, item->answered, item->unclear,
                                     item->warnings};

    for (size_t i = 0; i < TEXTS; i++) {
        mds_strbuf_append(out, texts[i], strlen(texts[i]) + 1);
    }
    mds_strbuf_append(out, numbers, sizeof numbers);
}

/* The item at \p at, its texts copied. */
static mds_status unpack(batch *b, const char *at)
{
    const char *texts[TEXTS];
    size_t numbers[NUMBERS];

    for (size_t i = 0; i < TEXTS; i++) {
        const size_t n = strlen(at);
        texts[i] = mds_arena_strndup(b->r->arena, at, n);
        at += n + 1;
    }
    memcpy(numbers, at, sizeof numbers);
    if (mds_arena_status(b->r->arena) != MDS_OK ||
        !mds_array_reserve(b->r->arena, &b->items, &b->item_capacity, b->item_count,
                           sizeof *b->items)) {
        return mds_arena_status(b->r->arena);
    }
    b->items[b->item_count++] = (mds_batch_item){.file = texts[0],
                                                 .edition = texts[1],
                                                 .manufacturer = texts[2],
                                                 .model = texts[3],
                                                 .version = texts[4],
                                                 .document_date = texts[5],
                                                 .code = texts[6],
                                                 .problem = texts[7],
                                                 .way_out = texts[8],
                                                 .read = texts[1][0] != '\0',
                                                 .questions = numbers[0],
                                                 .answered = numbers[1],
                                                 .unclear = numbers[2],
                                                 .warnings = numbers[3]};
    b->read_count += texts[1][0] != '\0';
    return MDS_OK;
}

/* Reads each file in an arena of its own, so that memory stays flat. */
typedef struct reading {
    const run *r;
    job_sink *sink;
} reading;

static mds_status pack_item(const run *r, mds_strbuf *out, const char *name,
                            const mds_disclosure *form, const mds_diags *diags, mds_arena *arena)
{
    mds_batch_item item;
    const mds_status status =
        mds_batch_item_of(&item, arena, r->catalog, name, form, diags, r->opt.lang);

    if (status == MDS_OK) {
        pack(out, &item);
    }
    return status == MDS_OK ? out->status : status;
}

static mds_status read_file(void *payload, const char *name, const mds_source *file,
                            const mds_diags *said)
{
    const reading *at = payload;
    const mds_disclosure *form = NULL;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, MDS_LIMIT_DIAGS) : NULL;
    mds_status status = diags != NULL ? MDS_OK : MDS_ENOMEM;
    mds_strbuf item;

    mds_strbuf_init(&item, ITEM_LIMIT);
    if (status == MDS_OK && file != NULL &&
        mds_import_form(&form, arena, at->r->catalog, file, diags) != MDS_OK) {
        form = NULL;
    }
    if (status == MDS_OK) {
        status = pack_item(at->r, &item, name, form, file != NULL ? diags : said, arena);
    }
    if (status == MDS_OK) {
        status = job_give(at->sink, &item);
    }
    mds_strbuf_finish(&item);
    mds_arena_free(arena);
    return status;
}

static mds_status read_path(void *payload, size_t i, job_sink *sink)
{
    const batch *b = payload;
    reading at = {.r = b->r, .sink = sink};

    return each_form(b->files.paths[i], read_file, &at);
}

/* What is said of a file that ended the process. */
static mds_status take_death(batch *b, const char *path)
{
    mds_diags *diags = mds_diags_new(b->r->arena, 1);
    mds_strbuf item;

    mds_strbuf_init(&item, ITEM_LIMIT);
    mds_diag_add(diags, MDS_D_BATCH_DIED, path, NULL, NULL);
    mds_status status = pack_item(b->r, &item, path, NULL, diags, b->r->arena);
    status = status == MDS_OK ? unpack(b, item.p) : status;
    mds_strbuf_finish(&item);
    return status;
}

static mds_status take_result(void *payload, size_t i, const char *bytes, size_t n)
{
    batch *b = payload;
    char line[64];

    (void)n;
    (void)snprintf(line, sizeof line, "%zu / %zu", i + 1, b->files.count);
    show_progress(b->r, line);
    return bytes != NULL ? unpack(b, bytes) : take_death(b, b->files.paths[i]);
}

static void print_number(char out[24], size_t number)
{
    (void)snprintf(out, 24, "%zu", number);
}

static void print_item(const run *r, const mds_batch_item *item)
{
    char answered[24], questions[24], unclear[24];

    printf("%s\n", shown_text(r, item->file));
    if (item->read) {
        print_number(answered, item->answered);
        print_number(questions, item->questions);
        print_number(unclear, item->unclear);
        print_paragraph(r, 4, "", "batch.columns", item->edition, answered, questions, unclear,
                        item->manufacturer[0] != '\0' ? item->manufacturer : "-",
                        item->model[0] != '\0' ? item->model : "-", NULL);
    }
    if (item->problem[0] != '\0') {
        print_paragraph(r, 4, "", "batch.problem", item->code, item->problem, NULL);
        if (!item->read) {
            print_wrapped(4, "", item->way_out);
        }
    }
}

static void print_list(const batch *b)
{
    char files[24], read[24], rejected[24];

    for (size_t i = 0; i < b->item_count && !b->r->opt.quiet; i++) {
        print_item(b->r, &b->items[i]);
    }
    print_number(files, b->item_count);
    print_number(read, b->read_count);
    print_number(rejected, b->item_count - b->read_count);
    print_text(b->r, stdout, "batch.total", files, read, rejected, NULL);
    (void)fputc('\n', stdout);
}

static mds_status write_list(const batch *b, const char *path, mds_export_format format)
{
    run *r = b->r;
    const mds_table *const *tables = NULL;
    const char *args[] = {path};
    mds_strbuf title;
    mds_status status =
        mds_batch_tables(&tables, r->arena, r->catalog, b->items, b->item_count, r->opt.lang);

    mds_strbuf_init(&title, TITLE_LIMIT);
    mds_strbuf_template(&title, say(r, "batch.title"), args, 1);
    if (status == MDS_OK) {
        const mds_head head[] = {{"catalog", r->catalog->sha256}};
        const mds_document document = {.kind = "batch",
                                       .lang = r->opt.lang,
                                       .title = title.p,
                                       .as_of = r->as_of,
                                       .head = head,
                                       .head_count = 1,
                                       .tables = tables,
                                       .table_count = MDS_BATCH_TABLE__COUNT};
        status = write_document(r, &document, format, r->opt.output);
    }
    mds_strbuf_finish(&title);
    return status;
}

mds_exit import_batch(run *r, const char *path)
{
    batch b = {.r = r};
    jobs all = {.work = read_path, .done = take_result, .payload = &b};
    mds_export_format format = MDS_EXPORT_XLSX;

    mds_exit code = read_format(
        r, r->opt.output, TAKES(MDS_EXPORT_XLSX) | TAKES(MDS_EXPORT_CSV) | TAKES(MDS_EXPORT_JSON),
        &format);
    if (code == EXIT_DONE) {
        code = settle(r);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = list_files(r, path, NULL, &b.files);
    all.count = b.files.count;
    status = status == MDS_OK ? run_jobs(&all) : status;
    show_progress(r, "");
    if (status == MDS_OK && r->opt.output != NULL) {
        status = write_list(&b, path, format);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_list(&b);
    if (b.read_count == 0) {
        char files[24];
        print_number(files, b.item_count);
        mds_diag_add(r->diags, MDS_D_BATCH_NO_FORM, path, NULL, files, NULL);
        return exit_of(r, MDS_EFORMAT);
    }
    return EXIT_DONE;
}
