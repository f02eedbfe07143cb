/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assess_batch.h"

#include "base/arena_internal.h"
#include "batch_make.h"
#include <string.h>
#include <sys/stat.h>

enum { TEXT_LIMIT = 1 << 16, SHOWN = 10 };

typedef struct batch {
    batch_basis basis; /* first: the workers are given a batch */
    mds_batch_device *devices;
    size_t count, capacity;
    size_t done, of_verdict[MDS_VERDICT__COUNT];
    bool unwritten; /* a register could not be written */
} batch;

/* Nothing is ranked of lines on standard output, so that nothing of them is kept. */
static mds_status keep(batch *b, const mds_batch_device *device)
{
    if (!b->basis.lines && !mds_array_reserve(b->basis.r->arena, &b->devices, &b->capacity,
                                              b->count, sizeof *b->devices)) {
        return mds_arena_status(b->basis.r->arena);
    }
    if (!b->basis.lines) {
        b->devices[b->count] = *device;
    }
    b->count++;
    b->unwritten = b->unwritten || device->unwritten;
    if (device->done) {
        b->of_verdict[device->verdict]++;
        b->done++;
    }
    return MDS_OK;
}

static mds_status take_death(batch *b, const batch_row *row)
{
    run *r = b->basis.r;
    mds_diags *diags = mds_diags_new(r->arena, 1);
    mds_batch_device device;

    mds_diag_add(diags, MDS_D_BATCH_DIED, row->path, NULL, NULL);
    const mds_status status = describe_failure(r, row, row->path, diags, &device);
    return status == MDS_OK ? keep(b, &device) : status;
}

static mds_status take_result(void *payload, size_t i, const char *bytes, size_t n)
{
    batch *b = payload;
    char line[64];
    mds_batch_device device;

    (void)snprintf(line, sizeof line, "%zu / %zu", i + 1, b->basis.rows.count);
    show_progress(b->basis.r, line);
    if (bytes == NULL) {
        return take_death(b, &b->basis.rows.at[i]);
    }
    const char *end = memchr(bytes, '\n', n);
    const char *rest = end != NULL ? end + 1 : bytes + n;
    mds_arena *arena = b->basis.r->arena;
    const mds_arena_mark before = mds_arena_marked(arena);
    mds_status status = read_device_line(&device, arena, bytes, (size_t)(rest - bytes));
    if (status == MDS_OK) {
        status = keep(b, &device);
    }
    if (b->basis.lines) {
        mds_arena_rewind(arena, before);
    }
    return status == MDS_OK && rest < bytes + n ? write_text(b->basis.r, rest) : status;
}

static mds_status write_summary(batch *b, const char *path, const mds_table *const *tables)
{
    run *r = b->basis.r;
    const mds_export_format format = b->basis.folder->format;
    const char *target = mds_arena_printf(r->arena, "%s/summary%s", b->basis.folder->path,
                                          mds_export_ending(format));
    const listing list = {"devices", "devices.title", path, tables, MDS_BATCH_TABLE__COUNT};

    return target != NULL ? write_listing(r, &list, format, target) : mds_arena_status(r->arena);
}

static void print_device(const run *r, const mds_batch_device *device, const mds_table *table,
                         size_t row)
{
    const char *name = device->device_id[0] != '\0' ? device->device_id : device->file;

    if (!device->done) {
        printf("%s\n", shown_text(r, device->file));
        print_paragraph(r, 4, "", "batch.problem", device->code, device->problem, NULL);
        print_wrapped(4, "", device->way_out);
    } else if (device->verdict == MDS_VERDICT_CANNOT_BE_JUDGED) {
        print_paragraph(r, 0, "", "cli.batch.line_open",
                        table_cell(table, row, "devices_verdict")->text, name, NULL);
    } else {
        print_paragraph(r, 0, "", "cli.batch.line", table_cell(table, row, "devices_verdict")->text,
                        table_cell(table, row, "devices_rrf")->text,
                        table_cell(table, row, "devices_sure")->text, name, NULL);
    }
}

static void print_counts(const batch *b, FILE *to)
{
    const size_t numbers[] = {b->count,
                              b->of_verdict[MDS_VERDICT_NOT_ACCEPTABLE],
                              b->of_verdict[MDS_VERDICT_CANNOT_BE_JUDGED],
                              b->of_verdict[MDS_VERDICT_REDUCE],
                              b->of_verdict[MDS_VERDICT_ACCEPTABLE],
                              b->count - b->done};
    char text[6][24];

    for (size_t i = 0; i < 6; i++) {
        (void)snprintf(text[i], sizeof text[i], "%zu", numbers[i]);
    }
    print_text(b->basis.r, to, "cli.batch.counts", text[0], text[1], text[2], text[3], text[4],
               text[5], NULL);
    (void)fputc('\n', to);
}

/* All that was not read, the most urgent of the rest, and how many there are. */
static void print_result(const batch *b, const mds_table *table)
{
    const run *r = b->basis.r;
    const size_t rejected = b->count - b->done;
    const size_t shown = b->count < rejected + SHOWN ? b->count : rejected + SHOWN;
    char more[24];

    for (size_t i = 0; i < shown && !b->basis.lines; i++) {
        print_device(r, &b->devices[i], table, i);
    }
    if (shown < b->count && !b->basis.lines) {
        (void)snprintf(more, sizeof more, "%zu", b->count - shown);
        print_text(r, stdout, "cli.batch.more", more, NULL);
        printf("\n");
    }
    print_counts(b, b->basis.lines ? stderr : stdout);
    if (b->basis.folder != NULL) {
        print_text(r, stdout, "cli.batch.written", b->basis.folder->path, NULL);
        printf("\n");
    }
}

static mds_status rank(batch *b, const mds_table *const **tables)
{
    run *r = b->basis.r;
    const mds_status status = mds_batch_rank(b->devices, b->count, r->arena);

    return status == MDS_OK
               ? mds_devices_tables(tables, r->arena, r->catalog, b->devices, b->count, r->opt.lang)
               : status;
}

static mds_exit end_batch(batch *b, const char *path, mds_verdict fail_on)
{
    run *r = b->basis.r;
    const mds_table *const *tables = NULL;

    mds_status status = b->basis.lines ? MDS_OK : rank(b, &tables);
    if (status == MDS_OK && b->basis.folder != NULL) {
        status = write_summary(b, path, tables);
    }
    if (status != MDS_OK) {
        return exit_of(r, status);
    }
    print_diags(r);
    if (!r->opt.quiet) {
        print_result(b, tables != NULL ? tables[MDS_BATCH_FILES] : NULL);
    }
    if (b->done == 0) {
        mds_diag_add(r->diags, MDS_D_DEVICES_NONE, path, NULL, NULL);
        return exit_of(r, MDS_EFORMAT);
    }
    for (size_t v = fail_on; v < MDS_VERDICT__COUNT && !b->unwritten; v++) {
        if (b->of_verdict[v] > 0) {
            return EXIT_ABOVE_TOLERANCE;
        }
    }
    return b->unwritten ? EXIT_INPUT : EXIT_DONE;
}

/* The format that --format names. */
static mds_exit read_batch_format(const run *r, mds_export_format *out)
{
    const char *word = r->opt.format;

    *out = MDS_EXPORT_XLSX;
    for (size_t f = 0; word != NULL && f <= MDS_EXPORT_FORMAT__COUNT; f++) {
        if (f == MDS_EXPORT_FORMAT__COUNT) {
            return usage_error(r, "cli.error.value", "--format", word,
                               "xlsx, csv, json, html, md, docx", NULL);
        }
        if (strcmp(mds_export_ending((mds_export_format)f) + 1, word) == 0) {
            *out = (mds_export_format)f;
            break;
        }
    }
    return EXIT_DONE;
}

/* Whether -o is a folder of its own, or may become one. */
static mds_exit check_output(const run *r, const char *path)
{
    struct stat in;
    struct stat out;
    const char *output = r->opt.output;

    if (output == NULL || strcmp(output, "-") == 0 || stat(output, &out) != 0) {
        return EXIT_DONE;
    }
    const bool same = stat(path, &in) == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino;
    return S_ISDIR(out.st_mode) && !same ? EXIT_DONE
                                         : usage_error(r, "cli.error.batch_folder", output, NULL);
}

static mds_status hash_records(batch_basis *b)
{
    mds_source *source = NULL;
    mds_status status = MDS_OK;

    if (b->r->opt.records != NULL) {
        status = mds_source_open(&source, b->r->opt.records, 0, b->r->diags);
    }
    if (status == MDS_OK && source != NULL) {
        mds_source_sha256(source, b->records);
    }
    mds_source_free(source);
    return status;
}

/* What is common to all, and the rows; the folder is opened last. */
static mds_status begin_batch(batch_basis *b, const char *path, batch_folder *folder,
                              mds_export_format format)
{
    const char *output = b->lines ? NULL : b->r->opt.output;

    mds_status status = hash_records(b);
    if (status == MDS_OK) {
        status = read_deployment(b->r, &b->deployment);
    }
    if (status == MDS_OK) {
        status = list_rows(b->r, path, output, &b->rows);
    }
    if (status == MDS_OK && output != NULL) {
        status = open_batch_folder(b->r, folder, output, format);
        b->folder = folder;
    }
    return status;
}

mds_exit assess_batch(run *r, const char *path, mds_verdict fail_on)
{
    const char *output = r->opt.output;
    batch b = {.basis = {.r = r, .lines = output != NULL && strcmp(output, "-") == 0}};
    jobs all = {.work = make_row, .done = take_result, .payload = &b};
    mds_export_format form = MDS_EXPORT_XLSX;
    batch_folder folder;

    mds_exit code = read_batch_format(r, &form);
    if (code == EXIT_DONE) {
        code = check_output(r, path);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = begin_batch(&b.basis, path, &folder, form);
    all.count = b.basis.rows.count;
    status = status == MDS_OK ? run_jobs(&all) : status;
    show_progress(r, "");
    return status == MDS_OK ? end_batch(&b, path, fail_on) : exit_of(r, status);
}
