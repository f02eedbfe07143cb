/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files about vulnerabilities that a fleet keeps: they are read again whenever devices, forms or
 * the catalog change. */
#include "fleet_evidence.h"

#include "base/sha256.h"
#include "base/strbuf.h"
#include "schema.h"
#include <mdsrisk/import_vulnerabilities.h>
#include <mdsrisk/limits.h>
#include <string.h>

enum { BASIS_BYTES = 1 << 24 };

/* A file that was looked at. */
typedef struct looked {
    const char *path;
    mds_vulnerability_kind kind;
    bool used;
} looked;

typedef struct look_list {
    looked *at;
    size_t count, capacity;
} look_list;

/* What a folder holds besides is a warning; a file that is named must be one. */
static mds_status look_at(run *r, const char *path, bool in_folder, look_list *list)
{
    mds_vulnerabilities one = MDS_VULNERABILITIES_INIT;
    mds_arena *arena = mds_arena_new(MDS_LIMIT_ARENA_BYTES, NULL);
    mds_diags *said = arena != NULL ? mds_diags_new(arena, 0) : NULL;
    mds_source *source = NULL;

    if (said == NULL ||
        !mds_array_reserve(r->arena, &list->at, &list->capacity, list->count, sizeof *list->at)) {
        mds_arena_free(arena);
        return MDS_ENOMEM;
    }
    show_progress(r, path);
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_SBOM_BYTES, said);
    if (status == MDS_OK) {
        status = mds_import_vulnerabilities(&one, arena, source, said);
    }
    mds_source_free(source);
    pass_on_vulnerability_diags(r, said, in_folder ? status : MDS_OK);
    if (status == MDS_OK) {
        list->at[list->count++] = (looked){path, one.files[0].kind, true};
    }
    mds_arena_free(arena);
    return in_folder && status != MDS_ENOMEM ? MDS_OK : status;
}

static mds_status look_in(run *r, const char *path, look_list *list)
{
    file_list files = {0};
    const size_t before = list->count;

    if (!is_folder(path)) {
        return look_at(r, path, false, list);
    }
    mds_status status = list_files(r, path, NULL, &files);
    for (size_t i = 0; i < files.count && status == MDS_OK; i++) {
        status = look_at(r, files.paths[i], true, list);
    }
    if (status == MDS_OK && list->count == before) {
        mds_diag_add(r->diags, MDS_D_VULN_FOLDER_EMPTY, path, NULL, NULL);
    }
    return status;
}

static mds_status drop(store *s, unsigned id, const char *what)
{
    const store_value values[] = {store_of_text(what)};

    return store_run(s, id, values, 1);
}

/* Of a list of the whole world there is one. */
static mds_status drop_old(run *r, store *s, const look_list *list)
{
    mds_status status = MDS_OK;

    for (size_t i = 0; i < r->opt.vulnerability_count && status == MDS_OK; i++) {
        const char *path = r->opt.vulnerability[i];
        size_t n = strlen(path);
        while (n > 1 && path[n - 1] == '/') {
            n--;
        }
        const char *named = mds_arena_strndup(r->arena, path, n);
        status = named != NULL ? drop(s, SQL_EVIDENCE_DROP, named) : mds_arena_status(r->arena);
    }
    for (size_t i = 0; i < list->count && status == MDS_OK; i++) {
        if (list->at[i].kind == MDS_FILE_KEV || list->at[i].kind == MDS_FILE_EPSS) {
            status = drop(s, SQL_EVIDENCE_DROP_KIND, mds_vulnerability_kind_name(list->at[i].kind));
        }
    }
    return status;
}

static mds_status put(run *r, store *s, const looked *file)
{
    mds_source *source = NULL;
    char sha256[65];
    mds_status status = mds_source_open(&source, file->path, MDS_LIMIT_SBOM_BYTES, r->diags);

    if (status == MDS_OK) {
        mds_source_sha256(source, sha256);
        const store_value values[] = {
            store_of_text(sha256), store_of_text(mds_source_name(source)),
            store_of_text(mds_vulnerability_kind_name(file->kind)),
            store_of_bytes((const char *)mds_source_bytes(source), mds_source_size(source))};
        status = store_run(s, SQL_EVIDENCE_PUT, values, 4);
    }
    mds_source_free(source);
    return status;
}

mds_status keep_evidence(run *r, store *s)
{
    look_list list = {.at = NULL};
    mds_status status = MDS_OK;

    if (r->opt.vulnerability_count == 0) {
        return MDS_OK;
    }
    for (size_t i = 0; i < r->opt.vulnerability_count && status == MDS_OK; i++) {
        status = look_in(r, r->opt.vulnerability[i], &list);
    }
    if (status == MDS_OK) {
        status = store_begin(s);
    }
    if (status == MDS_OK) {
        status = drop_old(r, s, &list);
    }
    for (size_t i = 0; i < list.count && status == MDS_OK; i++) {
        status = put(r, s, &list.at[i]);
    }
    show_progress(r, "");
    return status == MDS_OK ? store_commit(s) : status;
}

/* The hash of the catalog with those of the files. */
mds_status evidence_basis(run *r, store *s, char basis[65])
{
    mds_strbuf text;
    bool more = false;
    mds_status status = store_ask(s, SQL_EVIDENCE_ALL, NULL, 0);

    mds_strbuf_init(&text, BASIS_BYTES);
    mds_strbuf_puts(&text, r->catalog->sha256);
    while (status == MDS_OK && (status = store_next(s, SQL_EVIDENCE_ALL, &more)) == MDS_OK &&
           more) {
        mds_strbuf_printf(&text, " %s", store_text(s, SQL_EVIDENCE_ALL, 0));
    }
    mds_sha256_hex(basis, text.p, text.n);
    if (strchr(text.p, ' ') == NULL) { /* no file: no catalog matters */
        basis[0] = '\0';
    }
    status = status == MDS_OK ? text.status : status;
    mds_strbuf_finish(&text);
    return status;
}

static mds_status read_one(run *r, store *s, mds_vulnerabilities *all)
{
    mds_source *source = NULL;
    size_t n = 0;
    const char *bytes = store_bytes(s, SQL_EVIDENCE_ALL, 2, &n);
    const char *path = store_text(s, SQL_EVIDENCE_ALL, 1);

    show_progress(r, path);
    mds_status status = mds_source_from_memory(&source, path, bytes, n);
    if (status == MDS_OK) { /* what speaks against it was said when it was stored */
        status = mds_import_vulnerabilities(all, r->arena, source, NULL);
    }
    mds_source_free(source);
    return status == MDS_EFORMAT || status == MDS_EUNSUPPORTED ? MDS_OK : status;
}

mds_status load_evidence(run *r, store *s, evidence **out)
{
    evidence *made = mds_arena_alloc(r->arena, 1, sizeof *made);
    bool more = false;
    mds_status status =
        made != NULL ? store_ask(s, SQL_EVIDENCE_ALL, NULL, 0) : mds_arena_status(r->arena);

    *out = NULL;
    while (status == MDS_OK && (status = store_next(s, SQL_EVIDENCE_ALL, &more)) == MDS_OK &&
           more) {
        status = read_one(r, s, &made->all);
    }
    show_progress(r, "");
    if (status != MDS_OK || made->all.file_count == 0) {
        return status;
    }
    mds_vulnerabilities_settle(&made->all);
    made->uses = mds_arena_alloc(r->arena, made->all.file_count, sizeof *made->uses);
    *out = made;
    return made->uses != NULL ? MDS_OK : mds_arena_status(r->arena);
}

/* Bills of materials that no device of the fleet has, or that are about another version. */
void say_unused_bills(run *r, const evidence *all)
{
    static const mds_diag_code codes[] = {[MDS_BILL_UNUSED] = MDS_D_FLEET_BILL_UNUSED,
                                          [MDS_BILL_OF_OTHER_VERSION] = MDS_D_FLEET_BILL_VERSION};

    for (size_t i = 0; i < all->all.file_count; i++) {
        const mds_vulnerability_file *file = &all->all.files[i];
        const bool bill = file->kind == MDS_FILE_CYCLONEDX || file->kind == MDS_FILE_SPDX;
        if (bill && file->components > 0 && all->uses[i] != MDS_BILL_USED) {
            mds_diag_add(r->diags, codes[all->uses[i]], file->name, NULL, NULL);
        }
    }
}
