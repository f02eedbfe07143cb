/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fleet_assess.h"

#include "base/strbuf.h"
#include "fleet_class.h"
#include "fleet_finding.h"
#include "schema.h"
#include <string.h>

enum { CLASSES_AT_ONCE = 64 };

typedef struct class_list {
    fleet_class *at;
    size_t count, capacity;
} class_list;

static const char *copy(run *r, store *s, unsigned id, unsigned column)
{
    const char *text = store_text(s, id, column);

    return mds_arena_strndup(r->arena, text, strlen(text));
}

static void values_of(store_value out[4], const fleet_basis *basis, int32_t day)
{
    out[0] = store_of_text(basis->catalog);
    out[1] = store_of_text(basis->policy);
    out[2] = store_of_text(basis->model);
    out[3] = store_of_whole(day);
}

static mds_status find_open(run *r, store *s, const fleet_basis *basis, class_list *out)
{
    store_value values[4];
    bool more = false;

    values_of(values, basis, r->as_of);
    mds_status status = store_ask(s, SQL_CLASS_OPEN, values, 4);
    while (status == MDS_OK && (status = store_next(s, SQL_CLASS_OPEN, &more)) == MDS_OK && more) {
        if (!mds_array_reserve(r->arena, &out->at, &out->capacity, out->count, sizeof *out->at)) {
            return mds_arena_status(r->arena);
        }
        out->at[out->count++] =
            (fleet_class){copy(r, s, SQL_CLASS_OPEN, 0), copy(r, s, SQL_CLASS_OPEN, 1),
                          copy(r, s, SQL_CLASS_OPEN, 2), copy(r, s, SQL_CLASS_OPEN, 3),
                          copy(r, s, SQL_CLASS_OPEN, 4)};
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

/* Each is stored with those before it: a run that is ended goes on where it stopped. */
static mds_status assess_open(run *r, store *s, const fleet_basis *basis, const class_list *open)
{
    mds_status status = MDS_OK;
    char line[64];

    for (size_t i = 0; i < open->count && status == MDS_OK; i++) {
        (void)snprintf(line, sizeof line, "%zu / %zu", i + 1, open->count);
        show_progress(r, line);
        if (i % CLASSES_AT_ONCE == 0) {
            status = store_begin(s);
        }
        if (status == MDS_OK) {
            status = assess_class(r, s, basis, &open->at[i]);
        }
        if (status == MDS_OK && ((i + 1) % CLASSES_AT_ONCE == 0 || i + 1 == open->count)) {
            status = store_commit(s);
        }
    }
    show_progress(r, "");
    return status;
}

/* A device of which something else is said than before. */
typedef struct moved {
    const char *id;
    int64_t result;
    bool first; /* nothing was said before */
    mds_verdict after, before;
    const char *why;
} moved;

typedef struct moved_list {
    moved *at;
    size_t count, capacity;
} moved_list;

/* What differs between the two results, as words of the file: "form zone". */
static const char *why_moved(run *r, store *s)
{
    static const struct {
        unsigned column;
        const char *word;
    } parts[] = {{12, "form"},   {13, "context"}, {14, "zone"},  {15, "vulnerability"},
                 {8, "catalog"}, {9, "policy"},   {10, "model"}, {11, "day"}};
    mds_strbuf text;

    mds_strbuf_init(&text, 256);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (store_whole(s, SQL_RESULT_MOVED, parts[i].column) != 0) {
            mds_strbuf_puts(&text, text.n > 0 ? " " : "");
            mds_strbuf_puts(&text, parts[i].word);
        }
    }
    const char *kept = mds_strbuf_copy(&text, r->arena);
    mds_strbuf_finish(&text);
    return kept;
}

static mds_status find_moved(run *r, store *s, const fleet_basis *basis, moved_list *out)
{
    enum { ID, RESULT, VERDICT, OLD = 4, OLD_VERDICT };
    store_value values[4];
    bool more = false;

    values_of(values, basis, r->as_of);
    mds_status status = store_ask(s, SQL_RESULT_MOVED, values, 4);
    while (status == MDS_OK && (status = store_next(s, SQL_RESULT_MOVED, &more)) == MDS_OK &&
           more) {
        if (!mds_array_reserve(r->arena, &out->at, &out->capacity, out->count, sizeof *out->at)) {
            return mds_arena_status(r->arena);
        }
        out->at[out->count++] =
            (moved){.id = copy(r, s, SQL_RESULT_MOVED, ID),
                    .result = store_whole(s, SQL_RESULT_MOVED, RESULT),
                    .first = store_whole(s, SQL_RESULT_MOVED, OLD) == 0,
                    .after = (mds_verdict)store_whole(s, SQL_RESULT_MOVED, VERDICT),
                    .before = (mds_verdict)store_whole(s, SQL_RESULT_MOVED, OLD_VERDICT),
                    .why = why_moved(r, s)};
    }
    return status == MDS_OK ? mds_arena_status(r->arena) : status;
}

/* The device's result is the new one; another verdict is history. */
static mds_status keep_moved(run *r, store *s, const moved *at)
{
    const store_value result[] = {store_of_text(at->id), store_of_whole(at->result)};
    const store_value values[] = {store_of_whole(r->as_of),
                                  store_of_text("verdict"),
                                  store_of_text(at->id),
                                  store_of_text(at->first ? "" : mds_verdict_name(at->before)),
                                  store_of_text(mds_verdict_name(at->after)),
                                  store_of_text(at->why)};
    const mds_status status = store_run(s, SQL_DEVICE_RESULT, result, 2);

    return status == MDS_OK && (at->first || at->after != at->before)
               ? store_run(s, SQL_HISTORY_PUT, values, 6)
               : status;
}

static mds_status keep_all_moved(run *r, store *s, const moved_list *list)
{
    mds_status status = store_begin(s);

    for (size_t i = 0; i < list->count && status == MDS_OK; i++) {
        status = keep_moved(r, s, &list->at[i]);
    }
    return status == MDS_OK ? store_commit(s) : status;
}

mds_status assess_fleet(run *r, store *s, assessed *out)
{
    const fleet_basis basis = {
        .catalog = basis_catalog(r), .policy = r->policy->sha256, .model = r->catalog->model};
    class_list open = {.at = NULL};
    moved_list list = {.at = NULL};
    mds_status status = basis.catalog != NULL ? find_open(r, s, &basis, &open) : MDS_ENOMEM;

    if (status == MDS_OK) {
        status = assess_open(r, s, &basis, &open);
    }
    if (status == MDS_OK) {
        status = find_moved(r, s, &basis, &list);
    }
    *out = (assessed){open.count, list.count};
    return status == MDS_OK ? keep_all_moved(r, s, &list) : status;
}

void print_assessed(const run *r, const assessed *done)
{
    char classes[24];
    char devices[24];

    (void)snprintf(classes, sizeof classes, "%zu", done->classes);
    (void)snprintf(devices, sizeof devices, "%zu", done->rows);
    print_text(r, stdout, "cli.fleet.assessed", classes, devices, NULL);
    printf("\n");
}

mds_status take_news(run *r, store *s)
{
    const fleet_options *own = r->own;
    const bool news = r->arg_count > 1 || own->forms != NULL || own->zones != NULL ||
                      own->matches != NULL || r->opt.deployment != NULL;
    mds_inventory inventory;
    mds_fleet_list fleet;
    bool old = false;
    mds_status status = keep_evidence(r, s);

    if (status == MDS_OK) {
        status = findings_are_old(r, s, &old);
    }
    return status == MDS_OK && (news || old)
               ? read_fleet(r, s, r->arg_count > 1 ? r->args[1] : NULL, &fleet, &inventory)
               : status;
}

mds_exit fleet_assess(run *r)
{
    assessed done;
    store *s = NULL;

    mds_exit code = open_fleet(r, STORE_CHANGE, &s);
    if (code != EXIT_DONE) {
        return code;
    }
    mds_status status = take_news(r, s);
    if (status == MDS_OK) {
        status = assess_fleet(r, s, &done);
    }
    store_close(s);
    if (status == MDS_OK) {
        print_diags(r);
        if (!r->opt.quiet) {
            print_assessed(r, &done);
        }
    }
    return exit_of(r, status);
}
