/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * A report to read: what is decided on, then sections of sentences, pictures and tables. Every
 * number in it is one of the engine's; an exporter writes it as a page.
 */
#ifndef MDSRISK_PAPER_H
#define MDSRISK_PAPER_H

#include <mdsrisk/compare_report.h>
#include <mdsrisk/contribution.h>
#include <mdsrisk/curve.h>
#include <mdsrisk/picture.h>
#include <mdsrisk/treat.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum mds_section_look {
    MDS_SECTION_BESIDE, /**< sentences left, picture right */
    MDS_SECTION_WIDE,   /**< one below the other */
    MDS_SECTION_LIST,   /**< a table to filter and to sort */
    MDS_SECTION_FOLDED  /**< opened where a reader wants it */
} mds_section_look;

typedef struct mds_section {
    const char *id; /**< unique in its paper, of small letters, digits and dashes */
    const char *title;
    unsigned depth; /**< 0; 1: part of the section of depth 0 before it */
    mds_section_look look;
    const char *const *lines; /**< sentences */
    size_t line_count;
    const mds_picture *picture; /**< or NULL */
    const mds_table *table;     /**< or NULL; a picture always has one */
    const mds_table *sum;       /**< below it, of names and values; or NULL */
} mds_section;

/** What is decided on. */
typedef struct mds_front {
    const mds_lead *lead;
    mds_verdict verdict;
    const mds_picture *ruler;
    const mds_table *drivers; /**< share and risk, the largest first */
} mds_front;

typedef struct mds_paper {
    mds_lang lang;
    const mds_catalog *catalog; /**< whose words the writer uses */
    const char *kind;           /**< "assess" */
    const char *title;
    int32_t as_of;
    const mds_front *front; /**< or NULL */
    const mds_section *sections;
    size_t section_count;
    const char *foot; /**< what it rests on, in a sentence or two; NULL: nothing is said */
} mds_paper;

/** The report of a register. \p arena owns it, the register must outlive it. MDS_ENOMEM or
 *  MDS_ELIMIT; otherwise as mds_life_curve_build() and mds_contributions_of(). */
MDS_NODISCARD MDS_API mds_status mds_paper_of_register(const mds_paper **out, mds_arena *arena,
                                                       const mds_register *reg, mds_diags *diags);

/** The reports of a treatment, of one or two curves (as recorded, and with measures added) with the
 *  documents due, and of a simulation (\p sensitivities may be none). \p arena owns them, what they
 *  are of must outlive them. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_paper_of_treatment(const mds_paper **out, mds_arena *arena,
                                                        const mds_treatment *treatment,
                                                        mds_lang lang);
MDS_NODISCARD MDS_API mds_status mds_paper_of_curves(const mds_paper **out, mds_arena *arena,
                                                     const mds_life_curve *const *curves,
                                                     size_t count, const mds_risk_assessment *as,
                                                     mds_lang lang);
MDS_NODISCARD MDS_API mds_status mds_paper_of_simulation(const mds_paper **out, mds_arena *arena,
                                                         const mds_simulation *simulation,
                                                         const mds_contributions *contributions,
                                                         const mds_sensitivity *sensitivities,
                                                         size_t count, mds_lang lang);

/** The report of a comparison, which must outlive it. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_paper_of_comparison(const mds_paper **out, mds_arena *arena,
                                                         const mds_compare_report *report);

/** The report of one risk, by its id or its scenario's: what is behind it, step by step.
 *  MDS_ENOTFOUND when there is no such risk; MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_paper_of_risk(const mds_paper **out, mds_arena *arena,
                                                   const mds_risk_assessment *assessment,
                                                   const char *risk_id, mds_lang lang);

/** \p count tables under the head of a report, a section each. \p arena owns the report, the
 *  tables must outlive it. MDS_ENOMEM or MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_paper_of_tables(const mds_paper **out, mds_arena *arena,
                                                     const mds_paper *head,
                                                     const mds_table *const *tables, size_t count);

#ifdef __cplusplus
}
#endif
#endif
