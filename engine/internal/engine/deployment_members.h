/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The members of a deployment's file, each written once: readers, forms to fill in and the test of
 * the schema (catalog/data/schema/context.schema.json) go by this table.
 */
#ifndef MDS_ENGINE_DEPLOYMENT_MEMBERS_H
#define MDS_ENGINE_DEPLOYMENT_MEMBERS_H

#include <mdsrisk/deployment.h>

/** Where members are: the file itself, an object in it, an entry of one of its lists. */
typedef enum mds_deployment_group {
    MDS_MEMBERS_TOP,
    MDS_MEMBERS_BASIS,
    MDS_MEMBERS_ENVIRONMENT,
    MDS_MEMBERS_EVENT_COST,
    MDS_MEMBERS_CONTROL,
    MDS_MEMBERS_VERIFIED,
    MDS_MEMBERS_COST,
    MDS_MEMBERS_DOCUMENT,
    MDS_MEMBERS__COUNT
} mds_deployment_group;

typedef enum mds_member_type {
    MDS_MEMBER_HEAD,   /**< says what the file is; no value of the deployment */
    MDS_MEMBER_TEXT,   /**< const char * */
    MDS_MEMBER_WHOLE,  /**< const char *: a whole number from least to most, as it is written */
    MDS_MEMBER_NUMBER, /**< double, from least to most */
    MDS_MEMBER_DATE,   /**< int32_t */
    MDS_MEMBER_YES_NO, /**< bool */
    MDS_MEMBER_NO_YES, /**< bool that is true where the file says no */
    MDS_MEMBER_CHOICE, /**< uint32_t or an enum: index in the set of values */
    MDS_MEMBER_GROUP   /**< an object or a list with members of its own */
} mds_member_type;

/** What a choice is made from. */
typedef enum mds_value_set {
    MDS_VALUES_YES_NO, /**< yes, then no */
    MDS_VALUES_PROFILE,
    MDS_VALUES_ZONE,
    MDS_VALUES_DATA_VOLUME,
    MDS_VALUES_COUNTRY,
    MDS_VALUES_IMPLEMENTATION,
    MDS_VALUES_ASSURANCE,
    MDS_VALUES_CONTROL,
    MDS_VALUES_DOCUMENT,
    MDS_VALUES_FACT,
    MDS_VALUES__COUNT
} mds_value_set;

/** Where a form to fill in asks for a member of the file itself. */
typedef enum mds_form_section {
    MDS_SECTION_FIRST, /**< what moves the numbers */
    MDS_SECTION_ASSET, /**< the device as the hospital knows it */
    MDS_SECTION_MORE
} mds_form_section;

typedef struct mds_deployment_member {
    const char *name; /**< in the file */
    mds_member_type type;
    mds_value_set values;       /**< of a choice, a yes or no */
    mds_deployment_group group; /**< of a group */
    mds_form_section section;
    bool required;      /**< of an entry: it says nothing without this */
    unsigned stated;    /**< MDS_STATED_.. that it sets */
    size_t offset;      /**< in mds_deployment, or in the entry */
    double least, most; /**< of a number */
    const char *label;  /**< key of the text that names it; "" where its group's entry does */
    const char *note;   /**< key of the text that explains it, "" */
} mds_deployment_member;

typedef struct mds_deployment_list {
    size_t entry_size;   /**< 0: no list, its members are in mds_deployment */
    size_t items_offset; /**< in mds_deployment: pointer to the entries */
    size_t count_offset; /**< and how many there are */
    size_t where_offset; /**< in an entry: where it was read */
    const void *empty;   /**< an entry that says nothing */
} mds_deployment_list;

/** The members of a group, in the order of the file. The first of a list's is its naming one: a
 * choice, and at most one entry of each. */
const mds_deployment_member *mds_deployment_members(mds_deployment_group group, size_t *count);
/** NULL when the group has no member of that name. */
const mds_deployment_member *mds_deployment_member_of(mds_deployment_group group, const char *name);
/** Whether it takes one of a set of values. */
bool mds_member_has_values(const mds_deployment_member *member);
const mds_deployment_list *mds_deployment_list_of(mds_deployment_group group);

/** What the sets of values are taken from. */
typedef struct mds_value_source {
    const mds_catalog *catalog;
    const mds_policy *policy;
} mds_value_source;

size_t mds_value_set_size(const mds_value_source *from, mds_value_set set);
/** As it is written in a file: "in_place". \p i is below the count. */
const char *mds_value_id(const mds_value_source *from, mds_value_set set, size_t i);
/** As a person reads it. */
const char *mds_value_title(const mds_value_source *from, mds_value_set set, size_t i,
                            mds_lang lang);

#endif
