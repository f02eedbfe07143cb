/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canonical disclosure (catalog/data/schema/disclosure.schema.json), as `mdsrisk import` writes
 * it.
 */
#include "form_json.h"

#include "base/date.h"
#include "form.h"
#include "own_files.h"
#include <math.h>
#include <mdsrisk/import.h>
#include <stdio.h>
#include <string.h>

/* More than any PDF has. */
enum { MOST_PAGES = 1000000, MOST_POINTS = 1000000 };

typedef struct reader {
    mds_arena *arena;
    const mds_catalog *catalog;
    const mds_form *form;
    const char *file;
    mds_diags *diags;
    mds_disclosure *disclosure;
    mds_answer *answers;
    size_t controls; /* characters that became blanks */
    bool damaged;    /* an error was reported: nothing is handed out */
} reader;

static void report(reader *r, mds_diag_code code, const char *path, const char *argument)
{
    r->damaged = r->damaged || mds_diag_severity(code) == MDS_SEVERITY_ERROR;
    mds_diag_add(r->diags, code, r->file, path, path, argument, NULL);
}

/* Text of a member in the arena; "" when it is absent. */
static const char *text_member(reader *r, const mds_json *object, const char *name,
                               const char *path)
{
    const mds_json *value = mds_json_member(object, name);
    char full[96];

    if (value == NULL || mds_json_is_null(value)) {
        return "";
    }
    const char *text = mds_json_string(value, NULL);
    if (text == NULL) {
        (void)snprintf(full, sizeof full, "%s.%s", path, name);
        report(r, MDS_D_JSON_MEMBER_TYPE, full, "string");
        return "";
    }
    char *copy = mds_arena_strndup(r->arena, text, strlen(text));
    if (copy == NULL) {
        (void)mds_grid__out_of_memory(r->arena, r->file, r->diags);
        r->damaged = true;
        return "";
    }
    r->controls += mds_grid__blank_controls(copy);
    return copy;
}

static bool is_comment(const char *name)
{
    return name[0] == '/' && name[1] == '/';
}

static void report_unknown(reader *r, const mds_json *object, const char *const *known,
                           const char *path)
{
    for (const mds_json *m = mds_json_first(object); m != NULL; m = mds_json_next(m)) {
        const char *name = mds_json_name(m);
        bool found = name == NULL || is_comment(name);
        for (size_t i = 0; known[i] != NULL && !found; i++) {
            found = strcmp(known[i], name) == 0;
        }
        if (!found) {
            char full[128];
            (void)snprintf(full, sizeof full, "%s%s%.80s", path, path[0] != '\0' ? "." : "", name);
            report(r, MDS_D_JSON_MEMBER_UNKNOWN, full, NULL);
        }
    }
}

/* How an answer was read by whoever wrote the file; a definite one without it is as good as
 * stated. */
static bool read_certainty(reader *r, mds_answer *answer, const mds_json *value, const char *path)
{
    const char *name = mds_json_string(mds_json_member(value, "certainty"), "");
    const bool definite = answer->state == MDS_ANSWER_YES || answer->state == MDS_ANSWER_NO ||
                          answer->state == MDS_ANSWER_NA || answer->state == MDS_ANSWER_TEXT;
    char full[96];

    answer->basis = name[0] == '\0' ? (definite ? MDS_BASIS_STATED : MDS_BASIS_NONE)
                                    : mds_answer_basis_from_name(name);
    if (answer->basis != MDS_BASIS__COUNT) {
        return true;
    }
    (void)snprintf(full, sizeof full, "%s.certainty", path);
    r->damaged = true;
    mds_diag_add(
        r->diags, MDS_D_JSON_VALUE, r->file, full, full, name,
        "none, stated, word, text, word_note, reference, mark, sign, code, left_over, round", NULL);
    return false;
}

/* Where on a page of a PDF it was. */
static mds_page_box read_box(const mds_json *value)
{
    const mds_json *list = mds_json_member(value, "box");
    const double page = mds_json_number(mds_json_member(value, "page"), 0);
    const mds_medium medium =
        mds_medium_from_name(mds_json_string(mds_json_member(value, "medium"), ""));
    int32_t sides[4] = {0};
    size_t n = 0;

    if (!(page >= 1 && page <= MOST_PAGES) || !mds_json_is_array(list)) {
        return (mds_page_box){.page = 0};
    }
    for (const mds_json *v = mds_json_first(list); v != NULL && n < 4; v = mds_json_next(v)) {
        const double side = mds_json_number(v, 0);
        sides[n++] = fabs(side) <= MOST_POINTS ? (int32_t)side * 100 : 0;
    }
    return (mds_page_box){.page = (uint32_t)page,
                          .x0 = sides[0],
                          .y0 = sides[1],
                          .x1 = sides[2],
                          .y1 = sides[3],
                          .medium = medium != MDS_MEDIUM__COUNT ? medium : MDS_MEDIUM_NONE};
}

static void read_answer(reader *r, const mds_json *value, const char *path)
{
    static const char *const known[] = {
        "question", "answer",    "response",   "note_cell", "note", "where",  "wording",
        "hidden",   "certainty", "documented", "page",      "box",  "medium", NULL};
    char full[96];

    if (!mds_json_is_object(value)) {
        report(r, MDS_D_JSON_MEMBER_TYPE, path, "object");
        return;
    }
    report_unknown(r, value, known, path);
    const char *id = mds_json_string(mds_json_member(value, "question"), "");
    const uint32_t q = mds_form_question(r->form, id);
    (void)snprintf(full, sizeof full, "%s.question", path);
    if (id[0] == '\0') {
        report(r, MDS_D_JSON_MEMBER_MISSING, full, NULL);
        return;
    }
    if (q == MDS_NO_ORDINAL) {
        mds_diag_add(r->diags, MDS_D_FORM_QUESTION_UNKNOWN, r->file, full, id, r->form->edition,
                     NULL);
        return;
    }
    const char *name = mds_json_string(mds_json_member(value, "answer"), "");
    const mds_answer_state state = mds_answer_state_from_name(name);
    if (state == MDS_ANSWER_STATE__COUNT) {
        (void)snprintf(full, sizeof full, "%s.answer", path);
        r->damaged = true;
        mds_diag_add(r->diags, MDS_D_JSON_VALUE, r->file, full, full, name,
                     "yes, no, na, see_note, text, unanswered, unreadable, conflict, missing",
                     NULL);
        return;
    }
    mds_answer answer = {.state = state,
                         .response = text_member(r, value, "response", path),
                         .note_cell = text_member(r, value, "note_cell", path),
                         .note = text_member(r, value, "note", path),
                         .where = text_member(r, value, "where", path),
                         .wording = text_member(r, value, "wording", path),
                         .box = read_box(value),
                         .hidden = mds_json_bool(mds_json_member(value, "hidden"), false),
                         .documented = mds_json_bool(mds_json_member(value, "documented"), false)};
    if (!read_certainty(r, &answer, value, path)) {
        return;
    }
    mds_answer *first = &r->answers[q];
    if (first->state != MDS_ANSWER_MISSING) {
        const bool same = first->state == state && strcmp(first->response, answer.response) == 0;
        if (same) {
            mds_diag_add(r->diags, MDS_D_FORM_QUESTION_TWICE, r->file, full, id, first->where,
                         NULL);
            return;
        }
        mds_diag_add(r->diags, MDS_D_FORM_QUESTION_CONFLICT, r->file, full, id, answer.response,
                     first->where, first->response, NULL);
        first->state = MDS_ANSWER_CONFLICT;
        first->basis = MDS_BASIS_NONE;
        return;
    }
    *first = answer;
}

static void read_answers(reader *r, const mds_json *root)
{
    const mds_json *list = mds_json_member(root, "answers");
    size_t i = 0;
    char path[48];

    if (!mds_json_is_array(list)) {
        report(r, list == NULL ? MDS_D_JSON_MEMBER_MISSING : MDS_D_JSON_MEMBER_TYPE, "answers",
               list == NULL ? NULL : "array");
        return;
    }
    for (const mds_json *v = mds_json_first(list); v != NULL; v = mds_json_next(v)) {
        (void)snprintf(path, sizeof path, "answers[%zu]", i++);
        read_answer(r, v, path);
    }
}

static void read_device(reader *r, const mds_json *root)
{
    const mds_json *device = mds_json_member(root, "device");
    const char *known[MDS_DEVICE_FIELD__COUNT + 1] = {NULL};

    if (device == NULL) {
        return;
    }
    if (!mds_json_is_object(device)) {
        report(r, MDS_D_JSON_MEMBER_TYPE, "device", "object");
        return;
    }
    for (size_t f = 0; f < MDS_DEVICE_FIELD__COUNT; f++) {
        known[f] = mds_device_field_name((mds_device_field)f);
        r->disclosure->device[f] =
            text_member(r, device, mds_device_field_name((mds_device_field)f), "device");
    }
    report_unknown(r, device, known, "device");
}

static bool is_sha256(const char *text)
{
    return strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

/* The file that the answers were read from: it stays what they are cited by. */
static void read_source(reader *r, const mds_json *root)
{
    const mds_json *source = mds_json_member(root, "source");
    const char *file = text_member(r, source, "file", "source");
    const char *sha256 = text_member(r, source, "sha256", "source");

    if (sha256[0] != '\0' && !is_sha256(sha256)) {
        r->damaged = true;
        mds_diag_add(r->diags, MDS_D_JSON_VALUE, r->file, "source.sha256", "source.sha256", sha256,
                     "SHA-256", NULL);
    } else if (file[0] != '\0' && sha256[0] != '\0') {
        r->disclosure->file = file;
        memcpy(r->disclosure->sha256, sha256, sizeof r->disclosure->sha256);
    }
}

/* Version, kind and edition: what decides whether the rest can be read. */
static mds_status check_head(reader *r, const mds_json *root, uint32_t *form)
{
    const mds_json *version = mds_json_member(root, "format_version");
    const char *kind = mds_json_string(mds_json_member(root, "kind"), "");
    const char *edition = mds_json_string(mds_json_member(root, "edition"), "");
    char found[24];
    char supported[24];

    if (mds_own__is_kind(r->catalog, kind)) {
        return mds_own__refuse(r->diags, r->arena, r->file, kind);
    }
    if (strcmp(kind, "disclosure") != 0) {
        mds_diag_add(r->diags, MDS_D_JSON_VALUE, r->file, "kind", "kind", kind, "disclosure", NULL);
        return MDS_EFORMAT;
    }
    const double number = mds_json_number(version, -1);
    if (number < MDS_DISCLOSURE_FORMAT_VERSION || number > MDS_DISCLOSURE_FORMAT_VERSION) {
        (void)snprintf(found, sizeof found, "%d",
                       number >= 0 && number < 1000000 ? (int)number : -1);
        (void)snprintf(supported, sizeof supported, "%d", MDS_DISCLOSURE_FORMAT_VERSION);
        mds_diag_add(r->diags, MDS_D_JSON_VERSION, r->file, "format_version",
                     version != NULL ? found : "", supported, NULL);
        return MDS_EFORMAT;
    }
    *form = mds_catalog_form(r->catalog, edition);
    if (*form == MDS_NO_ORDINAL) {
        const char *editions = mds_form__editions(r->arena, r->catalog);
        mds_diag_add(r->diags, MDS_D_JSON_VALUE, r->file, "edition", "edition", edition,
                     editions != NULL ? editions : "", NULL);
        return MDS_EFORMAT;
    }
    r->form = &r->catalog->forms[*form];
    return MDS_OK;
}

static mds_status read_document(reader *r, const mds_json *root, const mds_source *source)
{
    static const char *const known[] = {"format_version", "kind",   "edition",  "source", "device",
                                        "answers",        "layout", "messages", NULL};
    uint32_t form = MDS_NO_ORDINAL;
    mds_status status = check_head(r, root, &form);

    if (status == MDS_OK) {
        status = mds_form__begin(&r->disclosure, &r->answers, r->arena, r->catalog, form, source,
                                 r->diags);
    }
    if (status != MDS_OK) {
        return status;
    }
    report_unknown(r, root, known, "");
    read_source(r, root);
    read_device(r, root);
    read_answers(r, root);
    if (r->damaged) {
        return mds_arena_status(r->arena) != MDS_OK ? mds_arena_status(r->arena) : MDS_EFORMAT;
    }
    if (r->controls > 0) {
        char count[24];
        (void)snprintf(count, sizeof count, "%zu", r->controls);
        mds_diag_add(r->diags, MDS_D_TEXT_CONTROLS, r->file, NULL, count, NULL);
    }
    /* What was said of the form is said again, and not a second time. */
    const bool said = mds_form__json_messages(r->catalog, root, r->disclosure->file, r->diags);
    status = mds_form__json_layout(&r->disclosure->reading, r->arena, root);
    if (status == MDS_OK) {
        status = mds_form__device(r->disclosure, r->arena, r->catalog, said ? NULL : r->diags);
    }
    if (status == MDS_OK && !said) {
        status = mds_form__report(r->disclosure, r->catalog, r->diags);
    }
    return status;
}

mds_status mds_form__from_json(const mds_disclosure **out, mds_arena *arena,
                               const mds_catalog *catalog, const mds_source *source,
                               mds_diags *diags)
{
    reader r = {
        .arena = arena, .catalog = catalog, .file = mds_source_name(source), .diags = diags};
    mds_json *root = NULL;
    mds_status status = mds_json_parse(&root, r.file, (const char *)mds_source_bytes(source),
                                       mds_source_size(source), diags);

    if (status == MDS_OK) {
        status = read_document(&r, root, source);
    }
    if (status == MDS_OK) {
        *out = r.disclosure;
    }
    mds_json_free(root);
    return status;
}
