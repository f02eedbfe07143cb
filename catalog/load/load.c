/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From files, compiled in or in a folder, to the read-only catalog. */
#include "loader.h"

#include "base/sha256.h"
#include "embed.h"
#include <mdsrisk/limits.h>
#include <mdsrisk/source.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const kind_names[FILE_KIND__COUNT] = {
    "capabilities", "evidence",     "spreads",     "anchors",      "guideline",
    "facts",        "routes",       "groups",      "patch_states", "vulnerability_classes",
    "form",         "crosswalk",    "translation", "consistency",  "responsibility",
    "contract",     "compensating", "scenarios",   "effects",      "policy",
    "calibration",  "criteria",     "elicitation", "platforms",    "lint",
    "documents",    "terms",        "messages",    "marks",        "words",
    "text"};

static const mds_embedded *find_embedded(const char *name)
{
    for (size_t i = 0; i < mds_embedded__count; i++) {
        if (strcmp(mds_embedded__files[i].name, name) == 0) {
            return &mds_embedded__files[i];
        }
    }
    return NULL;
}

/* A manifest names files of the catalog's own folder, nothing above or outside it. */
static bool is_plain_name(const char *name)
{
    return name[0] != '\0' && name[0] != '/' && strstr(name, "..") == NULL;
}

static mds_status parse_from_folder(mds_json **out, char sha256[65], const char *path,
                                    mds_diags *diags)
{
    mds_source *source = NULL;
    mds_status status = mds_source_open(&source, path, MDS_LIMIT_FILE_BYTES, diags);

    if (status == MDS_OK) {
        mds_source_sha256(source, sha256);
        status = mds_json_parse(out, path, (const char *)mds_source_bytes(source),
                                mds_source_size(source), diags);
    }
    mds_source_free(source);
    return status;
}

/* Parses the file by \p name: from the folder when it is there, else as compiled in. */
static mds_status parse_file(loader *in, mds_json **out, char sha256[65], const char *dir,
                             const char *name)
{
    mds_diags *diags = in->diags;
    struct stat info;

    if (!is_plain_name(name)) {
        mds_diag_add(diags, MDS_D_CATALOG_UNREADABLE, name, NULL, name, NULL);
        return MDS_ECATALOG;
    }
    if (dir != NULL) {
        mds_strbuf path;
        mds_strbuf_init(&path, 4096);
        mds_strbuf_printf(&path, "%s/%s", dir, name);
        mds_status status = path.status;
        const bool found = status == MDS_OK && stat(path.p, &info) == 0;
        in->from_folder = in->from_folder || found;
        if (found) {
            status = parse_from_folder(out, sha256, path.p, diags);
        }
        mds_strbuf_finish(&path);
        if (found || status != MDS_OK) {
            return status;
        }
    }
    const mds_embedded *embedded = find_embedded(name);
    if (embedded == NULL) {
        mds_diag_add(diags, MDS_D_CATALOG_UNREADABLE, name, NULL, name, NULL);
        return MDS_ECATALOG;
    }
    memcpy(sha256, embedded->sha256, 65);
    return mds_json_parse(out, name, (const char *)embedded->begin,
                          (size_t)(embedded->end - embedded->begin), diags);
}

static const char model[] = "RM-2";

bool mds_load__is_model(loader *in, const char *file, const mds_json *head)
{
    const char *found = mds_json_string(mds_json_member(head, "model"), "");

    if (strcmp(found, model) == 0) {
        return true;
    }
    mds_diag_add(in->diags, MDS_D_CATALOG_MODEL, file, "model", file,
                 found[0] != '\0' ? found : "RM-1", model, NULL);
    in->status = in->status == MDS_OK ? MDS_ECATALOG : in->status;
    return false;
}

static void read_manifest(loader *in, const mds_json *root)
{
    static const loaded_file manifest_file = {.name = "manifest.json"};
    const record head = {in, &manifest_file, "manifest", root};
    const mds_json *files = mds_json_member(root, "files");

    in->catalog->id = mds_record__string(&head, "id", true);
    in->catalog->version = mds_record__string(&head, "version", true);
    in->catalog->model = mds_record__string(&head, "model", true);
    if (!mds_load__is_model(in, manifest_file.name, root)) {
        return;
    }
    in->files = mds_loader__alloc(in, mds_json_count(files), sizeof *in->files);
    if (in->files == NULL) {
        return;
    }
    for (const mds_json *entry = mds_json_first(files); entry != NULL;
         entry = mds_json_next(entry)) {
        const record at = {in, &manifest_file, "manifest", entry};
        loaded_file *file = &in->files[in->file_count++];
        file->name = mds_record__string(&at, "file", true);
        file->kind = (file_kind)mds_record__enum(&at, "kind", kind_names, FILE_KIND__COUNT);
    }
}

static void read_files(loader *in, const char *dir)
{
    for (size_t i = 0; i < in->file_count && in->status == MDS_OK; i++) {
        loaded_file *file = &in->files[i];
        const record at = {in, file, "", NULL};
        const mds_status status = parse_file(in, &file->root, file->sha256, dir, file->name);

        if (status != MDS_OK) {
            in->status = status == MDS_ENOMEM ? MDS_ENOMEM : MDS_ECATALOG;
            return;
        }
        if (mds_json_number(mds_json_member(file->root, "format_version"), 0) != 1) {
            mds_record__fault(&at, "format_version", "catalog.reason.version");
        }
        if (strcmp(mds_json_string(mds_json_member(file->root, "kind"), ""),
                   kind_names[file->kind]) != 0) {
            mds_record__fault(&at, "kind", "catalog.reason.unknown_word");
        }
        file->records = mds_json_member(file->root, "records");
        file->record_count = mds_json_count(file->records);
    }
}

static void hash_catalog(loader *in)
{
    mds_strbuf lines;

    mds_strbuf_init(&lines, (size_t)1 << 20);
    for (size_t i = 0; i < in->file_count; i++) {
        mds_strbuf_printf(&lines, "%s  %s\n", in->files[i].sha256, in->files[i].name);
    }
    if (lines.status == MDS_OK) {
        mds_sha256_hex(in->catalog->sha256, lines.p, lines.n);
    } else {
        in->status = lines.status;
    }
    mds_strbuf_finish(&lines);
}

static size_t count_files(const loader *in, file_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < in->file_count; i++) {
        count += in->files[i].kind == kind;
    }
    return count;
}

/* What reads the files of a kind; where there is none, each is the list of all records of a kind.
 */
static const struct kind_reader {
    void (*read)(loader *in, const loaded_file *file);
    mds_record_kind list;
} readers[FILE_KIND__COUNT] = {
    [FILE_CAPABILITIES] = {.list = MDS_RECORD_CAPABILITY},
    [FILE_EVIDENCE] = {.list = MDS_RECORD_EVIDENCE},
    [FILE_SPREADS] = {.list = MDS_RECORD_SPREAD},
    [FILE_ANCHORS] = {.read = mds_load__anchors},
    [FILE_FACTS] = {.read = mds_load__facts},
    [FILE_ROUTES] = {.read = mds_load__routes},
    [FILE_GROUPS] = {.read = mds_load__groups},
    [FILE_PATCH_STATES] = {.read = mds_load__patch_states},
    [FILE_VULNERABILITY_CLASSES] = {.list = MDS_RECORD_VULNERABILITY_CLASS},
    [FILE_FORM] = {.read = mds_load__form},
    [FILE_CROSSWALK] = {.read = mds_load__crosswalk},
    [FILE_TRANSLATION] = {.read = mds_load__translation},
    [FILE_CONSISTENCY] = {.list = MDS_RECORD_CONSISTENCY},
    [FILE_RESPONSIBILITY] = {.list = MDS_RECORD_RESPONSIBILITY},
    [FILE_CONTRACT] = {.list = MDS_RECORD_CONTRACT},
    [FILE_COMPENSATING] = {.list = MDS_RECORD_COMPENSATING},
    [FILE_SCENARIOS] = {.read = mds_load__scenarios},
    [FILE_EFFECTS] = {.read = mds_load__effects},
    [FILE_POLICY] = {.read = mds_load__policy},
    [FILE_CALIBRATION] = {.list = MDS_RECORD_CALIBRATION},
    [FILE_CRITERIA] = {.list = MDS_RECORD_CRITERION},
    [FILE_ELICITATION] = {.list = MDS_RECORD_EXPERT_QUESTION},
    [FILE_PLATFORMS] = {.list = MDS_RECORD_PLATFORM},
    [FILE_LINT] = {.read = mds_load__lint},
    [FILE_DOCUMENTS] = {.list = MDS_RECORD_DOCUMENT},
    [FILE_TERMS] = {.list = MDS_RECORD_TERM},
    [FILE_MESSAGES] = {.list = MDS_RECORD_MESSAGE},
    [FILE_MARKS] = {.read = mds_load__marks},
    [FILE_WORDS] = {.read = mds_load__words},
};

/* Texts and guidelines are read all at once, before: mds_load__texts(), mds_load__guidelines(). */
static void load_file(loader *in, const loaded_file *file)
{
    const struct kind_reader *reader = &readers[file->kind];

    if (reader->read != NULL) {
        reader->read(in, file);
    } else if (file->kind != FILE_TEXT && file->kind != FILE_GUIDELINE) {
        (void)mds_load__records(in, file, reader->list);
    }
}

static bool prepare(loader *in)
{
    const size_t forms = count_files(in, FILE_FORM);
    const size_t policies = count_files(in, FILE_POLICY);

    in->forms = mds_loader__alloc(in, forms, sizeof *in->forms);
    in->crosswalks = mds_loader__alloc(in, forms, sizeof *in->crosswalks);
    in->questions = mds_loader__alloc(in, forms, sizeof *in->questions);
    in->policies = mds_loader__alloc(in, policies, sizeof *in->policies);
    in->guidelines = mds_loader__alloc(in, count_files(in, FILE_GUIDELINE), sizeof *in->guidelines);
    in->clauses = mds_loader__alloc(in, count_files(in, FILE_GUIDELINE), sizeof *in->clauses);
    in->translations =
        mds_loader__alloc(in, count_files(in, FILE_TRANSLATION), sizeof *in->translations);
    in->catalog->guidelines = in->guidelines;
    in->catalog->guideline_count = count_files(in, FILE_GUIDELINE);
    in->catalog->translations = in->translations;
    in->catalog->translation_count = count_files(in, FILE_TRANSLATION);
    for (size_t i = 0; in->crosswalks != NULL && i < forms; i++) {
        in->crosswalks[i].form = (uint32_t)i; /* a form without a crosswalk has an empty one */
    }
    in->lints = mds_loader__alloc(in, count_files(in, FILE_LINT), sizeof *in->lints);
    in->catalog->lints = in->lints;
    in->catalog->forms = in->forms;
    in->catalog->form_count = forms;
    in->catalog->crosswalks = in->crosswalks;
    in->catalog->crosswalk_count = forms;
    in->catalog->policies = in->policies;
    in->catalog->policy_count = policies;
    return in->status == MDS_OK;
}

/* Without these there is nothing to assess with; the others add to it. */
static bool is_required(file_kind kind)
{
    return kind == FILE_CAPABILITIES || (kind >= FILE_EVIDENCE && kind <= FILE_ANCHORS) ||
           (kind >= FILE_FACTS && kind <= FILE_FORM) ||
           (kind >= FILE_COMPENSATING && kind <= FILE_CRITERIA) || kind == FILE_DOCUMENTS ||
           kind == FILE_MESSAGES || kind == FILE_MARKS || kind == FILE_WORDS;
}

/* In the order of the kinds, which is the order in which records refer to each other. A kind whose
 * records had a fault ends the loading: what refers to it would only add noise. */
static void load_records(loader *in)
{
    mds_load__texts(in);
    mds_load__guidelines(in);
    for (file_kind kind = 0; kind < FILE_KIND__COUNT && in->status == MDS_OK; kind++) {
        size_t ordinal = 0;
        for (size_t i = 0; i < in->file_count && in->status != MDS_ENOMEM; i++) {
            if (in->files[i].kind == kind) {
                in->files[i].ordinal = ordinal++;
                load_file(in, &in->files[i]);
            }
        }
        if (is_required(kind) && count_files(in, kind) == 0) {
            mds_diag_add(in->diags, MDS_D_CATALOG_UNREADABLE, "manifest.json", NULL,
                         kind_names[kind], NULL);
            in->status = MDS_ECATALOG;
        }
    }
}

static void load_all(loader *in, const char *dir)
{
    mds_json *manifest = NULL;
    char sha256[65];

    in->status = parse_file(in, &manifest, sha256, dir, "manifest.json");
    if (in->status == MDS_OK) {
        read_manifest(in, manifest);
    }
    mds_json_free(manifest);
    if (in->status == MDS_OK) {
        read_files(in, dir);
    }
    if (in->status == MDS_OK) {
        hash_catalog(in);
    }
    if (in->status == MDS_OK && prepare(in)) {
        load_records(in);
    }
    for (size_t i = 0; i < in->file_count; i++) {
        mds_json_free(in->files[i].root);
    }
}

mds_status mds_catalog__load_files(mds_catalog **out, const char *dir, mds_diags *diags)
{
    mds_arena *arena = mds_arena_new(MDS_LIMIT_CATALOG_BYTES, NULL);
    struct stat info;

    if (arena == NULL) {
        return MDS_ENOMEM;
    }
    if (dir != NULL && (stat(dir, &info) != 0 || !S_ISDIR(info.st_mode))) {
        mds_diag_add(diags, MDS_D_CATALOG_UNREADABLE, dir, NULL, dir, NULL);
        mds_arena_free(arena);
        return MDS_ECATALOG;
    }
    loader in = {.arena = arena, .diags = diags, .status = MDS_OK};
    in.catalog = mds_loader__alloc(&in, 1, sizeof *in.catalog);
    in.index = mds_loader__alloc(&in, 1, sizeof *in.index);
    if (in.catalog != NULL && in.index != NULL) {
        in.index->arena = arena;
        in.catalog->index = in.index;
        load_all(&in, dir);
    }
    if (in.status == MDS_OK && dir != NULL && !in.from_folder) {
        mds_diag_add(diags, MDS_D_CATALOG_FOLDER, dir, NULL, dir, NULL);
        in.status = MDS_ECATALOG;
    }
    if (in.status != MDS_OK) {
        mds_arena_free(arena);
        return in.status;
    }
    *out = in.catalog;
    return MDS_OK;
}

void mds_catalog_free(mds_catalog *catalog)
{
    if (catalog != NULL && catalog->index->arena != NULL) {
        mds_arena_free(catalog->index->arena);
    }
}
