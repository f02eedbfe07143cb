/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import_batch.h"

#include "jobs.h"
#include <dirent.h>
#include <mdsrisk/archive.h>
#include <mdsrisk/batch_report.h>
#include <mdsrisk/export_table.h>
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEEPEST = 32, PATH_LIMIT = 1 << 16, TEXTS = 9, NUMBERS = 4 };

typedef struct batch {
    run *r;
    const char **paths; /* of files, sorted */
    size_t path_count, path_capacity;
    mds_batch_item *items;
    size_t item_count, item_capacity, read_count;
} batch;

bool is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static mds_status add_path(batch *b, const char *path)
{
    if (!mds_array_reserve(b->r->arena, &b->paths, &b->path_capacity, b->path_count,
                           sizeof *b->paths)) {
        return mds_arena_status(b->r->arena);
    }
    b->paths[b->path_count++] = path;
    return MDS_OK;
}

/* The files of a folder and of those in it. A link to a folder may lead back here: not followed. */
static mds_status list_folder(batch *b, const char *folder, int depth)
{
    DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
    mds_status status = MDS_OK;

    if (dir == NULL) {
        return add_path(b, folder); /* reading it says what is wrong */
    }
    for (const struct dirent *entry = readdir(dir); entry != NULL && status == MDS_OK;
         entry = readdir(dir)) {
        if (mds_file_is_clutter(entry->d_name)) {
            continue;
        }
        const char *path = mds_arena_printf(b->r->arena, "%s/%s", folder, entry->d_name);
        struct stat info;
        if (path == NULL) {
            status = mds_arena_status(b->r->arena);
        } else if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            status = list_folder(b, path, depth + 1);
        } else {
            status = add_path(b, path);
        }
    }
    (void)closedir(dir);
    return status;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

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

/* The item at \p *at, its texts copied. */
static mds_status unpack(batch *b, const char **at)
{
    const char *texts[TEXTS];
    size_t numbers[NUMBERS];

    for (size_t i = 0; i < TEXTS; i++) {
        const size_t n = strlen(*at);
        texts[i] = mds_arena_strndup(b->r->arena, *at, n);
        *at += n + 1;
    }
    memcpy(numbers, *at, sizeof numbers);
    *at += sizeof numbers;
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

/* One path, read in an arena of its own so that memory stays flat. */
typedef struct reading {
    const run *r;
    mds_strbuf *out;
    mds_diags *diags; /* of the archive at hand */
    mds_arena *arena;
} reading;

static mds_status put_item(const reading *at, const char *name, const mds_disclosure *form,
                           const mds_diags *diags, mds_arena *arena)
{
    mds_batch_item item;
    const mds_status status =
        mds_batch_item_of(&item, arena, at->r->catalog, name, form, diags, at->r->opt.lang);

    if (status == MDS_OK) {
        pack(at->out, &item);
    }
    return status == MDS_OK ? at->out->status : status;
}

static mds_status read_file(void *payload, const char *name, const mds_source *file)
{
    reading *at = payload;
    const mds_disclosure *form = NULL;

    if (file == NULL) { /* it could not be unpacked, or not opened */
        const mds_status status = put_item(at, name, NULL, at->diags, at->arena);
        at->diags = mds_diags_new(at->arena, MDS_LIMIT_DIAGS);
        return at->diags != NULL ? status : MDS_ENOMEM;
    }
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_diags *diags = arena != NULL ? mds_diags_new(arena, MDS_LIMIT_DIAGS) : NULL;
    mds_status status = diags != NULL ? MDS_OK : MDS_ENOMEM;
    if (status == MDS_OK) {
        if (mds_import_form(&form, arena, at->r->catalog, file, diags) != MDS_OK) {
            form = NULL;
        }
        status = put_item(at, name, form, diags, arena);
    }
    mds_arena_free(arena);
    return status;
}

static void read_path(void *payload, size_t i, mds_strbuf *out)
{
    const batch *b = payload;
    mds_source *source = NULL;
    reading at = {.r = b->r, .out = out, .arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL)};

    at.diags = at.arena != NULL ? mds_diags_new(at.arena, MDS_LIMIT_DIAGS) : NULL;
    if (at.diags == NULL) {
        out->status = MDS_ENOMEM;
        return;
    }
    mds_status status = mds_source_open(&source, b->paths[i], 0, at.diags);
    if (status != MDS_OK) {
        status = read_file(&at, b->paths[i], NULL);
    } else if (mds_source_is_archive(source)) {
        status = mds_archive_read(source, read_file, &at, at.diags);
        if (mds_diags_count_of(at.diags, MDS_SEVERITY_ERROR) > 0) {
            status = read_file(&at, b->paths[i], NULL);
        }
    } else {
        status = read_file(&at, mds_source_name(source), source);
    }
    out->status = out->status == MDS_OK && status == MDS_ENOMEM ? MDS_ENOMEM : out->status;
    mds_source_free(source);
    mds_arena_free(at.arena);
}

static mds_status take_result(void *payload, size_t i, const char *bytes, size_t n)
{
    batch *b = payload;
    char line[64];
    mds_status status = MDS_OK;

    (void)snprintf(line, sizeof line, "%zu / %zu", i + 1, b->path_count);
    show_progress(b->r, line);
    if (bytes == NULL) {
        mds_strbuf item;
        mds_diags *diags = mds_diags_new(b->r->arena, 1);
        reading at = {.r = b->r, .out = &item};
        mds_strbuf_init(&item, PATH_LIMIT);
        mds_diag_add(diags, MDS_D_BATCH_DIED, b->paths[i], NULL, NULL);
        status = put_item(&at, b->paths[i], NULL, diags, b->r->arena);
        const char *from = item.p;
        status = status == MDS_OK ? unpack(b, &from) : status;
        mds_strbuf_finish(&item);
        return status;
    }
    for (const char *from = bytes; from < bytes + n && status == MDS_OK;) {
        status = unpack(b, &from);
    }
    return status;
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

    mds_strbuf_init(&title, PATH_LIMIT);
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
    mds_status status = list_folder(&b, path, 0);
    if (status == MDS_OK && b.path_count > 0) {
        qsort(b.paths, b.path_count, sizeof *b.paths, compare_paths);
    }
    all.count = b.path_count;
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
