/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "form_items.h"

#include "forms_in.h"
#include "jobs.h"
#include <mdsrisk/export.h>
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <string.h>

enum { ITEM_LIMIT = 1 << 24, TEXTS = 9, NUMBERS = 4 };

typedef struct batch {
    run *r;
    file_list files;
    form_items *out;
    size_t capacity;
    form_take take;
    void *payload;
} batch;

/* An item between two processes: its texts, each ended by NUL, its numbers, and where the form is
 * taken its SHA-256 and its disclosure. */
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
    at += sizeof numbers;
    if (mds_arena_status(b->r->arena) != MDS_OK ||
        !mds_array_reserve(b->r->arena, &b->out->at, &b->capacity, b->out->count,
                           sizeof *b->out->at)) {
        return mds_arena_status(b->r->arena);
    }
    b->out->at[b->out->count++] = (mds_batch_item){.file = texts[0],
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
    b->out->read_count += texts[1][0] != '\0';
    if (b->take == NULL || texts[1][0] == '\0') {
        return MDS_OK;
    }
    return b->take(b->payload, &b->out->at[b->out->count - 1], at, at + strlen(at) + 1);
}

/* Reads each file in an arena of its own, so that memory stays flat. */
typedef struct reading {
    const run *r;
    job_sink *sink;
    bool whole; /* the disclosure is wanted too */
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

/* What is taken of a form. */
static mds_status pack_whole(const run *r, mds_strbuf *out, const mds_disclosure *form,
                             const mds_source *file, mds_diags *diags, mds_arena *arena)
{
    const char *answers = NULL;
    char sha256[65];
    const mds_status status = mds_export_disclosure(&answers, arena, r->catalog, form, diags);

    if (status == MDS_OK) {
        mds_source_sha256(file, sha256);
        mds_strbuf_append(out, sha256, strlen(sha256) + 1);
        mds_strbuf_append(out, answers, strlen(answers) + 1);
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
    if (status == MDS_OK && form != NULL && at->whole) {
        status = pack_whole(at->r, &item, form, file, diags, arena);
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
    reading at = {.r = b->r, .sink = sink, .whole = b->take != NULL};

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

/* A form of the folder is not overwritten by the list of them; the list of before is. */
static mds_status spare_forms(run *r, const form_items *items)
{
    for (size_t i = 0; r->opt.output != NULL && i < items->count; i++) {
        if (items->at[i].read && same_target(r->opt.output, items->at[i].file)) {
            mds_diag_add(r->diags, MDS_D_TEMPLATE_EXISTS, r->opt.output, NULL, NULL);
            return MDS_EIO;
        }
    }
    return MDS_OK;
}

mds_status read_form_items(run *r, const char *path, form_items *out, form_take take, void *payload)
{
    batch b = {.r = r, .out = out, .take = take, .payload = payload};
    jobs all = {.work = read_path, .done = take_result, .payload = &b};
    mds_status status = list_files(r, path, NULL, &b.files);

    all.count = b.files.count;
    status = status == MDS_OK ? run_jobs(&all) : status;
    show_progress(r, "");
    return status == MDS_OK ? spare_forms(r, out) : status;
}
