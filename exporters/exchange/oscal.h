/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the documents of OSCAL share (NIST, Open Security Controls Assessment Language). */
#ifndef MDS_EXPORTERS_OSCAL_H
#define MDS_EXPORTERS_OSCAL_H

#include "exchange.h"

#define MDS_OSCAL_NAMESPACE "urn:mdsrisk:oscal"

/* A property in our namespace; nothing where the value is empty. */
void mds_oscal__prop(mds_exchange *x, const char *name, const char *value);
void mds_oscal__prop_number(mds_exchange *x, const char *name, double value);
/* A member of one line, and of paragraphs. */
void mds_oscal__markup_line(mds_exchange *x, const char *name, const char *text);
void mds_oscal__markup(mds_exchange *x, const char *name, const char *text);
/* A member that is the UUID of a thing, and a reference to one within the document. */
void mds_oscal__id(mds_exchange *x, const char *name, const char *kind, const char *id);
const char *mds_oscal__local(mds_exchange *x, const char *kind, const char *id);

/* Opens the document: root, id by \p kind and \p id, metadata with the manufacturer and the people
 * of the register. */
void mds_oscal__begin(mds_exchange *x, const char *root, const char *id, const char *title);
/* The files that it rests on, with their hashes; closes the document. */
void mds_oscal__end(mds_exchange *x);

/* The device as a component, this program as the tool: members of "local-definitions". */
void mds_oscal__definitions(mds_exchange *x);
/* "origins": this program. */
void mds_oscal__origins(mds_exchange *x);
/* "actors": this program. */
void mds_oscal__tool(mds_exchange *x);

/* Whether a fact has an observation: somebody was asked, or has looked. */
bool mds_oscal__observed(const mds_fact_value *value);
/* "AUDT-1: Yes. The note." */
const char *mds_oscal__answer(mds_exchange *x, const mds_question *question,
                              const mds_answer *answer);
/* The member "observations": what is known of each fact, answer by answer. */
void mds_oscal__observations(mds_exchange *x, const mds_facts *facts);
/* "related-observations": facts whose controls act against a scenario, or that raise it. */
void mds_oscal__related(mds_exchange *x, uint32_t scenario);
/* The member "risks": those of the register that apply, and what is left of those that do not. */
void mds_oscal__risks(mds_exchange *x);

/* What makes the id of a thing of this device: the thing's own id and the device's. */
const char *mds_oscal__of_device(mds_exchange *x, const char *id);
/* A role with the party that has it, by the kind and the name of its id. */
void mds_oscal__responsible(mds_exchange *x, const char *role, const char *kind, const char *name);

#endif
