/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a document as one archive. It is made in memory, so that the file appears whole or
 * not at all. */
#include "docx.h"

#include "base/file.h"
#include <zip.h>

/* What archives call the first of January 1980: the same bytes at every run. */
enum { NO_DATE = 0x21, CHUNK = 1 << 16 };

static bool add_part(zip_t *zip, const mds_docx_part *part)
{
    zip_source_t *bytes = zip_source_buffer(zip, part->bytes.p, part->bytes.n, 0);
    const zip_int64_t index =
        bytes != NULL ? zip_file_add(zip, part->name, bytes, ZIP_FL_ENC_UTF_8) : -1;

    if (index < 0) {
        zip_source_free(bytes);
        return false;
    }
    return zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 0) == 0 &&
           zip_file_set_dostime(zip, (zip_uint64_t)index, 0, NO_DATE, 0) == 0;
}

static bool pack(zip_source_t *to, const mds_docx_part *parts, size_t count)
{
    zip_t *zip = zip_open_from_source(to, ZIP_TRUNCATE, NULL);

    if (zip == NULL) {
        return false;
    }
    zip_source_keep(to); /* the archive has one of its own */
    for (size_t i = 0; i < count; i++) {
        if (!add_part(zip, &parts[i])) {
            zip_discard(zip);
            return false;
        }
    }
    if (zip_close(zip) != 0) {
        zip_discard(zip);
        return false;
    }
    return true;
}

static bool take(mds_strbuf *out, zip_source_t *from)
{
    char chunk[CHUNK];
    zip_int64_t got = 0;

    if (zip_source_open(from) != 0) {
        return false;
    }
    while ((got = zip_source_read(from, chunk, sizeof chunk)) > 0) {
        mds_strbuf_append(out, chunk, (size_t)got);
    }
    return zip_source_close(from) == 0 && got == 0;
}

mds_status mds_docx__zip(const mds_docx_part *parts, size_t count, const char *path,
                         mds_diags *diags)
{
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, NULL);
    mds_strbuf file;

    mds_strbuf_init(&file, MDS_EXPORT_LIMIT);
    const bool whole = archive != NULL && pack(archive, parts, count) && take(&file, archive);
    zip_source_free(archive);
    if (!whole) {
        mds_strbuf_finish(&file);
        return MDS_ENOMEM; /* nothing else can fail in memory */
    }
    return mds_export__write(&file, path, diags);
}
