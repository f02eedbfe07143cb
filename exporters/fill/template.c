/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "template.h"

#include "base/file.h"
#include <mdsrisk/limits.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { MOST_REPLACED = 128, CHUNK = 1 << 16 };

typedef struct replaced {
    zip_uint64_t index;
    mds_sv bytes;
} replaced;

struct mds_template {
    const mds_source *source;
    mds_diags *diags;
    zip_source_t *bytes; /* after the archive is closed, those of the copy */
    zip_t *zip;
    replaced parts[MOST_REPLACED];
    size_t part_count;
};

static mds_status damaged(const mds_template *t, const zip_error_t *error)
{
    zip_error_t copy = *error;
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY) {
        return MDS_ENOMEM;
    }
    mds_diag_add(t->diags, MDS_D_ZIP_DAMAGED, mds_source_name(t->source), NULL,
                 zip_error_strerror(&copy), NULL);
    return MDS_EFORMAT;
}

mds_status mds_template__open(mds_template **out, const mds_source *source, mds_diags *diags)
{
    mds_template *t = calloc(1, sizeof *t);
    mds_status status = MDS_OK;
    zip_error_t error;

    zip_error_init(&error);
    if (t == NULL) {
        status = MDS_ENOMEM;
        goto out;
    }
    t->source = source;
    t->diags = diags;
    t->bytes =
        zip_source_buffer_create(mds_source_bytes(source), mds_source_size(source), 0, &error);
    if (t->bytes == NULL) {
        status = damaged(t, &error);
        goto out;
    }
    t->zip = zip_open_from_source(t->bytes, ZIP_CHECKCONS, &error);
    if (t->zip == NULL) {
        status = damaged(t, &error);
        goto out;
    }
    zip_source_keep(t->bytes); /* the archive has one of its own */
    *out = t;
    t = NULL;
out:
    zip_error_fini(&error);
    mds_template__close(t);
    return status;
}

void mds_template__close(mds_template *t)
{
    if (t != NULL) {
        if (t->zip != NULL) {
            zip_discard(t->zip);
        }
        zip_source_free(t->bytes);
        free(t);
    }
}

const char *mds_template__file(const mds_template *t)
{
    return mds_source_name(t->source);
}

/* Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3); an exact match wins.
 */
static bool locate(zip_uint64_t *out, const mds_template *t, const char *part)
{
    zip_int64_t index = zip_name_locate(t->zip, part, ZIP_FL_ENC_RAW);
    if (index < 0) {
        index = zip_name_locate(t->zip, part, ZIP_FL_NOCASE);
    }
    if (index < 0) {
        return false;
    }
    *out = (zip_uint64_t)index;
    return true;
}

bool mds_template__has(const mds_template *t, const char *part)
{
    zip_uint64_t index;
    return locate(&index, t, part);
}

bool mds_template__has_folder(const mds_template *t, const char *prefix)
{
    const zip_int64_t count = zip_get_num_entries(t->zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(t->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (name != NULL && strncmp(name, prefix, strlen(prefix)) == 0) {
            return true;
        }
    }
    return false;
}

/* All of a part as it comes out, whatever sizes the file declares. */
static zip_int64_t unpack(mds_strbuf *to, zip_file_t *from)
{
    char chunk[1 << 14];
    zip_int64_t got = 0;
    while (to->status == MDS_OK && (got = zip_fread(from, chunk, sizeof chunk)) > 0) {
        mds_strbuf_append(to, chunk, (size_t)got);
    }
    return got;
}

static mds_status read_entry(mds_sv *out, const mds_template *t, mds_arena *arena,
                             zip_uint64_t index, const char *part)
{
    mds_strbuf text;
    zip_file_t *file = zip_fopen_index(t->zip, index, 0);
    if (file == NULL) {
        return damaged(t, zip_get_error(t->zip));
    }
    mds_strbuf_init(&text, MDS_LIMIT_ZIP_ENTRY_BYTES);
    const zip_int64_t last = unpack(&text, file);
    mds_status status = text.status;
    if (status == MDS_ELIMIT) {
        mds_diag_add(t->diags, MDS_D_ZIP_BOMB, mds_source_name(t->source), NULL, part, NULL);
    } else if (status == MDS_OK && last < 0) {
        status = damaged(t, zip_file_get_error(file));
    }
    (void)zip_fclose(file);
    if (status == MDS_OK) {
        const char *copy = mds_arena_strndup(arena, text.p, text.n);
        status = copy != NULL ? MDS_OK : mds_arena_status(arena);
        *out = copy != NULL ? (mds_sv){copy, text.n} : *out;
    }
    mds_strbuf_finish(&text);
    return status;
}

mds_status mds_template__part(mds_sv *out, mds_template *t, mds_arena *arena, const char *part)
{
    zip_uint64_t index;
    return locate(&index, t, part) ? read_entry(out, t, arena, index, part) : MDS_ENOTFOUND;
}

/* The entry keeps its place, its way of packing and its date. */
static bool replace_entry(mds_template *t, zip_uint64_t index, mds_sv bytes)
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(t->zip, index, 0, &stat) != 0) {
        return false;
    }
    zip_source_t *source = zip_source_buffer(t->zip, bytes.p, bytes.n, 0);
    if (source == NULL) {
        return false;
    }
    if (zip_file_replace(t->zip, index, source, 0) != 0) {
        zip_source_free(source);
        return false;
    }
    const zip_int32_t method = stat.comp_method == ZIP_CM_STORE ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return zip_set_file_compression(t->zip, index, method, 0) == 0 &&
           zip_file_set_mtime(t->zip, index, stat.mtime, 0) == 0;
}

mds_status mds_template__replace(mds_template *t, const char *part, mds_sv bytes)
{
    zip_uint64_t index;
    if (!locate(&index, t, part) || t->part_count == MOST_REPLACED) {
        return MDS_EINVAL;
    }
    if (!replace_entry(t, index, bytes)) {
        return damaged(t, zip_get_error(t->zip));
    }
    t->parts[t->part_count++] = (replaced){index, bytes};
    return MDS_OK;
}

/* Closing the archive packs the copy in memory: the template's own bytes stay as they are. */
static mds_status pack(mds_template *t)
{
    if (zip_close(t->zip) != 0) {
        return damaged(t, zip_get_error(t->zip));
    }
    t->zip = NULL;
    return MDS_OK;
}

static mds_status copy_out(mds_template *t, mds_output *output)
{
    char *chunk = malloc(CHUNK);
    mds_status status = chunk != NULL ? MDS_OK : MDS_ENOMEM;
    zip_int64_t got = 0;
    if (status == MDS_OK && zip_source_open(t->bytes) != 0) {
        status = damaged(t, zip_source_error(t->bytes));
    } else if (status == MDS_OK) {
        while (status == MDS_OK && (got = zip_source_read(t->bytes, chunk, CHUNK)) > 0) {
            status = mds_output_write(output, chunk, (size_t)got, t->diags);
        }
        if (status == MDS_OK && got < 0) {
            status = damaged(t, zip_source_error(t->bytes));
        }
        (void)zip_source_close(t->bytes);
    }
    free(chunk);
    return status;
}

static const replaced *replacement(const mds_template *t, zip_uint64_t index)
{
    for (size_t i = 0; i < t->part_count; i++) {
        if (t->parts[i].index == index) {
            return &t->parts[i];
        }
    }
    return NULL;
}

/* Whether what comes out of \p file is exactly \p bytes. */
static bool holds(zip_file_t *file, mds_sv bytes)
{
    char chunk[1 << 14];
    zip_int64_t got = 0;
    while ((got = zip_fread(file, chunk, sizeof chunk)) > 0) {
        if ((size_t)got > bytes.n || memcmp(chunk, bytes.p, (size_t)got) != 0) {
            return false;
        }
        bytes = (mds_sv){bytes.p + got, bytes.n - (size_t)got};
    }
    return got == 0 && bytes.n == 0;
}

/* Whether both give the same bytes to the end. */
static bool same(zip_file_t *one, zip_file_t *other)
{
    char left[1 << 13];
    char right[1 << 13];
    zip_int64_t got = 0;
    zip_int64_t with = 0;
    do {
        got = zip_fread(one, left, sizeof left);
        with = zip_fread(other, right, sizeof right);
        if (got != with || got < 0 || memcmp(left, right, (size_t)got) != 0) {
            return false;
        }
    } while (got > 0);
    return true;
}

/* A part that was not replaced must be there packed as it was. */
static bool entry_kept(zip_t *before, zip_t *after, zip_uint64_t i, const replaced *other)
{
    const char *was = zip_get_name(before, i, ZIP_FL_ENC_RAW);
    const char *is = zip_get_name(after, i, ZIP_FL_ENC_RAW);
    const zip_flags_t packed = ZIP_FL_COMPRESSED;
    bool kept = was != NULL && is != NULL && strcmp(was, is) == 0;
    zip_file_t *file = kept ? zip_fopen_index(after, i, other != NULL ? 0 : packed) : NULL;
    if (file == NULL) {
        return false;
    }
    if (other != NULL) {
        kept = holds(file, other->bytes);
    } else {
        zip_file_t *original = zip_fopen_index(before, i, packed);
        kept = original != NULL && same(original, file);
        if (original != NULL) {
            (void)zip_fclose(original);
        }
    }
    return zip_fclose(file) == 0 && kept;
}

/* The template as it came, for comparison: the archive that was packed is gone. */
static zip_t *open_again(const mds_template *t)
{
    zip_source_t *bytes =
        zip_source_buffer_create(mds_source_bytes(t->source), mds_source_size(t->source), 0, NULL);
    zip_t *zip = bytes != NULL ? zip_open_from_source(bytes, ZIP_RDONLY, NULL) : NULL;
    if (zip == NULL) {
        zip_source_free(bytes);
    }
    return zip;
}

static bool copy_is_whole(const mds_template *t, const char *path)
{
    zip_t *before = open_again(t);
    zip_t *after = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    bool whole = before != NULL && after != NULL &&
                 zip_get_num_entries(before, 0) == zip_get_num_entries(after, 0);
    const zip_int64_t count = whole ? zip_get_num_entries(before, 0) : 0;
    for (zip_int64_t i = 0; i < count && whole; i++) {
        whole = entry_kept(before, after, (zip_uint64_t)i, replacement(t, (zip_uint64_t)i));
    }
    if (before != NULL) {
        zip_discard(before);
    }
    if (after != NULL) {
        zip_discard(after);
    }
    return whole;
}

mds_status mds_template__write(mds_template *t, const char *path)
{
    mds_output *output = NULL;
    mds_status status = pack(t);
    if (status == MDS_OK) {
        status = mds_output_begin(&output, path, t->diags);
    }
    if (status != MDS_OK) {
        return status;
    }
    status = copy_out(t, output);
    if (status == MDS_OK && !copy_is_whole(t, mds_output_path(output))) {
        mds_diag_add(t->diags, MDS_D_OUTPUT_INCOMPLETE, path, NULL, NULL);
        status = MDS_EIO;
    }
    if (status != MDS_OK) {
        mds_output_abandon(output);
        return status;
    }
    return mds_output_commit(output, t->diags);
}
