/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * Disclosure: the answers that a manufacturer gave on one form, each with its source.
 *
 * An importer fills it, the engine reads it. Text is as the file has it. Everything lives in the
 * arena that it was made in.
 */
#ifndef MDSRISK_DISCLOSURE_H
#define MDSRISK_DISCLOSURE_H

#include <mdsrisk/catalog.h>
#include <mdsrisk/form_reading.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an answer says. SEE_NOTE, UNANSWERED and UNREADABLE are unknown: never "no", never
 *  "n/a". */
typedef enum mds_answer_state {
    MDS_ANSWER_MISSING,    /**< the question is not in the file */
    MDS_ANSWER_UNANSWERED, /**< it is there without an answer */
    MDS_ANSWER_YES,
    MDS_ANSWER_NO,
    MDS_ANSWER_NA,
    MDS_ANSWER_SEE_NOTE,
    MDS_ANSWER_TEXT,       /**< the answer of a text or date question */
    MDS_ANSWER_UNREADABLE, /**< something is there that is no answer */
    MDS_ANSWER_CONFLICT,   /**< the question is there twice, with different answers */
    MDS_ANSWER_STATE__COUNT
} mds_answer_state;

/** Answer to one question; strings are never NULL. */
typedef struct mds_answer {
    mds_answer_state state;
    const char *response;    /**< response cell as it stands, "" when empty */
    const char *note_cell;   /**< note cell as it stands */
    const char *note;        /**< the note's text: resolved by number, glued or in the cell */
    const char *where;       /**< locator of the response, "mds2-form!C24" */
    const char *wording;     /**< the question as the user's own file words it, or "" */
    bool hidden;             /**< its row or sheet is hidden */
    bool documented;         /**< a yes of a reply that names the document that shows it */
    bool replied;            /**< its note came with a reply */
    const char *former_note; /**< that a reply has replaced, and whose systems it does not name;
                                  NULL: none */
    mds_answer_basis basis;  /**< how it was read */
    mds_page_box box;        /**< of a PDF: where, and what the page shows it with */
} mds_answer;

typedef struct mds_disclosure {
    uint32_t form;             /**< ordinal in the catalog */
    const char *file;          /**< as the user named it */
    char sha256[65];           /**< of the file */
    const mds_answer *answers; /**< one per question of the form */
    size_t answer_count;
    const char *device[MDS_DEVICE_FIELD__COUNT]; /**< "" when not given */
    int32_t document_day;            /**< days since 1970-01-01, or INT32_MIN when not given */
    const mds_form_reading *reading; /**< how the file was understood; NULL: it is one of answers */
} mds_disclosure;

/** "yes", "see_note", ... as the canonical JSON writes it. */
MDS_API const char *mds_answer_state_name(mds_answer_state state);
/** The state by that name; MDS_ANSWER_STATE__COUNT when there is none. */
MDS_API mds_answer_state mds_answer_state_from_name(const char *name);

/** What \p form prints for yes, no or n/a to \p question, in its own language; "" for any other. */
MDS_API const char *mds_form_label(const mds_form *form, uint32_t question,
                                   mds_answer_state answer);

/** How many questions of \p disclosures with a choice of answers have a definite one, and how many
 *  do not. */
typedef struct mds_completeness_count {
    size_t answered, unknown;
} mds_completeness_count;
MDS_API mds_completeness_count mds_disclosures_count(const mds_catalog *catalog,
                                                     const mds_disclosure *const *disclosures,
                                                     size_t count);
/** Whether the forms of a device hold enough to judge it by. MDS_EUNSUPPORTED, with a diagnostic,
 *  when almost nothing of them is answered. */
MDS_API MDS_NODISCARD mds_status mds_disclosures_suffice(const mds_catalog *catalog,
                                                         const mds_disclosure *const *disclosures,
                                                         size_t count, mds_diags *diags);

#ifdef __cplusplus
}
#endif
#endif
