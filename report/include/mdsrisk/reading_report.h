/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * How a form was read, in words: for a person who checks the reading against the form.
 */
#ifndef MDSRISK_READING_REPORT_H
#define MDSRISK_READING_REPORT_H

#include <mdsrisk/disclosure.h>
#include <mdsrisk/register.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How closely a reading is looked at, the closest first. */
typedef enum mds_reading_care {
    MDS_CARE_DOUBTFUL, /**< not understood, contradicted, or read from what is hidden */
    MDS_CARE_OPEN,     /**< no answer was found, or it points to a note */
    MDS_CARE_RULE,     /**< a mark or a rule decided */
    MDS_CARE_PLAIN,    /**< a word or a text, as it stands */
    MDS_CARE__COUNT
} mds_reading_care;

/** One question as it was read; strings are never NULL. */
typedef struct mds_reading_item {
    mds_reading_care care;
    mds_answer_state state;
    const char *id;
    const char *question; /**< as the form words it, else in our words */
    const char *place;
    const char *stands; /**< what is there */
    const char *answer; /**< what it was taken for */
    const char *note;
    const char *why;
    const mds_form_row *row; /**< its source cells; NULL: not known */
} mds_reading_item;

/** Answers that are there in the same way and were read in the same way. */
typedef struct mds_reading_group {
    const char *stands, *answer, *why;
    const char *first; /**< where the first one is */
    size_t count;
} mds_reading_group;

typedef struct mds_reading_count {
    const char *answer;
    size_t count;
} mds_reading_count;

typedef struct mds_reading_report {
    mds_lang lang;
    const char *title;
    const char *file, *sha256, *edition, *device;
    const char *const *layout; /**< sentences */
    size_t layout_count;
    mds_reading_count counts[MDS_ANSWER_STATE__COUNT];
    size_t count_count, questions, notes;
    const mds_reading_item *items; /**< by care, then as the form has them */
    size_t item_count;
    size_t care_counts[MDS_CARE__COUNT];
    const char *care_titles[MDS_CARE__COUNT];
    const mds_reading_group *groups; /**< the largest first */
    size_t group_count;
    const char *const *messages; /**< what was said of the file, and of no single question */
    size_t message_count;
    const mds_form_reading *reading; /**< or NULL */
} mds_reading_report;

/** \p diags: what reading it reported. \p arena owns the report. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_reading_report_build(const mds_reading_report **out,
                                                          mds_arena *arena,
                                                          const mds_catalog *catalog,
                                                          const mds_disclosure *disclosure,
                                                          const mds_diags *diags, mds_lang lang);

/** The items as a table; and the sentences, counts and groups as another. */
MDS_NODISCARD MDS_API mds_status mds_reading_table(mds_table *items, mds_table *summary,
                                                   mds_arena *arena, const mds_catalog *catalog,
                                                   const mds_reading_report *report);

#ifdef __cplusplus
}
#endif
#endif
