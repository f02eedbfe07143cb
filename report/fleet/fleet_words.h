/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that the tables of a fleet share. */
#ifndef MDS_REPORT_FLEET_WORDS_H
#define MDS_REPORT_FLEET_WORDS_H

#include "register_internal.h"
#include <mdsrisk/fleet.h>
#include <mdsrisk/fleet_finding.h>

/* The words of the bits that are set, joined. */
const char *mds_fleet_words__bits(mds_reg *r, const char *prefix, unsigned bits, unsigned count,
                                  const char *(*name)(unsigned));
/* "VLAN 30", "10.20.30.0/24": what a line of the table of zones is about. */
const char *mds_fleet_words__network(mds_reg *r, const mds_zone_line *line);
/* "another form; another zone" of "form zone". */
const char *mds_fleet_words__reasons(mds_reg *r, const char *words);
/* "CVE-2021-44228: log4j-core 2.14.1" */
const char *mds_fleet_words__finding(mds_reg *r, const mds_fleet_finding *finding);
/* "is, CVSS 9.8, known to be exploited since 2021-12-10" */
const char *mds_fleet_words__standing(mds_reg *r, const mds_fleet_finding *finding);
/* What is to be done: the clause of the contract, what the maker says, the version that mends it.
 */
const char *mds_fleet_words__who_acts(mds_reg *r, const mds_fleet_finding *finding);
/* The clause that it reaches; NULL. */
const mds_contract_clause *mds_fleet_words__clause(const mds_reg *r,
                                                   const mds_fleet_finding *finding);

#endif
