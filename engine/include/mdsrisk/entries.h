/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * What the hospital typed into a register, and what becomes of it at the next assessment
 * (docs/use/register.md). mdsrisk never fills these cells.
 */
#ifndef MDSRISK_ENTRIES_H
#define MDSRISK_ENTRIES_H

#include <mdsrisk/risk.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The columns of the hospital. */
typedef enum mds_entry_field {
    MDS_ENTRY_DECISION,
    MDS_ENTRY_OWNER,
    MDS_ENTRY_DUE,
    MDS_ENTRY_ACCEPTED_BY,
    MDS_ENTRY_ACCEPTED_UNTIL,
    MDS_ENTRY_REASON,
    MDS_ENTRY_TICKET,
    MDS_ENTRY_COST,
    MDS_ENTRY_REVIEW,
    MDS_ENTRY_REMARK,
    MDS_ENTRY__COUNT
} mds_entry_field;

typedef enum mds_decision {
    MDS_DECISION_UNDECIDED,
    MDS_DECISION_ACCEPT,
    MDS_DECISION_REDUCE,
    MDS_DECISION_TRANSFER,
    MDS_DECISION_AVOID,
    MDS_DECISION__COUNT /**< a word that is none of them */
} mds_decision;

/** How a cell was typed, so that it comes back as it was. */
typedef enum mds_typed_kind {
    MDS_TYPED_TEXT,
    MDS_TYPED_NUMBER,
    MDS_TYPED_DATE /**< \c number holds the day */
} mds_typed_kind;

typedef struct mds_typed {
    const char *text; /**< "" when nothing was typed */
    mds_typed_kind kind;
    double number;
    int32_t day; /**< in a column of dates: the day it means, else MDS_DAY_NONE */
} mds_typed;

/** A row of a former register. */
typedef struct mds_entry {
    const char *risk_id; /**< as it stands there, "" when the row has none */
    const char *title;   /**< of the risk, as it stands there */
    mds_typed cells[MDS_ENTRY__COUNT];
    const mds_typed *own; /**< one per column of the hospital's own */
    const char *other;    /**< what else a row holds that mdsrisk did not write, "" */
    mds_decision decision;
    double rrf;              /**< as the row says; below 0: not */
    double accepted_rrf;     /**< number of the risk when its acceptance was first seen; below 0 */
    const char *accepted_as; /**< who and until when that was, "" */
    bool left;               /**< of the sheet of entries that are beside no risk */
    const char *where;
} mds_entry;

/** What a former register holds of the hospital's. */
typedef struct mds_entries {
    const char *file;
    const char *device, *model, *as_of; /**< as its rows say, "" */
    const char *const *own_titles;      /**< headings of the hospital's own columns */
    size_t own_count;
    const mds_entry *at;
    size_t count;
    size_t typed; /**< rows that hold something of the hospital's */
} mds_entries;

/** What became of a risk since the former register. */
typedef enum mds_since {
    MDS_SINCE_FIRST, /**< there is no former register */
    MDS_SINCE_SAME,  /**< the printed number is the same */
    MDS_SINCE_GREW,  /**< the printed number is larger */
    MDS_SINCE_FELL,
    MDS_SINCE_NEW,   /**< the former register does not have it */
    MDS_SINCE_OTHER, /**< the former register is of another risk model: numbers do not compare */
    MDS_SINCE__COUNT
} mds_since;

/** Why an acceptance does not fit any more; bits. */
enum {
    MDS_ACCEPTANCE_GREW = 1,       /**< the risk grew since */
    MDS_ACCEPTANCE_EXPIRED = 2,    /**< accepted until a day before the assessment */
    MDS_ACCEPTANCE_INCOMPLETE = 4, /**< nobody, or no day, is beside it */
    MDS_ACCEPTANCE_GONE = 8        /**< the risk does not apply any more */
};

typedef struct mds_carried_risk {
    const mds_entry *entry; /**< NULL: nothing was typed */
    mds_since since;
    double before;           /**< RRF of the former register; below 0: it has none */
    double accepted_rrf;     /**< to be kept beside an acceptance; below 0: none */
    const char *accepted_as; /**< likewise */
    unsigned flags;          /**< of an acceptance */
} mds_carried_risk;

/** Why an entry is beside no risk. */
typedef enum mds_left_reason {
    MDS_LEFT_GONE,  /**< its risk does not apply any more */
    MDS_LEFT_TWICE, /**< a second row of one risk */
    MDS_LEFT_OTHER, /**< of another device, or a scenario that the catalog does not have */
    MDS_LEFT_NO_ID, /**< a row that the hospital added */
    MDS_LEFT__COUNT
} mds_left_reason;

typedef struct mds_left_entry {
    const mds_entry *entry;
    mds_left_reason reason;
    unsigned flags; /**< of an acceptance */
} mds_left_entry;

/** The former entries beside the risks of an assessment. */
typedef struct mds_carried {
    const mds_entries *former;     /**< NULL: there is none */
    const mds_carried_risk *risks; /**< one per scenario */
    const mds_left_entry *left;
    size_t left_count;
    size_t counts[MDS_SINCE__COUNT]; /**< of the risks that apply */
    size_t flagged;                  /**< acceptances that do not fit any more */
} mds_carried;

/** Puts the entries of \p former (NULL: none) beside the risks of \p assessment by risk id. What
 *  does not fit is a diagnostic and is kept. \p arena owns the result; what is passed in must
 *  outlive it. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_entries_carry(const mds_carried **out, mds_arena *arena,
                                                   const mds_risk_assessment *assessment,
                                                   const mds_entries *former, mds_diags *diags);

/** Whether a row holds anything of the hospital's; the word "undecided" is ours. */
MDS_API bool mds_entry_is_typed(const mds_entry *entry, size_t own_count);

/** "decision", "accepted_until": names of columns in csv and JSON. */
MDS_API const char *mds_entry_field_name(mds_entry_field field);
/** Whether a column holds days. */
MDS_API bool mds_entry_is_date(mds_entry_field field);
MDS_API const char *mds_decision_name(mds_decision decision);

#ifdef __cplusplus
}
#endif
#endif
