/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The registry of diagnostics: what each code means, and what its arguments are.
 */
#ifndef MDSRISK_MESSAGE_H
#define MDSRISK_MESSAGE_H

#include <mdsrisk/catalog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an argument of a diagnostic is. Only a key is looked up in the catalog's texts; all others
 *  come out as they are, for what a file says must never choose our words. */
typedef enum mds_argument_kind {
    MDS_ARGUMENT_TEXT,   /**< what a file or a person says */
    MDS_ARGUMENT_NUMBER, /**< a count, a limit, a measured number */
    MDS_ARGUMENT_DATE,   /**< "2026-11-28" */
    MDS_ARGUMENT_ID,     /**< of a record of the catalog or a question of a form */
    MDS_ARGUMENT_ANSWER, /**< an answer as its form prints it: "ALOF-1 = Yes" */
    MDS_ARGUMENT_PLACE,  /**< a file, or a place in one */
    MDS_ARGUMENT_PATH,   /**< a member of a file: "verified[0].fact" */
    MDS_ARGUMENT_LIST,   /**< several of these, or the words that are allowed */
    MDS_ARGUMENT_REASON, /**< of the operating system or a library, in its language */
    MDS_ARGUMENT_KEY,    /**< the key of a text of the catalog */
    MDS_ARGUMENT_KIND__COUNT
} mds_argument_kind;

typedef struct mds_message_argument {
    const char *name; /**< "question" */
    mds_argument_kind kind;
    const char *under; /**< how a key begins: "template.reason."; "" for the other kinds */
} mds_message_argument;

/** A diagnostic code in words. */
typedef struct mds_message {
    const char *id;   /**< "MDS1862" */
    const char *name; /**< "LINT_STALE": MDS_D_LINT_STALE in programs */
    mds_severity severity;
    const char *since; /**< version of the first release that has it */
    const mds_message_argument *arguments;
    size_t argument_count;
    mds_text text; /**< {1} is its first argument */
    mds_text hint; /**< the way out */
} mds_message;

/** The message by id ("MDS1862"); NULL when there is none. */
MDS_API const mds_message *mds_catalog_message(const mds_catalog *catalog, const char *id);

/** "text", "number", ...: as the file writes it, and the last part of the key of its wording. */
MDS_API const char *mds_argument_kind_name(mds_argument_kind kind);
/** "note", "warning", "error". */
MDS_API const char *mds_severity_name(mds_severity severity);

#ifdef __cplusplus
}
#endif
#endif
