/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The members of the catalog's records, each written once. Reading, compiling, showing, the
 * reviewer's table of texts and docs/inside/catalog-members.md follow from these tables.
 */
#ifndef MDS_CATALOG_FIELDS_H
#define MDS_CATALOG_FIELDS_H

#include <mdsrisk/catalog.h>

/** What a member holds, in the file and in its struct. */
typedef enum mds_field_type {
    MDS_FIELD_STRING,    /**< const char * */
    MDS_FIELD_TEXT,      /**< mds_text: one string per language */
    MDS_FIELD_NUMBER,    /**< double */
    MDS_FIELD_COUNT,     /**< size_t */
    MDS_FIELD_FLAG,      /**< bool: true or false */
    MDS_FIELD_CHOICE,    /**< bool: the first of two words is false, the second true */
    MDS_FIELD_ENUM,      /**< an enum: one of several words */
    MDS_FIELD_BITS,      /**< uint32_t: a set; no file holds it as such */
    MDS_FIELD_STRINGS,   /**< mds_strings */
    MDS_FIELD_ORDINAL,   /**< uint32_t: the id of another record */
    MDS_FIELD_ORDINALS,  /**< const uint32_t *, size_t: a list of such ids */
    MDS_FIELD_LITERALS,  /**< const mds_literal *, size_t: facts, "!id" negated */
    MDS_FIELD_CONDITION, /**< mds_condition: alternatives of such lists */
    MDS_FIELD_OBJECT,    /**< a struct in place */
    MDS_FIELD_OBJECTS,   /**< const struct *, size_t: a list of objects */
    MDS_FIELD_DIGEST,    /**< char[65]: a SHA-256 in hexadecimal digits */
    MDS_FIELD_TYPE__COUNT
} mds_field_type;

enum {
    MDS_FIELD_REQUIRED = 1, /**< a record without it is faulty */
    MDS_FIELD_ID = 2,       /**< what the record is named by */
    MDS_FIELD_OWN = 4,      /**< read by a function of its own */
    MDS_FIELD_DERIVED = 8,  /**< in the struct only: made from other members */
    MDS_FIELD_FILE = 16,    /**< in the file only */
    MDS_FIELD_SOME = 32     /**< an array whose object is required, but not every element */
};

/** What an id refers to. */
typedef enum mds_referred {
    MDS_TO_NOTHING, /**< what a function of its own looks up */
    MDS_TO_CAPABILITY,
    MDS_TO_FACT,
    MDS_TO_EVIDENCE,
    MDS_TO_SPREAD,
    MDS_TO_ROUTE,
    MDS_TO_GROUP,
    MDS_TO_SCENARIO,
    MDS_TO_COMPENSATING,
    MDS_TO_QUESTION, /**< of the form that the record belongs to; in a translation the left one */
    MDS_TO_RIGHT,    /**< a question of the right form of a translation */
    MDS_REFERRED__COUNT
} mds_referred;

typedef enum mds_record_kind {
    MDS_RECORD_GUIDELINE,
    MDS_RECORD_CLAUSE,
    MDS_RECORD_SUCCESSOR,
    MDS_RECORD_FORM,
    MDS_RECORD_QUESTION,
    MDS_RECORD_GATE,
    MDS_RECORD_CROSSWALK_ROW,
    MDS_RECORD_TRANSLATION,
    MDS_RECORD_TRANSLATION_ROW,
    MDS_RECORD_TRANSLATION_RULE,
    MDS_RECORD_ANSWER_CASE,
    MDS_RECORD_ANSWER_LITERAL,
    MDS_RECORD_CONSISTENCY,
    MDS_RECORD_FAMILY_CASE,
    MDS_RECORD_FAMILY_LITERAL,
    MDS_RECORD_RESPONSIBILITY,
    MDS_RECORD_CONTRACT,
    MDS_RECORD_CRITERION,
    MDS_RECORD_PLATFORM,
    MDS_RECORD_LINT,
    MDS_RECORD_LINT_RULE,
    MDS_RECORD_LINT_CASE,
    MDS_RECORD_LINT_LITERAL,
    MDS_RECORD_DOCUMENT,
    MDS_RECORD_TERM,
    MDS_RECORD_MESSAGE,
    MDS_RECORD_ARGUMENT,
    MDS_RECORD_MARK,
    MDS_RECORD_CAPABILITY, /* from here on: what the risk model rests on */
    MDS_RECORD_EVIDENCE,
    MDS_RECORD_TRIPLE,
    MDS_RECORD_ESTIMATE,
    MDS_RECORD_GROUNDS,
    MDS_RECORD_RATE,
    MDS_RECORD_SPREAD,
    MDS_RECORD_ANCHOR,
    MDS_RECORD_FACT,
    MDS_RECORD_FACT_SET,
    MDS_RECORD_ROUTE,
    MDS_RECORD_ROUTE_RAISE,
    MDS_RECORD_GROUP,
    MDS_RECORD_PATCH_STATE,
    MDS_RECORD_VULNERABILITY_CLASS,
    MDS_RECORD_COMPENSATING,
    MDS_RECORD_ROUTE_EFFECT,
    MDS_RECORD_SCENARIO,
    MDS_RECORD_SCENARIO_ROUTES,
    MDS_RECORD_ROUTE_SHARE,
    MDS_RECORD_PATCH_SHARE,
    MDS_RECORD_RAISE,
    MDS_RECORD_IMPACT,
    MDS_RECORD_REFERENCE,
    MDS_RECORD_EFFECT,
    MDS_RECORD_POLICY,
    MDS_RECORD_PARAMETER,
    MDS_RECORD_TOLERABLE,
    MDS_RECORD_TOLERANCE,
    MDS_RECORD_PROFILE,
    MDS_RECORD_ZONE,
    MDS_RECORD_DATA_VOLUME,
    MDS_RECORD_CALIBRATION,
    MDS_RECORD_EXPERT_QUESTION,
    MDS_RECORD__COUNT
} mds_record_kind;

typedef struct mds_field {
    const char *name;    /**< in the file; NULL: an object whose members are in the record */
    const char *member;  /**< in the struct; NULL: likewise, an object's members are its own */
    const char *counter; /**< the struct's member that counts a list */
    mds_field_type type;
    unsigned flags;
    size_t offset, count_offset;
    double low, high; /**< of numbers */
    const char *const *words;
    uint32_t word_count;
    const char *const *each; /**< an array: names of its elements in the file's object */
    uint32_t each_count;
    mds_referred to;
    mds_record_kind of; /**< what an object is */
} mds_field;

typedef struct mds_record_type {
    const char *name;   /**< "term": also how its texts begin in the reviewer's table; NULL: its
                             members are always in another record */
    const char *c_type; /**< "mds_term" */
    size_t size;
    const mds_field *fields;
    size_t field_count;
    const char *list, *counter; /**< members of mds_catalog; NULL for a part of another record */
    size_t list_offset, count_offset;
    bool is_file;    /**< the members of a file beside its records */
    mds_referred as; /**< what an id of it is, where other records refer to it */
} mds_record_type;

const mds_record_type *mds_record_type_of(mds_record_kind kind);

/** Element \p i (0 unless the field is an array) of a field of a record. */
const void *mds_field_at(const mds_field *field, const void *from, size_t i);
/** Length of the field's list in a record; 0 for other types. */
size_t mds_field_length(const mds_field *field, const void *from);
/** Bytes of one value of the field in its struct. */
size_t mds_field_size(const mds_field *field);

/** What names a record: its id, or its edition; "" for a kind without names. */
const char *mds_record_id(const mds_record_type *type, const void *from);

/** How many records of a kind that is a list of the catalog, and record \p i of it. */
size_t mds_record_count(const mds_catalog *catalog, const mds_record_type *type);
const void *mds_record_at(const mds_catalog *catalog, const mds_record_type *type, size_t i);

#endif
