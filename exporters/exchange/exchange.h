/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the formats of others share: ids, and text that is inert in them. */
#ifndef MDS_EXPORTERS_EXCHANGE_H
#define MDS_EXPORTERS_EXCHANGE_H

#include "base/uuid.h"
#include "export_internal.h"
#include <mdsrisk/export_exchange.h>

/* An export at work. The first failure stays in \c status. */
typedef struct mds_exchange {
    mds_jsonw w;      /* writes to text, as JSON */
    mds_strbuf *text; /* of the document */
    size_t fields;    /* of the line of csv at hand */
    const mds_exchange_input *in;
    const mds_catalog *catalog;
    mds_arena *arena;
    const char *edition; /* of the format: "1.2.1" */
    mds_status status;
} mds_exchange;

/* Stands where the id of the document belongs until its text is known. */
#define MDS_EXCHANGE_UNNAMED "00000000-0000-5000-8000-000000000000"

/* A writer of one format. */
typedef void mds_exchange_writer(mds_exchange *x);

/* The UUID of "urn:mdsrisk:<kind>:<id>", in the arena; the nil one when that is exhausted. */
const char *mds_exchange__uuid(mds_exchange *x, const char *kind, const char *id);
/* An array as a member; the end is mds_jsonw_array_end(). */
void mds_exchange__array(mds_exchange *x, const char *name);
/* "yes", "no", "not known". */
const char *mds_exchange__truth(const mds_exchange *x, mds_truth truth);
/* Text of the catalog in the document's language. */
const char *mds_exchange__say(const mds_exchange *x, const char *key);
const char *mds_exchange__in(const mds_exchange *x, const mds_text *text);
/* "{1}" of the text replaced; up to nine arguments, ended by NULL. */
const char *mds_exchange__format(mds_exchange *x, const char *key, ...);
/* One line that steers nothing, without blanks at its ends; "" when nothing is left. */
const char *mds_exchange__line(mds_exchange *x, const char *text);
/* The same with what would mean something to Markdown taken its meaning; "-" when nothing is left:
 * OSCAL allows no empty line. */
const char *mds_exchange__markup_line(mds_exchange *x, const char *text);
/* Paragraphs of Markdown that mean nothing but themselves. */
const char *mds_exchange__markup(mds_exchange *x, const char *text);
/* A name of letters, digits, dots, dashes and low lines that begins with a letter: other characters
 * become their codes. */
const char *mds_exchange__token(mds_exchange *x, const char *text);
/* A reference to a file: what an address may not hold becomes %XX. */
const char *mds_exchange__href(mds_exchange *x, const char *path);
/* "2026-11-29T00:00:00Z"; NULL for MDS_DAY_NONE. */
const char *mds_exchange__instant(mds_exchange *x, int32_t day);
/* What the form says of the device. */
const char *mds_exchange__device(const mds_exchange *x, mds_device_field field);
/* Manufacturer and model as one line, or that it is a device. */
const char *mds_exchange__label(mds_exchange *x);
/* What tells this device from others: as the ids of its risks end. */
const char *mds_exchange__device_id(mds_exchange *x);

/* Row \p row of the register's risks, column \p id. */
const char *mds_exchange__cell(const mds_exchange *x, size_t row, const char *id);
/* The risk in that row. */
const mds_risk *mds_exchange__risk(const mds_exchange *x, size_t row);
/* What the hospital typed beside it; NULL: nothing. */
const mds_carried_risk *mds_exchange__carried(const mds_exchange *x, size_t row);
/* A decision as others name kinds of response: "accept", "mitigate", "transfer", "avoid"; "" for
 * undecided and for a word that is none of ours. */
const char *mds_exchange__decided(mds_decision decision);
/* The same of the risk in row \p row, "" where an acceptance does not fit any more. */
const char *mds_exchange__response(const mds_exchange *x, size_t row);
/* The name of control \p i of a risk, and its id; NULL where an earlier one is the same: a control
 * may act on the attempt and on the harm. */
const char *mds_exchange__control(const mds_exchange *x, const mds_risk *risk, size_t i,
                                  const char **id);
/* The titles of the controls that a risk is credited with, those of the device or of the hospital,
 * one a line. */
const char *mds_exchange__controls(mds_exchange *x, const mds_risk *risk, mds_stage of);

/* A table of csv: its headings, then field by field, numbers with nine digits. */
void mds_exchange__heading(mds_exchange *x, const char *const *titles, size_t count);
void mds_exchange__field(mds_exchange *x, const char *text);
void mds_exchange__number(mds_exchange *x, double value);
void mds_exchange__row_end(mds_exchange *x);

mds_exchange_writer mds_oscal__poam, mds_oscal__results, mds_oscal__component, mds_oscal__mapping;
mds_exchange_writer mds_cyclonedx__attestation;
mds_exchange_writer mds_sarif__register, mds_sarif__findings;
mds_exchange_writer mds_exchange__ciso_assistant, mds_exchange__iso14971, mds_exchange__ir8286;

#endif
