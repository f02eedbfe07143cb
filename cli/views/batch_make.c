/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch_make.h"

#include "base/map.h"
#include "base/sha256.h"
#include "forms_in.h"
#include "register_of.h"
#include <mdsrisk/import.h>
#include <mdsrisk/limits.h>
#include <mdsrisk/version.h>
#include <string.h>

enum { TEXT_LIMIT = 1 << 20, RESULT_LIMIT = 256 << 20 };

/* One row in the making, in a worker. */
typedef struct making {
    const batch_basis *b;
    const batch_row *row;
    job_sink *sink;
    mds_arena *arena; /* of the row */
    mds_map *seen;    /* names of an archive's files */
    bool unwritten;   /* the register of the device at hand could not be written */
} making;

bool begin_own(run *own, const run *r)
{
    *own = *r;
    own->progress = false;
    own->arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    own->diags = own->arena != NULL ? mds_diags_new(own->arena, MDS_LIMIT_DIAGS) : NULL;
    return own->diags != NULL;
}

/* What a device is made of, so that the same key means the same register. */
static const char *key_of(run *r, const batch_basis *b, const mds_deployment *deployment,
                          const char *name, const char *device_id, const mds_source *file)
{
    char form[65];
    char key[65];
    mds_strbuf text;

    mds_source_sha256(file, form);
    mds_strbuf_init(&text, TEXT_LIMIT);
    mds_strbuf_printf(&text, "%s\n%s\n%s\n%s\n", mds_version(), r->catalog->sha256,
                      r->policy->sha256, form);
    mds_strbuf_printf(&text, "%s\n%s\n%s\n%d\n%d\n", deployment->file, deployment->sha256,
                      b->records, (int)r->as_of, (int)r->opt.lang);
    mds_strbuf_printf(&text, "%s\n%s\n%s\n", name, device_id,
                      r->opt.sheet != NULL ? r->opt.sheet : "");
    for (size_t i = 0; i < r->opt.life_count; i++) { /* "SYSTEM=" may be before the file */
        mds_strbuf_printf(&text, "%s\n", r->opt.life[i]);
    }
    for (size_t i = 0; i < r->catalog->life_file_count; i++) {
        mds_strbuf_printf(&text, "%s\n", r->catalog->life_files[i].sha256);
    }
    mds_sha256_hex(key, text.p, text.n);
    const char *made = text.status == MDS_OK ? mds_arena_strndup(r->arena, key, strlen(key)) : NULL;
    mds_strbuf_finish(&text);
    return made;
}

/* The form as its row, its folder or its archive calls it. An archive may hold several files of one
 * name. */
static const char *form_name(making *at, const char *name)
{
    const size_t skip = strlen(at->row->root);
    const char *own = strncmp(name, at->row->root, skip) == 0 ? name + skip : name;
    const char *told = mds_arena_printf(at->arena, "%s", own);

    if (at->seen == NULL && strcmp(name, at->row->path) != 0) {
        at->seen = mds_map_new(at->arena, MDS_LIMIT_ARCHIVE_FILES);
    }
    for (unsigned n = 2; at->seen != NULL && told != NULL && !mds_map_add(at->seen, told, n) &&
                         n <= MDS_LIMIT_ARCHIVE_FILES;
         n++) {
        told = mds_arena_printf(at->arena, "%s#%u", own, n);
    }
    return told;
}

static mds_status make_register(run *r, const making *at, const mds_deployment *deployment,
                                const mds_source *file, const mds_entries *former,
                                const mds_register **out)
{
    const char *id = at->row->device_id;
    const mds_disclosure *form = NULL;
    const mds_risk_assessment *assessment = NULL;

    mds_status status =
        mds_import_form_sheet(&form, r->arena, r->catalog, file, r->opt.sheet, r->diags);
    if (status == MDS_OK) {
        status = assess_forms(r, &form, 1, deployment, &assessment);
    }
    return status == MDS_OK ? build_register(r, assessment, id[0] != '\0' ? id : NULL, former, out)
                            : status;
}

static mds_status describe(run *r, const batch_row *row, const char *name, const mds_register *reg,
                           const mds_diags *diags, mds_batch_device *out)
{
    const mds_status status =
        mds_batch_device_of(out, r->arena, r->catalog, name, reg, diags, r->opt.lang);

    out->context = row->context != NULL ? row->context : "";
    out->device_id = row->device_id;
    return status;
}

mds_status describe_failure(run *r, const batch_row *row, const char *name, const mds_diags *diags,
                            mds_batch_device *out)
{
    return describe(r, row, name, NULL, diags, out);
}

/* A device into the folder; passed over when it is there already. */
static mds_status into_folder(run *r, making *at, const char *name, const mds_source *file,
                              const mds_deployment *deployment, mds_batch_device *out)
{
    const batch_folder *folder = at->b->folder;
    const bool alone = strcmp(name, at->row->path) == 0; /* no file of an archive */
    const char *form = form_name(at, name);
    const char *stem =
        form != NULL ? register_stem(r->arena, alone ? at->row->device_id : "", form) : NULL;
    const char *key = key_of(r, at->b, deployment, name, at->row->device_id, file);
    const mds_entries *former = NULL;
    const mds_register *reg = NULL;
    batch_entry entry;

    if (stem == NULL || key == NULL) {
        return MDS_ENOMEM;
    }
    mds_status status = find_entry(r, folder, stem, key, &entry);
    if (status != MDS_OK || is_done(r, &entry, out)) {
        return status;
    }
    status = read_former(r, NULL, entry.target, &former);
    at->unwritten = status != MDS_OK;
    if (status == MDS_OK) {
        status = make_register(r, at, deployment, file, former, &reg);
    }
    const char *file_name =
        mds_arena_printf(r->arena, "%s%s", stem, mds_export_ending(folder->format));
    if (status == MDS_OK && file_name != NULL) {
        status = describe(r, at->row, name, reg, r->diags, out);
        out->register_name = file_name;
    }
    if (status == MDS_OK) {
        status = write_entry(r, folder, &entry, reg, out);
        at->unwritten = status != MDS_OK;
    }
    return status;
}

/* A device alone, and its register as a line of JSON where that is wanted. */
static mds_status as_line(run *r, const making *at, const char *name, const mds_source *file,
                          const mds_deployment *deployment, mds_batch_device *out,
                          const char **line)
{
    const mds_register *reg = NULL;

    mds_status status = make_register(r, at, deployment, file, NULL, &reg);
    if (status == MDS_OK) {
        status = describe(r, at->row, name, reg, r->diags, out);
    }
    return status == MDS_OK && at->b->lines ? mds_export_register_line(line, r->arena, reg)
                                            : status;
}

static mds_status make_device(run *r, making *at, const char *name, const mds_source *file,
                              mds_batch_device *out, const char **line)
{
    const mds_deployment *deployment = at->b->deployment;
    mds_status status = MDS_OK;

    if (at->row->context != NULL) {
        r->opt.deployment = at->row->context;
        status = read_deployment(r, &deployment);
    }
    if (status != MDS_OK) {
        return status;
    }
    return at->b->folder != NULL ? into_folder(r, at, name, file, deployment, out)
                                 : as_line(r, at, name, file, deployment, out, line);
}

/* Two lines a device: what the summary needs, and what goes to standard output, or nothing. */
static mds_status give(const making *at, const mds_batch_device *device, const char *line)
{
    mds_strbuf result;

    mds_strbuf_init(&result, RESULT_LIMIT);
    put_device_line(&result, device, NULL, NULL);
    if (line != NULL) {
        mds_strbuf_puts(&result, line);
    } else if (at->b->lines) {
        put_device_line(&result, device, NULL, NULL);
    }
    const mds_status status = job_give(at->sink, &result);
    mds_strbuf_finish(&result);
    return status;
}

/* Gives what was not assessed, with the reason; \p r has memory where another run had none. */
static mds_status give_failure(run *r, const making *at, const char *name, mds_status failed,
                               const mds_diags *said)
{
    const bool known = mds_diags_count_of(said, MDS_SEVERITY_ERROR) > 0;
    mds_batch_device device;

    if (!known) {
        mds_diag_add(r->diags, failed == MDS_ENOMEM ? MDS_D_OUT_OF_MEMORY : MDS_D_INPUT_OVER_BUDGET,
                     name, NULL, NULL);
    }
    const mds_status status = describe_failure(r, at->row, name, known ? said : r->diags, &device);
    device.unwritten = at->unwritten;
    return status == MDS_OK ? give(at, &device, NULL) : status;
}

static mds_status take_file(void *payload, const char *name, const mds_source *file,
                            const mds_diags *said)
{
    making *at = payload;
    const char *line = NULL;
    mds_batch_device device;
    run own;
    run apart = {0};
    mds_status status = MDS_ENOMEM;

    at->unwritten = false;
    if (begin_own(&own, at->b->r)) {
        status = file != NULL ? make_device(&own, at, name, file, &device, &line) : MDS_EFORMAT;
        if (status == MDS_OK) {
            status = give(at, &device, line);
        } else if (begin_own(&apart, at->b->r)) {
            status = give_failure(&apart, at, name, status, file != NULL ? own.diags : said);
        }
    }
    mds_arena_free(apart.arena);
    mds_arena_free(own.arena);
    return status;
}

mds_status make_row(void *payload, size_t i, job_sink *sink)
{
    const batch_basis *b = payload;
    const batch_row *row = &b->rows.at[i];
    making at = {.b = b, .row = row, .sink = sink};

    if (row->problem != NULL) {
        return take_file(&at, row->path, NULL, row->problem);
    }
    at.arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    const mds_status status = at.arena != NULL ? each_form(row->path, take_file, &at) : MDS_ENOMEM;
    mds_arena_free(at.arena);
    return status;
}
