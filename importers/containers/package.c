/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "package.h"

#include "zip_directory.h"
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

struct mds_package {
    zip_t *zip;
    const char *file;
    mds_diags *diags;
    size_t total; /* bytes unpacked so far, of all parts */
};

/* One part while it is read. */
typedef struct part {
    mds_package *package;
    zip_file_t *handle;
    uint64_t packed;
    uint64_t declared; /* bytes unpacked, as the container says; UINT64_MAX when it does not */
    size_t unpacked;
    bool over;    /* it is larger than any part that is read */
    bool bomb;    /* it unpacks to more than any real part does */
    bool damaged; /* the library could not unpack it */
    bool lying;   /* more or less came out than the container declares */
} part;

static mds_status refuse(const mds_package *package, mds_diag_code code, mds_status status,
                         const char *argument)
{
    mds_diag_add(package->diags, code, package->file, NULL, argument, NULL);
    return status;
}

static mds_status damaged(mds_package *package, zip_error_t *error)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY) {
        return refuse(package, MDS_D_OUT_OF_MEMORY, MDS_ENOMEM, NULL);
    }
    return refuse(package, MDS_D_ZIP_DAMAGED, MDS_EFORMAT, zip_error_strerror(error));
}

/* Looks at the directory before the library does. */
static mds_status check_directory(mds_zip_directory *out, const mds_package *package,
                                  const mds_source *source)
{
    const mds_status status =
        mds_zip_directory__check(out, mds_source_bytes(source), mds_source_size(source));
    char limit[24];

    if (status == MDS_ELIMIT) {
        (void)snprintf(limit, sizeof limit, "%d", MDS_LIMIT_ZIP_ENTRIES);
        return refuse(package, MDS_D_ZIP_ENTRIES, status, limit);
    }
    if (status == MDS_ENOMEM) {
        return refuse(package, MDS_D_OUT_OF_MEMORY, status, NULL);
    }
    return status == MDS_OK ? status : refuse(package, MDS_D_ZIP_DAMAGED, status, out->reason);
}

/* Whether the library sees the entries that the directory has. */
static mds_status check_entries(const mds_package *package, size_t count)
{
    return zip_get_num_entries(package->zip, 0) == (zip_int64_t)count
               ? MDS_OK
               : refuse(package, MDS_D_ZIP_DAMAGED, MDS_EFORMAT, "it has two directories");
}

mds_status mds_package__open(mds_package **out, const mds_source *source, mds_diags *diags)
{
    mds_zip_directory directory;
    zip_source_t *bytes = NULL;
    zip_error_t error;
    mds_status status;
    mds_package *package = calloc(1, sizeof *package);

    zip_error_init(&error);
    if (package == NULL) {
        mds_diag_add(diags, MDS_D_OUT_OF_MEMORY, mds_source_name(source), NULL, NULL);
        status = MDS_ENOMEM;
        goto out;
    }
    package->file = mds_source_name(source);
    package->diags = diags;
    status = check_directory(&directory, package, source);
    if (status != MDS_OK) {
        goto out;
    }
    bytes = zip_source_buffer_create(mds_source_bytes(source), directory.size, 0, &error);
    if (bytes == NULL) {
        status = damaged(package, &error);
        goto out;
    }
    package->zip = zip_open_from_source(bytes, ZIP_RDONLY, &error);
    if (package->zip == NULL) {
        status = damaged(package, &error);
        goto out;
    }
    bytes = NULL; /* now the archive's */
    status = check_entries(package, directory.count);
    if (status == MDS_OK) {
        *out = package;
        package = NULL;
    }
out:
    zip_source_free(bytes);
    zip_error_fini(&error);
    mds_package__close(package);
    return status;
}

void mds_package__close(mds_package *package)
{
    if (package != NULL) {
        if (package->zip != NULL) {
            zip_discard(package->zip);
        }
        free(package);
    }
}

/* Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3), and a backslash is the
 * slash that some programs write it for. */
static bool same_part(const char *a, const char *b)
{
    a += *a == '/' || *a == '\\';
    b += *b == '/' || *b == '\\';
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        const char x = *a == '\\' ? '/' : *a >= 'A' && *a <= 'Z' ? (char)(*a - 'A' + 'a') : *a;
        const char y = *b == '\\' ? '/' : *b >= 'A' && *b <= 'Z' ? (char)(*b - 'A' + 'a') : *b;
        if (x != y) {
            return false;
        }
    }
    return *a == *b;
}

/* Whether two entries hold the same bytes, as far as the directory says. */
static bool same_content(const mds_package *package, zip_uint64_t a, zip_uint64_t b)
{
    const zip_uint64_t wanted = ZIP_STAT_CRC | ZIP_STAT_SIZE;
    zip_stat_t x;
    zip_stat_t y;

    zip_stat_init(&x);
    zip_stat_init(&y);
    return zip_stat_index(package->zip, a, 0, &x) == 0 &&
           zip_stat_index(package->zip, b, 0, &y) == 0 && (x.valid & y.valid & wanted) == wanted &&
           x.crc == y.crc && x.size == y.size;
}

/* The entry of that name, the first of several; whether another one of that name differs. */
static bool locate(zip_uint64_t *out, bool *twice, const mds_package *package, const char *name)
{
    const zip_int64_t count = zip_get_num_entries(package->zip, 0);
    bool found = false;

    *twice = false;
    for (zip_int64_t i = 0; i < count; i++) {
        const char *entry = zip_get_name(package->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (entry == NULL || !same_part(entry, name)) {
            continue;
        }
        if (!found) {
            *out = (zip_uint64_t)i;
            found = true;
        } else if (!same_content(package, *out, (zip_uint64_t)i)) {
            *twice = true;
        }
    }
    return found;
}

bool mds_package__has(const mds_package *package, const char *name)
{
    zip_uint64_t index;
    bool twice;

    return locate(&index, &twice, package, name);
}

/* Counts what comes out: the sizes that the file declares may lie. */
static int read_part(void *payload, char *buffer, int n)
{
    part *p = payload;
    const zip_int64_t got = zip_fread(p->handle, buffer, (zip_uint64_t)n);

    if (got < 0) {
        p->damaged = true;
        return -1;
    }
    p->unpacked += (size_t)got;
    p->package->total += (size_t)got;
    p->over =
        p->unpacked > MDS_LIMIT_ZIP_PART_BYTES || p->package->total > MDS_LIMIT_ZIP_TOTAL_BYTES;
    p->bomb = p->unpacked > (size_t)1 << 20 && p->unpacked / MDS_LIMIT_ZIP_RATIO > p->packed;
    if (p->over || p->bomb) {
        return -1;
    }
    if (p->declared != UINT64_MAX &&
        (p->unpacked > p->declared || (got == 0 && p->unpacked < p->declared))) {
        p->lying = true;
        return -1;
    }
    return (int)got;
}

static mds_status open_entry(part *p, mds_package *package, zip_uint64_t index, const char *name)
{
    zip_stat_t stat;

    zip_stat_init(&stat);
    if (zip_stat_index(package->zip, index, 0, &stat) != 0 ||
        (stat.valid & ZIP_STAT_COMP_SIZE) == 0) {
        return refuse(package, MDS_D_ZIP_DAMAGED, MDS_EFORMAT, zip_strerror(package->zip));
    }
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
        return refuse(package, MDS_D_ZIP_ENCRYPTED, MDS_EUNSUPPORTED, name);
    }
    *p = (part){.package = package,
                .packed = stat.comp_size,
                .declared = (stat.valid & ZIP_STAT_SIZE) != 0 ? stat.size : UINT64_MAX};
    p->handle = zip_fopen_index(package->zip, index, 0);
    if (p->handle == NULL) {
        return damaged(package, zip_get_error(package->zip));
    }
    return MDS_OK;
}

static mds_status open_part(part *p, mds_package *package, const char *name)
{
    zip_uint64_t index;
    bool twice;

    if (!locate(&index, &twice, package, name)) {
        return MDS_ENOTFOUND;
    }
    if (twice) {
        return refuse(package, MDS_D_ZIP_DAMAGED, MDS_EFORMAT, "a part is there twice");
    }
    return open_entry(p, package, index, name);
}

/* Why the part could not be unpacked, as a diagnostic; MDS_OK when it could. */
static mds_status explain_part(const part *p, const char *name)
{
    if (p->bomb) {
        return refuse(p->package, MDS_D_ZIP_BOMB, MDS_ELIMIT, name);
    }
    if (p->over) {
        return refuse(p->package, MDS_D_ZIP_LARGE, MDS_ELIMIT, name);
    }
    if (p->lying) {
        return refuse(p->package, MDS_D_ZIP_DAMAGED, MDS_EFORMAT,
                      "a part has another size than declared");
    }
    if (p->damaged) {
        return refuse(p->package, MDS_D_ZIP_DAMAGED, MDS_EFORMAT, zip_file_strerror(p->handle));
    }
    return MDS_OK;
}

/* Why the reader stopped, as a diagnostic. */
static mds_status explain(const part *p, const char *name, const mds_xml *xml)
{
    const mds_status unpacked = explain_part(p, name);
    const mds_status status = mds_xml_status(xml);

    if (unpacked != MDS_OK) {
        return unpacked;
    }
    if (status == MDS_ENOMEM) {
        return refuse(p->package, MDS_D_OUT_OF_MEMORY, MDS_ENOMEM, NULL);
    }
    mds_diag_add(p->package->diags, MDS_D_XML_INVALID, p->package->file, NULL, name,
                 mds_xml_reason(xml), NULL);
    return status == MDS_ELIMIT ? MDS_ELIMIT : MDS_EFORMAT;
}

mds_status mds_package__read_xml(mds_package *package, const char *name, mds_part_fn read,
                                 void *payload)
{
    part p = {.package = package};
    mds_xml *xml = NULL;
    mds_status status = open_part(&p, package, name);

    if (status != MDS_OK) {
        return status;
    }
    xml = mds_xml_new(read_part, &p, MDS_LIMIT_ZIP_PART_BYTES);
    if (xml == NULL) {
        status = refuse(package, MDS_D_OUT_OF_MEMORY, MDS_ENOMEM, NULL);
        goto out;
    }
    status = read(payload, xml);
    if (mds_xml_status(xml) != MDS_OK) {
        status = explain(&p, name, xml);
    }
out:
    mds_xml_free(xml);
    (void)zip_fclose(p.handle);
    return status;
}

mds_status mds_package__read_spare(mds_package *package, const char *name, mds_part_fn read,
                                   void *payload)
{
    mds_diags *diags = package->diags;

    package->diags = NULL;
    const mds_status status = mds_package__read_xml(package, name, read, payload);
    package->diags = diags;
    return status;
}

size_t mds_package__count(const mds_package *package)
{
    const zip_int64_t count = zip_get_num_entries(package->zip, 0);

    return count > 0 ? (size_t)count : 0;
}

const char *mds_package__name(const mds_package *package, size_t entry)
{
    const char *name = zip_get_name(package->zip, entry, ZIP_FL_ENC_RAW);

    return name != NULL ? name : "";
}

const char *mds_package__shown_name(const mds_package *package, size_t entry)
{
    const char *name = zip_get_name(package->zip, entry, ZIP_FL_ENC_GUESS);

    return name != NULL ? name : "";
}

mds_status mds_package__read_bytes(mds_package *package, size_t entry, const char *name,
                                   mds_strbuf *out)
{
    part p = {.package = package};
    char block[1 << 14];
    int got;
    mds_status status = open_entry(&p, package, entry, name);

    if (status != MDS_OK) {
        return status;
    }
    while ((got = read_part(&p, block, sizeof block)) > 0 && out->status == MDS_OK) {
        mds_strbuf_append(out, block, (size_t)got);
    }
    p.over = p.over || out->status == MDS_ELIMIT;
    status = out->status == MDS_ENOMEM ? refuse(package, MDS_D_OUT_OF_MEMORY, MDS_ENOMEM, NULL)
                                       : explain_part(&p, name);
    (void)zip_fclose(p.handle);
    return status;
}
