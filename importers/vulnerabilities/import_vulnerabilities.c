/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which kind a file is, by its content alone, and what of it is said. */
#include "vuln.h"

#include "base/utf8.h"
#include <stdio.h>
#include <string.h>

/* How much there was before a file that turns out to be unusable. */
typedef struct counts {
    size_t components, devices, statements, records, exploited, scores;
} counts;

static counts counts_of(const mds_vulnerabilities *all)
{
    return (counts){all->component_count, all->device_count,    all->statement_count,
                    all->record_count,    all->exploited_count, all->score_count};
}

static void take_back(mds_vulnerabilities *all, const counts *before)
{
    all->component_count = before->components;
    all->device_count = before->devices;
    all->statement_count = before->statements;
    all->record_count = before->records;
    all->exploited_count = before->exploited;
    all->score_count = before->scores;
}

static void copy_word(char *out, size_t size, const mds_json *value)
{
    const mds_json *word = mds_json_is_array(value) ? mds_json_first(value) : value;
    const char *text = mds_json_string(word, "");

    (void)snprintf(out, size, "%.*s", (int)mds_utf8_head(text, size - 1), text);
}

static mds_status look_at(void *payload, const char *member, size_t index, const mds_json *value)
{
    vuln_marks *m = payload;
    static const struct {
        const char *name;
        size_t offset, size;
    } words[] = {
        {"bomFormat", offsetof(vuln_marks, bom_format), sizeof m->bom_format},
        {"specVersion", offsetof(vuln_marks, spec_version), sizeof m->spec_version},
        {"spdxVersion", offsetof(vuln_marks, spdx_version), sizeof m->spdx_version},
        {"dataType", offsetof(vuln_marks, data_type), sizeof m->data_type},
        {"@context", offsetof(vuln_marks, context), sizeof m->context},
    };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(member, words[i].name) == 0) {
            copy_word((char *)m + words[i].offset, words[i].size, value);
        }
    }
    const bool first = index == 0 || index == MDS_JSON_WHOLE;
    m->has_graph = m->has_graph || strcmp(member, "@graph") == 0;
    m->has_statements = m->has_statements || strcmp(member, "statements") == 0;
    if (strcmp(member, "document") == 0) {
        m->has_document = mds_json_member(value, "csaf_version") != NULL;
    }
    if (strcmp(member, "vulnerabilities") == 0 && first) {
        m->has_vulnerabilities = true;
        m->has_kev = mds_json_member(value, "cveID") != NULL;
    }
    m->has_kev = m->has_kev || strcmp(member, "catalogVersion") == 0;
    if (member[0] == '\0' && index == 0) {
        copy_word(m->data_type, sizeof m->data_type, mds_json_member(value, "dataType"));
    }
    return MDS_OK;
}

/* The reader of a JSON document; NULL when there is none. */
static void (*reader_of(vuln *v, const vuln_marks *m))(vuln *)
{
    if (strcmp(m->bom_format, "CycloneDX") == 0) {
        v->about.kind = MDS_FILE_CYCLONEDX;
        v->about.version = mds_vuln__keep(v, m->spec_version);
        return mds_vuln__read_cyclonedx;
    }
    if (strncmp(m->spdx_version, "SPDX-", 5) == 0) {
        v->about.kind = MDS_FILE_SPDX;
        v->about.version = mds_vuln__keep(v, m->spdx_version + 5);
        return mds_vuln__read_spdx;
    }
    if (m->has_graph && strstr(m->context, "spdx") != NULL) {
        v->about.kind = MDS_FILE_SPDX;
        v->about.version = "3";
        return mds_vuln__read_spdx_3;
    }
    if (strstr(m->context, "openvex") != NULL && m->has_statements) {
        v->about.kind = MDS_FILE_OPENVEX;
        return mds_vuln__read_openvex;
    }
    if (m->has_document) {
        v->about.kind = MDS_FILE_CSAF;
        return mds_vuln__read_csaf;
    }
    if (strcmp(m->data_type, "CVE_RECORD") == 0) {
        v->about.kind = MDS_FILE_CVE;
        return mds_vuln__read_cve;
    }
    if (m->has_kev) {
        v->about.kind = MDS_FILE_KEV;
        return mds_vuln__read_kev;
    }
    return NULL;
}

static bool begins(const vuln *v, size_t at, const char *with)
{
    const size_t n = strlen(with);

    return v->n - at >= n && memcmp(v->text + at, with, n) == 0;
}

/* Whether the words are in the first bytes of the file. */
static bool mentions(const vuln *v, const char *word)
{
    enum { HEAD = 4096 };
    const size_t n = strlen(word);

    for (size_t i = 0; i < HEAD && i + n <= v->n; i++) {
        if (memcmp(v->text + i, word, n) == 0) {
            return true;
        }
    }
    return false;
}

static void no_kind(vuln *v, const char *key)
{
    mds_diag_add(v->diags, MDS_D_VULN_NOT_ONE, v->file, NULL, key, NULL);
    mds_vuln__fail(v, MDS_EUNSUPPORTED);
}

static void read_json(vuln *v)
{
    vuln_marks marks = {.bom_format = ""};

    mds_vuln__each(v, look_at, &marks);
    if (v->status != MDS_OK) {
        return;
    }
    void (*reader)(vuln *) = reader_of(v, &marks);
    if (reader != NULL) {
        reader(v);
    } else {
        no_kind(v, marks.has_vulnerabilities ? "vuln.kind.list" : "vuln.kind.json");
    }
}

static void read_by_kind(vuln *v)
{
    size_t at = begins(v, 0, "\xEF\xBB\xBF") ? 3 : 0;

    while (at < v->n && strchr(" \t\r\n", v->text[at]) != NULL && v->text[at] != '\0') {
        at++;
    }
    if (begins(v, at, "{") || begins(v, at, "[")) {
        read_json(v);
    } else if (begins(v, at, "<") && mentions(v, "cyclonedx.org/schema/bom")) {
        v->about.kind = MDS_FILE_CYCLONEDX;
        mds_vuln__read_cyclonedx_xml(v);
    } else if (mentions(v, "SPDXVersion:")) {
        v->about.kind = MDS_FILE_SPDX;
        mds_vuln__read_tags(v);
    } else if (mentions(v, "cve,epss,percentile")) {
        v->about.kind = MDS_FILE_EPSS;
        mds_vuln__read_epss(v);
    } else {
        no_kind(v, begins(v, 0, "\x1F\x8B")     ? "vuln.kind.packed"
                   : begins(v, 0, "PK\x03\x04") ? "vuln.kind.packed"
                   : begins(v, at, "<")         ? "vuln.kind.xml"
                                                : "vuln.kind.other");
    }
}

static void report(const vuln *v)
{
    char key[48];
    char number[3][24];
    size_t statements = 0;

    for (unsigned s = 0; s < MDS_VEX_STATE__COUNT; s++) {
        statements += v->about.states[s];
    }
    (void)snprintf(key, sizeof key, "vuln.kind.%s", mds_vulnerability_kind_name(v->about.kind));
    (void)snprintf(number[0], sizeof number[0], "%zu", v->about.components);
    (void)snprintf(number[1], sizeof number[1], "%zu", statements);
    (void)snprintf(number[2], sizeof number[2], "%zu", v->about.records + v->about.scores);
    mds_diag_add(v->diags, MDS_D_VULN_READ, v->file, NULL, key, number[0], number[1], number[2],
                 NULL);
    if (v->untimed > 0) {
        (void)snprintf(number[0], sizeof number[0], "%zu", v->untimed);
        mds_diag_add(v->diags, MDS_D_VULN_UNTIMED, v->file, NULL, number[0], NULL);
    }
    if (v->bad_vectors > VULN_FEW) {
        (void)snprintf(number[0], sizeof number[0], "%zu", v->bad_vectors - VULN_FEW);
        mds_diag_add(v->diags, MDS_D_VULN_MORE_VECTORS, v->file, NULL, number[0], NULL);
    }
}

static bool open_file(vuln *v, const mds_source *source)
{
    mds_vulnerabilities *all = v->all;

    if (!mds_array_reserve(v->arena, &all->files, &all->file_room, all->file_count,
                           sizeof *all->files)) {
        mds_vuln__fail(v, mds_arena_status(v->arena));
        return false;
    }
    v->index = (uint32_t)all->file_count;
    v->file = mds_vuln__keep(v, mds_source_name(source));
    v->about = (mds_vulnerability_file){.name = v->file, .version = "", .day = "", .author = ""};
    mds_source_sha256(source, v->about.sha256);
    return v->status == MDS_OK;
}

mds_status mds_import_vulnerabilities(mds_vulnerabilities *all, mds_arena *arena,
                                      const mds_source *source, mds_diags *diags)
{
    vuln v = {.all = all,
              .arena = arena,
              .diags = diags,
              .text = (const char *)mds_source_bytes(source),
              .n = mds_source_size(source),
              .when = MDS_TIME_NONE};
    const counts before = counts_of(all);

    if (open_file(&v, source)) {
        read_by_kind(&v);
    }
    if (v.status == MDS_OK) {
        report(&v);
        all->files[all->file_count++] = v.about;
    } else {
        take_back(all, &before);
    }
    return v.status;
}
