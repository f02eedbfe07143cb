/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "batch_files.h"

#include "base/file.h"
#include "base/inert.h"
#include "base/json.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "register_of.h"
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINE_LIMIT = 1 << 24, RECORD_LIMIT = 1 << 20, STEM_BYTES = 60, DIGITS = 12, VERSION = 1 };

static const char record_ending[] = ".json", next_ending[] = ".next";

static mds_status unwritable(run *r, const char *path)
{
    mds_diag_add(r->diags, MDS_D_OUTPUT_UNWRITABLE, path, NULL, strerror(errno), NULL);
    return MDS_EIO;
}

static bool ends_in(const char *name, const char *ending)
{
    const size_t n = strlen(name);
    const size_t m = strlen(ending);

    return n >= m && strcmp(name + n - m, ending) == 0;
}

/* Only records are kept in the room: all else was being made when a run ended. */
static mds_status sweep(run *r, const char *room)
{
    DIR *dir = opendir(room);

    if (dir == NULL) {
        return unwritable(r, room);
    }
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        struct stat info;
        if (ends_in(entry->d_name, record_ending) || ends_in(entry->d_name, next_ending)) {
            continue;
        }
        const char *path = mds_arena_printf(r->arena, "%s/%s", room, entry->d_name);
        if (path != NULL && lstat(path, &info) == 0 && S_ISREG(info.st_mode)) {
            (void)unlink(path);
        }
    }
    (void)closedir(dir);
    return mds_arena_status(r->arena);
}

mds_status open_batch_folder(run *r, batch_folder *out, const char *path, mds_export_format format)
{
    const char *room = mds_arena_printf(r->arena, "%s/.mdsrisk", path);

    if (room == NULL) {
        return mds_arena_status(r->arena);
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        return unwritable(r, path);
    }
    if (mkdir(room, 0777) != 0 && errno != EEXIST) {
        return unwritable(r, room);
    }
    *out = (batch_folder){.path = path, .room = room, .format = format};
    return sweep(r, room);
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || (unsigned char)c >= 0x80;
}

/* Names of devices that Windows has in every folder. */
static bool is_reserved(const char *name)
{
    static const char *const names[] = {"con", "prn", "aux", "nul", "com", "lpt", "summary"};
    char head[8] = "";

    for (size_t i = 0; i + 1 < sizeof head && name[i] >= 'A' && name[i] <= 'z'; i++) {
        head[i] = (char)(name[i] | 0x20);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(head, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *register_stem(mds_arena *arena, const char *device_id, const char *form)
{
    const bool named = device_id[0] != '\0';
    const char *slash = strrchr(form, '/');
    const char *from = named ? device_id : slash != NULL ? slash + 1 : form;
    const char *dot = named ? NULL : strrchr(from, '.');
    const size_t whole = dot != NULL && dot != from ? (size_t)(dot - from) : strlen(from);
    size_t n = mds_utf8_head(from, STEM_BYTES);
    char stem[STEM_BYTES + 1];
    char hash[65];
    bool same = named && whole == n && from[0] != '.' && !is_reserved(from);

    n = n < whole ? n : whole;
    for (size_t i = 0, step; i < n; i += step) {
        step = mds_utf8_next(from + i, NULL);
        const bool kept =
            is_plain(from[i]) && (from[i] != '.' || i > 0) && mds_inert_steers(from + i) == 0;
        memcpy(stem + i, kept ? from + i : "----", step);
        same = same && kept;
    }
    stem[n] = '\0';
    mds_sha256_hex(hash, named ? device_id : form, strlen(named ? device_id : form));
    return same ? mds_arena_strndup(arena, stem, n)
                : mds_arena_printf(arena, "%s-%.*s", stem, DIGITS, hash);
}

mds_status find_entry(run *r, const batch_folder *folder, const char *stem, const char *key,
                      batch_entry *out)
{
    const char *ending = mds_export_ending(folder->format);
    const char *name = mds_arena_printf(r->arena, "%s/%s%s", folder->room, stem, ending);

    if (name == NULL) {
        return mds_arena_status(r->arena);
    }
    *out =
        (batch_entry){.target = mds_arena_printf(r->arena, "%s/%s%s", folder->path, stem, ending),
                      .staged = mds_arena_printf(r->arena, "%s.part%s", name, ending),
                      .record = mds_arena_printf(r->arena, "%s%s", name, record_ending),
                      .next = mds_arena_printf(r->arena, "%s%s", name, next_ending),
                      .key = key};
    return mds_arena_status(r->arena);
}

/* The texts of a device, by the names that its line gives them. */
static const struct {
    const char *name;
    size_t offset;
} texts[] = {
    {"file", offsetof(mds_batch_device, file)},
    {"context", offsetof(mds_batch_device, context)},
    {"device_id", offsetof(mds_batch_device, device_id)},
    {"register", offsetof(mds_batch_device, register_name)},
    {"manufacturer", offsetof(mds_batch_device, manufacturer)},
    {"model", offsetof(mds_batch_device, model)},
    {"risk", offsetof(mds_batch_device, risk)},
    {"ask", offsetof(mds_batch_device, ask)},
    {"code", offsetof(mds_batch_device, code)},
    {"problem", offsetof(mds_batch_device, problem)},
    {"way_out", offsetof(mds_batch_device, way_out)},
};
enum { TEXTS = sizeof texts / sizeof *texts };

void put_device_line(mds_strbuf *out, const mds_batch_device *device, const char *key,
                     const char *made)
{
    mds_jsonw w;

    mds_jsonw_init(&w, out);
    mds_jsonw_inline_next(&w);
    mds_jsonw_object(&w);
    mds_jsonw_member_uint(&w, "format_version", VERSION);
    mds_jsonw_member_string(&w, "kind", "batch_device");
    if (key != NULL) {
        mds_jsonw_member_string(&w, "key", key);
        mds_jsonw_member_string(&w, "made", made);
    }
    mds_jsonw_member_bool(&w, "done", device->done);
    mds_jsonw_member_bool(&w, "unwritten", device->unwritten);
    for (size_t i = 0; i < TEXTS; i++) {
        const char *text;
        memcpy(&text, (const char *)device + texts[i].offset, sizeof text);
        mds_jsonw_member_string(&w, texts[i].name, text);
    }
    if (device->done) {
        mds_jsonw_member_string(&w, "verdict", mds_verdict_name(device->verdict));
        mds_jsonw_member_number(&w, "rrf", device->rrf);
        mds_jsonw_member_number(&w, "sure", device->sure);
    }
    mds_jsonw_object_end(&w);
    mds_strbuf_putc(out, '\n');
}

static bool take_members(mds_batch_device *out, mds_arena *arena, const mds_json *root)
{
    const char *verdict = mds_json_string(mds_json_member(root, "verdict"), "");
    unsigned v = 0;

    *out = (mds_batch_device){.done = mds_json_bool(mds_json_member(root, "done"), false),
                              .unwritten = mds_json_bool(mds_json_member(root, "unwritten"), false),
                              .rrf = mds_json_number(mds_json_member(root, "rrf"), 0),
                              .sure = mds_json_number(mds_json_member(root, "sure"), 0)};
    for (size_t i = 0; i < TEXTS; i++) {
        const char *text = mds_json_string(mds_json_member(root, texts[i].name), "");
        text = mds_arena_strndup(arena, text, strlen(text));
        memcpy((char *)out + texts[i].offset, &text, sizeof text);
    }
    while (v < MDS_VERDICT__COUNT && strcmp(verdict, mds_verdict_name((mds_verdict)v)) != 0) {
        v++;
    }
    out->verdict = (mds_verdict)v;
    return !out->done || v < MDS_VERDICT__COUNT;
}

/* A line; NULL when it is none of a device. Free it with mds_json_free(). */
static mds_json *parse_line(const char *text, size_t n)
{
    mds_json *root = NULL;

    if (mds_json_parse(&root, "", text, n, NULL) != MDS_OK) {
        return NULL;
    }
    const double version = mds_json_number(mds_json_member(root, "format_version"), 0);
    if (strcmp(mds_json_string(mds_json_member(root, "kind"), ""), "batch_device") == 0 &&
        (int)version == VERSION) {
        return root;
    }
    mds_json_free(root);
    return NULL;
}

mds_status read_device_line(mds_batch_device *out, mds_arena *arena, const char *text, size_t n)
{
    mds_json *root = parse_line(text, n);
    const bool taken = root != NULL && take_members(out, arena, root);

    mds_json_free(root);
    return taken ? mds_arena_status(arena) : MDS_EFORMAT;
}

/* The record at \p path; NULL when there is none that can be read. */
static mds_json *read_record(const char *path)
{
    mds_source *source = NULL;
    mds_json *root = NULL;
    struct stat info;

    if (stat(path, &info) == 0 && mds_source_open(&source, path, RECORD_LIMIT, NULL) == MDS_OK) {
        root = parse_line((const char *)mds_source_bytes(source), mds_source_size(source));
    }
    mds_source_free(source);
    return root;
}

/* SHA-256 of the file, "" when it cannot be read. */
static void hash_file(const char *path, char out[65])
{
    mds_source *source = NULL;

    out[0] = '\0';
    if (mds_source_open(&source, path, 0, NULL) == MDS_OK) {
        mds_source_sha256(source, out);
    }
    mds_source_free(source);
}

/* A run that ended between the two moves of write_entry() left the record of what was about to be:
 * it holds when the register came to be there. */
static void settle_record(const batch_entry *entry)
{
    struct stat info;
    char there[65];

    if (stat(entry->next, &info) != 0) {
        return;
    }
    mds_json *next = read_record(entry->next);
    hash_file(entry->target, there);
    if (next == NULL || there[0] == '\0' ||
        strcmp(mds_json_string(mds_json_member(next, "made"), ""), there) != 0) {
        (void)unlink(entry->next);
    } else {
        (void)rename(entry->next, entry->record);
    }
    mds_json_free(next);
}

bool is_done(run *r, const batch_entry *entry, mds_batch_device *device)
{
    struct stat info;

    settle_record(entry);
    mds_json *record = stat(entry->target, &info) == 0 ? read_record(entry->record) : NULL;
    const bool done =
        record != NULL &&
        strcmp(mds_json_string(mds_json_member(record, "key"), ""), entry->key) == 0 &&
        take_members(device, r->arena, record) && mds_arena_status(r->arena) == MDS_OK;
    mds_json_free(record);
    return done;
}

/* The new record, the new register, the new record in place of the old one: in between, only the
 * register itself says which of the two holds. */
mds_status write_entry(run *r, const batch_folder *folder, const batch_entry *entry,
                       const mds_register *reg, const mds_batch_device *device)
{
    char made[65];
    mds_strbuf line;

    mds_strbuf_init(&line, LINE_LIMIT);
    mds_status status = export_register(r, reg, folder->format, entry->staged);
    if (status == MDS_OK) {
        hash_file(entry->staged, made);
        put_device_line(&line, device, entry->key, made);
        status = line.status == MDS_OK ? mds_file_write(entry->next, line.p, line.n, r->diags)
                                       : line.status;
    }
    if (status == MDS_OK) {
        status = mds_file_move(entry->staged, entry->target, r->diags);
    }
    if (status == MDS_OK && rename(entry->next, entry->record) != 0) {
        status = unwritable(r, entry->record);
    }
    if (status != MDS_OK) {
        (void)unlink(entry->staged);
        (void)unlink(entry->next);
    }
    mds_strbuf_finish(&line);
    return status;
}
