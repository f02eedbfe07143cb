/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the catalog room: how records are read.
 *
 * A loader collects every fault it meets as a diagnostic and goes on, so that a person who edits
 * a file sees all of them at once; the first lack of memory ends it. */
#ifndef MDS_CATALOG_LOADER_H
#define MDS_CATALOG_LOADER_H

#include "base/json.h"
#include "base/map.h"
#include "catalog/fields.h"
#include <mdsrisk/message.h>

typedef struct catalog_text {
    const char *key;
    mds_text text;
} catalog_text;

/* Behind mds_catalog.index. */
typedef struct mds_catalog_index {
    mds_arena *arena;          /* owns the catalog; NULL for the compiled-in one */
    const catalog_text *texts; /* sorted by key */
    size_t text_count;
} mds_catalog_index;

/* Made at build time by mds_catalog_compile; not const only because mds_catalog_load() hands out
 * both kinds of catalog through the same pointer. */
extern mds_catalog mds_catalog__builtin;

/* Reads the files, those of \p dir (may be NULL) in place of the compiled-in ones. */
MDS_NODISCARD mds_status mds_catalog__load_files(mds_catalog **out, const char *dir,
                                                 mds_diags *diags);

typedef enum file_kind {
    FILE_CAPABILITIES,
    FILE_EVIDENCE,
    FILE_SPREADS,
    FILE_ANCHORS,
    FILE_GUIDELINE,
    FILE_FACTS,
    FILE_ROUTES,
    FILE_GROUPS,
    FILE_PATCH_STATES,
    FILE_VULNERABILITY_CLASSES,
    FILE_FORM,
    FILE_CROSSWALK,
    FILE_TRANSLATION,
    FILE_CONSISTENCY,
    FILE_RESPONSIBILITY,
    FILE_CONTRACT,
    FILE_COMPENSATING,
    FILE_SCENARIOS,
    FILE_EFFECTS,
    FILE_POLICY,
    FILE_CALIBRATION,
    FILE_CRITERIA,
    FILE_ELICITATION,
    FILE_PLATFORMS,
    FILE_LINT,
    FILE_DOCUMENTS,
    FILE_TERMS,
    FILE_MESSAGES,
    FILE_MARKS,
    FILE_WORDS,
    FILE_TEXT,
    FILE_KIND__COUNT
} file_kind;

typedef struct loaded_file {
    const char *name;
    file_kind kind;
    size_t ordinal; /* among the files of its kind, in the manifest's order */
    mds_json *root;
    const mds_json *records;
    size_t record_count;
    char sha256[65];
} loaded_file;

typedef struct loader {
    mds_catalog *catalog;
    mds_catalog_index *index;
    mds_arena *arena;
    mds_diags *diags;
    loaded_file *files;
    size_t file_count;
    mds_form *forms; /* what the catalog's const pointers show, while it is being filled */
    mds_crosswalk *crosswalks;
    mds_policy *policies;
    mds_lint *lints;
    mds_guideline *guidelines;
    mds_translation *translations;
    const mds_map **questions;               /* per form */
    const mds_map **clauses;                 /* per guideline */
    const mds_map *ids[MDS_REFERRED__COUNT]; /* of the records that others refer to */
    mds_fact *facts_read;                    /* the catalog's facts, until their layers are known */
    const loaded_file *facts_file;           /* where a fault in them is */
    bool from_folder;                        /* a file came from the folder that was named */
    mds_status status; /* MDS_OK, MDS_ECATALOG when a record was unusable, MDS_ENOMEM, ... */
} loader;

/* A JSON object that is being read: a record, or an object within one. */
typedef struct record {
    loader *in;
    const loaded_file *file;
    const char *id; /* for messages */
    const mds_json *object;
} record;

/* Notes a fault; \p reason is a text key. */
void mds_record__fault(const record *at, const char *member, const char *reason);
/* An id that should exist and does not. */
void mds_record__unresolved(const record *at, const char *id);
/* Faults every member that is not in \p known (ended by NULL) and does not begin with "//". */
void mds_record__known(const record *at, const char *const *known);

/* Memory from the catalog's arena; NULL, and a status in the loader, when it is exhausted. A
 * count of 0 gives a valid pointer. */
void *mds_loader__alloc(loader *in, size_t count, size_t size);

/* A copy in the catalog's arena; "" when it is exhausted. */
const char *mds_loader__string(loader *in, const char *text);

/* Members. A required one that is missing or of another type is a fault; the value is then the
 * neutral one ("" or 0), never NULL. */
const char *mds_record__string(const record *at, const char *member, bool required);
mds_text mds_record__text(const record *at, const char *member);
/* One that may be missing: "" in every language. */
mds_text mds_record__optional_text(const record *at, const char *member);
double mds_record__number(const record *at, const char *member, double low, double high);
bool mds_record__bool(const record *at, const char *member);
mds_strings mds_record__strings(const record *at, const char *member);
/* Index of the string in \p names, or 0 and a fault. */
uint32_t mds_record__enum(const record *at, const char *member, const char *const *names,
                          uint32_t count);
/* Likewise of a string in a list. */
uint32_t mds_record__word(const record *at, const char *member, const mds_json *value,
                          const char *const *names, uint32_t count);
/* Ordinal of the id that is in the member; MDS_NO_ORDINAL when it is absent and not
 * required, or faulty. */
uint32_t mds_record__ordinal(const record *at, const char *member, const mds_map *ids,
                             bool required);
/* Ordinals of the ids in a list; an absent one is empty. */
const uint32_t *mds_record__ordinals(const record *at, const char *member, const mds_map *ids,
                                     size_t *count);
/* Likewise of the list \p list, which is in the member. */
const uint32_t *mds_record__ids(const record *at, const char *member, const mds_json *list,
                                const mds_map *ids, size_t *count);
mds_condition mds_record__condition(const record *at, const char *member);
/* Ordinal of a group by id. */
uint32_t mds_record__layer(const record *at, const char *group);
/* A list of fact ids, "!id" negated. */
const mds_literal *mds_record__literals(const record *at, const char *member, size_t *count);
/* The object in a member as a record of its own, with the same id; its object is NULL, and a
 * fault noted, when it is missing. */
record mds_record__object(const record *at, const char *member);

/* Begins record \p json of \p file: its id, for messages and, where \p ids is not NULL, entered
 * there with \p ordinal. Faults a duplicate and, where \p sorted, an id out of order. */
record mds_record__begin(loader *in, const loaded_file *file, const mds_json *json,
                         const char *id_member, mds_map *ids, uint32_t ordinal,
                         const char **previous);

/* What reads a record, or a part of one, or ends the reading. */
typedef void (*record_reader)(const record *at, void *out);

/* Whether "model" in \p head is the model that is computed here; refused otherwise, for numbers of
 * another one would be taken for something else. */
bool mds_load__is_model(loader *in, const char *file, const mds_json *head);

/* Reads a record by the table of its members, and what the table leaves to a function. */
void mds_record__read(const record *at, mds_record_kind kind, void *out);
/* Reads all records of a file, which are sorted by "id": first every id (records may refer
 * forward), then each record. The list, and its length in *count; NULL when memory is short. */
void *mds_record__list(loader *in, const loaded_file *file, mds_record_kind kind, size_t *count);
/* The same, as the catalog's list of that kind. */
void *mds_load__records(loader *in, const loaded_file *file, mds_record_kind kind);

/* The tables of members: of forms, and from MDS_RECORD_CAPABILITY on of the risk model. */
extern const mds_record_type mds_fields__forms[MDS_RECORD_CAPABILITY];
extern const mds_record_type mds_fields__risk[MDS_RECORD__COUNT - MDS_RECORD_CAPABILITY];

/* One function for each kind of file that is more than a list. */
void mds_load__anchors(loader *in, const loaded_file *file);
void mds_load__facts(loader *in, const loaded_file *file);
void mds_load__routes(loader *in, const loaded_file *file);
void mds_load__groups(loader *in, const loaded_file *file);
void mds_load__patch_states(loader *in, const loaded_file *file);
void mds_load__form(loader *in, const loaded_file *file);
void mds_load__crosswalk(loader *in, const loaded_file *file);
void mds_load__scenarios(loader *in, const loaded_file *file);
void mds_load__effects(loader *in, const loaded_file *file);
void mds_load__policy(loader *in, const loaded_file *file);
void mds_load__lint(loader *in, const loaded_file *file);
void mds_load__marks(loader *in, const loaded_file *file);
void mds_load__words(loader *in, const loaded_file *file);
void mds_load__translation(loader *in, const loaded_file *file);
void mds_load__texts(loader *in);
/* All guidelines at once: a clause may point into a later file. */
void mds_load__guidelines(loader *in);

/* What the tables leave to a function. */
void mds_finish__translation_row(const record *at, void *row);
void mds_finish__consistency(const record *at, void *rule);
void mds_finish__criterion(const record *at, void *criterion);
void mds_finish__expert_question(const record *at, void *question);
void mds_finish__platform(const record *at, void *platform);
void mds_finish__lint_rule(const record *at, void *rule);
void mds_finish__term(const record *at, void *term);
void mds_finish__message(const record *at, void *message);
void mds_finish__mark(const record *at, void *mark);
void mds_finish__evidence(const record *at, void *evidence);
void mds_finish__triple(const record *at, void *triple);
void mds_finish__estimate(const record *at, void *estimate);
void mds_finish__grounds(const record *at, void *grounds);
void mds_finish__rate(const record *at, void *rate);
void mds_finish__fact(const record *at, void *fact);
void mds_finish__route(const record *at, void *route);
void mds_finish__group(const record *at, void *group);
void mds_finish__patch_state(const record *at, void *state);
void mds_finish__compensating(const record *at, void *kind);
void mds_finish__scenario_routes(const record *at, void *scenario);
void mds_finish__reference(const record *at, void *reference);
void mds_finish__effect(const record *at, void *effect);

/* "RMOT-2=no|na" to the id, in the catalog's arena, and the answers. NULL, and a fault noted, when
 * it is no such thing. */
const char *mds_record__answers(const record *at, const char *text, mds_answer_bits *answers);

/* "lint.<rule>", "consistency.<rule>": the text key of a rule's reason. */
const char *mds_load__reason_key(loader *in, file_kind kind, const char *rule);

/* Enum names, in names.c. */
extern const char *const mds_certainty__names[MDS_CERTAINTY__COUNT];
extern const char *const mds_strength__names[MDS_STRENGTH__COUNT];
extern const char *const mds_fact_kind__names[MDS_FACT_KIND__COUNT];
extern const char *const mds_question_kind__names[MDS_QUESTION_KIND__COUNT];
extern const char *const mds_relation__names[MDS_RELATION__COUNT];
extern const char *const mds_country__names[MDS_COUNTRY__COUNT];
extern const char *const mds_property__names[MDS_PROPERTY__COUNT];
extern const char *const mds_closer__names[MDS_CLOSER__COUNT];
extern const char *const mds_gate_role__names[MDS_GATE_ROLE__COUNT];
extern const char *const mds_device_field__names[MDS_DEVICE_FIELD__COUNT + 1]; /* ended by NULL */
extern const char *const mds_answer_word__names[MDS_ANSWER_WORD__COUNT];
extern const char *const mds_answer_set__names[MDS_ANSWER_SET__COUNT];
extern const char *const mds_completeness__names[MDS_COMPLETENESS__COUNT];
extern const char *const mds_label__names[MDS_LABEL__COUNT + 1]; /* ended by NULL */
extern const char *const mds_review__names[MDS_REVIEW__COUNT];
extern const char *const mds_tier__names[MDS_TIER__COUNT];
extern const char *const mds_responsible__names[MDS_RESPONSIBLE__COUNT];
extern const char *const mds_measure__names[MDS_MEASURE__COUNT];
extern const char *const mds_asked__names[MDS_ASKED__COUNT];
extern const char *const mds_scale__names[2];
extern const char *const mds_milestone__names[MDS_MILESTONE__COUNT];
extern const char *const mds_sure__names[MDS_SURE__COUNT];
extern const char *const mds_platform_kind__names[MDS_PLATFORM_KIND__COUNT];
extern const char *const mds_lint_answer__names[MDS_LINT_ANSWER__COUNT];
extern const char *const mds_severity__names[MDS_SEVERITY_ERROR + 1];
extern const char *const mds_argument_kind__names[MDS_ARGUMENT_KIND__COUNT];
extern const char *const mds_mark__meaning_names[MDS_TICK__COUNT];
extern const char *const mds_mark__place_names[MDS_TICK_PLACE__COUNT];
extern const char *const mds_word__list_names[MDS_WORDS__COUNT];
extern const char *const mds_acts_on__names[MDS_ACTS_ON__COUNT];
extern const char *const mds_lang__names[MDS_LANG__COUNT];

#endif
